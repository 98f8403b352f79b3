// The pieces of reading a book, over all they may meet: dates in each spelling, marks of repetition, encodings, names of bodies.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupBodies } from '../../../src-main/intake/book/body-groups.ts'
import { decideEncoding, toUnicode } from '../../../src-main/intake/book/encodings.ts'
import { isColumnNumbers } from '../../../src-main/intake/book/find-table.ts'
import { knownHeading } from '../../../src-main/intake/book/known-heading.ts'
import { headings } from '../../../src-main/intake/book/headings.ts'
import { readDate, storedMonthFirst } from '../../../src-main/intake/book/read-date.ts'
import { readNumber } from '../../../src-main/intake/book/read-row.ts'
import { fromTcvn3, fromVni } from '../../../src-main/documents/extract/legacy-encodings.ts'
import { addDays, daysBetween, formatDateLong } from '../../../src-main/text/dates.ts'
import { bookOf, heading, line, rulebook } from './grids.ts'

const day = fc.integer({ min: 0, max: daysBetween('1990-01-01', '2026-11-24') }).map((days) => addDays('1990-01-01', days))

describe('dates', () => {
  const spellings: readonly ((year: string, month: string, day: string) => string)[] = [
    (y, m, d) => `${d}/${m}/${y}`, (y, m, d) => `${d}-${m}-${y}`, (y, m, d) => `${d}.${m}.${y}`, (y, m, d) => `${Number(d)}/${Number(m)}/${y}`, (y, m, d) => `${Number(d)}.${Number(m)}.${y.slice(2)}`,
    (y, m, d) => `${y}-${m}-${d}`, (y, m, d) => `ngày ${d} tháng ${m} năm ${y}`, (y, m, d) => `Ngày ${d}/${m}/${y}`, (y, m, d) => ` ${d} / ${m} / ${y}. `, (y, m, d) => `${d}\\${m}\\${y}`, (y, m, d) => `${d}/${m}/${y} 08:30`,
    (y, m, d) => `${y}-${m}-${d}T00:00:00`, (y, m, d) => `${d}${m}${y}`,
  ]
  test('every spelling gives the day, day before month', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...spellings), (date, spell) => {
        const [year, month, of] = date.split('-') as [string, string, string]
        expect(readDate(null, spell(year, month, of), {})).toMatchObject({ day: date, yearSaid: true })
      }),
    )
    fc.assert(fc.property(day, (date) => void expect(readDate(null, formatDateLong(date), {})).toMatchObject({ day: date })))
  })

  test('a serial number and a real date are the same day', () => {
    fc.assert(
      fc.property(day, (date) => {
        const serial = daysBetween('1899-12-30', date)
        expect(readDate(serial, String(serial), {})).toMatchObject({ day: date, from: 'serial' })
        expect(readDate(String(serial), String(serial), {})).toMatchObject({ day: date })
        expect(readDate({ day: date }, 'whatever', {})).toMatchObject({ day: date, from: 'sheet' })
      }),
    )
  })

  test('without a year it takes that of around, and none without one', () => {
    fc.assert(fc.property(fc.integer({ min: 1990, max: 2026 }), fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 12 }), (year, of, month) => {
      const day = `${year}-${String(month).padStart(2, '0')}-${String(of).padStart(2, '0')}`
      expect(readDate(null, `${of}/${month}`, { year })).toEqual({ day, from: 'text', yearSaid: false })
      expect(readDate(null, `${of}/${month}`, {})).toEqual({ problem: 'without-year' })
      expect(readDate(null, String(of), { year, month })).toMatchObject({ day })
    }))
    const [document] = bookOf([[...heading], line(1, '02/01/2025', { 'Ngày VB': '30/12' })]).rows
    expect(document?.issuedDate).toBe('2024-12-30')
  })

  test('what is no date is none', () => {
    for (const text of ['', '12', '2024', '15-NQ/TU', '32/01/2024', '29/02/2023', 'hôm qua', '5', 'tháng 3', '3/2024', '1234']) expect([text, 'problem' in readDate(null, text, { year: 2024 })]).toEqual([text, true])
    expect(readDate(15, '15', { year: 2024 })).toEqual({ problem: 'unreadable' })
  })

  test('month first is only said where the column proves it', () => {
    const stored = (day: string) => ({ value: { day }, text: '' })
    const typed = (text: string) => ({ value: text, text })
    expect(storedMonthFirst([stored('2024-05-03'), stored('2024-06-03'), typed('13/03/2024')])).toBe(true)
    expect(storedMonthFirst([stored('2024-05-03'), stored('2024-05-13'), typed('13/03/2024')])).toBe(false)
    expect(storedMonthFirst([stored('2024-05-03'), stored('2024-06-03'), typed('13/03/2024'), typed('05/03/2024')])).toBe(false)
    expect(storedMonthFirst([stored('2024-05-03'), stored('2024-06-03')])).toBe(false)
    expect(storedMonthFirst([typed('13/03/2024')])).toBe(false)
  })
})

