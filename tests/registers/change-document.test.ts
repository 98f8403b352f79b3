// What happens to a document after it was registered: mended, cancelled, arrived once more, returned, filed elsewhere.
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { sql } from '../../src-main/archive/sql.ts'
import { openDesk } from './desk.ts'
import type { Desk, Value } from './desk.ts'

let desk: Desk
beforeEach(() => { desk = openDesk() })
afterEach(() => desk.close())

const [fileA, fileB] = ['a'.repeat(64), 'b'.repeat(64)] as const

describe('editing', () => {
  test('keeps before and after, who and when', () => {
    const { id, entry } = desk.register({ subject: 'Báo cáo tháng 2', pages: 3 })
    desk.setClock('2026-03-10T03:00:00Z')
    const edited = desk.ok('registers.editDocument', { id, basedOn: entry, changes: { subject: 'Báo cáo tháng 3', pages: null, signer: { name: 'Chánh Văn phòng' } } })
    expect(desk.ok('registers.getDocument', { id })).toMatchObject({ subject: 'Báo cáo tháng 3', pages: null, signer: { name: 'Chánh Văn phòng', position: null }, entry: edited.entry })
    const { entries } = desk.ok('registers.documentHistory', { id })
    expect(entries.map((one: Value) => one.command)).toEqual(['registers.registerIncoming', 'registers.editDocument'])
    expect(entries[1]).toMatchObject({ entry: edited.entry, at: '2026-03-10T03:00:00.000Z', actor: 'local' })
    expect(entries[1].changes).toContainEqual({ record: 'document', field: 'subject', before: 'Báo cáo tháng 2', after: 'Báo cáo tháng 3' })
    expect(entries[1].changes).toContainEqual({ record: 'document', field: 'pages', before: 3, after: null })
  })

  test('of what another changed meanwhile is refused; a further arrival is no such change', () => {
    const { id, entry } = desk.register()
    desk.ok('registers.addArrival', { id, channel: 'post' })
    const second = desk.ok('registers.editDocument', { id, basedOn: entry, changes: { note: 'một' } })
    expect(desk.refusal('registers.editDocument', { id, basedOn: entry, changes: { note: 'hai' } })).toEqual({
      code: 'STALE_RECORD',
      params: { basedOn: entry, current: second.entry, differing: [{ record: 'document', id, field: 'note', yours: null, theirs: 'một' }] },
    })
    // Both versions of every field that differs, over all that happened since; what came back to what it was does not differ.
    desk.setClock('2026-03-10T03:00:00Z')
    const third = desk.ok('registers.editDocument', { id, basedOn: second.entry, changes: { note: 'ba', pages: 4, subject: 'x' } })
    desk.ok('registers.editDocument', { id, basedOn: third.entry, changes: { subject: desk.ok('registers.documentHistory', { id }).entries.at(-1).changes.find((one: Value) => one.field === 'subject').before } })
    expect(desk.refusal('registers.cancelDocument', { id, reason: 'nhầm', basedOn: entry }).params.differing).toEqual([
      { record: 'document', id, field: 'note', yours: null, theirs: 'ba' },
      { record: 'document', id, field: 'pages', yours: null, theirs: 4 },
    ])
    expect(desk.refusal('registers.cancelDocument', { id, reason: 'nhầm', basedOn: `${'0'.repeat(64)}.1.1` })).toMatchObject({ code: 'STALE_RECORD', params: { differing: [] } })
  })

  test('asks about twins, keeps the number, and does not leave its year', () => {
    desk.register({ numberSymbol: '1-CV/TU' })
    const { id, entry } = desk.register({ numberSymbol: '2-CV/TU' })
    expect(desk.refusal('registers.editDocument', { id, basedOn: entry, changes: { numberSymbol: '01 cv tu' } }).code).toBe('DUPLICATE_DOCUMENT')
    expect(desk.refusal('registers.editDocument', { id, basedOn: entry, changes: { arrivalDate: '2025-12-31' } }).code).toBe('YEAR_CHANGED')
    expect(desk.refusal('registers.editDocument', { id, basedOn: entry, changes: { issuedDate: '2026-03-11' } }).code).toBe('ISSUED_AFTER_ARRIVAL')
    const edited = desk.ok('registers.editDocument', { id, basedOn: entry, changes: { arrivalDate: '2026-03-09', issuingBody: { name: 'Bộ Chính trị' }, numberSymbol: '1-CV/TU' } })
    expect(desk.ok('registers.getDocument', { id })).toMatchObject({ arrivalNumber: 2, arrivalDate: '2026-03-09', issuingBodyId: 'bo-chinh-tri', entry: edited.entry })
  })

  test('VI.III.1.b: changes the files: added, taken away, put in another order', () => {
    desk.stage(fileA, 'một.pdf')
    desk.stage(fileB, 'hai.pdf')
    const { id, entry } = desk.register({ files: [{ fileId: fileA }] })
    expect(desk.ok('registers.today').withoutFile).toBe(0)
    const edited = desk.ok('registers.editDocument', { id, basedOn: entry, changes: {}, files: [{ fileId: fileB }, { fileId: fileA, role: 'appendix' }] })
    const shown = () => desk.ok('registers.getDocument', { id }).files.map((file: Value) => [file.name, file.role])
    expect(shown()).toEqual([['hai.pdf', 'main'], ['một.pdf', 'appendix']])
    desk.ok('registers.editDocument', { id, basedOn: edited.entry, changes: {}, files: [] })
    expect(shown()).toEqual([])
    expect(desk.ok('registers.today').withoutFile).toBe(1)
  })
})

