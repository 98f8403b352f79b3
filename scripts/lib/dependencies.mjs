// The npm packages, exactly as package-lock.json says, and Node 24 among them.
// `npm ci` without scripts, because a plain one tries to compile better-sqlite3, whose binaries ship in its
// package; then the one script that is needed, `node`'s own, by name.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Explained, node24, npm, root, say } from './project.mjs'
import { readJson } from './stamp.mjs'

/** better-sqlite3 13 speaks Node-API 10; on an older Node it dies with a segmentation fault. */
const NODE_API = 10

/** True when node_modules holds what the lock file asks for (npm notes what it installed in a lock of its own). */
function packagesMatchLock() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages
  const present = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages
  if (!wanted) throw new Explained('package-lock.json is missing or damaged')
  if (!present) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link) return true
    const installed = present[path]
    if (!installed) return Boolean(entry.optional || entry.devOptional || entry.peer)
    return installed.version === entry.version && installed.integrity === entry.integrity
  })
}

function nodeVersionWanted() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.node
}

/** True when nothing has to be installed: about 5 ms. */
export function dependenciesReady() {
  return existsSync(node24) && packagesMatchLock()
}

export function installDependencies() {
  if (!packagesMatchLock()) {
    say('Installing the dependencies …')
    // A folder that is there is brought up to date instead of emptied: other programs may be running from it.
    const update = existsSync(join(root, 'node_modules', '.package-lock.json'))
    const common = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    npm(update ? ['install', '--no-save', ...common] : ['ci', ...common])
    if (!packagesMatchLock()) throw new Explained('package.json and package-lock.json disagree: run npm install and look at the change')
  }
  if (nodeApi().version !== `v${nodeVersionWanted()}`) {
    say('Fetching Node 24 …')
    npm(['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'])
  }
  const { version, napi } = nodeApi()
  if (!(napi >= NODE_API)) {
    throw new Explained(
      `Node 24 is needed for tests, tools and the archive (Node-API ${NODE_API}); found ${version ?? 'none'} in node_modules/node. ` +
        'Run: npm rebuild node --ignore-scripts=false',
    )
  }
}

function nodeApi() {
  const result = spawnSync(node24, ['-p', 'JSON.stringify({version: process.version, napi: Number(process.versions.napi)})'], { encoding: 'utf8' })
  return result.status === 0 ? JSON.parse(result.stdout) : {}
}
