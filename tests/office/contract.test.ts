// The contract at its door: every name with wrong types, too long, unknown fields, from an untrusted sender; nothing that comes
// in makes an exception cross, and nothing refused leaves a trace.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { contractByName } from '../../src-main/office/contract.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

let desk: TestOffice
beforeAll(async () => {
  desk = await openTestOffice()
})
afterAll(() => desk.close())

// Names that change folders or take long are called with inputs that cannot be right.
const names = [...contractByName.keys()]
const wrongInputs: readonly unknown[] = [null, 0, 'text', [], { unknownField: 1 }, { commandId: 'x'.repeat(65) }, { commandId: 7 }]

async function fields(name: string): Promise<Record<string, unknown>> {
  const schema = z.toJSONSchema(contractByName.get(name)!.input, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, unknown> }
  return schema.properties ?? {}
}

describe.each(names)('%s', (name) => {
  test('answers what does not fit its schema with INVALID_INPUT', async () => {
    const head = desk.office.session()!.archive.journal.head().position
    for (const input of wrongInputs) {
      const accepted = contractByName.get(name)!.input.safeParse(input ?? {}).success
      if (accepted) continue
      const answer = await desk.office.call(name, input, 'command-line')
      expect(answer).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
    }
    expect(desk.office.session()!.archive.journal.head().position).toBe(head)
  })

  test('refuses each field that is of a wrong type or far too long, and names it', async () => {
    const contract = contractByName.get(name)!
    for (const field of Object.keys(await fields(name))) {
      for (const value of [Symbol.iterator, 'x'.repeat(300_000), -1e300, { __proto__: { polluted: true } }]) {
        const input = { [field]: value }
        const parsed = contract.input.safeParse(input)
        if (parsed.success) continue
        const answer = await desk.office.call(name, input, 'command-line')
        expect(answer).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
      }
    }
  })
})

test('an unknown name is answered, not thrown', async () => {
  for (const name of ['', 'office', 'registers.', '__proto__', 'constructor', 'registers.registerIncoming ', 'x'.repeat(10_000)]) {
    expect(await desk.office.call(name, {}, 'window')).toMatchObject({ ok: false, error: { code: 'UNKNOWN_NAME' } })
  }
})

test('commands that take a path of this machine answer the command line and the shell alone', async () => {
  const local = [...contractByName.values()].filter((contract) => contract.reach === 'local-only')
  expect(local.map((contract) => contract.name)).toEqual(expect.arrayContaining(['files.stage', 'files.copyOut', 'office.backUp', 'office.restore']))
  for (const { name } of local) {
    for (const sender of ['window', 'browser'] as const) {
      expect(await desk.office.call(name, { path: '/etc/passwd', to: '/tmp/x', from: '/tmp/x' }, sender)).toMatchObject({ ok: false, error: { code: 'LOCAL_ONLY' } })
    }
  }
})

test('random inputs never make an exception cross', async () => {
  const harmless = names.filter((name) => !['office.restore', 'office.backUp', 'office.useSample'].includes(name))
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...harmless), fc.jsonValue(), async (name, input) => {
      const answer = await desk.office.call(name, input, 'window')
      expect(typeof answer.ok).toBe('boolean')
      if (!answer.ok) expect(answer.error.code).not.toBe('INTERNAL')
    }),
    { numRuns: 300, verbose: 1 },
  )
})

test('the same commandId gives the stored answer; with other input it is refused', async () => {
  const input = { commandId: 'lần một', documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' as const }, subject: 'về chế độ báo cáo' }
  const first = await desk.ask('registers.registerIncoming', input)
  const again = await desk.ask('registers.registerIncoming', input)
  expect(again).toEqual(first)
  expect(await desk.call('registers.registerIncoming', { ...input, subject: 'về việc khác' })).toMatchObject({ ok: false, error: { code: 'COMMAND_ID_REUSED' } })
})

test('each length of Phụ lục VI is kept and said', async () => {
  const right = { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' as const }, subject: 'x' }
  for (const [field, value, limit] of [['subject', 'x'.repeat(501), 500], ['note', 'x'.repeat(501), 500], ['toPlaces', 'x'.repeat(1001), 1000], ['language', 'x'.repeat(31), 30], ['pages', 1000, 999]] as const) {
    const answer = await desk.office.call('registers.registerIncoming', { ...right, [field]: value }, 'window')
    expect(answer).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT', params: { issues: [{ path: field, limit }] } } })
  }
})
