// Boards, counts and reports of handling under any sequence of work, held against a plain recount of the assignments; and each run's
// archive replayed from its journal.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { replayEqual } from '../../src-main/archive/replay.ts'
import { sql } from '../../src-main/archive/sql.ts'
import { officeSchema } from '../../src-main/office/schema.ts'
import { addDays } from '../../src-main/text/dates.ts'
import { openDesk } from '../registers/desk.ts'
import type { Value } from '../registers/desk.ts'
import { by, crew, hire } from './crew.ts'

const people = Object.keys(crew)
const receivers = [{ accountId: 'specialist' }, { accountId: 'other' }, { accountId: 'head' }, { unitId: 'xdd' }, { unitId: 'kt' }, { name: 'Chi bộ thôn 2' }]
const dueDays = ['2026-03-10', '2026-03-11', '2026-03-13', '2026-03-20', null]

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('distribute' as const), at: fc.nat(9), to: fc.nat(5), second: fc.nat(5), role: fc.constantFrom('lead', 'cooperating', 'information'), due: fc.constantFrom(...dueDays) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('passOn' as const), at: fc.nat(40), to: fc.nat(5), due: fc.constantFrom(...dueDays) }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constantFrom('accept' as const, 'reportProgress' as const, 'complete' as const, 'return' as const, 'withdraw' as const, 'extend' as const, 'remind' as const), at: fc.nat(40), who: fc.constantFrom(...people) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('cancel' as const, 'reinstate' as const, 'secret' as const), at: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('day' as const), day: fc.constantFrom('2026-03-11', '2026-03-12', '2026-03-16') }) },
)

interface Plain { id: string; document_id: string; parent_id: string | null; role: string; state: string; due_date: string | null; to_account_id: string | null; to_unit_id: string | null; given_by: string | null; closed_at: string | null; closed_on: string | null; status: string; secrecy: string }

