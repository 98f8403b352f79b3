// Old registers as offices keep them in sheets: where the table stands, which column is what, what each row says.
import { describe, expect, test } from 'vitest'
import type { CellValue } from '../../../src-main/documents/sheets/workbook.ts'
import { readBook } from '../../../src-main/intake/book/read-book.ts'
import type { BookField } from '../../../src-main/intake/book/types.ts'
import { readSheets } from '../../../src-main/documents/sheets/read-sheets.ts'
import { biff5Of, bookOf as fileOf, compoundOf } from '../../documents/sheets/books.ts'
import { bookOf, heading, line, rulebook, sheetOf, workbookOf } from './grids.ts'

const fieldsOf = (book: { readonly mapping: { readonly columns: readonly { readonly field: BookField | null }[] } }) => book.mapping.columns.map(({ field }) => field)

describe('the table', () => {
  test('under a title, with a heading of two merged lines and a line of numbers; pages, months and totals are left out and told', () => {
    const rows: CellValue[][] = [
      ['SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2024'],
      [],
      ['Số đến', 'Ngày đến', 'Văn bản', null, null, 'Trích yếu nội dung', 'Ghi chú'],
      [null, null, 'Tác giả', 'Số, ký hiệu', 'Ngày tháng', null, null],
      ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)'],
      ['Tháng 3/2024'],
      [1, '5/3', 'Tỉnh ủy', '15-NQ/TU', '1/3', 'Nghị quyết về cán bộ', null],
      ['Trang 1/20'],
      ['Số đến', 'Ngày đến', 'Tác giả', 'Số, ký hiệu', 'Ngày tháng', 'Trích yếu nội dung', 'Ghi chú'],
      [2, '6/3', 'Tỉnh ủy', '16-NQ/TU', '2/3', 'Cộng tác viên dư luận xã hội', null],
      ['Cộng', null, null, null, null, 2, null],
      [3],
      [null, null, null, null, 'Người lập biểu', null, null],
    ]
    const merges = [
      { fromRow: 1, toRow: 1, fromColumn: 0, toColumn: 6 },
      { fromRow: 3, toRow: 4, fromColumn: 0, toColumn: 0 }, { fromRow: 3, toRow: 4, fromColumn: 1, toColumn: 1 },
      { fromRow: 3, toRow: 3, fromColumn: 2, toColumn: 4 }, { fromRow: 3, toRow: 4, fromColumn: 5, toColumn: 5 }, { fromRow: 3, toRow: 4, fromColumn: 6, toColumn: 6 },
      { fromRow: 6, toRow: 6, fromColumn: 0, toColumn: 6 },
    ]
    const book = bookOf(rows.map((row) => Array.from({ length: 7 }, (_, at) => row[at] ?? null)), {}, { merges })
    expect(fieldsOf(book)).toEqual(['arrivalNumber', 'arrivalDate', 'issuingBody', 'numberSymbol', 'issuedDate', 'subject', 'note'])
    expect(book.mapping.columns[3]?.heading).toBe('Văn bản › Số, ký hiệu')
    expect(book.rows.map(({ row, arrivalNumber, arrivalDate, issuedDate, subject }) => [row, arrivalNumber, arrivalDate, issuedDate, subject])).toEqual([
      [7, 1, '2024-03-05', '2024-03-01', 'về cán bộ'],
      [10, 2, '2024-03-06', '2024-03-02', 'Cộng tác viên dư luận xã hội'],
    ])
    expect(book.leftOut.map(({ row, reason }) => [row, reason])).toEqual([
      [1, 'title'], [3, 'header'], [4, 'header'], [5, 'column-numbers'], [6, 'separator'], [8, 'footer'], [9, 'repeated-header'], [11, 'total'], [12, 'number-only'], [13, 'footer'],
    ])
    expect(book.issues).toEqual([])
  })

  test('every row of a sheet is either read or left out', () => {
    const book = bookOf([['SỔ'], [...heading], line(1), [], line(2), ['Tổng cộng: 2 văn bản']])
    expect([...book.rows, ...book.leftOut].map(({ row }) => row).sort((a, b) => a - b)).toEqual([1, 2, 3, 5, 6])
  })

  test('the sheet with the table is found; none, or one that is not there, is told', () => {
    const book = sheetOf([[...heading], line(1)], { name: 'Sổ đến' })
    const notes = sheetOf([['Ghi chú', 'chung'], ['a', 'b']], { name: 'Khác' })
    const options = { rulebook, today: '2026-11-24' }
    expect(readBook(workbookOf(notes, book), options)).toMatchObject({ ok: true, value: { sheet: 'Sổ đến' } })
    expect(readBook(workbookOf(notes), options)).toEqual({ ok: false, error: { code: 'NO_TABLE', params: { sheets: 1 } } })
    expect(readBook(workbookOf(book), { ...options, sheet: 'Sổ đi' })).toEqual({ ok: false, error: { code: 'SHEET_NOT_FOUND', params: { sheet: 'Sổ đi' } } })
  })
})

