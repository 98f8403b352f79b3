// One look through a whole database file: seals of its pages, SQLite's own check, references, journal. It blocks for as long as
// it takes, so it runs in a thread beside the writer (database-thread.ts), or where nobody waits.
import { checkChain } from './chain.ts'
import type { ChainReport } from './chain.ts'
import { openConnection } from './database.ts'
import type { Connection } from './database.ts'
import type { Seen } from './keyring.ts'
import { damagedPages } from './pages.ts'
import { sql } from './sql.ts'

export interface Inspection {
  /** what is wrong with the file itself; empty for a sound one */
  readonly damage: readonly string[]
  /** rows whose reference leads nowhere; null where that could not be read */
  readonly brokenReferences: number | null
  readonly journal: ChainReport
}

export interface InspectOptions {
  readonly path: string
  /** the database's key */
  readonly key: Buffer
  readonly device: string
  readonly seen: Seen | null
  readonly progress?: (entries: number) => void
}

/** Inspects a database. Damage becomes part of the answer, never an exception. */
export function inspectDatabase({ path, key, device, seen, progress }: InspectOptions): Inspection {
  const damage: string[] = []
  const guarded = <Value>(what: string, work: () => Value): Value | null => {
    try {
      return work()
    } catch (error) {
      if (!isFileFault(error)) throw error
      damage.push(`${what}: ${(error as Error).message}`)
      return null
    }
  }
  for (const page of guarded('pages', () => damagedPages(path, key)) ?? []) damage.push(`page ${page} was changed`)

  const unread: ChainReport = { entries: 0, problem: 'the journal cannot be read' }
  const db = guarded('opening', () => openConnection({ path, key, readOnly: true }))
  if (db === null) return { damage, brokenReferences: null, journal: unread }
  try {
    // One state of the archive for all checks, whatever is saved meanwhile.
    guarded('opening', () => db.script('BEGIN'))
    guarded('integrity', () => damage.push(...integrityProblems(db)))
    const brokenReferences = guarded('references', () => db.pragma('foreign_key_check').length)
    const journal = guarded('journal', () => checkChain(db, device, seen, progress)) ?? { ...unread, entries: guarded('journal', () => db.value<number>(sql`SELECT count(*) FROM journal_envelope`)) ?? 0 }
    return { damage, brokenReferences, journal }
  } finally {
    db.close()
  }
}

function integrityProblems(db: Connection): string[] {
  const found = db.pragma<{ integrity_check: string }>('integrity_check(20)').map((row) => row.integrity_check)
  return found.length === 1 && found[0] === 'ok' ? [] : found
}

/** Faults of the file or its reading; anything else is a fault of the program. */
export function isFileFault(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return error instanceof SyntaxError // a payload that is no JSON
  return code.startsWith('SQLITE_') || /^E[A-Z]+$/.test(code)
}
