// A table as a sheet: reopened, its values are what they were, in their kind; its XML has what paper needs.
import { read, utils } from '@e965/xlsx'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Chart, PrintedTable, TableLine } from '../../src-main/documents/forms/printed-table.ts'
import { registerTable } from '../../src-main/documents/forms/register-form.ts'
import { exportXlsx } from '../../src-main/documents/forms/table-xlsx.ts'
import { cellsIn, chartIn, expectWhole } from './charts.ts'
import { anyText, formOf, headHash, hostile, kept, partsOf, tableIn } from './tables.ts'

const incoming = 'so-dang-ky-van-ban-den'

async function opened(...tables: readonly [PrintedTable, ...PrintedTable[]]) {
  const { bytes } = await exportXlsx(...tables)
  const parts = await partsOf(bytes)
  const book = read(bytes, { cellStyles: true, cellNF: true, cellFormula: true })
  const sheets = book.SheetNames.map((name) => book.Sheets[name]!)
  return { parts, book, sheet: sheets[0]!, sheets, xml: parts.get('xl/worksheets/sheet1.xml')! }
}

/** Values of the rows under the column numbers. */
function rowsOf(sheet: Parameters<typeof utils.sheet_to_json>[0]): unknown[][] {
  const all = utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true, defval: '', blankrows: true })
  return all.slice(all.findIndex((row) => row[0] === '(1)') + 1)
}

describe('values', () => {
  test('numbers are numbers, days are days written dd/mm/yyyy, and what is neither stays text', async () => {
    const { sheet } = await opened(tableIn(incoming, [
      { cells: { arrivalDate: '2026-11-03', arrivalNumber: 412, issuedDate: '01/11/2026', typeAndSubject: 'Nghị quyết' } },
      { cells: { arrivalDate: '03/11', arrivalNumber: '12a', issuedDate: '31/02/2026' } },
      { cells: { arrivalDate: '1899-05-01', arrivalNumber: '412', issuedDate: '2026-11-03, 2026-11-04' } },
      { cells: { arrivalDate: '', arrivalNumber: '007', issuedDate: '12345678901234567890' } },
    ]))
    const first = 4 // office, title and headings stand above
    expect(sheet[`A${first + 2}`]).toMatchObject({ t: 'n', v: 46329, z: 'dd\\/mm\\/yyyy', w: '03/11/2026' })
    expect(sheet[`B${first + 2}`]).toMatchObject({ t: 'n', v: 412 })
    expect(sheet[`E${first + 2}`]).toMatchObject({ t: 'n', w: '01/11/2026' })
    expect([sheet[`A${first + 3}`], sheet[`B${first + 3}`], sheet[`E${first + 3}`]].map((cell) => [cell.t, cell.v])).toEqual([['s', '03/11'], ['s', '12a'], ['s', '31/02/2026']])
    expect([sheet[`A${first + 4}`], sheet[`B${first + 4}`]].map((cell) => [cell.t, cell.v])).toEqual([['s', '01/05/1899'], ['n', 412]])
    expect([sheet[`B${first + 5}`], sheet[`E${first + 5}`]].map((cell) => [cell.t, cell.v])).toEqual([['s', '007'], ['s', '12345678901234567890']])
  })

  test('no text becomes a formula, and none breaks the file', async () => {
    const { sheet, xml } = await opened(tableIn(incoming, hostile.map((text) => ({ cells: { typeAndSubject: text, arrivalNumber: text, arrivalDate: text } }))))
    expect(rowsOf(sheet).slice(0, hostile.length).map((row) => row[5])).toEqual(hostile.map(kept))
    expect(xml).not.toContain('<f>')
    // What begins as a formula bears the mark that keeps it text when somebody edits it.
    const parts = await partsOf((await exportXlsx(tableIn(incoming, [{ cells: { author: '=1+1', typeAndSubject: 'một' } }]))).bytes)
    const styles = [...parts.get('xl/styles.xml')!.split('<cellXfs')[1]!.matchAll(/<xf [^>]*>/g)].map(([xf]) => xf.includes('quotePrefix="1"'))
    const styleAt = (text: string) => Number(new RegExp(`s="(\\d+)" t="inlineStr"><is><t xml:space="preserve">${text}<`).exec(parts.get('xl/worksheets/sheet1.xml')!)?.[1])
    expect(styles[styleAt('=1\\+1')]).toBe(true)
    expect(styles[styleAt('một')]).toBe(false)
  })

  test('any texts come back in their place, each row once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(anyText, anyText), { maxLength: 20 }), async (texts) => {
        const { sheet } = await opened(tableIn(incoming, texts.map(([author, typeAndSubject], at) => ({ cells: { arrivalNumber: at + 1, author, typeAndSubject } }))))
        expect(rowsOf(sheet).slice(0, texts.length).map((row) => [row[1], row[2], row[5]])).toEqual(texts.map(([author, subject], at) => [at + 1, kept(author), kept(subject)]))
      }),
      { numRuns: 40, verbose: true },
    )
  })

  test('10,000 characters are kept; what no cell can hold is cut, visibly', async () => {
    const { sheet } = await opened(tableIn(incoming, [{ cells: { typeAndSubject: 'x'.repeat(10_000) } }, { cells: { typeAndSubject: 'y'.repeat(40_000) } }]))
    const [long, longer] = rowsOf(sheet).map((row) => String(row[5]))
    expect(long).toBe('x'.repeat(10_000))
    expect(longer?.length).toBeLessThanOrEqual(32_767)
    expect(longer).toMatch(/^y{32747} … \(còn tiếp\)$/)
  })
})