describe('columns', () => {
  test('the form of outgoing documents', () => {
    const book = bookOf(
      [
        ['Số, ký hiệu văn bản', 'Ngày tháng văn bản', 'Tên loại và trích yếu nội dung văn bản', 'Người ký', 'Nơi nhận văn bản', 'Đơn vị, người nhận bản lưu', 'Số lượng bản', 'Ngày chuyển', 'Ký nhận', 'Ghi chú'],
        ['12-QĐ/ĐU', '05/03/2024', 'Quyết định về việc chuẩn y', 'Nguyễn Văn An', 'Như trên', 'Văn phòng', 5, '06/03/2024', '', ''],
      ],
    )
    expect(book.mapping.direction).toBe('outgoing')
    expect(fieldsOf(book)).toEqual(['numberSymbol', 'issuedDate', 'subject', 'signer', 'toPlaces', 'recordCopy', 'copies', 'transferDate', 'receipt', 'note'])
    expect(book.rows[0]).toMatchObject({ numberSymbol: '12-QĐ/ĐU', issuedDate: '2024-03-05', documentTypeId: 'quyet-dinh', subject: 'về việc chuẩn y', signer: 'Nguyễn Văn An', copies: 5, transferDate: '2024-03-06' })
  })

  test('what a heading leaves open is told by the cells', () => {
    const rows = Array.from({ length: 6 }, (_, at): CellValue[] => [at + 1, `${at + 1}/3/2024`, 'UBND huyện', `${at + 40}`, 'QĐ-UBND', `${at + 1}/2/2024`, 'Về việc giao chỉ tiêu biên chế năm 2024 cho các đơn vị'])
    const book = bookOf([['STT', 'Ngày nhận', 'Nơi gửi', 'Số', 'Ký hiệu', 'Ngày', 'Nội dung'], ...rows])
    expect(fieldsOf(book)).toEqual(['arrivalNumber', 'arrivalDate', 'issuingBody', 'number', 'symbol', 'issuedDate', 'subject'])
    expect(book.rows[0]).toMatchObject({ arrivalNumber: 1, numberSymbol: '40/QĐ-UBND', issuedDate: '2024-02-01', documentTypeId: 'quyet-dinh' })
    for (const { confidence } of book.mapping.columns) expect(confidence).toBeGreaterThan(0.3)
  })

  test('a mapping that a person gave is used, and remembered by the headings', () => {
    const rows: CellValue[][] = [['Cột A', 'Ngày đến', 'Trích yếu', 'Tác giả'], [7, '05/03/2024', 'Về quy chế', 'Tỉnh ủy']]
    const guessed = bookOf(rows)
    expect(fieldsOf(guessed)[0]).toBeNull()
    const remembered = new Map([[guessed.mapping.fingerprint, { direction: 'incoming' as const, fields: ['arrivalNumber', 'arrivalDate', 'subject', 'issuingBody'] as const }]])
    const again = bookOf([...rows.slice(0, 1), [8, '06/03/2024', 'Về họp', 'Tỉnh ủy']], { mapping: (fingerprint) => remembered.get(fingerprint) })
    expect(again.rows[0]).toMatchObject({ arrivalNumber: 8, subject: 'Về họp' })
    expect(again.mapping.columns[0]).toMatchObject({ confidence: 1, reasons: ['given'] })
    expect(bookOf([['Cột B', ...rows[0]!.slice(1)], rows[1]!], { mapping: (fingerprint) => remembered.get(fingerprint) }).mapping.columns[0]?.field).toBeNull()
  })
})

