// Finding: filters with exact totals, words with and without marks, snippets, pages that go on.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sql } from '../../src-main/archive/sql.ts'
import { sql } from '../../src-main/archive/sql.ts'
import { countByYear } from '../../src-main/registers/counts.ts'
import { pageStatement, planList } from '../../src-main/registers/find-by-filters.ts'
import { openDesk } from './desk.ts'
import type { Desk, Value } from './desk.ts'

let desk: Desk
const registered: { id: string; file: boolean; subject: string; year: number; type: string; body: string; urgency: string; date: string; status: string; due: string | null; signer: string; channel: string | undefined }[] = []
const types = ['cong-van', 'nghi-quyet', 'bao-cao']
const bodies = ['tinh-uy', 'bo-chinh-tri', 'van-phong-tinh-uy', 'ban-bi-thu']
const signers = ['Bí thư', 'Phó Bí thư chuyên trách', '']
const channels = ['post', 'network', 'email', undefined, 'direct']
const subjects = ['Báo cáo công tác tháng', 'Kế hoạch tổ chức đại hội đảng bộ', 'Về phòng chống lụt bão', 'Nông thôn mới nâng cao']

beforeAll(() => {
  desk = openDesk()
  desk.setClock('2026-03-31T02:00:00Z')
  for (let at = 0; at < 240; at++) {
    const date = `${2024 + (at % 3)}-0${1 + (at % 3)}-${String(1 + (at % 28)).padStart(2, '0')}`
    const one = { type: types[at % 3]!, body: bodies[(at * 7) % 4]!, urgency: at % 40 === 0 ? 'hoa-toc' : 'normal', subject: subjects[at % 4]!, due: at % 10 === 0 ? (at % 20 === 0 ? '2026-04-05' : '2026-04-08') : null, file: at % 3 !== 1 && at % 7 < 4, signer: at === 77 ? '' : signers[at % 11 % 3]!, channel: channels[at % 5] }
    const { id } = desk.register({
      documentTypeId: one.type, issuingBody: { id: one.body }, subject: one.subject, urgency: one.urgency, arrivalDate: date, acceptClock: true,
      numberSymbol: `${at + 1}-CV/TU`, ...(one.signer === '' ? {} : { signer: { position: one.signer } }), ...(one.channel === undefined ? {} : { channel: one.channel }), ...(one.due === null ? {} : { dueDate: one.due }), ...(one.file ? { files: [desk.stage(String(at).padStart(64, 'e'))] } : {}), ...(at === 77 ? { note: 'kèm bản đồ', signer: { name: 'Chánh Văn phòng' } } : {}),
    })
    if (at % 50 === 0) desk.ok('registers.cancelDocument', { id, reason: 'nhầm' })
    registered.push({ id, ...one, year: Number(date.slice(0, 4)), date, status: at % 50 === 0 ? 'cancelled' : 'registered' })
  }
}, 60_000)
afterAll(() => desk.close())

const find = (input: Value = {}) => desk.ok('registers.findDocuments', input)

/** All pages of a list, by its cursors. */
function walk(input: Value): string[] {
  const ids: string[] = []
  for (let after: string | undefined; ;) {
    const page = find({ ...input, ...(after === undefined ? {} : { after }) })
    ids.push(...page.rows.map((row: Value) => row.id))
    if (page.next === undefined) return ids
    after = page.next
  }
}

