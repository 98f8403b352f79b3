// Báo cáo ngày: the incoming documents of a day, by level of the issuing body or by channel, as clerks report them each afternoon.
import type { ReadDb } from '../../archive/database.ts'
import { sql } from '../../archive/sql.ts'
import type { TableLine } from '../../documents/forms/printed-table.ts'
import { bodyNamer } from '../../filing/records.ts'
import type { Rulebook } from '../../rulebook/rulebook.ts'
import { formatDate } from '../../text/dates.ts'
import { numberOf, typeAndSubject } from '../printing.ts'
import { issuerOf, nameDay } from '../records.ts'
import type { DocumentRow } from '../records.ts'
import { andReadable } from '../reading/withheld.ts'
import type { Readable } from '../reading/rules.ts'
import type { Report } from './report.ts'

type Arrived = DocumentRow & { readonly level: string }

interface Wanted {
  readonly by: 'level' | 'channel'
  /** YYYY-MM-DD */
  readonly day: string
  readonly withTopSecretSubjects: boolean
  readonly readable: Readable
}

/** The day's report. Cancelled registrations stand struck through and are not counted. */
export function dayReport(db: ReadDb, rulebook: Rulebook, { by, day, withTopSecretSubjects, readable }: Wanted): Report {
  const rows = db.all<Arrived>(sql`
    SELECT document.*, body.level
    FROM document INDEXED BY document_by_date
    JOIN body ON body.id = document.issuing_body_id
    WHERE document.register_date = ${day} AND document.direction = 'incoming' AND document.status <> 'withdrawn' ${andReadable(readable, 'document')}
    ORDER BY document.register_id, document.order_number, document.order_suffix`)
  const nameOf = bodyNamer(db, rows.map(issuerOf))
  const named = by === 'level' ? rulebook.entries.levels : rulebook.entries.channels
  // Several rules may follow each other under one id; their order is that of the list.
  const groups = new Map<string, string>([...named].sort((a, b) => a.order - b.order).map(({ id, name }) => [id, name]))
  groups.set('', 'Không ghi kênh nhận')
  const lines: TableLine[] = []
  const counts: { readonly name: string; readonly count: number }[] = []
  let ordinal = 0
  for (const [id, name] of groups) {
    const own = rows.filter((row) => (by === 'level' ? row.level : (row.channel ?? '')) === id)
    if (own.length === 0) continue
    lines.push({ kind: 'group', text: name })
    for (const row of own) {
      ordinal += 1
      lines.push({
        kind: 'row',
        cancelled: row.status === 'cancelled',
        cells: {
          ordinal,
          arrivalNumber: numberOf(row),
          author: nameOf(issuerOf(row), nameDay(row)),
          numberSymbol: row.number_symbol,
          issuedDate: row.issued_date === null ? '' : formatDate(row.issued_date),
          typeAndSubject: typeAndSubject(row, rulebook, withTopSecretSubjects),
          toPlaces: row.to_places ?? '',
          note: row.status === 'cancelled' ? `Đã hủy: ${row.cancel_reason}` : (row.note ?? ''),
        },
      })
    }
    const count = own.filter((row) => row.status !== 'cancelled').length
    counts.push({ name, count })
    lines.push({ kind: 'sum', text: `Cộng ${name}: ${count} văn bản`, cells: {} })
  }
  const documents = counts.reduce((sum, { count }) => sum + count, 0)
  return {
    formId: by === 'level' ? 'bao-cao-ngay-theo-cap-co-quan' : 'bao-cao-ngay-theo-kenh-nhan',
    places: { day: formatDate(day) },
    name: `Báo cáo ngày ${formatDate(day).replaceAll('/', '.')} theo ${by === 'level' ? 'cấp cơ quan' : 'kênh nhận'}`,
    from: day,
    to: day,
    lines,
    ...(rows.length === 0 ? {} : { totals: { kind: 'sum', text: `Tổng số: ${documents} văn bản`, cells: {} } as const }),
    charts: counts.length < 2 ? [] : [{
      kind: 'bar', title: by === 'level' ? 'Số văn bản đến theo cấp của cơ quan ban hành' : 'Số văn bản đến theo kênh nhận',
      labels: counts.map(({ name }) => name), series: [{ name: 'Văn bản đến', values: counts.map(({ count }) => count) }],
    }],
    documents,
    secrecies: rows.map((row) => row.secrecy),
  }
}
