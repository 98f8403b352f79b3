// Benches `start` and `memory`: our window on the archive of the bench, from spawn to a list that can be used, beside a bare
// window of the same Electron from spawn to `ready-to-show`; in turns, medians. Memory is what the processes of each have for
// themselves (private pages; sums of resident sets would count shared pages again and again), two seconds after.
// The list is usable when the window writes `van-thu:list-usable` to its console: rows painted, keyboard listening.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { median, rowOf, spread } from './measure.ts'
import type { Measured } from './measure.ts'

const root = join(import.meta.dirname, '..', '..')
export const usableMark = 'van-thu:list-usable'
const bareMark = 'bare:ready-to-show'
const patience = 30_000

export interface Electron {
  readonly path: string
  readonly arguments: readonly string[]
}

/** Answers with words instead of rows where the window cannot be measured here. */
export async function benchStart(electron: Electron | null, archive: { directory: string; configuration: string }, folder: string, rounds = 11): Promise<Measured[] | string> {
  if (process.platform !== 'linux') return 'private memory is read from /proc, which only Linux has'
  if (electron === null) return 'no Electron runtime was named (VANTHU_ELECTRON)'
  if (!existsSync(join(root, 'dist', 'shell', 'main.js')) || !existsSync(join(root, 'dist', 'renderer', 'index.html'))) return 'the window is not built'
  const bare = makeBareWindow(join(folder, 'bare-window'))
  const userData = join(folder, 'user-data')
  const ours = { ...process.env, VANTHU_ARCHIVE: archive.directory, VANTHU_CONFIG_DIR: archive.configuration, VANTHU_USER_DATA: userData, VANTHU_KEY_STORE: 'file' }
  const times: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] }
  const memory: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] }
  for (let round = 0; round <= rounds; round++) {
    for (const which of ['bare', 'ours'] as const) {
      const one = which === 'ours' ? await run(electron, root, usableMark, ours) : await run(electron, bare, bareMark, process.env)
      if (typeof one === 'string') return one
      if (round === 0) continue // fills the caches of disk and V8
      times[which].push(one.milliseconds)
      memory[which].push(one.privateMegabytes)
    }
  }
  rmSync(userData, { recursive: true, force: true })
  const over = median(memory.ours) - median(memory.bare)
  return [
    { row: rowOf('start', median(times.ours), 'ms', median(times.bare), 2), details: [spread('our window', times.ours), spread('bare window', times.bare)] },
    { row: rowOf('memory', over, 'MB', 250, 1), details: [`our processes ${median(memory.ours).toFixed(0)} MB private, a bare window's ${median(memory.bare).toFixed(0)} MB`] },
  ]
}

async function run(electron: Electron, program: string, mark: string, env: NodeJS.ProcessEnv): Promise<{ milliseconds: number; privateMegabytes: number } | string> {
  const started = performance.now()
  // A group of its own, so that all its processes end with it and none of others.
  const child = spawn(electron.path, [...electron.arguments, '--enable-logging=stderr', program], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  try {
    const seen = await waitFor(child, mark)
    if (seen !== null) return seen
    const milliseconds = performance.now() - started
    await pause(2000)
    return { milliseconds, privateMegabytes: privateBytes(child.pid!) / 1e6 }
  } finally {
    await endGroup(child)
  }
}

/** null when the mark came, else what went wrong. */
function waitFor(child: ChildProcess, mark: string): Promise<string | null> {
  return new Promise((resolve) => {
    let heard = ''
    const clock = setTimeout(() => resolve(`the window did not say "${mark}" within ${patience / 1000} s`), patience)
    const settle = (answer: string | null): void => {
      clearTimeout(clock)
      resolve(answer)
    }
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (chunk: Buffer) => {
        heard = (heard + chunk.toString()).slice(-4000)
        if (heard.includes(mark)) settle(null)
      })
    }
    child.on('error', (error) => settle(`Electron did not start: ${error.message}`))
    child.on('exit', (code) => settle(`the window ended (${code}): ${heard.slice(-500)}`))
  })
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return
  const ended = child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((resolve) => child.once('exit', resolve))
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(-child.pid!, name)
    } catch {
      // Nobody is left in the group.
    }
  }
  signal('SIGTERM')
  await Promise.race([ended, pause(5000)])
  signal('SIGKILL')
  await ended
}

/** Bytes that a process and all below it share with nobody. */
function privateBytes(pid: number): number {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = parentOf(Number(name))
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  let sum = 0
  const family = [pid]
  for (let one = family.pop(); one !== undefined; one = family.pop()) {
    family.push(...(children.get(one) ?? []))
    for (const [, kilobytes] of textOf(`/proc/${one}/smaps_rollup`).matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB/gm)) sum += Number(kilobytes) * 1024
  }
  return sum
}

function parentOf(pid: number): number | null {
  // The name in brackets may hold spaces and brackets: the last one ends it.
  const fields = textOf(`/proc/${pid}/stat`).replace(/^.*\) /s, '').split(' ')
  return fields.length > 1 ? Number(fields[1]) : null
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // it ended meanwhile
  }
}

function makeBareWindow(folder: string): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'bare-window', main: 'main.cjs' }))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>bare</title><p>bare</p>')
  writeFileSync(join(folder, 'main.cjs'), `
    const { app, BrowserWindow } = require('electron')
    app.setPath('userData', require('node:path').join(__dirname, 'user-data'))
    app.whenReady().then(() => {
      const window = new BrowserWindow({ width: 1366, height: 768, show: false, webPreferences: { sandbox: true } })
      window.once('ready-to-show', () => { window.show(); process.stderr.write('${bareMark}\\n') })
      window.loadFile('index.html')
    })
    app.on('window-all-closed', () => app.quit())`)
  return folder
}
