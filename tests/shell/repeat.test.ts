// What the shell asks again after a crash of the office process, against the contract: a command must not be done twice.
import { describe, expect, test } from 'vitest'
import { contractByName } from '../../src-main/office/contract.ts'
import { mayRepeat } from '../../src-main/shell/repeat.ts'

describe('a call over which the office process died', () => {
  test('is asked again when it is a query, keeps a draft or takes a file in, of all the names of the contract', () => {
    const contracts = [...contractByName.values()]
    const queries = contracts.filter(({ kind }) => kind === 'query').map(({ name }) => name)
    const repeated = contracts.map(({ name }) => name).filter((name) => mayRepeat({ name, input: {} }))
    expect(repeated.toSorted()).toEqual([...queries, 'office.saveDraft', 'office.dropDraft', 'files.stage'].toSorted())
    expect(queries.length).toBeGreaterThan(10)
  })

  test('is asked again when it is a command with a commandId, which the archive knows', () => {
    expect(mayRepeat({ name: 'registers.registerIncoming', input: { commandId: 'a1' } })).toBe(true)
    expect(mayRepeat({ name: 'registers.registerIncoming', input: { commandId: 7 } })).toBe(false)
    expect(mayRepeat({ name: 'registers.registerIncoming', input: null })).toBe(false)
  })
})
