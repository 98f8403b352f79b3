// The system's key store for the command line, which has no Electron: the program itself, started for a moment without a window, as
// `van-thu --unseal-key`. The sealed key goes in by standard input, the key comes out by standard output.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { KeyStore } from '../archive/key-file.ts'

/** ms: the system may ask its user for a password */
const patience = 120_000

/** Chromium's sandbox does not start everywhere on Linux for an Electron that was not installed; no page is opened. */
const unsandboxed = process.platform === 'linux' ? ['--no-sandbox'] : []

/** The program to start and how; null where it is not there. `VANTHU_ELECTRON` names the Electron of a project. */
function findProgram(environment: NodeJS.ProcessEnv): { readonly path: string; readonly argv: readonly string[] } | null {
  const electron = environment['VANTHU_ELECTRON'] ?? ''
  for (let folder = dirname(fileURLToPath(import.meta.url)); dirname(folder) !== folder; folder = dirname(folder)) {
    const installed = join(folder, process.platform === 'win32' ? 'van-thu.exe' : 'van-thu')
    if (existsSync(join(folder, 'resources', 'app.asar')) && existsSync(installed)) return { path: installed, argv: [] }
    if (electron !== '' && existsSync(join(folder, 'dist', 'shell', 'main.js'))) return { path: electron, argv: [...unsandboxed, folder] }
  }
  return null
}

/** The key store through the program; undefined where there is none to start. */
export function helperStore(environment: NodeJS.ProcessEnv = process.env): KeyStore | undefined {
  const program = findProgram(environment)
  if (program === null) return undefined
  return {
    seal: async () => ({ why: 'no-shell' }),
    unseal: (sealed) =>
      new Promise((resolve) => {
        const child = spawn(program.path, [...program.argv, '--unseal-key'], { stdio: ['pipe', 'pipe', 'ignore'], timeout: patience, windowsHide: true })
        let said = ''
        child.stdout.setEncoding('latin1').on('data', (text: string) => (said += text))
        child.once('error', () => resolve(null))
        child.once('close', (code) => resolve(code === 0 ? said.trim() : null))
        child.stdin.on('error', () => {}).end(`${sealed}\n`)
      }),
  }
}
