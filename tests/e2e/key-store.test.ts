// The archive's key in a real key store of Linux (gnome-keyring over D-Bus, in a session of its own), and beside Chromium's password in
// its source, which is refused.
import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commune } from '../office/open.ts'
import { runCommandLine } from '../office/run.ts'
import { electronPath, launchApp } from './launch.ts'
import type { RunningApp } from './launch.ts'

declare const window: { office: { invoke(name: string, input: unknown): Promise<{ ok: boolean; value?: Record<string, unknown>; error?: { code: string } }> } }

const folder = mkdtempSync(join(tmpdir(), 'kho khóa '))
const missing = ['gnome-keyring-daemon', 'dbus-run-session'].filter((name) => spawnSync('which', [name]).status !== 0)
const configuration = join(folder, 'cấu hình')
let session: ChildProcess | undefined
let env: Record<string, string> = {}

/** A session with an unlocked key store of its own; answers its address. */
function startSession(): Promise<string> {
  const home = join(folder, 'nhà')
  mkdirSync(home)
  const script = 'echo "$DBUS_SESSION_BUS_ADDRESS"; printf x | gnome-keyring-daemon --foreground --unlock --components=secrets'
  session = spawn('dbus-run-session', ['--', 'sh', '-c', script], { env: { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home }, stdio: ['ignore', 'pipe', 'ignore'], detached: true })
  return new Promise((resolve, reject) => {
    session!.stdout!.once('data', (said: Buffer) => resolve(said.toString().split('\n')[0]!))
    session!.once('error', reject)
    session!.once('exit', () => reject(new Error('dbus-run-session ended')))
  })
}

beforeAll(async () => {
  if (missing.length > 0) return
  env = { DBUS_SESSION_BUS_ADDRESS: await startSession(), VANTHU_KEY_STORE: 'gnome-libsecret' }
})
afterAll(() => {
  // With all that it started.
  if (session?.pid !== undefined) process.kill(-session.pid)
  rmSync(folder, { recursive: true, force: true })
})

const ask = ({ page }: RunningApp, name: string, input: unknown = {}) => page.evaluate(([n, i]) => window.office.invoke(n as string, i), [name, input] as const)
const keyState = async (app: RunningApp) => (await ask(app, 'office.getKeyState')).value
/** the files of the archive's key */
const files = () => {
  const archives = join(configuration, 'archives')
  return readdirSync(archives).flatMap((id) => readdirSync(join(archives, id))).filter((name) => name.startsWith('key')).toSorted()
}

test('the key store of Linux keeps the key, over starts and for the command line; one that pretends does not', async ({ skip }) => {
  skip(missing.length > 0, `${missing.join(', ')} missing: apt-get install gnome-keyring dbus`)
  const pretending = await launchApp({ folder, env: { ...env, VANTHU_KEY_STORE: 'basic' } })
  expect(await ask(pretending, 'office.setUp', commune)).toMatchObject({ ok: true })
  await expect.poll(() => keyState(pretending), { timeout: 20_000 }).toMatchObject({ kept: 'file', whyFile: 'no-recovery' })
  // A way back on paper first: then a key store may take the key.
  expect(await ask(pretending, 'office.makeRecoveryKey')).toMatchObject({ ok: true })
  await expect.poll(() => keyState(pretending), { timeout: 20_000 }).toMatchObject({ kept: 'file', whyFile: 'pretends' })
  expect(files()).toEqual(['key'])
  const [id] = readdirSync(join(configuration, 'archives'))
  const key = readFileSync(join(configuration, 'archives', id!, 'key'), 'latin1').trim()
  await pretending.close()

  const first = await launchApp({ folder, env })
  await expect.poll(files, { timeout: 20_000 }).toEqual(['key.sealed'])
  expect(await keyState(first)).toMatchObject({ kept: 'system', whyFile: null })
  expect(Buffer.from(readFileSync(join(configuration, 'archives', id!, 'key.sealed'), 'latin1'), 'base64').includes(key)).toBe(false)
  await first.close()

  const second = await launchApp({ folder, env })
  expect(await ask(second, 'office.state')).toMatchObject({ ok: true, value: { office: { name: commune.name } } })
  expect(files()).toEqual(['key.sealed'])
  await second.close()

  // The command line alone asks the program, which asks the key store.
  const alone = await runCommandLine(['call', 'office.state', '{}', '--archive', join(folder, 'kho')], { configuration, env: { ...env, VANTHU_ELECTRON: electronPath(), VANTHU_USER_DATA: join(folder, 'người dùng') } })
  expect(JSON.parse(alone.out)).toMatchObject({ ok: true, value: { office: { name: commune.name } } })
  expect(files()).toEqual(['key.sealed'])

  // Without that key store the archive does not open, and says why.
  const closed = await launchApp({ folder, env: { ...env, VANTHU_KEY_STORE: 'basic' } })
  await expect.poll(() => ask(closed, 'office.state'), { timeout: 20_000 }).toMatchObject({ error: { code: 'KEY_MISSING', params: { sealed: true } } })
  await closed.close()
}, 180_000)
