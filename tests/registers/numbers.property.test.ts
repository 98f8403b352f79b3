// Numbers under any sequence of work: without a gap, without a twin; derived tables equal to what they are derived from.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { replayEqual } from '../../src-main/archive/replay.ts'
import { sql } from '../../src-main/archive/sql.ts'
import { officeSchema } from '../../src-main/office/schema.ts'
import { nextNumberOf, nextSuffix } from '../../src-main/registers/rules.ts'
import { openDesk } from './desk.ts'

type Step =
  | { readonly kind: 'register'; readonly day: string; readonly symbol: string; readonly accept: boolean; readonly body: string; readonly due: string | undefined }
  | { readonly kind: 'suffix'; readonly of: number }
  | { readonly kind: 'cancel' | 'reinstate' | 'edit' | 'return' | 'file'; readonly at: number; readonly symbol: string }

const symbols = ['', '15-NQ/TU', '15 nq tu', '7-CV/VPTU', '8/BC-UBND']
const days = ['2025-11-30', '2026-01-05', '2026-03-10', '2026-03-11']
const dues = ['2026-03-20', '2026-04-02', undefined]
const bodies = ['tinh-uy', 'bo-chinh-tri', 'ban-bi-thu']

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('register' as const), day: fc.constantFrom(...days), symbol: fc.constantFrom(...symbols), accept: fc.boolean(), body: fc.constantFrom(...bodies), due: fc.constantFrom(...dues) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('suffix' as const), of: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('cancel' as const, 'reinstate' as const, 'edit' as const, 'return' as const, 'file' as const), at: fc.nat(30), symbol: fc.constantFrom(...symbols) }) },
)

test('VI.III.1.đ: registering, refusing, cancelling, editing, in any order leave no gap and no twin number', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const desk = openDesk()
      try {
        const ids: string[] = []
        for (const one of steps) {
          const id = ids.length === 0 || !('at' in one) ? 'none' : ids[one.at % ids.length]!
          const plain = { documentTypeId: 'cong-van', subject: 'Thử số' }
          if (one.kind === 'register') {
            const answer = desk.call('registers.registerIncoming', {
              ...plain, issuingBody: { id: one.body }, arrivalDate: one.day, numberSymbol: one.symbol, ...(one.due === undefined ? {} : { dueDate: one.due }), ...(one.accept ? { acceptDuplicate: { reason: 'có' } } : {}),
            })
            if (answer.ok) ids.push(answer.value.id)
          } else if (one.kind === 'suffix') {
            const answer = desk.call('registers.registerIncoming', { ...plain, issuingBody: { id: 'tinh-uy' }, suffixOf: one.of })
            if (answer.ok) ids.push(answer.value.id)
          } else if (one.kind === 'cancel') desk.call('registers.cancelDocument', { id, reason: 'nhầm' })
          else if (one.kind === 'reinstate') desk.call('registers.reinstateDocument', { id, reason: 'đúng' })
          else if (one.kind === 'return') desk.call('registers.returnDocument', { id, reason: 'sai nơi nhận' })
          else if (one.kind === 'file') desk.call('registers.fileDocuments', { ids: [id], issuingBodyId: bodies[one.at % 3] })
          else if (id !== 'none') desk.call('registers.editDocument', { id, basedOn: desk.ok('registers.getDocument', { id }).entry, changes: { numberSymbol: one.symbol, dueDate: dues[one.at % 3] ?? null } })
        }
        const numbers = desk.db.all<{ year: number; order_number: number; order_suffix: string }>(sql`
          SELECT year, order_number, order_suffix FROM document ORDER BY year, order_number, order_suffix`)
        expect(numbers.length).toBe(ids.length)
        for (const of of Map.groupBy(numbers, (row) => row.year).values()) {
          const plain = of.filter((row) => row.order_suffix === '').map((row) => row.order_number)
          expect(plain).toEqual(plain.map((_, index) => index + 1))
          expect(new Set(of.map((row) => `${row.order_number}${row.order_suffix}`)).size).toBe(of.length)
        }
        const counted = desk.db.all(sql`
          SELECT issuing_body_id, document_type_id, year, register_id, direction, urgency, secrecy, status, n
          FROM document_count WHERE issuing_body_id <> '' AND document_type_id <> ''`)
        const recounted = desk.db.all(sql`
          SELECT issuing_body_id, document_type_id, year, register_id, direction, urgency, secrecy, status, count(*) AS n
          FROM document GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8`)
        expect(counted).toEqual(recounted)
        const tallied = desk.db.all(sql`SELECT name, day, n FROM document_tally ORDER BY name, day`)
        const retallied = desk.db.all(sql`
          SELECT 'due' AS name, due_date AS day, count(*) AS n FROM document WHERE due_date IS NOT NULL AND status = 'registered' GROUP BY due_date
          UNION ALL
          SELECT 'without-file', '', count(*) FROM document_without_file HAVING count(*) > 0
          ORDER BY name, day`)
        expect(tallied).toEqual(retallied)
        expect(desk.ok('registers.findDocuments').total).toBe(ids.length)
        // What the journal says makes the same tables again.
        expect(await replayEqual(desk.db, officeSchema)).toEqual({ equal: true, differences: [], parked: [] })
      } finally {
        desk.close()
      }
    }),
    { numRuns: 25 },
  )
}, 120_000)

test('the next number is above all that was given, confirmed or lost', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), fc.nat(99), fc.option(fc.nat(99)), fc.nat(99), fc.nat(99), (startNumber, highest, lastConfirmed, highestLost, highestReserved) => {
      const next = nextNumberOf({ startNumber, highest, lastConfirmed, highestLost, highestReserved })
      for (const below of [startNumber - 1, highest, lastConfirmed ?? 0, highestLost, highestReserved]) expect(next).toBeGreaterThan(below)
      expect([startNumber, highest + 1, (lastConfirmed ?? 0) + 1, highestLost + 1, highestReserved + 1]).toContain(next)
    }),
  )
})

test('suffixes go a … z, aa, ab and fill the first free place', () => {
  const taken = new Set([''])
  const given = Array.from({ length: 29 }, () => {
    const suffix = nextSuffix(taken)
    taken.add(suffix)
    return suffix
  })
  expect([given[0], given[25], given[26], given[28]]).toEqual(['a', 'z', 'aa', 'ac'])
  expect(nextSuffix(new Set(['', 'b']))).toBe('a')
})
