// The command line in an archive with accounts: `--as LOGIN` signs in first, at a desk of that one call, beside the owner or alone.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestOffice } from './open.ts'
import { runCommandLine, startEntry } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'văn thư '))
const [archive, configuration] = [join(folder, 'kho lưu trữ'), join(folder, 'cấu hình')]
const password = 'một câu chỉ mình nhớ'

beforeAll(async () => {
  const office = await openTestOffice({ folder })
  await office.ask('people.begin', { login: 'quantri', name: 'Quản trị', password, roles: ['administrator'] })
  await office.ask('people.addAccount', { login: 'chuyenvien', name: 'Chuyên viên', roles: ['specialist'], clearance: 'none', password })
  await office.office.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function ask(name: string, more: string[] = [], env: Record<string, string> = {}) {
  const answer = await runCommandLine(['call', name, '{}', '--archive', archive, ...more], { configuration, env })
  return JSON.parse(answer.out) as { ok: boolean; value?: unknown; error?: { code: string } }
}

test('without the app: the password from the environment, or a line on standard input', async () => {
  expect(await ask('people.listAccounts')).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } })
  expect(await ask('office.state', ['--as', 'quantri'], { VANTHU_PASSWORD: 'không phải' })).toMatchObject({ error: { code: 'SIGN_IN_REFUSED' } })
  const program = join(import.meta.dirname, '../../src-main/office/command-line.ts')
  const out = await new Promise<string>((resolve) => {
    const child = execFile(process.execPath, [program, 'call', 'people.listAccounts', '{}', '--archive', archive, '--as', 'quantri'], { env: { ...process.env, VANTHU_CONFIG_DIR: configuration } }, (_error, said) => resolve(said))
    child.stdin!.end(`${password}\n`)
  })
  expect(JSON.parse(out)).toMatchObject({ ok: true })
})

test('beside the app: on the connection of that call alone', async () => {
  const owner = startEntry(archive, configuration)
  await owner.first
  expect(await ask('people.listAccounts', ['--as', 'quantri'], { VANTHU_PASSWORD: password })).toMatchObject({ ok: true })
  expect(await ask('people.listAccounts', ['--as', 'chuyenvien'], { VANTHU_PASSWORD: password })).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
  // Who signed in there is gone with the connection.
  expect(await ask('people.listAccounts')).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } })
  // A verification by the owner needs the right to it.
  const verify = (env: Record<string, string>, ...more: string[]) => runCommandLine(['verify', '--archive', archive, ...more], { configuration, env })
  expect(JSON.parse((await verify({})).out)).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } })
  expect((await verify({ VANTHU_PASSWORD: password }, '--as', 'quantri')).code).toBe(0)
  await owner.close()
})
