// The named readers of a document in the dialogs: whom one begins with, what is left to oneself, to whom nothing can be given.
import { expect, test } from 'vitest'
import { barsOfReaders, barsOfReceivers, leftTo, proposedReaders, readsPaper, sentReaders, stillThere, withReader, type ChosenReader } from '../../src-renderer/features/secrecy/readers.ts'

const person = (id: string, unitId: string | null = null, active = true) => ({ id, name: id, position: '', unitId, active, roles: [] })
const unit = (id: string, closed = false) => ({ id, name: id, closed, order: 0, entry: '' })
const everybody = { persons: [person('clerk'), person('leader'), person('specialist', 'xdd'), person('gone', null, false)], units: [unit('xdd'), unit('ubkt'), unit('old', true)] }
const reader = (id: string, may: ChosenReader['may'], kind: ChosenReader['kind'] = 'account'): ChosenReader => ({ kind, id, name: id, may })

test('one begins with oneself and whoever works on it; who has it for information reads it; names without an account are none', () => {
  const to = (kind: 'account' | 'unit' | 'name', id: string | null) => ({ kind, id, name: id ?? 'Chi bộ thôn 2' })
  const proposed = proposedReaders({ id: 'clerk', name: 'clerk' }, [{ to: to('account', 'specialist'), role: 'lead' }, { to: to('unit', 'ubkt'), role: 'information' }, { to: to('name', null), role: 'cooperating' }, { to: to('account', 'clerk'), role: 'cooperating' }])
  expect(proposed).toEqual([reader('clerk', 'work'), reader('specialist', 'work'), reader('ubkt', 'read', 'unit')])
  expect(sentReaders(proposed)).toEqual([{ accountId: 'clerk', may: 'work' }, { accountId: 'specialist', may: 'work' }, { unitId: 'ubkt', may: 'read' }])
})

test('who is added reads on the screen, and stays once', () => {
  const both = withReader([reader('clerk', 'work')], { kind: 'account', id: 'leader', name: 'leader' })
  expect(both).toEqual([reader('clerk', 'work'), reader('leader', 'read')])
  expect(withReader(both, { kind: 'account', id: 'clerk', name: 'clerk' })).toBe(both)
})

test('what is left to oneself is the most that name and unit give; nothing where neither is named', () => {
  const chosen = [reader('specialist', 'read'), reader('xdd', 'print', 'unit')]
  expect(leftTo({ id: 'specialist', unitId: 'xdd' }, chosen)).toBe('print')
  expect(leftTo({ id: 'specialist', unitId: null }, chosen)).toBe('read')
  expect(leftTo({ id: 'clerk', unitId: null }, chosen)).toBeNull()
})

test('readers that are in use no more are left out', () => {
  const bars = barsOfReaders({ limited: true, readers: [], may: 'work', mayNot: [{ accountId: 'leader', why: 'clearance' }, { accountId: 'clerk', why: 'readers' }] })
  const { kept, gone } = stillThere([reader('clerk', 'work'), reader('leader', 'read'), reader('gone', 'read'), reader('xdd', 'read', 'unit'), reader('old', 'read', 'unit')], everybody, bars)
  expect(kept.map(({ id }) => id)).toEqual(['clerk', 'xdd'])
  expect(gone.map(({ id }) => id)).toEqual(['leader', 'gone', 'old'])
})

test('a limited document is handed to nobody who may not read it, and to no unit of which nobody may', () => {
  const mayNot = [{ accountId: 'leader', why: 'readers' }, { accountId: 'specialist', why: 'clearance' }] as const
  expect([...barsOfReceivers({ limited: true, readers: [], may: 'work', mayNot: [...mayNot] }, everybody)]).toEqual([['account leader', 'readers'], ['account specialist', 'clearance'], ['unit xdd', 'unit'], ['unit ubkt', 'unit'], ['unit old', 'unit']])
  const named = { accountId: null, unitId: 'ubkt', name: 'ubkt', may: 'read' } as const
  expect(barsOfReceivers({ limited: true, readers: [named], may: 'work', mayNot: [] }, everybody).has('unit ubkt')).toBe(false)
  // Of one that everybody reads a unit may have the paper, whoever its people are.
  expect([...barsOfReceivers({ limited: false, readers: [], may: 'work', mayNot: [...mayNot] }, everybody).keys()]).toEqual(['account leader', 'account specialist'])
})

test('who has the paper of a document is one of its readers by account, by unit, or as somebody of a unit; a name in free words is none', () => {
  const chosen = [reader('leader', 'read'), reader('xdd', 'read', 'unit')]
  const reads = (accountId: string | null, unitId: string | null) => readsPaper({ accountId, unitId }, chosen, everybody)
  expect([reads('leader', null), reads('specialist', null), reads(null, 'xdd')]).toEqual([true, true, true])
  expect([reads('clerk', null), reads(null, 'ubkt'), reads(null, null)]).toEqual([false, false, false])
})
