// Reading the regime of secrets, and what this PC may hold.
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import { handleCommand, handleQuery } from '../handler/handler.ts'
import { noticeOf } from '../people/index.ts'
import { mayReadDocument } from '../registers/reading/readers.ts'
import { addDays } from '../text/dates.ts'
import * as contract from './contract.ts'
import { copiesOf, decisionsOf, isDestroyed, pcRule, protectionOf, secretDocument, shownCopy, shownDecision } from './records.ts'
import type { CopyRow, SecretDocument } from './records.ts'

const getRule = handleQuery(contract.getPcRule, ({ db }) => ok({ ...pcRule(db) }))

const setRule = handleCommand(contract.setPcRule, (context, { filesUpTo, standAlone, reason }) => {
  const { tx, newId } = context
  if (filesUpTo !== 'none' && !standAlone) return err('STAND_ALONE_NEEDED', { secrecy: filesUpTo })
  const before = pcRule(tx)
  const notice = noticeOf({ id: newId(), kind: 'pc', about: null, before, after: { filesUpTo, standAlone, reason } }, context)
  tx.append([notice])
  tx.local(sql`INSERT INTO pc_secrecy (id, files_up_to, stand_alone) VALUES ('pc', ${filesUpTo}, ${Number(standAlone)})
               ON CONFLICT (id) DO UPDATE SET files_up_to = excluded.files_up_to, stand_alone = excluded.stand_alone`)
  return ok({})
})

const course = handleQuery(contract.getCourse, ({ db, rulebook }, { documentId }) => {
  const document = secretDocument(db, documentId)
  if (document === undefined) return err('DOCUMENT_NOT_FOUND', { id: documentId })
  return ok({
    level: document.secrecy,
    markLetter: rulebook.entries.secrecies.find(({ id }) => id === document.secrecy)?.markLetter ?? null,
    protectedUntil: protectionOf(db, rulebook, document),
    destroyed: isDestroyed(db, documentId),
    decisions: decisionsOf(db, documentId).map((row) => shownDecision(db, row)),
    copies: copiesOf(db, documentId).map((row) => shownCopy(db, row)),
  })
})

const ending = handleQuery(contract.listEnding, ({ db, rulebook, today, person }, { withinDays, limit }) => {
  const last = addDays(today, withinDays)
  const secrets = db.all<SecretDocument>(sql`
    SELECT id, secrecy, limited, direction, status, number_symbol, subject, coalesce(issued_date, register_date) AS day
    FROM document INDEXED BY document_secret
    WHERE secrecy <> 'none' AND status NOT IN ('withdrawn', 'cancelled')`)
  const rows = secrets
    .filter((document) => mayReadDocument(db, person, document) && !isDestroyed(db, document.id))
    .map((document) => ({ document, until: protectionOf(db, rulebook, document) }))
    .filter((row): row is { document: SecretDocument; until: string } => row.until !== null && row.until <= last)
    .toSorted((a, b) => (a.until < b.until ? -1 : 1))
  return ok({
    rows: rows.slice(0, limit).map(({ document, until }) => ({ id: document.id, numberSymbol: document.number_symbol, subject: document.subject, level: document.secrecy, protectedUntil: until, ended: until < today })),
    more: Math.max(0, rows.length - limit),
  })
})

const copiesOut = handleQuery(contract.listCopiesOut, ({ db, person }, { limit }) => {
  const rows = db.all<CopyRow>(sql`SELECT * FROM secret_copy WHERE ended_on IS NULL ORDER BY holder, given_on LIMIT ${limit}`) // secret_copy_open
  return ok({
    rows: rows.flatMap((row) => {
      const document = secretDocument(db, row.document_id)
      return document === undefined || !mayReadDocument(db, person, document) ? [] : [{ ...shownCopy(db, row), documentId: document.id, numberSymbol: document.number_symbol, subject: document.subject }]
    }),
  })
})

export const queryHandlers = [getRule, setRule, course, ending, copiesOut]
