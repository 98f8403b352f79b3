// The printed register: what went in comes out, in its column, on one page; at the size of a year of many offices.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printRegister } from '../../src-main/documents/forms/register-book.ts'
import type { PrintedForm, RegisterPrint, RegisterRow } from '../../src-main/documents/forms/register-book.ts'
import { columnOf, readPrint, solid, strokesOf } from './printed.ts'
import type { PrintedPage } from './printed.ts'

const root = new URL('../../', import.meta.url)
const fonts = fileURLToPath(new URL('resources/fonts', root))
const forms = JSON.parse(readFileSync(new URL('resources/rulebook/register-forms.json', root), 'utf8')) as { readonly entries: readonly (PrintedForm & { readonly id: string })[] }
const incoming = forms.entries.find((form) => form.id === 'so-dang-ky-van-ban-den')!
const headHash = '3f2a9c01b7d41e7700aa5511ccdd2233445566778899aabbccddeeff00112233'

function printOf(rows: Iterable<RegisterRow>, more: Partial<RegisterPrint> = {}): RegisterPrint {
  return {
    form: incoming,
    cover: {
      parentName: 'Tỉnh ủy Phú Thọ', officeName: 'Văn phòng Huyện ủy Yên Lạc', registerName: 'Sổ đăng ký văn bản đến',
      year: 2026, from: '2026-01-01', to: '2026-11-03', numberFrom: 1, numberTo: 412, volume: 2,
    },
    rows,
    foot: { headHash, printedAt: '2026-11-03T01:15:00Z', printedBy: 'Văn thư' },
    fonts,
    ...more,
  }
}

const subject = 'Nghị quyết về đẩy mạnh chuyển đổi số trong các cơ quan đảng trên địa bàn tỉnh giai đoạn 2026 - 2030, tầm nhìn đến năm 2045'

function row(number: number, more: Readonly<Record<string, string>> = {}, cancelled = false): RegisterRow {
  const cells = {
    arrivalDate: '03/11/2026', arrivalNumber: String(number), author: 'Ban Thường vụ Tỉnh ủy', numberSymbol: `${number}-NQ/TU`, issuedDate: '01/11/2026',
    typeAndSubject: `${subject.slice(0, 20 + ((number * 37) % 100))} [${number}]`, toPlaces: 'Ban Tuyên giáo', transferDate: '04/11/2026', ...more,
  }
  return { cells, cancelled }
}

const rows = (count: number) => Array.from({ length: count }, (_, index) => row(index + 1))

// Where the columns stand, from the form itself.
const edges = (() => {
  const { marginsMm, widthMm } = incoming.page
  const scale = (widthMm - marginsMm.left - marginsMm.right) / incoming.columns.reduce((sum, column) => sum + column.widthMm, 0)
  const found = [marginsMm.left]
  for (const column of incoming.columns) found.push(found.at(-1)! + column.widthMm * scale)
  return found
})()

/** Each column's text on a page, below the row of column numbers. */
function columnsOf(page: PrintedPage): readonly string[] {
  // The page that only closes the book has no columns.
  const top = page.lines.find((line) => line.text === '(1)')?.y ?? page.height
  const end = page.lines.find((line) => line.text.startsWith('Cộng:'))?.y ?? 198
  return incoming.columns.map((_column, index) => columnOf(page, edges[index]!, edges[index + 1]!, top + 1, end - 1))
}

function expectRows(pages: readonly PrintedPage[], expected: readonly RegisterRow[]): void {
  incoming.columns.forEach((column, index) => {
    expect(pages.map((page) => columnsOf(page)[index]).join('')).toBe(solid(expected.map((one) => one.cells[column.key] ?? '').join('')))
  })
}

/** who printed it when, below the frame of a cover */
const footLine = 'Nhật ký 3f2a9c01b7d41e77 · In lúc 08:15 03/11/2026 · Văn thư'

