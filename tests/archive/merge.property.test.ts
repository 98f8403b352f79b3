// Several PCs that write by themselves and take in what the others wrote, in any order, in any portions, more than once: once all have
// all, all have the same, byte for byte; what stands beside each other is shown, and nothing is lost.
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Archive } from '../../src-main/archive/archive.ts'
import { checkChain } from '../../src-main/archive/chain.ts'
import type { Change } from '../../src-main/archive/journal.ts'
import { replayEqual } from '../../src-main/archive/replay.ts'
import type { ArchiveSchema } from '../../src-main/archive/schema.ts'
import { journalMigration } from '../../src-main/archive/schema.ts'
import { sql } from '../../src-main/archive/sql.ts'
import { ok } from '../../src-main/contract/result.ts'
import { dumpOf, entriesOf, keysOf } from './peers.ts'
import { makeFolders, open } from './small-archive.ts'

const schema: ArchiveSchema = {
  migrations: [
    journalMigration,
    {
      number: 20,
      name: 'papers',
      tables: [
        {
          name: 'paper',
          class: 'record',
          topic: 'documents',
          official: ['subject', 'status'],
          compartment: (row) => (row['secret'] === 1 ? 'secrecy:mat' : 'office'),
          together: [['status', 'reason']],
        },
        { name: 'leaf', class: 'record', topic: 'documents', within: { table: 'paper', column: 'paper_id' } },
        { name: 'word', class: 'record', topic: 'documents', restated: true, compartment: (_row, id) => `word:${id}` },
        { name: 'paper_tally', class: 'derived' },
      ],
      script: `
        CREATE TABLE paper (
          id TEXT NOT NULL PRIMARY KEY,
          subject TEXT NOT NULL,
          note TEXT,
          status TEXT NOT NULL DEFAULT 'open',
          reason TEXT,
          secret INTEGER NOT NULL,
          about TEXT REFERENCES paper (id),
          CHECK ((status = 'cancelled') = (reason IS NOT NULL))
        ) STRICT;
        CREATE TABLE leaf (id TEXT NOT NULL PRIMARY KEY, paper_id TEXT NOT NULL REFERENCES paper (id), text TEXT NOT NULL) STRICT;
        CREATE TABLE word (id TEXT NOT NULL PRIMARY KEY, hash TEXT NOT NULL) STRICT;
        CREATE TABLE paper_tally (status TEXT NOT NULL PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      `,
    },
  ],
  derivations: [
    {
      table: 'paper',
      fills: ['paper_tally'],
      derive(db, _id, before, after) {
        const step = (status: unknown, by: number) => db.run(sql`INSERT INTO paper_tally (status, n) VALUES (${String(status)}, ${by}) ON CONFLICT (status) DO UPDATE SET n = n + ${by}`)
        if (before?.['status'] === after['status']) return
        if (before !== null) step(before['status'], -1)
        step(after['status'], 1)
        db.run(sql`DELETE FROM paper_tally WHERE n = 0`)
      },
    },
  ],
}

const pcs = 3
const paper = fc.integer({ min: 0, max: 3 })
const pc = fc.integer({ min: 0, max: pcs - 1 })
const text = fc.constantFrom('một', 'hai', 'ba', 'bốn')
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('write' as const), pc, paper, field: fc.constantFrom('subject', 'note', 'cancel', 'reopen', 'secret', 'open', 'about', 'leaf'), text }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('word' as const), pc, text }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), pc, paper }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('settle' as const), pc, paper }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('take' as const), pc, from: pc, seed: fc.integer(), share: fc.constantFrom(0.3, 0.6, 1), shuffled: fc.boolean() }) },
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

function changesOf(one: Extract<Step, { kind: 'write' }>, archive: Archive): Change[] {
  const id = `p${one.paper}`
  const row = archive.journal.applier.row('paper', id)
  if (row === null) return [{ table: 'paper', id, set: { subject: one.text, secret: one.field === 'secret' ? 1 : 0 } }]
  if (one.field === 'leaf') return [{ table: 'leaf', id: `l${one.paper}`, set: { paper_id: id, text: one.text } }]
  const sets: Record<typeof one.field, Change['set']> = {
    subject: { subject: one.text },
    note: { note: one.text },
    cancel: { status: 'cancelled', reason: one.text },
    reopen: { status: 'open', reason: null },
    secret: { secret: 1 },
    open: { secret: 0, note: one.text },
    about: { about: 'p0' },
  }
  const set = sets[one.field]
  return one.field === 'about' && archive.journal.applier.row('paper', 'p0') === null ? [] : [{ table: 'paper', id, set }]
}

