// Bringing an old register over, all or nothing, and withdrawing it as a whole. The sheet itself is kept with the import.
import { v7 as timeOrderedId } from 'uuid'
import type { HeldFile } from '../archive/held-files.ts'
import type { Change } from '../archive/journal.ts'
import { sql } from '../archive/sql.ts'
import type { ReadDb } from '../archive/database.ts'
import { err, ok } from '../contract/result.ts'
import { handleCommand, handlePreparedCommand, handleQuery } from '../handler/handler.ts'
import { nameOf } from '../people/index.ts'
import { importRegister, listImports, withdrawImport } from './contract.ts'
import type { Direction } from './book/types.ts'
import type { BookOpener } from './open-book.ts'
import { planImport } from './plan/plan-import.ts'
import type { ImportPlan } from './plan/types.ts'
import { openAndPlan } from './read-register.ts'
import type { PlannedBook } from './read-register.ts'

/** Changes that one entry takes, between which the progress is told. */
const group = 500

interface Prepared extends PlannedBook {
  readonly importId: string
  /** where the journal stood when the plan was made */
  readonly position: number
  readonly progress: (done: number, of: number) => void
}

interface ImportRow {
  readonly id: string
  readonly direction: Direction
  readonly file_id: string
  readonly file_name: string
  readonly sheet: string
  readonly documents: number
  readonly faulty: number
  readonly imported_at: string
  readonly imported_by: string
  readonly withdrawn_at: string | null
  readonly withdraw_reason: string | null
}

function positionOf(db: ReadDb): number {
  return db.value<number>(sql`SELECT coalesce(max(position), 0) FROM journal_envelope`)!
}

/** The import of a sheet that stands already: ALREADY_IMPORTED; null where none does. */
function importedBefore(db: ReadDb, fileId: string, sheet: string) {
  const known = db.get<{ id: string; at: string }>(sql`
    SELECT id, imported_at AS at FROM register_import WHERE file_id = ${fileId} AND sheet = ${sheet} AND withdrawn_at IS NULL LIMIT 1`)
  return known === undefined ? null : err('ALREADY_IMPORTED', { importId: known.id, importedAt: known.at })
}

/** Whether a plan may be carried out: NOTHING_TO_IMPORT, BOOK_HAS_FAULTS; null where it may. */
function planFault({ faulty, documents }: ImportPlan, withoutFaulty: boolean) {
  if (documents.length === 0 && faulty.size === 0) return err('NOTHING_TO_IMPORT')
  if (faulty.size > 0 && !withoutFaulty) return err('BOOK_HAS_FAULTS', { rows: faulty.size, row: Math.min(...faulty) })
  return documents.length === 0 ? err('NOTHING_TO_IMPORT') : null
}