describe('on paper', () => {
  test('headings come again on each page and stay on the screen; the page is that of the form', async () => {
    const { parts, xml } = await opened(tableIn(incoming, [], { subtitle: ['Từ ngày 01/01/2026 đến ngày 03/11/2026'] }))
    expect(parts.get('xl/workbook.xml')).toContain('<definedName name="_xlnm.Print_Titles" localSheetId="0">\'Sổ đăng ký văn bản đến\'!$5:$6</definedName>')
    expect(xml).toContain('<pane ySplit="6" topLeftCell="A7" activePane="bottomLeft" state="frozen"/>')
    expect(xml).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>')
    expect(xml).toContain('<pageMargins left="0.787" right="0.591" top="0.787" bottom="0.591"')
    expect(xml).toContain(`<oddFooter>&amp;L&amp;&quot;Times New Roman,Regular&quot;&amp;8Nhật ký ${headHash.slice(0, 16)} · In lúc 08:15 03/11/2026 · Trần Thị Trang&amp;R&amp;&quot;Times New Roman,Regular&quot;&amp;9Trang &amp;P/&amp;N</oddFooter>`)
    expect(await opened(tableIn('phieu-gui', [])).then(({ xml }) => xml)).toContain('orientation="portrait"')
  })

  test.each(['so-dang-ky-van-ban-den', 'so-gui-van-ban-di-buu-dien', 'thong-ke-van-ban-nam'])('the columns of %s are as wide as in the form', async (id) => {
    const { xml } = await opened(tableIn(id, []))
    const millimetres = [...xml.matchAll(/<col min="(\d+)" max="\1" width="([\d.]+)" customWidth="1"\/>/g)].map(([, , width]) => (Number(width) * 7 * 25.4) / 96)
    expect(millimetres).toEqual(formOf(id).columns.map(({ widthMm }) => expect.closeTo(widthMm, 1)))
  })

  test('title rows and group headings go across, cancelled rows are struck through, cells wrap', async () => {
    const lines: TableLine[] = [
      { kind: 'group', text: 'I. Trung ương' }, { cells: { ordinal: 1, author: 'Ban Bí thư' } }, { cells: { ordinal: 2, author: 'hủy' }, cancelled: true }, { kind: 'sum', text: 'Cộng', cells: { numberSymbol: 2 } },
    ]
    const { sheet, parts, xml } = await opened(tableIn('bao-cao-ngay-theo-cap-co-quan', lines))
    const merged = sheet['!merges']!.map((range) => utils.encode_range(range))
    expect(merged).toEqual(expect.arrayContaining(['A1:D1', 'E1:H1', 'A3:H3', 'A6:H6', 'A9:C9']))
    const struck = [...parts.get('xl/styles.xml')!.matchAll(/<font>(.*?)<\/font>/g)].map(([, font]) => font!.includes('<strike/>'))
    const formats = [...parts.get('xl/styles.xml')!.split('<cellXfs')[1]!.matchAll(/<xf [^>]*fontId="(\d+)"[^>]*><alignment [^>]*wrapText="1"\/>/g)].map(([, font]) => struck[Number(font)])
    const styleOf = (at: string) => formats[Number(new RegExp(`r="${at}" s="(\\d+)"`).exec(xml)?.[1])]
    expect(['C7', 'C8'].map(styleOf)).toEqual([false, true])
    expect(sheet['D9']).toMatchObject({ v: 2 })
  })

  test('a name of the office and a watermark cannot break the header', async () => {
    const { xml } = await opened(tableIn(incoming, [], { watermark: ['MẬT & RIÊNG'], foot: { headHash, printedAt: '2026-11-03T01:15:00Z', printedBy: '&P <b> "'.repeat(60) } }))
    const header = /<oddHeader>(.*?)<\/oddHeader>/.exec(xml)![1]!
    expect(header).toContain('MẬT &amp;&amp; RIÊNG')
    const footer = /<oddFooter>(.*?)<\/oddFooter>/.exec(xml)![1]!.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
    expect(footer.length).toBeLessThanOrEqual(255)
    expect(footer).toMatch(/Trang &P\/&N$/)
  })

  test('letterhead, closing lines and signatures stand side by side as on paper', async () => {
    const { sheet } = await opened(tableIn('phieu-gui', [{ cells: { ordinal: 1 } }], {
      letterhead: { parentName: 'Tỉnh ủy Phú Thọ', officeName: 'Huyện ủy Yên Lạc', nationalTitle: 'ĐẢNG CỘNG SẢN VIỆT NAM', placeAndDay: 'Yên Lạc, ngày 03 tháng 11 năm 2026' },
      closing: ['Đề nghị ký nhận.'], signatures: { left: { lines: ['NGƯỜI NHẬN'], note: '(Ký)' }, right: { lines: ['CHÁNH VĂN PHÒNG'], name: 'Nguyễn Văn An' } },
    }))
    expect([sheet['A1'].v, sheet['D1'].v, sheet['A2'].v, sheet['D2'].v]).toEqual(['TỈNH ỦY PHÚ THỌ', 'ĐẢNG CỘNG SẢN VIỆT NAM', 'HUYỆN ỦY YÊN LẠC', 'Yên Lạc, ngày 03 tháng 11 năm 2026'])
    const texts = utils.sheet_to_json<string[]>(sheet, { header: 1 }).map((row) => row.filter((cell) => cell !== '').join('|'))
    expect(texts).toEqual(expect.arrayContaining(['Đề nghị ký nhận.', 'NGƯỜI NHẬN|CHÁNH VĂN PHÒNG', 'Nguyễn Văn An', `Mã đầu nhật ký lúc in (SHA-256): ${headHash}`]))
  })
})

