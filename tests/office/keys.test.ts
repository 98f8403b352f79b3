// The archive's key: an archive that came to a PC without it opens with the recovery key and with nothing else, its backups too.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readIdentity } from '../../src-main/archive/archive.ts'
import { keyFolder } from '../../src-main/archive/key-file.ts'
import { formatSecret, drawSecret } from '../../src-main/archive/recovery.ts'
import { sql } from '../../src-main/archive/sql.ts'
import { readPrint, solid } from '../documents/printed.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'
import { runCommandLine } from './run.ts'

const subject = 'Kết luận về công tác cán bộ nhiệm kỳ mới'
const inside = 'Nội dung chỉ có trong tệp này'
const fileName = 'ket-luan-15.txt'

let office: TestOffice
let key = ''
let set = ''
/** what is stolen, or carried to another PC */
const copies = mkdtempSync(join(tmpdir(), 'bản sao '))

beforeAll(async () => {
  office = await openTestOffice()
  const path = join(office.folder, fileName)
  writeFileSync(path, `${inside}\n`.repeat(20))
  const { fileId } = await office.ask('files.stage', { path })
  await office.ask('registers.registerIncoming', { documentTypeId: 'ket-luan', numberSymbol: '15-KL/TU', issuingBody: { name: 'Tỉnh ủy', level: 'province' }, subject, files: [{ fileId, name: fileName }] })
  set = join(office.folder, 'ổ rời')
})
afterAll(async () => {
  await office.close()
  rmSync(copies, { recursive: true, force: true })
})

test('a recovery key is shown once, printed, and told of in the journal without itself', async () => {
  expect(await office.ask('office.getKeyState', {})).toEqual({ recovery: null, kept: 'file', whyFile: 'no-shell' })
  await office.ask('office.backUp', { to: set, remember: true })
  expect(existsSync(join(set, 'recovery.json'))).toBe(false)
  const first = await office.ask('office.makeRecoveryKey', {})
  expect(readFileSync(join(set, 'recovery.json'), 'utf8')).toBe(readFileSync(join(office.directory, 'recovery.json'), 'utf8'))
  const made = await office.ask('office.makeRecoveryKey', {})
  key = made.key
  expect(key).toMatch(/^([0-9A-Z]{5}-){8}[0-9A-Z]{5}$/)
  expect([first.key, first.name]).not.toEqual([made.key, made.name])
  expect(await office.ask('office.getKeyState', {})).toMatchObject({ recovery: { name: made.name, madeAt: made.madeAt, by: 'local' } })

  const printed = solid((await readPrint(made.sheet.bytes)).flatMap(({ lines }) => lines.map(({ text }) => text)).join(' '))
  for (const group of key.split('-')) expect(printed).toContain(group)
  for (const said of ['KHÓA KHÔI PHỤC', 'VĂN PHÒNG ĐẢNG ỦY XÃ TAM HỒNG', office.office.session()!.archive.id, made.name, 'Cất trong két', 'Keep it in a safe']) expect(printed).toContain(solid(said))
  expect(made.sheet.pages).toBe(1)

  const { db } = office.office.session()!.archive
  const bodies = db.all<{ body: string }>(sql`SELECT body FROM journal_part`).map(({ body }) => body)
  expect(bodies.filter((body) => body.includes('office.makeRecoveryKey'))).toHaveLength(2)
  const everything = JSON.stringify([bodies, db.all(sql`SELECT * FROM archive_fact`), db.all(sql`SELECT * FROM command_answer`)])
  for (const group of key.split('-')) expect(everything).not.toContain(group)
  // A copy of it in a file of the archive would open for a thief.
  await office.ask('office.backUp', {})
})

/** Another PC: the archive's folder, and no key. */
function carried(name: string): { directory: string; folder: string } {
  const folder = join(copies, name)
  cpSync(office.directory, join(folder, 'kho lưu trữ'), { recursive: true })
  return { folder, directory: join(folder, 'kho lưu trữ') }
}

