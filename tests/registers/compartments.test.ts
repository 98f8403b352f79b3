// Where the journal lays down what is said of secret documents: in compartments of their levels, apart from the office's own.
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { replayEqual } from '../../src-main/archive/replay.ts'
import { sql } from '../../src-main/archive/sql.ts'
import { checkChain } from '../../src-main/archive/chain.ts'
import { officeSchema } from '../../src-main/office/schema.ts'
import { openDesk } from './desk.ts'
import type { Desk } from './desk.ts'

let desk: Desk
beforeEach(() => { desk = openDesk() })
afterEach(() => desk.close())

/** What every compartment says, in the order of its entries. */
const said = (compartment: string) => desk.db.all<{ body: string }>(sql`SELECT body FROM journal_part WHERE compartment = ${compartment} ORDER BY position`).map(({ body }) => body).join('\n')

test('a secret document and all that is kept beside it lie in the compartment of its level, and no word of them in the office\'s', async () => {
  desk.ok('registers.openPeriod', { period: 'term', from: '2025-08-01', name: 'Nhiệm kỳ 2025–2030' })
  const file = desk.stage('a'.repeat(64), 'tệp kín.pdf')
  const { id } = desk.register({ subject: 'việc kín', secrecy: 'toi-mat', note: 'ghi chú kín', toPlaces: 'nơi kín', files: [file] })
  desk.ok('registers.addArrival', { id, channel: 'post', note: 'bản giấy kín' })
  desk.ok('registers.noteDispatch', { documentId: id, to: ['người nhận kín'], channel: 'direct' })
  desk.ok('registers.makeCopy', { documentId: id, kind: 'sao-y', signer: { name: 'người ký kín' } })
  desk.ok('registers.returnDocument', { id, reason: 'trả lại kín' })
  const plain = desk.register({ subject: 'việc thường' })
  expect(said('office')).not.toContain('kín')
  for (const words of ['việc kín', 'ghi chú kín', 'nơi kín', 'tệp kín', 'bản giấy kín', 'người nhận kín', 'người ký kín', 'trả lại kín']) expect(said('secrecy:toi-mat')).toContain(words)
  expect(said('secrecy:toi-mat')).not.toContain(plain.id)
  expect(desk.ok('registers.documentHistory', { id }).entries.map(({ command }: { command: string }) => command)).toEqual([
    'registers.registerIncoming', 'registers.addArrival', 'registers.noteDispatch', 'registers.makeCopy', 'registers.returnDocument',
  ])
  expect(await replayEqual(desk.db, officeSchema)).toMatchObject({ equal: true })
})

test('what is raised or lowered is said whole in the compartment where it goes', async () => {
  const file = desk.stage('a'.repeat(64), 'kèm theo.pdf')
  const { id, entry } = desk.register({ subject: 'một việc', files: [file] })
  const raised = desk.ok('registers.editDocument', { id, basedOn: entry, changes: { secrecy: 'mat' } })
  expect(said('secrecy:mat')).toContain('một việc')
  expect(said('secrecy:mat')).toContain('kèm theo.pdf')
  desk.ok('registers.editDocument', { id, basedOn: raised.entry, changes: { secrecy: 'none' } })
  const last = said('office').split('\n').at(-1)!
  expect(last).toContain('một việc')
  expect(last).toContain('kèm theo.pdf')
  expect(await replayEqual(desk.db, officeSchema)).toMatchObject({ equal: true })
  expect(checkChain(desk.db, desk.archive.keyring.device, null).problem).toBe(null)
})

test('whoever has one compartment alone can make from it what was last said there, over random histories', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom('none', 'mat', 'toi-mat', 'tuyet-mat')), { minLength: 1, maxLength: 15 }), async (steps) => {
      desk.close()
      desk = openDesk()
      const made: { id: string; entry: string }[] = []
      for (const [which, secrecy] of steps) {
        const known = made[which]
        if (known === undefined) made.push(desk.register({ subject: `việc ${made.length}`, subjectAllowedBy: 'Bí thư', secrecy, files: [desk.stage(String(made.length).repeat(64), `tệp ${made.length}.pdf`)] }))
        else known.entry = desk.ok('registers.editDocument', { id: known.id, basedOn: known.entry, changes: { secrecy, subjectAllowedBy: 'Bí thư' } }).entry
      }
      for (const [at, { id }] of made.entries()) {
        const { secrecy } = desk.ok('registers.getDocument', { id })
        const body = said(secrecy === 'none' ? 'office' : `secrecy:${secrecy}`)
        expect(body).toContain(`"việc ${at}"`)
        expect(body).toContain(`"tệp ${at}.pdf"`)
      }
      expect(await replayEqual(desk.db, officeSchema)).toEqual({ equal: true, differences: [], parked: [] })
    }),
    { numRuns: 10, verbose: true },
  )
})
