// The packaged app, as `npm run dist -- --dir` makes it from the Electron at hand: it starts, its office process answers,
// and it carries what it needs and no more.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { electronArguments } from '../../scripts/lib/electron-runtime.mjs'
import { environmentIn, root, startElectron } from './launch.ts'

type Office = { invoke(name: string, input: unknown): Promise<unknown> }
declare const window: { office: Office }

const unpacked = join(root, 'out', 'dist', 'linux-unpacked')
const folder = mkdtempSync(join(tmpdir(), 'văn thư gói '))
let app: ElectronApplication
let page: Page

beforeAll(async () => {
  const packing = spawnSync(process.execPath, [join(root, 'scripts', 'dist.mjs'), '--dir', '--test'], { cwd: root, encoding: 'utf8' })
  if (packing.status !== 0) throw new Error(packing.stderr.slice(-4000))
  // No VANTHU_NODE: the package must bring its own.
  app = await startElectron({ executablePath: join(unpacked, 'van-thu'), args: electronArguments(), cwd: folder, env: environmentIn(folder) })
  page = await app.firstWindow()
}, 300_000)

afterAll(async () => {
  await app?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the packaged app', () => {
  test('opens its window from its own archive of files', async () => {
    expect(page.url()).toBe('app://van-thu/')
    expect(await app.evaluate(({ app: running }) => [running.isPackaged, running.getName()])).toEqual([true, 'Văn Thư'])
  })

  test('makes its archive: the office process finds SQLite and its resources', async () => {
    expect(await page.evaluate(() => window.office.invoke('office.state', {}))).toMatchObject({ ok: true, value: { setUp: false } })
  })

  test('weighs passwords: what was typed is refused as wrong, not for want of a binary', async () => {
    expect(await page.evaluate(() => window.office.invoke('people.signIn', { login: 'khong-co', password: 'một câu' }))).toMatchObject({ ok: false, error: { code: 'SIGN_IN_REFUSED' } })
  })

  test('carries the binaries of this platform alone (SQLite, argon2), and neither sources nor maps', () => {
    const files = readdirSync(join(unpacked, 'resources'), { recursive: true, encoding: 'utf8' })
    expect(files.filter((name) => name.endsWith('.node'))).toEqual([
      join('app.asar.unpacked', 'node_modules', '@node-rs', `argon2-${process.platform}-${process.arch}-gnu`, `argon2.${process.platform}-${process.arch}-gnu.node`),
      join('app.asar.unpacked', 'node_modules', 'better-sqlite3', 'prebuilds', `${process.platform}-${process.arch}.node`),
    ])
    expect(files.filter((name) => /\.(map|ts|c|cpp|gyp)$/.test(name))).toEqual([])
    expect(existsSync(join(unpacked, 'resources', 'app'))).toBe(false)
  })
})
