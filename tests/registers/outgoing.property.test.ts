// Numbers of outgoing documents under any sequence of work: none twice, none skipped, every one explained.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { replayEqual } from '../../src-main/archive/replay.ts'
import { sql } from '../../src-main/archive/sql.ts'
import { officeSchema } from '../../src-main/office/schema.ts'
import { explainNumbers, periodOf, writeNumber } from '../../src-main/registers/series/rules.ts'
import type { Stretch } from '../../src-main/registers/series/rules.ts'
import { openDesk } from './desk.ts'

const types = ['nghi-quyet', 'quyet-dinh', 'quy-dinh', 'cong-van']
const days = ['2026-02-01', '2026-03-01', '2026-03-10']

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('issue' as const), type: fc.constantFrom(...types), day: fc.constantFrom(...days), secret: fc.boolean(), late: fc.boolean(), only: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('draft' as const), type: fc.constantFrom(...types) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('issueDraft' as const), at: fc.nat(30), day: fc.constantFrom(...days) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('suffix' as const), type: fc.constantFrom(...types), of: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reserve' as const), at: fc.nat(10), count: fc.integer({ min: 1, max: 4 }), expired: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fromReserve' as const), at: fc.nat(10), type: fc.constantFrom(...types) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('release' as const), at: fc.nat(10) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pick' as const), type: fc.constantFrom(...types), number: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('cancel' as const, 'reinstate' as const, 'recall' as const), at: fc.nat(30) }) },
)

test('VI.III.1.đ: issuing, keeping, giving up, cancelling, recalling, in any order leave no number twice, none skipped, none unexplained', async () => {
  let refused = 0
  let given = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 45 }), async (steps) => {
      const desk = openDesk()
      try {
        desk.ok('registers.openPeriod', { period: 'term', from: '2025-08-01', name: 'Nhiệm kỳ 2025–2030' })
        const ids: string[] = []
        const drafts: string[] = []
        const reservations: string[] = []
        const signer = { name: 'Bí thư', position: 'Bí thư Đảng ủy', authority: 'tm' }
        const base = (type: string) => ({ documentTypeId: type, subject: 'Thử số', signer })
        const issue = (input: object) => {
          const answer = desk.call('registers.issueOutgoing', input)
          if (answer.ok) { ids.push(answer.value.id); given++ } else refused++
          return answer
        }
        for (const one of steps) {
          const series = desk.ok('registers.listSeries').series as { id: string }[]
          if (one.kind === 'issue') issue({ ...base(one.type), issuedDate: one.day, secrecy: one.secret ? 'mat' : 'none', until: one.only ? 'numbered' : 'issued', ...(one.late ? { lateReason: 'bù' } : {}) })
          else if (one.kind === 'draft') drafts.push(desk.ok('registers.draftOutgoing', base(one.type)).id)
          else if (one.kind === 'issueDraft') { if (drafts.length > 0) issue({ id: drafts[one.at % drafts.length], issuedDate: one.day, lateReason: 'đúng' }) }
          else if (one.kind === 'suffix') issue({ ...base(one.type), issuedDate: '2026-03-10', suffixOf: one.of })
          else if (one.kind === 'pick') issue({ ...base(one.type), issuedDate: '2026-03-10', number: one.number, lateReason: 'dùng lại số trống' })
          else if (one.kind === 'reserve' && series.length > 0) {
            const kept = desk.ok('registers.reserveNumbers', { seriesId: series[one.at % series.length]!.id, count: one.count, purpose: 'kỳ họp', expiresOn: one.expired ? '2026-03-10' : '2026-12-31' })
            reservations.push(kept.reservationId)
          } else if (one.kind === 'fromReserve' && reservations.length > 0) issue({ ...base(one.type), issuedDate: '2026-03-10', reservationId: reservations[one.at % reservations.length] })
          else if (one.kind === 'release' && reservations.length > 0) desk.call('registers.releaseReservation', { reservationId: reservations[one.at % reservations.length], reason: 'không họp' })
          else if (ids.length > 0 && 'at' in one) {
            const id = ids[one.at % ids.length]!
            if (one.kind === 'cancel') desk.call('registers.cancelDocument', { id, reason: 'nhầm' })
            else if (one.kind === 'reinstate') desk.call('registers.reinstateDocument', { id, reason: 'đúng' })
            else if (one.kind === 'recall') desk.call('registers.recallOutgoing', { id, reason: 'sai' })
          }
        }
        desk.setClock('2026-03-12T02:00:00Z')
        for (const { id, documentTypeIds, periods } of desk.ok('registers.listSeries').series) {
          expect(documentTypeIds).toHaveLength(1)
          for (const period of periods) {
            const rows = desk.db.all<{ n: number; suffix: string; status: string }>(sql`
              SELECT order_number AS n, order_suffix AS suffix, status FROM document WHERE period_id = ${period.id} ORDER BY n, suffix`)
            expect(new Set(rows.map(({ n, suffix }) => `${n}${suffix}`)).size).toBe(rows.length)
            const report = desk.ok('registers.gapReport', { seriesId: id, periodId: period.id })
            // Each number from the first to the last is borne by a standing document or explained, exactly once.
            const standing = rows.filter(({ suffix, status }) => suffix === '' && status !== 'cancelled').map(({ n }) => n)
            const explained = report.rows.flatMap((row: { numberFrom: number; numberTo: number }) => Array.from({ length: row.numberTo - row.numberFrom + 1 }, (_, at) => row.numberFrom + at))
            expect([...standing, ...explained].toSorted((a, b) => a - b)).toEqual(Array.from({ length: report.to - report.from + 1 }, (_, at) => report.from + at))
            expect(report.rows.map((row: { state: string }) => row.state)).not.toContain('unexplained')
            expect(report.from).toBe(1)
            expect(report.to).toBe(period.lastNumber)
            expect(report.issued).toBe(standing.length)
          }
        }
        // Quyết định and Quy định share "QĐ" and are numbered apart.
        expect(await replayEqual(desk.db, officeSchema)).toEqual({ equal: true, differences: [], parked: [] })
        expect(desk.ok('registers.findDocuments', { filters: { direction: 'outgoing' } }).total).toBe(new Set([...ids, ...drafts]).size)
      } finally {
        desk.close()
      }
    }),
    { numRuns: 25 },
  )
  expect(given).toBeGreaterThan(50)
  expect(refused).toBeGreaterThan(10)
}, 180_000)

