// Asking the rulebook: types of a symbol, rules of a day, the starting tree of an office.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadRulebook } from '../../src-main/rulebook/load.ts'
import { placesOf } from '../../src-main/rulebook/office-tree.ts'
import type { IssuingBody, Level } from '../../src-main/rulebook/types.ts'
import { slug } from './official-tables.ts'

const rulebook = loadRulebook(join(import.meta.dirname, '../../resources/rulebook'))
const guess = (text: string) => rulebook.guessDocumentTypes(text).map(({ id }) => id)

describe('guessDocumentTypes', () => {
  test.each([
    ['15-NQ/TU', ['nghi-quyet']],
    ['Số 05-NQ/ĐU', ['nghi-quyet']],
    ['15 nq tu', ['nghi-quyet']],
    ['12a-CTr/HU', ['chuong-trinh']],
    ['127-CV/VPTW', ['cong-van']],
    ['399-QĐ/TW', ['quyet-dinh', 'quy-dinh']],
    ['07-qd/tu', ['quyet-dinh', 'quy-dinh']],
    ['12/QyĐ-UBND', ['quy-dinh']],
    ['30/2020/NĐ-CP', ['nghi-dinh']],
    ['14/2024/TT-BCT', ['thong-tu', 'thong-tri']],
    ['12-TT/TW', ['thong-tri', 'thong-tu']],
    ['33/2024/QH15', ['luat', 'bo-luat', 'nghi-quyet']],
    ['2214/UBND-NC', ['cong-van']],
    ['UBND-NC', ['cong-van']],
    ['', []],
    ['15', []],
  ])('%s', (text, ids) => expect(guess(text)).toEqual(ids))

  test('of every real document, the true type comes first', () => {
    const index = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/official/index.json'), 'utf8')) as {
      truth: { number_symbol: string; symbol: string; type: string }
    }[]
    for (const { truth } of index) {
      expect([truth.number_symbol, guess(truth.number_symbol)[0]]).toEqual([truth.number_symbol, slug(truth.type)])
      expect([truth.symbol, guess(truth.symbol)[0]]).toEqual([truth.symbol, slug(truth.type)])
    }
  })

  test('each abbreviation finds its type, in its own form, whatever the number, the case and the normal form', () => {
    const abbreviations = rulebook.entries.documentTypes.flatMap((type) => type.abbreviations.map(({ system, text }) => ({ id: type.id, system, text })))
    fc.assert(
      fc.property(
        fc.constantFrom(...abbreviations),
        fc.integer({ min: 1, max: 9999 }),
        fc.constantFrom('NFC', 'NFD'),
        fc.boolean(),
        ({ id, system, text }, number, form, lower) => {
          const whole = system === 'party' ? `${number}-${text}/TU` : `${number}/${text}-UBND`
          const typed = (lower ? whole.toLocaleLowerCase('vi') : whole).normalize(form)
          expect(guess(typed)).toContain(id)
        },
      ),
      { verbose: true },
    )
  })

  test('any text is answered, never with a type given twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const ids = guess(text)
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { verbose: true },
    )
  })
})

describe('in force', () => {
  test('the district level ends with 30 June 2025', () => {
    const district = rulebook.entries.levels.find(({ id }) => id === 'district')!
    expect(rulebook.inForce(district, '2025-06-30')).toBe(true)
    expect(rulebook.inForce(district, '2025-07-01')).toBe(false)
  })

  test('types come in their order, and keep to their days', () => {
    const on = rulebook.documentTypesOn('2026-11-23')
    expect(on.slice(0, 4).map(({ id }) => id)).toEqual(['nghi-quyet', 'quyet-dinh', 'chi-thi', 'ket-luan'])
    expect(rulebook.documentTypesOn('2019-01-01').some(({ id }) => id === 'ban-sao-y')).toBe(false)
    expect(on.some(({ id }) => id === 'ban-sao-y')).toBe(true)
  })
})