test('VI.III.8.b: a cancelled document keeps its number, struck through, and its reason', () => {
  const { id } = desk.register()
  desk.ok('registers.cancelDocument', { id, reason: 'cơ quan ban hành thu hồi' })
  expect(desk.ok('registers.getDocument', { id })).toMatchObject({ status: 'cancelled', cancelReason: 'cơ quan ban hành thu hồi', arrivalNumber: 1 })
  expect(desk.register().arrivalNumber).toBe(2)
  expect(desk.refusal('registers.cancelDocument', { id, reason: 'nữa' }).code).toBe('DOCUMENT_CANCELLED')
  expect(desk.refusal('registers.addArrival', { id, channel: 'post' }).code).toBe('DOCUMENT_CANCELLED')
  expect(desk.ok('registers.documentHistory', { id }).entries.at(-1)).toMatchObject({ command: 'registers.cancelDocument', reason: 'cơ quan ban hành thu hồi' })
  desk.ok('registers.reinstateDocument', { id, reason: 'hủy nhầm' })
  expect(desk.ok('registers.getDocument', { id })).toMatchObject({ status: 'registered', cancelReason: null })
  expect(desk.refusal('registers.reinstateDocument', { id, reason: 'nữa' }).code).toBe('DOCUMENT_NOT_CANCELLED')
  expect(desk.ok('registers.listRegisters').registers[0].years[0]).toMatchObject({ year: 2026, lastNumber: 2, documents: 2, cancelled: 0 })
})

test('a reinstated document is what it was before it was cancelled: one that was returned is still away', () => {
  const { id } = desk.register()
  const status = () => desk.ok('registers.getDocument', { id }).status
  desk.ok('registers.returnDocument', { id, reason: 'gửi nhầm nơi nhận' })
  desk.ok('registers.cancelDocument', { id, reason: 'nhầm' })
  desk.ok('registers.reinstateDocument', { id, reason: 'hủy nhầm' })
  expect(status()).toBe('returned')
  desk.ok('registers.reinstateDocument', { id, reason: 'nơi gửi đưa lại' })
  expect(status()).toBe('registered')
  // Its return lies behind it: the next cancelling was of a registered document.
  desk.ok('registers.cancelDocument', { id, reason: 'nhầm' })
  desk.ok('registers.reinstateDocument', { id, reason: 'hủy nhầm' })
  expect(status()).toBe('registered')
})

test('a paper original after its e-mail keeps the number, with a second date and channel', () => {
  const { id } = desk.register({ arrivalDate: '2026-03-05', channel: 'email' })
  desk.ok('registers.addArrival', { id, channel: 'post', note: 'bản giấy' })
  expect(desk.ok('registers.getDocument', { id })).toMatchObject({ arrivalNumber: 1, arrivals: [{ date: '2026-03-10', time: '09:00', channel: 'post', note: 'bản giấy' }] })
  expect(desk.refusal('registers.addArrival', { id, channel: 'post', arrivalDate: '2026-03-11' }).code).toBe('ARRIVAL_IN_FUTURE')
})

