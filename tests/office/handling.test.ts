// Handling of documents through the whole office process: people signed in at their desks, answers repeated by commandId, the archive
// verified afterwards, and an archive that an older program wrote brought up to it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openArchive } from '../../src-main/archive/archive.ts'
import { handlingMigration } from '../../src-main/handling/schema.ts'
import { officeSchema } from '../../src-main/office/schema.ts'
import { addDays, vietnamDate } from '../../src-main/text/dates.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

const password = 'một câu chỉ mình nhớ'
const day = addDays(vietnamDate(Date.now()), 2)
const sound = { integrity: true, foreignKeys: true, journal: { ok: true }, replayEqual: true }

let office: TestOffice
beforeEach(async () => { office = await openTestOffice() })
afterEach(() => office.close())

const register = (desk: Pick<TestOffice, 'ask'>, fields: object = {}) => desk.ask('registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: { name: 'Tỉnh ủy Phú Thọ' }, subject: 'về báo cáo', ...fields })

test('VI.III.1.m: the clerk hands out, the specialist is told, works and answers, each at their own desk; what was asked twice is done once', async () => {
  await office.ask('people.begin', { login: 'vanthu', name: 'Văn thư', password, roles: ['administrator', 'clerk'] })
  const clerk = office.at('clerk')
  await clerk.ask('people.signIn', { login: 'vanthu', password })
  const unit = await clerk.ask('people.addUnit', { name: 'Ban Xây dựng Đảng' })
  const { id: specialistId } = await clerk.ask('people.addAccount', { login: 'chuyenvien', name: 'Chuyên viên', roles: ['specialist'], unitId: unit.id, password })
  const specialist = office.at('specialist')
  await specialist.ask('people.signIn', { login: 'chuyenvien', password })
  const { id: documentId } = await register(clerk)
  const asked = { commandId: 'giao-1', documentId, to: [{ unitId: unit.id, role: 'lead' as const }], direction: 'Tham mưu trả lời' }
  const given = await clerk.ask('handling.distribute', asked)
  expect(await clerk.ask('handling.distribute', asked)).toEqual(given)
  expect(office.events).toContainEqual(expect.objectContaining({ topics: expect.arrayContaining(['handling']) }))
  expect((await specialist.ask('handling.listBoard', { when: 'waiting' })).rows).toMatchObject([{ id: given.assignmentIds[0], direction: 'Tham mưu trả lời', to: { name: 'Ban Xây dựng Đảng' } }])
  expect(await specialist.call('handling.distribute', asked)).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
  await specialist.ask('handling.accept', { assignmentId: given.assignmentIds[0]! })
  await specialist.ask('handling.complete', { assignmentId: given.assignmentIds[0]!, result: 'Đã xong' })
  const course = await clerk.ask('handling.getCourse', { documentId })
  expect([course.state, course.onTime]).toEqual(['done', true])
  expect(course.events.at(-1)).toMatchObject({ kind: 'completed', by: { id: specialistId, name: 'Chuyên viên' }, notedBy: null })
  expect(await office.at('chief').call('office.verify', {})).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } })
  expect(await clerk.ask('office.verify', {})).toMatchObject(sound)
})

test('what was due in an archive from before the handling of documents is due after it is brought up to it', async () => {
  await register(office, { numberSymbol: '1-CV/TU', dueDate: day })
  await register(office, { numberSymbol: '2-CV/TU' })
  const { directory, configuration } = office
  await office.office.close()
  // As the program before left it: without the tables of handling, and of what came after it.
  const opened = openArchive({ directory, configuration, schema: officeSchema, now: Date.now, make: false })
  if (!opened.ok) throw new Error(opened.error.code)
  const newer = officeSchema.migrations.filter(({ number }) => number >= handlingMigration.number)
  for (const { name } of newer.flatMap(({ tables }) => tables).toReversed()) opened.value.db.script(`DROP TABLE ${name}`)
  opened.value.db.script('DROP INDEX document_limited; ALTER TABLE document DROP COLUMN limited; DROP INDEX document_frozen; ALTER TABLE document DROP COLUMN frozen; ALTER TABLE document DROP COLUMN frozen_reason; ALTER TABLE document DROP COLUMN subject_allowed_by')
  for (const index of ['by_batch', 'waiting', 'asked_back', 'lost']) opened.value.db.script(`DROP INDEX document_dispatch_${index}`)
  for (const column of ['outcome_by', 'outcome_note', 'outcome_on', 'outcome', 'asked_back_by', 'asked_back_on', 'receipt_noted_by', 'received_by_id', 'to_unit_id', 'to_account_id', 'batch_id']) {
    opened.value.db.script(`ALTER TABLE document_dispatch DROP COLUMN ${column}`)
  }
  opened.value.db.pragma('user_version = 90')
  opened.value.close()
  const again = await openTestOffice({ folder: office.folder })
  expect(await again.ask('registers.today', {})).toMatchObject({ dueSoon: 1, due: [{ numberSymbol: '1-CV/TU' }] })
  expect((await again.ask('registers.findDocuments', { filters: { dueBy: day } })).total).toBe(1)
  expect(await again.ask('office.verify', {})).toMatchObject(sound)
  await again.close()
})
