// Rights of one document, on top of roles and clearance (NĐ 30/2020/NĐ-CP, Phụ lục VI, III.3.b): limited to named readers, and opened
// again. Each change is one of rights, shown to the one in charge until confirmed (III.3.c).
import type { ReadDb } from '../archive/database.ts'
import type { Change } from '../archive/journal.ts'
import { sql } from '../archive/sql.ts'
import type { InputOf } from '../contract/define.ts'
import { err, ok } from '../contract/result.ts'
import { handleCommand, handleQuery } from '../handler/handler.ts'
import type { CommandContext, QueryContext } from '../handler/handler.ts'
import { mayReadLevel } from '../handler/person.ts'
import { accountRow, isActive, noticeOf, personOf } from '../people/index.ts'
import { paperHolders } from '../registers/index.ts'
import { mayReadDocument, readersOf, rightOf } from '../registers/reading/readers.ts'
import type { ReaderRow } from '../registers/reading/readers.ts'
import type { ReaderRight } from '../registers/reading/rules.ts'
import { documentRow, presentDocument } from '../registers/records.ts'
import type { DocumentRow } from '../registers/records.ts'
import * as contract from './contract.ts'

type Reader = InputOf<typeof contract.limitReading>['readers'][number]

function unitName(db: ReadDb, id: string): string {
  return db.value<string>(sql`SELECT name FROM unit WHERE id = ${id}`) ?? ''
}

/** Readers as they are shown, in windows and in the notice of the change. */
function shown(db: ReadDb, rows: readonly Pick<ReaderRow, 'account_id' | 'unit_id' | 'may'>[]) {
  return rows.map((row) => ({ accountId: row.account_id, unitId: row.unit_id, name: row.account_id === null ? unitName(db, row.unit_id ?? '') : (accountRow(db, row.account_id)?.name ?? ''), may: row.may }))
}

/** By what a document is known to those who may not read it. */
function numberOf(row: DocumentRow): string {
  return row.direction === 'incoming' ? `${row.order_number}${row.order_suffix}` : row.number_symbol
}

/** An account that may read a document of this level. Errors: ACCOUNT_NOT_FOUND, CLEARANCE_TOO_LOW. */
function readingAccount({ tx, rulebook, today }: CommandContext, accountId: string, { secrecy }: DocumentRow) {
  const account = accountRow(tx, accountId)
  if (account === undefined || !isActive(account, today)) return err('ACCOUNT_NOT_FOUND', { id: accountId })
  const person = personOf(tx, rulebook, accountId, today)
  return person !== null && mayReadLevel(person, secrecy) ? ok(account) : err('CLEARANCE_TOO_LOW', { id: account.id, name: account.name })
}

/** Readers as columns. Errors: those of the accounts; UNIT_NOT_FOUND, READER_TWICE. */
function columnsOf(context: CommandContext, readers: readonly Reader[], document: DocumentRow) {
  const columns: Pick<ReaderRow, 'account_id' | 'unit_id' | 'may'>[] = []
  for (const reader of readers) {
    if ('unitId' in reader) {
      if (context.tx.value(sql`SELECT 1 FROM unit WHERE id = ${reader.unitId} AND closed = 0`) === undefined) return err('UNIT_NOT_FOUND', { id: reader.unitId })
      columns.push({ account_id: null, unit_id: reader.unitId, may: reader.may })
    } else {
      const account = readingAccount(context, reader.accountId, document)
      if (!account.ok) return account
      columns.push({ account_id: reader.accountId, unit_id: null, may: reader.may })
    }
  }
  const ids = columns.map((row) => row.account_id ?? row.unit_id!)
  const twice = ids.find((id, at) => ids.indexOf(id) !== at)
  return twice === undefined ? ok(columns) : err('READER_TWICE', { id: twice })
}

/** Who has open work on a document, or has its draft before them, and would see it no more: their names. */
function holdersMissed(db: ReadDb, documentId: string, readers: readonly Pick<ReaderRow, 'account_id' | 'unit_id'>[]): string[] {
  const accounts = new Set(readers.flatMap((row) => row.account_id ?? []))
  const units = new Set(readers.flatMap((row) => row.unit_id ?? []))
  const unitOf = (accountId: string) => accountRow(db, accountId)?.unit_id ?? null
  const ofReaders = new Set([...accounts].flatMap((id) => unitOf(id) ?? []))
  const holders = db.all<{ account: string | null; unit: string | null }>(sql`
    SELECT DISTINCT to_account_id AS account, to_unit_id AS unit FROM assignment
    WHERE document_id = ${documentId} AND closed_at IS NULL AND (to_account_id IS NOT NULL OR to_unit_id IS NOT NULL)
    UNION SELECT iif(state = 'returned', presenter, holder), NULL FROM draft_standing WHERE document_id = ${documentId} AND state IN ('submitted', 'returned') AND iif(state = 'returned', presenter, holder) NOT IN ('', 'local')`)
  return holders.flatMap(({ account, unit }) => {
    if (account !== null) return accounts.has(account) || units.has(unitOf(account) ?? '') ? [] : [accountRow(db, account)?.name ?? '']
    return units.has(unit!) || ofReaders.has(unit!) ? [] : [unitName(db, unit!)]
  })
}

