// Issuing bodies: the starting tree, names through time, moves without loops, finding however typed.
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chooseBody, dayBefore, leadsTo, nameOn } from '../../src-main/filing/rules.ts'
import { openDesk } from '../registers/desk.ts'
import type { Desk, Value } from '../registers/desk.ts'

let desk: Desk
beforeEach(() => { desk = openDesk() })
afterEach(() => desk.close())

describe('the starting tree', () => {
  test('goes from the Centre to the base, with the office’s own province', () => {
    const { bodies } = desk.ok('filing.tree')
    const byId = new Map<string, Value>(bodies.map((body: Value) => [body.id, body]))
    expect(byId.get('tinh-uy')).toMatchObject({ name: 'Tỉnh ủy Phú Thọ', symbol: 'TU', level: 'province', isGroup: false })
    for (const body of bodies) if (body.parentId !== null) expect(byId.has(body.parentId)).toBe(true)
    for (const level of ['central', 'province', 'commune', 'base', 'other']) expect(bodies.some((body: Value) => body.level === level && body.isGroup)).toBe(true)
    const closed = bodies.filter((body: Value) => body.validTo !== null && body.successorId !== null)
    expect(closed.length).toBeGreaterThan(5)
    expect(desk.ok('filing.tree', { withClosed: false }).bodies.length).toBe(bodies.filter((body: Value) => body.validTo === null || body.validTo >= '2026-03-10').length)
  })
})

