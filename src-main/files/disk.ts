// The few file system steps on which durability hangs: fsync of folders, and renames that must win on Windows too.

import { constants, mkdirSync, statSync } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { errnoOf } from './errors.ts'

const BUSY = new Set(['EBUSY', 'EPERM', 'EACCES'])
const NO_FOLDER_SYNC = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF'])

/**
 * Makes the entries of a folder durable: without it, a renamed file can be gone after a power cut.
 * Windows has no such call (NTFS journals the rename), and some network shares refuse it: both are passed over.
 */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(path, constants.O_RDONLY)
  try {
    await handle.sync()
  } catch (fault) {
    if (!NO_FOLDER_SYNC.has(errnoOf(fault) ?? '')) throw fault
  } finally {
    await handle.close()
  }
}

/**
 * Makes a folder that only this user can enter, with those above it as needed, and all their entries durable. Step by step:
 * Node's own `recursive` asks for ever below a folder whose file system answers ENOENT to every new one (/proc).
 */
export async function makeFolder(path: string): Promise<void> {
  for (const folder of lackingFolders(path)) {
    try {
      await mkdir(folder, { mode: 0o700 })
    } catch (fault) {
      if (!isFolderNow(folder, fault)) throw fault
    }
    await syncFolder(dirname(folder))
  }
}

/** As `makeFolder`, at once and without waiting for the disk. */
export function makeFolderNow(path: string): void {
  for (const folder of lackingFolders(path)) {
    try {
      mkdirSync(folder, { mode: 0o700 })
    } catch (fault) {
      if (!isFolderNow(folder, fault)) throw fault
    }
  }
}

/** The folder and those above it that are not there, topmost first. What is there and is no folder counts as lacking: making it tells why it cannot be. */
function lackingFolders(path: string): string[] {
  const lacking: string[] = []
  for (let folder = resolve(path); !isFolder(folder); folder = dirname(folder)) {
    lacking.unshift(folder)
    if (dirname(folder) === folder) break
  }
  return lacking
}

/** Whether somebody else made it in the same moment. */
function isFolderNow(path: string, fault: unknown): boolean {
  return errnoOf(fault) === 'EEXIST' && isFolder(path)
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch (fault) {
    // A folder that may not be entered is no reason to make those above it.
    if (errnoOf(fault) === 'EACCES' || errnoOf(fault) === 'EPERM') throw fault
    return false
  }
}

/**
 * Runs a rename or removal again for about a second while the system calls the file busy: on Windows, a virus
 * scanner or the search indexer holds a fresh file open for a moment. Elsewhere such an answer is final.
 */
export async function whileBusy<T>(step: () => Promise<T>): Promise<T> {
  for (let pause = 10; ; pause *= 2) {
    try {
      return await step()
    } catch (fault) {
      if (process.platform !== 'win32' || pause > 640 || !BUSY.has(errnoOf(fault) ?? '')) throw fault
      await wait(pause)
    }
  }
}

/**
 * Puts `from` in the place of `to` in one step: whoever looks sees the old file or the new one, whole. A missing folder
 * is made (asking first would cost every file a round trip for what happens 256 times in the life of a store).
 */
export async function replaceFile(from: string, to: string): Promise<void> {
  await whileBusy(async () => {
    try {
      await rename(from, to)
    } catch (fault) {
      if (errnoOf(fault) !== 'ENOENT') throw fault
      await makeFolder(dirname(to))
      await rename(from, to)
    }
  })
}
