// The command line where paths are wrong or relative: one line of JSON always, verification that changes nothing, and paths that
// stand below the caller's folder, whoever answers.
import { cpSync, mkdirSync, mkdtempSync, openSync, closeSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'
import { runCommandLine, startEntry } from './run.ts'

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'official')
let folder = ''
let desk: TestOffice
const office = (argv: string[], more: { cwd?: string; env?: Record<string, string> } = {}) => runCommandLine(argv, { configuration: desk.configuration, ...more })
const sound = { integrity: true, foreignKeys: true, replayEqual: true, files: { count: 1, missing: 0, corrupt: 0 } }

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'văn thư ')))
  desk = await openTestOffice({ folder })
  const { fileId } = await desk.ask('files.stage', { path: join(fixtures, 'vb-02.pdf') })
  await desk.ask('registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, subject: 'về chế độ báo cáo', files: [{ fileId, role: 'main' }] })
  await desk.office.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Every file below a folder with its bytes and times. */
function stateOf(below: string): Record<string, string> {
  const names = readdirSync(below, { recursive: true, encoding: 'utf8' }).toSorted()
  return Object.fromEntries(names.map((name) => {
    const path = join(below, name)
    const status = statSync(path)
    return [name, status.isFile() ? `${status.mtimeMs} ${readFileSync(path).toString('base64')}` : `${status.mtimeMs}`]
  }))
}

function copyOf(name: string): string {
  const copy = join(folder, name)
  cpSync(desk.directory, copy, { recursive: true, preserveTimestamps: true })
  return copy
}

describe('verify changes nothing', () => {
  test('at a path where nothing stands, or no archive', async () => {
    const empty = join(folder, 'trống')
    mkdirSync(empty)
    for (const path of [join(folder, 'gõ nhầm'), empty, join(fixtures, 'vb-02.pdf'), '/dev/null/x']) {
      const answer = await office(['verify', '--archive', path])
      expect({ code: answer.code, answer: JSON.parse(answer.out) }).toEqual({ code: 1, answer: { ok: false, error: { code: 'NOT_FOUND', params: { what: 'archive', id: path } } } })
    }
    expect(readdirSync(folder)).not.toContain('gõ nhầm')
    expect(readdirSync(empty)).toEqual([])
  })

  test('in an archive and in a copy of it, which stay what they are byte for byte', async () => {
    for (const directory of [desk.directory, copyOf('bản chép')]) {
      const before = stateOf(directory)
      const keys = stateOf(desk.configuration)
      const answer = await office(['verify', '--archive', directory])
      expect(JSON.parse(answer.out)).toMatchObject(sound)
      expect(answer.code).toBe(0)
      expect(JSON.parse((await office(['call', 'office.verify', '{}', '--archive', directory])).out)).toMatchObject({ ok: true, value: sound })
      expect(stateOf(directory)).toEqual(before)
      expect(stateOf(desk.configuration)).toEqual(keys)
    }
  })

  test('in a copy with changed bytes anywhere, of which it always prints a report', async () => {
    const size = statSync(join(desk.directory, 'archive.db')).size
    for (const share of [0, 0.25, 0.5, 0.75, 0.99]) {
      const directory = copyOf(`bản chép hỏng ${share}`)
      const file = openSync(join(directory, 'archive.db'), 'r+')
      writeSync(file, Buffer.from('hỏng'), 0, 4, Math.floor(size * share) + 200)
      closeSync(file)
      const answer = await office(['verify', '--archive', directory])
      expect({ share, code: answer.code, report: JSON.parse(answer.out) }).toMatchObject({ share, code: 1, report: { integrity: false } })
      // Opening it for work begins an epoch there, which may meet the damage: an answer too.
      const opened = await office(['call', 'office.state', '{}', '--archive', directory])
      expect(JSON.parse(opened.out)).toBeTypeOf('object')
    }
  })

  test('without its key it says so', async () => {
    const answer = await runCommandLine(['verify', '--archive', desk.directory], { configuration: join(folder, 'của người khác') })
    expect({ code: answer.code, answer: JSON.parse(answer.out) }).toMatchObject({ code: 1, answer: { error: { code: 'KEY_MISSING' } } })
  })
})

describe('what the machine refuses is one line of JSON', () => {
  test.each([
    ['an archive on a file', () => join(fixtures, 'vb-02.pdf')],
    ['an archive below a file', () => '/dev/null/x'],
    ['an archive where the system makes no folder', () => '/proc/x'],
  ])('%s', async (_what, path) => {
    for (const name of ['office.state', 'office.setUp']) {
      const answer = await office(['call', name, name === 'office.state' ? '{}' : '{"name":"x","level":"commune"}', '--archive', path()])
      expect(answer.out.split('\n')).toHaveLength(2)
      expect({ code: answer.code, answer: JSON.parse(answer.out) }).toMatchObject({ code: 1, answer: { ok: false, error: { code: 'PATH_NOT_WRITABLE' } } })
    }
  })

  test('a backup to where the system makes no folder ends', async () => {
    for (const to of ['/proc/x', '/proc/x/y']) {
      const answer = await office(['call', 'office.backUp', JSON.stringify({ to }), '--archive', desk.directory])
      expect({ code: answer.code, answer: JSON.parse(answer.out) }).toMatchObject({ code: 1, answer: { error: { code: 'PATH_NOT_WRITABLE' } } })
    }
  })
})

describe('relative paths stand below the folder of the caller', () => {
  test('through npm, which runs it in the folder of the project', async () => {
    const env = { npm_lifecycle_event: 'office', INIT_CWD: folder }
    const answer = await office(['call', 'office.state', '{}', '--archive', relative(folder, desk.directory)], { env })
    expect(JSON.parse(answer.out)).toMatchObject({ ok: true, value: { documents: 1 } })
    const verified = await office(['verify', '--archive', relative(folder, desk.directory)], { env })
    expect(verified.code).toBe(0)
  })

  test('where the owner answers, who stands in another folder', async () => {
    const below = join(folder, 'việc')
    mkdirSync(below)
    writeFileSync(join(below, 'a.txt'), 'nội dung')
    const entry = startEntry(desk.directory, desk.configuration)
    onTestFinished(() => entry.close())
    expect(await entry.first).toMatchObject({ kind: 'ready' })
    const ask = async (name: string, input: unknown) => JSON.parse((await office(['call', name, JSON.stringify(input), '--archive', desk.directory], { cwd: below })).out)
    const staged = await ask('files.stage', { path: 'a.txt' })
    expect(staged).toMatchObject({ ok: true, value: { name: 'a.txt', size: 10 } })
    expect(await ask('files.copyOut', { fileId: staged.value.fileId, path: 'b.txt' })).toMatchObject({ ok: true })
    expect(readFileSync(join(below, 'b.txt'), 'utf8')).toBe('nội dung')
    expect(await ask('office.backUp', { to: 'sao lưu' })).toMatchObject({ ok: true })
    expect(readdirSync(join(below, 'sao lưu'))).toContain('backup.json')
    expect(await ask('office.restore', { from: 'sao lưu' })).toMatchObject({ ok: true })
    expect((await office(['verify', '--archive', desk.directory])).code).toBe(0)
  })
})
