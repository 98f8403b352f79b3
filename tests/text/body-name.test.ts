// Names of bodies in capitals, as they stand at the head of documents, given ordinary ones.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { searchText } from '../../src-main/text/fold.ts'
import { isAllCapitals, withOrdinaryCapitals } from '../../src-main/text/body-name.ts'

test.each([
  ['TỈNH ỦY PHÚ THỌ', 'Tỉnh ủy Phú Thọ'],
  ['HUYỆN UỶ YÊN LẠC', 'Huyện ủy Yên Lạc'],
  ['CỤC HÓA CHẤT', 'Cục Hóa chất'],
  ['BAN CHẤP HÀNH TRUNG ƯƠNG', 'Ban Chấp hành Trung ương'],
  ['BAN CHẤP HÀNH ĐẢNG BỘ XÃ TAM HỒNG', 'Ban Chấp hành Đảng bộ xã Tam Hồng'],
  ['THỦ TƯỚNG CHÍNH PHỦ', 'Thủ tướng Chính phủ'],
  ['ỦY BAN NHÂN DÂN XÃ TAM HỒNG', 'Ủy ban nhân dân xã Tam Hồng'],
  ['UBND XÃ TAM HỒNG', 'UBND xã Tam Hồng'],
  ['LIÊN ĐOÀN LAO ĐỘNG - SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH TỈNH AN GIANG', 'Liên đoàn Lao động - Sở Văn hóa, Thể thao và Du lịch tỉnh An Giang'],
  ['BỘ CÔNG AN - BỘ Y TẾ - TÒA ÁN NHÂN DÂN TỐI CAO', 'Bộ Công an - Bộ Y tế - Tòa án nhân dân tối cao'],
  ['PHÒNG VĂN HÓA - XÃ HỘI PHƯỜNG THANH MIẾU', 'Phòng Văn hóa - Xã hội phường Thanh Miếu'],
  ['TRƯỜNG THCS NGUYỄN TRÃI', 'Trường THCS Nguyễn Trãi'],
  ['CÔNG TY TNHH SAMSUNG VIỆT NAM', 'Công ty TNHH SAMSUNG Việt Nam'],
  ['CHI BỘ THÔN ĐOÀI', 'Chi bộ thôn Đoài'],
  ['XÃ TAM HỒNG', 'Xã Tam Hồng'],
  ['ĐẢNG UỶ XÃ KHUỶU QUỲNH', 'Đảng ủy xã Khuỷu Quỳnh'],
  ['ĐẠI HỘI XIV', 'Đại hội XIV'],
  ['TRẠM Y TẾ SỐ 2', 'Trạm Y tế số 2'],
])('%s → %s', (typed, shown) => {
  expect(withOrdinaryCapitals(typed)).toBe(shown)
  expect(withOrdinaryCapitals(typed.normalize('NFD'))).toBe(shown)
})

test.each(['Sở Nội vụ', 'sở nội vụ', 'UBND', 'EVN', 'UBND xã TAM HỒNG', 'XIV', '12', ''])('%j is left as it is', (name) => {
  expect(withOrdinaryCapitals(name)).toBe(name)
})

test('the bodies of the rulebook come back from their capitals, but for those whose words are no names of fields', () => {
  const { entries } = JSON.parse(readFileSync(join(import.meta.dirname, '../../resources/rulebook/issuing-bodies.json'), 'utf8')) as { entries: { name: string; isGroup: boolean }[] }
  const names = entries.filter(({ isGroup }) => !isGroup).map(({ name }) => name)
  const lost = names.filter((name) => withOrdinaryCapitals(name.toLocaleUpperCase('vi')) !== name)
  expect(names.length).toBeGreaterThan(60)
  expect(lost.map((name) => name.split(' ').slice(0, 4).join(' '))).toEqual(['Ban Chính sách, chiến', 'Ban Chỉ đạo Trung', 'Ban Chỉ đạo Trung'])
})

test('of any text only the case changes, and the tone placement of known words; a second time nothing', () => {
  const words = fc.array(fc.constantFrom('TỈNH ỦY', 'UỶ BAN', 'XÃ', 'THỊ', 'HỘI', 'UBND', 'Hòa', 'Đ', '-', ',', 'SỐ 2', 'QUẢNG', 'İSTANBUL', '😀', 'ǅ'), { maxLength: 8 }).map((some) => some.join(' '))
  fc.assert(fc.property(fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 60 })), (text) => {
    const shown = withOrdinaryCapitals(text)
    expect(withOrdinaryCapitals(shown)).toBe(shown)
    if (!isAllCapitals(text)) expect(shown).toBe(text)
    else expect(searchText(shown)).toBe(searchText(text))
  }), { numRuns: 3000 })
})
