// A backup set (bộ sao lưu) on disk, and what its manifests say.
//
//   <set>/backup.json                          {format, archiveId}
//   <set>/recovery.json                        the archive's, as it stood with the last backup: opens all snapshots of the set
//   <set>/before-key-<stamp>/                  a set of its own: what was written before the archive's key was exchanged
//   <set>/files/ab/abcd…                       sealed files as they lie in the archive; shared by all snapshots
//   <set>/snapshots/<UTC stamp>/archive.db     the database in one state, encrypted as the archive's
//   <set>/snapshots/<UTC stamp>/manifest.json  two lines: the manifest as JSON, and its HMAC-SHA256 in hex under a key
//                                              derived from the archive's: nobody without the key can make or change one
import { createHmac, timingSafeEqual } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { derivedKey } from './archive.ts'
import type { CopyHead } from './copy-database.ts'

/** Form of the set; raised when an older program could no longer read it. */
export const backupFormat = 1

/** A sealed file: name on disk, bytes, SHA-256 of the sealed bytes in hex, time of its last change in the archive (ms). */
export type ManifestFile = readonly [name: string, bytes: number, sha256: string, changed: number]

export interface Manifest {
  readonly format: number
  readonly archiveId: string
  /** ISO 8601, UTC */
  readonly at: string
  readonly schemaVersion: number
  readonly head: CopyHead | null
  readonly entries: number
  readonly database: { readonly bytes: number; readonly sha256: string }
  readonly files: readonly ManifestFile[]
}

export interface Snapshot {
  readonly path: string
  readonly set: string
  readonly manifest: Manifest
  /** whether the manifest is what the owner of the key wrote */
  readonly genuine: boolean
}

export const sealedName = /^[0-9a-f]{64}$/
export const stampForm = /^\d{8}T\d{9}Z$/

export const poolPath = (set: string, name: string): string => join(set, 'files', name.slice(0, 2), name)

/** `20261123T110615123Z`: sorts as time does. */
export function stampOf(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:.]/g, '')
}

/** ms since 1970 UTC of a stamp. */
export function timeOf(stamp: string): number {
  return Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/, '$1-$2-$3T$4:$5:$6.$7Z'))
}

export function manifestText(manifest: Manifest, key: Buffer): string {
  const text = JSON.stringify(manifest)
  return `${text}\n${sealOf(text, key).toString('hex')}\n`
}

/** Reads a snapshot's manifest; null where there is none. Without a key nothing counts as genuine. */
export function readSnapshot(path: string, key?: Buffer): Snapshot | null {
  try {
    const [text = '', seal = ''] = readFileSync(join(path, 'manifest.json'), 'utf8').split('\n')
    const manifest = JSON.parse(text) as Manifest
    if (typeof manifest.archiveId !== 'string' || !Array.isArray(manifest.files)) return null
    const expected = key === undefined ? null : sealOf(text, key)
    const given = Buffer.from(seal, 'hex')
    return { path, set: dirname(dirname(path)), manifest, genuine: expected !== null && given.length === expected.length && timingSafeEqual(given, expected) }
  } catch {
    return null
  }
}

/** Paths of a set's snapshots, newest first. */
export function snapshotPaths(set: string): string[] {
  const folder = join(set, 'snapshots')
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter((name) => stampForm.test(name)).toSorted().toReversed().map((name) => join(folder, name))
}

/** What a folder says it is a set of; null where it is none. */
export function readSet(set: string): { format: number; archiveId: string } | null {
  try {
    const { format, archiveId } = JSON.parse(readFileSync(join(set, 'backup.json'), 'utf8')) as { format?: unknown; archiveId?: unknown }
    return typeof format === 'number' && typeof archiveId === 'string' ? { format, archiveId } : null
  } catch {
    return null
  }
}

/** Sets that lie in a folder, one step down: a chosen disk holds the set under a name of its own. */
export function setsWithin(folder: string): { readonly path: string; readonly archiveId: string }[] {
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch {
    return []
  }
  return names.toSorted().flatMap((name) => {
    const path = join(folder, name)
    const set = readSet(path)
    return set === null ? [] : [{ path, archiveId: set.archiveId }]
  })
}

/**
 * The folder of an archive's set in a chosen place. One that is no set yet gets a folder of its own in it, called `name`, and is
 * found again there under whatever name, so that the next backup copies only what is new. A place that is not there yet was named
 * for the set itself.
 */
export function setFolder(chosen: string, archiveId: string, name: string): string {
  if (!existsSync(chosen) || readSet(chosen) !== null) return chosen
  const known = setsWithin(chosen).find((set) => set.archiveId === archiveId)
  if (known !== undefined) return known.path
  const named = join(chosen, name)
  return existsSync(named) ? join(chosen, `${name} ${archiveId.slice(0, 8)}`) : named
}

function sealOf(text: string, key: Buffer): Buffer {
  return createHmac('sha256', derivedKey(key, 'backup')).update(text).digest()
}
