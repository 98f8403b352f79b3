// Names of files as senders wrote them, made fit to be shown and to be offered as a name for a copy. The store itself
// never makes a path of a name. Rules: file name limits of Windows (Naming Files, Paths, and Namespaces) and of ext4;
// direction marks after Unicode TR 36, 2.10: "baocao<U+202E>fdp.exe" would show as "baocaoexe.pdf".

const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$/i
const UNSAFE_MARKS = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu
/** ext4 allows 255 bytes; the difference leaves room for " (2)" and ".part". */
const MAX_BYTES = 240
const NAMELESS = 'tệp'

/**
 * A name that is nothing but a name on every system: last part of a path, composed (NFC), without control, invisible
 * and direction marks, without characters Windows refuses, not a device of Windows, at most 240 bytes of UTF-8 with
 * its extension kept. Never empty.
 */
export function safeFileName(name: string): string {
  const last = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1)!
  const clean = last
    .replace(UNSAFE_MARKS, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^\s+|[\s.]+$/gu, '') // Windows drops these at the end without a word
  if (clean === '') return NAMELESS
  const dot = clean.lastIndexOf('.')
  const hasExtension = dot > 0 && clean.length - dot <= 12
  const stem = hasExtension ? clean.slice(0, dot) : clean
  const extension = hasExtension ? clean.slice(dot) : ''
  // A device keeps its meaning with any extension: "nul.pdf", even "nul.tar.gz".
  const free = RESERVED.test(clean.split('.')[0]!.trimEnd()) ? `_${stem}` : stem
  return `${shorten(free, MAX_BYTES - Buffer.byteLength(extension))}${extension}`
}

/** Cuts at the end of a written character (grapheme), so that no letter loses its marks. */
function shorten(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text
  let bytes = 0
  let kept = ''
  for (const { segment } of new Intl.Segmenter('vi').segment(text)) {
    bytes += Buffer.byteLength(segment)
    if (bytes > maxBytes) break
    kept += segment
  }
  return kept.trimEnd() || NAMELESS
}
