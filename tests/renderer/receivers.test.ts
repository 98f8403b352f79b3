// To whom a document is handed in the dialog: who fits what is typed, who leads, what the command is told.
import { describe, expect, test } from 'vitest'
import { matching, sentReceivers, withReceiver, withRole, type ChosenReceiver } from '../../src-renderer/features/handling/receivers.ts'

const person = (id: string, name: string, more: object = {}) => ({ id, name, position: '', unitId: null, active: true, roles: [], ...more })
const unit = (id: string, name: string, closed = false) => ({ id, name, closed, order: 0, entry: '' })
const everybody = {
  persons: [person('1', 'Chánh Văn phòng'), person('2', 'Chuyên viên tổng hợp', { position: 'Chuyên viên', unitId: 'vp' }), person('3', 'Chuyên viên cũ', { active: false })],
  units: [unit('vp', 'Văn phòng'), unit('xdd', 'Ban Xây dựng Đảng'), unit('gone', 'Ban Tuyên giáo', true)],
}

describe('who fits what is typed', () => {
  test.each([
    ['van phong', ['Văn phòng', 'Chánh Văn phòng', 'Chuyên viên tổng hợp']],
    ['bxd', ['Ban Xây dựng Đảng']],
    ['chuyen', ['Chuyên viên tổng hợp']],
    ['tuyen giao', []],
    ['', []],
  ])('%s', (typed, names) => expect(matching(everybody, typed).map(({ name }) => name)).toEqual(names))
})

const one: Omit<ChosenReceiver, 'role'> = { kind: 'account', id: '1', name: 'Chánh Văn phòng' }
const other: Omit<ChosenReceiver, 'role'> = { kind: 'name', id: '', name: 'Chi bộ thôn 2' }

test('the first leads, the next cooperates; who is among them stays once; where somebody leads already nobody more does', () => {
  const both = withReceiver(withReceiver([], one, false), other, false)
  expect(both.map(({ role }) => role)).toEqual(['lead', 'cooperating'])
  expect(withReceiver(both, one, false)).toBe(both)
  expect(withReceiver([], one, true)[0]?.role).toBe('cooperating')
})

test('who is made the lead takes it from who had it; the command is told ids and names', () => {
  const both = withRole(withReceiver(withReceiver([], one, false), other, false), 1, 'lead')
  expect(sentReceivers(both)).toEqual([{ accountId: '1', role: 'cooperating' }, { name: 'Chi bộ thôn 2', role: 'lead' }])
})
