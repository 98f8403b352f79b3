// A copy of a database in one state, while others write: VACUUM INTO, which stays encrypted under the same key (db.backup() to
// an unkeyed target fails with ciphers). The copy is on the disk and checked when this returns.
import { statSync } from 'node:fs'
import type { Connection } from './database.ts'
import { openConnection, rekey } from './database.ts'
import { syncFileNow } from './hashing.ts'
import { inspectDatabase } from './inspect.ts'
import { sql } from './sql.ts'

export interface CopyHead {
  readonly device: string
  readonly epoch: number
  readonly sequence: number
  /** hex */
  readonly hash: string
}

export interface DatabaseCopy {
  readonly bytes: number
  readonly schemaVersion: number
  readonly entries: number
  readonly head: CopyHead | null
  /** what the check of the copy found; empty for a good one */
  readonly damage: readonly string[]
}

/** Copies the database at `path` to `into`, which must not be there yet, over a connection that only reads. Blocks. */
export function copyDatabase(path: string, key: Buffer, into: string): DatabaseCopy {
  const db = openConnection({ path, key, readOnly: true })
  try {
    // The connection cannot write to the archive (it is opened read-only); `query_only` would refuse the copy as well.
    db.pragma('query_only = OFF')
    return copyOver(db, key, into)
  } finally {
    db.close()
  }
}

/** As `copyDatabase`, over a connection at hand. */
export function copyOver(db: Connection, key: Buffer, into: string): DatabaseCopy {
  db.run(sql`VACUUM INTO ${into}`)
  syncFileNow(into)
  return describeDatabase(into, key)
}

/**
 * As `copyDatabase`, under another key. What is laid down is read through before it counts; until then a crash leaves a file that
 * nobody opens.
 */
export function copyUnderKey(path: string, key: Buffer, newKey: Buffer, into: string, form: 'lasting' | 'disposable'): DatabaseCopy {
  const source = openConnection({ path, key, readOnly: true, form })
  try {
    source.pragma('query_only = OFF')
    source.run(sql`VACUUM INTO ${into}`)
  } finally {
    source.close()
  }
  rekey(into, key, newKey, form)
  syncFileNow(into)
  if (form === 'lasting') return describeDatabase(into, newKey)
  const copy = openConnection({ path: into, key: newKey, readOnly: true, form })
  const damage = copy.pragma<{ quick_check: string }>('quick_check(1)').map((row) => row.quick_check).filter((found) => found !== 'ok')
  copy.close()
  return { bytes: statSync(into).size, schemaVersion: 0, entries: 0, head: null, damage }
}

/** Reads a database through and says what it holds. */
export function describeDatabase(path: string, key: Buffer): DatabaseCopy {
  const { damage, journal } = inspectDatabase({ path, key, device: '', seen: null })
  if (damage.length > 0) return { bytes: 0, schemaVersion: 0, entries: 0, head: null, damage }
  const db = openConnection({ path, key, readOnly: true })
  try {
    const head = db.get<CopyHead>(sql`
      SELECT device.id AS device, envelope.epoch, envelope.sequence, lower(hex(envelope.hash)) AS hash
      FROM journal_envelope AS envelope
      JOIN journal_device AS device ON device.no = envelope.device_no
      ORDER BY envelope.position DESC
      LIMIT 1`)
    const schemaVersion = db.pragma<{ user_version: number }>('user_version')[0]!.user_version
    return { bytes: statSync(path).size, schemaVersion, entries: journal.entries, head: head ?? null, damage: [] }
  } finally {
    db.close()
  }
}
