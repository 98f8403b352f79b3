// What an office keeps: attached files byte for byte, what belongs together, and backups that are written by themselves.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { archivePaths } from '../../src-main/archive/archive.ts'
import { sql } from '../../src-main/archive/sql.ts'
import { keepWhenIdle } from '../../src-main/office/keeping.ts'
import { openOffice } from '../../src-main/office/office.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

const fixture = (name: string) => join(import.meta.dirname, '..', 'fixtures', 'official', name)
const ordinary = { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, subject: 'về chế độ báo cáo' } as const

let desk: TestOffice
beforeEach(async () => {
  desk = await openTestOffice()
})
afterEach(() => desk.close())

/** A stored file, read piece by piece as a window reads it. */
async function bytesOf(fileId: string): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for (let size = 1, at = 0; at < size; at += pieces.at(-1)!.byteLength) {
    const piece = await desk.ask('files.read', { fileId, offset: at, length: 7_777 })
    pieces.push(piece.bytes)
    size = piece.size
  }
  return Buffer.concat(pieces)
}

/** Changes the database behind the journal's back. */
const behindTheJournal = (statement: ReturnType<typeof sql>) => desk.office.session()!.archive.db.run(statement)

test('VI.III.1.b: files are attached to a document, at once and later, and come back byte for byte', async () => {
  const [main, appendix, late] = await Promise.all(['vb-01.docx', 'vb-02.pdf', 'vb-11.txt'].map((name) => desk.ask('files.stage', { path: fixture(name) })))
  const { id, entry } = await desk.ask('registers.registerIncoming', {
    ...ordinary,
    files: [{ fileId: main!.fileId, role: 'main' }, { fileId: appendix!.fileId, role: 'appendix' }],
  })
  const files = [{ fileId: main!.fileId, role: 'main' as const }, { fileId: appendix!.fileId, role: 'appendix' as const }, { fileId: late!.fileId, role: 'appendix' as const }]
  await desk.ask('registers.editDocument', { id, basedOn: entry, changes: {}, files })
  const document = await desk.ask('registers.getDocument', { id })
  expect(document.files.map(({ name, role }) => [name, role])).toEqual([['vb-01.docx', 'main'], ['vb-02.pdf', 'appendix'], ['vb-11.txt', 'appendix']])
  for (const { fileId, name, size } of document.files) {
    const bytes = await bytesOf(fileId)
    expect(bytes.equals(readFileSync(fixture(name)))).toBe(true)
    expect(size).toBe(bytes.length)
  }
})

describe('VI.III.7.đ: the link between a document, its fields and its files is fixed', () => {
  test.each([
    ['a file tied to another document', (one: string, other: string) => sql`UPDATE document_file SET document_id = ${other} WHERE document_id = ${one}`],
    ['another file in the place of the first', (one: string) => sql`UPDATE document_file SET file_id = ${'f'.repeat(64)} WHERE document_id = ${one}`],
    ['a field put in the place of another', (one: string) => sql`UPDATE document SET subject = 'về việc khác' WHERE id = ${one}`],
    ['fields of two documents exchanged', (one: string, other: string) => sql`UPDATE document SET to_places = CASE id WHEN ${one} THEN 'Văn phòng' ELSE 'Thường trực' END WHERE id IN (${one}, ${other})`],
  ])('%s behind the journal is found', async (_what, change) => {
    const staged = await desk.ask('files.stage', { path: fixture('vb-01.docx') })
    const one = await desk.ask('registers.registerIncoming', { ...ordinary, toPlaces: 'Thường trực', files: [{ fileId: staged.fileId, role: 'main' }] })
    const other = await desk.ask('registers.registerIncoming', { ...ordinary, toPlaces: 'Văn phòng', subject: 'về việc hội nghị' })
    expect(await desk.ask('office.verify', {})).toMatchObject({ replayEqual: true, files: { count: 1, missing: 0 } })
    expect(behindTheJournal(change(one.id, other.id))).toBeGreaterThan(0)
    expect(await desk.ask('office.verify', {})).toMatchObject({ replayEqual: false, journal: { ok: true } })
  })
})

