// Benches `list`, `search`, `search-common`, `search-ranked`: first pages of 50 at the contract, as the window asks for them.
// Every kind of question is measured by itself and the slowest kind counts, so that easy questions do not hide hard ones.
// No office is asked a question twice. All are asked of several offices opened one after the other, and of each question the least
// time counts: what other programs of the machine take from one of them is not the program's.
import { sql } from '../../src-main/archive/sql.ts'
import { foldMarks } from '../../src-main/text/fold.ts'
import type { BenchArchive, BenchFacts } from './bench-archive.ts'
import { quantile, rowOf, spread, timed } from './measure.ts'
import type { Measured } from './measure.ts'
import { openBenchOffice } from './office.ts'
import type { Office } from './office.ts'
import { chanceOf } from './random.ts'

type Question = Readonly<Record<string, unknown>>
type Kinds = Readonly<Record<string, readonly Question[]>>

const offices = 3
const limits = { list: 5, search: 15, 'search-common': 15, 'search-ranked': 50 } as const
type Name = keyof typeof limits

export const findRows = Object.keys(limits) as readonly Name[]

interface Asked {
  /** milliseconds, the least of all offices */
  took: number
  readonly found: number
}

export async function benchFind(archive: BenchArchive, wanted: readonly Name[], say: (text: string) => void): Promise<Measured[]> {
  const asked = new Map<Question, Asked>()
  let questions: ReadonlyMap<Name, Kinds> = new Map()
  for (let round = 0; round < offices; round += 1) {
    const office = await openBenchOffice(archive, say)
    try {
      // The reading thread starts with the first question.
      await ask(office, {})
      if (round === 0) questions = new Map(await Promise.all(wanted.map(async (name) => [name, await kindsOf(name, office, archive.facts)] as const)))
      for (const question of [...questions.values()].flatMap((kinds) => Object.values(kinds).flat())) await once(office, question, asked)
    } finally {
      await office.close()
    }
  }
  return [...questions].map(([name, kinds]) => measured(name, kinds, asked))
}

async function once(office: Office, question: Question, asked: Map<Question, Asked>): Promise<void> {
  let found = 0
  const took = await timed(async () => (found = (await ask(office, question)).total))
  const before = asked.get(question)
  if (before === undefined) asked.set(question, { took, found })
  else before.took = Math.min(before.took, took)
}

function measured(name: Name, kinds: Kinds, asked: ReadonlyMap<Question, Asked>): Measured {
  const details: string[] = []
  let worst = 0
  for (const [kind, questions] of Object.entries(kinds)) {
    const answers = questions.map((question) => asked.get(question)!)
    const times = answers.map(({ took }) => took)
    const slowest = JSON.stringify(questions[times.indexOf(Math.max(...times))]).slice(0, 120)
    const found = answers.reduce((sum, one) => sum + one.found, 0)
    worst = Math.max(worst, quantile(times, 0.95))
    details.push(`${spread(kind, times)} (${questions.length} questions, ${Math.round(found / questions.length)} hits each; slowest ${slowest})`)
  }
  return { row: rowOf(name, worst, 'ms', limits[name], 1), details }
}

/** The questions of a row, by their kinds. */
export function kindsOf(name: Name, office: Office, facts: BenchFacts): Kinds | Promise<Kinds> {
  return { list: () => lists(office, facts), search: () => searches(facts), 'search-common': () => commons(facts), 'search-ranked': () => ranked(facts) }[name]()
}

