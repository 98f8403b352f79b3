// Where things stand in the project folder, and how the scripts speak: to stderr only, because the
// stdout of `npm run -s office` belongs to its answer. Plain Node 20: runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')
/** Ignored by git; holds stamps, the fallback Electron runtime and reports. May be deleted at any time. */
export const cache = join(root, '.cache')
export const windows = process.platform === 'win32'
/** The Node 24 that came with the dependencies. Its file may not exist yet. */
export const node24 = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')

export function say(text) {
  process.stderr.write(`${text}\n`)
}

/** A failure that is explained in its message: printed without a stack. */
export class Explained extends Error {}

/**
 * The Node that stands outside node_modules. npm must run on it: `npm ci` removes node_modules, and a
 * program that runs from there would pull the floor from under itself.
 */
function outerNode() {
  const inside = (path) => path.startsWith(join(root, 'node_modules') + sep)
  const candidates = [process.env.npm_node_execpath, process.execPath]
  for (const folder of (process.env.PATH ?? '').split(delimiter)) candidates.push(join(folder, windows ? 'node.exe' : 'node'))
  return candidates.find((path) => path && !inside(path) && existsSync(path)) ?? process.execPath
}

/** Environment without the traces of the npm run around us, and without node_modules/.bin on PATH. */
function outerEnvironment() {
  const env = {}
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^npm_(lifecycle|package|command|node_execpath)/i.test(name)) env[name] = value
  }
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  env[name] = (env[name] ?? '').split(delimiter).filter((folder) => !folder.startsWith(join(root, 'node_modules'))).join(delimiter)
  return env
}

/** Runs npm with the project as its folder; its words go to stderr. Returns its stdout when `capture` is set. */
export function npm(args, { capture = false, cwd = root } = {}) {
  const cli = process.env.npm_execpath
  const direct = cli && /npm-cli\.c?js$/.test(cli) && existsSync(cli)
  const stdio = ['ignore', capture ? 'pipe' : 2, capture ? 'pipe' : 2]
  const options = { cwd, stdio, env: outerEnvironment(), encoding: 'utf8', maxBuffer: 1 << 26 }
  const result = direct
    ? spawnSync(outerNode(), [cli, ...args], options)
    : spawnSync('npm', args, { ...options, shell: windows })
  if (result.error || result.status !== 0) {
    if (capture && result.stderr) process.stderr.write(result.stderr)
    throw new Explained(`npm ${args[0]} failed (${result.error?.message ?? `exit code ${result.status}`})`)
  }
  return result.stdout ?? ''
}

/**
 * Runs a program to its end and gives its exit code (128 + n for a signal). Ctrl+C reaches the child by the
 * terminal; a SIGTERM to us is passed on.
 */
export function run(program, args, { env = process.env, stdio = 'inherit', cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio })
    const pass = (signal) => child.kill(signal)
    const ignore = () => {}
    process.on('SIGTERM', pass).on('SIGINT', ignore)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      process.off('SIGTERM', pass).off('SIGINT', ignore)
      resolve(code ?? (signal ? 128 + 15 : 1))
    })
  })
}

/**
 * Environment for tools and tests of the project: Node 24 first on PATH, and what tools, Chromium and the desktop's
 * libraries like to keep in the home folder kept in the project instead.
 */
export function toolEnvironment(more = {}) {
  const bin = join(root, 'node_modules', '.bin')
  return {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
    XDG_CACHE_HOME: join(cache, 'home', 'cache'),
    XDG_CONFIG_HOME: join(cache, 'home', 'config'),
    XDG_DATA_HOME: join(cache, 'home', 'share'),
    NODE_COMPILE_CACHE: join(cache, 'home', 'node-compile-cache'),
    JITI_FS_CACHE: join(cache, 'home', 'jiti'),
    ...more,
  }
}

/** Ends the script in words a person can act on. */
export function fail(error) {
  say(error instanceof Explained ? error.message : (error?.stack ?? String(error)))
  process.exit(1)
}
