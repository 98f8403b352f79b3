// A printed table as PDF, in the forms of the rulebook: what went in stands in its column, on every page under its heading,
// each row once; what is around the table stands where it should.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PrintedTable, TableLine } from '../../src-main/documents/forms/printed-table.ts'
import { printTable } from '../../src-main/documents/forms/table-pdf.ts'
import { columnOf, readPrint, solid, strokesOf } from './printed.ts'
import type { PrintedPage } from './printed.ts'
import { formOf, forms, headHash, hostile, tableIn } from './tables.ts'

type Column = PrintedTable['columns'][number]

async function printed(...tables: readonly [PrintedTable, ...PrintedTable[]]) {
  const { bytes, pages: count } = await printTable(...tables)
  const pages = await readPrint(bytes)
  expect(pages).toHaveLength(count)
  return { bytes, pages, words: (page = 0) => pages[page]!.lines.map((line) => line.text) }
}

function edgesOf(table: Pick<PrintedTable, 'page' | 'columns'>): number[] {
  const { marginsMm, widthMm } = table.page
  const scale = (widthMm - marginsMm.left - marginsMm.right) / table.columns.reduce((sum, column) => sum + column.widthMm, 0)
  return table.columns.reduce((edges, column) => [...edges, edges.at(-1)! + column.widthMm * scale], [marginsMm.left])
}

/** Where each (n) stands: under the headings. */
const numbersLine = (page: PrintedPage) => page.lines.find((line) => line.text === '(1)')?.y

/** What stands in a column below the column numbers, by the text's middle. */
function valuesIn(page: PrintedPage, from: number, to: number, bottom: number): string[] {
  const top = numbersLine(page) ?? page.height
  return page.lines.filter((line) => line.y > top + 1 && line.y < bottom && line.x + line.width / 2 > from && line.x + line.width / 2 < to).map((line) => line.text)
}

describe('each form of the rulebook', () => {
  test.each([...forms.registerForms, ...forms.tableForms])('$id: headings, column numbers and values stand in their columns, on each page', async ({ id, columns, page: paper }) => {
    const rows = Array.from({ length: 60 }, (_, at) => ({ cells: Object.fromEntries(columns.map(({ key }, column) => [key, `${at + 1}.${column + 1}`])) }))
    const { pages } = await printed(tableIn(id, rows))
    const edges = edgesOf({ page: paper, columns })
    expect(pages.length).toBeGreaterThan(1)
    const seen = columns.map((): string[] => [])
    pages.forEach((page, index) => {
      expect([page.width, page.height].map(Math.round)).toEqual([paper.widthMm, paper.heightMm])
      expect(page.lines.map((line) => line.text)).toContain(`Trang ${index + 1}/${pages.length}`)
      const numbers = numbersLine(page)
      if (numbers === undefined) return
      const begin = Math.min(...page.lines.filter((line) => columns.some(({ lines }) => lines.includes(line.text))).map((line) => line.y))
      columns.forEach(({ lines }: Column, at) => {
        const head = page.lines.filter((line) => line.y >= begin - 0.1 && line.y <= numbers + 0.1 && line.x + line.width / 2 > edges[at]! && line.x + line.width / 2 < edges[at + 1]!)
        expect(solid(head.sort((a, b) => a.y - b.y).map((line) => line.text).join(''))).toBe(solid(`${lines.join('')}(${at + 1})`))
        for (const line of head) expect(line.x >= edges[at]! && line.x + line.width <= edges[at + 1]!).toBe(true)
        seen[at]!.push(...valuesIn(page, edges[at]!, edges[at + 1]!, paper.heightMm - 13))
      })
    })
    // The line of the journal's hash begins in the first column.
    seen.forEach((values, at) => expect(values.filter((value) => /^\d/.test(value))).toEqual(rows.map(({ cells }) => cells[columns[at]!.key])))
  })

  test('numbers stand at the right of their column, days in the middle', async () => {
    const { page, columns } = formOf('thong-ke-van-ban-thang')
    const { pages } = await printed(tableIn('thong-ke-van-ban-thang', [{ cells: { ordinal: 1, documentType: 'Nghị quyết', incoming: 1234, outgoing: 5 } }]))
    const edges = edgesOf({ page, columns })
    for (const [text, at] of [['1234', 2], ['5', 3]] as const) {
      const line = pages[0]!.lines.find((one) => one.text === text)!
      expect(edges[at + 1]! - line.x - line.width).toBeCloseTo(1.2, 1)
    }
  })
})

