import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { foldMarks, searchTokens } from '../../src-main/text/fold.ts'
import { indexedText, LONGEST_TERM, loosened, MOST_TERMS, parseQuery, toMatch, toNumberMatch } from '../../src-main/text/query.ts'
import { realTexts } from './real-texts.ts'

/** Lines of the real texts and a few register entries, in a real index. */
const lines: { number: string; text: string }[] = [
  { number: '15-NQ/TU', text: 'Nghị quyết về khoáng sản và nước ngầm' },
  { number: '05-NQ/ĐU', text: 'Nghị quyết về công tác cán bộ' },
  { number: '30/2020/NĐ-CP', text: 'Về công tác văn thư' },
  { number: '07/CT-TTg', text: 'Chấn chỉnh công tác quản lý' },
  { number: '15-KL/TU', text: 'Kết luận hội nghị, thuỷ lợi và hoà giải' },
  { number: '12a-QĐ/HU', text: 'Hoàn thiện hồ sơ, đường giao thông; con đuông dừa' },
  ...[...realTexts.values()].flatMap((text) => text.split('\n')).filter((line) => line.length > 30).map((text) => ({ number: '', text })),
]
const db = new Database(':memory:')
afterAll(() => db.close())
db.exec(`CREATE VIRTUAL TABLE t USING fts5(number, text, tokenize = 'unicode61 remove_diacritics 0')`)
const insert = db.prepare('INSERT INTO t(rowid, number, text) VALUES (?, ?, ?)')
lines.forEach(({ number, text }, at) => insert.run(at + 1, indexedText(number), indexedText(text)))
const select = db.prepare('SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid').pluck()

/** Places in `lines` that a typed query finds. */
function found(typed: string): number[] {
  const query = parseQuery(typed)
  for (const match of [toNumberMatch(query), toMatch(query)]) {
    const rows = match === null ? [] : (select.all(match) as number[])
    if (rows.length > 0) return rows.map((rowid) => rowid - 1)
  }
  return []
}

describe('parseQuery', () => {
  test.each<[string, { kind: string; tokens: string[]; exact: boolean; prefix: boolean }[]]>([
    ['khoáng sản', [word(['khoáng'], true), word(['sản'], true, true)]],
    ['khoang san ', [word(['khoang']), word(['san'])]],
    ['"nước ngầm"', [phrase(['nước', 'ngầm'], true)]],
    ['“nước ngầm” san', [phrase(['nước', 'ngầm'], true), word(['san'], false, true)]],
    ['van "nuoc ngam', [word(['van']), phrase(['nuoc', 'ngam'], false, true)]],
    ['"nuoc ngam ', [phrase(['nuoc', 'ngam'])]],
    ['uỷ HOÀ ', [word(['ủy'], true), word(['hòa'], true)]],
    ['15-NQ/TU', [word(['15', 'nq', 'tu'], false, true)]],
    ['15-NQ/TƯ ', [word(['15', 'nq', 'tu'])]],
    ['NQ/TƯ ', [word(['nq', 'tu'])]],
    ['kinh-tế ', [word(['kinh', 'tế'], true)]],
    ['a,b; c ', [word(['a']), word(['b']), word(['c'])]],
    ['15-', [word(['15'])]],
    ['"" - ! “”', []],
    ['', []],
  ])('%j', (typed, terms) => {
    expect(parseQuery(typed).terms).toMatchObject(terms)
    expect(parseQuery(typed).terms).toHaveLength(terms.length)
  })

  function word(tokens: string[], exact = false, prefix = false): { kind: string; tokens: string[]; exact: boolean; prefix: boolean } {
    return { kind: 'word', tokens, exact, prefix }
  }
  function phrase(tokens: string[], exact = false, prefix = false): { kind: string; tokens: string[]; exact: boolean; prefix: boolean } {
    return { ...word(tokens, exact, prefix), kind: 'phrase' }
  }

  test.each([
    ['15-NQ/TU', '15', 'NQ/TU', '15||nqtu'], ['15 nq tu', '15', 'NQ/TU', '15||nqtu'], ['15nq/tu', '15', 'NQ/TU', '15||nqtu'], ['số 15-nq/tư', '15', 'NQ/TƯ', '15||nqtu'],
    ['05-NQ/ĐU', '05', 'NQ/ĐU', '5||nqdu'], ['30/2020/NĐ-CP', '30', 'NĐ-CP', '30|2020|ndcp'], ['123', '123', null, '123||'], ['12a-QĐ/HU', '12', 'QĐ/HU', '12a||qdhu'],
  ])('%j is also number %j, symbol %j', (typed, number, symbol, key) => {
    expect(parseQuery(typed).numberSymbol).toMatchObject({ number, symbol, key })
  })

  test.each(['khoáng sản', '15 phương án', '15 khoáng sản', '"15-NQ/TU"', 'NQ/TU', '', '15 công trình giao thông trọng điểm'])('%j is no number and symbol', (typed) => {
    expect(parseQuery(typed).numberSymbol).toBeUndefined()
  })

  test('is bounded', () => {
    const many = parseQuery(Array.from({ length: 100 }, (_, at) => `từ${at}`).join(' '))
    expect(many.terms).toHaveLength(MOST_TERMS)
    expect(many.terms.some(({ prefix }) => prefix)).toBe(false)
    expect(parseQuery('a'.repeat(5000)).terms).toEqual([{ kind: 'word', tokens: ['a'.repeat(LONGEST_TERM)], exact: false, prefix: false, also: [] }])
    const begun = performance.now()
    for (const long of ['"'.repeat(1e6), 'ạ'.repeat(1e6), '1 '.repeat(1e6), '-/'.repeat(1e6)]) toMatch(parseQuery(long))
    expect(performance.now() - begun).toBeLessThan(1000)
  })
})

