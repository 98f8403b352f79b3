// Programs of different versions over one journal: what a newer one wrote is parked, not lost and no obstacle; what a migration
// makes stale is derived anew by the program that migrates.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Payload } from '../../src-main/archive/entry.ts'
import { migrate } from '../../src-main/archive/migrate.ts'
import { noteStale, rederive } from '../../src-main/archive/rederive.ts'
import { replayEqual } from '../../src-main/archive/replay.ts'
import { latestMigration, tablesOf } from '../../src-main/archive/schema.ts'
import { sql } from '../../src-main/archive/sql.ts'
import { ok } from '../../src-main/contract/result.ts'
import { officeSchema } from '../../src-main/office/schema.ts'
import { openDesk } from '../registers/desk.ts'
import { entriesOf, keysOf } from './peers.ts'
import { fill, makeFolders, nextSchema, open, smallSchema } from './small-archive.ts'
import type { Folders } from './small-archive.ts'

let folders: Folders
beforeEach(() => { folders = makeFolders() })
afterEach(() => folders.remove())

test('every payload says which schema its program knew', async () => {
  await fill(folders, 1)
  const archive = open(folders)
  const payloads = archive.db.all<{ body: string }>(sql`SELECT body FROM journal_part`).map(({ body }) => JSON.parse(body) as Payload)
  expect(payloads.map(({ schema }) => schema)).toEqual(payloads.map(() => latestMigration(smallSchema)))
  archive.close()
})

test('an entry of a newer program is parked whole: by apply, and by the replay, which goes on behind it', async () => {
  const newer = open(folders, true, nextSchema)
  newer.journal.transact({ command: 'papers.file', actor: 'local' }, (tx) => ok(tx.append([{ table: 'paper', id: 'p1', set: { subject: 'Một' } }])))
  newer.journal.transact({ command: 'shelves.make', actor: 'local' }, (tx) => ok(tx.append([{ table: 'paper', id: 'p2', set: { subject: 'Hai' } }, { table: 'shelf', id: 's1', set: {} }])))
  newer.journal.transact({ command: 'shelves.put', actor: 'local' }, (tx) => ok(tx.append([{ table: 'paper', id: 'p1', set: { shelf: 's1' } }])))
  newer.journal.transact({ command: 'papers.file', actor: 'local' }, (tx) => ok(tx.append([{ table: 'paper', id: 'p3', set: { subject: 'Ba' } }])))
  // The older program's archive: all entries in its journal, the parked ones not in its tables.
  const older = { directory: `${folders.root}/cũ`, configuration: `${folders.root}/cấu hình cũ` }
  const archive = open({ ...folders, ...older }, true, smallSchema)
  expect(archive.journal.admit(entriesOf(newer), keysOf(newer))).toEqual({ taken: 4, filled: 0, waiting: 0, refused: [] })
  expect(archive.db.all(sql`SELECT position, unknown FROM journal_parked ORDER BY position`)).toEqual([{ position: 2, unknown: 'shelf' }, { position: 3, unknown: 'paper.shelf' }])
  expect(archive.db.all(sql`SELECT id, subject FROM paper ORDER BY id`)).toEqual([{ id: 'p1', subject: 'Một' }, { id: 'p3', subject: 'Ba' }])

  // The replay of a journal that holds them, by a program that does not know them.
  newer.db.script("DELETE FROM paper_length WHERE id = 'p2'; DELETE FROM paper WHERE id = 'p2'; ALTER TABLE paper DROP COLUMN shelf; DROP TABLE shelf;")
  expect(await replayEqual(newer.db, smallSchema)).toEqual({
    equal: true,
    differences: [],
    parked: [{ position: 2, schema: 40, unknown: 'shelf' }, { position: 3, schema: 40, unknown: 'paper.shelf' }],
  })
  // After the upgrade nothing is parked any more: what was left out shows.
  newer.db.script('ALTER TABLE paper ADD COLUMN shelf TEXT; CREATE TABLE shelf (id TEXT NOT NULL PRIMARY KEY) STRICT;')
  const upgraded = await replayEqual(newer.db, { ...nextSchema, migrations: nextSchema.migrations.filter(({ name }) => name !== 'shout') })
  expect(upgraded).toMatchObject({ equal: false, parked: [] })
  newer.close()
  archive.close()

  // The older program is upgraded: what waited is there.
  const now = open({ ...folders, ...older }, true, { ...nextSchema, migrations: nextSchema.migrations.filter(({ name }) => name !== 'shout').map((one) => (one.name === 'shelves' ? { ...one, script: `${one.script} ALTER TABLE paper ADD COLUMN shelf TEXT;` } : one)) })
  expect(now.db.all(sql`SELECT id, subject, shelf FROM paper ORDER BY id`)).toEqual([{ id: 'p1', subject: 'Một', shelf: 's1' }, { id: 'p2', subject: 'Hai', shelf: null }, { id: 'p3', subject: 'Ba', shelf: null }])
  expect(now.db.all(sql`SELECT * FROM journal_parked`)).toEqual([])
  expect(await replayEqual(now.db, now.schema)).toEqual({ equal: true, differences: [], parked: [] })
  now.close()
})

