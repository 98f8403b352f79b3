// A search taken out as a table: PDF, sheet or Word file (NĐ 30/2020/NĐ-CP, Phụ lục VI, III.6.h). Pages of the list are read one
// after the other while the table is written, so that 20,000 rows let the office answer others meanwhile.
import { setImmediate } from 'node:timers/promises'
import type { Secrecy } from '../../contract/fields.ts'
import { ok } from '../../contract/result.ts'
import type { PrintedColumn, TableLine } from '../../documents/forms/printed-table.ts'
import { bodyNamer } from '../../filing/records.ts'
import { handleTask } from '../../handler/handler.ts'
import type { QueryContext, TaskContext } from '../../handler/handler.ts'
import { formatDate, vietnamTime } from '../../text/dates.ts'
import { listPage } from '../find-by-filters.ts'
import { textPage } from '../find-by-text.ts'
import { askedFilters, sieveOf, textOrder, throughIndex } from '../find-documents.ts'
import type { Order } from '../find-documents.ts'
import { fontsIn, footOf, keptBackLines, noteFor, numberOf, officeOf, printedAs, subjectFor, watermarkOf } from '../printing.ts'
import { documentRows, documentRowsAt, filesOf, issuerOf, nameDay } from '../records.ts'
import type { DocumentRow } from '../records.ts'
import type { Filters } from '../schemas.ts'
import { exportDocuments } from './contract.ts'
import type { ExportColumn } from './contract.ts'
import { searchLines, statusNames } from './describe.ts'

/** Documents in one file; a larger result is cut, and says so. */
const mostRows = 50_000
/** Documents read in one go. */
const pageSize = 500
/** Where hits are sifted, each further page would look them all through again: they are few, and read at once. */
const siftedSize = 5000

interface Find {
  readonly text: string
  readonly filters: Filters
  readonly order: Order
}

interface ResultPage {
  readonly rows: DocumentRow[]
  /** documents of the whole result; null where they are not counted to the end */
  readonly total: number | null
}

/** All documents of a search in the order of its list, page by page. */
function* resultPages({ db, search, person }: QueryContext, { text, filters, order }: Find): Generator<ResultPage> {
  const asked = askedFilters({ db, search, person }, text, filters)
  if (!throughIndex(text, asked)) {
    for (let after: Parameters<typeof listPage>[3] = null; ; ) {
      const page = listPage(db, asked, order === 'rank' ? 'newest' : order, after, pageSize)
      yield { rows: documentRowsAt(db, page.rowids), total: page.total }
      if (page.last === null) return
      after = page.last
    }
  }
  const keep = sieveOf(db, asked)
  for (let after: Parameters<typeof textPage>[1]['after'] = null; ; ) {
    const page = textPage(search, { text, filters: asked, order: textOrder(order, text), after, limit: keep === undefined ? pageSize : siftedSize, withoutTotal: after !== null, ...(keep === undefined ? {} : { keep }) })
    const rows = documentRows(db, page.ids)
    yield { rows: page.ids.flatMap((id) => rows.get(id) ?? []), total: page.totalIsAtLeast ? null : page.total }
    if (page.last === null) return
    after = page.last
  }
}

/** The highest level of secrecy of which a result holds documents, if any: the first page bears it, before the rows are read. */
function highestIn(context: QueryContext, find: Find): readonly Secrecy[] {
  const levels = context.rulebook.entries.secrecies.filter(({ stamp }) => stamp !== null).toSorted((a, b) => b.rank - a.rank).map(({ id }) => id)
  const sought = find.filters.secrecy === undefined ? levels : levels.filter((one) => one === find.filters.secrecy)
  for (const secrecy of sought) {
    for (const { rows } of resultPages(context, { ...find, filters: { ...find.filters, secrecy } })) {
      if (rows.length > 0) return [secrecy]
    }
  }
  return []
}

const columnForms: Readonly<Record<ExportColumn, Omit<PrintedColumn, 'key'>>> = {
  number: { lines: ['Số', 'đến'], widthMm: 12, align: 'centre' },
  numberSymbol: { lines: ['Số và', 'ký hiệu'], widthMm: 28 },
  issuedDate: { lines: ['Ngày', 'văn bản'], widthMm: 19, align: 'centre', kind: 'day' },
  body: { lines: ['Cơ quan ban hành'], widthMm: 38 },
  type: { lines: ['Tên loại'], widthMm: 20 },
  subject: { lines: ['Trích yếu nội dung'], widthMm: 80 },
  arrivalDate: { lines: ['Ngày', 'đến'], widthMm: 19, align: 'centre', kind: 'day' },
  due: { lines: ['Thời hạn', 'giải quyết'], widthMm: 19, align: 'centre', kind: 'day' },
  files: { lines: ['Số', 'tệp'], widthMm: 10, align: 'centre', kind: 'number' },
  marks: { lines: ['Độ mật, độ khẩn,', 'trạng thái'], widthMm: 26 },
  signer: { lines: ['Người ký'], widthMm: 30 },
  toPlaces: { lines: ['Nơi nhận'], widthMm: 32 },
  pages: { lines: ['Số', 'trang'], widthMm: 11, align: 'centre', kind: 'number' },
  note: { lines: ['Ghi chú'], widthMm: 26 },
}