describe('the starting tree', () => {
  const today = '2026-11-23'
  const commune = { name: 'Văn phòng Đảng ủy xã Tân Mẫu', parentName: 'Tỉnh ủy Hồng Mẫu', level: 'commune' } as const
  const byName = (tree: readonly IssuingBody[], name: string) => tree.find((body) => body.name === name)

  test('a commune gets the Centre, its province and itself', () => {
    const tree = rulebook.officeTree(commune, today)
    expect(byName(tree, 'Tỉnh ủy Hồng Mẫu')).toMatchObject({ id: 'tinh-uy', level: 'province', symbol: 'TU', shortNames: [{ name: 'Tỉnh ủy' }] })
    expect(byName(tree, 'Đảng ủy xã Tân Mẫu')).toMatchObject({ symbol: 'ĐU', level: 'commune' })
    expect(byName(tree, 'Bộ Tài chính')?.level).toBe('central')
    expect(tree.some(({ level, isGroup }) => level === 'district' && !isGroup)).toBe(false)
    expect(tree.length).toBeGreaterThan(120)
  })

  test('an office of the district era gets its district, ended with it', () => {
    const tree = rulebook.officeTree({ name: 'Văn phòng Huyện uỷ Yên Mẫu', parentName: 'Tỉnh ủy Hồng Mẫu', level: 'district' }, '2024-05-01')
    expect(byName(tree, 'Huyện ủy Yên Mẫu')).toMatchObject({ symbol: 'HU', validTo: '2025-06-30' })
    expect(byName(tree, 'Ủy ban nhân dân huyện Yên Mẫu')?.parent).toBe('cap-huyen')
    expect(tree.some(({ level, isGroup }) => level === 'commune' && !isGroup)).toBe(false)
  })

  test('a city is named as cities are', () => {
    const tree = rulebook.officeTree({ name: 'Văn phòng Thành ủy Hải Mẫu', level: 'province' }, today)
    expect(byName(tree, 'Thành ủy Hải Mẫu')?.id).toBe('tinh-uy')
    expect(byName(tree, 'Ủy ban nhân dân thành phố Hải Mẫu')?.symbol).toBe('UBND')
  })

  test('a place that the names do not say is left out, and the names stay readable', () => {
    const tree = rulebook.officeTree({ name: 'Văn phòng', level: 'commune' }, today)
    expect(byName(tree, 'Tỉnh ủy')).toBeDefined()
    expect(byName(tree, 'Đảng ủy xã')).toBeDefined()
    expect(tree.filter(({ name }) => /[{}]|\s\s|^\s|\s$/u.test(name))).toEqual([])
  })

  test.each<[string, string, Level, ReturnType<typeof placesOf>]>([
    ['Văn phòng Đảng ủy phường Hòa Mẫu', 'Thành ủy Hải Mẫu', 'commune', { province: { kind: 'thành phố', name: 'Hải Mẫu' }, commune: { kind: 'phường', name: 'Hòa Mẫu' } }],
    ['Đảng ủy đặc khu Đảo Mẫu, tỉnh Hồng Mẫu', '', 'commune', { province: { kind: 'tỉnh', name: 'Hồng Mẫu' }, commune: { kind: 'đặc khu', name: 'Đảo Mẫu' } }],
    ['Văn phòng Tỉnh ủy Hồng Mẫu', 'Ban Chấp hành Trung ương', 'province', { province: { kind: 'tỉnh', name: 'Hồng Mẫu' } }],
    ['Văn phòng Quận ủy Ba Mẫu', 'Thành ủy Hải Mẫu', 'district', { province: { kind: 'thành phố', name: 'Hải Mẫu' }, district: { kind: 'quận', name: 'Ba Mẫu' } }],
    ['Văn phòng Thành ủy', '', 'province', { province: { kind: 'thành phố', name: '' } }],
    ['Công ty Ba Mẫu', '', 'other', {}],
  ])('places of %s under "%s"', (name, parentName, level, places) => {
    expect(placesOf({ name, parentName, level })).toEqual(places)
  })

  test('parents come before children, ids once, for any office name', () => {
    const levels: Level[] = ['central', 'province', 'district', 'commune', 'base', 'other']
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), fc.constantFrom(...levels), (name, parentName, level) => {
        const tree = rulebook.officeTree({ name, parentName, level }, today)
        const seen = new Set<string>()
        for (const body of tree) {
          expect(body.parent === null || seen.has(body.parent)).toBe(true)
          expect(seen.has(body.id)).toBe(false)
          seen.add(body.id)
        }
        expect(tree.filter(({ successor }) => successor !== null && !seen.has(successor))).toEqual([])
      }),
      { verbose: true, numRuns: 50 },
    )
  })
})