describe('finding', () => {
  test.each([
    ['ubnd xa tam hong', 'Ủy ban nhân dân xã Tam Hồng'], ['UBND xã Tam Hồng', 'Ủy ban nhân dân xã Tam Hồng'], ['hdnd xa tam hong', 'Hội đồng nhân dân xã Tam Hồng'],
    ['ubmttq tinh phu tho', 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Phú Thọ'], ['ubmttqvn xa', 'Ủy ban Mặt trận Tổ quốc Việt Nam xã Tam Hồng'], ['vp tinh uy', 'Văn phòng Tỉnh ủy Phú Thọ'],
  ])('"%s" is understood as the words it stands for', (text, name) => {
    expect(desk.ok('filing.findBodies', { text }).rows[0]?.name).toBe(name)
  })

  test('a body that was entered short is found by its words', () => {
    const { id } = desk.ok('filing.addBody', { name: 'UBND xã Đoan Hùng', level: 'commune' })
    expect(desk.ok('filing.findBodies', { text: 'Ủy ban nhân dân xã Đoan Hùng' }).rows[0]).toMatchObject({ id, exact: true })
  })
})

describe('changing', () => {
  test('adds a body under the group of its level; the same name beside it is refused', () => {
    const { id } = desk.ok('filing.addBody', { name: 'Chi bộ thôn Đoài', level: 'base', shortName: 'CB Đoài', aliases: ['CHI BỘ ĐOÀI'] })
    expect(desk.ok('filing.getBody', { id })).toMatchObject({ body: { parentId: 'co-so', verified: true, aliases: ['CHI BỘ ĐOÀI'] }, path: ['co-so', id] })
    expect(desk.refusal('filing.addBody', { name: 'chi bộ thôn ĐOÀI', level: 'base' })).toMatchObject({ code: 'BODY_EXISTS', params: { id } })
    expect(desk.refusal('filing.addBody', { name: 'x', level: 'base', parentId: 'y' }).code).toBe('BODY_NOT_FOUND')
    expect(desk.refusal('filing.addBody', { name: 'x', level: 'base', validFrom: '2026-02-01', validTo: '2026-01-01' }).code).toBe('DATES_REVERSED')
  })

  test('renames from a day on; both names are found, each in force in its time', () => {
    desk.ok('filing.renameBody', { id: 'tinh-uy', name: 'Tỉnh ủy Hùng Vương', from: '2026-01-01' })
    const { body, names } = desk.ok('filing.getBody', { id: 'tinh-uy' })
    expect(body.name).toBe('Tỉnh ủy Hùng Vương')
    expect(names.map((name: Value) => [name.name, name.from, name.to])).toEqual([['Tỉnh ủy Phú Thọ', null, '2025-12-31'], ['Tỉnh ủy Hùng Vương', '2026-01-01', null]])
    expect(desk.ok('filing.tree', { at: '2025-06-01' }).bodies.find((one: Value) => one.id === 'tinh-uy').name).toBe('Tỉnh ủy Phú Thọ')
    for (const text of ['tinh uy phu tho', 'tinh uy hung vuong']) expect(desk.ok('filing.findBodies', { text }).rows[0]).toMatchObject({ id: 'tinh-uy', exact: true, name: 'Tỉnh ủy Hùng Vương' })
    expect(desk.refusal('filing.renameBody', { id: 'x', name: 'y', from: '2026-01-01' }).code).toBe('BODY_NOT_FOUND')
  })

  test('edits names and aliases; a stale edit is refused', () => {
    const { entry } = desk.ok('filing.getBody', { id: 'tinh-uy' })
    const edited = desk.ok('filing.editBody', { id: 'tinh-uy', basedOn: entry, changes: { aliases: ['TUPT'], code: '000.00.01.H42', name: 'Tỉnh uỷ Phú Thọ' } })
    expect(desk.ok('filing.getBody', { id: 'tinh-uy' })).toMatchObject({ body: { aliases: ['TUPT'], code: '000.00.01.H42' }, entry: edited.entry })
    expect(desk.refusal('filing.editBody', { id: 'tinh-uy', basedOn: entry, changes: { symbol: 'X' } })).toMatchObject({
      code: 'STALE_RECORD',
      params: { basedOn: entry, current: edited.entry, differing: expect.arrayContaining([expect.objectContaining({ record: 'body', id: 'tinh-uy', field: 'code', yours: null, theirs: '000.00.01.H42' })]) as unknown },
    })
    expect(desk.ok('filing.findBodies', { text: 'Đảng bộ tỉnh Phú Thọ' }).rows).toEqual([])
  })

  test('closes with a successor, reopens, never in a circle', () => {
    desk.ok('filing.closeBody', { id: 'ban-bi-thu', to: '2026-01-31', successorId: 'bo-chinh-tri' })
    expect(desk.refusal('filing.closeBody', { id: 'bo-chinh-tri', to: '2026-01-31', successorId: 'ban-bi-thu' }).code).toBe('BODY_LOOP')
    expect(desk.refusal('filing.closeBody', { id: 'ban-bi-thu', to: '2026-01-31' }).code).toBe('BODY_CLOSED')
    desk.ok('filing.reopenBody', { id: 'ban-bi-thu' })
    expect(desk.ok('filing.getBody', { id: 'ban-bi-thu' }).body).toMatchObject({ validTo: null, successorId: null })
  })

  test('moves and merges in any order never make a loop', () => {
    const ids = Array.from({ length: 6 }, (_, at) => desk.ok('filing.addBody', { name: `Chi bộ ${at}`, level: 'base' }).id as string)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('filing.moveBody', 'filing.mergeBodies', 'filing.reopenBody'), fc.nat(5), fc.nat(5)), { maxLength: 12 }), (steps) => {
        for (const [name, one, other] of steps) {
          if (name === 'filing.moveBody') desk.call(name, { id: ids[one], parentId: ids[other] })
          else if (name === 'filing.mergeBodies') desk.call(name, { id: ids[one], intoId: ids[other], reason: 'thử' })
          else desk.call(name, { id: ids[one] })
        }
        const { bodies } = desk.ok('filing.tree')
        const byId = new Map<string, Value>(bodies.map((body: Value) => [body.id, body]))
        for (const field of ['parentId', 'mergedInto', 'successorId']) {
          for (const id of ids) {
            const next = (from: string): string | null => byId.get(from)?.[field] ?? null
            expect(leadsTo(next(id), id, next)).toBe(false)
          }
        }
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})

describe('finding while typing', () => {
  test.each([['vptw', 'van-phong-trung-uong-dang'], ['Văn phòng Trung ương', 'van-phong-trung-uong-dang'], ['bo chinh', 'bo-chinh-tri'], ['tu phu', null], ['phu tho tinh', 'tinh-uy']])('"%s"', (text, id) => {
    const found = desk.ok('filing.findBodies', { text }).rows.map((row: Value) => row.id)
    if (id === null) expect(found).not.toContain('bo-chinh-tri')
    else expect(found).toContain(id)
  })

  test('groups are never offered, and nothing typed finds nothing', () => {
    expect(desk.ok('filing.findBodies', { text: 'Trung ương', limit: 50 }).rows.map((row: Value) => row.id)).not.toContain('trung-uong')
    expect(desk.ok('filing.findBodies', { text: ' /' }).rows).toEqual([])
  })
})

describe('rules', () => {
  const candidate = (bodyId: string, written: string, more: Partial<Value> = {}) => ({ bodyId, kind: 'name' as const, written, level: 'other', validTo: null, verified: true, ...more })
  test.each([
    ['the same mark for mark', [candidate('a', 'Ban A'), candidate('b', 'Bản A')], 'Ban A', 'a'],
    ['without marks, two are meant: none', [candidate('a', 'Bàn A'), candidate('b', 'Bản A')], 'ban a', null],
    ['without marks, one is meant', [candidate('a', 'Bản A')], 'ban a', 'a'],
    ['a name before an alias', [candidate('a', 'Sở X', { kind: 'alias' }), candidate('b', 'Sở X')], 'Sở X', 'b'],
    ['a symbol names nobody', [candidate('a', 'TU', { kind: 'symbol' })], 'TU', null],
    ['one that stands before one that is closed', [candidate('a', 'Sở X', { validTo: '2020-01-01' }), candidate('b', 'Sở X')], 'Sở X', 'b'],
    ['the level that was said', [candidate('a', 'Sở X', { level: 'province' }), candidate('b', 'Sở X')], 'Sở X', 'a'],
  ])('%s', (_title, candidates, written, expected) => {
    expect(chooseBody(candidates, written, '2026-01-01', written === 'Sở X' && expected === 'a' ? 'province' : undefined)).toBe(expected)
  })

  test('the name on a day, at and outside the ends', () => {
    const names = [{ name: 'mới', shortName: null, from: '2025-07-01', to: null }, { name: 'cũ', shortName: null, from: '2000-01-01', to: '2025-06-30' }]
    expect(['1999-01-01', '2025-06-30', '2025-07-01', '2030-01-01'].map((day) => nameOn(names, day)?.name)).toEqual(['cũ', 'cũ', 'mới', 'mới'])
    expect([dayBefore('2026-01-01'), dayBefore('2024-03-01')]).toEqual(['2025-12-31', '2024-02-29'])
  })
})
