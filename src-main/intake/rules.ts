// The fields of a document from its text, as the official forms lay them out: NĐ 30/2020/NĐ-CP, Phụ lục I (national name and
// motto at the right, body and number at the left, heading and subject below, signature beside "Nơi nhận"), and the Party's
// HD 36-HD/VPTW ("Số 15-NQ/TU", "Nơi nhận" likewise). Pure. A field that does not stand as the form has it is left out: an empty
// field is typed, a wrong one is overlooked.
import { withOrdinaryCapitals } from '../text/body-name.ts'
import { isDate } from '../text/dates.ts'
import { searchText } from '../text/fold.ts'
import { parseNumberSymbol } from '../text/number-symbol.ts'

export interface TextFields {
  readonly numberSymbol?: string
  readonly issuedDate?: string
  readonly documentTypeId?: string
  readonly subject?: string
  readonly signerPosition?: string
  readonly signerName?: string
  /** names that the head may mean, the fullest first */
  readonly bodyNames?: readonly string[]
}

interface Type {
  readonly id: string
  readonly name: string
}

/** Lines that are looked at for the head: it ends before the text begins. */
const HEAD = 30
const LONGEST_SUBJECT = 500

const national = /^(?:cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|đảng cộng sản việt nam)$/iu
const motto = /^độc lập\s*-\s*tự do\s*-\s*hạnh phúc$/iu
const numberLine = /^Số\s*:?\s*(\d{1,7}\p{Ll}?(?:\/\d{4})?\s?[-/]\s?[\p{L}\d]+(?:[-/,.][\p{L}\d]+)*)(?:\s+(\p{Lu}.*))?$/u
const placeAndDate = /^[\p{Lu}][^,]{1,60},\s*ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})$/u
const ruled = /^[-_=*–—.\s]*$/u
const place = /^(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU) (?!ỦY$|UỶ$|ỦY |UỶ )/u
const placed = /(?:^| )(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU|THÔN) (?!ỦY|UỶ)/u
const authority = /^(?:KT|K\/T|TM|T\/M|TL|T\/L|TUQ|Q)[. ]/u
const notSigner = /\(|\)|\[|\d|:/u

const capitals = (line: string): boolean => /\p{Lu}/u.test(line) && !/\p{Ll}/u.test(line)
/** Words of the same letters, whatever their case, tone placement and marks of the hand. */
const same = (one: string, other: string): boolean => searchText(one) === searchText(other)

/** @param text NFC, as the extractor gives it: lines, and tabs between what stands side by side */
export function fieldsInText(text: string, types: readonly Type[]): TextFields {
  const lines = text.normalize('NFC').split(/[\n\t]/u).map((line) => line.replace(/\s+/gu, ' ').trim())
  const head = lines.slice(0, HEAD)
  const nationalAt = head.findIndex((line) => national.test(line.replace(/^[-_*\s]+/u, '')))
  // Without the national name at the top it is no document in official form, or its text is not to be trusted.
  if (nationalAt < 0 || nationalAt > 14) return {}
  const numberAt = head.findIndex((line) => /^Số\s*:?\s*\d/u.test(line))
  const dated = head.map((line) => placeAndDate.exec(numberLine.exec(line)?.[2] ?? line))
  const dateAt = dated.findIndex((found) => found !== null)
  const headEnd = Math.max(nationalAt, numberAt, dateAt, head.findIndex((line) => motto.test(line)))
  return {
    ...numberOf(head[numberAt] ?? ''),
    ...dateOf(dated[dateAt] ?? null),
    ...headingOf(lines, numberAt, headEnd, types),
    ...bodyOf(head.slice(0, Math.min(...[nationalAt, numberAt].filter((at) => at >= 0)))),
    ...signerOf(lines, headEnd),
  }
}

function numberOf(line: string): Pick<TextFields, 'numberSymbol'> {
  const found = numberLine.exec(line)
  if (found === null || (found[2] !== undefined && !placeAndDate.test(found[2]))) return {}
  const { number, symbol, normal } = parseNumberSymbol(found[1]!)
  // Letters of another alphabet among them come from a reading that went wrong.
  return number === null || symbol === null || /[^\p{Script=Latin}\d\-/,.]/u.test(normal) ? {} : { numberSymbol: normal }
}

function dateOf(found: RegExpExecArray | null): Pick<TextFields, 'issuedDate'> {
  if (found === null) return {}
  const [, day = '', month = '', year = ''] = found
  const issuedDate = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDate(issuedDate) ? { issuedDate } : {}
}

/** The type's name in capitals and the subject under it; of a công văn the subject under its number. */
function headingOf(lines: readonly string[], numberAt: number, headEnd: number, types: readonly Type[]): Pick<TextFields, 'documentTypeId' | 'subject'> {
  for (let at = headEnd + 1; at < Math.min(lines.length, headEnd + 8); at++) {
    const type = capitals(lines[at]!) ? types.find(({ name }) => same(name, lines[at]!)) : undefined
    if (type) return { documentTypeId: type.id, ...subjectFrom(lines, at + 1) }
    if (/^Kính gửi/iu.test(lines[at]!)) break
  }
  // Without a heading it is a letter only where it says to whom.
  const to = lines.slice(0, headEnd + 10).findIndex((line) => /^Kính gửi/iu.test(line))
  const first = lines.findIndex((line, at) => at > numberAt && line !== '' && !ruled.test(line) && !national.test(line) && !motto.test(line) && !placeAndDate.test(line))
  return numberAt < 0 || to < 0 || first < 0 || first >= to ? {} : subjectFrom(lines, first)
}

/** A subject and its further lines: capitals under capitals, else those that begin small. */
function subjectFrom(lines: readonly string[], start: number): Pick<TextFields, 'subject'> {
  let at = start
  while (lines[at] === '') at++
  const first = lines[at] ?? ''
  if (first === '' || ruled.test(first) || /^(?:Kính gửi|Căn cứ|Điều \d|Chương [IVX])/iu.test(first)) return {}
  const parts = [first]
  for (at += 1; at < lines.length && parts.length < 8; at++) {
    const line = lines[at]!
    if (line === '' || ruled.test(line)) break
    if (capitals(first) ? !capitals(line) : !/^[\p{Ll}\d(]/u.test(line) || /^\d+[.)]/u.test(line)) break
    parts.push(line)
  }
  const subject = parts.join(' ').replace(/^(?:V\/v|V\/v:)\s*/iu, '').trim()
  return subject.length < 3 || subject.length > LONGEST_SUBJECT ? {} : { subject }
}

/** The names at the left of the head, the issuing one last; with its parent's place where it bears none of its own. */
function bodyOf(lines: readonly string[]): Pick<TextFields, 'bodyNames'> {
  const names: string[] = []
  for (const line of lines) {
    if (!capitals(line) || ruled.test(line)) continue
    // Several bodies issue it together: whose it is, is for a person to say.
    if (/[-–,]$/u.test(line)) return {}
    const before = names.at(-1)
    if (before !== undefined && (line.startsWith('VÀ ') || (place.test(line) && !place.test(`${before} `)))) names[names.length - 1] = `${before} ${line}`
    else names.push(line)
  }
  const [own, parent] = [names.at(-1), names.at(-2)]
  if (own === undefined || names.length > 3) return {}
  const placeOfParent = parent === undefined ? undefined : / ((?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|XÃ|PHƯỜNG) )(.+)$/u.exec(` ${parent}`)
  const candidates = [
    // "VĂN PHÒNG" under "TỈNH ỦY HỒNG MẪU"; a body with a place of its own needs no other, and no body is one of a Đảng bộ.
    ...(parent === undefined || parent.startsWith('ĐẢNG BỘ') || placed.test(own) ? [] : [`${own} ${parent}`]),
    // "TỈNH ỦY" under "ĐẢNG BỘ TỈNH HỒNG MẪU"
    ...(placeOfParent && /[ỦU][YỶỲ]$/u.test(own) ? [`${own} ${placeOfParent[2]}`] : []),
    own,
  ]
  return { bodyNames: candidates.map((name) => withOrdinaryCapitals(name)) }
}

/** Position and name beside "Nơi nhận": after its list where they stand in the column beside it, else before it. */
function signerOf(lines: readonly string[], headEnd: number): Pick<TextFields, 'signerPosition' | 'signerName'> {
  const at = lines.findIndex((line, index) => index > headEnd && /^Nơi nhận\s*:/iu.test(line))
  if (at < 0) return {}
  const kept = lines.findIndex((line, index) => index > at && index < at + 60 && /^[-–•]?\s*Lưu\b/iu.test(line))
  const after = kept < 0 ? [] : lines.slice(kept + 1, kept + 8)
  const before = lines.slice(Math.max(headEnd + 1, at - 8), at)
  return signatureIn(after, 'first') ?? signatureIn(before, 'last') ?? {}
}

/** A signature: "KT. CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG", then the name. Two of them are for a person to choose from. */
function signatureIn(lines: readonly string[], which: 'first' | 'last'): Pick<TextFields, 'signerPosition' | 'signerName'> | null {
  const written = lines.filter((line) => line !== '' && !ruled.test(line))
  const titles = written.map((line, index) => ({ line, index })).filter(({ line }) => capitals(line) && line.length > 3 && !notSigner.test(line))
  const first = which === 'first' ? titles[0] : titles.findLast(({ index }, place) => place === 0 || titles[place - 1]!.index < index - 1)
  if (first === undefined || (which === 'first' && first.index > 0)) return null
  let end = first.index
  while (end + 1 < written.length && capitals(written[end + 1]!) && !notSigner.test(written[end + 1]!)) end++
  const block = written.slice(first.index, end + 1)
  const own = block.filter((line) => !authority.test(line))
  if (own.length !== 1 || block.length > 3) return null
  const name = written.slice(end + 1).find((line) => !/^[[(]/u.test(line))
  const isName = name !== undefined && !notSigner.test(name) && /^(?:\p{Lu}\p{Ll}*)(?: \p{Lu}\p{Ll}*){1,5}$/u.test(name)
  return { signerPosition: sentence(own[0]!), ...(isName ? { signerName: name } : {}) }
}

function sentence(words: string): string {
  const small = words.toLocaleLowerCase('vi')
  return small.charAt(0).toLocaleUpperCase('vi') + small.slice(1)
}
