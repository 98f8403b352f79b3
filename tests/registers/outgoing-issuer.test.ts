// Whose an outgoing document is: of a committee's office some types are the committee's by themselves, and the clerk's choice for a
// type is remembered.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ok } from '../../src-main/contract/result.ts'
import { committeeName } from '../../src-main/registers/rules.ts'
import { openDesk } from './desk.ts'
import type { Desk, Value } from './desk.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
  desk.ok('registers.openPeriod', { period: 'term', from: '2025-08-01', name: 'Nhiệm kỳ 2025–2030' })
  callOffice('Văn phòng Đảng ủy xã Tam Hồng', 'Đảng ủy xã Tam Hồng')
})
afterEach(() => desk.close())

/** Gives the office another name, as its settings do. */
function callOffice(name: string, parentName: string, symbolSuffix = 'ĐU'): void {
  desk.archive.journal.transact({ command: 'office.editOffice', actor: 'local' }, (tx) =>
    ok({ entry: tx.append([{ table: 'office', id: 'office', set: { name, parent_name: parentName, symbol_suffix: symbolSuffix } }]) }))
}

const signer = { name: 'Bí thư', position: 'Bí thư Đảng ủy', authority: 'tm' }
const paper = { subject: 'về chuyển đổi số', signer, issuedDate: '2026-03-10' }
const issue = (documentTypeId: string, fields: Value = {}): Value => desk.ok('registers.issueOutgoing', { ...paper, documentTypeId, ...fields })
const next = (documentTypeId: string, fields: Value = {}): Value => desk.ok('registers.nextOutgoingNumber', { documentTypeId, ...fields })

describe('of a committee’s office', () => {
  test.each(['nghi-quyet', 'quyet-dinh', 'chi-thi', 'ket-luan', 'quy-che', 'quy-dinh'])('%s is the committee’s', (type) => {
    expect(next(type)).toMatchObject({ number: 1, issuer: { kind: 'committee', id: 'dang-uy-xa', name: 'Đảng ủy xã Tam Hồng' } })
    expect(issue(type).numberSymbol).toMatch(/^01-\p{Lu}+\/ĐU$/u)
  })

  test.each(['cong-van', 'to-trinh', 'giay-moi', 'bao-cao', 'thong-bao'])('%s is the office’s own', (type) => {
    expect(next(type)).toMatchObject({ issuer: { kind: 'office', id: 'van-phong-dang-uy-xa' } })
    expect(issue(type).numberSymbol).toMatch(/^01-\p{L}+\/VPĐU$/u)
  })

  test('the clerk chooses otherwise, and the next document of the type follows; other types do not', () => {
    expect(next('quyet-dinh').issuers).toEqual([{ kind: 'office', name: 'Văn phòng Đảng ủy xã Tam Hồng' }, { kind: 'committee', name: 'Đảng ủy xã Tam Hồng' }])
    expect(next('quyet-dinh', { issuingBody: { id: 'van-phong-dang-uy-xa' } }).numberSymbol).toBe('01-QĐ/VPĐU')
    expect(issue('quyet-dinh', { issuingBody: { name: 'Văn phòng Đảng ủy xã Tam Hồng' } }).numberSymbol).toBe('01-QĐ/VPĐU')
    expect(next('quyet-dinh')).toMatchObject({ issuer: { kind: 'office' }, numberSymbol: '02-QĐ/VPĐU' })
    expect(issue('quyet-dinh').numberSymbol).toBe('02-QĐ/VPĐU')
    expect(next('quy-dinh').issuer.kind).toBe('committee')
    issue('quyet-dinh', { issuingBody: { id: 'dang-uy-xa' } })
    expect(next('quyet-dinh')).toMatchObject({ issuer: { kind: 'committee' }, numberSymbol: '02-QĐ/ĐU' })
  })

  test('a third body is issued for once, and changes nothing', () => {
    expect(issue('nghi-quyet', { issuingBody: { id: 'ban-thuong-vu-dang-uy-xa' } }).numberSymbol).toBe('01-NQ/ĐU')
    expect(next('nghi-quyet').issuer.kind).toBe('committee')
  })

  test('a draft takes another type with its body, but keeps a third one', () => {
    const { id, entry } = desk.ok('registers.draftOutgoing', { ...paper, documentTypeId: 'cong-van' })
    desk.ok('registers.editOutgoing', { id, basedOn: entry, changes: { documentTypeId: 'nghi-quyet' } })
    expect(desk.ok('registers.getDocument', { id }).issuingBodyId).toBe('dang-uy-xa')
    const third = desk.ok('registers.draftOutgoing', { ...paper, documentTypeId: 'cong-van', issuingBody: { id: 'uy-ban-kiem-tra-dang-uy-xa' } })
    desk.ok('registers.editOutgoing', { id: third.id, basedOn: third.entry, changes: { documentTypeId: 'nghi-quyet' } })
    expect(desk.ok('registers.getDocument', { id: third.id }).issuingBodyId).toBe('uy-ban-kiem-tra-dang-uy-xa')
    expect(next('nghi-quyet').issuer.kind).toBe('committee')
  })
})

test('a committee that the tree does not know is said before it is made, and numbers with the symbol of the set-up', () => {
  callOffice('Văn phòng Huyện ủy Yên Lạc', 'Huyện ủy Yên Lạc', 'VPHU')
  expect(next('nghi-quyet')).toMatchObject({ issuer: { kind: 'committee', id: null, name: 'Huyện ủy Yên Lạc' }, numberSymbol: '01-NQ/HU' })
  expect(issue('nghi-quyet').numberSymbol).toBe('01-NQ/HU')
  expect(issue('cong-van').numberSymbol).toBe('01-CV/VPHU')
  expect(next('nghi-quyet').issuer).toMatchObject({ kind: 'committee', name: 'Huyện ủy Yên Lạc', id: expect.any(String) })
})

test('a committee that is the office itself, and an office of the state, issue in their own name alone', () => {
  callOffice('Đảng ủy xã Tam Hồng', 'Tỉnh ủy Phú Thọ')
  expect(next('nghi-quyet')).toMatchObject({ numberSymbol: '01-NQ/ĐU', issuer: { kind: 'office' }, issuers: [{ kind: 'office' }] })
  callOffice('Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã Tam Hồng', 'Ủy ban nhân dân xã Tam Hồng')
  expect(next('quyet-dinh')).toMatchObject({ issuer: { kind: 'office' }, issuers: [{ kind: 'office' }] })
})

test.each([
  ['Văn phòng Đảng ủy xã Tam Hồng', 'Tỉnh ủy Phú Thọ', 'Đảng ủy xã Tam Hồng'],
  ['Văn phòng Tỉnh ủy', 'Tỉnh ủy Phú Thọ', 'Tỉnh ủy Phú Thọ'],
  ['VĂN PHÒNG Huyện uỷ Yên Lạc', 'Huyện ủy Yên Lạc, tỉnh Vĩnh Phúc', 'Huyện ủy Yên Lạc'],
  ['Đảng ủy xã Tam Hồng', 'Tỉnh ủy Phú Thọ', null],
  ['Văn phòng', 'Tỉnh ủy Phú Thọ', null],
])('the committee of "%s" under "%s" is %s', (name, parentName, committee) => {
  expect(committeeName({ name, parentName }, ['văn phòng'])).toBe(committee)
})
