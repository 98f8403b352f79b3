import Database from 'better-sqlite3'
import { closeSync, openSync, readdirSync, readFileSync, readSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { archivePaths, readIdentity } from '../../src-main/archive/archive.ts'
import { openConnection } from '../../src-main/archive/database.ts'
import { isSound, verifyArchive, verifyClosed } from '../../src-main/archive/verify.ts'
import { filePaper, fill, makeFolders, open, openFiles, referencedFiles, smallSchema, tamper } from './small-archive.ts'
import type { Folders } from './small-archive.ts'

let folders: Folders
let id: string

beforeEach(async () => {
  folders = makeFolders()
  await fill(folders)
  id = readIdentity(folders.directory)!.id
})
afterEach(() => folders.remove())

async function verified() {
  const result = await verifyClosed({ directory: folders.directory, configuration: folders.configuration, schema: smallSchema, referencedFiles })
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

function flip(path: string, at: number): void {
  const file = openSync(path, 'r+')
  const byte = Buffer.alloc(1)
  readSync(file, byte, 0, 1, at)
  byte[0]! ^= 0x10
  writeSync(file, byte, 0, 1, at)
  closeSync(file)
}

test('a sound archive is found sound, with its counts', async () => {
  const { report, findings } = await verified()
  expect(findings).toEqual([])
  expect(report).toEqual({
    integrity: true,
    foreignKeys: true,
    journal: { entries: 13, ok: true },
    replayEqual: true,
    files: { count: 11, missing: 0, corrupt: 0, unreferenced: 1 },
  })
  expect(isSound(report)).toBe(true)
})

test('an open archive is verified while it is written to', async () => {
  const archive = open(folders)
  const files = await openFiles(archive)
  let ended = false
  const running = verifyArchive({ directory: folders.directory, schema: smallSchema, keyring: archive.keyring, files, referencedFiles }).finally(() => (ended = true))
  let saved = 0
  while (!ended) {
    await filePaper(archive, files, `during-${saved}`, 'Ghi trong khi kiểm tra', Buffer.from(`during ${saved}`))
    saved += 1
  }
  const result = await running
  archive.close()
  expect(saved).toBeGreaterThan(1)
  expect(result.ok && result.value.findings).toEqual([])
  expect((await verified()).report.journal).toEqual({ entries: 13 + saved, ok: true })
})

test('a cancelled verification says so', async () => {
  const result = await verifyClosed({ directory: folders.directory, configuration: folders.configuration, schema: smallSchema, referencedFiles, signal: AbortSignal.abort() })
  expect(result).toEqual({ ok: false, error: { code: 'CANCELLED', params: {} } })
})

describe('VI.III.5.d: a changed byte', () => {
  test('in any page of the database, also in its first', async () => {
    const path = archivePaths(folders.directory).database
    const size = statSync(path).size
    const places = [0, 20, 4095, ...Array.from({ length: 6 }, (_, index) => Math.floor((size * (index + 1)) / 7)), size - 1]
    for (const at of places) {
      flip(path, at)
      const { report, findings } = await verified()
      expect(report.integrity, `byte ${at}`).toBe(false)
      if (at >= 16) expect(findings.map((finding) => finding.what)).toContain(`page ${Math.floor(at / 4096) + 1} was changed`)
      flip(path, at)
    }
    expect(isSound((await verified()).report)).toBe(true)
  })

  test('in a page that no table uses', async () => {
    tamper(folders, id, `CREATE TABLE filler (x BLOB); INSERT INTO filler VALUES (randomblob(200000)); PRAGMA wal_checkpoint(TRUNCATE); DROP TABLE filler`)
    expect((await verified()).report.integrity).toBe(true)
    const path = archivePaths(folders.directory).database
    flip(path, statSync(path).size - 4096 * 10 + 100)
    expect((await verified()).report.integrity).toBe(false)
  })

  test('in a file', async () => {
    const directory = archivePaths(folders.directory).files
    const names = readdirSync(directory).filter((name) => /^[0-9a-f]{2}$/.test(name)).flatMap((name) => readdirSync(join(directory, name)).map((file) => join(directory, name, file)))
    for (const path of names) flip(path, Math.floor(statSync(path).size / 2))
    const { report } = await verified()
    expect(report.files).toMatchObject({ count: 11, corrupt: 11, missing: 0 })
    rmSync(names[0]!)
    rmSync(names[1]!)
    expect((await verified()).report.files.missing).toBeGreaterThanOrEqual(1)
    expect(isSound((await verified()).report)).toBe(false)
  })
})

describe('VI.III.5.d: with the key in hand and an SQL tool', () => {
  test.each([
    ['a payload', `UPDATE journal_part SET body = replace(body, 'số 3', 'số 8') WHERE position = 3`, /^entry 3 .*payload of "office" was changed$/],
    ['a salt', `UPDATE journal_part SET salt = zeroblob(16) WHERE position = 4`, /^entry 4 .*payload of "office" was changed$/],
    ["a payload's hash", `UPDATE journal_part SET hash = zeroblob(32), salt = NULL, body = NULL WHERE position = 5`, /^entry 5 .*envelope was changed$/],
    ["an envelope's hash", `UPDATE journal_envelope SET hash = zeroblob(32) WHERE position = 6`, /^entry 6 .*envelope was changed$/],
    ['a clock', `UPDATE journal_envelope SET clock_ms = clock_ms + 1 WHERE position = 6`, /^entry 6 .*envelope was changed$/],
    ['a signature', `UPDATE journal_envelope SET signature = zeroblob(64) WHERE position = 7`, /^entry 7 .*signature is not the device's$/],
    ["a device's key", `UPDATE journal_device SET public_key = CAST(substr(public_key, 1, 20) || zeroblob(24) AS BLOB)`, /^the public key of device/],
    ['the entry in the middle', `DELETE FROM journal_touch WHERE position = 8; DELETE FROM journal_part WHERE position = 8; DELETE FROM journal_envelope WHERE position = 8`, /^entries 8 to 8 are missing$/],
    ['the last entry', `DELETE FROM journal_touch WHERE position = 13; DELETE FROM journal_part WHERE position = 13; DELETE FROM journal_envelope WHERE position = 13`, /\.1\.13 was seen here and is missing$/],
    ['which records were touched', `DELETE FROM journal_touch WHERE position = 2`, /^entry 2 .*index of touched records was changed$/],
  ])('%s is changed or taken away: the journal says which', async (_what, script, problem) => {
    tamper(folders, id, script)
    const { report } = await verified()
    expect(report.integrity).toBe(true)
    expect(report.journal).toMatchObject({ ok: false, problem: expect.stringMatching(problem) })
  })

  test('a middle entry cut out and the rest moved up breaks the chain', async () => {
    tamper(folders, id, `
      DELETE FROM journal_touch; DELETE FROM journal_part WHERE position = 8; DELETE FROM journal_envelope WHERE position = 8;
      UPDATE journal_part SET position = position - 1 WHERE position > 8;
      UPDATE journal_envelope SET position = position - 1 WHERE position > 8`)
    expect((await verified()).report.journal.ok).toBe(false)
  })

  test.each([
    ['changed', `UPDATE paper SET subject = 'khác' WHERE id = 'p5'`, 'paper p5: changed'],
    ['added', `INSERT INTO paper VALUES ('p99', 'thêm', NULL)`, 'paper p99: surplus'],
    ['removed', `DELETE FROM paper_length WHERE id = 'p6'; DELETE FROM paper WHERE id = 'p6'`, 'paper p6: missing'],
    ['derived wrongly', `UPDATE paper_length SET length = 1 WHERE id = 'p7'`, 'paper_length p7: changed'],
  ])("a record %s behind the journal's back shows in the replay", async (_what, script, finding) => {
    tamper(folders, id, script)
    const { report, findings } = await verified()
    expect(report).toMatchObject({ integrity: true, replayEqual: false, journal: { ok: true } })
    expect(findings).toContainEqual({ part: 'replay', what: finding })
  })

  test('a reference to nothing is found', async () => {
    tamper(folders, id, `INSERT INTO note VALUES ('n', 'no such paper')`)
    expect((await verified()).report).toMatchObject({ integrity: true, foreignKeys: false, replayEqual: true })
  })
})

describe('without its key', () => {
  test('an archive folder opens in no tool', () => {
    const path = archivePaths(folders.directory).database
    expect(() => openConnection({ path, key: randomBytes(32), readOnly: true })).toThrow(/not a database/)
    const plain = new Database(path, { readonly: true })
    expect(() => plain.prepare('SELECT * FROM sqlite_schema').all()).toThrow(/not a database/)
    plain.close()
    const bytes = readFileSync(path)
    expect(bytes.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
    for (const word of ['paper', 'journal', 'Kết luận', 'papers.file']) expect(bytes.includes(word)).toBe(false)
  })

  test('it is reported, not thrown', async () => {
    rmSync(folders.configuration, { recursive: true })
    expect((await verified()).report).toMatchObject({ integrity: false, replayEqual: false, journal: { ok: false } })
  })

  test('neither is a folder without its database', async () => {
    rmSync(archivePaths(folders.directory).database)
    expect((await verified()).report).toMatchObject({ integrity: false, replayEqual: false, journal: { entries: 0, ok: false } })
  })
})