describe('NĐ 30, Phụ lục IV: the register of incoming documents', () => {
  test('pages are A4 landscape; the cover says office, book, year, days, numbers, volume', async () => {
    const print = await printRegister(printOf(rows(3)))
    const [cover, ...pages] = await readPrint(print.bytes)
    expect(print.pages).toBe(2)
    for (const page of [cover!, ...pages]) expect([Math.round(page.width * 10), Math.round(page.height * 10)]).toEqual([2970, 2100])
    expect(cover!.lines.map((line) => line.text)).toEqual([
      'TỈNH ỦY PHÚ THỌ', 'VĂN PHÒNG HUYỆN ỦY YÊN LẠC', 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN', 'Năm: 2026',
      'Từ ngày 01/01/2026 đến ngày 03/11/2026', 'Từ số 1 đến số 412', 'Quyển số: 2', footLine,
    ])
    for (const line of cover!.lines) expect(line.x + line.width / 2).toBeCloseTo(297 / 2, 0)
  })

  test('what is not known on the cover stays dotted; without a cover there are only pages', async () => {
    const { cover } = printOf([])
    const bare = { parentName: '', officeName: cover.officeName, registerName: cover.registerName, year: 2026 }
    const [page] = await readPrint((await printRegister(printOf(rows(1), { cover: bare }))).bytes)
    expect(page!.lines.map((line) => line.text)).toEqual([
      'VĂN PHÒNG HUYỆN ỦY YÊN LẠC', 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN', 'Năm: 2026', 'Từ ngày .......... đến ngày ..........', 'Từ số .......... đến số ..........', 'Quyển số: ..........', footLine,
    ])
    expect((await printRegister(printOf(rows(1), { withCover: false }))).pages).toBe(1)
  })

  test('headings, column numbers, foot and page numbers are on every page', async () => {
    const print = await printRegister(printOf(rows(60)))
    const pages = (await readPrint(print.bytes)).slice(1)
    expect(pages.length).toBeGreaterThan(3)
    pages.forEach((page, index) => {
      const head = incoming.columns.map((_column, at) => columnOf(page, edges[at]!, edges[at + 1]!, 19, page.lines.find((line) => line.text === '(1)')!.y + 1))
      expect(head).toEqual(incoming.columns.map((column, at) => solid(`${column.lines.join('')}(${at + 1})`)))
      const words = page.lines.map((line) => line.text)
      expect(words).toContain(`Trang ${index + 1}/${pages.length}`)
      expect(words).toContain(`Nhật ký ${headHash.slice(0, 16)} · In lúc 08:15 03/11/2026 · Văn thư`)
    })
    const last = pages.at(-1)!.lines.map((line) => line.text)
    expect(last).toContain('Cộng: 60 văn bản.')
    expect(last).toContain(headHash)
    expect(last).toContain('In lúc 08:15 03/11/2026, người in: Văn thư.')
  })

  test('an empty register says so', async () => {
    const print = await printRegister(printOf([]))
    const words = (await readPrint(print.bytes))[1]!.lines.map((line) => line.text)
    expect(words).toContain('Không có văn bản nào trong khoảng đã chọn.')
    expect(words).toContain('Cộng: 0 văn bản.')
  })

  test('every form of the rulebook can be printed', async () => {
    for (const form of forms.entries) {
      const cells = Object.fromEntries(form.columns.map((column, at) => [column.key, `ô ${at + 1}`]))
      const text = (await readPrint((await printRegister(printOf([{ cells, cancelled: false }], { form, withCover: false }))).bytes))[0]!.lines.map((line) => line.text)
      for (const value of Object.values(cells)) expect(text).toContain(value)
    }
  })
})

describe('rows', () => {
  test('what went in comes out, column by column, and no row is over two pages', async () => {
    const given = rows(200)
    const pages = (await readPrint((await printRegister(printOf(given))).bytes)).slice(1)
    expectRows(pages, given)
    for (const one of given) {
      const subjectOf = solid(one.cells['typeAndSubject']!)
      const holding = pages.filter((page) => columnsOf(page)[5]!.includes(subjectOf))
      expect(holding).toHaveLength(1)
      expect(columnsOf(holding[0]!)[3]).toContain(one.cells['numberSymbol']!)
    }
  })

  test('any text comes out as it went in', async () => {
    const letters = 'aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ'
    const all = letters + letters.toUpperCase() + "0123456789.,;:-/()\"'%&+=?!“”‘’–—…fi"
    const word = fc.string({ unit: fc.constantFrom(...all), minLength: 1, maxLength: 60 })
    const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(' '))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ author: text, numberSymbol: text, typeAndSubject: text, note: text }), { minLength: 1, maxLength: 6 }), async (given) => {
        const expected = given.map((cells) => ({ cells, cancelled: false }))
        const pages = await readPrint((await printRegister(printOf(expected, { withCover: false }))).bytes)
        expectRows(pages, expected)
      }),
      { numRuns: 25, interruptAfterTimeLimit: 30_000, markInterruptAsFailure: false },
    )
  }, 60_000)

  test('decomposed letters are printed composed; a letter that Tinos lacks is a box', async () => {
    const given = [row(1, { author: 'Huyện ủy'.normalize('NFD'), note: 'mật 🔒' })]
    const [page] = await readPrint((await printRegister(printOf(given, { withCover: false }))).bytes)
    expect(columnsOf(page!)[2]).toBe('Huyệnủy')
    expect(columnsOf(page!)[9]).toBe('mật□')
  })

  test('a long word stays inside its column', async () => {
    const long = '24/HDLN-BCA-BQP-BYT-BCT-BTC-VKSNDTC-TANDTC'
    const [page] = await readPrint((await printRegister(printOf([row(1, { numberSymbol: long, author: 'M'.repeat(120) })], { withCover: false }))).bytes)
    expect(columnsOf(page!)[3]).toBe(long)
    expect(columnsOf(page!)[2]).toBe('M'.repeat(120))
    const end = page!.lines.find((line) => line.text.startsWith('Cộng:'))!.y
    for (const line of page!.lines.filter((one) => one.x > edges[2]! && one.x < edges[4]! && one.y > 40 && one.y < end)) {
      expect(line.x + line.width).toBeLessThanOrEqual(edges.find((edge) => edge > line.x)!)
    }
  })

  test('a row taller than a page goes on over pages and loses nothing', async () => {
    const long = Array.from({ length: 900 }, (_, index) => `chữ${index}`).join(' ')
    const given = [row(1), row(2, { typeAndSubject: long }), row(3)]
    const pages = (await readPrint((await printRegister(printOf(given))).bytes)).slice(1)
    expect(pages.length).toBeGreaterThan(2)
    expectRows(pages, given)
  })

  test('a cancelled row is struck through, every line of it and no other', async () => {
    const given = [row(1), row(2, {}, true), row(3)]
    const print = await printRegister(printOf(given, { withCover: false }))
    const [page] = await readPrint(print.bytes)
    const [strokes] = await strokesOf(print.bytes, 0.7)
    const starts = [1, 2, 3].map((number) => page!.lines.find((line) => line.text === String(number))!.y)
    const struck = page!.lines.filter((line) => line.y >= starts[1]! - 0.5 && line.y < starts[2]! - 0.5)
    expect(struck.length).toBeGreaterThanOrEqual(8)
    expect(strokes).toHaveLength(struck.length)
    for (const line of struck) {
      const through = strokes!.find((stroke) => Math.abs(stroke.x1 - line.x) < 1 && stroke.y < line.y && stroke.y > line.y - 2)
      expect(through).toBeDefined()
      expect(through!.x2).toBeGreaterThan(line.x + line.width - 0.5)
    }
    expect(page!.lines.map((line) => line.text)).toContain('Cộng: 3 văn bản, trong đó 1 văn bản đã hủy (gạch ngang).')
  })
})

