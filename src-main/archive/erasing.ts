// Erasing what entries said: envelopes and hashes stay, so chain and signatures still verify, and nobody can bring the words back.
import type { Connection } from './database.ts'
import type { Payload } from './entry.ts'
import { sql } from './sql.ts'

/** A record touched by a commit: what follows a commit (search, lists of windows) is told of these. */
export interface Touched {
  readonly table: string
  readonly id: string
}

/** Payloads that were erased: the position of their entry, and their compartment. */
export interface Erased {
  readonly position: number
  readonly compartment: string
}

/** Erases a payload; its hash stays, and so does the note that it was erased. */
export function erasePayload(db: Connection, { position, compartment }: Erased): void {
  db.run(sql`UPDATE journal_part SET salt = NULL, body = NULL WHERE position = ${position} AND compartment = ${compartment}`)
  db.run(sql`INSERT OR IGNORE INTO journal_erased (position, compartment) VALUES (${position}, ${compartment})`)
}

/**
 * Erases the payloads up to a place of the journal that touched these records, with the answers that were stored there.
 * @returns what was erased, and the other records that the same payloads touched: nothing else may say of them what they are
 */
export function erasePayloads(db: Connection, records: readonly Touched[], upTo: number): { readonly erased: readonly Erased[]; readonly others: readonly Touched[] } {
  const positions = new Set(records.flatMap(({ table, id }) =>
    db.all<{ position: number }>(sql`SELECT position FROM journal_touch WHERE table_name = ${table} AND record_id = ${id} AND position <= ${upTo}`).map(({ position }) => position)))
  const wanted = new Set(records.map(({ table, id }) => `${table} ${id}`))
  const others = new Map<string, Touched>()
  const erased: Erased[] = []
  for (const position of positions) {
    for (const { compartment, body } of db.all<{ compartment: string; body: string | null }>(sql`SELECT compartment, body FROM journal_part WHERE position = ${position}`)) {
      if (body === null) continue
      const { changes, commandId } = JSON.parse(body) as Payload
      if (!changes.some(([table, id]) => wanted.has(`${table} ${id}`))) continue
      for (const [table, id] of changes) others.set(`${table} ${id}`, { table, id })
      if (commandId !== undefined) db.run(sql`DELETE FROM command_answer WHERE command_id = ${commandId}`)
      erasePayload(db, { position, compartment })
      erased.push({ position, compartment })
    }
  }
  return { erased, others: [...others.values()] }
}