describe('VI.III.5.g: backups', () => {
  afterEach(() => void vi.useRealTimers())

  test('are written by themselves when nobody works, once a day, and bring back what was lost', async () => {
    const staged = await desk.ask('files.stage', { path: fixture('vb-02.pdf') })
    const { id } = await desk.ask('registers.registerIncoming', { ...ordinary, files: [{ fileId: staged.fileId, role: 'main' }] })
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    let lastCall = Date.now()
    const words: string[] = []
    keepWhenIdle(desk.office, () => lastCall, (level, text) => words.push(`${level} ${text}`))

    // Somebody works: nothing is written.
    vi.advanceTimersByTime(3 * 60_000)
    expect((await desk.ask('office.listBackups', {})).backups).toEqual([])

    lastCall = Date.now() - 10 * 60_000
    vi.advanceTimersByTime(60_000)
    await vi.waitUntil(async () => (await desk.ask('office.listBackups', {})).backups.length === 1, { timeout: 20_000, interval: 100 })
    const [written] = (await desk.ask('office.listBackups', {})).backups
    expect(written).toMatchObject({ files: 1, checked: true })
    expect(await desk.ask('office.state', {})).toMatchObject({ lastBackup: written!.at, lastBackupInside: written!.at, lastBackupOutside: null })
    // A day has not passed: no second one.
    vi.advanceTimersByTime(10 * 60_000)
    vi.useRealTimers()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect((await desk.ask('office.listBackups', {})).backups).toHaveLength(1)
    expect(words).toEqual([])

    const after = await desk.ask('registers.registerIncoming', { ...ordinary, subject: 'sau khi sao lưu' })
    const restored = await desk.ask('office.restore', { from: archivePaths(desk.directory).backups })
    expect(restored).toMatchObject({ files: 1, entriesLost: 1 })
    expect(await desk.ask('registers.getDocument', { id })).toMatchObject({ subject: ordinary.subject })
    expect((await bytesOf(staged.fileId)).equals(readFileSync(fixture('vb-02.pdf')))).toBe(true)
    expect(await desk.call('registers.getDocument', { id: after.id })).toMatchObject({ error: { code: 'DOCUMENT_NOT_FOUND' } })
    expect(await desk.ask('office.verify', {})).toMatchObject({ integrity: true, replayEqual: true, journal: { ok: true }, files: { missing: 0, corrupt: 0 } })
  })

  test('are written at once into a folder of choice, checked, and restored from there, here or into an empty folder', async () => {
    const { id } = await desk.ask('registers.registerIncoming', ordinary)
    const to = join(desk.folder, 'ổ sao lưu')
    expect(await desk.ask('office.backUp', { to })).toMatchObject({ checked: true, files: 0 })
    const into = async (configuration: string) => {
      const office = await openOffice({
        directory: join(desk.folder, 'kho mới'), configuration, resources: join(import.meta.dirname, '..', '..', 'resources'), now: Date.now, make: false, onEvent() {}, log() {},
      })
      return office.call('office.restore', { from: to }, 'command-line').finally(() => office.close())
    }
    // The key stays with the user, not in the backup.
    expect(await into(join(desk.folder, 'người khác'))).toMatchObject({ error: { code: 'KEY_MISSING' } })
    expect(await into(desk.configuration)).toMatchObject({ ok: true, value: { keptAt: null, files: 0 } })
    await desk.ask('registers.cancelDocument', { id, reason: 'nhầm' })
    expect(await desk.ask('office.restore', { from: to })).toMatchObject({ entriesLost: 1 })
    expect(await desk.ask('registers.getDocument', { id })).toMatchObject({ arrivalNumber: 1, status: 'registered' })
  })
})
