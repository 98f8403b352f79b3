// One process owns an archive. The lock is the operating system's, held through a small SQLite file, so it goes with the
// process however it dies: no pid file that outlives a power cut. The file itself says nothing.
import Database from 'better-sqlite3'

export interface Lock {
  release(): void
}

/** Takes the lock at `path`, waiting at most `wait` ms; null when another process holds it. */
export function takeLock(path: string, wait = 0): Lock | null {
  const database = new Database(path, { timeout: wait })
  try {
    database.pragma('journal_mode = DELETE')
    database.pragma('locking_mode = EXCLUSIVE')
    database.exec('BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS held (mark INTEGER); COMMIT')
    return { release: () => database.close() }
  } catch (error) {
    database.close()
    const code = (error as { code?: string }).code ?? ''
    if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return null
    throw error
  }
}
