// Papers under any sequence of what clerks and receivers do with them, held against a plain model: each line of the transfer book is in one
// state, each paper with one holder, no receiver has one paper twice; lists and counts say the same; the journal gives the same archive.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { replayEqual } from '../../src-main/archive/replay.ts'
import { sql } from '../../src-main/archive/sql.ts'
import { officeSchema } from '../../src-main/office/schema.ts'
import { by, hire } from '../handling/crew.ts'
import { openDesk } from './desk.ts'
import type { Value } from './desk.ts'

const receivers = [{ accountId: 'specialist' }, { unitId: 'xdd' }, { name: 'Chi bộ thôn 2' }]
const days = ['2026-03-10', '2026-03-11', '2026-03-12']
const some = fc.array(fc.nat(30), { minLength: 1, maxLength: 3 })
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('handOver' as const), to: fc.nat(2), documents: fc.array(fc.nat(2), { minLength: 1, maxLength: 3 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('confirmReceipt' as const), lines: some, who: fc.constantFrom('specialist', 'head', 'other'), date: fc.constantFrom(...days) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('noteReceipts' as const, 'askBack' as const, 'notePaperReturned' as const, 'notePaperLost' as const, 'strikeDispatches' as const), lines: some, date: fc.constantFrom(...days) }) },
  // what: of the notes that the line has, and one that it may not have
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('strikeDispatchNote' as const), lines: some, what: fc.nat(3), other: fc.constantFrom('received', 'asked-back', 'returned', 'lost') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('takeBackReceipts' as const), lines: some, who: fc.constantFrom('specialist', 'head', 'other') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('day' as const), to: fc.constantFrom(...days) }) },
)

interface Line {
  readonly document: number
  readonly to: number
  readonly on: string
  received: string | null
  /** who said so at their own desk */
  saidBy: string | null
  askedBack: string | null
  end: { readonly how: 'returned' | 'lost'; readonly on: string } | null
  struck: boolean
  notesStruck: number
}

const stateOf = ({ struck, end, received }: Line): string => (struck ? 'struck' : (end?.how ?? (received === null ? 'waiting' : 'received')))
/** With whom a paper is: its receiver, the office again, nobody. A struck line speaks of no paper. */
const holderOf = (line: Line): string => ({ waiting: `receiver ${line.to}`, received: `receiver ${line.to}`, returned: 'office', lost: 'nobody', struck: 'none' })[stateOf(line)]!
const isTheirs = (who: string, to: number): boolean => (to === 0 && who === 'specialist') || (to === 1 && (who === 'specialist' || who === 'head'))