describe('by filters', () => {
  test('VI.III.6.g: {} gives all, newest first; each order is an order of the same documents', () => {
    const page = find()
    expect(page).toMatchObject({ total: 240 })
    expect(page.totalIsAtLeast).toBeUndefined()
    expect(page.rows).toHaveLength(50)
    const newest = walk({ limit: 37 })
    const dates = newest.map((id) => registered.find((one) => one.id === id)!.date)
    expect(dates).toEqual(dates.toSorted().reverse())
    expect(walk({ limit: 41, order: 'oldest' })).toEqual(newest.toReversed())
    const numbers = walk({ limit: 100, order: 'number' })
    expect(numbers).toEqual(walk({ limit: 63, order: 'number-down' }).reverse())
    expect(numbers.toSorted()).toEqual(newest.toSorted())
  })

  test('totals and rows are those of a plain count, whatever filters meet', () => {
    const signedBy = { 'bi thu': ['Bí thư', 'Phó Bí thư chuyên trách'], 'phó bí thư': ['Phó Bí thư chuyên trách'], 'chuyen tra': ['Phó Bí thư chuyên trách'], 'giám đốc': [], '…': [] } as const
    const below = { 'tinh-uy': ['tinh-uy', 'van-phong-tinh-uy'], 'dang-o-trung-uong': ['bo-chinh-tri', 'ban-bi-thu'], 'ban-bi-thu': ['ban-bi-thu'] } as const
    const values = {
      documentTypeId: fc.constantFrom(...types), issuingBodyId: fc.constantFrom('tinh-uy', 'dang-o-trung-uong', 'ban-bi-thu'), year: fc.constantFrom(2024, 2025, 2026),
      urgency: fc.constantFrom('normal', 'hoa-toc'), status: fc.constantFrom('registered', 'cancelled'), from: fc.constantFrom('2024-01-10', '2025-02-05', '2026-03-20'),
      to: fc.constantFrom('2024-01-20', '2025-12-31', '2026-03-25'), dueBy: fc.constantFrom('2026-04-05', '2026-04-10'), dueFrom: fc.constantFrom('2026-04-01', '2026-04-06'), withoutFile: fc.constant(true), direction: fc.constant('incoming'), registerId: fc.constantFrom('den', 'mat'),
      signer: fc.constantFrom(...Object.keys(signedBy)), channel: fc.constantFrom('post', 'network', 'direct'),
    }
    // A few at a time: all at once nothing would be left to count.
    const some = fc.tuple(fc.record(values), fc.subarray(Object.keys(values) as (keyof typeof values)[], { maxLength: 5 })).map(([all, names]) => Object.fromEntries(names.map((name) => [name, all[name]])))
    fc.assert(
      fc.property(
        some,
        fc.constantFrom('newest', 'oldest', 'number', 'number-down'),
        (filters: Value, order) => {
          const expected = registered.filter((one) =>
            (filters.documentTypeId === undefined || one.type === filters.documentTypeId) && (filters.year === undefined || one.year === filters.year) &&
            (filters.issuingBodyId === undefined || (below[filters.issuingBodyId as keyof typeof below] as readonly string[]).includes(one.body)) &&
            (filters.urgency === undefined || one.urgency === filters.urgency) && (filters.status === undefined || one.status === filters.status) &&
            (filters.from === undefined || one.date >= filters.from) && (filters.to === undefined || one.date <= filters.to) &&
            ((filters.dueBy === undefined && filters.dueFrom === undefined) || (one.due !== null && one.status === 'registered' && one.due <= (filters.dueBy ?? '9999') && one.due >= (filters.dueFrom ?? ''))) &&
            (filters.withoutFile === undefined || (!one.file && one.status === 'registered')) &&
            (filters.signer === undefined || (signedBy[filters.signer as keyof typeof signedBy] as readonly string[]).includes(one.signer)) && (filters.channel === undefined || one.channel === filters.channel) && filters.registerId !== 'mat')
          const first = find({ filters, order })
          expect(first.total).toBe(expected.length)
          expect(first.totalIsAtLeast).toBeUndefined()
          expect(walk({ filters, order, limit: 30 }).toSorted()).toEqual(expected.map((one) => one.id).toSorted())
          // The same filters beside words find the same documents.
          expect(walk({ filters, text: 'tu', limit: 30 }).toSorted()).toEqual(expected.map((one) => one.id).toSorted())
        },
      ),
      { numRuns: 250 },
    )
  }, 60_000)

  test.each([{ signer: 'bi thu' }, { channel: 'post' }, { signer: 'bí thư', channel: 'network', withoutFile: true }])('%o: found through the index, the list stands in each order, and goes on page by page', (filters) => {
    const newest = walk({ filters, limit: 7 })
    expect(newest).toEqual(walk({ filters, limit: 500 }))
    expect(newest.length).toBeGreaterThan(10)
    const dates = newest.map((id) => registered.find((one) => one.id === id)!.date)
    expect(dates).toEqual(dates.toSorted().reverse())
    expect(walk({ filters, order: 'oldest', limit: 9 })).toEqual(newest.toReversed())
    expect(walk({ filters, order: 'number', limit: 9 }).toSorted()).toEqual(newest.toSorted())
    expect(walk({ filters, order: 'rank', limit: 9 })).toEqual(newest)
  })

  test('of a signer alone the position or name is shown with what was found; beside words it is the words', () => {
    const shown = (input: Value) => find({ ...input, filters: { signer: 'pho bi thu' }, limit: 1 }).rows[0].snippet
    expect(shown({})).toEqual({ field: 'signer', parts: [{ text: 'Phó', hit: true }, { text: ' ', hit: false }, { text: 'Bí', hit: true }, { text: ' ', hit: false }, { text: 'thư', hit: true }, { text: ' chuyên trách', hit: false }] })
    expect(shown({ text: 'cv tu' }).field).toBe('numberSymbol')
    expect(find({ filters: { channel: 'post' }, limit: 1 }).rows[0].snippet).toBeUndefined()
  })

  test('a cursor of another list is refused', () => {
    const { next } = find({ limit: 10 })
    expect(desk.refusal('registers.findDocuments', { order: 'number', after: next }).code).toBe('CURSOR_INVALID')
    for (const after of ['x', 'W10', next.slice(2), Buffer.from('[0,0,1,2,3]').toString('base64url')]) {
      expect(desk.refusal('registers.findDocuments', { after }).code).toBe('CURSOR_INVALID')
    }
  })

  test('the counts of the tree: by body, by year, down to the type', () => {
    const { counts, years } = desk.ok('registers.countByBody', { year: 2025 })
    expect(years).toEqual([2026, 2025, 2024])
    expect(counts.reduce((sum: number, one: Value) => sum + one.count, 0)).toBe(80)
    const browsed = desk.ok('registers.browseBody', { issuingBodyId: 'dang-o-trung-uong' }).years
    expect(browsed.map((one: Value) => one.year)).toEqual([2026, 2025, 2024])
    const { count, types: kinds } = browsed[0]
    expect(kinds.reduce((sum: number, one: Value) => sum + one.count, 0)).toBe(count)
    expect(find({ filters: { issuingBodyId: 'dang-o-trung-uong', year: 2026 } }).total).toBe(count)
  })
})