async function ask(office: Office, question: Question): Promise<{ total: number; next?: string; rows: readonly { snippet?: unknown }[] }> {
  const answer = await office.call('registers.findDocuments', question, 'window')
  if (!answer.ok) throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.params ?? {})}`)
  return answer.value as { total: number; next?: string; rows: { snippet?: unknown }[] }
}

async function lists(office: Office, facts: BenchFacts): Promise<Kinds> {
  const db = office.session()!.archive.db
  const bodies = [...new Set(facts.samples.map((one) => one.issuingBodyId))]
  const groups = db.all<{ id: string }>(sql`SELECT id FROM body WHERE is_group = 1`).map(({ id }) => id)
  const types = [...new Set(facts.samples.map((one) => one.documentTypeId))]
  const years = [2018, 2020, 2022, 2024, 2026]
  const across = <A, B>(some: readonly A[], others: readonly B[]): (readonly [A, B])[] => some.flatMap((one) => others.map((other) => [one, other] as const))
  const pages: Question[] = []
  for (let next: string | undefined, page = 0; page < 60; page++) {
    const question: Question = { order: 'oldest', limit: 50, ...(next === undefined ? {} : { after: next }) }
    pages.push(question)
    next = (await ask(office, { ...question, limit: 500 })).next
  }
  const orders = ['newest', 'oldest', 'number', 'number-down'] as const
  return {
    'all, page after page': pages,
    'one body': bodies.slice(0, 80).map((issuingBodyId) => ({ filters: { issuingBodyId } })),
    'a branch of the tree': across(groups, orders).map(([issuingBodyId, order]) => ({ filters: { issuingBodyId }, order })),
    'a type': across(types, orders).map(([documentTypeId, order]) => ({ filters: { documentTypeId }, order })),
    'a type of a year': across(types, years).map(([documentTypeId, year]) => ({ filters: { documentTypeId, year } })),
    'a body in a year': across(bodies.slice(0, 30), years).map(([issuingBodyId, year]) => ({ filters: { issuingBodyId, year } })),
    'a type of a body': across(bodies.slice(0, 20), types).map(([issuingBodyId, documentTypeId]) => ({ filters: { issuingBodyId, documentTypeId } })),
    'urgent, secret, returned': across([{ urgency: 'hoa-toc' }, { urgency: 'khan' }, { secrecy: 'mat' }, { status: 'returned' }, { status: 'cancelled' }], orders).map(([filters, order]) => ({ filters, order })),
    'some days': across(years, ['02', '05', '09', '11']).map(([year, month]) => ({ filters: { from: `${year - 1}-${month}-03`, to: `${year}-${month}-17` } })),
  }
}

function searches({ rare, pairs, numberSymbols }: BenchFacts): Kinds {
  const shorthand = (typed: string): string => foldMarks(typed.toLowerCase()).replace(/[-/]/g, ' ')
  return {
    'a rare word': distinct(rare).slice(0, 100).map((text) => ({ text })),
    'a rare word without marks': distinct(rare.map((word) => foldMarks(word))).slice(-100).map((text) => ({ text })),
    'two words': pairs.slice(0, 100).map((words) => ({ text: words.join(' ') })),
    'two words without marks': pairs.slice(-100).map((words) => ({ text: foldMarks(words.join(' ')) })),
    'number and symbol': distinct(numberSymbols).slice(0, 100).map((text) => ({ text })),
    'number and symbol in short': distinct(numberSymbols.map(shorthand)).slice(-100).map((text) => ({ text })),
  }
}

function commons({ common }: BenchFacts): Kinds {
  const chance = chanceOf(7)
  const several = (words: readonly string[], count: number): string[] => distinct(Array.from({ length: 80 }, () => distinct(Array.from({ length: count }, () => chance.pick(words))).join(' ')))
  const folded = common.map((word) => foldMarks(word))
  return {
    'a common word': common.map((text) => ({ text })),
    'a common word without marks': distinct(folded).map((text) => ({ text })),
    'a common word, typed to its end': folded.map((word) => ({ text: `${word} ` })),
    'the beginning of a common word': distinct(folded.map((word) => word.slice(0, 2))).map((text) => ({ text })),
    'two or three common words': several(common, 3).map((text) => ({ text })),
    'two or three common words without marks': several(folded, 3).map((text) => ({ text })),
    'a common word in a year': common.map((text, index) => ({ text, filters: { year: 2018 + (index % 9) } })),
    'a common word of a type': common.map((text) => ({ text, filters: { documentTypeId: 'nghi-quyet' } })),
  }
}

function ranked(facts: BenchFacts): Kinds {
  const rank = (kinds: Kinds): Kinds => Object.fromEntries(Object.entries(kinds).map(([kind, questions]) => [kind, questions.map((one) => ({ ...one, order: 'rank' }))]))
  return { ...rank(searches(facts)), ...rank(commons(facts)) }
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words)]
}
