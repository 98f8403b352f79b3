// A table as a Word file: reopened, its texts stand in their cells; its XML has what paper needs.
import { read } from '@e965/xlsx'
import fc from 'fast-check'
import mammoth from 'mammoth'
import { describe, expect, test } from 'vitest'
import type { Chart, CoverLine, PrintedTable, TableLine } from '../../src-main/documents/forms/printed-table.ts'
import { exportDocx } from '../../src-main/documents/forms/table-docx.ts'
import { cellsIn, chartIn, expectWhole } from './charts.ts'
import { anyText, formOf, headHash, hostile, kept, partsOf, tableIn } from './tables.ts'

const incoming = 'so-dang-ky-van-ban-den'
const twips = (mm: number) => (mm * 1440) / 25.4

async function opened(...tables: readonly [PrintedTable, ...PrintedTable[]]) {
  const { bytes } = await exportDocx(...tables)
  const parts = await partsOf(bytes)
  const { value, messages } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, { ignoreEmptyParagraphs: false })
  expect(messages.filter(({ type }) => type === 'error')).toEqual([])
  return { parts, html: value, xml: parts.get('word/document.xml')! }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }
const textOf = (html: string) => html.replace(/<br ?\/?>/g, '\n').replace(/<[^>]+>/g, '').replace(/&(\w+);/g, (_all, name: string) => entities[name]!)

/** Cells of the tables, the letterhead and signatures among them. */
function tablesOf(html: string): string[][][] {
  return [...html.matchAll(/<table>(.*?)<\/table>/gs)].map(([, table]) => [...table!.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) => [...row!.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell]) => textOf(cell!))))
}

describe('texts', () => {
  test('headings, column numbers and rows of each form stand in their columns', async () => {
    for (const id of ['so-dang-ky-van-ban-den', 'so-su-dung-ban-luu', 'phieu-gui']) {
      const { columns } = formOf(id)
      const { html } = await opened(tableIn(id, [{ cells: Object.fromEntries(columns.map(({ key }, at) => [key, `ô ${at + 1}`])) }]))
      expect(tablesOf(html)[1]).toEqual([columns.map(({ lines }) => lines.join('\n')), columns.map((_, at) => `(${at + 1})`), columns.map((_, at) => `ô ${at + 1}`)])
    }
  })

  test('days are written as offices write them', async () => {
    const { html } = await opened(tableIn(incoming, [{ cells: { arrivalDate: '2026-11-03', arrivalNumber: 412, issuedDate: '01/11/2026' } }]))
    expect(tablesOf(html)[1]![2]!.slice(0, 5)).toEqual(['03/11/2026', '412', '', '', '01/11/2026'])
  })

  test('no text breaks the file, and each is kept', async () => {
    const long = 'x '.repeat(5000).trim()
    const { html } = await opened(tableIn(incoming, [...hostile, long].map((text) => ({ cells: { typeAndSubject: text } }))))
    expect(tablesOf(html)[1]!.slice(2).map((row) => row[5])).toEqual([...hostile, long].map(kept))
  })

  test('any texts come back in their place, each row once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(anyText, anyText), { maxLength: 15 }), async (texts) => {
        const { html } = await opened(tableIn(incoming, texts.map(([author, typeAndSubject], at) => ({ cells: { arrivalNumber: at + 1, author, typeAndSubject } }))))
        expect(tablesOf(html)[1]!.slice(2).map((row) => [row[1], row[2], row[5]])).toEqual(texts.map(([author, subject], at) => [String(at + 1), kept(author), kept(subject)]))
      }),
      { numRuns: 30, verbose: true },
    )
  })

  test('letterhead, title, groups, sums, closing lines and signatures', async () => {
    const lines: TableLine[] = [{ kind: 'group', text: 'I. Bưu điện' }, { cells: { ordinal: 1, author: 'Tỉnh ủy' } }, { cells: { ordinal: 2, author: 'Sở Nội vụ' }, cancelled: true }, { kind: 'sum', text: 'Cộng', cells: { note: 2 } }]
    const { html, xml } = await opened(tableIn('bao-cao-ngay-theo-kenh-nhan', lines, {
      letterhead: { parentName: 'Tỉnh ủy Phú Thọ', officeName: 'Huyện ủy Yên Lạc', nationalTitle: 'ĐẢNG CỘNG SẢN VIỆT NAM', placeAndDay: 'Yên Lạc, ngày 03 tháng 11 năm 2026' },
      subtitle: ['Ngày 03/11/2026'], closing: ['Lưu Văn phòng.'], signatures: { left: { lines: ['NGƯỜI LẬP BIỂU'] }, right: { lines: ['CHÁNH VĂN PHÒNG'], note: '(Ký)', name: 'Nguyễn Văn An' } },
    }))
    const [letterhead, table, signatures] = tablesOf(html)
    expect(letterhead).toEqual([['TỈNH ỦY PHÚ THỌHUYỆN ỦY YÊN LẠC', 'ĐẢNG CỘNG SẢN VIỆT NAMYên Lạc, ngày 03 tháng 11 năm 2026']])
    expect(table!.slice(2).map((row) => row.filter((cell) => cell !== ''))).toEqual([['I. Bưu điện'], ['1', 'Tỉnh ủy'], ['2', 'Sở Nội vụ'], ['Cộng', '2']])
    expect(signatures).toEqual([['NGƯỜI LẬP BIỂU', 'CHÁNH VĂN PHÒNG'], ['', '(Ký)'], ['', 'Nguyễn Văn An']])
    for (const text of ['Ngày 03/11/2026', 'Lưu Văn phòng.', `Mã đầu nhật ký lúc in (SHA-256): ${headHash}`]) expect(textOf(html)).toContain(text)
    // Each text of the cancelled row is struck through, and no other.
    expect([...xml.matchAll(/<w:rPr><w:strike\/><\/w:rPr><w:t xml:space="preserve">(.*?)<\/w:t>/g)].map(([, text]) => text)).toEqual(['2', 'Sở Nội vụ'])
    expect(xml).toContain('<w:pStyle w:val="Group"/><w:keepNext/>')
  })
})