test('on a PC without the key the archive says so, and the recovery key opens it with all documents', async () => {
  const there = carried('máy mới')
  const pc = await openTestOffice({ folder: there.folder, troubled: true })
  const archiveId = readIdentity(there.directory)!.id
  expect(pc.office.trouble()).toEqual({ code: 'KEY_MISSING', params: { archiveId, recovery: true, sealed: false } })
  expect(await pc.call('office.unlockArchive', { recoveryKey: 'x' }, 'window')).toMatchObject({ error: { code: 'RECOVERY_KEY_MISTYPED', params: { group: 1 } } })
  const slip = key.slice(0, 13) + (key[13] === '7' ? '9' : '7') + key.slice(14)
  expect(await pc.call('office.unlockArchive', { recoveryKey: slip }, 'window')).toMatchObject({ error: { code: 'RECOVERY_KEY_MISTYPED', params: { group: 3 } } })
  expect(await pc.call('office.unlockArchive', { recoveryKey: formatSecret(drawSecret()) }, 'window')).toEqual({ ok: false, error: { code: 'RECOVERY_KEY_WRONG', params: {} } })
  expect(await pc.call('office.unlockArchive', { key } as never, 'window')).toMatchObject({ error: { code: 'INVALID_INPUT' } })
  expect(existsSync(keyFolder(pc.configuration, archiveId))).toBe(false)

  expect(await pc.call('office.unlockArchive', { recoveryKey: key.toLowerCase().replaceAll('-', '  ') }, 'window')).toEqual({ ok: true, value: { archiveId } })
  const found = await pc.ask('registers.findDocuments', { text: 'cán bộ nhiệm kỳ' })
  expect(found.rows).toMatchObject([{ subject }])
  expect(await pc.ask('office.verify', {})).toMatchObject({ integrity: true, replayEqual: true, files: { missing: 0, corrupt: 0 } })
  expect(await pc.call('office.unlockArchive', { recoveryKey: key }, 'window')).toMatchObject({ error: { code: 'KEY_NOT_MISSING' } })
  const last = pc.office.session()!.archive.db.value<string>(sql`SELECT body FROM journal_part WHERE body LIKE '%office.unlockArchive%'`)
  expect(last).toContain('"local"')
  expect(statSync(join(keyFolder(pc.configuration, archiveId), 'key')).mode & 0o077).toBe(0)
  await pc.office.close()
  // The key is this PC's now.
  const again = await openTestOffice({ folder: there.folder })
  expect(await again.ask('office.getKeyState', {})).toMatchObject({ kept: 'file', recovery: { by: 'local' } })
  await again.office.close()
})

test('a backup is restored on a PC without the key, which asks for the recovery key', async () => {
  const pc = await openTestOffice({ folder: join(copies, 'máy khác'), setUp: false })
  const archiveId = readIdentity(office.directory)!.id
  expect(await pc.call('office.restore', { from: set })).toEqual({ ok: false, error: { code: 'KEY_MISSING', params: { archiveId, recovery: true, sealed: false } } })
  expect(await pc.call('office.restore', { from: set, recoveryKey: formatSecret(drawSecret()) })).toMatchObject({ error: { code: 'RECOVERY_KEY_WRONG' } })
  expect(await pc.call('office.restore', { from: set, recoveryKey: key })).toMatchObject({ ok: true })
  expect((await pc.ask('registers.findDocuments', { text: subject })).total).toBe(1)
  // It goes on to open the restored archive, and the next backup of it.
  expect(await pc.ask('office.getKeyState', {})).toMatchObject({ recovery: { name: expect.any(String) } })
  await pc.office.close()
})

test('an archive without a recovery key, or with one that was changed, stays closed', async () => {
  const there = carried('bị sửa')
  const file = join(there.directory, 'recovery.json')
  const whole = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  const unlocked = async () => {
    const pc = await openTestOffice({ folder: there.folder, troubled: true })
    const answer = await pc.call('office.unlockArchive', { recoveryKey: key }, 'window')
    await pc.office.close()
    return answer
  }
  writeFileSync(file, JSON.stringify({ ...whole, sealed: `A${whole['sealed']!.slice(1)}`, ephemeral: `B${whole['ephemeral']!.slice(1)}` }))
  expect(await unlocked()).toMatchObject({ error: { code: 'ARCHIVE_DAMAGED', params: { what: 'recovery.json' } } })
  rmSync(file)
  expect(await unlocked()).toMatchObject({ error: { code: 'RECOVERY_KEY_ABSENT' } })
  expect(existsSync(join(there.folder, 'cấu hình', 'archives'))).toBe(false)
})