test('marks of repetition fill like the values they stand for', () => {
  const bodies = ['Tỉnh ủy Phú Thọ', 'UBND tỉnh', 'Huyện ủy Yên Lạc']
  const marks = ['nt', '-nt-', 'NT', '″', '"', 'như trên']
  fc.assert(
    fc.property(fc.array(fc.record({ body: fc.constantFrom(...bodies), mark: fc.constantFrom(...marks), marked: fc.boolean() }), { minLength: 1, maxLength: 12 }), (entries) => {
      let above: string | undefined
      const written = entries.map(({ body, mark, marked }) => {
        const repeated = marked && above === body
        above = body
        return repeated ? mark : body
      })
      const book = bookOf([[...heading], ...written.map((text, at) => line(at + 1, '05/03/2024', { 'Tác giả': text }))])
      expect(book.rows.map(({ issuingBody }) => issuingBody)).toEqual(entries.map(({ body }) => body))
    }),
    { numRuns: 40 },
  )
})

test('numbers with suffixes read back', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.constantFrom('', 'a', 'b', 'đ', 'bis'), fc.constantFrom('', ' ', '-'), fc.integer({ min: 0, max: 3 }), (number, suffix, between, zeros) => {
    expect(readNumber(`${'0'.repeat(Math.min(zeros, 7))}${number}${suffix === '' ? '' : between + suffix}`)).toEqual({ number, suffix })
  }))
  for (const text of ['', '0', 'a', '12/2024', '12ab', '1.5', '-3']) expect([text, readNumber(text)]).toEqual([text, null])
})

describe('encodings', () => {
  const words = 'nghị quyết của Đảng về công tác cán bộ Huyện ủy Yên Lạc Nguyễn Văn Hướng dẫn thực hiện chỉ thị kế hoạch Ủy ban nhân dân xã Tam Hồng thông báo kết luận'.split(' ')
  const inverse = (convert: (text: string) => string, most: number): ReadonlyMap<string, string> => {
    const map = new Map<string, string>()
    const letters = Array.from({ length: 0x5f }, (_, at) => String.fromCharCode(0xa1 + at))
    const vowels = [...'aeiouyAEIOUYôöÔÖ']
    for (const one of [...letters, ...(most > 1 ? vowels.flatMap((vowel) => letters.map((letter) => vowel + letter)) : [])]) {
      const to = convert(one)
      if (to !== one && [...to].length === 1 && !map.has(to)) map.set(to, one)
    }
    return map
  }
  const table = { tcvn3: inverse(fromTcvn3, 1), vni: inverse(fromVni, 2) } as const
  const write = (text: string, encoding: 'tcvn3' | 'vni') => [...text.normalize('NFC')].map((letter) => table[encoding].get(letter) ?? letter).join('')
  const sentence = fc.array(fc.constantFrom(...words.map((word) => word.toLowerCase())), { minLength: 3, maxLength: 8 }).map((some) => some.join(' '))

  test('a column of either comes back as it was, English words in it or not', () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 2, maxLength: 20 }), fc.constantFrom('tcvn3' as const, 'vni' as const), fc.array(fc.constantFrom('workshop', 'e-mail', 'résumé'), { maxLength: 2 }), (texts, encoding, english) => {
        const column = [...texts.map((text) => write(text, encoding)), ...english]
        const spoken = texts.some((text) => /[^\u0000-\u007f]/u.test(text))
        const decided = decideEncoding(column)
        if (!spoken) return
        expect(decided).toBe(encoding)
        expect(texts.map((text) => toUnicode(write(text, encoding), decided))).toEqual(texts.map((text) => text.normalize('NFC')))
      }),
    )
  })

  test('right Vietnamese and other languages stay as they are', () => {
    fc.assert(fc.property(fc.array(sentence, { minLength: 1, maxLength: 10 }), (texts) => void expect(decideEncoding(texts)).toBe('unicode')))
    expect(decideEncoding(['café', 'résumé', 'Le comité a décidé', 'naïve façade'])).toBe('unicode')
    expect(decideEncoding(['Công an', 'Hà Nam', 'Thành', 'Trà Lý'])).toBe('unicode')
    expect(decideEncoding(['15-NQ/TU', '', 'HU'])).toBe('unicode')
  })

  test('a column of names alone, and a cell that was typed later', () => {
    expect(decideEncoding(['NguyÔn V¨n An', 'TrÇn ThÞ B×nh'])).toBe('tcvn3')
    expect(decideEncoding(['Nguyeãn Vaên An', 'Traàn Thò Bình'])).toBe('vni')
    expect(toUnicode('Lê Thị Ánh', 'tcvn3')).toBe('Lê Thị Ánh')
  })
})

