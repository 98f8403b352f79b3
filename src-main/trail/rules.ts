// Decisions about who reads what of the journal. Pure.
import type { Payload } from '../archive/entry.ts'

/** Whether a payload says something of one of these records ("table id"): of documents that are withheld from the reader by now. */
export function saysOf({ changes }: Pick<Payload, 'changes'>, records: ReadonlySet<string> | undefined): boolean {
  return records !== undefined && changes.some(([table, id]) => records.has(`${table} ${id}`))
}