export function importRegisterHandlers(open: BookOpener) {
  return [
    handlePreparedCommand(
      importRegister,
      async (context, asked) => {
        if (context.db.value(sql`SELECT 1 FROM office LIMIT 1`) === undefined) return err('NOT_SET_UP')
        const importId = timeOrderedId()
        const position = positionOf(context.db)
        const planned = await openAndPlan(context, open, asked, importId)
        if (!planned.ok) return planned
        const fault = importedBefore(context.db, asked.fileId, planned.value.opened.book.sheet) ?? planFault(planned.value.plan, asked.withoutFaulty)
        return fault ?? ok<Prepared>({ ...planned.value, importId, position, progress: context.progress })
      },
      (context, asked, prepared) => {
        const { tx, rulebook, today, now, newId, actor, heldFile } = context
        const { importId, opened, progress } = prepared
        const { book } = opened
        let { plan } = prepared
        if (positionOf(tx) !== prepared.position) {
          // Something was written meanwhile: numbers may be taken now.
          const steps = planImport({ db: tx, rulebook, today, now, newId, importId }, book, asked)
          let step = steps.next()
          while (!step.done) step = steps.next()
          if (!step.value.ok) return step.value
          plan = step.value.value
          const fault = importedBefore(tx, asked.fileId, book.sheet) ?? planFault(plan, asked.withoutFaulty)
          if (fault !== null) return fault
        }
        const file = tx.get<HeldFile>(sql`SELECT name, media_type, size FROM staged_file WHERE file_id = ${asked.fileId}`) ?? heldFile(asked.fileId)
        if (file === undefined) return err('FILE_NOT_FOUND', { fileId: asked.fileId })
        const made: Change = {
          table: 'register_import',
          id: importId,
          set: {
            direction: book.mapping.direction,
            file_id: asked.fileId,
            file_name: file.name,
            media_type: file.media_type,
            size: file.size,
            sheet: book.sheet,
            fingerprint: book.mapping.fingerprint,
            fields: JSON.stringify(book.mapping.columns.map(({ field }) => field)),
            documents: plan.documents.length,
            faulty: plan.faulty.size,
            imported_at: new Date(now).toISOString(),
            imported_by: actor,
          },
        }
        const changes = [made, ...plan.before, ...plan.documents]
        let entry = ''
        for (let from = 0; from < changes.length; from += group) {
          entry = tx.append(changes.slice(from, from + group))
          progress(Math.min(from + group, changes.length), changes.length)
        }
        return ok({ importId, documents: plan.documents.length, faulty: plan.faulty.size, bodies: plan.newBodies.length, series: plan.newSeries.length, entry })
      },
    ),

    handleCommand(withdrawImport, ({ tx, now }, { importId, reason, acceptInUse }) => {
      const row = tx.get<ImportRow>(sql`SELECT * FROM register_import WHERE id = ${importId}`)
      if (row === undefined) return err('IMPORT_NOT_FOUND', { importId })
      if (row.withdrawn_at !== null) return err('IMPORT_WITHDRAWN', { importId })
      const used = acceptInUse ? 0 : inUse(tx, importId)
      if (used > 0) return err('IMPORT_IN_USE', { importId, documents: used })
      const frozen = tx.value<string>(sql`SELECT id FROM document WHERE import_id = ${importId} AND status <> 'withdrawn' AND frozen = 1 LIMIT 1`)
      if (frozen !== undefined) return err('DOCUMENT_FROZEN', { id: frozen })
      const documents = tx.all<{ id: string }>(sql`
        SELECT id FROM document                            -- document_by_import
        WHERE import_id = ${importId} AND status <> 'withdrawn'
        ORDER BY import_row`)
      const entry = tx.appendAll([
        { table: 'register_import', id: importId, set: { withdrawn_at: new Date(now).toISOString(), withdraw_reason: reason } },
        // Its number is free again, nothing is its twin, and nobody is asked for it.
        ...documents.map(({ id }): Change => ({ table: 'document', id, set: { status: 'withdrawn', period_id: '', order_number: 0, order_suffix: '', number_key: '', cancel_reason: null } })),
      ])
      return ok({ importId, documents: documents.length, entry })
    }),

    handleQuery(listImports, ({ db }) =>
      ok({
        imports: db.all<ImportRow>(sql`SELECT * FROM register_import ORDER BY imported_at DESC, id DESC`).map((row) => ({
          id: row.id, direction: row.direction, fileId: row.file_id, fileName: row.file_name, sheet: row.sheet, documents: row.documents, faulty: row.faulty,
          importedAt: row.imported_at, importedBy: nameOf(db, row.imported_by), withdrawnAt: row.withdrawn_at, withdrawReason: row.withdraw_reason,
        })),
      })),
  ]
}

/** Documents of an import that were changed, given files, handed out, answered, copied, sent or lent since. */
function inUse(db: ReadDb, importId: string): number {
  return db.value<number>(sql`
    SELECT count(*) FROM document                          -- document_by_import
    WHERE import_id = ${importId} AND (
      (SELECT count(*) FROM journal_touch WHERE table_name = 'document' AND record_id = document.id) > 1
      OR EXISTS (SELECT 1 FROM document_file WHERE document_id = document.id)
      OR EXISTS (SELECT 1 FROM document_copy WHERE document_id = document.id)
      OR EXISTS (SELECT 1 FROM document_dispatch WHERE document_id = document.id)
      OR EXISTS (SELECT 1 FROM record_copy_use WHERE document_id = document.id)
      OR EXISTS (SELECT 1 FROM assignment WHERE document_id = document.id)
      OR EXISTS (SELECT 1 FROM handling_event WHERE document_id = document.id)
      OR EXISTS (SELECT 1 FROM document_link WHERE to_id = document.id AND removed = 0)
      OR EXISTS (SELECT 1 FROM document_link WHERE from_id = document.id AND removed = 0))`) ?? 0
}