describe('rows', () => {
  const incoming = 'so-dang-ky-van-ban-den'

  test('any table: every row once, in order, whole on one page, whatever heads and sums stand between', async () => {
    const line = fc.oneof(
      { weight: 6, arbitrary: fc.record({ long: fc.integer({ min: 0, max: 60 }), cancelled: fc.boolean() }) },
      { weight: 1, arbitrary: fc.constant('group' as const) },
      { weight: 1, arbitrary: fc.constant('sum' as const) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 120 }), fc.boolean(), async (given, portrait) => {
        const id = portrait ? 'phieu-gui' : incoming
        const lines = given.map((one, at): TableLine => {
          if (one === 'group') return { kind: 'group', text: `G${at}G` }
          if (one === 'sum') return { kind: 'sum', text: `S${at}S`, cells: {} }
          return { cells: { numberSymbol: `R${at}R`, typeAndSubject: `B${at}B ${'chữ '.repeat(one.long)}E${at}E` }, cancelled: one.cancelled }
        })
        const { pages } = await printed(tableIn(id, lines))
        const order = pages.flatMap((page) => page.lines.filter((one) => /^(R\d+R|G\d+G|S\d+S)$/.test(one.text)).map((one) => one.text))
        expect(order).toEqual(given.map((one, at) => (one === 'group' ? `G${at}G` : one === 'sum' ? `S${at}S` : `R${at}R`)))
        const pageOf = (mark: string) => pages.flatMap((page, index) => (page.lines.some((one) => one.text.split(' ').includes(mark)) ? [index] : []))
        given.forEach((one, at) => {
          if (typeof one === 'object') expect([pageOf(`B${at}B`), pageOf(`E${at}E`)]).toEqual([pageOf(`R${at}R`), pageOf(`R${at}R`)])
          // A heading is never parted from what it heads.
          else if (one === 'group' && at + 1 < given.length && given[at + 1] !== 'group') {
            const next = given[at + 1]
            expect(pageOf(`G${at}G`)).toEqual(pageOf(`${next === 'sum' ? 'S' : 'R'}${at + 1}${next === 'sum' ? 'S' : 'R'}`))
          }
        })
        // Nothing stands below the table's end or beyond its sides.
        for (const page of pages) {
          for (const one of page.lines) expect([one.text, one.x > 14 && one.x + one.width < page.width - 14 && one.y < page.height - 6]).toEqual([one.text, true])
        }
      }),
      { numRuns: 25, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false, verbose: true },
    )
  }, 60_000)

  test('a row higher than a page goes on, and both pages say so', async () => {
    const long = Array.from({ length: 900 }, (_, at) => `chữ${at}`).join(' ')
    const { pages } = await printed(tableIn(incoming, [{ cells: { arrivalNumber: 1 } }, { cells: { arrivalNumber: 2, typeAndSubject: long } }, { cells: { arrivalNumber: 3 } }]))
    const says = (page: PrintedPage, text: string) => page.lines.some((line) => line.text === text)
    const goingOn = pages.map((page) => says(page, '(dòng này còn tiếp ở trang sau)'))
    expect(goingOn.filter(Boolean).length).toBeGreaterThan(1)
    expect(pages.map((page) => says(page, '(dòng cuối trang trước, tiếp theo)'))).toEqual([false, ...goingOn.slice(0, -1)])
    expect(goingOn.at(-1)).toBe(false)
    const [, , , , , from, to] = edgesOf(formOf(incoming))
    expect(pages.map((page) => columnOf(page, from!, to!, numbersLine(page)!, 196)).join('')).toContain(solid(long))
  })

  test('no text breaks the print or leaves its column', async () => {
    const { columns, page: paper } = formOf(incoming)
    const { pages } = await printed(tableIn(incoming, [...hostile, 'W'.repeat(10_000)].map((text) => ({ cells: Object.fromEntries(columns.map(({ key }) => [key, text.slice(0, key === 'typeAndSubject' ? undefined : 100)])) }))))
    const edges = edgesOf({ page: paper, columns })
    for (const page of pages) {
      const top = numbersLine(page)
      if (top === undefined) continue
      for (const line of page.lines.filter((one) => one.y > top && one.y < 196 && !one.text.startsWith('Mã đầu'))) {
        const end = edges.find((edge) => edge > line.x + 0.1)!
        expect([line.text, line.x + line.width <= end + 0.05]).toEqual([line.text, true])
      }
    }
    const all = pages.flatMap((page) => page.lines.map((line) => line.text)).join('\n')
    expect(all).not.toMatch(/[\u0000-\u0009\u200e\u200f\u202a-\u202e\u2066-\u2069]/)
    for (const text of ["=cmd|' /C calc'!A0", 'abcd', 'lock □ and']) expect(solid(all)).toContain(solid(text))
    expect(all.match(/W/g)?.length).toBe(10_000 + 100 * (columns.length - 1))
  })

  test('a day is written dd/mm/yyyy, a broken number is left out, decimals have a comma', async () => {
    const { words } = await printed(tableIn(incoming, [{ cells: { arrivalDate: '2026-11-03', arrivalNumber: 12.5, issuedDate: '03/11', note: Number.NaN } }]))
    expect(words()).toEqual(expect.arrayContaining(['03/11/2026', '12,5', '03/11']))
    expect(words().join()).not.toContain('NaN')
  })

  test('rows may come late, and printing may be given up between them', async () => {
    async function* late(count: number): AsyncGenerator<TableLine> {
      for (let at = 1; at <= count; at += 1) {
        if (at % 100 === 1) await new Promise((resolve) => void setTimeout(resolve, 1))
        yield { cells: { arrivalNumber: at } }
      }
    }
    expect((await printed(tableIn(incoming, late(3)))).words()).toEqual(expect.arrayContaining(['1', '2', '3']))
    const abort = new AbortController()
    await expect(printTable(tableIn(incoming, late(2000), { signal: abort.signal, onProgress: (rows) => void (rows >= 500 && abort.abort()) }))).rejects.toThrow(/abort/i)
  })
})