describe('by words', () => {
  test.each([
    ['dai hoi dang bo', 60, 'subject'], ['"đại hội"', 60, 'subject'], ['lụt BÃO', 60, 'subject'], ['nong thon moi', 60, 'subject'],
    ['ban do', 1, 'note'], ['chánh văn phòng', 1, 'signer'], ['15 cv tu', 1, 'numberSymbol'], ['15-CV/TƯ', 1, 'numberSymbol'], ['khong co gi', 0, null],
  ])('VI.III.6.d: "%s" finds %i documents, in the field %s', (text, count, field) => {
    const page = find({ text })
    expect(page.total).toBe(count)
    if (field !== null) {
      expect(page.rows[0].snippet.field).toBe(field)
      expect(page.rows[0].snippet.parts.some((part: Value) => part.hit)).toBe(true)
    }
  })

  test('VI.III.6.d: the type is found by its name, alone and with the words of the subject; a hit in number or type comes first', () => {
    const { id } = desk.register({ documentTypeId: 'huong-dan', subject: 'Đại hội chi bộ thôn Đoài', arrivalDate: '2026-01-03', acceptClock: true })
    const mentions = desk.register({ documentTypeId: 'cong-van', subject: 'Thực hiện hướng dẫn đại hội chi bộ', acceptClock: true })
    expect(find({ text: 'huong dan', order: 'rank' }).rows.map((row: Value) => [row.id, row.snippet.field])).toEqual([[id, 'documentType'], [mentions.id, 'subject']])
    expect(find({ text: 'hướng dẫn đại hội', order: 'rank' }).rows.map((row: Value) => row.id)).toEqual([mentions.id, id])
    expect(find({ text: 'hướng dẫn thôn đoài', order: 'rank' }).rows[0]).toMatchObject({ id, snippet: { field: 'subject' } })
    expect(find({ text: 'khac' }).total).toBe(0)
  })

  test('a field can be found when its command has answered, and a mended one under its new words alone', () => {
    const { id, entry } = desk.register({ subject: 'Xây cầu treo', acceptClock: true })
    expect(find({ text: 'cau treo' }).rows.map((row: Value) => row.id)).toEqual([id])
    desk.ok('registers.editDocument', { id, basedOn: entry, changes: { subject: 'Xây đập tràn' } })
    expect(find({ text: 'cau treo' }).total).toBe(0)
    expect(find({ text: 'dap tran' }).total).toBe(1)
    desk.ok('registers.cancelDocument', { id, reason: 'thử' })
    expect(find({ text: 'dap tran', filters: { status: 'registered' } }).total).toBe(0)
    expect(find({ text: 'dap tran', filters: { status: 'cancelled', issuingBodyId: 'cap-tinh' } }).total).toBe(1)
  })

  describe('VI.III.6.d: every input field is searched', () => {
    const fields = {
      numberSymbol: '977/KH-STC', issuedDate: '2025-11-29', arrivalDate: '2025-12-01', dueDate: '2026-05-17', subject: 'Tổng điều tra cây vải thiều', pages: 37, copies: 61, channel: 'post',
      signer: { position: 'Phó Giám đốc Sở', name: 'Trưởng phòng Quản lý ngân sách' }, toPlaces: 'Ban Kinh tế xã', language: 'Tiếng Lào', note: 'kèm sa bàn',
      fileCode: { organId: '000.12.H44', fileCatalog: 2025, fileNotation: '73/TC-NS' }, docOrdinal: 214, urgency: 'thuong-khan', acceptClock: true,
    }
    let incoming = ''
    let outgoing = ''
    beforeAll(() => {
      incoming = desk.register(fields).id
      outgoing = desk.ok('registers.draftOutgoing', {
        documentTypeId: 'cong-van', subject: 'Gửi tài liệu hội thảo', recipients: [{ group: 'Câu lạc bộ hưu trí thôn Đoài' }], recordCopyHolder: 'Tủ số chín', signer: { authority: 'tm', onBehalfOf: 'Thường trực Đảng ủy' }, note: 'bìa xanh',
      }).id
    })

    test.each([
      ['977 kh stc', 'numberSymbol'], ['cay vai thieu', 'subject'], ['pho giam doc so', 'signer'], ['quản lý ngân sách', 'signer'], ['ban kinh te xa', 'toPlaces'], ['tieng lao', 'language'],
      ['sa ban', 'note'], ['73/tc-ns', 'fileCode'], ['000.12.H44', 'fileCode'],
    ])('"%s" finds it, and says that it stands in the field %s', (text, field) => {
      const page = find({ text })
      expect(page.rows.map((row: Value) => row.id)).toEqual([incoming])
      expect(page.rows[0].snippet.field).toBe(field)
    })

    test.each([
      ['the day it was issued', '29/11/2025'], ['the day it arrived', '1/12/2025'], ['the day it is due', '2026-05-17'], ['pages', 'trang:37'], ['copies', 'bản:61'], ['its ordinal in the dossier', 'stt:214'], ['the whole code of the dossier', '000.12.H44.2025.73/TC-NS'],
    ])('%s finds it: "%s"', (_field, text) => {
      expect(find({ text }).rows.map((row: Value) => row.id)).toContain(incoming)
      expect(find({ text: `${text} vai thieu` }).rows.map((row: Value) => row.id)).toEqual([incoming])
    })

    test('a count finds just that count, and a bare number is not taken for one', () => {
      expect(find({ text: 'trang:3' }).total).toBe(0)
      expect(find({ text: '61' }).rows.map((row: Value) => row.id)).not.toContain(incoming)
      const { arrivalNumber } = desk.ok('registers.getDocument', { id: incoming })
      expect(find({ text: `đến:${arrivalNumber} vải thiều` }).rows.map((row: Value) => row.id)).toEqual([incoming])
      expect(find({ text: `${arrivalNumber} sa bàn` }).rows.map((row: Value) => row.id)).toEqual([incoming])
    })

    test.each([['huu tri thon doai', 'recipients'], ['tủ số chín', 'recordCopyHolder'], ['thuong truc dang uy', 'onBehalfOf'], ['bia xanh', 'note']])('of an outgoing document: "%s" in %s', (text, field) => {
      const page = find({ text })
      expect(page.rows.map((row: Value) => [row.id, row.snippet.field])).toEqual([[outgoing, field]])
    })

    test('a recipient that is taken out is found no more', () => {
      const { entry } = desk.ok('registers.getDocument', { id: outgoing })
      desk.ok('registers.editOutgoing', { id: outgoing, basedOn: entry, changes: { recipients: [{ unit: 'Chi bộ thôn Đông' }] } })
      expect(find({ text: 'huu tri thon doai' }).total).toBe(0)
      expect(find({ text: 'chi bo thon dong' }).rows.map((row: Value) => row.id)).toEqual([outgoing])
    })
  })

  test('VI.III.6.d: finds the text of files, and says in which', () => {
    const fileId = 'c'.repeat(64)
    const { id } = desk.register({ files: [desk.stage(fileId, 'tờ trình.docx')], acceptClock: true })
    desk.index.setText(fileId, 'found', 'Kính trình Ban Thường vụ xem xét việc xây dựng nhà văn hóa thôn Đoài.')
    return import('../../src-main/registers/index.ts').then(({ searchEntries }) => {
      desk.index.put(searchEntries(desk.db, [id], () => ''), null)
      const [row] = find({ text: 'nha van hoa' }).rows
      expect(row).toMatchObject({ id, snippet: { field: 'text', fileName: 'tờ trình.docx' } })
      expect(row.snippet.parts.filter((part: Value) => part.hit).map((part: Value) => part.text).join(' ')).toContain('văn hóa')
    })
  })

  test('VI.III.6.g: ranked: number and symbol first, then subject, then the rest, each newest first', () => {
    const inNote = desk.register({ note: 'xem 901-KH/TU', acceptClock: true })
    const inSubject = desk.register({ subject: 'Thực hiện 901-KH/TU', acceptClock: true })
    const inNumber = desk.register({ numberSymbol: '901-KH/TU', arrivalDate: '2026-01-02', acceptClock: true })
    const ranked = [inNumber.id, inSubject.id, inNote.id]
    expect(find({ text: '901 kh tu', order: 'rank' }).rows.map((row: Value) => row.id)).toEqual(ranked)
    expect(walk({ text: '901 kh tu', order: 'rank', limit: 1 })).toEqual(ranked)
    expect(find({ text: '901 kh tu' }).rows.map((row: Value) => row.id)).toEqual([inSubject.id, inNote.id, inNumber.id])
  })

  test('documents stay under the name in force at their date', () => {
    desk.ok('filing.renameBody', { id: 'ban-bi-thu', name: 'Ban Bí thư khóa mới', from: '2026-01-01' })
    const shown = (year: number) => find({ filters: { issuingBodyId: 'ban-bi-thu', year }, limit: 1 }).rows[0].issuingBodyName
    expect([shown(2025), shown(2026)]).toEqual(['Ban Bí thư', 'Ban Bí thư khóa mới'])
    expect(find({ text: 'khoa moi' }).total).toBe(find({ filters: { issuingBodyId: 'ban-bi-thu', year: 2026 } }).total)
  })
})

