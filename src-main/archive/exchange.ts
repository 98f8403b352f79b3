// The exchange of a whole archive for another state of it: a backup that is restored (restore.ts), the same state under another key
// (rotate.ts). The new state is laid down whole in restore.new/, then a marker is written, then names are exchanged. Before the
// marker a crash leaves the old archive; after it, the next opening finishes the exchange. There is no moment with half of each.
//
//   <archive>/restore.new/             what is to stand: archive.db, archive.json, and whatever else changes
//   <archive>/restore.json             the marker: {format, keptAt, old: [names to put away], key: whether this PC's next key comes to stand}
//   <archive>/before-restore-<stamp>/  what was there before a restore; kept
//   <archive>/before-key-<stamp>/      what was there under the key before; removed once a backup under the new one is written
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { syncFolder } from '../files/disk.ts'
import { archivePaths, readIdentity } from './archive.ts'
import { crashPoint } from './crash-point.ts'
import { syncFolderNow, writeSynced } from './hashing.ts'
import { dropNextKey, keyFolder, takeNextKey } from './key-file.ts'
import { takeLock } from './lock.ts'

/** The files of the databases, with what SQLite keeps beside them while they are open. */
export const databaseNames = ['archive.db', 'archive.db-wal', 'archive.db-shm', 'search.db', 'search.db-wal', 'search.db-shm'] as const

interface Exchange {
  /** the folder beside for what stands now; null: nothing stands */
  readonly keptAt: string | null
  /** names that go there */
  readonly old: readonly string[]
  /** the key that was written to be the next comes to stand with the new state */
  readonly key: boolean
}

export interface Place {
  readonly directory: string
  /** the user's configuration folder, where keys lie */
  readonly configuration: string
}

/** Where a new state is laid down. */
export function laidFolder(directory: string): string {
  return join(directory, 'restore.new')
}

/** Begins laying a new state down; what an earlier try left goes. */
export function layAnew(directory: string): string {
  const laid = laidFolder(directory)
  rmSync(laid, { recursive: true, force: true })
  mkdirSync(laid, { mode: 0o700 })
  return laid
}

/** Exchanges what is laid down, and synced, for what stands: from the marker on there is no way back. */
export async function exchangeAll(place: Place, exchange: Exchange): Promise<void> {
  const { directory } = place
  const marker = markerOf(directory)
  await syncFolder(laidFolder(directory))
  writeSynced(`${marker}.new`, JSON.stringify({ format: 1, ...exchange }))
  renameSync(`${marker}.new`, marker)
  await syncFolder(directory)
  crashPoint('after-marker')
  finish(place)
  await syncFolder(directory)
}

/** Drops what was laid down, and a key for it, where no marker says that it comes to stand. The caller holds the lock. */
export function dropLaid(place: Place): void {
  if (!existsSync(markerOf(place.directory))) finish(place)
}

/**
 * Finishes or undoes an exchange that a crash cut short; to be called before an archive is opened. Where another process owns the
 * archive it is that one's business, and nothing is done.
 */
export function finishExchange(place: Place): void {
  const { directory } = place
  if (!existsSync(markerOf(directory)) && !existsSync(laidFolder(directory))) return
  const lock = takeLock(archivePaths(directory).lock)
  if (lock === null) return
  try {
    finish(place)
  } finally {
    lock.release()
  }
}

/** Exchanges the names, as often as it takes: each step looks at what the one before it left. The caller holds the lock. */
export function finish(place: Place): void {
  const { directory } = place
  const marker = markerOf(directory)
  const laid = laidFolder(directory)
  const keys = keysOf(place)
  if (existsSync(marker)) {
    const { keptAt, old, key } = readMarker(marker) ?? markerFor(laid)
    if (keptAt !== null) {
      const kept = join(directory, basename(keptAt))
      mkdirSync(kept, { recursive: true, mode: 0o700 })
      for (const name of old.map((one) => basename(one))) {
        if (existsSync(join(directory, name)) && !existsSync(join(kept, name))) renameSync(join(directory, name), join(kept, name))
      }
    }
    for (const name of existsSync(laid) ? readdirSync(laid) : []) {
      renameSync(join(laid, name), join(directory, name))
      crashPoint('amid-exchange')
    }
    crashPoint('after-restore-swap')
    syncFolderNow(directory)
    if (key && keys !== null) takeNextKey(keys)
    crashPoint('after-next-key')
    rmSync(marker)
  }
  rmSync(laid, { recursive: true, force: true })
  if (keys !== null) dropNextKey(keys)
}

/** Where this PC keeps the keys of the archive that stands, or is to stand, in a folder. */
function keysOf({ directory, configuration }: Place): string | null {
  const identity = readIdentity(directory) ?? readIdentity(laidFolder(directory))
  return identity === null ? null : keyFolder(configuration, identity.id)
}

function markerOf(directory: string): string {
  return join(directory, 'restore.json')
}

/** What is to be put away, and where; null where the marker cannot be read. */
function readMarker(marker: string): Exchange | null {
  try {
    const { keptAt, old, key } = JSON.parse(readFileSync(marker, 'utf8')) as { keptAt?: unknown; old?: unknown; key?: unknown }
    const whole = (keptAt === null || typeof keptAt === 'string') && Array.isArray(old) && old.every((name) => typeof name === 'string')
    return whole ? { keptAt, old, key: key === true } : null
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null
    throw error
  }
}

/** In place of a marker that cannot be read: whatever has its successor still laid down is put away, nothing else. A next key there is comes to stand. */
function markerFor(laid: string): Exchange {
  const names = existsSync(laid) ? readdirSync(laid) : []
  return { keptAt: 'before-restore-unreadable', old: [...(names.includes('archive.db') ? databaseNames : []), ...names], key: true }
}
