import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compareNumberSymbol, numberSymbolKey, parseNumberSymbol, suggestTypeAbbreviation,
} from '../../src-main/text/number-symbol.ts'
import { realTexts } from './real-texts.ts'

describe('parseNumberSymbol', () => {
  test.each<[string, string | null, string, number | null, string | null, string]>([
    ['15-NQ/TU', '15', '', null, 'NQ/TU', '15-NQ/TU'],
    ['15 NQ/TU', '15', '', null, 'NQ/TU', '15-NQ/TU'],
    ['số 15-NQ/TƯ', '15', '', null, 'NQ/TƯ', '15-NQ/TƯ'],
    ['15 nq tu', '15', '', null, 'NQ/TU', '15-NQ/TU'],
    ['15nq/tu', '15', '', null, 'NQ/TU', '15-NQ/TU'],
    ['15 – NQ / TU', '15', '', null, 'NQ/TU', '15-NQ/TU'],
    ['Số: 30/2020/NĐ-CP', '30', '', 2020, 'NĐ-CP', '30/2020/NĐ-CP'],
    ['30-2020-NĐ-CP', '30', '', 2020, 'NĐ-CP', '30/2020/NĐ-CP'],
    ['14/2024/TT-BCT', '14', '', 2024, 'TT-BCT', '14/2024/TT-BCT'],
    ['597/HC-QLHC', '597', '', null, 'HC-QLHC', '597/HC-QLHC'],
    ['154/CTPH-LĐLĐ-SVH,TT,DL', '154', '', null, 'CTPH-LĐLĐ-SVH,TT,DL', '154/CTPH-LĐLĐ-SVH,TT,DL'],
    ['154/CTPH-LĐLĐ-SVH, TT, DL', '154', '', null, 'CTPH-LĐLĐ-SVH,TT,DL', '154/CTPH-LĐLĐ-SVH,TT,DL'],
    ['24/HDLN-BCA-BQP-BYT-BCT-BTC-VKSNDTC-TANDTC', '24', '', null, 'HDLN-BCA-BQP-BYT-BCT-BTC-VKSNDTC-TANDTC', '24/HDLN-BCA-BQP-BYT-BCT-BTC-VKSNDTC-TANDTC'],
    ['05-NQ/ĐU', '05', '', null, 'NQ/ĐU', '05-NQ/ĐU'],
    ['12a-QĐ/HU', '12', 'a', null, 'QĐ/HU', '12a-QĐ/HU'],
    ['12bis/QĐ-UBND', '12', 'bis', null, 'QĐ-UBND', '12bis/QĐ-UBND'],
    ['07/CT-TTg', '07', '', null, 'CT-TTg', '07/CT-TTg'],
    ['07/ct-ttg', '07', '', null, 'CT-TTg', '07/CT-TTg'],
    ['3 ctr/tu', '3', '', null, 'CTr/TU', '3-CTr/TU'],
    ['123', '123', '', null, null, '123'],
    ['Số 123', '123', '', null, null, '123'],
    ['Số15-NQ/TU', '15', '', null, 'NQ/TU', '15-NQ/TU'],
    ['so 15-nq/tu', '15', '', null, 'NQ/TU', '15-NQ/TU'],
    ['30/2020', '30', '', 2020, null, '30/2020'],
    ['2020/NĐ-CP', '2020', '', null, 'NĐ-CP', '2020/NĐ-CP'],
    ['24-NQ/TW, ngày 03/6/2013', '24', '', null, 'NQ/TW', '24-NQ/TW'],
    ['15-BC/BCĐ35', '15', '', null, 'BC/BCĐ35', '15-BC/BCĐ35'],
    ['Số: /QĐ-UBND', null, '', null, 'QĐ-UBND', 'QĐ-UBND'],
    ['Số: ……/QĐ-UBND', null, '', null, 'QĐ-UBND', 'QĐ-UBND'],
    ['NQ/TU', null, '', null, 'NQ/TU', 'NQ/TU'],
    ['', null, '', null, null, ''],
    ['  \u00a0-/ ', null, '', null, null, ''],
    ['Số', null, '', null, null, ''],
  ])('%j', (typed, number, suffix, year, symbol, normal) => {
    expect(parseNumberSymbol(typed)).toEqual({ number, suffix, year, symbol, typed, normal })
  })

  test('reads every number and symbol that the real texts refer to', () => {
    const found = [...realTexts.values()].flatMap((text) =>
      [...text.matchAll(/\d+(?:\/\d{4})?[-/][A-ZĐ][A-Za-zĐ]*[-/][A-Za-zĐ]+/gu)].map(([reference]) => reference))
    expect(new Set(found).size).toBeGreaterThan(15)
    for (const reference of found) {
      expect(parseNumberSymbol(`Số ${reference}`).normal).toBe(reference)
      expect(parseNumberSymbol(reference).number).toBe(/^\d+/u.exec(reference)?.[0])
    }
  })

  test('takes anything; its tidy form is stable and keeps the key', () => {
    const unit = fc.constantFrom(...'0123456789aAđĐNQTƯUsốSốuỷuỷ-/., :–\u00a0\u200b…()')
    fc.assert(fc.property(fc.oneof(fc.string({ unit, maxLength: 24 }), fc.string({ unit: 'binary' })), (typed) => {
      const { normal, number } = parseNumberSymbol(typed)
      if (number === null) return
      expect(parseNumberSymbol(normal).normal).toBe(normal)
      expect(numberSymbolKey(normal)).toBe(numberSymbolKey(typed))
    }), { numRuns: 4000 })
  })

  test('is quick on a page pasted into the field', () => {
    const page = '1 '.repeat(200_000)
    const begun = performance.now()
    parseNumberSymbol(page)
    numberSymbolKey('-'.repeat(1_000_000))
    expect(performance.now() - begun).toBeLessThan(250)
  })
})

