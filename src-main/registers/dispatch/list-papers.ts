// Papers that somebody must run after: not received yet, asked back, lost; by receiver. Only of documents that the person may read.
import type { ReadDb } from '../../archive/database.ts'
import { sql } from '../../archive/sql.ts'
import type { Sql } from '../../archive/sql.ts'
import { ok } from '../../contract/result.ts'
import { handleQuery } from '../../handler/handler.ts'
import type { Person } from '../../handler/person.ts'
import { numberOf } from '../printing.ts'
import { andReadable, readableBy } from '../reading/withheld.ts'
import { documentRows } from '../records.ts'
import { listHandOvers } from './papers-contract.ts'
import { batchesOf, isDestroyed } from './records.ts'
import type { DispatchRow } from './records.ts'
import { chases } from './rules.ts'
import type { Chase } from './rules.ts'
import { shownPaper } from './shown-paper.ts'

/** The lines of each list, by the index that holds them. What went by post is received elsewhere, and mostly without a word. */
const lists: Readonly<Record<Chase, Sql>> = {
  waiting: sql`document_dispatch AS line INDEXED BY document_dispatch_waiting JOIN document ON document.id = line.document_id
    WHERE line.channel = 'direct' AND line.received_date IS NULL AND line.outcome IS NULL AND line.struck_reason IS NULL`,
  'asked-back': sql`document_dispatch AS line INDEXED BY document_dispatch_asked_back JOIN document ON document.id = line.document_id
    WHERE line.asked_back_on IS NOT NULL AND line.outcome IS NULL AND line.struck_reason IS NULL`,
  lost: sql`document_dispatch AS line INDEXED BY document_dispatch_lost JOIN document ON document.id = line.document_id
    WHERE line.outcome = 'lost' AND line.struck_reason IS NULL`,
}

/** Which of them a person asks for and may read. Nobody runs after the paper of what was destroyed by decision. */
function asked(db: ReadDb, person: Person, scope: 'mine' | 'all'): Sql {
  const mine = person.unitId === null ? sql`line.to_account_id = ${person.id}` : sql`(line.to_account_id = ${person.id} OR line.to_unit_id = ${person.unitId})`
  return sql`AND document.status <> 'withdrawn' ${andReadable(readableBy(db, person))} ${scope === 'mine' ? sql`AND ${mine}` : sql``} AND NOT ${isDestroyed}`
}

const list = handleQuery(listHandOvers, ({ db, person }, { when, scope, limit }) => {
  const condition = asked(db, person, scope)
  const rows = db.all<DispatchRow>(sql`
    SELECT line.* FROM ${lists[when]} ${condition}
    ORDER BY line.to_name, line.dispatch_date, line.id
    LIMIT ${limit}`)
  const count = (chase: Chase) => db.value<number>(sql`SELECT count(*) FROM ${lists[chase]} ${condition}`) ?? 0
  const counts = Object.fromEntries(chases.map((chase) => [chase, count(chase)])) as Record<Chase, number>
  const [documents, batches] = [documentRows(db, [...new Set(rows.map((row) => row.document_id))]), batchesOf(db, rows)]
  return ok({
    rows: rows.map((row) => {
      const document = documents.get(row.document_id)!
      const kind = row.to_account_id !== null ? ('account' as const) : row.to_unit_id !== null ? ('unit' as const) : ('name' as const)
      return {
        id: row.id, to: { kind, id: row.to_account_id ?? row.to_unit_id, name: row.to_name }, date: row.dispatch_date, ...shownPaper(db, person, row, batches),
        document: { id: document.id, direction: document.direction, number: numberOf(document), numberSymbol: document.number_symbol, subject: document.subject, secrecy: document.secrecy, urgency: document.urgency },
      }
    }),
    more: counts[when] - rows.length,
    counts,
  })
})

export const listPapersHandlers = [list]
