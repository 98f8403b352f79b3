// office.*: setting up, what the office is called, drafts. Backup, restore and verification stand in keeping.ts.
import type { Archive } from '../archive/archive.ts'
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import { startingTree } from '../filing/index.ts'
import type { Handler } from '../handler/handler.ts'
import { handleCommand, handleQuery } from '../handler/handler.ts'
import { documentCount, readableBy, startingBooks } from '../registers/index.ts'
import * as contract from './own-contract.ts'
import type { Tasks } from './tasks.ts'

interface OfficeRow {
  readonly name: string
  readonly parent_name: string
  readonly level: 'central' | 'province' | 'district' | 'commune' | 'base' | 'other'
  readonly symbol_suffix: string
  readonly place: string
  readonly is_sample: number
}

/** The office's own row, or undefined before it is set up. */
export function readOffice(db: ReadDb): OfficeRow | undefined {
  return db.get<OfficeRow>(sql`SELECT name, parent_name, level, symbol_suffix, place, is_sample FROM office WHERE id = 'office'`)
}

/** An outside backup older than this is old, ms. */
const oldAfter = 7 * 24 * 3600_000

/** Whether an office has gone too long without a backup outside. */
function isOld(outside: string | null, now: number): boolean {
  return outside === null || now - Date.parse(outside) > oldAfter
}

/** Books that ask for the last number on paper. */
function doubtedBooks(db: ReadDb): { register_id: string; year: number }[] {
  return db.all<{ register_id: string; year: number }>(sql`SELECT register_id, year FROM number_period WHERE unconfirmed = 1 AND closed = 0 AND register_id IS NOT NULL`)
}

/** Series that ask for it. */
function doubtedSeries(db: ReadDb): { periodId: string; name: string }[] {
  return db.all<{ periodId: string; name: string }>(sql`
    SELECT number_period.id AS periodId, series.name
    FROM number_period JOIN series ON series.id = number_period.series_id
    WHERE number_period.unconfirmed = 1 AND number_period.closed = 0
    ORDER BY series.name, number_period.id`)
}

/** Entries that the beginnings of this PC's epochs lost, until a person has compared them with the paper; null for none. */
function lostEntries(db: ReadDb, { keyring }: Archive): { readonly entries: number; readonly since: string } | null {
  const lost = db.get<{ entries: number | null; since: string }>(sql`
    SELECT sum(entries_lost) AS entries, min(started_at) AS since
    FROM epoch
    WHERE device = ${keyring.device} AND entries_lost > 0
      AND NOT EXISTS (SELECT 1 FROM archive_fact WHERE name = ${acknowledgedFact(keyring.device)} || epoch)`)
  return lost?.entries == null ? null : { entries: lost.entries, since: lost.since }
}

/** Beginning of the fact that says so of an epoch, whose number stands behind it. */
function acknowledgedFact(device: string): string {
  return `lost.acknowledged ${device} `
}

interface OwnState {
  readonly archive: Archive
  readonly tasks: Tasks
  lastBackups(): { readonly inside: string | null; readonly outside: string | null }
  rebuilding(): boolean
}

