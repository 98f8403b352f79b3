// What tables declare of themselves: columns of files protect them from the sweep, and every table of records has a topic.
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { archivePaths } from '../../src-main/archive/archive.ts'
import { heldFile, isHeldByNone, referencedFiles } from '../../src-main/archive/held-files.ts'
import { tablesOf } from '../../src-main/archive/schema.ts'
import { sql } from '../../src-main/archive/sql.ts'
import { sweep } from '../../src-main/office/keeping.ts'
import { officeSchema } from '../../src-main/office/schema.ts'
import { ok } from '../../src-main/contract/result.ts'
import { openDesk } from '../registers/desk.ts'
import { makeFolders, open, openFiles, smallSchema } from './small-archive.ts'
import type { Folders } from './small-archive.ts'

let folders: Folders
beforeEach(() => { folders = makeFolders() })
afterEach(() => folders.remove())

test('a file that a declared column of any table names is not swept; one that none names is', async () => {
  // A capability of tomorrow: its table holds files, and nothing but its declaration says so.
  const schema = {
    migrations: [
      ...officeSchema.migrations,
      { number: 990, name: 'packs', tables: [{ name: 'pack', class: 'record', topic: 'documents', files: [{ id: 'cover_file_id' }] } as const], script: 'CREATE TABLE pack (id TEXT NOT NULL PRIMARY KEY, cover_file_id TEXT) STRICT;' },
    ],
    derivations: officeSchema.derivations,
  }
  const archive = open(folders, true, schema)
  const files = await openFiles(archive)
  const stage = async (text: string) => {
    const path = join(folders.root, `${text}.txt`)
    mkdirSync(folders.root, { recursive: true })
    writeFileSync(path, text)
    const staged = await files.stage(path)
    if (!staged.ok) throw new Error(staged.error.code)
    const { fileId } = staged.value
    archive.db.run(sql`INSERT INTO staged_file VALUES (${fileId}, 4, 'text/plain', ${text}, '2020-01-01T00:00:00.000Z')`)
    const name = files.diskName(fileId)
    const long = new Date('2020-01-01')
    utimesSync(join(archivePaths(archive.directory).files, name.slice(0, 2), name), long, long)
    return fileId
  }
  const [kept, loose] = [await stage('bìa'), await stage('nháp')]
  archive.journal.transact({ command: 'packs.make', actor: 'local' }, (tx) => ok(tx.append([{ table: 'pack', id: 'p1', set: { cover_file_id: kept } }])))
  expect(await sweep(archive, files, schema)).toBe(1)
  expect((await files.read(kept)).ok).toBe(true)
  expect(await files.read(loose)).toMatchObject({ ok: false, error: { code: 'FILE_NOT_FOUND' } })
  expect(archive.db.all(sql`SELECT file_id FROM staged_file`)).toEqual([{ file_id: kept }])
  archive.close()
})

test('every column of the office’s records that holds a file is declared, and every table of records has a topic', () => {
  const archive = open(folders, true, officeSchema)
  for (const table of tablesOf(officeSchema).values()) {
    if (table.class !== 'record') continue
    const columns = archive.db.all<{ name: string }>(sql`SELECT name FROM pragma_table_info(${table.name})`).map(({ name }) => name)
    expect((table.files ?? []).map((file) => file.id)).toEqual(columns.filter((name) => /(^|_)file_id$/.test(name)))
    for (const { about } of table.files ?? []) for (const column of Object.values(about ?? {})) expect(columns).toContain(column)
    expect(table.topic).toMatch(/^(documents|handling|bodies|registers|office|people|network)$/)
  }
  archive.close()
})

test('a file is described by the record that names it; a schema without files holds none', () => {
  const desk = openDesk()
  const file = desk.stage('a'.repeat(64), 'tờ trình.pdf')
  desk.register({ files: [file] })
  desk.db.all(sql`SELECT 1`)
  expect(heldFile(desk.db, officeSchema, 'a'.repeat(64))).toEqual({ name: 'tờ trình.pdf', media_type: 'application/pdf', size: 12 })
  expect(heldFile(desk.db, officeSchema, 'b'.repeat(64))).toBeUndefined()
  expect([...referencedFiles(desk.db, { migrations: [], derivations: [] })]).toEqual([])
  // What was staged once and is named by a record can be named again after the note of its staging is gone.
  desk.archive.db.run(sql`DELETE FROM staged_file`)
  expect(desk.register({ files: [file] }).arrivalNumber).toBe(2)
  expect(isHeldByNone(sql`file_id`, smallSchema).text).toContain('"paper"')
  desk.close()
})