describe('workbooks', () => {
  test('a table of one column is whole too: nothing merged, the headings in their place', async () => {
    const { parts, sheet } = await opened(tableIn(incoming, [{ cells: { author: 'Tỉnh ủy' } }], {
      columns: [{ key: 'author', lines: ['Tác giả'], widthMm: 50 }], columnNumbers: false,
      letterhead: { parentName: 'Tỉnh ủy', officeName: 'Huyện ủy', nationalTitle: 'ĐẢNG CỘNG SẢN VIỆT NAM' }, signatures: { left: { lines: ['BÊN GIAO'] }, right: { lines: ['BÊN NHẬN'] } },
    }))
    const texts = utils.sheet_to_json<string[]>(sheet, { header: 1, blankrows: false }).flat()
    expect(texts.slice(0, 6)).toEqual(['TỈNH ỦY', 'ĐẢNG CỘNG SẢN VIỆT NAM', 'HUYỆN ỦY', 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN', 'Tác giả', 'Tỉnh ủy'])
    expect(texts).toEqual(expect.arrayContaining(['BÊN GIAO', 'BÊN NHẬN']))
    expect(parts.get('xl/workbook.xml')).toContain('!$5:$5<')
    expect(parts.get('xl/worksheets/sheet1.xml')).not.toContain('mergeCell')
  })

  const register = (year: number, withCover: boolean) => registerTable({
    form: formOf(incoming) as never, rows: [], fonts: '', foot: { headHash, printedAt: '2026-11-03T01:15:00Z', printedBy: 'Văn thư' }, withCover, watermark: ['MẬT'],
    cover: { parentName: 'Tỉnh ủy Phú Thọ', officeName: 'VP', registerName: 'Sổ đăng ký văn bản đến [của: Văn phòng]', year },
  })

  test('a register of several years is a sheet a year, whose names differ', async () => {
    const { book, sheets } = await opened(register(2025, false), register(2026, false), register(2026, false))
    expect(book.SheetNames).toHaveLength(3)
    expect(new Set(book.SheetNames).size).toBe(3)
    for (const name of book.SheetNames) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/)
    expect(book.SheetNames[0]).toMatch(/năm 2025$/)
    for (const sheet of sheets) expect(rowsOf(sheet)[0]?.[0]).toBe('Không có văn bản nào trong khoảng đã chọn.')
  })

  test('a book has its cover as a sheet before it: framed, uncounted, marked, with the words that the printed cover has', async () => {
    const { parts, book, sheets } = await opened(register(2026, true))
    expectWhole(parts)
    expect(book.SheetNames[0]).toBe('Bìa')
    const words = utils.sheet_to_json<string[]>(sheets[0]!, { header: 1 }).map(([text]) => text).filter((text) => text !== undefined)
    expect(words).toEqual(['TỈNH ỦY PHÚ THỌ', 'VP', 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN', 'Năm: 2026', 'Từ ngày .......... đến ngày ..........', 'Từ số .......... đến số ..........', 'Quyển số: ..........'])
    const [cover, rows] = ['sheet1', 'sheet2'].map((name) => parts.get(`xl/worksheets/${name}.xml`)!)
    expect(cover).toContain('verticalCentered="1"')
    expect(cover).toMatch(/<oddHeader>.*MẬT<\/oddHeader><oddFooter>.*In lúc 08:15 03\/11\/2026 · Văn thư<\/oddFooter>/)
    expect(rows).toMatch(/Trang &amp;P\/&amp;N<\/oddFooter>/)
    // The headings that come again are those of the rows' sheet.
    expect(parts.get('xl/workbook.xml')).toMatch(/<definedName name="_xlnm.Print_Titles" localSheetId="1">/)
    const several = (await opened(register(2025, true), register(2026, true))).book.SheetNames
    expect([several.length, new Set(several).size, several.filter((name) => name.startsWith('Bìa ')).map((name) => name.slice(-8))]).toEqual([4, 4, ['năm 2025', 'năm 2026']])
  })

  test('rows may come late, and an export may be given up; a fault of the rows is told', async () => {
    async function* late(): AsyncGenerator<TableLine> {
      for (let at = 1; at <= 3; at += 1) {
        await new Promise((resolve) => void setTimeout(resolve, 5))
        yield { cells: { arrivalNumber: at } }
      }
    }
    expect(rowsOf((await opened(tableIn(incoming, late()))).sheet).slice(0, 3).map((row) => row[1])).toEqual([1, 2, 3])
    const abort = new AbortController()
    const many = Array.from({ length: 5000 }, (_, at) => ({ cells: { arrivalNumber: at } }))
    await expect(exportXlsx(tableIn(incoming, many, { signal: abort.signal, onProgress: (rows) => void (rows >= 1000 && abort.abort()) }))).rejects.toThrow(/abort/i)
    function* broken(): Generator<TableLine> {
      yield { cells: {} }
      throw new Error('the disk is gone')
    }
    await expect(exportXlsx(tableIn(incoming, broken()))).rejects.toThrow('the disk is gone')
  })
})

describe('charts', () => {
  const year = 'thong-ke-van-ban-nam'
  const months = Array.from({ length: 12 }, (_, at) => at)
  const figures = { 'Văn bản đến': months.map((at) => (at * 5) % 7), 'Văn bản đi': months.map((at) => at + 1) }
  const chart: Chart = { kind: 'bar', title: 'Số văn bản & "tháng", năm 2026', labels: months.map((at) => `T${at + 1}`), series: Object.entries(figures).map(([name, values]) => ({ name, values })) }
  const lines: readonly TableLine[] = Object.entries(figures).flatMap(([name, values]): TableLine[] => [
    { kind: 'group', text: name }, { cells: { ordinal: 1, documentType: 'Công văn', month1: 1 } },
    { kind: 'sum', text: `Cộng ${name.toLocaleLowerCase('vi')}`, cells: Object.fromEntries(values.map((value, at) => [`month${at + 1}`, value])) },
  ])
  const anchorOf = (drawing: string) => [...drawing.matchAll(/<xdr:col>(\d+)<\/xdr:col><xdr:colOff>\d+<\/xdr:colOff><xdr:row>(\d+)<\/xdr:row>/g)].map(([, column, row]) => [Number(column), Number(row) + 1])

  test('stand below the last row, follow the cells of its sums, and say their title', async () => {
    const { parts, sheet, xml, book } = await opened(tableIn(year, lines, { charts: [chart], closing: ['Hết.'] }))
    expectWhole(parts)
    const { series, ...drawn } = chartIn(parts.get('xl/charts/chart1.xml')!)
    expect(drawn).toEqual({ kind: 'bar', title: chart.title, labels: chart.labels, legend: 'b' })
    for (const [at, { name, values }] of chart.series.entries()) {
      expect(series[at]).toMatchObject({ name, values })
      const shown = series[at]!.from.map((range) => {
        const { sheet, cells } = cellsIn(range)
        return cells.map((cell) => book.Sheets[sheet]![cell]?.v as unknown)
      })
      expect(shown).toEqual([chart.labels, values])
    }
    const drawing = parts.get('xl/drawings/drawing1.xml')!
    expect(drawing).toContain('descr="Số văn bản &amp; &quot;tháng&quot;, năm 2026"')
    // Within one row, which no page breaks, from the first column to the last; what closes the table comes below.
    const rows = utils.sheet_to_json<string[]>(sheet, { header: 1, blankrows: true }).map((row) => row.join(''))
    const row = rows.findIndex((text) => text.startsWith('Cộng văn bản đi')) + 2
    expect(anchorOf(drawing)).toEqual([[0, row], [formOf(year).columns.length - 1, row]])
    expect([rows[row - 1], rows[row]]).toEqual(['', 'Hết.'])
    expect(Number(new RegExp(`<row r="${row}" ht="(\\d+)"`).exec(xml)![1])).toBeGreaterThan((66 * 72) / 25.4)
    // The order that the schema wants.
    const order = ['</sheetData>', '<mergeCells', '<printOptions', '<pageMargins', '<pageSetup', '<headerFooter>', '<drawing r:id="rId1"/></worksheet>'].map((part) => xml.indexOf(part))
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(order).not.toContain(-1)
  })

  test('what the table does not hold as such they keep themselves, and leave out what is no number', async () => {
    const other: Chart = { kind: 'line', title: 'Một', labels: ['1', '=2', '<3>'], series: [{ name: '_x0041_', values: [7, Number.NaN, -0.5] }] }
    const changed = { ...chart, series: [{ ...chart.series[0]!, values: months }, chart.series[1]!] }
    const { parts, sheets } = await opened(tableIn(incoming, []), tableIn(year, lines, { charts: [other, changed] }), tableIn(year, lines, { charts: [chart] }))
    expectWhole(parts)
    expect([...parts.keys()].filter((name) => /(drawing|chart)\d+\.xml$/.test(name)).sort()).toEqual(['xl/charts/chart1.xml', 'xl/charts/chart2.xml', 'xl/charts/chart3.xml', 'xl/drawings/drawing2.xml', 'xl/drawings/drawing3.xml'])
    expect(sheets).toHaveLength(3)
    expect(chartIn(parts.get('xl/charts/chart1.xml')!)).toMatchObject({ kind: 'line', labels: other.labels, series: [{ name: '_x005F_x0041_', values: [7, undefined, -0.5], from: [] }] })
    expect(chartIn(parts.get('xl/charts/chart2.xml')!).series.map(({ values, from }) => [values, from])).toEqual([[months, []], [figures['Văn bản đi'], []]])
    expect(chartIn(parts.get('xl/charts/chart3.xml')!).series.map(({ from }) => from.length)).toEqual([2, 2])
    const [first, , second] = anchorOf(parts.get('xl/drawings/drawing2.xml')!)
    expect(second![1]).toBe(first![1]! + 1)
  })

  test('no text of a chart breaks the file; a book and an empty chart have none', async () => {
    const any: Chart = { kind: 'bar', title: hostile.join(' '), labels: hostile, series: hostile.map((name, at) => ({ name, values: [at] })) }
    expectWhole((await opened(tableIn(incoming, [], { charts: [any] }))).parts)
    for (const more of [{ charts: [{ ...chart, series: [] }] }, { charts: [chart], book: { cover: [], withCover: false } }]) {
      const { parts, xml } = await opened(tableIn(incoming, [], more))
      expectWhole(parts)
      expect([xml.includes('<drawing'), [...parts.keys()].filter((name) => /chart|drawing/.test(name))]).toEqual([false, []])
    }
  })
})