describe('the plan', () => {
  const explain = (statement: Sql) => desk.db.all<{ detail: string }>({ text: `EXPLAIN QUERY PLAN ${statement.text}`, values: statement.values }).map((row) => row.detail).join('\n')

  test('a page by date walks along an index that holds every filter, without sorting', () => {
    const detail = explain(pageStatement(planList(desk.db, { status: 'registered' }, 'newest', 50)!, 'newest', ['2026-01-01', 5, 'x'], 51))
    expect(detail).toContain('SEARCH document USING COVERING INDEX document_by_date')
    expect(detail).not.toContain('TEMP B-TREE')
  })

  test('a further page begins at its key, not at the beginning of the list', () => {
    const explained = (order: 'oldest' | 'newest' | 'number') => {
      const plan = planList(desk.db, order === 'number' ? { registerId: 'den', year: 2026 } : {}, order, 50)!
      return explain(pageStatement(plan, order, order === 'number' ? ['den:2026', 5, '', 'x'] : ['2026-01-01', 5, 'x'], 51))
    }
    expect(explained('oldest')).toContain('document_by_date ((register_date,order_number,id)>(?,?,?) AND register_date<?)')
    expect(explained('newest')).toContain('document_by_date (register_date>? AND (register_date,order_number,id)<(?,?,?))')
    expect(explained('number')).toContain('document_by_number_filtered ((period_id,order_number,order_suffix,id)>(?,?,?,?) AND period_id<?)')
  })

  test('rare documents of one body, rare urgency, numbers and twins have an index each', () => {
    const body = pageStatement({ index: 'document_by_body', conditions: [sql`issuing_body_id = ${'tinh-uy'}`], total: 1 }, 'newest', null, 51)
    expect(explain(body)).toMatch(/SEARCH document USING (COVERING )?INDEX document_by_body/)
    expect(explain(body)).not.toContain('TEMP B-TREE')
    const bodyAndType = planList(desk.db, { bodies: ['tinh-uy'], documentTypeId: 'bao-cao', urgency: 'normal' }, 'newest', 50)!
    expect(explain(pageStatement({ ...bodyAndType, index: 'document_by_body_type' }, 'newest', null, 51))).toContain('document_by_body_type (issuing_body_id=? AND document_type_id=?')
    expect(planList(desk.db, { urgency: 'hoa-toc' }, 'newest', 5)?.index).toBe('document_urgent')
    const byNumber = planList(desk.db, { urgency: 'hoa-toc' }, 'number', 5)!
    expect(byNumber.index).toBe('document_urgent_by_number')
    expect(explain(pageStatement(byNumber, 'number', null, 51))).toMatch(/SEARCH document USING COVERING INDEX document_urgent_by_number(?!.*TEMP B-TREE)/s)
    const number = explain(pageStatement(planList(desk.db, { registerId: 'den', year: 2026 }, 'number', 50)!, 'number', null, 51))
    expect(number).toContain('SEARCH document USING COVERING INDEX document_by_number_filtered (period_id>? AND period_id<?)')
    expect(number).not.toContain('TEMP B-TREE')
    expect(explain(sql`SELECT id FROM document INDEXED BY document_by_key WHERE number_key = ${'1||tu'} AND number_key <> '' AND issuing_body_id = ${'x'}`)).toContain('document_by_key (number_key=? AND issuing_body_id=?)')
  })

  test('totals come from the counts by their key', () => {
    expect(countByYear(desk.db, {}).reduce((sum, one) => sum + one.n, 0)).toBe(find().total)
    expect(explain(sql`SELECT year, sum(n) FROM document_count WHERE issuing_body_id = '' AND document_type_id = '' GROUP BY year`)).toContain('SEARCH document_count USING PRIMARY KEY')
  })
})