test('a returned document says to whom, why, and when', () => {
  const { id } = desk.register({ arrivalDate: '2026-03-05' })
  expect(desk.refusal('registers.returnDocument', { id, reason: 'x', date: '2026-03-11' })).toEqual({ code: 'RETURN_IN_FUTURE', params: { date: '2026-03-11', today: '2026-03-10' } })
  expect(desk.refusal('registers.returnDocument', { id, reason: 'x', date: '2026-03-04' })).toEqual({ code: 'RETURN_BEFORE_ARRIVAL', params: { date: '2026-03-04', arrivalDate: '2026-03-05' } })
  desk.ok('registers.returnDocument', { id, reason: 'gửi nhầm nơi nhận', returnedTo: 'Văn phòng Tỉnh ủy' })
  expect(desk.ok('registers.getDocument', { id })).toMatchObject({ status: 'returned', returns: [{ date: '2026-03-10', reason: 'gửi nhầm nơi nhận', returnedTo: 'Văn phòng Tỉnh ủy' }] })
  expect(desk.refusal('registers.returnDocument', { id, reason: 'nữa' }).code).toBe('DOCUMENT_RETURNED')
})

describe('filing elsewhere', () => {
  test('moves documents to another body, each move in the journal', () => {
    const ids = [1, 2, 3].map(() => desk.register().id)
    const { moved } = desk.ok('registers.fileDocuments', { ids: [...ids, ids[0]], issuingBodyId: 'bo-chinh-tri' })
    expect(moved).toEqual(ids.map((id) => ({ id, fromBodyId: 'tinh-uy' })))
    expect(desk.ok('registers.countByBody').counts).toEqual([{ issuingBodyId: 'bo-chinh-tri', count: 3 }])
    expect(desk.ok('registers.fileDocuments', { ids, issuingBodyId: 'bo-chinh-tri' }).moved).toEqual([])
    expect(desk.refusal('registers.fileDocuments', { ids: [ids[0], 'x'], issuingBodyId: 'tinh-uy' }).code).toBe('DOCUMENT_NOT_FOUND')
    expect(desk.ok('registers.documentHistory', { id: ids[0] }).entries).toHaveLength(2)
  })

  test('reads no long entry back, however many documents it moved before', () => {
    const ids: string[] = Array.from({ length: 600 }, (_, at) => desk.register({ numberSymbol: `${at + 1}-CV/TU` }).id)
    const read = vi.spyOn(JSON, 'parse')
    try {
      const longOnes = () => read.mock.calls.filter(([body]) => body.length > 5_000).length
      desk.ok('registers.fileDocuments', { ids, issuingBodyId: 'bo-chinh-tri' })
      expect(longOnes()).toBe(0)
      for (const issuingBodyId of ['tinh-uy', 'bo-chinh-tri', 'tinh-uy']) {
        read.mockClear()
        desk.ok('registers.fileDocuments', { ids, issuingBodyId })
        expect(longOnes()).toBe(0)
      }
    } finally {
      read.mockRestore()
    }
    const moves = desk.ok('registers.documentHistory', { id: ids[0] }).entries.slice(1)
    expect(moves.map((move: Value) => move.changes[0].after)).toEqual(['bo-chinh-tri', 'tinh-uy', 'bo-chinh-tri', 'tinh-uy'])
    // Each change names the entry whose value it replaced: the chain by which PCs tell who saw what.
    const payloads = desk.db.all<{ body: string }>(sql`SELECT body FROM journal_part ORDER BY position DESC LIMIT 8`).map((part) => JSON.parse(part.body) as Value)
    const origins = payloads.flatMap((payload) => payload.changes).filter(([, id]: Value) => id === ids[0]).map(([, , fields]: Value) => fields.issuing_body_id[2])
    expect(origins.slice(0, 3)).toEqual(moves.slice(0, 3).map((move: Value) => move.entry).toReversed())
  }, 60_000)

  test('a merge takes documents, children and names along, for more documents than one entry holds', () => {
    const twice = desk.ok('filing.addBody', { name: 'Tỉnh ủy Phú Thọ (cũ)', level: 'province', aliases: ['TU Phú Thọ'] }).id
    const child = desk.ok('filing.addBody', { name: 'Tổ công tác', level: 'province', parentId: twice }).id
    const ids: string[] = Array.from({ length: 520 }, (_, at) => desk.register({ issuingBody: { id: twice }, numberSymbol: `${at + 1}-CV/TU` }).id)
    const entries = desk.db.value<number>(sql`SELECT count(*) FROM journal_envelope`)!
    expect(desk.ok('filing.mergeBodies', { id: twice, intoId: 'tinh-uy', reason: 'nhập hai lần' })).toMatchObject({ id: 'tinh-uy', documents: 520 })
    expect(desk.db.value<number>(sql`SELECT count(*) FROM journal_envelope`)! - entries).toBe(2)
    expect(desk.ok('registers.getDocument', { id: ids[519]! }).issuingBodyId).toBe('tinh-uy')
    expect(desk.ok('filing.getBody', { id: child }).body.parentId).toBe('tinh-uy')
    expect(desk.ok('filing.getBody', { id: 'tinh-uy' }).body.aliases).toContain('TU Phú Thọ')
    expect(desk.refusal('registers.registerIncoming', { documentTypeId: 'cong-van', subject: 'x', issuingBody: { id: twice } })).toMatchObject({ code: 'BODY_MERGED', params: { into: 'tinh-uy' } })
    // Registered under the old name it goes to the body that stays, and meets its twins there.
    expect(desk.refusal('registers.registerIncoming', { documentTypeId: 'cong-van', subject: 'x', issuingBody: { name: 'tu phu tho' }, numberSymbol: '7 cv tu' }).code).toBe('DUPLICATE_DOCUMENT')
    expect(desk.ok('registers.findDocuments', { filters: { issuingBodyId: twice } }).total).toBe(520)
    expect(desk.refusal('filing.mergeBodies', { id: twice, intoId: 'tinh-uy', reason: 'nữa' }).code).toBe('BODY_LOOP')
    expect(desk.refusal('filing.mergeBodies', { id: 'tinh-uy', intoId: child, reason: 'vòng' }).code).toBe('BODY_LOOP')
  }, 60_000)
})