describe('the book as a file', () => {
  test('another reader finds the same words (pdftotext)', async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'sổ '))
    try {
      const path = join(folder, 'sổ.pdf')
      writeFileSync(path, (await printRegister(printOf(rows(12), { withCover: false }))).bytes)
      let text: string
      try {
        text = execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' })
      } catch {
        return context.skip('pdftotext is not on this machine')
      }
      for (const one of rows(12)) expect(solid(text)).toContain(solid(one.cells['typeAndSubject']!))
      expect(text).toContain('Ban Tuyên giáo')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('printing may be given up', async () => {
    const abort = new AbortController()
    const seen: number[] = []
    const printing = printRegister(printOf(rows(5000), { signal: abort.signal, onProgress: (count) => { seen.push(count); if (count >= 1000) abort.abort() } }))
    await expect(printing).rejects.toThrow(/abort/i)
    expect(seen.at(-1)).toBe(1000)
  })

  test('20,000 rows within 20 s, in bounded memory', () => {
    // In a process of its own, so that its memory is its own.
    const script = `
      import { printRegister } from ${JSON.stringify(new URL('src-main/documents/forms/register-book.ts', root).href)}
      const { form, cover, foot, fonts, subject } = JSON.parse(process.argv[1])
      function* rows() {
        for (let number = 1; number <= 20000; number += 1) {
          const cells = { arrivalDate: '03/11/2026', arrivalNumber: String(number), author: 'Ban Thường vụ Tỉnh ủy', numberSymbol: number + '-NQ/TU', issuedDate: '01/11/2026', typeAndSubject: subject + ', số ' + number, toPlaces: 'Ban Tuyên giáo' }
          yield { cells, cancelled: number % 50 === 0 }
        }
      }
      const began = performance.now()
      const print = await printRegister({ form, cover, rows: rows(), foot, fonts })
      console.log(JSON.stringify({ seconds: (performance.now() - began) / 1000, busy: (process.cpuUsage().user + process.cpuUsage().system) / 1e6, pages: print.pages, bytes: print.bytes.length, memory: process.resourceUsage().maxRSS / 1024 }))`
    const { form, cover, foot } = printOf([])
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script, JSON.stringify({ form, cover, foot, fonts, subject })], { encoding: 'utf8' })
    const figure = JSON.parse(said) as { readonly seconds: number; readonly busy: number; readonly pages: number; readonly bytes: number; readonly memory: number }
    console.log(`register of 20,000 rows: ${figure.seconds.toFixed(1)} s (processor ${figure.busy.toFixed(1)} s), ${figure.pages} pages, ${(figure.bytes / 1e6).toFixed(1)} MB, process ${Math.round(figure.memory)} MiB at most`)
    expect(figure.pages).toBeGreaterThan(1000)
    // Processor time: what else runs on the machine must not decide.
    expect(figure.busy).toBeLessThan(20)
    expect(figure.memory).toBeLessThan(600)
  }, 120_000)
})
