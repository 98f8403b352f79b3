// Reading the regime of secrets, and what this PC may hold.
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import { handleCommand, handleQuery } from '../handler/handler.ts'
import { noticeOf } from '../people/index.ts'
import { paperHolders } from '../registers/index.ts'
import { andReadable, readableBy } from '../registers/reading/withheld.ts'
import { addDays } from '../text/dates.ts'
import * as contract from './contract.ts'
import { copiesOf, decisionsOf, isDestroyed, pcRule, protectionOf, secretDocument, shownCopy, shownDecision, yearsOf } from './records.ts'
import type { CopyRow, SecretDocument } from './records.ts'
import { protectedUntil } from './rules.ts'

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
    // Of what was destroyed it is not known any more who has a paper.
    papersOut: isDestroyed(db, documentId) ? [] : paperHolders(db, documentId),
  })
})

const ending = handleQuery(contract.listEnding, ({ db, rulebook, today, person }, { withinDays, limit }) => {
  const last = addDays(today, withinDays)
  const secrets = db.all<SecretDocument & { readonly decided: string | null }>(sql`
    SELECT id, secrecy, limited, direction, status, number_symbol, subject, coalesce(issued_date, register_date) AS day,
           (SELECT protected_until FROM secrecy_decision AS decision      -- secrecy_decision_by_document
            WHERE decision.document_id = document.id AND to_level = document.secrecy AND protected_until IS NOT NULL
            ORDER BY noted_at DESC, decision.id DESC LIMIT 1) AS decided
    FROM document INDEXED BY document_secret
    WHERE secrecy <> 'none' AND status NOT IN ('withdrawn', 'cancelled') ${andReadable(readableBy(db, person))}
      AND NOT EXISTS (SELECT 1 FROM secrecy_decision AS decision WHERE decision.document_id = document.id AND decision.kind = 'destroyed')`)
  const rows = secrets
    .map((document) => ({ document, until: protectedUntil(document.day, yearsOf(rulebook, document.secrecy), document.decided) }))
    .filter((row): row is { document: (typeof secrets)[number]; until: string } => row.until !== null && row.until <= last)
    .toSorted((a, b) => (a.until === b.until ? (a.document.id < b.document.id ? -1 : 1) : a.until < b.until ? -1 : 1))
  return ok({
    rows: rows.slice(0, limit).map(({ document, until }) => ({ id: document.id, numberSymbol: document.number_symbol, subject: document.subject, level: document.secrecy, protectedUntil: until, ended: until < today })),
    more: Math.max(0, rows.length - limit),
  })
})

const copiesOut = handleQuery(contract.listCopiesOut, ({ db, person }, { limit }) => {
  const rows = db.all<CopyRow & { readonly number_symbol: string; readonly subject: string }>(sql`
    SELECT copy.*, document.number_symbol, document.subject
    FROM secret_copy AS copy                             -- secret_copy_open
    JOIN document ON document.id = copy.document_id
    WHERE ended_on IS NULL AND document.status <> 'withdrawn' ${andReadable(readableBy(db, person))}
    ORDER BY holder, given_on, copy.id
    LIMIT ${limit}`)
  return ok({ rows: rows.map((row) => ({ ...shownCopy(db, row), documentId: row.document_id, numberSymbol: row.number_symbol, subject: row.subject })) })
})

export const queryHandlers = [getRule, setRule, course, ending, copiesOut]
