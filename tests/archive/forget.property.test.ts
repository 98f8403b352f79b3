// Forgetting, over random histories: several records in one entry, changed in any order, some secret, some forgotten. The journal still
// verifies and gives the same archive, and no word of what was forgotten is left in it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkChain } from '../../src-main/archive/chain.ts'
import { replayEqual } from '../../src-main/archive/replay.ts'
import type { ArchiveSchema } from '../../src-main/archive/schema.ts'
import { journalMigration } from '../../src-main/archive/schema.ts'
import { sql } from '../../src-main/archive/sql.ts'
import { ok } from '../../src-main/contract/result.ts'
import type { Change } from '../../src-main/archive/journal.ts'
import { makeFolders, open } from './small-archive.ts'

const schema: ArchiveSchema = {
  migrations: [
    journalMigration,
    {
      number: 20,
      name: 'papers',
      tables: [
        { name: 'paper', class: 'record', topic: 'documents', compartment: (row) => (row['secret'] === 1 ? 'secrecy:mat' : 'office') },
        { name: 'leaf', class: 'record', topic: 'documents', within: { table: 'paper', column: 'paper_id' } },
        { name: 'paper_tally', class: 'derived' },
      ],
      script: `
        CREATE TABLE paper (id TEXT NOT NULL PRIMARY KEY, subject TEXT NOT NULL, note TEXT, secret INTEGER NOT NULL) STRICT;
        CREATE TABLE leaf (id TEXT NOT NULL PRIMARY KEY, paper_id TEXT NOT NULL REFERENCES paper (id), text TEXT NOT NULL) STRICT;
        CREATE TABLE paper_tally (secret INTEGER NOT NULL PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      `,
    },
  ],
  derivations: [
    {
      table: 'paper',
      fills: ['paper_tally'],
      derive(db, _id, before, after) {
        const step = (secret: unknown, by: number) => db.run(sql`INSERT INTO paper_tally (secret, n) VALUES (${Number(secret)}, ${by}) ON CONFLICT (secret) DO UPDATE SET n = n + ${by}`)
        if (before?.['secret'] === after['secret']) return
        if (before !== null) step(before['secret'], -1)
        step(after['secret'], 1)
        db.run(sql`DELETE FROM paper_tally WHERE n = 0`)
      },
    },
  ],
}

const papers = 4
const which = fc.integer({ min: 0, max: papers - 1 })
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ write: fc.array(fc.record({ paper: which, secret: fc.boolean(), leaf: fc.boolean() }), { minLength: 1, maxLength: 4 }), commandId: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ forget: which }) },
)

test('what is forgotten leaves no word, and the journal verifies and replays', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
      const folders = makeFolders()
      const archive = open(folders, true, schema)
      try {
        const spoken = new Map<number, string[]>()
        let word = 0
        for (const [at, one] of steps.entries()) {
          if ('write' in one) {
            const writing = { command: 'papers.write', actor: 'local', ...(one.commandId ? { commandId: `c${at}`, input: at } : {}) }
            const answer = archive.journal.transact(writing, (tx) => {
              const changes = one.write.flatMap(({ paper, secret, leaf }): Change[] => {
                const subject = `lời-${++word}-`
                spoken.set(paper, [...(spoken.get(paper) ?? []), subject])
                return [
                  { table: 'paper', id: `p${paper}`, set: { subject, note: word % 2 === 0 ? subject : null, secret: Number(secret) } },
                  ...(leaf ? [{ table: 'leaf', id: `l${paper}`, set: { paper_id: `p${paper}`, text: subject } }] : []),
                ]
              })
              return ok(tx.append(changes))
            })
            expect(answer.ok).toBe(true)
            continue
          }
          const id = `p${one.forget}`
          archive.journal.transact({ command: 'papers.forget', actor: 'local' }, (tx) => {
            if (tx.row('paper', id) === null) return ok(null)
            tx.forget([{ table: 'paper', id, set: { subject: 'quên', note: null } }, ...(tx.row('leaf', `l${one.forget}`) === null ? [] : [{ table: 'leaf', id: `l${one.forget}`, set: { text: 'quên' } }])])
            return ok(null)
          })
          const bodies = archive.db.all<{ body: string }>(sql`SELECT body FROM journal_part WHERE body IS NOT NULL`).map(({ body }) => body).join('\n')
          for (const said of spoken.get(one.forget) ?? []) expect(bodies).not.toContain(said)
          spoken.delete(one.forget)
        }
        expect(checkChain(archive.db, archive.keyring.device, null).problem).toBe(null)
        expect(await replayEqual(archive.db, schema)).toEqual({ equal: true, differences: [], parked: [] })
        expect(archive.db.all(sql`SELECT count(*) AS n FROM paper`)).toEqual([{ n: archive.db.value<number>(sql`SELECT coalesce(sum(n), 0) FROM paper_tally`) }])
      } finally {
        archive.close()
        folders.remove()
      }
    }),
    { numRuns: 60, verbose: true },
  )
}, 60_000)
