// Names of files that come from outside: how they are shown, and how they are written to a disk.
//
// Shown: Unicode's marks of direction can make "thu\u202Efdp.exe" read "thuexe.pdf" (CVE-2009-3376 and many
// after it), so they are made visible. Written: the rules of Windows (Naming Files, Paths, and Namespaces) are the
// strictest, and a name that obeys them is a name everywhere.

/** Marks of direction and controls, which deceive or break a line. */
const DECEIVING = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu
/** What cannot be seen and says nothing. */
const INVISIBLE = /[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]/gu
/** What Windows refuses in a name; slashes are refused everywhere. */
const REFUSED = /[<>:"/\\|?*]+/gu
/** Devices of Windows, which any extension leaves devices. */
const DEVICE = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/iu
/** A name for what had none: "tệp" without marks, so that old archivers can pack it. */
const NAMELESS = 'tep'
/** Half of what a Windows path may hold, under the 255 of file systems, with room for " (2)". */
const MOST_BYTES = 200
/** Extensions are short: behind a dot further off stands a sentence. */
const LONGEST_EXTENSION = 16

/**
 * A name as it may be shown: composed, each mark of direction or control as a visible "�", the invisible gone.
 * Idempotent.
 */
export function displayFileName(name: string): string {
  return name.toWellFormed().replace(INVISIBLE, '').normalize('NFC').replace(DECEIVING, '\ufffd')
}

/** Bytes of one character in UTF-8. */
function bytesOf(character: string): number {
  const point = character.codePointAt(0) as number
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}

/** The beginning of a text that fits; never half a character. */
function shortened(text: string, mostBytes: number): string {
  let bytes = 0
  let at = 0
  for (const character of text) {
    bytes += bytesOf(character)
    if (bytes > mostBytes) return text.slice(0, at)
    at += character.length
  }
  return text
}

const byteLength = (text: string): number => [...text].reduce((sum, character) => sum + bytesOf(character), 0)

/**
 * A name that may be written to any disk: no path, no device of Windows ("CON.txt" → "_CON.txt"), none of the
 * characters Windows refuses ("15-NQ/TU.pdf" → "15-NQ-TU.pdf"), no dots or spaces at the ends, at most `mostBytes`
 * of UTF-8 with its extension kept. Never empty ("tep"). Idempotent. Case and marks stay.
 */
export function safeFileName(name: string, mostBytes: number = MOST_BYTES): string {
  const whole = name
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(DECEIVING, '')
    .normalize('NFC')
    .replace(REFUSED, '-')
    .replace(/\s+/gu, ' ')
    // A dot in front hides a file, a hyphen makes it an option of a command; Windows drops those behind.
    .replace(/^[\s.-]+|[\s.]+$/gu, '')
  const dot = whole.lastIndexOf('.')
  const extension = dot > 0 && whole.length - dot <= LONGEST_EXTENSION ? whole.slice(dot) : ''
  const stem = whole.slice(0, whole.length - extension.length).replace(/[\s.]+$/u, '')
  const device = DEVICE.test((stem.split('.')[0] as string).trim())
  const free = device ? `_${stem}` : stem
  const kept = shortened(free, mostBytes - byteLength(extension)).replace(/[\s.]+$/u, '')
  return kept + extension || NAMELESS
}
