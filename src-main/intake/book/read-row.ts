// One row of an old book into fields, with what is wrong in each cell. "nt", "-nt-", ditto marks and "như trên" mean what stands
// above (practice of every paper book). Pure: the year to count by and today are given.
import { largest, lengths } from '../../contract/choices.ts'
import { firstDay } from '../../contract/days.ts'
import type { Secrecy, Urgency } from '../../contract/fields.ts'
import { parseNumberSymbol } from '../../text/number-symbol.ts'
import { wordsOf } from './cell-text.ts'
import type { TypeReader } from './document-type.ts'
import type { Period, TextRow } from './find-table.ts'
import { dayFirst, looksLikeDate, readDate, yearAfter } from './read-date.ts'
import type { BookField, BookIssue, BookRow, Direction } from './types.ts'

export interface RowReader {
  readonly direction: Direction
  /** Column of each field. */
  readonly columns: ReadonlyMap<BookField, number>
  readonly types: TypeReader
  /** YYYY-MM-DD */
  readonly today: string
  /** Year of the book, where nothing nearer says one. */
  readonly year: number | undefined
  /** Fields whose stored dates are month first. */
  readonly monthFirst: ReadonlySet<BookField>
  /** What stood above, by field: carried from row to row. */
  readonly above: Map<BookField, string>
}

