// Whether a folder may be opened as an archive, told before any process touches it: one that holds an archive, or an empty one
// that becomes a new archive. Everything else is refused in the words of what is wrong with it, so that no archive is ever made
// among other people's files, inside another archive, or where the locks of SQLite do not hold.
import { constants } from 'node:fs'
import { access, readdir, realpath, stat, statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { err } from '../contract/result.ts'
import type { ErrorValue, Result } from '../contract/result.ts'

type Judged = Result<'archive' | 'empty', ErrorValue>

/** What systems leave in a folder that a person calls empty; the lock of a making that was cut short. */
const nothing = new Set(['.ds_store', 'thumbs.db', 'desktop.ini', '.directory', 'lost+found', 'archive.lock'])
/** Subfolders that are looked into for the archive that was meant, when its parent was chosen. */
const mostBelow = 200

/**
 * Judges a folder. Errors: ARCHIVE_MISSING, ARCHIVE_ON_NETWORK, ARCHIVE_FOLDER_INSIDE, ARCHIVE_IS_BACKUP, ARCHIVE_FOLDER_TAKEN,
 * all {folder}; ARCHIVE_FOLDER_BELOW {folder: the archive below}; PATH_NOT_WRITABLE, DISK_FAILED {what: the system's code}.
 */
export async function judgeFolder(chosen: string, network: (folder: string) => Promise<boolean> = isOnNetwork): Promise<Judged> {
  const folder = resolve(chosen)
  try {
    if (await network(folder)) return err('ARCHIVE_ON_NETWORK', { folder })
    const names = await readdir(folder)
    await access(folder, constants.R_OK | constants.W_OK)
    if (await isInside(await realpath(folder))) return err('ARCHIVE_FOLDER_INSIDE', { folder })
    if (names.includes('backup.json') || (names.includes('manifest.json') && names.includes('archive.db'))) return err('ARCHIVE_IS_BACKUP', { folder })
    if (names.includes('archive.json') || names.includes('archive.db')) return { ok: true, value: 'archive' }
    if (names.every((name) => nothing.has(name.toLowerCase()))) return { ok: true, value: 'empty' }
    const below = await archiveBelow(folder, names)
    return below === null ? err('ARCHIVE_FOLDER_TAKEN', { folder }) : err('ARCHIVE_FOLDER_BELOW', { folder: below })
  } catch (fault) {
    const code = String((fault as { code?: unknown }).code ?? '')
    if (code === 'ENOENT' || code === 'ENOTDIR') return err('ARCHIVE_MISSING', { folder })
    if (/^(EACCES|EPERM|EROFS|ELOOP|ENAMETOOLONG)$/.test(code)) return err('PATH_NOT_WRITABLE', { what: code })
    if (/^E[A-Z]+$/.test(code)) return err('DISK_FAILED', { what: code })
    throw fault
  }
}

/** Whether a folder holds an archive now: its disk is there, and it was not moved away. */
export async function holdsArchive(folder: string): Promise<boolean> {
  const found = await Promise.all(['archive.json', 'archive.db'].map((name) => isThere(join(folder, name))))
  return found.includes(true)
}

/** Whether two paths lead to one folder, however they are written. */
export async function isSameFolder(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map((path) => stat(path, { bigint: true }).catch(() => null)))
  return resolve(one) === resolve(other) || (first != null && second != null && first.ino === second.ino && first.dev === second.dev)
}

/** A folder beside the usual one, for an archive of its own: the first that is not there or empty. */
export async function freshFolder(usual: string): Promise<string> {
  for (let number = 1; ; number++) {
    const folder = number === 1 ? usual : `${usual}-${number}`
    const names = await readdir(folder).catch((fault: { code?: unknown }) => (fault.code === 'ENOENT' ? [] : ['taken']))
    if (names.length === 0) return folder
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(() => true, () => false)
}

/** Whether a folder lies in an archive or in a set of backups. */
async function isInside(folder: string): Promise<boolean> {
  for (let above = dirname(folder); above !== dirname(above); above = dirname(above)) {
    if ((await isThere(join(above, 'archive.json'))) || (await isThere(join(above, 'backup.json')))) return true
  }
  return false
}

/** The one archive directly below a folder; null where there is none, or several. */
async function archiveBelow(folder: string, names: readonly string[]): Promise<string | null> {
  const found: string[] = []
  for (const name of names.slice(0, mostBelow)) if (await isThere(join(folder, name, 'archive.json'))) found.push(join(folder, name))
  return found.length === 1 ? found[0]! : null
}

// statfs(2): the kinds of file systems that another machine serves. FUSE is not among them: NTFS on a local disk is FUSE too.
const networkKinds = new Set([0x6969, 0xff534d42, 0xfe534d42, 0x517b, 0x564c, 0x5346414f, 0x00c36400, 0x01021997])

async function isOnNetwork(folder: string): Promise<boolean> {
  // On Windows the true path of a mapped letter begins with its server.
  if (process.platform === 'win32') return isServerPath(folder) || isServerPath(await realpath(folder))
  if (process.platform !== 'linux') return false
  return networkKinds.has((await statfs(folder)).type >>> 0)
}

/** `\\server\share`, also as `\\?\UNC\server\share`; the devices `\\?\` and `\\.\` are this machine's. */
export function isServerPath(path: string): boolean {
  return /^\\\\\?\\UNC\\/i.test(path) || /^\\\\[^?.\\]/.test(path)
}