/** The changes that leave these readers and no others. */
function replaced(standing: readonly ReaderRow[], wanted: readonly Pick<ReaderRow, 'account_id' | 'unit_id' | 'may'>[], documentId: string, newId: () => string): Change[] {
  const same = (one: Pick<ReaderRow, 'account_id' | 'unit_id'>, other: Pick<ReaderRow, 'account_id' | 'unit_id'>) => one.account_id === other.account_id && one.unit_id === other.unit_id
  const gone = standing.filter((row) => !wanted.some((one) => same(one, row))).map(({ id }): Change => ({ table: 'document_reader', id, set: { removed: 1 } }))
  const kept = wanted.flatMap((one): Change[] => {
    const row = standing.find((other) => same(one, other))
    if (row === undefined) return [{ table: 'document_reader', id: newId(), set: { document_id: documentId, ...one, removed: 0 } }]
    return row.may === one.may ? [] : [{ table: 'document_reader', id: row.id, set: { may: one.may } }]
  })
  return [...gone, ...kept]
}

/** The notice that the rights of a document changed. @param before, after its readers; null: everybody */
function notice(context: CommandContext, document: DocumentRow, before: readonly ReaderRow[] | null, after: readonly Pick<ReaderRow, 'account_id' | 'unit_id' | 'may'>[] | null, reason: string): Change {
  const said = (rows: typeof after) => ({ number: numberOf(document), readers: rows === null ? null : shown(context.tx, rows).map(({ name, may }) => ({ name, may })) })
  return noticeOf({ id: context.newId(), kind: 'document', about: null, before: said(before), after: { ...said(after), reason } }, context)
}

const limit = handleCommand(contract.limitReading, (context, { documentId, readers, reason }) => {
  const { tx, newId } = context
  const document = presentDocument(tx, documentId)
  if (document === undefined) return err('DOCUMENT_NOT_FOUND', { id: documentId })
  const columns = columnsOf(context, readers, document)
  if (!columns.ok) return columns
  const missed = holdersMissed(tx, documentId, columns.value)
  if (missed.length > 0) return err('READERS_MISS_HOLDERS', { names: missed })
  const standing = readersOf(tx, documentId)
  const said = notice(context, document, document.limited === 1 ? standing : null, columns.value, reason)
  const opened: Change[] = document.limited === 1 ? [] : [{ table: 'document', id: documentId, set: { limited: 1 } }]
  return ok({ id: documentId, entry: tx.append([...opened, ...replaced(standing, columns.value, documentId, newId), said]) })
})

const open = handleCommand(contract.openReading, (context, { documentId, reason }) => {
  const { tx, newId } = context
  const document = presentDocument(tx, documentId)
  if (document === undefined) return err('DOCUMENT_NOT_FOUND', { id: documentId })
  if (document.limited === 0) return err('DOCUMENT_NOT_LIMITED', { id: documentId })
  const standing = readersOf(tx, documentId)
  return ok({ id: documentId, entry: tx.append([{ table: 'document', id: documentId, set: { limited: 0 } }, ...replaced(standing, [], documentId, newId), notice(context, document, standing, null, reason)]) })
})

const add = handleCommand(contract.addReader, (context, { documentId, accountId, may, reason }) => {
  const { tx, newId, person } = context
  const document = presentDocument(tx, documentId)
  if (document === undefined || !mayReadLevel(person, document.secrecy)) return err('DOCUMENT_NOT_FOUND', { id: documentId })
  if (document.limited === 0) return err('DOCUMENT_NOT_LIMITED', { id: documentId })
  const account = readingAccount(context, accountId, document)
  if (!account.ok) return account
  const standing = readersOf(tx, documentId)
  const wanted = [...standing.filter((row) => row.account_id !== accountId).map(({ account_id, unit_id, may: right }) => ({ account_id, unit_id, may: right })), { account_id: accountId, unit_id: null, may }]
  return ok({ id: documentId, entry: tx.append([...replaced(standing, wanted, documentId, newId), notice(context, document, standing, wanted, reason)]) })
})

/** The accounts in use that may not read a document, by the rule that keeps it from them. */
function keptFrom({ db, rulebook, today }: QueryContext, document: DocumentRow) {
  return db.all<{ id: string }>(sql`SELECT id FROM account ORDER BY id`).flatMap(({ id }) => {
    const person = personOf(db, rulebook, id, today)
    if (person === null || mayReadDocument(db, person, document)) return []
    return [{ accountId: id, why: person.levels.length === 0 ? 'role' as const : mayReadLevel(person, document.secrecy) ? 'readers' as const : 'clearance' as const }]
  })
}

const readers = handleQuery(contract.getReaders, (context, { documentId }) => {
  const { db, person } = context
  const document = documentRow(db, documentId)
  if (document === undefined) return err('DOCUMENT_NOT_FOUND', { id: documentId })
  const may: ReaderRight = document.limited === 1 ? (rightOf(db, person, documentId) ?? 'read') : 'work'
  return ok({ limited: document.limited === 1, readers: shown(db, readersOf(db, documentId)), may, mayNot: keptFrom(context, document), papersOut: paperHolders(db, documentId) })
})

const limited = handleQuery(contract.listLimited, ({ db, person }, { limit: most }) => {
  const all = person.rights.has('confirm-rights')
  const rows = db
    .all<DocumentRow>(sql`SELECT * FROM document INDEXED BY document_limited WHERE limited = 1 AND status <> 'withdrawn'`)
    .filter((row) => mayReadLevel(person, row.secrecy))
    .map((row) => ({ row, reads: mayReadDocument(db, person, row) }))
    .filter(({ reads }) => all || reads)
    .toSorted((a, b) => (a.row.register_date < b.row.register_date ? 1 : -1))
  return ok({
    rows: rows.slice(0, most).map(({ row, reads }) => ({ id: row.id, number: numberOf(row), date: row.register_date, subject: reads ? row.subject : null, readers: shown(db, readersOf(db, row.id)) })),
    more: Math.max(0, rows.length - most),
  })
})

export const readerHandlers = [limit, open, add, readers, limited]
