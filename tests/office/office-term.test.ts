// The term of the committee: mended in Settings, and followed by the next one.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

let desk: TestOffice
beforeAll(async () => {
  desk = await openTestOffice()
})
afterAll(() => desk.close())

const term = async () => (await desk.ask('office.state', {})).term

test('a term is mended where it runs, and a later one follows it', async () => {
  await desk.ask('office.editOffice', { commandId: crypto.randomUUID(), term: { name: 'Khóa I, 2025 - 2030', from: '2025-08-01', to: '2030-07-31' } })
  expect(await term()).toEqual({ name: 'Khóa I, 2025 - 2030', from: '2025-08-01', to: '2030-07-31' })
  expect(await desk.call('office.editOffice', { commandId: crypto.randomUUID(), term: { name: 'x', from: '2025-08-01', to: '2025-07-31' } })).toMatchObject({ error: { code: 'DATES_REVERSED' } })
  await desk.ask('office.editOffice', { commandId: crypto.randomUUID(), term: { name: 'Khóa II', from: '2030-08-01' } })
  expect(await term()).toEqual({ name: 'Khóa II', from: '2030-08-01', to: null })
  await desk.ask('office.editOffice', { commandId: crypto.randomUUID(), place: 'Tam Hồng' })
  expect(await term()).toEqual({ name: 'Khóa II', from: '2030-08-01', to: null })
  expect((await desk.ask('office.verify', {})).replayEqual).toBe(true)
})
