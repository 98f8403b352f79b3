// Bringing an archive to this program's schema: each migration in a transaction of its own, after a backup, foreign keys
// checked before they are switched on again. A newer archive is refused, not opened.
import { err, ok } from '../contract/result.ts'
import { crashPoint } from './crash-point.ts'
import { applicationId } from './database.ts'
import type { Connection } from './database.ts'
import type { ArchiveSchema } from './schema.ts'

/**
 * Runs the migrations that the archive lacks. `beforeFirst` is called once before a migration touches an archive that holds
 * something. Answers ARCHIVE_NEWER {version, known}.
 */
export function migrate(db: Connection, schema: ArchiveSchema, beforeFirst: () => void) {
  const version = db.pragma<{ user_version: number }>('user_version')[0]!.user_version
  const known = Math.max(...schema.migrations.map((migration) => migration.number))
  if (version > known) return err('ARCHIVE_NEWER', { version, known })
  const missing = schema.migrations.filter((migration) => migration.number > version).toSorted((a, b) => a.number - b.number)
  if (missing.length === 0) return ok(version)
  if (version > 0) beforeFirst()
  // A table that is made anew under its old name would drag references with it while foreign keys are on.
  db.pragma('foreign_keys = OFF')
  try {
    for (const migration of missing) {
      db.transaction(() => {
        db.script(migration.script)
        db.pragma(`user_version = ${migration.number}`)
        if (version === 0) db.pragma(`application_id = ${applicationId}`)
        const broken = db.pragma('foreign_key_check')
        if (broken.length > 0) throw new Error(`migration ${migration.number} (${migration.name}) leaves ${broken.length} broken references`)
        crashPoint('during-migration')
      })
    }
  } finally {
    db.pragma('foreign_keys = ON')
  }
  return ok(known)
}
