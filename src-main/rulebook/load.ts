// Reads resources/rulebook and checks it. A broken rulebook is a fault of the installation, not of a person at the desk:
// it throws at start, and the message names the file and the entry to mend.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ruleFaults } from './rules.ts'
import { Rulebook } from './rulebook.ts'
import { files } from './schemas.ts'
import type { RulebookEntries } from './types.ts'

/** Why a rulebook cannot be used: `file` and, where one is to blame, the `entry` (its id, or its place in the list). */
export class RulebookFault extends Error {
  readonly file: string
  readonly entry: string | null
  readonly reason: string

  constructor(file: string, entry: string | null, reason: string) {
    super(entry === null ? `${file}: ${reason}` : `${file}, entry ${entry}: ${reason}`)
    this.name = 'RulebookFault'
    this.file = file
    this.entry = entry
    this.reason = reason
  }
}

/**
 * The rulebook that lies in `directory` (the folder with document-types.json and the others).
 * @throws RulebookFault when a file is missing, is not JSON, or an entry breaks its schema or points nowhere.
 */
export function loadRulebook(directory: string): Rulebook {
  const lists = Object.fromEntries(
    Object.entries(files).map(([list, { file, entry }]) => [list, readEntries(directory, file, entry)]),
  ) as unknown as RulebookEntries
  const fault = ruleFaults(lists)[0]
  if (fault) throw new RulebookFault(files[fault.list].file, fault.entry, fault.reason)
  return new Rulebook(lists)
}

type EntrySchema = (typeof files)[keyof typeof files]['entry']

function readEntries(directory: string, file: string, schema: EntrySchema): unknown[] {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(join(directory, file), 'utf8'))
  } catch (cause) {
    throw new RulebookFault(file, null, cause instanceof SyntaxError ? `not JSON: ${cause.message}` : 'cannot be read')
  }
  const entries = typeof content === 'object' && content !== null && 'entries' in content ? content.entries : undefined
  if (!Array.isArray(entries)) throw new RulebookFault(file, null, 'has no list "entries"')
  return entries.map((candidate: unknown, index) => {
    const checked = schema.safeParse(candidate)
    if (checked.success) return checked.data
    const issue = checked.error.issues[0]
    throw new RulebookFault(file, nameOf(candidate, index), `${issue?.path.join('.') || 'entry'}: ${issue?.message ?? 'invalid'}`)
  })
}

function nameOf(candidate: unknown, index: number): string {
  const id = typeof candidate === 'object' && candidate !== null && 'id' in candidate ? candidate.id : undefined
  return typeof id === 'string' ? `"${id}"` : `number ${index + 1}`
}
