// Workbooks of every kind read into one grid, told apart by their content; hostile ones answered with a code.
import { describe, expect, test } from 'vitest'
import type { BookType } from '@e965/xlsx'
import { utils } from '@e965/xlsx'
import { readSheets } from '../../../src-main/documents/sheets/read-sheets.ts'
import { dayOfSerial } from '../../../src-main/documents/sheets/grid.ts'
import type { Sheet, Workbook } from '../../../src-main/documents/sheets/workbook.ts'
import { docxOf, onePage, written, zipOf } from '../samples.ts'
import { biff5Of, bookOf, compoundOf, sheetXml, xlsxOf } from './books.ts'

async function read(bytes: Uint8Array, name = 'sổ.xls', limits = {}): Promise<Workbook> {
  const result = await readSheets(bytes, name, { limits })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const codeOf = async (bytes: Uint8Array, limits = {}) => {
  const result = await readSheets(bytes, 'sổ.xlsx', { limits })
  return result.ok ? 'ok' : result.error.code
}
const texts = (sheet: Sheet | undefined) => sheet?.rows.map(({ number, cells }) => [number, ...cells.map((cell) => cell?.text ?? null)])

const rows = [
  ['SỔ ĐĂNG KÝ VĂN BẢN ĐẾN', null, null],
  ['Số đến', 'Ngày đến', 'Trích yếu'],
  [1, new Date(Date.UTC(2024, 2, 5)), 'Về chuyển đổi số'],
  [null, null, null],
  [12, '13/03/2024', 'Về "quy chế" & họp'],
]

describe('kinds', () => {
  test.each([['xlsx', 'xlsx'], ['xlsb', 'xlsb'], ['biff8', 'xls'], ['ods', 'ods'], ['xlml', 'xml-2003']] as const)('%s: values as the sheet holds them, text as shown', async (bookType, kind) => {
    const book = await read(bookOf(rows, bookType as BookType, (sheet) => (sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 2 } }])))
    expect(book.kind).toBe(kind)
    const [sheet] = book.sheets
    expect(sheet).toMatchObject({ name: 'Sổ đến', hidden: false, columnCount: 3, merges: [{ fromRow: 1, toRow: 1, fromColumn: 0, toColumn: 2 }] })
    expect(sheet?.rows.map(({ number }) => number)).toEqual([1, 2, 3, 5])
    expect(sheet?.rows[0]?.cells.map((cell) => [cell?.text, cell?.merge])).toEqual(Array.from({ length: 3 }, () => ['SỔ ĐĂNG KÝ VĂN BẢN ĐẾN', 0]))
    expect(sheet?.rows[2]?.cells.map((cell) => cell?.value)).toEqual([1, { day: '2024-03-05' }, 'Về chuyển đổi số'])
    expect(sheet?.rows[3]?.cells.map((cell) => cell?.value)).toEqual([12, '13/03/2024', 'Về "quy chế" & họp'])
  })

  test('the content decides, not the extension', async () => {
    const html = '<html><head><meta charset="utf-8"></head><body><table><tr><td colspan=2>Sổ</td></tr><tr><td rowspan=2>1</td><td>a<br>b</td></tr><tr><td>c&amp;d</td></tr></table></body></html>'
    const book = await read(Buffer.from(html), 'so.xls')
    expect(book.kind).toBe('html')
    expect(texts(book.sheets[0])).toEqual([[1, 'Sổ', 'Sổ'], [2, '1', 'a\nb'], [3, '1', 'c&d']])
    expect((await read(bookOf(rows), 'so.xls')).kind).toBe('xlsx')
    expect((await read(Buffer.from('Số đến;Trích yếu\n1;Về'), 'so.xlsx')).kind).toBe('delimited')
    const refused = async (bytes: Uint8Array) => {
      const result = await readSheets(bytes, 'so.xls')
      return result.ok ? 'ok' : [result.error.code, result.error.params?.kind]
    }
    expect(await refused(onePage(written(['x'])))).toEqual(['NOT_A_SHEET', 'pdf'])
    expect(await refused(await docxOf('<w:p/>'))).toEqual(['NOT_A_SHEET', 'word'])
    expect(await refused(await zipOf({ 'a.txt': 'a' }))).toEqual(['NOT_A_SHEET', 'archive'])
    expect(await refused(compoundOf({ WordDocument: Buffer.alloc(5000, 1) }))).toEqual(['NOT_A_SHEET', 'word'])
    expect(await refused(Buffer.from('\x89PNG\r\n\x1a\nxxxx', 'latin1'))).toEqual(['NOT_A_SHEET', 'picture'])
    expect(await refused(Buffer.from('<?xml version="1.0"?><edXML/>'))).toEqual(['NOT_A_SHEET', 'xml'])
    expect(await refused(Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256)))).toEqual(['NOT_A_SHEET', 'unknown'])
    expect(await refused(new Uint8Array())).toEqual(['NOT_A_SHEET', 'empty'])
  })

  test('an old workbook is read from plain bytes as from a buffer, short or long', async () => {
    for (const count of [1, 2000]) {
      const whole = bookOf(Array.from({ length: count }, (_, i) => [`dòng ${i}`]), 'biff8')
      for (const bytes of [new Uint8Array(whole), Buffer.from(whole)]) expect((await read(bytes)).sheets[0]?.rows).toHaveLength(count)
    }
  })

  test('hidden rows, columns and sheets are told', async () => {
    const shape = (sheet: Parameters<NonNullable<Parameters<typeof bookOf>[2]>>[0]) => {
      sheet['!rows'] = [{}, {}, { hidden: true }]
      sheet['!cols'] = [{}, { hidden: true }]
    }
    const [sheet] = (await read(bookOf(rows, 'xlsx', shape))).sheets
    expect(sheet?.rows.filter(({ hidden }) => hidden).map(({ number }) => number)).toEqual([3])
    expect(sheet?.hiddenColumns).toEqual([1])
    const content = `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="S"><table:table-column table:number-columns-repeated="1"/><table:table-column table:visibility="collapse"/><table:table-row table:visibility="filter"><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>b</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type="string"><text:p>c</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`
    const [ods] = (await read(await zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'META-INF/manifest.xml': '<manifest:manifest/>', 'content.xml': content }))).sheets
    expect(ods?.rows.map(({ hidden }) => hidden === true)).toEqual([true, false])
    expect(ods?.hiddenColumns).toEqual([1])
  })

  test('a serial number is its day, on both calendars of Excel', () => {
    expect([1, 59, 61, 45356, 45356.75].map((serial) => dayOfSerial(serial))).toEqual(['1900-01-01', '1900-02-28', '1900-03-01', '2024-03-05', '2024-03-05'])
    expect([dayOfSerial(60), dayOfSerial(0), dayOfSerial(-3), dayOfSerial(1e9), dayOfSerial(Number.NaN)]).toEqual([null, null, null, null, null])
    expect(dayOfSerial(43894, true)).toBe('2024-03-05')
  })
})

