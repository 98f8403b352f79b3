// An office whose archive an older program wrote: it opens, and office.restore leads back to what stood before the migration.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { archivePaths, openArchive } from '../../src-main/archive/archive.ts'
import type { ArchiveSchema, Migration } from '../../src-main/archive/schema.ts'
import { referencedFiles } from '../../src-main/archive/held-files.ts'
import { sql } from '../../src-main/archive/sql.ts'
import { openArchiveKept } from '../../src-main/archive/upgrade.ts'
import { verifyAlone } from '../../src-main/archive/verify-alone.ts'
import { ok } from '../../src-main/contract/result.ts'
import { officeSchema } from '../../src-main/office/schema.ts'
import { registersMigration } from '../../src-main/registers/schema.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

test('the backup before a migration is listed, and restored by its path', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hồ sơ '))
  // The program before books came: the same tables, fewer of them.
  const older = { migrations: officeSchema.migrations.filter(({ number }) => number < registersMigration.number), derivations: officeSchema.derivations.filter(({ table }) => table.startsWith('body')) }
  const archive = openArchive({ directory: join(folder, 'kho lưu trữ'), configuration: join(folder, 'cấu hình'), schema: older, now: Date.now, make: true })
  if (!archive.ok) throw new Error(archive.error.code)
  archive.value.journal.transact({ command: 'filing.addBody', actor: 'local' }, (tx) =>
    ok(tx.append([{ table: 'body', id: 'cũ', set: { level: 'other', is_group: 0, verified: 1, sort_order: 10 } }])),
  )
  archive.value.close()

  const desk = await openTestOffice({ folder })
  const { backups } = await desk.ask('office.listBackups', {})
  expect(backups).toMatchObject([{ entries: 1, files: 0, checked: true }])
  expect((await desk.ask('office.state', {})).setUp).toBe(true)

  expect(await desk.ask('office.restore', { from: backups[0]!.path })).toMatchObject({ entries: 1, entriesLost: 2 })
  // The older state is brought to this program's form again, after a backup of its own.
  expect(await desk.ask('office.state', {})).toMatchObject({ setUp: false })
  expect((await desk.ask('filing.tree', {})).bodies.map((body) => body.id)).toEqual(['cũ'])
  await desk.close()
})

describe('an archive with documents and files, which a later program has opened', () => {
  const shelves: Migration = {
    number: 990,
    name: 'shelves',
    tables: [{ name: 'shelf', class: 'record', topic: 'documents' }],
    script: `
      CREATE TABLE shelf (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT;
      ALTER TABLE document ADD COLUMN shelf_id TEXT REFERENCES shelf (id);
      CREATE INDEX document_shelf ON document (shelf_id);`,
  }
  const later = { ...officeSchema, migrations: [...officeSchema.migrations, shelves] }
  let desk: TestOffice
  let document = ''

  beforeEach(async () => {
    desk = await openTestOffice()
    const { fileId } = await desk.ask('files.stage', { path: join(import.meta.dirname, '..', 'fixtures', 'official', 'vb-02.pdf') })
    for (let count = 0; count < 30; count += 1) {
      document = (await desk.ask('registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: { name: `Sở số ${count % 5}`, level: 'province' }, subject: `việc ${count}`, files: [{ fileId, role: 'main' }] })).id
    }
    await desk.office.close()
  })
  afterEach(() => desk.close())

  const alone = (schema: ArchiveSchema) => verifyAlone({ directory: desk.directory, configuration: desk.configuration, schema, referencedFiles: (db) => referencedFiles(db, schema) })

  async function migrateNow() {
    const opened = await openArchiveKept({ directory: desk.directory, configuration: desk.configuration, schema: later, now: Date.now, make: false })
    if (!opened.ok) throw new Error(opened.error.code)
    return opened.value
  }

  test('is migrated whole: every record, the journal, the files', async () => {
    // Before: verified in the later program's form, and left in its own.
    expect(await alone(later)).toMatchObject({ ok: true, value: { findings: [] } })
    expect(await alone(officeSchema)).toMatchObject({ ok: true, value: { findings: [] } })
    const archive = await migrateNow()
    expect(archive.epochStart).toBeNull()
    expect(archive.db.value(sql`SELECT count(*) FROM document WHERE shelf_id IS NULL`)).toBe(30)
    archive.journal.transact({ command: 'shelves.put', actor: 'local' }, (tx) =>
      ok(tx.append([{ table: 'shelf', id: 'kệ', set: { name: 'Kệ 1' } }, { table: 'document', id: document, set: { shelf_id: 'kệ' } }])))
    archive.close()
    expect(await alone(later)).toMatchObject({ ok: true, value: { findings: [], report: { replayEqual: true, files: { count: 1, missing: 0 } } } })
  })

  test('is refused by this program, which says so, changes nothing, and restores what stood before', async () => {
    const archive = await migrateNow()
    archive.close()
    const refusal = { ok: false, error: { code: 'ARCHIVE_NEWER', params: { version: 990, known: Math.max(...officeSchema.migrations.map(({ number }) => number)) } } }
    const troubled = await openTestOffice({ folder: desk.folder, troubled: true })
    expect(await troubled.call('office.state', {})).toEqual(refusal)
    expect(await troubled.call('office.verify', {})).toEqual(refusal)
    expect(await troubled.call('registers.findDocuments', {})).toEqual(refusal)
    expect(await troubled.ask('office.restore', { from: archivePaths(desk.directory).backups })).toMatchObject({ files: 1, entriesLost: 0 })
    expect(await troubled.ask('office.state', {})).toMatchObject({ setUp: true, documents: 30 })
    await troubled.office.close()
  })
})
