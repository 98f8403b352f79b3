import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exactPrefixes, foldMarks, foldedCode, foldedTokens, hasMarks, normalise, searchText, searchTokens, DROPPED } from '../../src-main/text/fold.ts'
import { characterClass, MARK, TOKEN } from '../../src-main/text/unicode61.ts'
import { fts5Tokens } from './fts5.ts'
import { realTexts } from './real-texts.ts'

const PLAIN = 'aăâeêioôơuưy'
const BASE = 'aaaeeiooouuy'
const TONES = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323']
const CARRIED: Record<string, string> = { ă: 'a\u0306', â: 'a\u0302', ê: 'e\u0302', ô: 'o\u0302', ơ: 'o\u031b', ư: 'u\u031b' }

/** Text as people and machines produce it: Vietnamese, marks apart, controls, other scripts. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'hqgnaoeuyiàáòóùúỳýêềơờưừđĐUYỶHOÀ \u0300\u0323\u0302\u200b\u00ad-“”\u202e'), maxLength: 30 }),
)

describe('normalise', () => {
  test.each([
    // new and old placement
    ['hoà', 'hòa'], ['HOÀ', 'HÒA'], ['Hoà', 'Hòa'], ['uỷ', 'ủy'], ['Uỷ ban', 'Ủy ban'], ['UỶ BAN', 'ỦY BAN'], ['khoẻ', 'khỏe'],
    ['thuỳ', 'thùy'], ['thuý', 'thúy'], ['xoá', 'xóa'], ['toà', 'tòa'], ['đoạ', 'đọa'], ['loè', 'lòe'], ['hoạ', 'họa'],
    ['luỹ', 'lũy'], ['tuỵ', 'tụy'], ['goá', 'góa'], ['khoá XIV', 'khóa XIV'], ['ngoã', 'ngõa'], ['suý', 'súy'],
    // slips of the keyboard
    ['lọai', 'loại'], ['tòan', 'toàn'], ['ngòai', 'ngoài'], ['hùynh', 'huỳnh'], ['qúa', 'quá'], ['qúy', 'quý'], ['gìa', 'già'], ['khủyu', 'khuỷu'],
    ['thúê', 'thuế'], ['đựơc', 'được'],
    // left as they are
    ['loại', 'loại'], ['toán', 'toán'], ['quý', 'quý'], ['quỳ', 'quỳ'], ['QUÝ', 'QUÝ'], ['quả', 'quả'], ['của', 'của'], ['mùa', 'mùa'],
    ['gì', 'gì'], ['gìn giữ', 'gìn giữ'], ['giá', 'giá'], ['giếng', 'giếng'], ['giỏi', 'giỏi'], ['nghĩa', 'nghĩa'], ['chìa', 'chìa'], ['tía', 'tía'],
    ['thuở', 'thuở'], ['người', 'người'], ['rượu', 'rượu'], ['khuỷu', 'khuỷu'], ['ngoằn ngoèo', 'ngoằn ngoèo'], ['xoáy', 'xoáy'],
    ['quốc', 'quốc'], ['quyết', 'quyết'], ['quỵt', 'quỵt'], ['huỳnh', 'huỳnh'], ['boóng', 'boóng'], ['chuyện', 'chuyện'], ['cửa', 'cửa'],
    ['hoa\u0300\u0302', 'hoà\u0302'], ['São Paulo', 'São Paulo'], ['café', 'café'], ['', ''],
    // punctuation, spaces, invisible marks, eth
    ['“a” «b» ‘c’', '"a" "b" \'c\''], ['15–NQ/TU', '15-NQ/TU'], ['15‑NQ', '15-NQ'], ['Số\u00a015', 'Số 15'],
    ['a\u200bb\u00adc\ufeffd', 'abcd'], ['\u202etext\u2066', 'text'], ['a\u2028b', 'a\nb'], ['Ð\u1ea1i', 'Đại'], ['quy\u0301', 'quý'],
  ])('%j → %j', (typed, expected) => {
    expect(normalise(typed)).toBe(expected)
    expect(normalise(typed.normalize('NFD'))).toBe(expected)
  })

  test('every letter with every tone, composed, decomposed and with its marks the other way round', () => {
    for (const letter of PLAIN) {
      for (const tone of TONES) {
        const composed = (letter + tone).normalize('NFC')
        const carried = CARRIED[letter] ?? letter
        const reversed = carried.charAt(0) + tone + carried.slice(1)
        const forms = [composed, composed.normalize('NFD'), carried + tone]
        // A tone of the same class (above) before the circumflex or breve is another letter in Unicode.
        if (tone === '\u0323' || carried.endsWith('\u031b')) forms.push(reversed)
        for (const form of forms) {
          expect(normalise(form)).toBe(composed)
          expect(normalise(form.toUpperCase())).toBe(composed.toUpperCase())
          expect(foldMarks(form)).toBe(BASE.charAt(PLAIN.indexOf(letter)))
          expect(foldMarks(form.toUpperCase())).toBe(BASE.charAt(PLAIN.indexOf(letter)))
        }
      }
    }
  })

  test('is idempotent, as are the two search forms, and leaves nothing undone', () => {
    fc.assert(fc.property(anyText, (text) => {
      for (const form of [normalise, searchText, foldMarks]) expect(form(form(text))).toBe(form(text))
      expect(normalise(text).normalize('NFC')).toBe(normalise(text))
      expect(foldMarks(normalise(text))).toBe(foldMarks(text))
      expect(foldMarks(searchText(text))).toBe(foldMarks(text))
    }), { numRuns: 3000 })
  })

  test('does not care for composition', () => {
    fc.assert(fc.property(anyText, (text) => {
      expect(normalise(text.normalize('NFD'))).toBe(normalise(text.normalize('NFC')))
      expect(foldMarks(text.normalize('NFD'))).toBe(foldMarks(text.normalize('NFC')))
    }), { numRuns: 2000 })
  })

  test('moves tones only: letters and marks of real texts stay the same multiset', () => {
    for (const [name, text] of realTexts) {
      const sorted = (form: string): string => [...form.normalize('NFD')].sort().join('')
      const plain = text.normalize('NFC').replace(/[“”]/gu, '"').replace(/[–—]/gu, '-').replace(/\u00a0/gu, ' ').replace(/[‘’]/gu, "'").replace(/„/gu, '"')
      expect(sorted(normalise(text)), name).toBe(sorted(plain))
    }
  })
})

describe('foldMarks', () => {
  test.each([
    ['ĐƯỜNG', 'duong'], ['đuông', 'duong'], ['Uỷ viên', 'uy vien'], ['Nguyễn', 'nguyen'], ['Ðảng', 'dang'], ['30/2020/NĐ-CP', '30/2020/nd-cp'],
    ['É è ü ñ ç', 'e e u n c'], ['İ', 'i'], ['ſ', 's'], ['𐐀', '𐐨'], ['한국', '한국'], ['b\u0300', 'b'],
  ])('%j → %j', (text, folded) => {
    expect(foldMarks(text)).toBe(folded)
  })

  test('foldedCode agrees with foldMarks on every code unit', () => {
    for (let code = 2; code < 0x10000; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue
      const character = String.fromCharCode(code)
      if (character.normalize('NFC').length !== 1) continue
      const folded = foldedCode(code)
      expect(folded === DROPPED ? '' : String.fromCharCode(folded)).toBe(foldMarks(character))
    }
  })
})

test.each([
  ['duong', false], ['đuong', true], ['Đ', true], ['NQ/TU', false], ['NQ/TƯ', true], ['', false], ['15-“x”\u00a0', false], ['KHOẺ', true], ['a\u0301', true],
])('hasMarks(%j) is %j', (text, marked) => {
  expect(hasMarks(text)).toBe(marked)
})

test.each([
  ['hòa', ['hòa', 'hoà']], ['thủy', ['thủy', 'thuỷ']], ['khỏe', ['khỏe', 'khoẻ']], ['mùa', ['mùa']], ['toán', ['toán']], ['a', ['a']], ['', ['']], ['quý', ['quý']],
])('exactPrefixes(%j) are %j', (token, prefixes) => {
  expect(exactPrefixes(token)).toEqual(prefixes)
})

test('every beginning of a word, typed with its tone, begins it in the index', () => {
  for (const word of ['hoàn', 'khoái', 'huỳnh', 'thuỷ', 'khuỷu', 'ngoài', 'toàn', 'khoẻn', 'đường', 'loại', 'quyết', 'giếng']) {
    const token = searchTokens(word)[0] as string
    for (let cut = 1; cut <= word.length; cut++) {
      if (!hasMarks(word.slice(0, cut))) continue
      const typed = searchTokens(word.slice(0, cut))[0] as string
      expect(exactPrefixes(typed).some((prefix) => token.startsWith(prefix)), `${word.slice(0, cut)} of ${word}`).toBe(true)
    }
  }
})

describe('tokens, against the bundled FTS5', () => {
  test('of real texts, exact and folded, composed and decomposed', () => {
    const texts = [...realTexts.values()].flatMap((text) => [text, text.normalize('NFD'), text.toUpperCase()])
    expect(texts.length).toBeGreaterThanOrEqual(15)
    const exact = fts5Tokens(texts.map(searchText))
    const folded = fts5Tokens(texts.map(foldMarks))
    texts.forEach((text, at) => {
      expect(searchTokens(text)).toEqual(exact[at])
      expect(foldedTokens(text)).toEqual(folded[at])
      expect(exact[at]?.length).toBeGreaterThan(100)
    })
  })

  test('of random text', () => {
    fc.assert(fc.property(fc.array(anyText, { minLength: 40, maxLength: 60 }), (texts) => {
      expect(texts.map(searchTokens)).toEqual(fts5Tokens(texts.map(searchText)))
      expect(texts.map(foldedTokens)).toEqual(fts5Tokens(texts.map(foldMarks)))
    }), { numRuns: 40 })
  })

  test('the class of every character of the basic plane, and of every 41st above it', () => {
    const points: number[] = []
    for (let point = 1; point < 0x110000; point += point < 0x10000 ? 1 : 41) {
      if (point < 0xd800 || point > 0xdfff) points.push(point)
    }
    const wrong: string[] = []
    // "q?q ?" is "q", "q" for a separator; "q?q" for a mark; "q?q", "?" for a token character.
    fts5Tokens(points.map((point) => `q${String.fromCodePoint(point)}q ${String.fromCodePoint(point)}`)).forEach((tokens, at) => {
      const point = points[at] as number
      const kind = characterClass(point)
      const judged = tokens.length === 2 && tokens[0] !== 'q' ? TOKEN : tokens.length === 1 ? MARK : 0
      if (kind !== judged && point !== 0x71 && point !== 0x51) wrong.push(`U+${point.toString(16)}: ${kind}, FTS5 ${judged}`)
    })
    expect(wrong).toEqual([])
  })
})