describe('numberSymbolKey (VI.III.1.h)', () => {
  test.each([
    ['15-NQ/TU', '15 NQ/TU', '15-nq/tu', 'Số 15-NQ/TƯ', 'số: 15 - NQ / TƯ', '15–NQ/TU', '015-NQ/TU', '15/NQ-TU', '15nq/tu', '15 nq tu', ' 15-NQ/TU. ', '15‑NQ/TU', 'SỐ 15-NQ/TU'.normalize('NFD')],
    ['30/2020/NĐ-CP', 'Số: 30/2020/NĐ-CP', '30-2020-NĐ-CP', '30/2020/nđ-cp', '30/2020/ND-CP', '30/2020/NÐ-CP', '30 2020 nd cp'],
    ['05-NQ/ĐU', '5-NQ/ĐU', '05-nq/đu', '5-NQ/DU', '05-NQ/ĐU'.normalize('NFD')],
    ['7-QĐ/TU', '07-QD/TU', '7 qđ/tư'],
    ['12a-QĐ/HU', '12A-QĐ/HU', '12a qđ hu'],
    ['154/CTPH-LĐLĐ-SVH,TT,DL', '154/CTPH-LĐLĐ-SVH, TT, DL', '154/CTPH-LĐLĐ-SVHTTDL', '154 ctph ldld svh tt dl'],
    ['9-TB/Uỷ', '09-TB/Ủy'],
    ['15-BC/BCĐ35', '15-BC/BCĐ 35'],
  ])('%s is the same as its other spellings', (...spellings) => {
    expect(new Set(spellings.map(numberSymbolKey)).size).toBe(1)
    expect(numberSymbolKey(spellings[0] as string)).not.toBe('')
  })

  test('different documents have different keys', () => {
    const documents = [
      '30/2020/NĐ-CP', '30/2021/NĐ-CP', '30/NĐ-CP', '3/2020/NĐ-CP', '302020/NĐ-CP', '12-QĐ/HU', '12a-QĐ/HU', '12b-QĐ/HU', '12đ-QĐ/HU',
      '12d-QĐ/HU', '12/AQĐ-HU', '120-QĐ/HU', '05/HĐ-UBND', '05/HD-UBND', '05/ĐA-UBND', '05/DA-UBND', '15-NQ/TU', '15-NQ/TW', '15-KL/TU', '15', '15/2020',
      '15-BC/BCĐ35', '15-BC/BCĐ3-5', 'VI-12/QĐ', '12-QĐ/VI',
    ]
    expect(new Set(documents.map(numberSymbolKey)).size).toBe(documents.length)
  })

  test.each(['', '   ', 'Số', 'NQ/TU', 'Số: …/QĐ-UBND', 'không số'])('%j has no number, so no key', (typed) => {
    expect(numberSymbolKey(typed)).toBe('')
  })

  test('any spelling of a made-up document keeps its key, another number or symbol changes it', () => {
    const document = fc.record({
      number: fc.integer({ min: 1, max: 99_999 }),
      suffix: fc.constantFrom('', '', '', 'a', 'b'),
      type: fc.constantFrom('NQ', 'QĐ', 'TB', 'KL', 'BC', 'HD', 'HĐ', 'CTr'),
      body: fc.constantFrom('TU', 'HU', 'ĐU', 'VPTU', 'UBKTTU', 'BTGTU', 'BCĐ35'),
    })
    const spelling = fc.record({
      lead: fc.constantFrom('', 'Số ', 'số: ', 'SỐ '), zeros: fc.constantFrom('', '0', '00'), one: fc.constantFrom('-', '/', ' ', ' - ', '–'),
      two: fc.constantFrom('/', '-', ' / ', ' '), small: fc.boolean(), apart: fc.boolean(),
    })
    type Document = { number: number; suffix: string; type: string; body: string }
    const spell = (d: Document, s: { lead: string; zeros: string; one: string; two: string; small: boolean; apart: boolean }): string => {
      const all = `${s.lead}${s.zeros}${d.number}${d.suffix}${s.one}${d.type}${s.two}${d.body.replace('TU', s.apart ? 'TƯ' : 'TU')}`
      const cased = s.small ? all.toLowerCase() : all
      return s.apart ? cased.normalize('NFD') : cased
    }
    fc.assert(fc.property(document, document, spelling, spelling, (d, e, s, t) => {
      expect(numberSymbolKey(spell(d, s))).toBe(numberSymbolKey(spell(d, t)))
      const same = d.number === e.number && d.suffix === e.suffix && d.type === e.type && d.body === e.body
      expect(numberSymbolKey(spell(d, s)) === numberSymbolKey(spell(e, t))).toBe(same)
    }), { numRuns: 3000 })
  })
})