describe('formulas', () => {
  test('are never computed: the stored result is taken, a missing one is told, an empty one shows nothing', async () => {
    const xml = sheetXml(
      '<row r="1"><c r="A1"><f>1+1</f><v>5</v></c><c r="B1"><f>A1</f></c><c r="C1" t="str"><f>"x"</f><v>đã tính</v></c><c r="D1" t="n"><f t="shared" si="0"/></c></row>' +
        '<row r="2"><c r="A2" t="str"><f>IF(A1="","","")</f><v></v></c></row>' +
        '<row r="3"><c r="A3" t="str"><f>cmd|\'/c calc\'!A0</f><v>#REF!</v></c><c r="B3"><f>[1]Sheet1!$A$1</f><v>7</v></c></row>',
    )
    const [sheet] = (await read(await xlsxOf(xml, { 'xl/externalLinks/externalLink1.xml': '<externalLink/>' }))).sheets
    expect(sheet?.rows[0]?.cells).toEqual([
      { text: '5', value: 5, formula: true },
      { text: '', value: null, formula: true, uncached: true },
      { text: 'đã tính', value: 'đã tính', formula: true },
      { text: '', value: null, formula: true, uncached: true },
    ])
    expect(texts(sheet)?.slice(1)).toEqual([[3, '#REF!', '7']])
  })
})

