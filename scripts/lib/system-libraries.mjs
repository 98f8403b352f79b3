// The system libraries that an Electron window needs on Debian and its kin. As root they are installed;
// otherwise the one line to run is printed. Other systems bring them with their desktop.
import { spawnSync } from 'node:child_process'
import { Explained, say } from './project.mjs'

const WINDOW = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libnotify4']

/** A key store to test with (tests/e2e/key-store.test.ts): comes along where a virtual screen is installed, and is missed by nothing else. */
const KEY_STORE = ['gnome-keyring', 'dbus']

/** `name` → true when a package of that name, or its successor with 64-bit time (name + t64), is installed. */
function installed(names) {
  const asked = names.flatMap((name) => [name, `${name}t64`])
  const query = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...asked], { encoding: 'utf8' })
  if (query.error) return undefined
  const present = new Set(query.stdout.split('\n').filter((line) => line.endsWith(' installed')).map((line) => line.split(' ')[0]))
  return (name) => present.has(name) || present.has(`${name}t64`)
}

/** Names of missing packages; empty where the system is none of Debian's kin. About 10 ms. */
export function missingLibraries({ display }) {
  if (process.platform !== 'linux') return []
  const names = display ? WINDOW : [...WINDOW, 'xvfb']
  const has = installed(names)
  return has ? names.filter((name) => !has(name)) : []
}

export function installLibraries(missing) {
  if (missing.length === 0) return
  if (process.getuid() !== 0) {
    throw new Explained(`System libraries are missing. Run this once, then start again:\n\n  sudo apt-get install -y --no-install-recommends ${missing.join(' ')}\n`)
  }
  say(`Installing system libraries: ${missing.join(' ')} …`)
  const apt = (...args) => spawnSync('apt-get', ['-q', ...args], { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
  const install = () => apt('install', '-y', '--no-install-recommends', ...names(missing))
  // The lists of a fresh machine are empty or old: renew them only when the first try fails.
  const installAll = () => missing.includes('xvfb') && apt('install', '-y', '--no-install-recommends', ...names([...missing, ...KEY_STORE]))
  if (installAll() || install() || (apt('update') && (installAll() || install()))) return
  throw new Explained(`apt-get could not install: ${missing.join(' ')}`)
}

/** The name that this release of the system knows. */
function names(missing) {
  const known = (name) => /^Package: /m.test(spawnSync('apt-cache', ['show', name], { encoding: 'utf8' }).stdout ?? '')
  return missing.map((name) => (known(`${name}t64`) ? `${name}t64` : name))
}