describe('compareNumberSymbol', () => {
  test('sorts as a reader expects', () => {
    const sorted = ['1-NQ/TU', '02-NQ/TU', '10-KL/TU', '10-NQ/TU', '12-QĐ/HU', '12a-QĐ/HU', '12b-QĐ/HU', '15-QC/TU', '15-QĐ/TU', '30/2020/NĐ-CP', '30/2020/TT-BCT', '30/2021/NĐ-CP', '100/QĐ-TTg', 'NQ/TU']
    expect([...sorted].reverse().sort(compareNumberSymbol)).toEqual(sorted)
  })

  test('is a total order', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'019aAđĐNQ-/ '), maxLength: 8 })
    fc.assert(fc.property(typed, typed, typed, (a, b, c) => {
      expect(Math.sign(compareNumberSymbol(a, b))).toBe(-Math.sign(compareNumberSymbol(b, a)) + 0)
      if (compareNumberSymbol(a, b) <= 0 && compareNumberSymbol(b, c) <= 0) expect(compareNumberSymbol(a, c)).toBeLessThanOrEqual(0)
      expect(compareNumberSymbol(a, b) === 0).toBe(a === b)
    }), { numRuns: 4000 })
  })
})

test.each([
  ['NQ/TU', 'NQ'], ['NĐ-CP', 'NĐ'], ['HC-QLHC', null], ['QĐ-TTg', 'QĐ'], ['qd/tu', 'QĐ'], ['HD/VPTW', 'HD'], ['HĐ-UBND', 'HĐ'], ['CT-TTg', 'CT'], ['ctr/tu', 'CTr'],
  ['CTPH-LĐLĐ', null], ['', null], [null, null], ['/', null], ['NQ', 'NQ'], ['NQTU', null],
])('suggestTypeAbbreviation(%j) is %j', (symbol, abbreviation) => {
  expect(suggestTypeAbbreviation(symbol)).toBe(abbreviation)
})

test('suggestTypeAbbreviation follows the list it is given', () => {
  expect(suggestTypeAbbreviation('HC-QLHC', ['HC'])).toBe('HC')
  expect(suggestTypeAbbreviation('NQ/TU', ['HC'])).toBeNull()
})
