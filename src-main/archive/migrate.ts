// Bringing an archive to this program's schema: each migration in a transaction of its own, foreign keys checked before they are
// switched on again. A newer archive is refused, not opened. The backup before it: upgrade.ts.
import { err, ok } from '../contract/result.ts'
import { crashPoint } from './crash-point.ts'
import { applicationId } from './database.ts'
import type { Connection } from './database.ts'
import { noteStale, rederiveStale } from './rederive.ts'
import { latestMigration } from './schema.ts'
import type { ArchiveSchema } from './schema.ts'

/** Whether the archive holds something that a migration would change. */
export function migrationDue(db: Connection, schema: ArchiveSchema): boolean {
  const version = versionOf(db)
  return version > 0 && version < latestMigration(schema)
}

/** Runs the migrations that the archive lacks. Answers ARCHIVE_NEWER {version, known}. */
export function migrate(db: Connection, schema: ArchiveSchema) {
  const version = versionOf(db)
  const known = latestMigration(schema)
  if (version > known) return err('ARCHIVE_NEWER', { version, known })
  const missing = schema.migrations.filter((migration) => migration.number > version).toSorted((a, b) => a.number - b.number)
  if (missing.length === 0) {
    // Killed between the last script and the tables that it makes stale.
    if (version > 0) db.transaction(() => rederiveStale(db, schema))
    return ok(version)
  }
  // A table that is made anew under its old name would drag references with it while foreign keys are on.
  db.pragma('foreign_keys = OFF')
  try {
    for (const migration of missing) {
      db.transaction(() => {
        db.script(migration.script)
        db.pragma(`user_version = ${migration.number}`)
        if (version === 0) db.pragma(`application_id = ${applicationId}`)
        if (version > 0) noteStale(db, migration.rederive ?? [])
        const broken = db.pragma('foreign_key_check')
        if (broken.length > 0) throw new Error(`migration ${migration.number} (${migration.name}) leaves ${broken.length} broken references`)
        crashPoint('during-migration')
      })
    }
    if (version > 0) db.transaction(() => rederiveStale(db, schema))
  } finally {
    db.pragma('foreign_keys = ON')
  }
  return ok(known)
}

/** The number of the last migration that an archive went through; 0 for one that holds nothing yet. */
export function versionOf(db: Connection): number {
  return db.pragma<{ user_version: number }>('user_version')[0]!.user_version
}

/** The number of a program's last migration. */
export function latestOf(schema: ArchiveSchema): number {
  return Math.max(...schema.migrations.map((migration) => migration.number))
}
