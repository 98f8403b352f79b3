// The command line as IT staff use it: one JSON line, exit codes, and answers of the owner while another process holds the archive.
import { execFile, fork, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commune } from './open.ts'

const root = join(import.meta.dirname, '..', '..')
const program = join(root, 'src-main', 'office', 'command-line.ts')
let folder = ''
let environment: NodeJS.ProcessEnv = {}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'văn thư '))
  environment = { ...process.env, VANTHU_CONFIG_DIR: join(folder, 'config') }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function office(...argv: string[]): Promise<{ code: number; out: string; words: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...argv], { env: environment, encoding: 'utf8', maxBuffer: 1 << 26 }, (error, out, words) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, words })
    })
  })
}

test('makes the folder, answers on one line, and says by its exit code how it went', async () => {
  const archive = join(folder, 'a', 'b')
  const answer = await office('call', 'office.setUp', JSON.stringify(commune), '--archive', archive)
  expect(answer.words).toBe('')
  expect(answer.code).toBe(0)
  expect(answer.out.split('\n')).toHaveLength(2)
  expect(JSON.parse(answer.out)).toMatchObject({ ok: true, value: { id: 'office' } })

  const again = await office('call', 'office.setUp', JSON.stringify(commune), '--archive', archive)
  expect(again.code).toBe(1)
  expect(JSON.parse(again.out)).toEqual({ ok: false, error: { code: 'ALREADY_SET_UP', params: {} } })
})

test('finishes its background work: the text of a file is found by the next call', async () => {
  const archive = join(folder, 'text')
  await office('call', 'office.setUp', JSON.stringify(commune), '--archive', archive)
  const staged = JSON.parse((await office('call', 'files.stage', JSON.stringify({ path: join(root, 'tests/fixtures/official/vb-05.docx') }), '--archive', archive)).out)
  expect(staged.value).toMatchObject({ size: 21575, name: 'vb-05.docx' })
  const registered = await office(
    'call', 'registers.registerIncoming',
    JSON.stringify({ documentTypeId: 'thong-tu', numberSymbol: '14/2024/TT-BCT', issuingBody: { name: 'BỘ CÔNG THƯƠNG', level: 'central' }, subject: 'Quy định chế độ báo cáo', issuedDate: '2024-08-15', files: [{ fileId: staged.value.fileId }] }),
    '--archive', archive,
  )
  const { id } = JSON.parse(registered.out).value
  const found = JSON.parse((await office('call', 'registers.findDocuments', '{"text":"cum cong nghiep ca nuoc"}', '--archive', archive)).out)
  expect(found.value).toMatchObject({ total: 1, rows: [{ id, snippet: { field: 'text' } }] })
  const verified = await office('verify', '--archive', archive)
  expect(verified.code).toBe(0)
  expect(JSON.parse(verified.out)).toEqual({ integrity: true, foreignKeys: true, journal: { entries: 3, ok: true }, replayEqual: true, files: { count: 1, missing: 0, corrupt: 0, unreferenced: 0 } })
})

test('wrong usage ends with 2, and stdout stays empty', async () => {
  for (const argv of [[], ['call'], ['call', 'office.state'], ['call', 'office.state', '{', '--archive', folder], ['verify'], ['fly'], ['call', 'office.state', '{}', 'more', '--archive', folder], ['names', '--what']]) {
    const answer = await office(...argv)
    expect({ argv, code: answer.code, out: answer.out }).toEqual({ argv, code: 2, out: '' })
    expect(answer.words).not.toBe('')
  }
})

test('names lists every command with its schema', async () => {
  const listed = JSON.parse((await office('names')).out) as { name: string; errors: string[]; errorParams: Record<string, string[]>; input: { properties: Record<string, { maxLength?: number }>; required: string[] } }[]
  const register = listed.find((one) => one.name === 'registers.registerIncoming')!
  expect(register.input.required.toSorted()).toEqual(['documentTypeId', 'issuingBody'])
  expect(register.input.properties['subject']!.maxLength).toBe(500)
  expect(register.errorParams).toMatchObject({ DUPLICATE_DOCUMENT: ['twin'], BODY_ENDED: ['id', 'name', 'validTo', 'successor'], CLOCK_IN_DOUBT: ['now', 'lastEntryAt'] })
  for (const { name, errors, errorParams } of listed) expect([name, Object.keys(errorParams)]).toEqual([name, errors])
  // What any name may answer is said once.
  const common = listed.filter(({ errors }) => errors.includes('INVALID_INPUT'))
  expect(common).toMatchObject([{ name: '*', errorParams: { INVALID_INPUT: ['issues'], STALE_RECORD: ['basedOn', 'current', 'differing'], INTERNAL: ['reference'] } }])
})

test.each([[['names'], 0], [['call', 'office.fly', '{}', '--archive', 'x'], 1]])('a reader that closes early ends %j quietly', async (argv, expected) => {
  const child = spawn(process.execPath, [program, ...argv], { env: environment, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.destroy()
  let words = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text))
  const code = await new Promise((resolve) => child.once('close', resolve))
  expect({ code, words }).toEqual({ code: expected, words: '' })
})

test('while another process owns the archive, its owner answers', async () => {
  const archive = join(folder, 'owned')
  await office('call', 'office.setUp', JSON.stringify(commune), '--archive', archive)
  const owner = fork(join(root, 'src-main', 'office', 'entry.ts'), ['--archive', archive, '--configuration', environment['VANTHU_CONFIG_DIR']!], { env: environment, serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  try {
    await new Promise<void>((resolve) => owner.on('message', (message: { kind: string }) => message.kind === 'ready' && resolve()))
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, index) =>
        office('call', 'registers.registerIncoming', JSON.stringify({ documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, subject: `việc ${index}` }), '--archive', archive),
      ),
    )
    expect(answers.map((answer) => JSON.parse(answer.out).value.arrivalNumber).toSorted()).toEqual([1, 2, 3, 4])
    expect((await office('verify', '--archive', archive)).code).toBe(0)
  } finally {
    owner.kill()
  }
})