test('every number is explained once, by the stretch that stands first', () => {
  const stretch = fc.record({ numberFrom: fc.integer({ min: 1, max: 40 }), length: fc.nat(10), state: fc.constantFrom('reserved' as const, 'lost' as const, 'cancelled' as const) })
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 40 })), fc.array(stretch, { maxLength: 6 }), (numbers, drawn) => {
      const standing = numbers.toSorted((a, b) => a - b)
      const stretches: Stretch[] = drawn.map(({ numberFrom, length, state }, at) => ({ numberFrom, numberTo: numberFrom + length, state, reason: `lý do ${at}`, who: null, when: null }))
      const rows = explainNumbers(1, 40, standing, stretches)
      const said = new Map<number, string | null>()
      for (const row of rows) for (let n = row.numberFrom; n <= row.numberTo; n++) { expect(said.has(n)).toBe(false); said.set(n, row.reason) }
      for (let n = 1; n <= 40; n++) {
        expect(said.has(n)).toBe(!standing.includes(n))
        if (said.has(n)) expect(said.get(n)).toBe(stretches.find((one) => one.numberFrom <= n && n <= one.numberTo)?.reason ?? null)
      }
      // Neighbours with the same explanation are one row.
      for (const [at, row] of rows.entries()) if (at > 0 && rows[at - 1]!.numberTo + 1 === row.numberFrom) expect(rows[at - 1]!.reason).not.toBe(row.reason)
    }),
  )
})

test('numbers are written as the Party and the state write them', () => {
  const party = { pad: 2, format: '{number}-{type}/{symbol}', formatWithoutType: '{number}/{symbol}' }
  const state = { pad: 2, format: '{number}/{type}-{symbol}', formatWithoutType: '{number}/{symbol}' }
  expect(writeNumber(party, 5, '', 'NQ', 'ĐU')).toBe('05-NQ/ĐU')
  expect(writeNumber(party, 127, 'a', 'QĐ', 'TW')).toBe('127a-QĐ/TW')
  expect(writeNumber(state, 9, '', 'QĐ', 'UBND')).toBe('09/QĐ-UBND')
  expect(writeNumber(state, 15, '', null, 'UBND')).toBe('15/UBND')
})

test('a year holds its days; of terms the one that holds the day, and the later of two that do', () => {
  expect(periodOf('year', '2026-12-31', [])).toEqual({ from: '2026-01-01', to: '2026-12-31' })
  const terms = [{ from: '2020-08-01', to: '2025-07-31' }, { from: '2025-08-01', to: null }]
  expect(periodOf('term', '2025-07-31', terms)).toEqual(terms[0])
  expect(periodOf('term', '2025-08-01', terms)).toEqual(terms[1])
  expect(periodOf('term', '2019-01-01', terms)).toBeNull()
  expect(periodOf('term', '2025-07-31', [terms[0]!, { from: '2025-07-31', to: null }])).toEqual({ from: '2025-07-31', to: null })
})