describe('a merge of bodies with different names', () => {
  const shown = (id: string) => {
    const document = desk.ok('registers.getDocument', { id })
    expect(desk.ok('registers.findDocuments', { filters: { issuingBodyId: 'tinh-uy' } }).rows.find((row: Value) => row.id === id)?.issuingBodyName ?? document.issuingBodyName).toBe(document.issuingBodyName)
    return [document.issuingBodyId, document.issuingBodyName]
  }
  const found = (text: string) => desk.ok('registers.findDocuments', { text }).rows.map((row: Value) => row.id)

  test('leaves each document the name that was in force at its date, and finds it by both', () => {
    const old = desk.ok('filing.addBody', { name: 'Tỉnh ủy Vĩnh Phúc', level: 'province' }).id
    desk.ok('filing.renameBody', { id: old, name: 'Tỉnh ủy Tam Đảo', from: '2025-01-01' })
    const [first, second] = ['2024-05-06', '2025-05-06'].map((issuedDate, at) => desk.register({ issuingBody: { id: old }, numberSymbol: `${at + 1}-CV/TU`, issuedDate }).id as string)
    const own = desk.register({ numberSymbol: '9-CV/TU', issuedDate: '2024-05-06' }).id
    const before = desk.db.all(sql`SELECT id, issuing_body_id, issued_as_body_id FROM document ORDER BY id`)
    desk.ok('filing.mergeBodies', { id: old, intoId: 'tinh-uy', reason: 'sáp nhập' })
    expect([first!, second!, own].map(shown)).toEqual([['tinh-uy', 'Tỉnh ủy Vĩnh Phúc'], ['tinh-uy', 'Tỉnh ủy Tam Đảo'], ['tinh-uy', 'Tỉnh ủy Phú Thọ']])
    expect(desk.ok('registers.countByBody').counts).toEqual([{ issuingBodyId: 'tinh-uy', count: 3 }])
    for (const name of ['tinh uy vinh phuc', 'tinh uy phu tho']) expect(found(name)).toContain(first)
    // A name mended after the merge is mended on the documents too.
    desk.ok('filing.editBody', { id: old, changes: { name: 'Tỉnh uỷ Tam Dương' } })
    expect(shown(second!)).toEqual(['tinh-uy', 'Tỉnh uỷ Tam Dương'])
    expect(found('tam duong')).toEqual([second])

    // A further merge keeps the oldest name; taken back one after the other, nothing is left of them.
    desk.ok('filing.mergeBodies', { id: 'tinh-uy', intoId: 'bo-chinh-tri', reason: 'thử' })
    expect(desk.ok('registers.getDocument', { id: first }).issuingBodyName).toBe('Tỉnh ủy Vĩnh Phúc')
    expect(desk.ok('registers.getDocument', { id: own }).issuingBodyName).toBe('Tỉnh ủy Phú Thọ')
    desk.ok('filing.reopenBody', { id: 'tinh-uy' })
    desk.ok('filing.reopenBody', { id: old })
    expect(desk.db.all(sql`SELECT id, issuing_body_id, issued_as_body_id FROM document ORDER BY id`)).toEqual(before)
  })

  test('gives them the name of the body that stays where it was only written wrong, or is the same', () => {
    const wrong = desk.ok('filing.addBody', { name: 'Tỉnh ủy Phú Tho', level: 'other' }).id
    const typo = desk.ok('filing.addBody', { name: 'Tinh uy PT', level: 'province' }).id
    const documents = [wrong, typo].map((id, at) => desk.register({ issuingBody: { id }, numberSymbol: `${at + 1}-CV/TU` }).id as string)
    desk.ok('filing.mergeBodies', { id: wrong, intoId: 'tinh-uy', reason: 'nhập hai lần' })
    desk.ok('filing.mergeBodies', { id: typo, intoId: 'tinh-uy', reason: 'viết sai', keepNames: false })
    expect(documents.map(shown)).toEqual([['tinh-uy', 'Tỉnh ủy Phú Thọ'], ['tinh-uy', 'Tỉnh ủy Phú Thọ']])
  })

  test('ends for a document that a person files elsewhere', () => {
    const old = desk.ok('filing.addBody', { name: 'Tỉnh ủy Vĩnh Phúc', level: 'province' }).id
    const { id } = desk.register({ issuingBody: { id: old } })
    desk.ok('filing.mergeBodies', { id: old, intoId: 'tinh-uy', reason: 'sáp nhập' })
    desk.ok('registers.fileDocuments', { ids: [id], issuingBodyId: 'bo-chinh-tri' })
    expect(desk.ok('registers.getDocument', { id }).issuingBodyName).toBe('Bộ Chính trị')
  })
})