test('VI.III.1.l: boards, their counts, the state of documents and the report are what a plain recount says, after any work', async () => {
  let done = 0
  let refused = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 25, maxLength: 50, size: 'max' }), async (steps) => {
      const desk = openDesk()
      try {
        hire(desk)
        let today = '2026-03-10'
        const documents = Array.from({ length: 5 }, (_, at) => desk.register({ numberSymbol: `${at + 1}-CV/TU`, ...(at === 4 ? { secrecy: 'mat' } : {}) }).id as string)
        const ids: string[] = []
        for (const one of steps) {
          if (one.kind === 'day') {
            if (one.day > today) today = one.day
            desk.setClock(`${today}T02:00:00Z`)
            continue
          }
          if (one.kind === 'cancel' || one.kind === 'reinstate' || one.kind === 'secret') {
            desk.as({})
            const id = documents[one.at % documents.length]!
            if (one.kind === 'cancel') desk.call('registers.cancelDocument', { id, reason: 'nhầm' })
            else if (one.kind === 'reinstate') desk.call('registers.reinstateDocument', { id, reason: 'đúng' })
            else desk.call('registers.editDocument', { id, basedOn: desk.ok('registers.getDocument', { id }).entry, changes: { secrecy: 'mat' } })
            continue
          }
          let answer: Value
          if (one.kind === 'distribute') {
            const to = [{ ...receivers[one.to], role: one.role, dueDate: one.due }, ...(one.second === one.to ? [] : [{ ...receivers[one.second], role: 'cooperating' }])]
            answer = by(desk, 'clerk').call('handling.distribute', { documentId: documents[one.at % documents.length], to })
          } else if (ids.length === 0) continue
          else if (one.kind === 'passOn') answer = by(desk, 'clerk').call('handling.passOn', { assignmentId: ids[one.at % ids.length], to: [{ ...receivers[one.to], role: 'lead', dueDate: one.due }] })
          else {
            const more = { reportProgress: { text: 'đang làm' }, return: { reason: 'không thuộc' }, withdraw: { reason: 'giao lại' }, extend: { until: '2026-03-25', reason: 'chờ' } }[one.kind as string] ?? {}
            answer = by(desk, 'who' in one ? one.who : 'clerk').call(`handling.${one.kind}`, { assignmentId: ids[one.at % ids.length], ...more })
          }
          if (answer.ok) { done++; ids.push(...(answer.value.assignmentIds ?? [])) } else refused++
        }

        const all = desk.db.all<Plain>(sql`SELECT assignment.*, document.status, document.secrecy FROM assignment JOIN document ON document.id = assignment.document_id`)
        const isOpen = ({ state }: Plain) => !['completed', 'returned', 'withdrawn'].includes(state)
        const standing = all.filter(({ status }) => status === 'registered')
        const tabs: Record<string, (one: Plain) => boolean> = {
          today: (one) => isOpen(one) && one.due_date === today, overdue: (one) => isOpen(one) && one.due_date !== null && one.due_date < today,
          waiting: (one) => one.state === 'given', open: isOpen, done: ({ state }) => state === 'completed',
        }
        for (const who of people) {
          const { unitId, clearance } = crew[who]!
          const readable = standing.filter(({ secrecy }) => secrecy === 'none' || clearance !== undefined)
          const colleagues = people.filter((one) => unitId !== undefined && crew[one]!.unitId === unitId)
          const scopes: Record<string, (one: Plain) => boolean> = {
            mine: (one) => one.to_account_id === who || (unitId !== undefined && one.to_unit_id === unitId), 'given-by-me': (one) => one.given_by === who, all: () => true,
            unit: (one) => one.to_account_id === who || (unitId !== undefined && one.to_unit_id === unitId) || colleagues.includes(one.to_account_id ?? ''),
          }
          for (const [scope, inScope] of Object.entries(scopes)) {
            for (const [when, inTab] of Object.entries(tabs)) {
              const expected = readable.filter((one) => inScope(one) && inTab(one)).map(({ id }) => id)
              const shown: string[] = []
              for (let after: string | undefined; ; ) {
                const page = by(desk, who).ok('handling.listBoard', { scope, when, limit: 3, ...(after === undefined ? {} : { after }) })
                expect([scope, when, page.counts[when]]).toEqual([scope, when, expected.length])
                shown.push(...page.rows.map((row: Value) => row.id))
                if (page.next === null) break
                after = page.next
              }
              expect(shown.toSorted()).toEqual(expected.toSorted())
            }
          }
        }
        // At most one open lead at each level, and each document's state as its assignments have it.
        const levels = Map.groupBy(all.filter((one) => isOpen(one) && one.role === 'lead'), (one) => `${one.document_id} ${one.parent_id}`)
        for (const level of levels.values()) expect(level).toHaveLength(1)
        for (const id of documents) {
          const work = all.filter((one) => one.document_id === id && one.role !== 'information')
          const open = work.filter(isOpen)
          const led = work.filter((one) => one.role === 'lead' && one.parent_id === null && one.state === 'completed').toSorted((a, b) => (a.closed_at! + a.id < b.closed_at! + b.id ? -1 : 1)).at(-1)
          const handled = open.length === 0 && led !== undefined
          expect(by(desk, 'leader').ok('handling.getCourse', { documentId: id })).toMatchObject({ state: handled ? 'done' : open.length > 0 ? 'open' : 'none', onTime: handled && led.due_date !== null ? led.closed_on! <= led.due_date : null })
          const kept = desk.db.get<Value>(sql`SELECT open_count AS open, completed_on AS completedOn FROM handling_state WHERE document_id = ${id}`)
          expect(kept ?? null).toEqual(work.length === 0 ? null : { open: open.length, completedOn: handled ? led.closed_on : null })
        }
        // What is due and not handled: the tally of the first page, its list, and the list that its number opens.
        const due = desk.db.all<{ day: string; id: string }>(sql`
          SELECT due_date AS day, id FROM document
          WHERE due_date IS NOT NULL AND status = 'registered' AND id NOT IN (SELECT document_id FROM handling_state WHERE completed_on IS NOT NULL)
          ORDER BY due_date, id`)
        desk.as({})
        expect(desk.db.all(sql`SELECT day, n FROM document_tally WHERE name = 'due' ORDER BY day`)).toEqual([...Map.groupBy(due, ({ day }) => day)].map(([day, { length: n }]) => ({ day, n })))
        expect(desk.ok('registers.today').due.map(({ id }: Value) => id)).toEqual(due.filter(({ day }) => day <= addDays(today, 7)).map(({ id }) => id))
        expect(desk.ok('registers.findDocuments', { filters: { dueBy: '2026-12-31' } })).toMatchObject({ total: due.length })
        const report = desk.ok('handling.report', { from: '2026-03-01', to: '2026-03-31', by: 'person' })
        const sum = (key: string) => report.lines.reduce((total: number, line: Value) => total + line.cells[key], 0)
        for (const key of ['received', 'inTime', 'late', 'noTerm', 'open', 'overdue']) expect(report.totals.cells[key]).toBe(sum(key))
        const { received, inTime, late, noTerm, open } = report.totals.cells
        expect([received, inTime + late + noTerm + open]).toEqual([report.documents, report.documents])
        expect(await replayEqual(desk.db, officeSchema)).toEqual({ equal: true, differences: [], parked: [] })
      } finally {
        desk.close()
      }
    }),
    { numRuns: 15 },
  )
  expect(done).toBeGreaterThan(100)
  expect(refused).toBeGreaterThan(30)
}, 240_000)
