// The contract at its door: every name with wrong types, too long, unknown fields, from an untrusted sender; nothing that comes
// in makes an exception cross, and nothing refused leaves a trace.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { contractByName } from '../../src-main/office/contract.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'
import { inputsOf } from './schema-inputs.ts'
import type { Known } from './schema-inputs.ts'

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

// Names that change folders or read paths of this machine: the window may not call them, or they have tests of their own (office.rotateKey: rotate.test.ts).
const harmless = names.filter((name) => contractByName.get(name)!.reach === 'everyone' && !['office.useSample', 'people.begin', 'people.signOut', 'people.lockDesk', 'office.rotateKey'].includes(name))

test('random inputs never make an exception cross', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...harmless), fc.jsonValue(), async (name, input) => {
      const answer = await desk.office.call(name, input, 'window')
      expect(typeof answer.ok).toBe('boolean')
      if (!answer.ok) expect(answer.error.code).not.toBe('INTERNAL')
    }),
    { numRuns: 300, verbose: 1 },
  )
})

describe('inputs made from the schema of', () => {
  // An office of their own: they close its books and rename its bodies.
  let fuzzed: TestOffice
  let known: Known = {}
  afterAll(() => fuzzed.close())
  beforeAll(async () => {
    fuzzed = await openTestOffice()
    const registered = []
    for (const [index, body] of ['Sở Nội vụ', 'Sở Tài chính', 'Chi bộ thôn Đoài'].entries()) {
      registered.push(await fuzzed.ask('registers.registerIncoming', { documentTypeId: 'cong-van', numberSymbol: `${index + 1}-CV/SNV`, issuingBody: { name: body, level: 'other' }, subject: `việc ${index}`, arrivalDate: '2026-03-10' }))
    }
    await fuzzed.ask('registers.openRegister', { id: 'mat', name: 'Sổ mật', kind: 'secret' })
    const documents = registered.map(({ id }) => id)
    const { bodies } = await fuzzed.ask('filing.tree', {})
    const some = bodies.slice(0, 3).map(({ id }) => id)
    const own = await Promise.all(documents.map(async (id) => (await fuzzed.ask('registers.getDocument', { id })).issuingBodyId))
    known = {
      id: [...documents, ...own, 'mat', 'den'], ids: [documents, documents.slice(0, 1)], intoId: own, parentId: [...some, ...own, null], successorId: [...some, ...own, null],
      issuingBodyId: own, documentTypeId: ['cong-van', 'nghi-quyet', 'giay-moi'], registerId: ['den', 'mat'], basedOn: registered.map(({ entry }) => entry), year: [2025, 2026, 2027],
    }
  })

  test.each(harmless)('%s never make an exception cross', async (name) => {
    const schema = z.toJSONSchema(contractByName.get(name)!.input, { io: 'input', unrepresentable: 'any' }) as Parameters<typeof inputsOf>[0]
    let past = 0
    await fc.assert(
      fc.asyncProperty(inputsOf(schema, known), async (input) => {
        const answer = await fuzzed.office.call(name, input, 'window')
        if (answer.ok) return void (past += 1)
        expect(answer.error).not.toMatchObject({ code: 'INTERNAL' })
        if (answer.error.code !== 'INVALID_INPUT') past += 1
      }),
      { numRuns: name.startsWith('registers.print') ? 10 : 40, verbose: 1 },
    )
    // Else the inputs would all be stopped at the door, and prove nothing of what lies behind it.
    expect(past).toBeGreaterThan(0)
  })

  test('leave an archive that is sound', async () => {
    expect(await fuzzed.ask('office.verify', {})).toMatchObject({ integrity: true, foreignKeys: true, journal: { ok: true }, replayEqual: true })
  })
})