describe('a merge taken back', () => {
  /** Where everything stands: documents, bodies, the names that are in use. */
  const places = () => ({
    documents: desk.db.all<Value>(sql`SELECT id, issuing_body_id, issued_as_body_id FROM document ORDER BY id`),
    bodies: desk.db.all<Value>(sql`SELECT id, parent_id, merged_into, merge_reason, valid_to, successor_id FROM body ORDER BY id`),
    aliases: desk.db.all<Value>(sql`SELECT body_id, alias FROM body_alias WHERE removed = 0 ORDER BY id`),
    counts: desk.ok('registers.countByBody').counts,
    foundUnder: desk.ok('registers.findDocuments', { filters: { issuingBodyId: 'tinh-uy' } }).total,
  })

  test('moves home what the merge moved, in more than one entry, and nothing that came since', () => {
    const twice = desk.ok('filing.addBody', { name: 'Tỉnh ủy Phú Thọ (cũ)', level: 'province', aliases: ['TU Phú Thọ'] }).id
    desk.ok('filing.addBody', { name: 'Tổ công tác', level: 'province', parentId: twice })
    desk.ok('filing.closeBody', { id: twice, to: '2026-02-28', successorId: 'tinh-uy' })
    // Secret ones lie in other compartments of the same entries.
    const ids: string[] = Array.from({ length: 520 }, (_, at) => desk.register({ issuingBody: { id: twice }, numberSymbol: `${at + 1}-CV/TU`, secrecy: at % 3 === 0 ? 'mat' : 'none' }).id)
    const own = desk.register({ numberSymbol: '900-CV/TU' }).id
    const before = places()
    desk.ok('filing.mergeBodies', { id: twice, intoId: 'tinh-uy', reason: 'nhập hai lần' })
    const later = desk.register({ issuingBody: { name: 'TU Phú Thọ' }, numberSymbol: '901-CV/TU' }).id
    desk.ok('registers.cancelDocument', { id: ids[3], reason: 'vào sổ nhầm' })

    expect(desk.ok('filing.reopenBody', { id: twice })).toMatchObject({ id: twice, documents: 520 })
    const after = places()
    expect(after.documents.filter((row) => row.id !== later)).toEqual(before.documents)
    expect({ ...after, documents: [], counts: [], foundUnder: after.foundUnder - 1 }).toEqual({ ...before, documents: [], counts: [] })
    expect([own, later].map((id) => desk.ok('registers.getDocument', { id }).issuingBodyId)).toEqual(['tinh-uy', 'tinh-uy'])
    expect(desk.ok('registers.documentHistory', { id: ids[519] }).entries.map((one: Value) => one.command)).toEqual(['registers.registerIncoming', 'filing.mergeBodies', 'filing.reopenBody'])
    // It is closed as it was before; the next reopening opens it.
    expect(desk.ok('filing.getBody', { id: twice }).body).toMatchObject({ validTo: '2026-02-28', successorId: 'tinh-uy', mergedInto: null })
    desk.ok('filing.reopenBody', { id: twice })
    expect(desk.ok('filing.getBody', { id: twice }).body).toMatchObject({ validTo: null, successorId: null })
  }, 60_000)

  test('is refused where something was filed elsewhere since, and then changes nothing', () => {
    const twice = desk.ok('filing.addBody', { name: 'Tỉnh ủy (cũ)', level: 'province' }).id
    const child = desk.ok('filing.addBody', { name: 'Tổ công tác', level: 'province', parentId: twice }).id
    const { id } = desk.register({ issuingBody: { id: twice } })
    desk.ok('filing.mergeBodies', { id: twice, intoId: 'tinh-uy', reason: 'nhập hai lần' })
    desk.ok('registers.fileDocuments', { ids: [id], issuingBodyId: 'bo-chinh-tri' })
    const before = places()
    expect(desk.refusal('filing.reopenBody', { id: twice })).toEqual({ code: 'MERGE_CHANGED_SINCE', params: { what: 'document', id, bodyId: 'bo-chinh-tri' } })
    expect(places()).toEqual(before)
    desk.ok('registers.fileDocuments', { ids: [id], issuingBodyId: 'tinh-uy' })
    desk.ok('filing.moveBody', { id: child, parentId: 'bo-chinh-tri' })
    expect(desk.refusal('filing.reopenBody', { id: twice })).toEqual({ code: 'MERGE_CHANGED_SINCE', params: { what: 'body', id: child, bodyId: 'bo-chinh-tri' } })
    desk.ok('filing.moveBody', { id: child, parentId: 'tinh-uy' })
    expect(desk.ok('filing.reopenBody', { id: twice }).documents).toBe(1)
  })

  test('leaves everything where it stood before, whatever was merged before it', () => {
    const ids = Array.from({ length: 4 }, (_, at) => desk.ok('filing.addBody', { name: `Chi bộ ${at}`, level: 'base', aliases: [`CB ${at}`] }).id as string)
    for (const [at, id] of ids.entries()) desk.register({ issuingBody: { id }, secrecy: at % 2 === 0 ? 'none' : 'toi-mat' })
    const pairs = fc.tuple(fc.nat(3), fc.nat(3))
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.record({ merge: pairs }), fc.record({ move: pairs }), fc.record({ undo: fc.nat(3) })), { maxLength: 6 }), pairs, (steps, [one, other]) => {
        for (const step of steps) {
          if ('merge' in step) desk.call('filing.mergeBodies', { id: ids[step.merge[0]], intoId: ids[step.merge[1]], reason: 'thử' })
          else if ('move' in step) desk.call('filing.moveBody', { id: ids[step.move[0]], parentId: ids[step.move[1]] })
          else desk.call('filing.reopenBody', { id: ids[step.undo] })
        }
        const before = places()
        if (!desk.call('filing.mergeBodies', { id: ids[one], intoId: ids[other], reason: 'gộp' }).ok) return
        desk.ok('filing.reopenBody', { id: ids[one] })
        expect(places()).toEqual(before)
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})

test('suggests what was entered before, signers of the body first', () => {
  desk.register({ signer: { position: 'Bí thư', name: 'Bí thư Tỉnh ủy' } })
  desk.register({ signer: { position: 'Bí thư', name: 'Bí thư Tỉnh ủy' } })
  desk.register({ issuingBody: { id: 'bo-chinh-tri' }, signer: { position: 'Thường trực', name: 'Thường trực Ban Bí thư' }, toPlaces: 'Văn phòng' })
  expect(desk.ok('registers.suggest', { field: 'signer', text: 'bi thu' }).rows).toEqual([
    { value: 'Bí thư Tỉnh ủy', position: 'Bí thư', uses: 2 },
    { value: 'Thường trực Ban Bí thư', position: 'Thường trực', uses: 1 },
  ])
  expect(desk.ok('registers.suggest', { field: 'signer', text: '', issuingBodyId: 'bo-chinh-tri' }).rows[0].value).toBe('Thường trực Ban Bí thư')
  expect(desk.ok('registers.suggest', { field: 'toPlaces', text: 'van' }).rows).toEqual([{ value: 'Văn phòng', uses: 1 }])
  expect(desk.ok('registers.suggest', { field: 'subject', text: 've viec bao' }).rows).toEqual([{ value: 'Về việc báo cáo công tác tháng', uses: 3 }])
})
