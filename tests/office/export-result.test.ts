// A search that is being taken out as a file, given up on the way: nothing is given, it is said, and the office goes on.
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Call } from '../../src-main/office/contract.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

let desk: TestOffice
beforeAll(async () => {
  desk = await openTestOffice()
  // More than are read in one go.
  for (let number = 1; number <= 700; number += 1) {
    await desk.ask('registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: { name: 'Tỉnh ủy Phú Thọ' }, subject: 'Về việc báo cáo công tác tháng', numberSymbol: `${number}-CV/TU` })
  }
}, 120_000)
afterAll(() => desk.close())

const running = async () => (await desk.ask('office.tasks', {})).tasks.find(({ name }) => name === 'registers.exportDocuments')

test.each(['pdf', 'xlsx', 'docx'] as const)('VI.III.6.h: given up while it is written as %s, it gives nothing, and the next one is whole', async (format) => {
  const asked: Call<'registers.exportDocuments'> = { columns: ['number', 'numberSymbol', 'subject'], format }
  const writing = desk.call('registers.exportDocuments', asked)
  let done = 0
  let id = ''
  for (const until = Date.now() + 20_000; done === 0 && Date.now() < until; await setImmediate()) {
    const task = await running()
    if (task !== undefined) ({ done, id } = task)
  }
  expect(done).toBeGreaterThan(0)
  expect(await desk.ask('office.cancelTask', { id })).toMatchObject({ cancelled: true })
  expect(await writing).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
  expect(await running()).toBeUndefined()
  expect((await desk.ask('registers.exportDocuments', asked)).rows).toBe(700)
}, 60_000)
