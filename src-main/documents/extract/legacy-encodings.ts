// Old Vietnamese encodings: TCVN 5712:1993 VN3 (the ".VnTime" fonts), VNI for Windows, Windows-1258.
// Texts made before about 2005 use them, and texts copied from such files carry them inside Unicode files to this day
// ("Céng hoµ x· héi" for "Cộng hòa xã hội"). Which one it is, is decided by counting common syllables after conversion.
import { markedSyllables } from './common-syllables.ts'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258' | 'tcvn3' | 'vni' | 'windows-1252'

// VN3 puts its letters where Latin-1 has others; capitals with tones are the small ones in a capitals-only font.
const tcvn3Table =
  'A1Ă A2Â A3Ê A4Ô A5Ơ A6Ư A7Đ A8ă A9â AAê ABô ACơ ADư AEđ B5à B6ả B7ã B8á B9ạ BBằ BCẳ BDẵ BEắ C6ặ C7ầ C8ẩ C9ẫ CAấ CBậ ' +
  'CCè CEẻ CFẽ D0é D1ẹ D2ề D3ể D4ễ D5ế D6ệ D7ì D8ỉ DCĩ DDí DEị DFò E1ỏ E2õ E3ó E4ọ E5ồ E6ổ E7ỗ E8ố E9ộ EAờ EBở ECỡ EDớ EEợ ' +
  'EFù F1ủ F2ũ F3ú F4ụ F5ừ F6ử F7ữ F8ứ F9ự FAỳ FBỷ FCỹ FDý FEỵ'
const tcvn3 = new Map(tcvn3Table.split(' ').map((pair) => [String.fromCharCode(Number.parseInt(pair.slice(0, 2), 16)), pair.slice(2)]))

// VNI writes a vowel and, behind it, a letter that stands for its mark; a few vowels are one letter.
const vniPairs =
  'aùá aøà aûả aõã aïạ aêă aéắ aèằ aúẳ aüẵ aëặ aââ aáấ aàầ aåẩ aãẫ aäậ eùé eøè eûẻ eõẽ eïẹ eâê eáế eàề eåể eãễ eäệ ' +
  'oùó oøò oûỏ oõõ oïọ oâô oáố oàồ oåổ oãỗ oäộ ôùớ ôøờ ôûở ôõỡ ôïợ uùú uøù uûủ uõũ uïụ öùứ öøừ öûử öõữ öïự yùý yøỳ yûỷ yõỹ'
const vniSingles = 'æỉ óĩ òị ôơ öư îỵ ñđ'
const vni = new Map<string, string>()
for (const entry of `${vniPairs} ${vniSingles}`.split(' ')) {
  const from = entry.slice(0, -1)
  const to = entry.slice(-1)
  vni.set(from, to)
  vni.set(from.toUpperCase(), to.toUpperCase())
  if (from.length === 2) vni.set(from[0]!.toUpperCase() + from[1]!, to.toUpperCase())
}
const vniPattern = new RegExp([...vni.keys()].sort((a, b) => b.length - a.length).join('|'), 'gu')

/** Text in TCVN3, as it reads in Windows-1252, to Unicode (NFC). */
export function fromTcvn3(text: string): string {
  return text.replace(/[\u00a1-\u00fe]/gu, (letter) => tcvn3.get(letter) ?? letter)
}

/** Text in VNI, as it reads in Windows-1252, to Unicode (NFC). */
export function fromVni(text: string): string {
  return text.replace(vniPattern, (letters) => vni.get(letters) ?? letters)
}

/** Share (0–1) of the words that are common Vietnamese syllables with their marks; looks at the first 20,000 characters. */
export function vietnameseShare(text: string): number {
  const words = text.slice(0, 20_000).toLowerCase().normalize('NFC').match(/[\p{L}\p{M}]+/gu) ?? []
  if (words.length === 0) return 0
  let hits = 0
  for (const word of words) if (markedSyllables.has(word)) hits += 1
  return hits / words.length
}

/** Mends text whose letters are TCVN3 or VNI read as Latin; any other text comes back as it was. */
export function mendLegacy(text: string): { readonly text: string; readonly mended?: 'tcvn3' | 'vni' } {
  if (!/[\u00a1-\u00ff]/u.test(text)) return { text }
  const plain = vietnameseShare(text)
  // Right Vietnamese beyond Latin-1 (ạ, ế, ươ …) is proof enough; conversion would break it.
  if (plain > 0.12) return { text }
  const candidates = [
    { mended: 'tcvn3' as const, text: fromTcvn3(text) },
    { mended: 'vni' as const, text: fromVni(text) },
  ].map((candidate) => ({ ...candidate, share: vietnameseShare(candidate.text) }))
  const best = candidates.reduce((a, b) => (b.share > a.share ? b : a))
  return best.share > 0.08 && best.share > plain * 2 ? { text: best.text, mended: best.mended } : { text }
}

/**
 * Bytes of a plain text file to text (NFC), and the encoding they were in.
 * Order: byte order mark; UTF-16 by its zero bytes; UTF-8 if it is valid; then the 8-bit encoding whose words read as Vietnamese.
 * `mend: false` leaves TCVN3 and VNI letters inside valid UTF-8 as they are, for a caller who decides that column by column.
 */
export function decodePlain(bytes: Uint8Array, { mend = true }: { readonly mend?: boolean } = {}): { readonly text: string; readonly encoding: TextEncoding } {
  const utf16 = utf16Of(bytes)
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes).normalize('NFC'), encoding: utf16 }
  try {
    // Cut files may end inside a letter: `stream` forgives an unfinished one at the end.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    const mended: ReturnType<typeof mendLegacy> = mend ? mendLegacy(text) : { text }
    return { text: mended.text.normalize('NFC'), encoding: mended.mended ?? 'utf-8' }
  } catch {
    return decodeEightBit(bytes)
  }
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  let even = 0
  let odd = 0
  const sample = Math.min(bytes.length, 4096) & ~1
  for (let i = 0; i < sample; i += 2) {
    if (bytes[i] === 0) even += 1
    if (bytes[i + 1] === 0) odd += 1
  }
  const half = sample / 2
  if (half < 4) return undefined
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le'
  if (even > half * 0.4 && odd < half * 0.05) return 'utf-16be'
  return undefined
}

function decodeEightBit(bytes: Uint8Array): { text: string; encoding: TextEncoding } {
  const western = new TextDecoder('windows-1252').decode(bytes)
  const candidates = [
    { encoding: 'windows-1258' as const, text: new TextDecoder('windows-1258').decode(bytes).normalize('NFC') },
    { encoding: 'tcvn3' as const, text: fromTcvn3(western) },
    { encoding: 'vni' as const, text: fromVni(western) },
  ].map((candidate) => ({ ...candidate, share: vietnameseShare(candidate.text) }))
  const best = candidates.reduce((a, b) => (b.share > a.share ? b : a))
  return best.share > 0.02 ? { text: best.text, encoding: best.encoding } : { text: western.normalize('NFC'), encoding: 'windows-1252' }
}
