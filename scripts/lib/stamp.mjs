// Stamps: what was done already is known by the state of its inputs, so that a second run costs nothing.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { cache, root } from './project.mjs'

function files(path, found) {
  let stat
  try {
    stat = statSync(path)
  } catch {
    return found
  }
  if (!stat.isDirectory()) {
    found.push([path, stat])
    return found
  }
  for (const name of readdirSync(path).sort()) files(join(path, name), found)
  return found
}

/** Signature by path, size and time of change: a millisecond for a few hundred files. */
function quickSignature(found) {
  const hash = createHash('sha256')
  for (const [path, stat] of found) hash.update(`${relative(root, path)}\0${stat.size}\0${stat.mtimeMs}\n`)
  return hash.digest('hex')
}

function contentSignature(found) {
  const hash = createHash('sha256')
  for (const [path] of found) hash.update(`${relative(root, path)}\0`).update(readFileSync(path)).update('\n')
  return hash.digest('hex')
}

export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** Writes JSON by rename, so that a reader never sees half of it. */
export function writeJson(path, value) {
  mkdirSync(join(path, '..'), { recursive: true })
  const partial = `${path}.${process.pid}`
  writeFileSync(partial, JSON.stringify(value))
  renameSync(partial, path)
}

const stampPath = (name) => join(cache, 'stamps', `${name}.json`)

/**
 * Tells whether `name` was done for the present state of `inputs` (paths in the project). A file whose time
 * changed but not its content (a git checkout) does not count. `done()` keeps the stamp of the state seen here.
 */
export function stampOf(name, inputs) {
  const path = stampPath(name)
  const found = []
  for (const input of inputs) files(join(root, input), found)
  const quick = quickSignature(found)
  const kept = readJson(path)
  if (kept?.quick === quick) return { fresh: true, done() {} }
  const content = contentSignature(found)
  const done = () => writeJson(path, { quick, content })
  if (kept?.content === content) {
    done()
    return { fresh: true, done }
  }
  return { fresh: false, done }
}

/** Makes what `name` stands for due again. */
export function forgetStamp(name) {
  rmSync(stampPath(name), { force: true })
}

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Whether `path` is older than any step here can take; false when it is gone. */
function isOld(path) {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 10_000
}

/** A lock without a number is being written this moment, unless its writer was killed over it. */
function isDead(lock) {
  try {
    const holder = Number(readFileSync(lock, 'utf8'))
    return holder ? !alive(holder) : isOld(lock)
  } catch {
    return false
  }
}

/** Removes the lock of a dead process. One at a time and after a second look: two at once would remove each other's new lock. */
function removeDeadLock(lock) {
  const guard = `${lock}.removing`
  try {
    mkdirSync(guard)
  } catch {
    // Killed in the middle of this very function: its guard would stay for ever.
    if (isOld(guard)) rmSync(guard, { recursive: true, force: true })
    return
  }
  if (isDead(lock)) rmSync(lock, { force: true })
  rmSync(guard, { recursive: true, force: true })
}

/** Runs `work` while no other set-up of this folder runs; a lock left by a dead process is taken over. */
export async function alone(work) {
  mkdirSync(cache, { recursive: true })
  const lock = join(cache, 'set-up.lock')
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (isDead(lock)) removeDeadLock(lock)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  const release = () => rmSync(lock, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}
