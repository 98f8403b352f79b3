// A real archive with one table of records, one derived table, and files: small enough to look through.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { archivePaths, derivedKey, openArchive } from '../../src-main/archive/archive.ts'
import type { Archive } from '../../src-main/archive/archive.ts'
import { openConnection } from '../../src-main/archive/database.ts'
import type { ReadDb } from '../../src-main/archive/database.ts'
import { referencedFiles as heldFiles } from '../../src-main/archive/held-files.ts'
import { openKeyring } from '../../src-main/archive/keyring.ts'
import type { ArchiveSchema } from '../../src-main/archive/schema.ts'
import { journalMigration } from '../../src-main/archive/schema.ts'
import { sql } from '../../src-main/archive/sql.ts'
import { ok } from '../../src-main/contract/result.ts'
import { openFileStore } from '../../src-main/files/store.ts'
import type { FileStore } from '../../src-main/files/store.ts'

export const smallSchema: ArchiveSchema = {
  migrations: [
    journalMigration,
    {
      number: 20,
      name: 'papers',
      tables: [
        { name: 'paper', class: 'record', topic: 'documents', files: [{ id: 'file_id' }] },
        { name: 'paper_length', class: 'derived' },
        { name: 'note', class: 'local' },
      ],
      script: `
        CREATE TABLE paper (id TEXT NOT NULL PRIMARY KEY, subject TEXT NOT NULL, file_id TEXT) STRICT;
        CREATE TABLE paper_length (id TEXT NOT NULL PRIMARY KEY REFERENCES paper (id), length INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE note (id TEXT NOT NULL PRIMARY KEY, paper_id TEXT REFERENCES paper (id)) STRICT;
      `,
    },
  ],
  derivations: [
    {
      table: 'paper',
      fills: ['paper_length'],
      derive: (db, id, _before, after) => {
        db.run(sql`INSERT INTO paper_length (id, length) VALUES (${id}, ${String(after['subject']).length})
                   ON CONFLICT (id) DO UPDATE SET length = excluded.length`)
      },
    },
  ],
}

/** The schema of a later program: two migrations more, the first of which changes what the records say. */
export const nextSchema: ArchiveSchema = {
  migrations: [
    ...smallSchema.migrations,
    { number: 30, name: 'shout', tables: [], script: "UPDATE paper SET subject = upper(subject); ALTER TABLE paper ADD COLUMN shelf TEXT;" },
    { number: 40, name: 'shelves', tables: [{ name: 'shelf', class: 'record', topic: 'documents' }], script: 'CREATE TABLE shelf (id TEXT NOT NULL PRIMARY KEY) STRICT;' },
  ],
  derivations: smallSchema.derivations,
}

export const referencedFiles = (db: ReadDb): string[] => [...heldFiles(db, smallSchema)]

export interface Folders {
  readonly root: string
  readonly directory: string
  readonly configuration: string
  remove(): void
}

/** Folders with a space and marks in their names, as they are on an office's PC. */
export function makeFolders(): Folders {
  const root = mkdtempSync(join(tmpdir(), 'Văn thư '))
  return { root, directory: join(root, 'Kho lưu'), configuration: join(root, 'cấu hình'), remove: () => rmSync(root, { recursive: true, force: true }) }
}

export function open({ directory, configuration }: Pick<Folders, 'directory' | 'configuration'> & Partial<Folders>, make = true, schema = smallSchema, more: { readonly id?: string; readonly now?: () => number } = {}): Archive {
  const opened = openArchive({ directory, configuration, schema, now: Date.now, make, ...more })
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}

export async function openFiles(archive: Pick<Archive, 'directory' | 'keyring'>): Promise<FileStore> {
  const store = await openFileStore({ directory: archivePaths(archive.directory).files, key: archive.keyring.key })
  if (!store.ok) throw new Error(store.error.code)
  return store.value
}

/** Files a paper, with `content` as its file where given. */
export async function filePaper(archive: Archive, files: FileStore, id: string, subject: string, content?: Uint8Array): Promise<string | null> {
  const staged = content === undefined ? null : await files.stage(Buffer.from(content), { name: `${id}.txt` })
  if (staged !== null && !staged.ok) throw new Error(staged.error.code)
  const fileId = staged === null ? null : staged.value.fileId
  const answer = archive.journal.transact({ command: 'papers.file', actor: 'operator', commandId: `file-${id}-${subject}`, input: { id, subject } }, (tx) => {
    tx.append([{ table: 'paper', id, set: { subject, file_id: fileId } }])
    return ok({ id })
  })
  if (!answer.ok) throw new Error(answer.error.code)
  return fileId
}

export async function fill(folders: Folders, papers = 12): Promise<void> {
  const archive = open(folders)
  const files = await openFiles(archive)
  for (let number = 1; number <= papers; number += 1) {
    await filePaper(archive, files, `p${number}`, `Kết luận số ${number}`, Buffer.from(`Nội dung văn bản ${number}\n`.repeat(number * 50)))
  }
  await filePaper(archive, files, 'p1', 'Kết luận số 1 (đã sửa)')
  archive.close()
}

export function keyringOf({ directory, configuration }: Folders, id: string) {
  const keyring = openKeyring(configuration, id, false)
  if (keyring === null) throw new Error(`no key for ${directory}`)
  return keyring
}

/** Changes the database as someone with the key and an SQL tool would. */
export function tamper(folders: Folders, id: string, script: string): void {
  const db = openConnection({ path: archivePaths(folders.directory).database, key: derivedKey(keyringOf(folders, id).key, 'database') })
  db.pragma('foreign_keys = OFF')
  db.script(script)
  db.close()
}