describe('around the table', () => {
  const statistics = (more: Partial<PrintedTable> = {}) => {
    const { columns } = formOf('thong-ke-van-ban-nam')
    const rows: TableLine[] = ['Văn bản đến', 'Văn bản đi'].flatMap((direction): TableLine[] => [
      { kind: 'group', text: direction },
      ...['Nghị quyết', 'Công văn'].map((documentType, at) => ({ cells: { ordinal: at + 1, documentType, ...Object.fromEntries(columns.slice(2, 15).map(({ key }, month) => [key, month + at])) } })),
      { kind: 'sum', text: `Cộng ${direction.toLocaleLowerCase('vi')}`, cells: { month1: 7, sum: 90 } },
    ])
    return tableIn('thong-ke-van-ban-nam', rows, {
      title: 'THỐNG KÊ VĂN BẢN ĐẾN, VĂN BẢN ĐI', subtitle: ['Năm 2026'],
      letterhead: { parentName: 'Tỉnh ủy Phú Thọ', officeName: 'Văn phòng Huyện ủy Yên Lạc', nationalTitle: 'ĐẢNG CỘNG SẢN VIỆT NAM', placeAndDay: 'Yên Lạc, ngày 03 tháng 11 năm 2026' },
      totals: { kind: 'sum', text: 'Tổng cộng', cells: { sum: 180 } },
      charts: [
        { kind: 'bar', title: 'Văn bản theo tháng', labels: Array.from({ length: 12 }, (_, at) => `T${at + 1}`), series: [{ name: 'Đến', values: [31, 20, 42, 38, 55, 47, 60, 52, 41, 39, 44, 12] }, { name: 'Đi', values: [11, 8, 15, 14, 22, 17, 25, 21, 16, 15, 18, 4] }] },
        { kind: 'line', title: 'Đúng hạn', labels: ['T1', 'T2', 'T3'], series: [{ name: 'Đúng hạn', values: [5, 9, 7] }, { name: 'Quá hạn', values: [1, 0, 2] }] },
      ],
      closing: ['Số liệu lấy từ sổ đăng ký lúc in.'],
      signatures: { left: { lines: ['NGƯỜI LẬP BIỂU'], note: '(Ký, ghi rõ họ tên)' }, right: { lines: ['CHÁNH VĂN PHÒNG'], name: 'Nguyễn Văn An' } },
      ...more,
    })
  }

  test('letterhead, title, groups, sums, charts, signatures and the journal, each where it belongs', async () => {
    const { pages } = await printed(statistics())
    const all = pages.flatMap((page, index) => page.lines.map((line) => ({ ...line, y: line.y + 1000 * index })))
    const at = (text: string) => all.find((line) => line.text === text) ?? expect.fail(`"${text}" is not printed`)
    for (const [left, right] of [['VĂN PHÒNG HUYỆN ỦY YÊN LẠC', 'ĐẢNG CỘNG SẢN VIỆT NAM'], ['NGƯỜI LẬP BIỂU', 'CHÁNH VĂN PHÒNG']] as const) expect(at(left).x + at(left).width).toBeLessThan(at(right).x)
    const order = ['ĐẢNG CỘNG SẢN VIỆT NAM', 'THỐNG KÊ VĂN BẢN ĐẾN, VĂN BẢN ĐI', 'Năm 2026', 'Văn bản đến', 'Cộng văn bản đến', 'Văn bản đi', 'Tổng cộng', 'Văn bản theo tháng', 'Đúng hạn', 'Số liệu lấy từ sổ đăng ký lúc in.', 'NGƯỜI LẬP BIỂU', `Mã đầu nhật ký lúc in (SHA-256): ${headHash}`]
    expect(order.map((text) => at(text).y)).toEqual(order.map((text) => at(text).y).toSorted((a, b) => a - b))
    // Sums stand under their columns.
    const { page, columns } = formOf('thong-ke-van-ban-nam')
    const edges = edgesOf({ page, columns })
    const sum = columns.findIndex(({ key }) => key === 'sum')
    expect(at('180').x > edges[sum]! && at('180').x + at('180').width < edges[sum + 1]!).toBe(true)
    // Charts say their values.
    for (const value of ['60', '25', 'T12', 'Quá hạn']) at(value)
  })

  test('a watermark stands on each page, slanted, and before all else', async () => {
    const watermark = ['TUYỆT MẬT', 'Văn phòng Huyện ủy Yên Lạc · Trang · 08:15 03/11/2026']
    const { pages } = await printed(statistics({ watermark }))
    for (const page of pages) expect(page.slanted).toEqual(watermark)
    expect((await printed(statistics())).pages.every((page) => page.slanted.length === 0)).toBe(true)
  })

  test('a chart without values, with one label, or with very many is drawn inside its page', async () => {
    const chart = (labels: number, value: number) => ({ kind: 'line' as const, title: 'x'.repeat(300), labels: Array.from({ length: labels }, (_, at) => `nhãn ${at}`), series: [{ name: 'y'.repeat(200), values: Array.from({ length: labels }, () => value) }] })
    const { bytes, pages } = await printed(statistics({ charts: [chart(0, 0), chart(1, 0), chart(200, 1e6), chart(3, Number.NaN), { ...chart(12, 3), kind: 'bar', series: [] }] }))
    for (const page of pages) for (const line of page.lines) expect([line.text, line.x > 10 && line.x + line.width < page.width - 10]).toEqual([line.text, true])
    for (const strokes of await strokesOf(bytes, 0.3)) for (const stroke of strokes) expect(stroke.y).toBeLessThan(210)
  })

  test('a table of several pages bears its name on each, and each table counts its own pages', async () => {
    const rows = Array.from({ length: 80 }, (_, at) => ({ cells: { ordinal: at + 1 } }))
    const { pages } = await printed(tableIn('phieu-gui', rows, { title: 'PHIẾU GỬI' }), tableIn('thong-ke-van-ban-quy', []))
    const words = pages.map((page) => page.lines.map((line) => line.text))
    const own = pages.length - 1
    expect(words.map((page) => page.find((text) => text.startsWith('Trang ')))).toEqual([...Array.from({ length: own }, (_, at) => `Trang ${at + 1}/${own}`), 'Trang 1/1'])
    expect(words.slice(0, own).every((page) => page.includes('PHIẾU GỬI'))).toBe(true)
  })

  test('a very long title goes on over pages, and the table follows', async () => {
    const title = Array.from({ length: 1500 }, (_, at) => `chữ${at}`).join(' ')
    const { pages } = await printed(tableIn('phieu-gui', [{ cells: { ordinal: 1 } }], { title }))
    expect(solid(pages.flatMap((page) => page.lines.map((line) => line.text)).join(''))).toContain('chữ1499')
    expect(numbersLine(pages.at(-1)!)).toBeDefined()
  })
})
