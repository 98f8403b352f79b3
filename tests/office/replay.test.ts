// The journal replayed into an empty archive gives the same records, in every table of the registers that a day's work writes to.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { named, sql } from '../../src-main/archive/sql.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

let desk: TestOffice
beforeEach(async () => { desk = await openTestOffice({ now: () => Date.parse('2026-03-10T02:00:00Z') }) })
afterEach(() => desk.close())

test('copies, sendings, uses of record copies, saved searches, choices of issuer and kept numbers are replayed', async () => {
  const signer = { name: 'Chánh Văn phòng' }
  const { id, seriesId } = await desk.ask('registers.issueOutgoing', {
    documentTypeId: 'cong-van', subject: 'về mời họp', issuedDate: '2026-03-09', signer, recipients: [{ unit: 'Các chi bộ' }], issuingBody: { name: 'Đảng ủy xã Tam Hồng', level: 'commune' },
  })
  await desk.ask('registers.reserveNumbers', { seriesId, count: 2, purpose: 'đại hội', expiresOn: '2026-04-01' })
  const copy = await desk.ask('registers.makeCopy', { documentId: id, kind: 'sao-y', signer })
  await desk.ask('registers.strikeCopy', { id: copy.id, reason: 'ghi nhầm' })
  const { ids } = await desk.ask('registers.noteDispatch', { documentId: id, to: ['Các chi bộ'], channel: 'post' })
  await desk.ask('registers.noteReceipt', { id: ids[0]!, receivedBy: 'Văn thư chi bộ' })
  await desk.ask('registers.strikeDispatchNote', { id: ids[0]!, kind: 'received', reason: 'nhầm dòng' })
  await desk.ask('registers.handOver', { to: { name: 'Chi bộ thôn 1' }, documentIds: [id] })
  const use = await desk.ask('registers.noteRecordCopyUse', { documentId: id, user: 'Phó Chánh Văn phòng', purpose: 'tra cứu' })
  await desk.ask('registers.returnRecordCopy', { id: use.id })
  await desk.ask('registers.saveSearch', { name: 'Đại hội', find: { direction: 'incoming', text: 'đại hội', filters: {}, order: 'newest' } })
  const { db } = desk.office.session()!.archive
  for (const table of ['document_copy', 'number_reservation', 'document_recipient', 'saved_search', 'issuer_choice', 'document_dispatch', 'dispatch_batch', 'dispatch_struck', 'record_copy_use']) {
    expect([table, (db.value<number>(sql`SELECT count(*) FROM ${named(table)}`) ?? 0) > 0]).toEqual([table, true])
  }
  expect(await desk.ask('office.verify', {})).toMatchObject({ integrity: true, foreignKeys: true, replayEqual: true, journal: { ok: true } })
})
