// The two ways of running the office process (utilityProcess; Node 24 in a child process), in real Electron: transport,
// crash and restart. Driven with an office that has no archive, since the Node inside an older Electron cannot open one.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { electronArguments, findElectron } from '../../scripts/lib/electron-runtime.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'vanthu transport '))
const started = new Set<ChildProcess>()

beforeAll(async () => {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: true, target: 'node20', outDir: folder, emptyOutDir: false, rolldownOptions: { input: { main: join(root, 'tests/e2e/transport/main.ts') }, external: ['electron'] } },
  })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'transport', type: 'module', main: 'main.js' }))
})

afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the driver in Electron; resolves with its process and the JSON line that it prints. */
async function drive(branch: string, more: Record<string, string> = {}): Promise<{ child: ChildProcess; report: Record<string, unknown> }> {
  const electron = findElectron()
  if (electron === undefined) throw new Error('no Electron: run npm run set-up')
  const child = spawn(electron.path, [...electronArguments(), `--user-data-dir=${join(folder, 'profile')}-${branch}-${more['HOLD'] ?? ''}`, folder], {
    cwd: root,
    env: { ...process.env, BRANCH: branch, OFFICE_PROGRAM: join(root, 'tests/e2e/transport/office.mjs'), ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.add(child)
  let words = ''
  child.stderr!.on('data', (chunk: Buffer) => (words += chunk.toString()))
  const report = await new Promise<Record<string, unknown>>((resolve, reject) => {
    let text = ''
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const line = text.split('\n').find((one) => one.startsWith('{') && one.endsWith('}'))
      if (line !== undefined) resolve(JSON.parse(line) as Record<string, unknown>)
    })
    child.on('exit', (code) => reject(new Error(`Electron ended (${code}) without a report:\n${words.slice(-2000)}`)))
  })
  return { child, report }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function gone(pid: number): Promise<boolean> {
  for (let waited = 0; waited < 5000 && isAlive(pid); waited += 50) await new Promise((resolve) => setTimeout(resolve, 50))
  return !isAlive(pid)
}

describe.each(['utility-process', 'child-process'])('office process as %s', (branch) => {
  test('carries calls, bytes and events, and after a crash is back within a second', async () => {
    const { report } = await drive(branch)
    expect(report).toMatchObject({
      branch,
      echo: { text: 'Nghị quyết đường lối', bytes: [0, 255, 7], sender: 'window' },
      events: ['ready', 'changed'],
      query: true,
      command: 'OFFICE_RESTARTED',
      repeated: true,
      otherProcess: true,
      lastState: 'stopped',
    })
    expect(report['readyAgain']).toBeLessThan(1000)
    expect(await gone(report['secondPid'] as number)).toBe(true)
  })

  test('ends with the app, even when that is killed', async () => {
    const { child, report } = await drive(branch, { HOLD: '1' })
    const pid = report['officePid'] as number
    expect(isAlive(pid)).toBe(true)
    child.kill('SIGKILL')
    expect(await gone(pid)).toBe(true)
  })
})

test('the branch is chosen by what the Node inside this Electron can load', async () => {
  const { report } = await drive('child-process')
  const napi10 = Number.parseInt(findElectron()?.version ?? '0', 10) >= 37
  expect(report['chosen']).toBe(napi10 ? 'utility-process' : 'child-process')
})
