// The archive that is measured on: made once through the journal and the search index as the program makes its own, kept in
// .cache, and copied for each run, because a run registers documents. Its files are named and their texts indexed, but their
// bytes are not in the store: nothing that is measured here reads them.
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { archivePaths, derivedKey, openArchive } from '../../src-main/archive/archive.ts'
import type { Archive } from '../../src-main/archive/archive.ts'
import { openSearchIndex } from '../../src-main/archive/search/index.ts'
import type { SearchIndex } from '../../src-main/archive/search/index.ts'
import { searchVersion } from '../../src-main/archive/search/schema.ts'
import { sql } from '../../src-main/archive/sql.ts'
import type { ErrorValue, Result } from '../../src-main/contract/result.ts'
import { startingTree } from '../../src-main/filing/index.ts'
import { groupOfLevel } from '../../src-main/filing/records.ts'
import { officeSchema } from '../../src-main/office/schema.ts'
import { startingBooks, searchEntries } from '../../src-main/registers/index.ts'
import { loadRulebook } from '../../src-main/rulebook/load.ts'
import { searchTokens } from '../../src-main/text/fold.ts'
import { chanceOf } from './random.ts'
import { communeBodies, generateDocuments, generatorVersion, office } from './generate.ts'
import type { Issuer, MadeDocument } from './generate.ts'
import { loadVocabulary } from './vocabulary.ts'

const root = join(import.meta.dirname, '..', '..')
export const resources = join(root, 'resources')
const seed = 20_260_730
/** As a registration in bulk is written: at most 500 rows an entry. */
const batch = 500

/** What the queries are made of, found while the archive was made. */
export interface BenchFacts {
  readonly documents: number
  readonly withText: number
  /** in 2 to 20 documents, as they stand there */
  readonly rare: readonly string[]
  /** pairs of words of one document, each in 0.5–5 % of all */
  readonly pairs: readonly (readonly [string, string])[]
  /** in the most documents, the most common first */
  readonly common: readonly string[]
  readonly numberSymbols: readonly string[]
  /** the last documents made, for registrations of the same kind */
  readonly samples: readonly Omit<MadeDocument, 'changes' | 'file'>[]
}

export interface BenchArchive {
  readonly directory: string
  readonly configuration: string
  readonly facts: BenchFacts
}

/** The archive of this many documents, made where it is not there yet. `say` tells how far it is. */
export function ensureBenchArchive(count: number, say: (text: string) => void): BenchArchive {
  const schema = createHash('sha256').update(officeSchema.migrations.map(({ script }) => script).join('\n')).digest('hex').slice(0, 8)
  const name = `bench-archive-${generatorVersion}-${schema}-${searchVersion}`
  const cache = join(root, '.cache')
  const folder = join(cache, name, String(count))
  if (!existsSync(join(folder, 'facts.json'))) {
    mkdirSync(join(cache, name), { recursive: true })
    sweep(cache, name)
    const making = mkdtempSync(`${folder}.making-`)
    const facts = fill(making, count, say)
    writeFileSync(join(making, 'facts.json'), JSON.stringify(facts))
    rmSync(folder, { recursive: true, force: true })
    renameSync(making, folder)
  }
  return { directory: join(folder, 'archive'), configuration: join(folder, 'configuration'), facts: JSON.parse(readFileSync(join(folder, 'facts.json'), 'utf8')) as BenchFacts }
}

/** Archives of other forms are of no more use, and large; those of today may be another run's. */
function sweep(cache: string, except: string): void {
  for (const old of readdirSync(cache)) {
    const path = join(cache, old)
    if (old.startsWith('bench-archive-') && old !== except && statSync(path).mtimeMs < Date.now() - 86_400_000) rmSync(path, { recursive: true })
  }
}

/** A copy to work on, removed by the caller. */
export function copyBenchArchive(from: BenchArchive, to: string): BenchArchive {
  rmSync(to, { recursive: true, force: true })
  mkdirSync(to, { recursive: true })
  const [directory, configuration] = [join(to, 'archive'), join(to, 'configuration')]
  cpSync(from.directory, directory, { recursive: true })
  cpSync(from.configuration, configuration, { recursive: true })
  return { directory, configuration, facts: from.facts }
}