describe('bounds', () => {
  const emptyRows = (count: number) => Array.from({ length: count }, (_, i) => `<row r="${i + 1}" spans="1:6" s="3" customFormat="1" ht="18"><c r="A${i + 1}" s="3"/><c r="B${i + 1}" s="4"/><c r="C${i + 1}" s="3"></c></row>`)

  test('1,048,576 formatted rows around three real ones cost next to nothing and are no data', async () => {
    const all = emptyRows(1_048_576)
    all[0] = '<row r="1"><c r="A1" t="inlineStr"><is><t>Số đến</t></is></c></row>'
    all[9] = '<row r="10" hidden="1"><c t="inlineStr"><is><t>không địa chỉ</t></is></c><c/><c><v>3</v></c></row>'
    all[1_048_575] = '<row r="1048576"><c r="B1048576"><v>1</v></c></row>'
    const bytes = await xlsxOf(sheetXml(all.join('')))
    const began = performance.now()
    const [sheet] = (await read(bytes)).sheets
    const took = performance.now() - began
    console.log(`1,048,576 rows: ${(bytes.length / 1e6).toFixed(1)} MB folded, read in ${Math.round(took)} ms`)
    expect(texts(sheet)).toEqual([[1, 'Số đến'], [10, 'không địa chỉ', null, '3'], [1_048_576, null, '1']])
    expect(sheet?.rows[1]?.hidden).toBe(true)
    expect(took).toBeLessThan(30_000)
  }, 60_000)

  test('real rows beyond the limit answer where', async () => {
    const many = Array.from({ length: 60 }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i}</v></c></row>`).join('')
    const result = await readSheets(await xlsxOf(sheetXml(many)), 'a', { limits: { rows: 50 } })
    expect(result).toEqual({ ok: false, error: { code: 'SHEET_TOO_LONG', params: { sheet: 'Sổ đến', row: 51, limit: 50 } } })
    expect(await codeOf(Buffer.from('a;b\n'.repeat(51)), { rows: 50 })).toBe('SHEET_TOO_LONG')
    expect(await codeOf(Buffer.from('a;b\n'.repeat(50)), { rows: 50 })).toBe('ok')
    expect(await codeOf(Buffer.from(`<table>${'<tr><td>1</td></tr>'.repeat(51)}</table>`), { rows: 50 })).toBe('SHEET_TOO_LONG')
    expect(await codeOf(bookOf(Array.from({ length: 51 }, () => ['x']), 'biff8'), { rows: 50 })).toBe('SHEET_TOO_LONG')
  })

  test('a container that unfolds too far is refused before and while it unfolds', async () => {
    const bomb = await xlsxOf(Buffer.alloc(64 * 1024 * 1024, ' '))
    expect(bomb.length).toBeLessThan(200_000)
    expect(await readSheets(bomb, 'a')).toMatchObject({ ok: false, error: { code: 'FILE_TOO_LARGE', params: { what: 'compression ratio' } } })
    expect(await readSheets(bomb, 'a', { limits: { unfoldedBytes: 1_000_000 } })).toMatchObject({ ok: false, error: { code: 'FILE_TOO_LARGE', params: { what: 'claimed bytes' } } })
    // The same container claiming 10 bytes of its sheet.
    const lying = Buffer.from(bomb)
    for (let at = lying.indexOf(Buffer.from([0, 0, 0, 4])); at >= 0; at = lying.indexOf(Buffer.from([0, 0, 0, 4]), at + 1)) lying.writeUInt32LE(10, at)
    expect(await codeOf(lying)).toBe('FILE_DAMAGED')
  })

  test('merges over whole sheets and repeated cells do not fill memory', async () => {
    const merges = Array.from({ length: 2000 }, () => '<mergeCell ref="A1:XFD1048576"/>').join('')
    const many = Array.from({ length: 2000 }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i}</v></c><c r="B${i + 1}"><v>1</v></c></row>`).join('')
    expect(await readSheets(await xlsxOf(sheetXml(many, `<mergeCells>${merges}</mergeCells>`)), 'a')).toMatchObject({ error: { code: 'FILE_TOO_LARGE', params: { what: 'merged cells' } } })
    const ods = (row: string) =>
      zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="S">${row}</table:table></office:spreadsheet></office:body></office:document-content>`, 'META-INF/manifest.xml': '<manifest:manifest/>' })
    const cell = '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>'
    expect(await codeOf(await ods(`<table:table-row table:number-rows-repeated="1000000000">${cell}</table:table-row>`))).toBe('SHEET_TOO_LONG')
    expect(await codeOf(await ods(`<table:table-row table:number-rows-repeated="150000">${cell.replace('cell ', 'cell table:number-columns-repeated="16000" ')}</table:table-row>`))).toBe('FILE_TOO_LARGE')
    const [sheet] = (await read(await ods(`<table:table-row>${cell}</table:table-row><table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`))).sheets
    expect(texts(sheet)).toEqual([[1, 'a']])
  })
})

describe('what cannot be read', () => {
  test('password', async () => {
    expect(await codeOf(compoundOf({ EncryptedPackage: Buffer.alloc(5000, 7), EncryptionInfo: Buffer.alloc(200) }))).toBe('FILE_LOCKED')
    const locked = Buffer.concat([Buffer.from([0x09, 0x08, 0x10, 0, 0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x2f, 0, 6, 0, 0, 0, 1, 2, 3, 4]), Buffer.alloc(5000)])
    expect(await codeOf(compoundOf({ Workbook: locked }))).toBe('FILE_LOCKED')
    const ods = { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': Buffer.alloc(300, 0xa7) }
    expect(await codeOf(await zipOf({ ...ods, 'META-INF/manifest.xml': '<manifest:manifest><manifest:encryption-data/></manifest:manifest>' }))).toBe('FILE_LOCKED')
  })

  test.each(['xlsx', 'biff8', 'ods'] as const)('a truncated %s is damaged, wherever it was cut', async (bookType) => {
    const whole = bookOf(Array.from({ length: 300 }, (_, i) => [i, `Về việc ${i}`, i * 7]), bookType)
    for (const share of [0.05, 0.3, 0.6, 0.9]) {
      const code = await codeOf(whole.subarray(0, Math.floor(whole.length * share)))
      expect([share, code]).toEqual([share, expect.stringMatching(/^(?:FILE_DAMAGED|NOT_A_SHEET|NO_SHEET)$/)])
    }
  })

  test('a book without a sheet', async () => {
    expect(await codeOf(await xlsxOf(sheetXml(''), { 'xl/workbook.xml': '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/></workbook>' }))).toBe('NO_SHEET')
    expect(await codeOf(Buffer.from('<html><body>không có bảng</body></html>'))).toBe('NO_SHEET')
  })
})

describe('delimited text', () => {
  const lines = 'Số đến;Ngày đến;Trích yếu\n1;05/03/2024;"Về ""quy chế""; họp\nvà báo cáo"\n2;06/03/2024;Công tác cán bộ, tổ chức, kiểm tra\n'
  test.each([
    ['utf-8', Buffer.from(lines)],
    ['utf-8-bom', Buffer.from(`\ufeff${lines}`)],
    ['utf-16le', Buffer.from(`\ufeff${lines}`, 'utf16le')],
    ['utf-16le', Buffer.from(lines, 'utf16le')],
  ])('%s', async (encoding, bytes) => {
    const book = await read(bytes)
    expect(book.delimited).toEqual({ encoding, delimiter: ';', quote: '"' })
    expect(texts(book.sheets[0])).toEqual([[1, 'Số đến', 'Ngày đến', 'Trích yếu'], [2, '1', '05/03/2024', 'Về "quy chế"; họp\nvà báo cáo'], [4, '2', '06/03/2024', 'Công tác cán bộ, tổ chức, kiểm tra']])
  })

  test('TCVN3, VNI and their letters', async () => {
    const tcvn3 = Buffer.from('Sè ®Õn\tTrÝch yÕu\n1\tNghÞ quyÕt cña §¶ng vÒ c«ng t¸c c¸n bé\n', 'latin1')
    const vni = Buffer.from('Soá ñeán\tTrích yeáu\n1\tNghò quyeát cuûa Ñaûng veà coâng taùc caùn boä\n', 'latin1')
    for (const [encoding, bytes] of [['tcvn3', tcvn3], ['vni', vni]] as const) {
      const book = await read(bytes)
      expect(book.delimited).toEqual({ encoding, delimiter: '\t', quote: '' })
      expect(texts(book.sheets[0])?.[1]).toEqual([2, '1', 'Nghị quyết của Đảng về công tác cán bộ'])
    }
  })

  test('a comma in sentences is no delimiter; "sep=" says which; one column is one column', async () => {
    expect((await read(Buffer.from('a|b\nx, y|z\nm, n, o|p'))).delimited?.delimiter).toBe('|')
    const said = await read(Buffer.from('sep=,\na,b;c\nd,e'))
    expect(texts(said.sheets[0])).toEqual([[2, 'a', 'b;c'], [3, 'd', 'e']])
    expect((await read(Buffer.from('một\nhai\nba'))).delimited).toEqual({ encoding: 'utf-8', delimiter: '', quote: '' })
    expect(texts((await read(Buffer.from("'a;1';b\n'c';d"))).sheets[0])).toEqual([[1, 'a;1', 'b'], [2, 'c', 'd']])
    expect(texts((await read(Buffer.from('a;"b\nc;d\ne;f'))).sheets[0])).toEqual([[1, 'a', '"b'], [2, 'c', 'd'], [3, 'e', 'f']])
  })
})

describe('old character sets in .xls', () => {
  test('BIFF5 with code page 1258 is Vietnamese; TCVN3 letters come as they stand', async () => {
    const cp1258 = [Buffer.from([0xd0, 0xe3, 0x6e, 0x67]), Buffer.from([0x71, 0x75, 0x79, 0xea, 0xec, 0x74])]
    expect(texts((await read(compoundOf({ Book: biff5Of([cp1258], 1258) }))).sheets[0])).toEqual([[1, 'Đăng', 'quyết']])
    const tcvn3 = [Buffer.from('NghÞ quyÕt', 'latin1'), Buffer.from('§¶ng', 'latin1')]
    expect(texts((await read(compoundOf({ Book: biff5Of([tcvn3], 1252) }))).sheets[0])).toEqual([[1, 'NghÞ quyÕt', '§¶ng']])
  })
})

test('a column range that goes on for ever ends with the sheet', async () => {
  const began = performance.now()
  const book = await read(await xlsxOf(sheetXml('<row r="1"><c r="A1"><v>1</v></c></row>').replace('<sheetData>', '<cols><col min="1" max="400000000" hidden="1"/></cols><sheetData>')))
  expect(book.sheets[0]?.hiddenColumns).toEqual([0])
  expect(performance.now() - began).toBeLessThan(2_000)
})

test('cells beyond the columns that are read are told', async () => {
  const sheet = utils.encode_col(2000)
  const book = await read(await xlsxOf(sheetXml(`<row r="1"><c r="A1"><v>1</v></c><c r="${sheet}1"><v>2</v></c></row>`)))
  expect(book.sheets[0]).toMatchObject({ columnsCut: true, columnCount: 1 })
})