test('an unknown table in an entry of this program’s own version is damage, not a newer version', async () => {
  const archive = open(folders, true, nextSchema)
  archive.journal.transact({ command: 'shelves.make', actor: 'local' }, (tx) => ok(tx.append([{ table: 'shelf', id: 's1', set: {} }])))
  archive.db.script('DROP TABLE shelf')
  const known = { ...nextSchema, migrations: [...smallSchema.migrations, { number: 40, name: 'other', tables: [], script: '' }] }
  expect(await replayEqual(archive.db, known)).toMatchObject({ equal: false, differences: [{ what: 'not-applied' }], parked: [] })
  archive.close()
})

test('a migration’s stale tables are made anew by the derivations, also when it is killed before', async () => {
  await fill(folders)
  const louder = {
    migrations: [...smallSchema.migrations, { number: 30, name: 'longer', tables: [], script: "UPDATE paper SET subject = subject || '!!!'", rederive: ['paper_length'] }],
    derivations: smallSchema.derivations,
  }
  const lengths = (archive: ReturnType<typeof open>) => archive.db.all(sql`SELECT id, length FROM paper_length ORDER BY id`)
  const right = (archive: ReturnType<typeof open>) => archive.db.all(sql`SELECT id, length(subject) AS length FROM paper ORDER BY id`)
  const before = open(folders)
  // The script's transaction was the last thing that was written: the tables are noted, and made anew at the next opening.
  before.db.transaction(() => {
    before.db.script(louder.migrations.at(-1)!.script)
    noteStale(before.db, ['paper_length'])
    before.db.pragma('user_version = 30')
  })
  expect(lengths(before)).not.toEqual(right(before))
  expect(migrate(before.db, louder)).toMatchObject({ ok: true })
  expect(lengths(before)).toEqual(right(before))
  before.db.pragma('user_version = 20')
  before.close()

  const after = open(folders, true, louder)
  expect(lengths(after)).toEqual(right(after))
  expect(after.db.all(sql`SELECT name FROM archive_fact WHERE name = 'stale tables'`)).toEqual([])
  expect(() => rederive(after.db, louder, ['command_answer'])).toThrow('no derivation fills command_answer')
  after.close()
})

test('every derived table of the office can be made anew from its records, and comes out the same', async () => {
  const desk = openDesk()
  const { id } = desk.register({ signer: { name: 'Nguyễn Văn A' }, toPlaces: 'Thường trực', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, files: [desk.stage('a'.repeat(64))] })
  desk.ok('registers.cancelDocument', { id: desk.register({ secrecy: 'mat' }).id, reason: 'nhầm' })
  desk.ok('registers.fileDocuments', { ids: [id], issuingBodyId: 'tinh-uy' })
  const derived = [...tablesOf(officeSchema).values()].filter((table) => officeSchema.derivations.some(({ fills }) => fills.includes(table.name))).map(({ name }) => name)
  for (const table of derived) {
    desk.archive.db.transaction(() => rederive(desk.archive.db, officeSchema, [table]))
    expect(await replayEqual(desk.db, officeSchema)).toEqual({ equal: true, differences: [], parked: [] })
  }
  desk.close()
})