function fill(folder: string, count: number, say: (text: string) => void): BenchFacts {
  let now = Date.parse('2018-01-02T01:00:00Z')
  const [directory, configuration] = [join(folder, 'archive'), join(folder, 'configuration')]
  const archive = must(openArchive({ directory, configuration, schema: officeSchema, now: () => now, make: true }))
  const { index } = openSearchIndex(archivePaths(directory).search, derivedKey(archive.keyring.key, 'search'))
  try {
    const rulebook = loadRulebook(join(resources, 'rulebook'))
    const issuers = setUp(archive, rulebook, now)
    const vocabulary = loadVocabulary()
    const counted = countWords()
    const years = new Set<string>()
    let waiting: MadeDocument[] = []
    let made = 0
    const flush = (): void => {
      const last = waiting.at(-1)
      if (last === undefined) return
      now = Date.parse(`${last.registerDate}T03:00:00Z`)
      // The first registration of a year opens it.
      const opened = [...new Set(waiting.map((one) => one.registerDate.slice(0, 4)))].filter((year) => !years.has(year))
      for (const year of opened) years.add(year)
      must(archive.journal.transact({ command: 'registers.registerIncoming', actor: 'local' }, (tx) => {
        tx.appendAll([
          ...opened.map((year) => ({ table: 'number_period', id: `den:${year}`, set: { register_id: 'den', year: Number(year), start_number: 1 } })),
          ...waiting.flatMap((one) => one.changes),
        ])
        return { ok: true, value: null }
      }))
      follow(archive, index, waiting, rulebook.typeName)
      made += waiting.length
      if (made % 10_000 < batch) say(`${made} of ${count} documents`)
      waiting = []
    }
    const samples: MadeDocument[] = []
    let withText = 0
    for (const document of generateDocuments({ seed, count, issuers, rulebook, vocabulary })) {
      waiting.push(document)
      counted.add(document)
      if (document.file?.text != null) withText += 1
      samples.push(document)
      if (samples.length > 1000) samples.shift()
      if (waiting.length === batch) flush()
    }
    flush()
    return { documents: count, withText, ...counted.facts(count), samples: samples.map(({ changes: _changes, file: _file, ...rest }) => rest) }
  } finally {
    index.close()
    archive.close()
  }
}

/** The office, its book and its bodies; those that may issue documents. */
function setUp(archive: Archive, rulebook: ReturnType<typeof loadRulebook>, now: number): Issuer[] {
  must(archive.journal.transact({ command: 'office.setUp', actor: 'local' }, (tx) => {
    tx.appendAll([
      { table: 'office', id: 'office', set: { name: office.name, parent_name: office.parentName, level: office.level, symbol_suffix: office.symbolSuffix, place: office.place, is_sample: 0, set_up_at: new Date(now).toISOString() } },
      ...startingBooks(rulebook),
    ])
    tx.appendAll(startingTree(rulebook, office, () => v7()))
    return { ok: true, value: null }
  }))
  const started = archive.db.all<Issuer>(sql`SELECT id, symbol FROM body WHERE is_group = 0 AND symbol IS NOT NULL AND level <> 'base' ORDER BY sort_order, id`)
  const communes = communeBodies(groupOfLevel(archive.db, 'commune'))
  must(archive.journal.transact({ command: 'filing.addBody', actor: 'local' }, (tx) => {
    tx.appendAll(communes.changes)
    return { ok: true, value: null }
  }))
  return [...started, ...communes.issuers]
}

/** As office/searching.ts: documents first, then the texts of their files, then the documents that hold these once more. */
function follow(archive: Archive, index: SearchIndex, documents: readonly MadeDocument[], typeName: (id: string) => string): void {
  index.put(searchEntries(archive.db, documents.map(({ id }) => id), typeName), archive.journal.head().position)
  const again: string[] = []
  for (const { file } of documents) if (file !== null) {
    const holders = index.setText(file.id, file.text === null ? 'none' : 'found', file.text)
    if (file.text !== null) again.push(...holders)
  }
  index.put(searchEntries(archive.db, again, typeName), null)
}

/** In how many documents each word stands, and from that the words to search for. */
function countWords() {
  const documents = new Map<string, number>()
  const sampled: string[][] = []
  const numberSymbols: string[] = []
  const chance = chanceOf(seed + 1)
  return {
    add({ subject, file, numberSymbol }: MadeDocument): void {
      const found = new Set(searchTokens(`${subject} ${file?.text ?? ''}`))
      for (const word of found) documents.set(word, (documents.get(word) ?? 0) + 1)
      if (!chance.is(0.01)) return
      sampled.push([...found].filter((word) => /^\p{L}{3,}$/u.test(word)))
      if (numberSymbol !== '') numberSymbols.push(numberSymbol)
    },
    facts(count: number): Pick<BenchFacts, 'rare' | 'pairs' | 'common' | 'numberSymbols'> {
      const share = (word: string): number => (documents.get(word) ?? 0) / count
      const rare = [...documents].filter(([word, n]) => n >= 2 && n <= 20 && /^\p{L}{3,}$/u.test(word)).map(([word]) => word)
      return {
        rare: Array.from({ length: 200 }, () => chance.pick(rare)),
        pairs: sampled
          .map((words) => words.filter((word) => share(word) >= 0.005 && share(word) <= 0.05))
          .filter((words) => words.length >= 4)
          .slice(0, 200)
          .map((words) => [words[0]!, words.at(-1)!] as const),
        common: [...documents].sort((a, b) => b[1] - a[1]).map(([word]) => word).filter((word) => /^\p{L}{2,}$/u.test(word)).slice(0, 20),
        numberSymbols: numberSymbols.slice(0, 400),
      }
    },
  }
}

function must<Value>(result: Result<Value, ErrorValue>): Value {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.params ?? {})}`)
  return result.value
}