function perform(one: Step, archives: readonly Archive[]): void {
  const archive = archives[one.pc]!
  const writing = { command: `papers.${one.kind}`, actor: 'local' }
  if (one.kind === 'write') {
    archive.journal.transact(writing, (tx) => ok(tx.append(changesOf(one, archive))))
  } else if (one.kind === 'word') {
    archive.journal.transact(writing, (tx) => {
      tx.append([{ table: 'word', id: 'w', set: { hash: `#${one.text}` } }])
      tx.erase('word:w')
      return ok(null)
    })
  } else if (one.kind === 'forget') {
    archive.journal.transact(writing, (tx) => {
      const id = `p${one.paper}`
      if (tx.row('paper', id) !== null) tx.forget([{ table: 'paper', id, set: { subject: 'quên', note: null } }, ...(tx.row('leaf', `l${one.paper}`) === null ? [] : [{ table: 'leaf', id: `l${one.paper}`, set: { text: 'quên' } }])])
      return ok(null)
    })
  } else if (one.kind === 'settle') {
    const open = archive.db.all<{ id: string; field: string; value: string }>(sql`SELECT record_id AS id, field, value FROM merge_conflict WHERE record_id = ${`p${one.paper}`} ORDER BY field, entry`)
    const [first] = open
    if (first !== undefined && first.field === 'subject') archive.journal.transact(writing, (tx) => ok(tx.append([{ table: 'paper', id: first.id, set: { subject: first.value }, settles: true }])))
  } else if (one.from !== one.pc) {
    const all = entriesOf(archives[one.from]!)
    const some = all.slice(0, Math.ceil(all.length * one.share))
    archive.journal.admit(one.shuffled ? shuffled(some, one.seed) : some, keysOf(...archives))
  }
}

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  let state = seed >>> 0
  const random = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
  return items.map((item) => ({ item, at: random() })).toSorted((one, other) => one.at - other.at).map(({ item }) => item)
}

test('whatever the order, the portions and the repetitions, all PCs come to the same', async () => {
  let contested = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), fc.integer(), async (steps, seed) => {
      const folders = makeFolders()
      // Two PCs in step, and one whose clock is two years ahead.
      const clocks = [0, 3_600_000, 2 * 365 * 86_400_000]
      let time = Date.parse('2026-03-02T01:00:00Z')
      const archives: Archive[] = []
      try {
        for (let no = 0; no < pcs; no += 1) {
          archives.push(open({ directory: join(folders.root, `kho ${no}`), configuration: join(folders.root, `cấu hình ${no}`) }, true, schema, { ...(no === 0 ? {} : { id: archives[0]!.id }), now: () => (time += 7) + clocks[no]! }))
        }
        // An archive begins once, and the other PCs join it.
        archives[0]!.journal.transact({ command: 'papers.begin', actor: 'local' }, (tx) => ok(tx.append([{ table: 'paper', id: 'p9', set: { subject: 'đầu', secret: 0 } }])))
        for (const archive of archives.slice(1)) archive.journal.admit(entriesOf(archives[0]!), keysOf(archives[0]!))
        for (const one of steps) perform(one, archives)
        const all = archives.flatMap((archive) => entriesOf(archive))
        for (const [no, archive] of archives.entries()) {
          const answer = archive.journal.admit(shuffled([...all, ...all.slice(0, 5)], seed + no), keysOf(...archives))
          expect(answer).toMatchObject({ waiting: 0, refused: [] })
        }
        // What was erased at one place after it was handed over: each PC erases what it is told.
        const [first, ...others] = archives.map(dumpOf)
        for (const other of others) expect(other).toBe(first)
        for (const archive of archives) {
          expect(checkChain(archive.db, archive.keyring.device, null).problem).toBe(null)
          expect(await replayEqual(archive.db, schema)).toEqual({ equal: true, differences: [], parked: [] })
          expect(archive.db.all(sql`SELECT coalesce(sum(n), 0) AS n FROM paper_tally`)).toEqual(archive.db.all(sql`SELECT count(*) AS n FROM paper`))
        }
        contested += archives[0]!.db.value<number>(sql`SELECT count(DISTINCT record_id || field) FROM merge_conflict`)!
      } finally {
        for (const archive of archives) archive.close()
        folders.remove()
      }
    }),
    { numRuns: Number(process.env['VANTHU_LONG'] === '1' ? 300 : 60) },
  )
  // A run in which nothing met would show nothing.
  expect(contested).toBeGreaterThan(5)
}, 600_000)