describe('rows', () => {
  test('numbers with suffixes, leading zeros and as numbers of the sheet', () => {
    const book = bookOf([[...heading], line('012'), line('12a'), line('12 bis'), line(13), line('không số')])
    expect(book.rows.map(({ arrivalNumber, arrivalSuffix }) => [arrivalNumber, arrivalSuffix])).toEqual([[12, ''], [12, 'a'], [12, 'bis'], [13, ''], [undefined, undefined]])
    expect(book.issues).toMatchObject([{ row: 6, column: 0, code: 'NUMBER_UNREADABLE', params: { text: 'không số' }, severity: 'error' }])
  })

  test.each(['nt', '-nt-', 'N.T', '″', '”', '"', 'như trên', '-', '- như trên -'])('%s is what stands above, over the break of a page, too', (mark) => {
    const book = bookOf([[...heading], line(1), [...heading], line(2, mark, { 'Tác giả': mark, 'Ngày VB': mark })])
    expect(book.rows[1]).toMatchObject({ arrivalDate: '2024-03-05', issuingBody: 'Tỉnh ủy Phú Thọ', issuedDate: '2024-03-01' })
    expect(book.issues).toEqual([])
  })

  test('a mark with nothing above is told; a dash in notes is nothing', () => {
    const book = bookOf([[...heading], line(1, '05/03/2024', { 'Tác giả': 'nt', 'Ghi chú': '-' })])
    expect(book.rows[0]?.note).toBeUndefined()
    expect(book.issues.map(({ code, column }) => [code, column])).toEqual([['NOTHING_ABOVE', 2], ['BODY_MISSING', 2]])
  })

  test('the type comes from the subject, or from the symbol; a sentence that begins like a type keeps its words', () => {
    const subject = (text: string, symbol = '15-TB/TU') => bookOf([[...heading], line(1, '05/03/2024', { 'Tên loại và trích yếu nội dung': text, 'Số, ký hiệu': symbol })]).rows[0]
    expect(subject('QUYẾT ĐỊNH V/v bổ nhiệm', '15-QĐ/TU')).toMatchObject({ documentTypeId: 'quyet-dinh', subject: 'V/v bổ nhiệm' })
    expect(subject('Quy định: về tiếp dân')).toMatchObject({ documentTypeId: 'quy-dinh', subject: 'về tiếp dân' })
    expect(subject('Báo cáo viên tháng 3')).toMatchObject({ documentTypeId: 'thong-bao', subject: 'Báo cáo viên tháng 3' })
    expect(subject('CV v/v họp', '20/UBND-NC')).toMatchObject({ documentTypeId: 'cong-van', subject: 'v/v họp' })
  })

  test('odd spaces and broken lines are tidied', () => {
    expect(bookOf([[...heading], line(1, ' 05 / 03 / 2024 ', { 'Tác giả': 'Tỉnh\u00a0ủy\n Phú  Thọ\u200b', 'Số, ký hiệu': '15 - NQ / TU' })]).rows[0]).toMatchObject({ arrivalDate: '2024-03-05', issuingBody: 'Tỉnh ủy Phú Thọ', numberSymbol: '15-NQ/TU' })
  })

  test('dates that an American sheet program stored month first are read day first, and told', () => {
    const dates: CellValue[] = [{ day: '2024-05-03' }, { day: '2024-12-03' }, '13/03/2024', '25/03/2024']
    const book = bookOf([[...heading], ...dates.map((date, at) => line(at + 1, date))])
    expect(book.rows.map(({ arrivalDate }) => arrivalDate)).toEqual(['2024-03-05', '2024-03-12', '2024-03-13', '2024-03-25'])
    expect(book.issues).toMatchObject([{ row: null, column: 1, code: 'DATES_MONTH_FIRST', params: { field: 'arrivalDate', count: 2 } }])
    const right: CellValue[] = [{ day: '2024-03-05' }, { day: '2024-03-12' }, { day: '2024-03-13' }, '25/03/2024']
    expect(bookOf([[...heading], ...right.map((date, at) => line(at + 1, date))]).rows.map(({ arrivalDate }) => arrivalDate)).toEqual(['2024-03-05', '2024-03-12', '2024-03-13', '2024-03-25'])
  })
})