describe('headings', () => {
  test('each word of the list names its field, however it is written', () => {
    for (const { field, words } of headings) for (const text of words) for (const one of [text, text.toUpperCase(), `${text}:`]) expect([one, knownHeading(one)?.some((named) => named.field === field)]).toEqual([one, true])
    expect(knownHeading('Trích yếu nội dung (ghi rõ)')?.[0]?.field).toBe('subject')
    expect(knownHeading('Về việc tổ chức hội nghị triển khai công tác năm và nơi nhận văn bản của các huyện')).toBeNull()
  })
  test('a line of column numbers', () => {
    expect([['(1)', '(2)', '(3)'], ['1', '2', '', '3'], ['A', 'B', '1', '2', '3']].map((texts) => isColumnNumbers({ texts }))).toEqual([true, true, true])
    expect([['1', '2'], ['5', '6', '7'], ['1', '05/03/2024', '3'], ['1', '3', '5']].map((texts) => isColumnNumbers({ texts }))).toEqual([false, false, false, false])
  })
})

describe('bodies', () => {
  const groups = (...names: string[]) => groupBodies(names.map((issuingBody, row) => ({ row, issuingBody })), rulebook.bodyAbbreviations)
  test('spellings of one body fall together under its best name', () => {
    expect(groups('HYỆN', 'Huyện uỷ Yên Lạc', 'HUYỆN ỦY YÊN LẠC', 'HU Yên Lạc', 'Huyện ủy Yên Lạc', 'Huyen uy Yen Lac', 'Huyện ủy Yên Lạc')[0]).toMatchObject({ name: 'Huyện ủy Yên Lạc', count: 6, variants: [{ name: 'Huyện ủy Yên Lạc', count: 2, firstRow: 4 }, { count: 1 }, { count: 1 }, { count: 1 }, { count: 1 }] })
    expect(groups('UBND tỉnh Phú Thọ', 'Ủy ban nhân dân tỉnh Phú Thọ').map(({ name }) => name)).toEqual(['Ủy ban nhân dân tỉnh Phú Thọ'])
    expect(groups('TỈNH ỦY PHÚ THỌ').map(({ name }) => name)).toEqual(['Tỉnh ủy Phú Thọ'])
  })
  test('other bodies stay apart', () => {
    expect(groups('xã Yên Lạc', 'xã Yên Lập', 'xã Hồng Hà', 'xã Hồng Hạ', 'xã Hong Ha', 'Chi bộ thôn 1', 'Chi bộ thôn 2')).toHaveLength(7)
  })
})