describe('toMatch, asked of a real index', () => {
  test.each([
    ['khoang san', [0]], ['khoáng sản', [0]], ['KHOÁNG sản'.normalize('NFD'), [0]], ['khoáng sạn', []], ['"nước ngầm"', [0]], ['"ngầm nước"', []],
    ['15-NQ/TU', [0]], ['15 nq tu', [0]], ['15nq/tu', [0]], ['số 15-NQ/TƯ', [0]], ['nq/tư 15', [0]], ['5-NQ/ĐU', [1]], ['5 nq du', [1]], ['05-nq/đu', [1]],
    ['30/2020/nd-cp', [2]], ['30/2020/NĐ-CP công tác', [2]], ['12a-QĐ/HU', [5]], ['12a qd hu', [5]],
    ['thủy lợi', [4]], ['thuỷ lợi', [4]], ['hòa giải', [4]], ['đuông', [5]], ['duong giao thong', [5]],
  ])('%j finds the register entries %j', (typed, expected) => {
    expect(found(typed).filter((at) => at < 6)).toEqual(expected)
  })

  test('words are found while they are typed, tone and all', () => {
    for (const typed of ['hoàn thi', 'hoà', 'hoàn', 'đườn', 'thuỷ l']) expect(found(typed).filter((at) => at === 4 || at === 5).length, typed).toBeGreaterThan(0)
    expect(found('hoà')).toContain(5)
    expect(found('hoà ')).not.toContain(5)
  })

  test('half typed with marks finds nothing exactly, and all without', () => {
    const typed = parseQuery('đuòng giao thong ')
    expect(select.all(toMatch(typed))).toEqual([])
    expect(select.all(toMatch(loosened(typed)) as string)).toContain(6)
  })

  test('finds what reading every line finds', () => {
    const words = [...new Set([...realTexts.values()].flatMap(searchTokens))]
    const asked = fc.array(fc.tuple(fc.constantFrom(...words), fc.boolean()), { minLength: 1, maxLength: 3 })
    const read = lines.map(({ number, text }) => {
      const exact = [...searchTokens(number), ...searchTokens(text)]
      return { exact, folded: exact.map(foldMarks) }
    })
    let hits = 0
    fc.assert(fc.property(asked, fc.boolean(), (parts, open) => {
      const typed = parts.map(([word, marks]) => (marks ? word : foldMarks(word))).join(' ') + (open ? '' : ' ')
      const query = parseQuery(typed)
      if (query.numberSymbol !== undefined) return
      const expected = read.flatMap(({ exact, folded }, at) => {
        const all = query.terms.every(({ tokens, also, exact: marked, prefix }) =>
          [tokens, ...also].some((form) => (marked ? exact : folded).some((token) => (prefix ? token.startsWith(form.join(' ')) : token === form.join(' ')))))
        return all ? [at] : []
      })
      hits += expected.length
      if (query.terms.every(({ tokens }) => tokens.length === 1)) expect(found(typed)).toEqual(expected)
    }), { numRuns: 300 })
    expect(hits).toBeGreaterThan(300)
  })

  test('nothing typed is syntax, and nothing fails', () => {
    const unit = fc.constantFrom(...'"\'*^:(){}-+./ ,;“”\u0000đạ19aN', 'AND', ' OR ', 'NOT', 'NEAR(', 'text:', ' 15-NQ/TƯ', '\ud800')
    fc.assert(fc.property(fc.oneof(fc.string({ unit, maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 200 })), (typed) => {
      const query = parseQuery(typed)
      expect(query.terms.length).toBeLessThanOrEqual(MOST_TERMS)
      for (const { tokens } of query.terms) expect(tokens.length).toBeGreaterThan(0)
      const numbered = toNumberMatch(query, ['number'])
      if (numbered !== null) select.all(numbered)
      for (const asked of [query, loosened(query)]) {
        const match = toMatch(asked, ['number', 'text'])
        expect(match === null).toBe(asked.terms.length === 0)
        if (match !== null) select.all(match)
      }
    }), { numRuns: 4000 })
    for (const typed of ['AND', 'a OR b', 'NOT', 'NEAR(a b)', 'number:15', '^a', 'a*', '-a', '{text}:a']) expect(() => found(typed)).not.toThrow()
    expect(found('công OR zzz')).toEqual([])
  })

  test('columns with odd names and no columns at all', () => {
    expect(toMatch(parseQuery('a '), ['x"y'])).toBe('{"x""y"} : "a"')
    expect(toMatch(parseQuery('ạ '))).toBe('"ạ"')
    expect(toMatch(parseQuery(''))).toBeNull()
  })
})

