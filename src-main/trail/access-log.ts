// The log of accesses: noted beside each answer, kept in a table of this PC within seconds, and laid into the journal in batches, so
// that reading a document costs no entry of its own. The same person reading the same document again within minutes is one access.
import { v7 as timeOrderedId } from 'uuid'
import type { Archive } from '../archive/archive.ts'
import type { Change } from '../archive/journal.ts'
import { sql } from '../archive/sql.ts'
import { ok } from '../contract/result.ts'
import type { AccessKind } from '../contract/define.ts'

export interface Access {
  readonly accountId: string
  readonly kind: AccessKind
  readonly documentId: string | null
  /** of the contract */
  readonly name: string
}

export interface AccessLog {
  note(access: Access): void
  /** Keeps what was noted, and lays what is kept into the journal. */
  flush(): void
  stop(): void
}

/** ms within which the same again is the same access */
const oneAccess = 10 * 60_000
/** ms after which what was noted is kept on the disk */
const keptAfter = 2_000
/** ms after which what is kept goes into the journal, and rows that wait for no time */
const laidAfter = 10 * 60_000
const batch = 400

interface Noted extends Access {
  readonly id: string
  readonly at: number
  times: number
}

/** @param onFault told once of what keeps it from writing (a full disk), until it writes again */
export function createAccessLog({ archive, now, onFault }: { readonly archive: Archive; readonly now: () => number; readonly onFault: (error: unknown) => void }): AccessLog {
  const { db, journal } = archive
  /** by person, kind and document */
  const recent = new Map<string, Noted>()
  /** noted, and not yet on the disk */
  const unkept = new Set<Noted>()
  let keeping: NodeJS.Timeout | null = null
  const laying = setInterval(() => inTime(lay), laidAfter).unref()
  let isTold = false

  /** Nobody waits for what is done on time: thrown, it would end the office process. What could not be written is written the next time. */
  function inTime(work: () => void): void {
    try {
      work()
      isTold = false
    } catch (error) {
      if (!isTold) onFault(error)
      isTold = true
    }
  }

  function keep(): void {
    if (keeping !== null) clearTimeout(keeping)
    keeping = null
    for (const { id, accountId, kind, documentId, name, at, times } of unkept) {
      db.run(sql`INSERT INTO access_note (id, account_id, kind, document_id, name, at, times) VALUES (${id}, ${accountId}, ${kind}, ${documentId}, ${name}, ${new Date(at).toISOString()}, ${times})
                 ON CONFLICT (id) DO UPDATE SET times = excluded.times`)
    }
    unkept.clear()
    for (const [key, noted] of recent) if (now() - noted.at > oneAccess) recent.delete(key)
    if ((db.value<number>(sql`SELECT count(*) FROM access_note`) ?? 0) >= batch) lay()
  }

  function lay(): void {
    for (;;) {
      // What may still grow waits, as long as it is remembered here.
      const growing = new Set([...recent.values()].map(({ id }) => id))
      const rows = db.all<{ id: string; account_id: string; kind: string; document_id: string | null; name: string; at: string; times: number }>(sql`SELECT * FROM access_note ORDER BY id LIMIT ${batch * 2}`).filter(({ id }) => !growing.has(id)).slice(0, batch)
      if (rows.length === 0) return
      journal.transact({ command: 'trail.noteAccess', actor: 'local' }, (tx) => {
        tx.append(rows.map(({ id, ...set }): Change => ({ table: 'access', id, set })))
        for (const { id } of rows) tx.local(sql`DELETE FROM access_note WHERE id = ${id}`)
        return ok(null)
      })
    }
  }

  const log: AccessLog = {
    note(access) {
      const key = JSON.stringify([access.accountId, access.kind, access.documentId, access.documentId === null ? access.name : ''])
      const before = recent.get(key)
      const again = before !== undefined && access.kind !== 'sign-in' && now() - before.at <= oneAccess
      const noted = again ? before : { ...access, id: timeOrderedId(), at: now(), times: 0 }
      noted.times += 1
      recent.set(key, noted)
      unkept.add(noted)
      keeping ??= setTimeout(() => inTime(keep), keptAfter).unref()
    },
    flush() {
      keep()
      recent.clear()
      lay()
    },
    stop() {
      clearInterval(laying)
      inTime(keep)
    },
  }
  return log
}
