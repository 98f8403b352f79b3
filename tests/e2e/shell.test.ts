// The shell in a real Electron: what the window may not do, and what happens when the office process dies.
import { spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { electronPath, environmentIn, launchApp, officePid, root, sandboxArguments } from './launch.ts'
import type { RunningApp } from './launch.ts'

type Office = { invoke(name: string, input: unknown): Promise<{ ok: boolean; value?: Record<string, unknown>; error?: { code: string } }> }
declare const window: { office: Office & Record<string, unknown>; open(url: string): unknown; require?: unknown; process?: unknown; location: { href: string } }

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await running.page.waitForLoadState('load')
})
afterAll(() => running.close())

const invoke = (name: string, input: unknown) => running.page.evaluate(([n, i]) => window.office.invoke(n as string, i), [name, input] as const)

describe('the window', () => {
  test('speaks to the office process', async () => {
    expect(await invoke('office.state', {})).toMatchObject({ ok: true, value: { setUp: false } })
  })

  test('has no Node and no raw IPC', async () => {
    expect(await running.page.evaluate(() => [typeof window.require, typeof window.process, Object.keys(window).includes('ipcRenderer')])).toEqual(['undefined', 'undefined', false])
  })

  test('may not name paths of this machine', async () => {
    expect(await invoke('files.stage', { path: '/etc/passwd' })).toMatchObject({ ok: false, error: { code: 'LOCAL_ONLY' } })
    expect(await invoke('office.backUp', { to: '/tmp/x' })).toMatchObject({ ok: false, error: { code: 'LOCAL_ONLY' } })
    expect(await invoke('office.restore', { from: '/tmp/x' })).toMatchObject({ ok: false, error: { code: 'LOCAL_ONLY' } })
  })

  test('goes nowhere, opens nothing, and has no network', async () => {
    const before = running.page.url()
    await running.page.evaluate(() => {
      window.open('https://example.org/')
      window.location.href = 'https://example.org/'
    })
    await running.page.waitForTimeout(300)
    expect(running.page.url()).toBe(before)
    expect(running.app.windows()).toHaveLength(1)
    expect(await running.page.evaluate(() => fetch('http://127.0.0.1:9/').then(() => 'reached', () => 'cut off'))).toBe('cut off')
    expect(await running.page.evaluate(() => fetch('app://van-thu/../../../etc/passwd').then((answer) => answer.status))).toBe(404)
    expect(await running.page.evaluate(() => fetch('app://van-thu/%2e%2e%2f%2e%2e%2fpackage.json').then((answer) => answer.status))).toBe(404)
  })

  test('is granted no permission', async () => {
    const states = await running.page.evaluate(() => Promise.all(['geolocation', 'notifications', 'camera', 'microphone'].map((name) => navigator.permissions.query({ name: name as PermissionName }).then((status) => status.state, () => 'denied'))))
    expect(new Set(states)).toEqual(new Set(['denied']))
  })

  test('runs no script that stands in the page', async () => {
    const ran = await running.page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.injected = true'
      document.head.append(script)
      return 'injected' in window
    })
    expect(ran).toBe(false)
  })

  test('a message from another sender is refused', async () => {
    const refused = await running.app.evaluate(async ({ BrowserWindow, ipcMain }) => {
      void ipcMain
      const other = new BrowserWindow({ show: false, webPreferences: { nodeIntegration: true, contextIsolation: false } })
      await other.loadURL('data:text/html,<p>other</p>')
      const answer = (await other.webContents.executeJavaScript("require('electron').ipcRenderer.invoke('office:invoke', {name: 'office.state', input: {}}).then(() => 'answered', (error) => String(error))")) as string
      other.destroy()
      return answer
    })
    expect(refused).toContain('refused')
  })

  test('a message of another form is refused', async () => {
    const page = running.page
    expect(await page.evaluate(() => (window.office['stageToken'] as (token: unknown) => Promise<unknown>)({ path: '/etc/passwd' }))).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
    expect(await page.evaluate(() => (window.office['stageToken'] as (token: unknown) => Promise<unknown>)('00000000-0000-4000-8000-000000000000'))).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  })
})

test('bytes dropped into the window are staged, under a name that is never a path', async () => {
  const staged = await running.page.evaluate(async () => {
    const office = window.office as unknown as { beginUpload(name: string): Promise<string>; uploadChunk(upload: string, bytes: Uint8Array): Promise<unknown>; endUpload(upload: string, cancelled: boolean): Promise<unknown> }
    const upload = await office.beginUpload('../../x/‮fdp.exe')
    await office.uploadChunk(upload, new TextEncoder().encode('nội dung '))
    await office.uploadChunk(upload, new TextEncoder().encode('văn bản'))
    return office.endUpload(upload, false)
  })
  expect(staged).toMatchObject({ ok: true, value: { size: Buffer.byteLength('nội dung văn bản') } })
  expect((staged as { value: { name: string } }).value.name).not.toMatch(/[/\\‮]/)
})

test('the office process that was killed is back within a second, and a query asked meanwhile is answered', async () => {
  const pid = officePid(running)
  expect(pid).toBeGreaterThan(0)
  const started = Date.now()
  process.kill(pid, 'SIGKILL')
  const answer = await invoke('office.state', {})
  expect(answer).toMatchObject({ ok: true })
  expect(Date.now() - started).toBeLessThan(2_000)
  expect(officePid(running)).not.toBe(pid)
})

test('a second start shows the first window and ends', async () => {
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.minimize())
  const second = spawn(electronPath(), [...sandboxArguments, root], { env: environmentIn(running.folder), stdio: 'ignore' })
  const code = await new Promise((resolve) => second.on('exit', resolve))
  expect(code).toBe(0)
  await expect.poll(() => running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isMinimized())).toBe(false)
  expect(running.app.windows()).toHaveLength(1)
})