describe('numbers and symbols named in a text', () => {
  const text = 'Thực hiện Nghị quyết số 15-NQ/TU, Quyết định số 123/QĐ-UBND ngày 3/11 và Nghị định 30/2020/NĐ-CP; 20-30 người, 1/2 km/giờ, Kế hoạch số 07 - KH/BTGDVTU.'
  db.exec(`CREATE VIRTUAL TABLE x USING fts5(text, tokenize = 'unicode61 remove_diacritics 0')`)
  const rows = db.prepare('SELECT 1 FROM x WHERE x MATCH ?').pluck()
  db.prepare('INSERT INTO x (text) VALUES (?)').run(indexedText(text))

  test.each(['15-NQ/TU', '15 nq tu', '15nq/tư ', '15-nq/t', '123/qd-ubnd', '30/2020/NĐ-CP', '30/nđ-cp', '7-kh/btgdvtu ', '07 KH/BTGDVTU'])('%j is found', (typed) => {
    expect(rows.all(toNumberMatch(parseQuery(typed)))).toHaveLength(1)
  })

  test.each(['15-NQ/TW', '5-NQ/TU', '20-30', '115-NQ/TU', '15-NQ/T ', '30/2021/NĐ-CP', '3/11'])('%j is not', (typed) => {
    const match = toNumberMatch(parseQuery(typed))
    expect(match === null ? [] : rows.all(match)).toEqual([])
  })

  test('no phrase reaches from one form of a text into the next', () => {
    const whole = toMatch(parseQuery('"btgdvtu thuc"'))
    expect(rows.all(whole)).toEqual([])
    expect(rows.all(toMatch(parseQuery('"Thực hiện"')))).toHaveLength(1)
    expect(rows.all(toMatch(parseQuery('"thuc hien nghi quyet"')))).toHaveLength(1)
  })
})
