// Merging a body takes its series along: they go on, or close beside one that goes on above both; and they go home again.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDesk } from './desk.ts'
import type { Desk, Value } from './desk.ts'

let desk: Desk
let twice: string
beforeEach(() => {
  desk = openDesk()
  desk.ok('registers.openPeriod', { period: 'term', from: '2025-08-01', name: 'Nhiệm kỳ 2025–2030' })
  twice = desk.ok('filing.addBody', { name: 'Đảng uỷ xã Tam Hồng (ghi hai lần)', level: 'commune', symbol: 'ĐU' }).id
})
afterEach(() => desk.close())

const issue = (bodyId: string, documentTypeId = 'nghi-quyet', fields: Value = {}): Value =>
  desk.ok('registers.issueOutgoing', { documentTypeId, subject: 'về chuyển đổi số', signer: { name: 'Bí thư' }, issuedDate: '2026-03-10', issuingBody: { id: bodyId }, ...fields })
const merge = (): Value => desk.ok('filing.mergeBodies', { id: twice, intoId: 'dang-uy-xa', reason: 'nhập hai lần' })
const series = (id: string): Value => desk.ok('registers.listSeries').series.find((one: Value) => one.id === id)

test('a series that meets no other goes on under the body that stays', () => {
  const { seriesId } = issue(twice)
  merge()
  expect(series(seriesId)).toMatchObject({ issuingBodyId: 'dang-uy-xa', closed: false })
  expect(issue('dang-uy-xa')).toMatchObject({ seriesId, numberSymbol: '02-NQ/ĐU' })
  expect(desk.ok('registers.gapReport', { seriesId }).rows).toEqual([])
})

test('of two that number the same type one closes, and the other goes on above both; every number is explained', () => {
  const merged = [issue(twice), issue(twice), issue(twice)][0]
  const { seriesId } = issue('dang-uy-xa')
  merge()
  expect(series(merged.seriesId)).toMatchObject({ issuingBodyId: 'dang-uy-xa', closed: true })
  expect(issue('dang-uy-xa')).toMatchObject({ seriesId, numberSymbol: '04-NQ/ĐU' })
  expect(desk.ok('registers.gapReport', { seriesId })).toMatchObject({ to: 4, issued: 2, rows: [{ numberFrom: 2, numberTo: 3, state: 'merged', reason: expect.stringContaining('ghi hai lần') }] })
  expect(desk.refusal('registers.issueOutgoing', { documentTypeId: 'nghi-quyet', subject: 'lấy số đã cấp', signer: { name: 'Bí thư' }, issuedDate: '2026-03-10', issuingBody: { id: 'dang-uy-xa' }, number: 2, lateReason: 'thử' }).code).toBe('NUMBER_NOT_FREE')
})

test('with other symbols each keeps its own numbers, and a symbol that the merged body alone had goes along', () => {
  desk.ok('filing.editBody', { id: twice, changes: { symbol: 'ĐUX' } })
  issue(twice)
  const { seriesId } = issue('dang-uy-xa')
  issue(twice)
  merge()
  expect(issue('dang-uy-xa')).toMatchObject({ seriesId, numberSymbol: '02-NQ/ĐU' })

  const bare = desk.ok('filing.addBody', { name: 'Ban Chỉ đạo chuyển đổi số', level: 'commune' }).id
  const other = desk.ok('filing.addBody', { name: 'BCĐ chuyển đổi số', level: 'commune', symbol: 'BCĐCĐS' }).id
  issue(other, 'bao-cao')
  desk.ok('filing.mergeBodies', { id: other, intoId: bare, reason: 'nhập hai lần' })
  expect(issue(bare, 'bao-cao').numberSymbol).toBe('02-BC/BCĐCĐS')
})

test('taken back, the series go home as they were, unless one has numbered since', () => {
  const [alone, met] = [issue(twice, 'bao-cao'), issue(twice)]
  issue('dang-uy-xa')
  merge()
  desk.ok('filing.reopenBody', { id: twice })
  expect(series(alone.seriesId)).toMatchObject({ issuingBodyId: twice, closed: false })
  expect(series(met.seriesId)).toMatchObject({ issuingBodyId: twice, closed: false })
  expect(issue(twice)).toMatchObject({ seriesId: met.seriesId, numberSymbol: '02-NQ/ĐU' })
  merge()
  issue('dang-uy-xa', 'bao-cao')
  expect(desk.refusal('filing.reopenBody', { id: twice })).toMatchObject({ code: 'MERGE_CHANGED_SINCE', params: { what: 'series', id: alone.seriesId } })
})
