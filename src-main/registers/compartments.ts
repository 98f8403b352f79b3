// In which compartment of the journal a document's payloads lie: the office's own, or that of its level of secrecy, which can be
// withheld from a PC that is not cleared, and erased by decision (architecture: every write goes through the journal). What is kept
// beside a document lies where the document does (`within`).
import { officeCompartment } from '../archive/entry.ts'
import type { Row } from '../archive/schema.ts'
import type { Secrecy } from '../contract/fields.ts'

/** Of a document, by its level. */
export function ownCompartment(row: Row): string {
  const secrecy = row['secrecy'] as Secrecy
  return secrecy === 'none' ? officeCompartment : `secrecy:${secrecy}`
}
