// The pages of a long list: whatever is scrolled to comes, in its place, with few questions, while records change.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ListRow } from '../../src-main/registers/schemas.ts'
import { addDays } from '../../src-main/text/dates.ts'
import { DocumentPages, PAGE, type Find, type ReadPage } from '../../src-renderer/data/document-pages.ts'

/** Rows as a list by date has them, oldest first: several a day, none on some days, `perDay` uneven. */
function rowsOf(count: number, perDay: (day: number) => number): ListRow[] {
  const rows: ListRow[] = []
  for (let day = 0; rows.length < count; day++) {
    for (let n = perDay(day); n > 0 && rows.length < count; n--) {
      rows.push({
        id: `d${rows.length}`, direction: 'incoming', registerId: 'den', year: 2020, arrivalNumber: rows.length + 1, arrivalSuffix: '', arrivalDate: addDays('2018-01-02', day), registerDate: addDays('2018-01-02', day), documentTypeId: 'cong-van',
        numberSymbol: '', issuedDate: null, issuingBodyId: 'b', issuingBodyName: 'b', subject: 's', urgency: 'normal', secrecy: 'none', limited: false, frozen: false, status: 'registered', draftState: null, dueDate: null, signer: { position: null, name: null }, toPlaces: null, files: 0,
      })
    }
  }
  return rows
}

/** An office of such rows that answers as the contract says, and counts how often it was asked. */
function officeOf(rows: { current: readonly ListRow[] }): { readonly read: ReadPage; asked: number } {
  const office = {
    asked: 0,
    read: (async ({ order = 'newest', filters, after, limit = 50, withoutTotal }) => {
      office.asked++
      await Promise.resolve()
      const fitting = rows.current.filter(({ registerDate }) => registerDate >= (filters?.from ?? '') && registerDate <= (filters?.to ?? '9999'))
      const sorted = order === 'newest' || order === 'number-down' ? fitting.toReversed() : fitting
      const from = after === undefined ? 0 : sorted.findIndex(({ id }) => id === after) + 1
      const page = sorted.slice(from, from + limit)
      return { ok: true, value: { rows: page, total: withoutTotal ? 0 : sorted.length, ...(from + limit < sorted.length ? { next: page.at(-1)!.id } : {}) } }
    }) as ReadPage,
  }
  return office
}

async function settled(pages: DocumentPages): Promise<void> {
  let version = -1
  while (version !== pages.state().version) {
    version = pages.state().version
    for (let turn = 0; turn < 200; turn++) await Promise.resolve()
  }
}

const expected = (rows: readonly ListRow[], order: Find['order'], index: number): string =>
  (order === 'newest' || order === 'number-down' ? rows[rows.length - 1 - index]! : rows[index]!).id

describe('pages of a list', () => {
  test('whatever is looked at comes, in its place, in every order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 30 * PAGE }),
        fc.constantFrom('newest' as const, 'oldest' as const, 'number' as const, 'number-down' as const),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 60 })), { maxLength: 12 }),
        fc.integer({ min: 1, max: 9 }),
        async (count, order, looks, density) => {
          const rows = rowsOf(count, (day) => (day % 7 > 4 ? 0 : (day * density) % 23))
          const pages = new DocumentPages({ order }, officeOf({ current: rows }).read)
          await settled(pages)
          expect(pages.state().total).toBe(count)
          for (const [share, length] of looks) {
            const from = Math.floor(share * count)
            pages.want(from, from + length)
            await settled(pages)
            for (let index = from; index < Math.min(count, from + length); index++) expect(pages.row(index)?.id).toBe(expected(rows, order, index))
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  test('any place of 100,000 rows is reached with few questions', async () => {
    const rows = rowsOf(100_000, (day) => (day % 7 > 4 ? 0 : 20 + (day % 31)))
    const office = officeOf({ current: rows })
    const pages = new DocumentPages({ order: 'newest' }, office.read)
    await settled(pages)
    for (const share of [1, 0.5, 0.31, 0.77, 0.02, 0.9]) {
      const before = office.asked
      const from = Math.floor(share * (rows.length - 40))
      pages.want(from, from + 40)
      await settled(pages)
      expect(pages.row(from + 39)?.id).toBe(expected(rows, 'newest', from + 39))
      expect(office.asked - before).toBeLessThan(25)
    }
  })

  test('a change is read anew, and the rows that were shown stay until then', async () => {
    const held = { current: rowsOf(1000, () => 5) as readonly ListRow[] }
    const office = officeOf(held)
    const pages = new DocumentPages({ order: 'newest' }, office.read)
    pages.want(0, 30)
    await settled(pages)
    held.current = rowsOf(1001, () => 5)
    pages.refresh()
    expect(pages.row(0)?.id).toBe('d999')
    await settled(pages)
    expect(pages.state().total).toBe(1001)
    expect(pages.row(0)?.id).toBe('d1000')
    expect(pages.indexOf('d990')).toBe(10)
  })

  test('a refusal is told, and the next look asks again', async () => {
    const rows = rowsOf(300, () => 5)
    const office = officeOf({ current: rows })
    let broken = true
    const pages = new DocumentPages({}, (call) => (broken ? Promise.resolve({ ok: false, error: { code: 'OFFICE_RESTARTED', params: {} } }) : office.read(call)))
    await settled(pages)
    expect(pages.state().refusal?.code).toBe('OFFICE_RESTARTED')
    broken = false
    pages.refresh()
    await settled(pages)
    expect(pages.state()).toMatchObject({ refusal: null, total: 300 })
  })

  test('a total that is a lower bound grows with what is read and ends where the rows end', async () => {
    const rows = rowsOf(3 * PAGE + 7, () => 5)
    const office = officeOf({ current: rows })
    const pages = new DocumentPages({ text: 'x' }, async (call) => {
      const answer = await office.read(call)
      return answer.ok ? { ok: true, value: { ...answer.value, total: PAGE, totalIsAtLeast: true } } : answer
    })
    await settled(pages)
    for (let look = 0; look < 5; look++) {
      const { total } = pages.state()
      pages.want(total! - 1, total!)
      await settled(pages)
    }
    expect(pages.state()).toMatchObject({ total: rows.length, totalIsAtLeast: false })
  })
})