describe('on paper', () => {
  test('headings come again, rows do not break, widths and page are those of the form', async () => {
    const { xml, parts } = await opened(tableIn(incoming, [{ cells: { typeAndSubject: 'một' } }, { cells: { typeAndSubject: 'dài '.repeat(2000) } }]))
    const table = xml.slice(xml.lastIndexOf('<w:tbl>'))
    const rows = [...table.matchAll(/<w:tr><w:trPr>(.*?)<\/w:trPr>/g)].map(([, properties]) => [properties!.includes('<w:tblHeader/>'), properties!.includes('<w:cantSplit/>')])
    // The last is higher than a page: an unbreakable row would be cut off there.
    expect(rows).toEqual([[true, true], [true, true], [false, true], [false, false]])
    const { columns, page } = formOf(incoming)
    const widths = [...table.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map(([, width]) => Number(width))
    expect(widths).toEqual(columns.map(({ widthMm }) => expect.closeTo(twips(widthMm), -1)))
    expect(xml).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>')
    expect(xml).toContain(`<w:pgMar w:top="${Math.round(twips(page.marginsMm.top))}"`)
    expect(parts.get('word/styles.xml')).toContain('w:ascii="Times New Roman"')
    expect(parts.get('word/settings.xml')).toContain('w:name="compatibilityMode"')
    expect((await opened(tableIn('phieu-gui', []))).xml).toContain('<w:pgSz w:w="11906" w:h="16838"/>')
  })

  test('page x/y, who printed it and the journal stand in the footer, the watermark in the header', async () => {
    const { parts } = await opened(tableIn(incoming, [], { watermark: ['TỐI MẬT', 'Văn phòng "A&B" · Trang · 08:15'] }))
    const footer = parts.get('word/footer1.xml')!
    for (const text of ['<w:instrText xml:space="preserve"> PAGE </w:instrText>', '<w:instrText xml:space="preserve"> NUMPAGES </w:instrText>', `Nhật ký ${headHash.slice(0, 16)} · In lúc 08:15 03/11/2026 · Trần Thị Trang`]) expect(footer).toContain(text)
    const shapes = [...parts.get('word/header1.xml')!.matchAll(/<v:textpath style="[^"]*" string="([^"]*)"\/>/g)].map(([, text]) => text)
    expect(shapes).toEqual(['TỐI MẬT', 'Văn phòng &quot;A&amp;B&quot; · Trang · 08:15'])
    expect((await opened(tableIn(incoming, []))).parts.get('word/header1.xml')).not.toContain('<w:pict>')
  })

  test('several tables have pages of their own, and every reference leads to its part', async () => {
    const { parts, xml } = await opened(tableIn(incoming, [{ cells: { author: 'một' } }]), tableIn('phieu-gui', [{ cells: { note: 'hai' } }]))
    expect([...xml.matchAll(/<w:pgSz w:w="(\d+)"/g)].map(([, width]) => width)).toEqual(['16838', '11906'])
    expect(parts.get('word/footer2.xml')).toContain(' SECTIONPAGES ')
    const targets = new Map([...parts.get('word/_rels/document.xml.rels')!.matchAll(/Id="(\w+)" Type="[^"]*\/(\w+)" Target="([^"]*)"/g)].map(([, id, type, target]) => [id, [type, target]]))
    const references = [...xml.matchAll(/<w:(header|footer)Reference w:type="default" r:id="(\w+)"\/>/g)].map(([, type, id]) => [type, targets.get(id)])
    expect(references).toEqual([['header', ['header', 'header1.xml']], ['footer', ['footer', 'footer1.xml']], ['header', ['header', 'header2.xml']], ['footer', ['footer', 'footer2.xml']]])
    for (const [, target] of targets.values()) expect([target, parts.has(`word/${target}`)]).toEqual([target, true])
    const named = [...parts.get('[Content_Types].xml')!.matchAll(/PartName="\/([^"]*)"/g)].map(([, name]) => name!)
    expect(named.filter((name) => !parts.has(name))).toEqual([])
    const looks = new Set([...parts.get('word/styles.xml')!.matchAll(/w:styleId="(\w+)"/g)].map(([, id]) => id))
    expect([...[...parts.values()].join('').matchAll(/<w:pStyle w:val="(\w+)"\/>/g)].map(([, id]) => id).filter((id) => !looks.has(id))).toEqual([])
  })

  test('a book has its cover before it: framed, uncounted, marked, with the words that the printed cover has', async () => {
    const cover: readonly CoverLine[] = [{ role: 'office', text: 'Văn phòng Huyện ủy' }, { role: 'name', text: 'Sổ <đăng ký>' }, { role: 'year', text: 'Năm: 2026' }, { role: 'dates', text: 'Từ ngày .......... đến ngày ..........' }]
    const of = (withCover: boolean) => tableIn(incoming, [{ cells: { author: 'một' } }], { book: { cover, withCover }, watermark: ['MẬT'] })
    const { parts, xml, html } = await opened(of(true), of(false))
    expectWhole(parts)
    const words = textOf(html)
    for (const text of ['VĂN PHÒNG HUYỆN ỦY', 'SỔ <ĐĂNG KÝ>', 'Năm: 2026', 'Từ ngày .......... đến ngày ..........']) expect(words.split(text).length).toBeGreaterThan(1)
    expect(words.indexOf('SỔ <ĐĂNG KÝ>')).toBeLessThan(words.indexOf('một'))
    const sections = [...xml.matchAll(/<w:sectPr>(.*?)<\/w:sectPr>/g)].map(([, one]) => [one!.includes('<w:pgBorders'), one!.includes('<w:pgNumType w:start="1"/>')])
    expect(sections).toEqual([[true, false], [false, true], [false, true]])
    const said = `Nhật ký ${headHash.slice(0, 16)} · In lúc 08:15 03/11/2026 · Trần Thị Trang`
    expect(parts.get('word/footer1.xml')).toContain(said)
    expect(parts.get('word/footer1.xml')).not.toContain(' PAGE ')
    // Of the pages of the book alone: its cover is none of them.
    for (const footer of ['word/footer2.xml', 'word/footer3.xml']) expect(parts.get(footer)).toContain(' SECTIONPAGES ')
    for (const header of ['word/header1.xml', 'word/header2.xml', 'word/header3.xml']) expect(parts.get(header)).toContain('string="MẬT"')
    expect((await opened(of(false))).xml).not.toContain('<w:pgBorders')
  })

  test('an export may be given up', async () => {
    const abort = new AbortController()
    const many = Array.from({ length: 5000 }, (_, at) => ({ cells: { arrivalNumber: at } }))
    await expect(exportDocx(tableIn(incoming, many, { signal: abort.signal, onProgress: (rows) => void (rows >= 1000 && abort.abort()) }))).rejects.toThrow(/abort/i)
  })
})

describe('charts', () => {
  const bars: Chart = { kind: 'bar', title: 'Số văn bản từng tháng', labels: ['T1', 'T2', 'T3'], series: [{ name: 'Văn bản đến', values: [3, 0, 12] }, { name: 'Văn bản đi', values: [1, 2.5, 4] }] }
  const lines: Chart = { kind: 'line', title: 'Đường <1> & "2"', labels: ['a', '_x0041_', 'ngày\nhai'], series: [1, 2, 3, 4].map((times) => ({ name: `Loạt <${times}>`, values: [times, Number.NaN, Number.POSITIVE_INFINITY] })) }

  test('stand below their table with their title said for them, and Word edits their values in a workbook of their own', async () => {
    const { parts, xml, html } = await opened(tableIn(incoming, [{ cells: { author: 'một' } }], { charts: [bars, lines], counted: () => 'Tổng số: 1' }), tableIn('phieu-gui', []), tableIn('phieu-gui', [], { charts: [bars] }))
    expectWhole(parts)
    expect(textOf(html)).toContain('một')
    expect([...xml.matchAll(/<wp:docPr id="(\d+)" name="[^"]*" descr="([^"]*)"\/>/g)].map(([, id, said]) => [id, said])).toEqual([['1', bars.title], ['2', 'Đường &lt;1&gt; &amp; &quot;2&quot;'], ['3', bars.title]])
    expect(xml.indexOf('</w:tbl><w:p><w:pPr><w:pStyle w:val="Chart"/>')).toBeGreaterThan(xml.indexOf('một'))
    expect(xml.indexOf('<w:drawing>')).toBeLessThan(xml.indexOf('Tổng số: 1'))
    // As wide as the page between its margins: 297 − 20 − 15 mm.
    const { page } = formOf(incoming)
    expect(xml).toContain(`<wp:extent cx="${(page.widthMm - page.marginsMm.left - page.marginsMm.right) * 36_000}" cy="${66 * 36_000}"/>`)
    const targets = new Map([...parts.get('word/_rels/document.xml.rels')!.matchAll(/Id="(\w+)" Type="[^"]*\/(\w+)" Target="([^"]*)"/g)].map(([, id, , target]) => [id, target]))
    const placed = [...xml.matchAll(/<c:chart [^>]*r:id="(\w+)"\/>/g)].map(([, id]) => targets.get(id))
    expect(placed).toEqual(['charts/chart1.xml', 'charts/chart2.xml', 'charts/chart3.xml'])
    for (const [number, chart] of [[1, bars], [2, lines], [3, bars]] as const) {
      const { series, ...drawn } = chartIn(parts.get(`word/charts/chart${number}.xml`)!)
      const written = (text: string) => text.replace('_x0041_', '_x005F_x0041_')
      expect(drawn).toEqual({ kind: chart.kind, title: chart.title, labels: chart.labels.map(written), legend: 'b' })
      const book = read(Buffer.from(parts.get(`word/embeddings/Microsoft_Excel_Sheet${number}.xlsx`)!, 'latin1'))
      for (const [at, { name, values }] of chart.series.entries()) {
        const finite = values.map((value) => (Number.isFinite(value) ? value : undefined))
        expect(series[at]).toMatchObject({ name, values: finite })
        const [named, labels, figures] = series[at]!.from.map((range) => {
          const { sheet, cells } = cellsIn(range.includes(':') ? range : `${range}:${range.split('!')[1]}`)
          return cells.map((cell) => book.Sheets[sheet]![cell]?.v as unknown)
        })
        expect([named, labels, figures]).toEqual([[name], chart.labels, finite])
      }
    }
  })

  test('tell their series apart without colour', async () => {
    const four = { ...lines, kind: 'bar' } as const
    const { parts } = await opened(tableIn(incoming, [], { charts: [four, lines] }))
    const looks = ['word/charts/chart1.xml', 'word/charts/chart2.xml'].map((name) => chartIn(parts.get(name)!).series.map(({ look }) => look))
    for (const some of looks) {
      // In grey: what is left of a colour is its brightness.
      const grey = some.map((look) => look.replace(/val="([0-9A-F]{2})([0-9A-F]{2})([0-9A-F]{2})"/g, (_all, ...rgb: string[]) => `${Math.round((Number.parseInt(rgb[0]!, 16) * 0.3 + Number.parseInt(rgb[1]!, 16) * 0.59 + Number.parseInt(rgb[2]!, 16) * 0.11) / 32)}`))
      expect(new Set(grey).size).toBe(4)
    }
  })

  test('a book has none, and neither what would be empty', async () => {
    const empty: Chart = { ...bars, labels: [] }
    for (const more of [{ charts: [empty] }, { charts: [bars], book: { cover: [], withCover: false } }]) {
      const { parts, xml } = await opened(tableIn(incoming, [], more))
      expect([xml.includes('<w:drawing>'), [...parts.keys()].filter((name) => /chart|embedding/.test(name))]).toEqual([false, []])
      expectWhole(parts)
    }
  })
})