test('each paper is with one holder at any time; open, received, returned, lost and struck lines are all lines; the journal is replayed equal', async () => {
  let [done, refused] = [0, 0]
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 45, size: 'max' }), async (steps) => {
      const desk = openDesk()
      try {
        hire(desk)
        desk.as({})
        let today = days[0]!
        const documents = Array.from({ length: 3 }, (_, at) => desk.register({ numberSymbol: `${at + 1}-CV/TU` }).id as string)
        const lines: Line[] = []
        const ids: string[] = []
        const isOut = (line: Line) => ['waiting', 'received'].includes(stateOf(line))
        const standsWith = (document: number, to: number) => lines.some((line) => line.document === document && line.to === to && isOut(line))
        for (const one of steps) {
          if (one.kind === 'day') {
            if (one.to > today) today = one.to
            desk.setClock(`${today}T02:00:00Z`)
            continue
          }
          if (one.kind === 'handOver') {
            const chosen = [...new Set(one.documents)]
            const answer = by(desk, 'clerk').call('registers.handOver', { to: receivers[one.to], documentIds: chosen.map((at) => documents[at]) })
            expect(answer.ok).toBe(!chosen.some((at) => standsWith(at, one.to)))
            if (answer.ok) {
              ids.push(...answer.value.ids)
              lines.push(...chosen.map((document): Line => ({ document, to: one.to, on: today, received: null, saidBy: null, askedBack: null, end: null, struck: false, notesStruck: 0 })))
            }
            if (answer.ok) done++; else refused++
            continue
          }
          if (lines.length === 0) continue
          const chosen = [...new Set(one.lines.map((at) => at % lines.length))]
          const of = chosen.map((at) => lines[at]!)
          const stands = of.every((line) => !line.struck)
          let answer: Value
          if (one.kind === 'strikeDispatchNote') {
            const line = of[0]!
            const noted = [...(line.received === null ? [] : ['received']), ...(line.askedBack === null ? [] : ['asked-back']), ...(line.end === null ? [] : [line.end.how])]
            const what = noted.toReversed()[one.what] ?? one.other
            answer = by(desk, 'clerk').call('registers.strikeDispatchNote', { id: ids[chosen[0]!], kind: what, reason: 'nhầm' })
            const twice = line.end?.how === what && standsWith(line.document, line.to)
            expect(answer.ok).toBe(!line.struck && noted.includes(what) && !twice)
            if (answer.ok) {
              line.notesStruck++
              if (what === 'received') line.received = line.saidBy = null
              else if (what === 'asked-back') line.askedBack = null
              else line.end = null
            }
          } else if (one.kind === 'takeBackReceipts') {
            answer = by(desk, one.who).call('registers.takeBackReceipts', { ids: chosen.map((at) => ids[at]), reason: 'chưa nhận' })
            expect(answer.ok).toBe(stands && of.every((line) => line.end === null && line.received !== null && line.saidBy === one.who))
            if (answer.ok) {
              for (const line of of) {
                line.received = line.saidBy = null
                line.notesStruck++
              }
            }
          } else if (one.kind === 'strikeDispatches') {
            answer = by(desk, 'clerk').call('registers.strikeDispatches', { ids: chosen.map((at) => ids[at]), reason: 'nhầm' })
            expect(answer.ok).toBe(stands)
            if (answer.ok) for (const line of of) line.struck = true
          } else {
            const { date } = one
            const input = { ids: chosen.map((at) => ids[at]), date, ...(one.kind === 'noteReceipts' ? { receivedBy: 'Văn thư chi bộ' } : one.kind === 'notePaperLost' ? { reason: 'biên bản' } : {}) }
            answer = by(desk, one.kind === 'confirmReceipt' ? one.who : 'clerk').call(`registers.${one.kind}`, input)
            const possible = stands && date <= today && of.every((line) => line.end === null && date >= line.on)
            const fits = {
              confirmReceipt: of.every((line) => line.received === null && isTheirs('who' in one ? one.who : '', line.to)), noteReceipts: of.every((line) => line.received === null), askBack: of.every((line) => line.askedBack === null),
              notePaperReturned: of.every((line) => line.received === null || date >= line.received), notePaperLost: of.every((line) => line.received === null || date >= line.received),
            }[one.kind]
            expect([one.kind, answer.ok]).toEqual([one.kind, possible && fits])
            if (answer.ok) {
              for (const line of of) {
                if (one.kind === 'confirmReceipt' || one.kind === 'noteReceipts') [line.received, line.saidBy] = [date, 'who' in one ? one.who : null]
                else if (one.kind === 'askBack') line.askedBack = date
                else line.end = { how: one.kind === 'notePaperLost' ? 'lost' : 'returned', on: date }
              }
            }
          }
          if (answer.ok) done++; else refused++
        }

        const shown = new Map<string, Value>(documents.flatMap((documentId) => by(desk, 'clerk').ok('registers.dispatchOf', { documentId }).dispatches.map((line: Value) => [line.id, line] as const)))
        expect(shown.size).toBe(lines.length)
        lines.forEach((line, at) => {
          const { state, receivedDate, askedBackOn, outcome, struckNotes } = shown.get(ids[at]!)
          expect({ state, receivedDate, askedBackOn, outcome: outcome && { how: outcome.kind, on: outcome.date }, notes: struckNotes.length }).toEqual({ state: stateOf(line), receivedDate: line.received, askedBackOn: line.askedBack, outcome: line.end, notes: line.notesStruck })
        })
        const sums = Object.groupBy([...shown.values()], ({ state }) => state as string)
        expect(['waiting', 'received', 'returned', 'lost', 'struck'].reduce((sum, state) => sum + (sums[state]?.length ?? 0), 0)).toBe(lines.length)
        // No receiver has the paper of a document twice.
        const held = lines.filter((line) => holderOf(line).startsWith('receiver')).map((line) => `${line.document} ${holderOf(line)}`)
        expect(new Set(held).size).toBe(held.length)

        const chased: Record<string, (line: Line) => boolean> = { waiting: (line) => stateOf(line) === 'waiting', 'asked-back': (line) => isOut(line) && line.askedBack !== null, lost: (line) => stateOf(line) === 'lost' }
        for (const who of ['clerk', 'specialist', 'other']) {
          for (const scope of ['all', 'mine']) {
            for (const [when, isIn] of Object.entries(chased)) {
              const expected = ids.filter((_, at) => isIn(lines[at]!) && (scope === 'all' || isTheirs(who, lines[at]!.to)))
              const list = by(desk, who).ok('registers.listHandOvers', { when, scope, limit: 4 })
              expect([list.counts[when], list.rows.length + list.more, list.rows.length]).toEqual([expected.length, expected.length, Math.min(4, expected.length)])
              expect(list.rows.every((row: Value) => expected.includes(row.id) && row.isMine === isTheirs(who, lines[ids.indexOf(row.id)]!.to))).toBe(true)
            }
          }
        }
        expect(desk.db.value(sql`SELECT count(*) FROM dispatch_struck`)).toBe(lines.reduce((sum, line) => sum + line.notesStruck, 0))
        expect((await replayEqual(desk.db, officeSchema)).differences).toEqual([])
      } finally {
        desk.close()
      }
    }),
    { numRuns: 12 },
  )
  expect([done > 60, refused > 60]).toEqual([true, true])
}, 120_000)