test('says of each field exactly what is wrong with it', async () => {
  const right = { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ' }, subject: 'x' }
  const issuesOf = async (name: string, input: unknown) => {
    const answer = await desk.office.call(name, input, 'window')
    return answer.ok ? [] : (answer.error.params?.['issues'] as unknown[])
  }
  const wrong = (input: object) => issuesOf('registers.registerIncoming', { ...right, ...input })
  expect(await issuesOf('registers.registerIncoming', { subject: 'x' })).toEqual([{ path: 'documentTypeId', problem: 'missing' }, { path: 'issuingBody', problem: 'missing' }])
  expect(await wrong({ subject: '  ' })).toEqual([{ path: 'subject', problem: 'missing' }])
  expect(await wrong({ pages: 'abc' })).toEqual([{ path: 'pages', problem: 'wrong-type' }])
  expect(await wrong({ pages: 1.5 })).toEqual([{ path: 'pages', problem: 'wrong-type' }])
  expect(await wrong({ pages: null })).toEqual([{ path: 'pages', problem: 'wrong-type' }])
  expect(await wrong({ pages: 1000 })).toEqual([{ path: 'pages', problem: 'too-large', limit: 999 }])
  expect(await wrong({ pages: -1 })).toEqual([{ path: 'pages', problem: 'too-small', limit: 0 }])
  expect(await wrong({ suffixOf: 0 })).toEqual([{ path: 'suffixOf', problem: 'too-small', limit: 1 }])
  expect(await wrong({ subject: 'x'.repeat(501) })).toEqual([{ path: 'subject', problem: 'too-long', limit: 500 }])
  expect(await wrong({ channel: 'pigeon' })).toEqual([{ path: 'channel', problem: 'not-allowed' }])
  expect(await wrong({ channel: 7 })).toEqual([{ path: 'channel', problem: 'wrong-type' }])
  expect(await wrong({ arrivalTime: '25:00' })).toEqual([{ path: 'arrivalTime', problem: 'not-allowed' }])
  expect(await wrong({ colour: 'red' })).toEqual([{ path: '', problem: 'unknown-field', keys: ['colour'] }])
  expect(await wrong({ note: 'a\u202eb' })).toEqual([{ path: 'note', problem: 'hidden-characters' }])
  expect(await wrong({ issuingBody: 'Sở Nội vụ' })).toEqual([{ path: 'issuingBody', problem: 'wrong-type' }])
  expect(await wrong({ issuingBody: { name: '' } })).toEqual([{ path: 'issuingBody.name', problem: 'missing' }])
  expect(await wrong({ issuingBody: { name: 'x'.repeat(201) } })).toEqual([{ path: 'issuingBody.name', problem: 'too-long', limit: 200 }])
  expect(await wrong({ issuingBody: { name: 'x', level: 'moon' } })).toEqual([{ path: 'issuingBody.level', problem: 'not-allowed' }])
  expect(await wrong({ signer: { name: 5 } })).toEqual([{ path: 'signer.name', problem: 'wrong-type' }])
  expect(await issuesOf('registers.addArrival', { id: 'x' })).toEqual([{ path: 'channel', problem: 'missing' }])
  expect(await issuesOf('registers.findDocuments', { limit: 0 })).toEqual([{ path: 'limit', problem: 'too-small', limit: 1 }])
  expect(await issuesOf('registers.fileDocuments', { ids: [], issuingBodyId: 'x' })).toEqual([{ path: 'ids', problem: 'too-small', limit: 1 }])
  expect(await issuesOf('office.state', [])).toEqual([{ path: '', problem: 'wrong-type' }])
})

test('days that are not possible are refused alike wherever they stand', async () => {
  const right = { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ' }, subject: 'x' }
  for (const [name, input, path] of [
    ['registers.registerIncoming', (day: string) => ({ ...right, arrivalDate: day }), 'arrivalDate'],
    ['registers.registerIncoming', (day: string) => ({ ...right, issuedDate: day }), 'issuedDate'],
    ['registers.registerIncoming', (day: string) => ({ ...right, dueDate: day }), 'dueDate'],
    ['registers.findDocuments', (day: string) => ({ filters: { from: day } }), 'filters.from'],
    ['registers.printRegister', (day: string) => ({ to: day }), 'to'],
    ['filing.addBody', (day: string) => ({ name: 'x', level: 'base', validFrom: day }), 'validFrom'],
  ] as const) {
    expect(await desk.office.call(name, input('0001-01-01'), 'window')).toEqual({ ok: false, error: { code: 'INVALID_INPUT', params: { issues: [{ path, problem: 'too-small', limit: '1930-01-01' }] } } })
    expect(await desk.office.call(name, input('2200-01-01'), 'window')).toEqual({ ok: false, error: { code: 'INVALID_INPUT', params: { issues: [{ path, problem: 'too-large', limit: '2199-12-31' }] } } })
    expect(await desk.office.call(name, input('2026-02-30'), 'window')).toEqual({ ok: false, error: { code: 'INVALID_INPUT', params: { issues: [{ path, problem: 'not-allowed' }] } } })
  }
})

test('the same commandId gives the stored answer; with other input it is refused', async () => {
  const input = { commandId: 'lần một', documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' as const }, subject: 'về chế độ báo cáo' }
  const first = await desk.ask('registers.registerIncoming', input)
  const again = await desk.ask('registers.registerIncoming', input)
  expect(again).toEqual(first)
  expect(await desk.call('registers.registerIncoming', { ...input, subject: 'về việc khác' })).toMatchObject({ ok: false, error: { code: 'COMMAND_ID_REUSED' } })
})

test('a command that runs as a task is carried out once under its commandId, and no command takes an id that it ignores', async () => {
  const path = join(desk.folder, 'tờ trình.txt')
  writeFileSync(path, 'một')
  const [first, beside] = await Promise.all([desk.call('files.stage', { commandId: 'nhận', path }), desk.call('files.stage', { commandId: 'nhận', path })])
  expect(beside).toEqual(first)
  writeFileSync(path, 'hai')
  expect(await desk.call('files.stage', { commandId: 'nhận', path })).toEqual(first)
  expect(await desk.call('files.stage', { commandId: 'nhận', path: `${path}.khác` })).toMatchObject({ error: { code: 'COMMAND_ID_REUSED' } })
  expect(await desk.call('files.stage', { path })).not.toEqual(first)
  const set = join(desk.folder, 'sao lưu')
  const written = await desk.ask('office.backUp', { commandId: 'sao lưu', to: set })
  expect(await desk.ask('office.backUp', { commandId: 'sao lưu', to: set })).toEqual(written)
  expect((await desk.ask('office.backUp', { to: set })).path).not.toBe(written.path)
  // A refusal is not stored: the next try is a new one.
  expect(await desk.call('files.stage', { commandId: 'sau', path: `${path}.khác` })).toMatchObject({ error: { code: 'FILE_UNREADABLE' } })
  writeFileSync(`${path}.khác`, 'ba')
  expect((await desk.call('files.stage', { commandId: 'sau', path: `${path}.khác` })).ok).toBe(true)
  const sample = await openTestOffice({ setUp: false })
  const filled = await sample.ask('office.useSample', { commandId: 'mẫu' })
  expect(await sample.ask('office.useSample', { commandId: 'mẫu' })).toEqual(filled)
  expect(await sample.call('office.useSample', {})).toMatchObject({ error: { code: 'ALREADY_SET_UP' } })
  await sample.close()
})

test('each length of Phụ lục VI is kept and said', async () => {
  const right = { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' as const }, subject: 'x' }
  for (const [field, value, limit] of [['subject', 'x'.repeat(501), 500], ['note', 'x'.repeat(501), 500], ['toPlaces', 'x'.repeat(1001), 1000], ['language', 'x'.repeat(31), 30], ['pages', 1000, 999]] as const) {
    const answer = await desk.office.call('registers.registerIncoming', { ...right, [field]: value }, 'window')
    expect(answer).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT', params: { issues: [{ path: field, limit }] } } })
  }
})