function lineOf(row: DocumentRow, author: string, files: number, { rulebook }: TaskContext, withTopSecretSubjects: boolean): TableLine {
  const { urgencies, secrecies } = rulebook.entries
  const marks = [
    row.secrecy === 'none' ? '' : (secrecies.find((one) => one.id === row.secrecy)?.name ?? ''),
    row.urgency === 'normal' ? '' : (urgencies.find((one) => one.id === row.urgency)?.name ?? ''),
    row.status === 'registered' || row.status === 'issued' ? '' : statusNames[row.status],
  ]
  const cells: Readonly<Record<ExportColumn, string | number>> = {
    number: row.direction === 'incoming' ? numberOf(row) : '',
    numberSymbol: row.number_symbol,
    issuedDate: row.issued_date ?? '',
    body: author,
    type: rulebook.typeName(row.document_type_id),
    subject: subjectFor(row, withTopSecretSubjects),
    arrivalDate: row.arrival_date ?? '',
    due: row.due_date ?? '',
    files,
    marks: marks.filter((mark) => mark !== '').join(', '),
    signer: [row.signer_position, row.signer_name].filter((part) => part !== null).join(' '),
    toPlaces: row.to_places ?? '',
    pages: row.pages ?? '',
    note: noteFor(row, withTopSecretSubjects),
  }
  return { cells, cancelled: row.status === 'cancelled' }
}

/** The lines of the table, read while they are written; counts what it gave. */
async function* lines(context: TaskContext, find: Find, withTopSecretSubjects: boolean, given: { rows: number }): AsyncGenerator<TableLine> {
  for (const { rows, total } of resultPages(context, find)) {
    context.signal.throwIfAborted()
    const nameOf = bodyNamer(context.db, rows.map(issuerOf))
    const files = Map.groupBy(filesOf(context.db, rows.map(({ id }) => id)), (file) => file.document_id)
    for (const row of rows) {
      if (given.rows === mostRows) return
      given.rows += 1
      yield lineOf(row, nameOf(issuerOf(row), nameDay(row)), files.get(row.id)?.length ?? 0, context, withTopSecretSubjects)
    }
    context.progress(given.rows, total === null ? null : Math.min(total, mostRows))
    await setImmediate()
  }
}

const titles = { incoming: 'Danh sách văn bản đến', outgoing: 'Danh sách văn bản đi', both: 'Danh sách văn bản' } as const

const exportResult = handleTask(exportDocuments, async (context, { text, filters, order, columns, withTopSecretSubjects, format }) => {
  const { db, rulebook, now, today, signal } = context
  const office = officeOf(db)
  const foot = footOf(context)
  const find = { text, filters, order }
  const title = titles[filters.direction ?? 'both']
  const given = { rows: 0 }
  const watermark = watermarkOf(context, highestIn(context, find))
  const { value: file } = await printedAs(format, `${title} ${today}`, {
    page: { widthMm: 297, heightMm: 210, marginsMm: { top: 15, right: 12, bottom: 15, left: 15 } },
    letterhead: { parentName: office.parent_name, officeName: office.name },
    title,
    subtitle: [...searchLines(db, rulebook, find, today), `${foot.printedBy} xuất lúc ${vietnamTime(now)} ngày ${formatDate(today)}`],
    columns: [...new Set(columns)].map((key) => ({ key, ...columnForms[key] })),
    columnNumbers: false,
    rows: lines(context, find, withTopSecretSubjects, given),
    closing: keptBackLines(context),
    whenEmpty: 'Không có văn bản nào khớp.',
    counted: (rows) => (rows === mostRows ? `Cộng: ${rows} văn bản đầu; kết quả còn nữa.` : `Cộng: ${rows} văn bản.`),
    ...(watermark === undefined ? {} : { watermark }),
    foot,
    fonts: fontsIn(context),
    signal,
  })
  return ok({ ...file, rows: given.rows })
})

export const exportHandlers = [exportResult]
