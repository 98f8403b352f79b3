// What hands work out, whether first (giao) or further on (chuyển tiếp): to whom, as what, until when; at most one leads.
import type { ReadDb } from '../archive/database.ts'
import type { Change } from '../archive/journal.ts'
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import type { CommandContext } from '../handler/handler.ts'
import { mayReadLevel } from '../handler/person.ts'
import { namesIn } from '../people/acting.ts'
import type { Doer } from '../people/acting.ts'
import { accountRow, isActive, personOf } from '../people/index.ts'
import { mayReadDocument, readersOf } from '../registers/reading/readers.ts'
import type { DocumentRow } from '../registers/records.ts'
import { eventChange } from './acting.ts'
import { assignmentsOf, partyOf } from './records.ts'
import { isOpen } from './rules.ts'
import type { Receiver } from './schemas.ts'

/** Whom a receiver means, as columns. Errors: ACCOUNT_NOT_FOUND, UNIT_NOT_FOUND, CLEARANCE_TOO_LOW, NOT_A_READER (who may not read it cannot be given it). */
function receiverColumns({ tx, rulebook, today }: CommandContext, to: Receiver, document: DocumentRow) {
  if ('name' in to) return ok({ to_account_id: null, to_unit_id: null, to_name: to.name })
  if ('unitId' in to) {
    const open = tx.value(sql`SELECT 1 FROM unit WHERE id = ${to.unitId} AND closed = 0`) !== undefined
    if (!open) return err('UNIT_NOT_FOUND', { id: to.unitId })
    // Of a unit those see it who may; where none does, nobody would ever take it on.
    if (document.limited === 1 && !readsInUnit(tx, document.id, to.unitId)) return err('NOT_A_READER', { id: to.unitId, name: namesIn(tx).unit(to.unitId) })
    return ok({ to_account_id: null, to_unit_id: to.unitId, to_name: null })
  }
  const account = accountRow(tx, to.accountId)
  if (account === undefined || !isActive(account, today)) return err('ACCOUNT_NOT_FOUND', { id: to.accountId })
  const person = personOf(tx, rulebook, to.accountId, today)
  if (person === null || !mayReadLevel(person, document.secrecy)) return err('CLEARANCE_TOO_LOW', { id: account.id, name: account.name })
  if (!mayReadDocument(tx, person, document)) return err('NOT_A_READER', { id: account.id, name: account.name })
  return ok({ to_account_id: to.accountId, to_unit_id: null, to_name: null })
}

/** Whether a limited document has a reader in a unit: the unit itself, or one of its people. */
function readsInUnit(db: ReadDb, documentId: string, unitId: string): boolean {
  return readersOf(db, documentId).some((reader) => reader.unit_id === unitId || (reader.account_id !== null && accountRow(db, reader.account_id)?.unit_id === unitId))
}

export interface Giving {
  readonly document: DocumentRow
  readonly parentId: string | null
  readonly to: readonly Receiver[]
  /** what is said to each who is told nothing of their own */
  readonly direction: string | undefined
  /** YYYY-MM-DD, of each who has none of their own */
  readonly dueDate: string | null
  readonly asksReceipt: boolean
  readonly doer: Doer
}

/**
 * The changes that hand a document out at one level: new assignments and what is written down of them. Errors beside those of the
 * receivers: LEAD_STANDS {name} (another leads at this level, or two would), LEAD_MISSING (who cooperates needs one to cooperate
 * with), ASSIGNED_TWICE {name}, DUE_BEFORE_ARRIVAL.
 */
export function give(context: CommandContext, { document, parentId, to, direction, dueDate, asksReceipt, doer }: Giving) {
  const { tx, now, today, newId } = context
  const names = namesIn(tx)
  const level = assignmentsOf(tx, document.id).filter((row) => row.parent_id === parentId && isOpen(row.state))
  const standing = level.find((row) => row.role === 'lead')
  let lead = standing === undefined ? null : partyOf(standing, names).name
  const taken = new Set(level.map((row) => JSON.stringify(partyOf(row, names))))
  const ids: string[] = []
  const made: Change[] = []
  for (const one of to) {
    const columns = receiverColumns(context, one, document)
    if (!columns.ok) return columns
    const party = partyOf(columns.value, names)
    if (one.role === 'lead') {
      if (lead !== null) return err('LEAD_STANDS', { name: lead })
      lead = party.name
    }
    const key = JSON.stringify(party)
    if (taken.has(key)) return err('ASSIGNED_TWICE', { name: party.name })
    taken.add(key)
    // What is for information has no day by which it must be done, unless one is said.
    const due = one.dueDate === undefined ? (one.role === 'information' ? null : dueDate) : one.dueDate
    if (due !== null && due < document.register_date) return err('DUE_BEFORE_ARRIVAL', { dueDate: due, arrivalDate: document.register_date })
    const id = newId()
    const words = one.direction ?? direction ?? null
    ids.push(id)
    made.push(
      {
        table: 'assignment',
        id,
        set: {
          document_id: document.id, parent_id: parentId, role: one.role, ...columns.value, direction: words, due_date: due, asks_receipt: asksReceipt ? 1 : 0,
          given_by: doer.by, given_by_name: doer.byName, noted_by: doer.notedBy, given_at: new Date(now).toISOString(), given_on: today, state: 'given',
        },
      },
      eventChange(context, doer, { kind: parentId === null ? 'distributed' : 'passed-on', documentId: document.id, assignmentId: id, text: one.direction ?? null, dueAfter: due }),
    )
  }
  if (lead === null && to.some(({ role }) => role === 'cooperating')) return err('LEAD_MISSING')
  return ok({ ids, made })
}