describe('issues', () => {
  const codes = (rows: CellValue[][]) => bookOf([[...heading], ...rows]).issues.map(({ row, code, params, severity }) => [row, code, params, severity])

  test('each names its row and what it is about', () => {
    expect(codes([line(1), line(2, '99/99/2024')])).toEqual([[3, 'DATE_UNREADABLE', { field: 'arrivalDate', text: '99/99/2024' }, 'error']])
    expect(codes([line(1, '05/03')])).toEqual([[2, 'DATE_WITHOUT_YEAR', { field: 'arrivalDate', text: '05/03' }, 'error']])
    expect(codes([line(1, '05/03/2027')])).toEqual([[2, 'DATE_IN_FUTURE', { field: 'arrivalDate', date: '2027-03-05' }, 'error']])
    expect(codes([line(1, '05/03/2024', { 'Tên loại và trích yếu nội dung': null })])).toEqual([[2, 'SUBJECT_MISSING', {}, 'error']])
    expect(codes([line(1, '05/03/2024', { 'Ngày VB': '06/03/2024' })])).toEqual([[2, 'ISSUED_AFTER_ARRIVAL', { issuedDate: '2024-03-06', arrivalDate: '2024-03-05' }, 'warning']])
    expect(codes([line(1, '05/03/2024', { 'Số, ký hiệu': { day: '2024-03-12' } })])).toEqual([[2, 'SYMBOL_IS_DATE', { text: '12/03/2024' }, 'error']])
    expect(codes([line(1, '05/03/2024', { 'Tên loại và trích yếu nội dung': 'a'.repeat(501) })])).toEqual([[2, 'TEXT_TOO_LONG', { field: 'subject', limit: 500 }, 'error']])
  })

  test('between rows: twice, out of order, gaps, days that run backwards; each year by itself', () => {
    expect(codes([line(1), line(3), line(2), line(3), line('3a'), line(7)])).toEqual([
      [4, 'NUMBER_OUT_OF_ORDER', { number: 2, before: 3 }, 'warning'],
      [5, 'NUMBER_TWICE', { number: 3, suffix: '', year: 2024, firstRow: 3 }, 'error'],
      [7, 'NUMBER_GAP', { from: 4, to: 6, year: 2024 }, 'warning'],
    ])
    expect(codes([line(1, '05/03/2024'), line(2, '04/03/2024')])).toEqual([[3, 'DATE_OUT_OF_ORDER', { date: '2024-03-04', before: '2024-03-05' }, 'warning']])
    expect(codes([line(900, '31/12/2024'), line(1, '02/01/2025'), line(2, '02/01/2025')])).toEqual([])
  })

  test('the level of secrecy is never guessed', () => {
    const book = bookOf([[...heading.slice(0, 6), 'Độ mật', 'Ghi chú'], [...line(1).slice(0, 6), 'Tối mật', null], [...line(2).slice(0, 6), 'M?t', null], line(3).slice(0, 6)])
    expect(book.rows.map(({ secrecy }) => secrecy)).toEqual(['toi-mat', undefined, undefined])
    expect(book.issues).toMatchObject([{ row: 3, column: 6, code: 'SECRECY_UNKNOWN', severity: 'error' }])
  })

  test('hidden rows and results that are missing', () => {
    const sheet = sheetOf([[...heading], line(1), line(2)], { hidden: [3] })
    const cells = sheet.rows[1]!.cells.map((cell, at) => (at === 5 ? { text: '', value: null, formula: true as const, uncached: true as const } : cell))
    const read = readBook(workbookOf({ ...sheet, rows: [sheet.rows[0]!, { ...sheet.rows[1]!, cells }, sheet.rows[2]!] }), { rulebook, today: '2026-11-24' })
    expect(read.ok && read.value.issues.map(({ row, code }) => [row, code])).toEqual([[2, 'RESULT_MISSING'], [2, 'SUBJECT_MISSING'], [3, 'ROW_HIDDEN']])
  })
})