const ditto = /^(?:[-–—.\s]*n\s?[./]?\s?t\b[-–—.\s]*|[-–—\s]*như trên[-–—.\s]*|[-–—.\s]*(?:["”“″〃]|''|’’|,,)[-–—.\s]*)$/iu
const dash = /^[-–—]+$/u
/** A dash alone means the row above here; in other columns it means nothing. */
const dashIsDitto: ReadonlySet<BookField> = new Set<BookField>(['arrivalDate', 'issuedDate', 'issuingBody', 'documentType', 'symbol', 'signer'])

/** Whether a cell means what stands above it. */
export function isDitto(text: string, field: BookField): boolean {
  return text !== '' && (ditto.test(text) || (dash.test(text) && dashIsDitto.has(field)))
}

type Draft = { -readonly [Field in keyof BookRow]: BookRow[Field] }

/** Reads a row; `issues` gets what is wrong with it. */
export function readRow(row: TextRow & { readonly period: Period }, reader: RowReader, issues: BookIssue[]): BookRow {
  const draft: Draft = { row: row.number }
  const columnOf = (field: BookField) => reader.columns.get(field) ?? null
  const tell = (severity: BookIssue['severity'], code: BookIssue['code'], field: BookField | null, params: BookIssue['params'] = {}) => void issues.push({ row: row.number, column: field === null ? null : columnOf(field), code, params, severity })

  /** The text of a field with what stands above for "nt"; '' for nothing. */
  function textOf(field: BookField): string {
    const column = columnOf(field)
    if (column === null) return ''
    if (row.source.cells[column]?.uncached) {
      tell('error', 'RESULT_MISSING', field)
      return ''
    }
    const text = row.texts[column] ?? ''
    if (dash.test(text) && !dashIsDitto.has(field)) return ''
    if (!isDitto(text, field)) {
      if (text !== '') reader.above.set(field, text)
      return text
    }
    const above = reader.above.get(field)
    if (above === undefined && !dash.test(text)) tell('error', 'NOTHING_ABOVE', field)
    return above ?? ''
  }

  function date(field: 'arrivalDate' | 'issuedDate' | 'transferDate' | 'dueDate', latest: string | undefined): string | undefined {
    const column = columnOf(field)
    if (column === null) return undefined
    const text = textOf(field)
    if (text === '') return undefined
    const repeated = text !== row.texts[column]
    const above = `${field}:day` as BookField
    const before = reader.above.get(above)
    // "nt": what stands above was read already.
    if (repeated && before !== undefined) return before
    const bookDate = field === 'arrivalDate' || (field === 'issuedDate' && reader.direction === 'outgoing')
    const around = latest !== undefined ? { year: Number(latest.slice(0, 4)) } : yearAfter(before, bookDate ? row.period : {}, row.period.year ?? reader.year)
    const read = readDate(repeated ? null : (row.source.cells[column]?.value ?? null), text, around)
    if ('problem' in read) {
      tell('error', read.problem === 'without-year' ? 'DATE_WITHOUT_YEAR' : 'DATE_UNREADABLE', field, { field, text })
      return undefined
    }
    let day = read.from === 'sheet' && reader.monthFirst.has(field) ? dayFirst(read.day) : read.day
    // "30/12" of a document that arrived on 2 January is last year's.
    if (!read.yearSaid && latest !== undefined && day > latest) day = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
    if (day < firstDay) {
      tell('error', 'DATE_UNREADABLE', field, { field, text })
      return undefined
    }
    reader.above.set(above, day)
    if (field !== 'dueDate' && day > reader.today) tell('error', 'DATE_IN_FUTURE', field, { field, date: day })
    return day
  }

  function line(field: BookField, limit: number): string | undefined {
    const text = textOf(field)
    if (text.length > limit) tell('error', 'TEXT_TOO_LONG', field, { field, limit })
    return text === '' ? undefined : text
  }

  function count(field: 'copies' | 'pages', most: number): number | undefined {
    const text = textOf(field)
    if (text === '') return undefined
    const number = /^0*(\d{1,4})(?:\s*(?:bản|tờ|trang))?$/iu.exec(text)?.[1]
    if (number !== undefined && Number(number) <= most) return Number(number)
    tell('warning', 'COUNT_UNREADABLE', field, { field, text })
    return undefined
  }

  if (row.source.hidden) tell('warning', 'ROW_HIDDEN', null)
  set(draft, 'arrivalDate', date('arrivalDate', undefined))
  if (reader.direction === 'incoming') arrivalNumber()
  numberSymbol()
  set(draft, 'issuedDate', date('issuedDate', draft.arrivalDate))
  set(draft, 'issuingBody', line('issuingBody', lengths.bodyName))
  typeAndSubject()
  set(draft, 'secrecy', choice('secrecy', secrecies))
  set(draft, 'urgency', choice('urgency', urgencies))
  set(draft, 'recipient', line('recipient', lengths.toPlaces))
  set(draft, 'toPlaces', line('toPlaces', lengths.toPlaces))
  set(draft, 'signer', line('signer', lengths.signerPosition))
  set(draft, 'recordCopy', line('recordCopy', lengths.toPlaces))
  set(draft, 'copies', count('copies', largest.copies))
  set(draft, 'pages', count('pages', largest.pages))
  set(draft, 'transferDate', date('transferDate', undefined))
  set(draft, 'receipt', line('receipt', lengths.note))
  set(draft, 'dueDate', date('dueDate', undefined))
  set(draft, 'note', line('note', lengths.note))
  missing()
  return draft

  function arrivalNumber(): void {
    const text = textOf('arrivalNumber')
    if (text === '') return void (columnOf('arrivalNumber') !== null && tell('error', 'NUMBER_MISSING', 'arrivalNumber'))
    const found = readNumber(text)
    if (found === null) return void tell('error', 'NUMBER_UNREADABLE', 'arrivalNumber', { text })
    draft.arrivalNumber = found.number
    draft.arrivalSuffix = found.suffix
  }

  function numberSymbol(): void {
    const [column, numberColumn] = [columnOf('numberSymbol'), columnOf('number')]
    const single = column ?? (columnOf('symbol') === null ? numberColumn : null)
    const field: BookField = column === null && single !== null ? 'number' : 'numberSymbol'
    for (const one of ['numberSymbol', 'number', 'symbol'] as const) {
      const at = columnOf(one)
      const value = at === null ? undefined : row.source.cells[at]?.value
      if (at !== null && ((typeof value === 'object' && value !== null) || looksLikeDate(row.texts[at] ?? ''))) return tell('error', 'SYMBOL_IS_DATE', one, { text: row.texts[at] ?? '' })
    }
    const parts = single === null ? [textOf('number'), textOf('symbol')] : [textOf(field), column === null ? '' : textOf('symbol')]
    const typed = parts[0]!.includes('/') && /\p{L}/u.test(parts[0]!) ? parts[0]! : parts.filter((part) => part !== '').map((part) => part.replace(/^[-/\s]+/u, '')).join(' ')
    if (typed === '') return
    const { normal } = parseNumberSymbol(typed)
    if (normal.length > lengths.numberSymbol) tell('error', 'TEXT_TOO_LONG', field, { field, limit: lengths.numberSymbol })
    if (normal !== '') draft.numberSymbol = normal
  }

  function typeAndSubject(): void {
    const written = textOf('documentType')
    const subject = textOf('subject')
    const inSubject = subject === '' ? undefined : reader.types.inSubject(subject)
    const named = written === '' ? undefined : reader.types.named(written)
    if (written !== '' && named === undefined) tell('warning', 'TYPE_UNKNOWN', 'documentType', { text: written })
    const id = named ?? inSubject?.id ?? (draft.numberSymbol === undefined ? undefined : reader.types.ofSymbol(draft.numberSymbol)[0])
    set(draft, 'documentTypeId', id)
    const text = inSubject !== undefined && (named === undefined || named === inSubject.id) ? inSubject.rest : subject
    if (text.length > lengths.subject) tell('error', 'TEXT_TOO_LONG', 'subject', { field: 'subject', limit: lengths.subject })
    if (text !== '') draft.subject = text
  }

  function choice<Value extends string>(field: 'secrecy' | 'urgency', values: ReadonlyMap<string, Value>): Value | undefined {
    const text = textOf(field)
    if (text === '') return undefined
    const value = values.get(wordsOf(text))
    // What is taken for "not secret" by mistake is seen by everyone: never guessed.
    if (value === undefined) tell(field === 'secrecy' ? 'error' : 'warning', 'SECRECY_UNKNOWN', field, { text })
    return value
  }

  function missing(): void {
    if (draft.subject === undefined) tell('error', 'SUBJECT_MISSING', 'subject')
    if (reader.direction === 'incoming') {
      if (draft.issuingBody === undefined) tell('error', 'BODY_MISSING', 'issuingBody')
      if (draft.arrivalDate === undefined && !issues.some((issue) => issue.row === row.number && issue.params.field === 'arrivalDate')) tell('error', 'DATE_MISSING', 'arrivalDate', { field: 'arrivalDate' })
      if (draft.numberSymbol === undefined && !issues.some((issue) => issue.row === row.number && issue.code === 'SYMBOL_IS_DATE')) tell('warning', 'SYMBOL_MISSING', 'numberSymbol')
      if (draft.issuedDate !== undefined && draft.arrivalDate !== undefined && draft.issuedDate > draft.arrivalDate) tell('warning', 'ISSUED_AFTER_ARRIVAL', 'issuedDate', { issuedDate: draft.issuedDate, arrivalDate: draft.arrivalDate })
      if (draft.dueDate !== undefined && draft.arrivalDate !== undefined && draft.dueDate < draft.arrivalDate) tell('warning', 'DUE_BEFORE_ARRIVAL', 'dueDate', { dueDate: draft.dueDate, arrivalDate: draft.arrivalDate })
    } else if (draft.numberSymbol === undefined) tell('error', 'NUMBER_MISSING', 'numberSymbol')
  }
}

function set<Field extends keyof Draft>(draft: Draft, field: Field, value: Draft[Field] | undefined): void {
  if (value !== undefined) draft[field] = value
}

/** "12", "012", "12a", "12 bis", "12.0"; null for what is no number. */
export function readNumber(text: string): { readonly number: number; readonly suffix: string } | null {
  const found = /^(?:số\s*)?0*(\d{1,7})(?:[.,]0+)?\s*[-.]?\s*(bis|ter|\p{L})?$/iu.exec(text.normalize('NFC').trim())
  if (found === null || Number(found[1]) === 0) return null
  return { number: Number(found[1]), suffix: (found[2] ?? '').toLocaleLowerCase('vi') }
}

const secrecies: ReadonlyMap<string, Secrecy> = new Map<string, Secrecy>([
  ['mat', 'mat'], ['c', 'mat'], ['do mat mat', 'mat'], ['toi mat', 'toi-mat'], ['b', 'toi-mat'], ['tuyet mat', 'tuyet-mat'], ['a', 'tuyet-mat'],
  ['khong', 'none'], ['thuong', 'none'], ['khong mat', 'none'], ['binh thuong', 'none'], ['0', 'none'],
])
const urgencies: ReadonlyMap<string, Urgency> = new Map<string, Urgency>([
  ['khan', 'khan'], ['thuong khan', 'thuong-khan'], ['hoa toc', 'hoa-toc'], ['hoa toc hen gio', 'hoa-toc'], ['thuong', 'normal'], ['khong', 'normal'], ['binh thuong', 'normal'], ['khong khan', 'normal'], ['0', 'normal'],
])
