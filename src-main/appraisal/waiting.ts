// Drafts that wait: for the person, for their form, given back to them, submitted by them, approved and to be issued. Only what they may read.
import { joined, named, sql } from '../archive/sql.ts'
import type { Sql } from '../archive/sql.ts'
import { ok } from '../contract/result.ts'
import { handleQuery } from '../handler/handler.ts'
import { localOperator } from '../handler/person.ts'
import type { Person } from '../handler/person.ts'
import { namesIn } from '../people/acting.ts'
import { andReadable, readableBy } from '../registers/reading/withheld.ts'
import type { DocumentRow } from '../registers/records.ts'
import { approving } from './acting.ts'
import { listWaiting } from './contract.ts'
import { doersOf, partyOf } from './records.ts'
import type { ActRow } from './records.ts'
import { waitingScopes } from './words.ts'
import type { DraftState, WaitingScope } from './words.ts'

/** What of the drafts that somebody could approve lacks an approval that this person gives. */
function lacksTheirs({ rights }: Person): Sql {
  const lacks = [...(rights.has(approving.content) ? [sql`content_act_id IS NULL`] : []), ...(rights.has(approving.form) ? [sql`form_act_id IS NULL`] : [])]
  return lacks.length === 0 ? sql`1` : sql`(${joined(lacks, ' OR ')})`
}

/** Of a draft that was destroyed by decision nobody does anything more; the room of secrets, which decides that, stands beside this one. */
const isThere = sql`NOT EXISTS (SELECT 1 FROM secrecy_decision WHERE secrecy_decision.document_id = draft_standing.document_id AND secrecy_decision.kind = 'destroyed')`

/** Which drafts a scope holds for a person. One person alone in an archive has all. */
function inScope(person: Person, scope: WaitingScope): Sql {
  const { id, rights } = person
  const alone = id === localOperator.id
  switch (scope) {
    case 'waiting': {
      if (alone) return sql`state = 'submitted'`
      const theirs = [
        sql`(holder = ${id} AND ${lacksTheirs(person)})`,
        // Who checks forms checks those of all; what a person without account has waits for who notes for them.
        ...(rights.has(approving.form) ? [sql`form_act_id IS NULL`] : []),
        ...(rights.has('note-for-others') ? [sql`holder = ''`] : []),
      ]
      return sql`state = 'submitted' AND (${joined(theirs, ' OR ')})`
    }
    case 'returned': return alone ? sql`state = 'returned'` : sql`state = 'returned' AND presenter = ${id}`
    case 'submitted': return alone ? sql`state = 'submitted'` : sql`state = 'submitted' AND presenter = ${id}`
    case 'ready': return rights.has('keep-registers') ? sql`state = 'approved'` : sql`state = 'approved' AND presenter = ${id}`
  }
}

type Row = Pick<DocumentRow, 'document_type_id' | 'subject' | 'urgency' | 'secrecy' | 'status'> &
  ActRow & { readonly state: DraftState; readonly standing_version: number; readonly changed: 0 | 1; readonly has_content: 0 | 1; readonly has_form: 0 | 1; readonly holder_account: string | null; readonly holder_name: string | null }

const waiting = handleQuery(listWaiting, ({ db, person }, { scope, limit }) => {
  const readable = readableBy(db, person)
  // draft_standing_by_state: of all drafts ever issued, those on their way are few.
  const counted = waitingScopes.map((one) => sql`(SELECT count(*) FROM draft_standing JOIN document ON document.id = document_id WHERE ${inScope(person, one)} AND ${isThere} ${andReadable(readable)}) AS ${named(one)}`)
  const counts = db.get<Record<WaitingScope, number>>(sql`SELECT ${joined(counted, ', ')}`)!
  const rows = db.all<Row>(sql`
    SELECT act.*, document.document_type_id, document.subject, document.urgency, document.secrecy, document.status, state, draft_standing.version AS standing_version, changed,
           content_act_id IS NOT NULL AS has_content, form_act_id IS NOT NULL AS has_form, held.to_account_id AS holder_account, held.to_name AS holder_name
    FROM draft_standing
    JOIN document ON document.id = draft_standing.document_id
    JOIN draft_act AS act ON act.id = act_id
    LEFT JOIN draft_act AS held ON held.id = (SELECT id FROM draft_act WHERE document_id = document.id AND kind = 'submitted' ORDER BY done_at DESC, id DESC LIMIT 1)
    WHERE ${inScope(person, scope)} AND ${isThere} ${andReadable(readable)}
    ORDER BY at DESC, draft_standing.document_id
    LIMIT ${limit}`)
  const names = namesIn(db)
  return ok({
    rows: rows.map((row) => ({
      documentId: row.document_id, documentTypeId: row.document_type_id, subject: row.subject, urgency: row.urgency, secrecy: row.secrecy, status: row.status,
      state: row.state, version: row.standing_version, changed: row.changed === 1, content: row.has_content === 1, form: row.has_form === 1,
      to: partyOf({ to_account_id: row.holder_account, to_name: row.holder_name }, names), ...doersOf(row, names), text: row.text, at: row.done_at, on: row.done_on,
    })),
    counts,
  })
})

export const waitingHandlers = [waiting]