/** Handlers of office.* that need no more than the archive. */
export function ownHandlers(own: OwnState): Handler[] {
  const { archive, tasks } = own
  return [
    handleCommand(contract.setUp, ({ tx, rulebook, now, newId }, input) => {
      if (readOffice(tx) !== undefined) return err('ALREADY_SET_UP')
      const { term } = input
      if (term?.to !== undefined && term.to < term.from) return err('DATES_REVERSED', { from: term.from, to: term.to })
      tx.appendAll([
        {
          table: 'office',
          id: 'office',
          set: {
            name: input.name, parent_name: input.parentName, level: input.level, symbol_suffix: input.symbolSuffix, place: input.place,
            is_sample: 0, set_up_at: new Date(now).toISOString(),
          },
        },
        ...(term === undefined ? [] : [{ table: 'term', id: newId(), set: { name: term.name, from_date: term.from, to_date: term.to ?? null } }]),
        ...startingBooks(rulebook),
      ])
      const entry = tx.appendAll(startingTree(rulebook, input, newId))
      return ok({ id: 'office', entry })
    }),

    handleCommand(contract.editOffice, ({ tx, newId }, input) => {
      if (readOffice(tx) === undefined) return err('NOT_SET_UP')
      const { term } = input
      if (term?.to !== undefined && term.to < term.from) return err('DATES_REVERSED', { from: term.from, to: term.to })
      const last = tx.get<{ id: string; to_date: string | null }>(sql`SELECT id, to_date FROM term ORDER BY from_date DESC LIMIT 1`)
      // One that begins after the end of the last is the next term; what was filed in the last one stays in it.
      const id = last === undefined || (term !== undefined && last.to_date !== null && last.to_date < term.from) ? newId() : last.id
      const set = {
        ...(input.name === undefined ? {} : { name: input.name }),
        ...(input.parentName === undefined ? {} : { parent_name: input.parentName }),
        ...(input.symbolSuffix === undefined ? {} : { symbol_suffix: input.symbolSuffix }),
        ...(input.place === undefined ? {} : { place: input.place }),
      }
      const changes = [
        ...(Object.keys(set).length > 0 || term === undefined ? [{ table: 'office', id: 'office', set }] : []),
        ...(term === undefined ? [] : [{ table: 'term', id, set: { name: term.name, from_date: term.from, to_date: term.to ?? null } }]),
      ]
      return ok({ id: 'office', entry: tx.append(changes) })
    }),

    handleQuery(contract.state, ({ db, today, now, person }) => {
      const office = readOffice(db)
      const term = db.get<{ name: string; from_date: string; to_date: string | null }>(sql`
        SELECT name, from_date, to_date FROM term ORDER BY from_date DESC LIMIT 1`)
      const lost = lostEntries(db, archive)
      const { inside, outside } = own.lastBackups()
      const documents = documentCount(db, readableBy(db, person))
      return ok({
        setUp: office !== undefined,
        isSample: office?.is_sample === 1,
        office: office === undefined ? null : { name: office.name, parentName: office.parent_name, level: office.level, symbolSuffix: office.symbol_suffix, place: office.place },
        term: term === undefined ? null : { name: term.name, from: term.from_date, to: term.to_date },
        documents,
        today,
        lastBackup: [inside, outside].filter((at) => at !== null).toSorted().at(-1) ?? null,
        lastBackupOutside: outside,
        lastBackupInside: inside,
        device: archive.keyring.device,
        epoch: archive.epoch,
        warnings: [
          ...doubtedBooks(db).map((row) => ({ code: 'LAST_NUMBER_UNCONFIRMED' as const, params: { registerId: row.register_id, year: row.year } })),
          ...doubtedSeries(db).map((params) => ({ code: 'NUMBERS_UNCONFIRMED' as const, params })),
          ...(lost === null ? [] : [{ code: 'ENTRIES_LOST' as const, params: lost }]),
          // The sample office has nothing to lose.
          ...(documents > 0 && office?.is_sample !== 1 && isOld(outside, now) ? [{ code: 'BACKUP_OLD' as const, params: { last: outside } }] : []),
          ...(own.rebuilding() ? [{ code: 'SEARCH_REBUILDING' as const, params: {} }] : []),
        ],
      })
    }),

    handleCommand(contract.acknowledgeLost, ({ tx }) => {
      const [doubted] = doubtedBooks(tx)
      if (doubted !== undefined) return err('LAST_NUMBER_UNCONFIRMED', { registerId: doubted.register_id, year: doubted.year })
      const [series] = doubtedSeries(tx)
      if (series !== undefined) return err('NUMBERS_UNCONFIRMED', { periodId: series.periodId, lastNumber: null })
      const lost = lostEntries(tx, archive)
      const { device } = archive.keyring
      if (lost !== null) {
        tx.local(sql`
          INSERT INTO archive_fact (name, value)
          SELECT ${acknowledgedFact(device)} || epoch, CAST(entries_lost AS TEXT) FROM epoch WHERE device = ${device} AND entries_lost > 0
          ON CONFLICT DO NOTHING`)
      }
      return ok({ entries: lost?.entries ?? 0 })
    }),

    handleQuery(contract.rulebook, ({ rulebook, today }, { at }) =>
      ok({
        documentTypes: rulebook.documentTypesOn(at ?? today).map((type) => ({
          id: type.id,
          name: type.name,
          abbreviations: [...new Set(type.abbreviations.map((one) => one.text))],
          systems: [...type.systems],
          namePrinted: type.namePrinted,
          verified: type.verified,
        })),
        fieldLengths: Object.fromEntries(
          ['numberSymbol', 'subject', 'note', 'toPlaces', 'language', 'pages', 'copies'].flatMap((field) => {
            const length = rulebook.fieldLength('incoming', field)
            return length === undefined ? [] : [[field, length] as const]
          }),
        ),
      }),
    ),

    handleCommand(contract.saveDraft, ({ tx, now, actor }, { key, value }) => {
      tx.local(sql`
        INSERT INTO draft (owner, key, value, saved_at) VALUES (${actor}, ${key}, ${value}, ${new Date(now).toISOString()})
        ON CONFLICT (owner, key) DO UPDATE SET value = excluded.value, saved_at = excluded.saved_at`)
      return ok({})
    }),
    handleCommand(contract.dropDraft, ({ tx, actor }, { key }) => {
      tx.local(sql`DELETE FROM draft WHERE owner = ${actor} AND key = ${key}`)
      return ok({})
    }),
    handleQuery(contract.listDrafts, ({ db, actor }) =>
      ok({ drafts: db.all<{ key: string; value: string; savedAt: string }>(sql`SELECT key, value, saved_at AS savedAt FROM draft WHERE owner = ${actor} ORDER BY saved_at DESC LIMIT 50`) }),
    ),
    handleQuery(contract.tasks, () => ok({ tasks: tasks.list() })),
    handleCommand(contract.cancelTask, (_context, { id }) => ok({ cancelled: tasks.cancel(id) })),
  ]
}
