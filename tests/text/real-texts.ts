// The real official texts of tests/fixtures/text (see its PROVENANCE.md).
import { readFileSync, readdirSync } from 'node:fs'

const folder = new URL('../fixtures/text/', import.meta.url)

/** Name → text, in the order of names. */
export const realTexts: ReadonlyMap<string, string> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
)