describe('from files', () => {
  test('a TCVN3 .xls, in which one column is English', async () => {
    const latin = (text: string) => Buffer.from(text, 'latin1')
    const rows = [
      ['Sè ®Õn', 'Ngµy ®Õn', 'T¸c gi¶', 'Sè, ký hiÖu', 'TrÝch yÕu néi dung', 'Ghi chó'],
      ...Array.from({ length: 8 }, (_, at) => [String(at + 1), '05/03/1999', 'HuyÖn ñy Yªn L¹c', `${at + 1}-NQ/HU`, 'NghÞ quyÕt vÒ c«ng t¸c c¸n bé', 'café']),
    ]
    const workbook = await readSheets(compoundOf({ Book: biff5Of(rows.map((row) => row.map(latin)), 1252) }), 'so.xls')
    const read = workbook.ok ? readBook(workbook.value, { rulebook, today: '2026-11-24' }) : workbook
    expect(read.ok && read.value.rows[7]).toEqual({ row: 9, arrivalNumber: 8, arrivalSuffix: '', arrivalDate: '1999-03-05', issuingBody: 'Huyện ủy Yên Lạc', numberSymbol: '8-NQ/HU', documentTypeId: 'nghi-quyet', subject: 'về công tác cán bộ', note: 'café' })
    expect(read.ok && read.value.encodings).toEqual(['tcvn3', 'tcvn3', 'tcvn3', 'tcvn3', 'tcvn3', 'unicode'])
  })

  test('20,000 rows of an XLSX within three seconds, once the file is read', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => {
      const row = line(at + 1, new Date(Date.UTC(2024, 0, 1 + Math.floor(at / 60))) as unknown as CellValue, { 'Tác giả': at % 3 === 0 ? 'nt' : `UBND xã số ${at % 400}`, 'Số, ký hiệu': `${at + 1}/QĐ-UBND`, 'Tên loại và trích yếu nội dung': `Quyết định về việc giao chỉ tiêu số ${at}` })
      return at === 0 ? line(1) : row
    })
    const file = fileOf([['SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2024'], [...heading], ...rows])
    const workbook = await readSheets(file, 'so.xlsx')
    if (!workbook.ok) throw new Error(workbook.error.code)
    // Time of this thread alone, the better of two: other work on the machine is not this one's.
    const times: number[] = []
    for (let round = 0; round < 2; round += 1) {
      const before = process.threadCpuUsage()
      const read = readBook(workbook.value, { rulebook, today: '2026-11-24' })
      const { user, system } = process.threadCpuUsage(before)
      times.push((user + system) / 1000)
      expect(read.ok && read.value.rows.length).toBe(20_000)
      expect(read.ok && read.value.bodyGroups.length).toBeGreaterThan(300)
    }
    console.log(`20,000 rows: rules ${times.map(Math.round).join(' and ')} ms`)
    expect(Math.min(...times)).toBeLessThan(3_000)
  }, 60_000)
})