test('a stolen folder tells nothing: neither to tools for text nor to SQLite', () => {
  const stolen = carried('bị lấy')
  const files = (readdirSync(stolen.directory, { recursive: true }) as string[]).map((name) => join(stolen.directory, name)).filter((path) => statSync(path).isFile())
  cpSync(set, join(stolen.folder, 'bản sao lưu'), { recursive: true })
  files.push(...(readdirSync(join(stolen.folder, 'bản sao lưu'), { recursive: true }) as string[]).map((name) => join(stolen.folder, 'bản sao lưu', name)).filter((path) => statSync(path).isFile()))
  expect(files.length).toBeGreaterThan(6)
  const folded = ['cong tac can bo', 'chi co trong tep']
  const secret = [subject, inside, fileName, '15-KL/TU', 'Tam Hồng', ...folded, ...key.split('-'), readFileSync(join(keyFolder(office.configuration, readIdentity(office.directory)!.id), 'key'), 'utf8').trim()]
  for (const path of files) {
    const bytes = readFileSync(path)
    for (const words of secret) for (const form of ['utf8', 'utf16le'] as const) expect(bytes.includes(Buffer.from(words, form)), `${path}: ${words}`).toBe(false)
    if (path.endsWith('.db') && statSync(path).size > 0 && hasSqlite()) {
      const answer = spawnSync('sqlite3', [path, 'SELECT count(*) FROM sqlite_master'], { encoding: 'utf8' })
      expect(answer.status, path).not.toBe(0)
      expect(answer.stderr, path).toMatch(/not a database|malformed/)
    }
  }
})

function hasSqlite(): boolean {
  try {
    execFileSync('sqlite3', ['--version'])
    return true
  } catch {
    return false
  }
}

test('the command line takes a key that is brought along, writes it nowhere, and says what is wrong with it', async () => {
  const there = carried('dòng lệnh')
  const configuration = join(there.folder, 'không khóa')
  const call = (env: Record<string, string>, ...more: string[]) => runCommandLine(['call', 'registers.findDocuments', JSON.stringify({ text: subject }), '--archive', there.directory, ...more], { configuration, env })
  const [hex, paper, wrong] = [join(there.folder, 'khóa.hex'), join(there.folder, 'khóa.txt'), join(there.folder, 'sai.hex')]
  writeFileSync(hex, readFileSync(join(keyFolder(office.configuration, readIdentity(there.directory)!.id), 'key')))
  writeFileSync(paper, `${key.toLowerCase()}\n`)
  writeFileSync(wrong, 'ab'.repeat(32))
  expect(JSON.parse((await call({})).out)).toMatchObject({ error: { code: 'KEY_MISSING', params: { recovery: true } } })
  for (const answer of [await call({ VANTHU_KEY_FILE: hex }), await call({ VANTHU_KEY_FILE: paper })]) {
    // A busy machine may be told of as slow; nothing else is said.
    expect(answer.words.replaceAll(/^warn slow statement.*\n/gm, '')).toBe('')
    expect(JSON.parse(answer.out)).toMatchObject({ ok: true, value: { total: 1 } })
  }
  expect(existsSync(join(keyFolder(configuration, readIdentity(there.directory)!.id), 'key'))).toBe(false)
  // Looking for the right key leaves nothing of SQLite's beside the database either.
  expect(readdirSync(there.directory).filter((name) => name.startsWith('archive.db-'))).toEqual([])
  const verified = await runCommandLine(['verify', '--archive', there.directory, '--recovery-key-file', paper], { configuration })
  expect({ code: verified.code, ...JSON.parse(verified.out) }).toMatchObject({ code: 0, integrity: true })

  const refused = await call({ VANTHU_KEY_FILE: wrong })
  expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'KEY_MISSING' } })
  expect(refused.words).toContain('VANTHU_KEY_FILE')
  expect(JSON.parse((await call({ VANTHU_RECOVERY_KEY: formatSecret(drawSecret()) })).out)).toMatchObject({ error: { code: 'RECOVERY_KEY_WRONG' } })
  expect(await call({ VANTHU_KEY_FILE: join(there.folder, 'không có') })).toMatchObject({ code: 2, out: '' })
  // Unlocking makes the key this user's.
  const unlocked = await runCommandLine(['call', 'office.unlockArchive', '--archive', there.directory, '--recovery-key-file', paper], { configuration })
  expect(JSON.parse(unlocked.out)).toMatchObject({ ok: true })
  expect(JSON.parse((await call({})).out)).toMatchObject({ ok: true, value: { total: 1 } })
})
