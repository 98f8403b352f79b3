import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldMarks, foldedTokens, searchTokens } from '../../src-main/text/fold.ts'
import { parseQuery } from '../../src-main/text/query.ts'
import { SEARCHED_CHARACTERS, snippet } from '../../src-main/text/snippet.ts'
import type { Snippet } from '../../src-main/text/snippet.ts'
import { realTexts } from './real-texts.ts'

const decree = realTexts.get('nd30-2020.txt') as string
const show = (found: Snippet | null): string | null => found === null ? null
  : (found.cutBefore ? '…' : '') + found.parts.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('') + (found.cutAfter ? '…' : '')
const cut = (text: string, typed: string, length = 160): string | null => show(snippet(text, parseQuery(typed), { length }))

describe('snippet', () => {
  const sentence = 'Kết luận về thuỷ lợi, hoà giải ở tỉnh Hòa Bình; số 05-NQ/ĐU và 15-NQ/TƯ.'
  test.each([
    ['thủy lợi ', 'Kết luận về [thuỷ] [lợi], hoà giải ở tỉnh Hòa Bình; số 05-NQ/ĐU và 15-NQ/TƯ.'],
    ['"thuy loi"', 'Kết luận về [thuỷ lợi], hoà giải ở tỉnh Hòa Bình; số 05-NQ/ĐU và 15-NQ/TƯ.'],
    ['hòa ', 'Kết luận về thuỷ lợi, [hoà] giải ở tỉnh [Hòa] Bình; số 05-NQ/ĐU và 15-NQ/TƯ.'],
    ['hoa ', 'Kết luận về thuỷ lợi, [hoà] giải ở tỉnh [Hòa] Bình; số 05-NQ/ĐU và 15-NQ/TƯ.'],
    ['gia', 'Kết luận về thuỷ lợi, hoà [giả]i ở tỉnh Hòa Bình; số 05-NQ/ĐU và 15-NQ/TƯ.'],
    ['15 nq tu', 'Kết luận về thuỷ lợi, hoà giải ở tỉnh Hòa Bình; số 05-[NQ]/ĐU và [15-NQ/TƯ].'],
    ['15nq/tu', 'Kết luận về thuỷ lợi, hoà giải ở tỉnh Hòa Bình; số 05-NQ/ĐU và [15-NQ/TƯ].'],
    ['5-nq/du', 'Kết luận về thuỷ lợi, hoà giải ở tỉnh Hòa Bình; số [05-NQ/ĐU] và 15-NQ/TƯ.'],
    ['hóa ', null], ['loi thuy"', 'Kết luận về [thuỷ] [lợi], hoà giải ở tỉnh Hòa Bình; số 05-NQ/ĐU và 15-NQ/TƯ.'], ['"loi thuy"', null], ['xyz', null], ['', null], ['!', null],
  ])('%j', (typed, expected) => {
    expect(cut(sentence, typed)).toBe(expected)
    const apart = cut(sentence.normalize('NFD'), typed)
    expect(apart?.normalize('NFC') ?? null).toBe(expected)
  })

  test.each([
    ['dương', 'đường dương', 'đường [dương]'], ['đường ', 'ĐƯỜNG đuông', '[ĐƯỜNG] đuông'], ['hoà', 'hoàn thành', '[hoà]n thành'],
    ['viet', 'Vi\u00adệt Nam', '[Vi\u00adệt] Nam'], ['việt nam ', 'VIE\u0302\u0323T\u00a0NAM', '[VIE\u0302\u0323T]\u00a0[NAM]'], ['dang', 'Ðảng', '[Ðảng]'],
    ['a ', 'x a✓a y', 'x [a]✓[a] y'], ['𐐨', 'x 𐐨𐐨 y', 'x [𐐨]𐐨 y'],
  ])('%j in %j', (typed, text, expected) => {
    expect(cut(text, typed)).toBe(expected)
  })

  test('takes the place where most words stand together, cut at words', () => {
    expect(cut(decree, '"nộp lưu" "thời hạn" điện tử ', 120)).toMatch(/^….*\[.*…$/su)
    const found = snippet(`lưu trữ ${'x '.repeat(200)}hồ sơ lưu trữ điện tử ${'y '.repeat(200)}`, parseQuery('lưu trữ điện tử '), { length: 60 })
    expect(show(found)).toBe(`…${'x '.repeat(4)}hồ sơ [lưu] [trữ] [điện] [tử] ${'y '.repeat(14)}y…`)
  })

  test('begins where it is told before the first hit, near the end of a text too; at the beginning of the text when that is as near', () => {
    const told = (text: string) => show(snippet(text, parseQuery('đích '), { length: 160, lead: 24 }))
    expect(told(`${'một hai ba '.repeat(20)}đích`)).toBe('…một hai ba một hai ba [đích]')
    expect(told(`${'một hai ba '.repeat(20)}đích ${'sau '.repeat(60)}`)).toMatch(/^…một hai ba một hai ba \[đích\] sau/u)
    expect(told(`${'một hai ba '.repeat(3)}đích`)).toBe('một hai ba một hai ba một hai ba [đích]')
  })

  test('of equal places takes the first', () => {
    expect(cut(`${'x '.repeat(60)}lưu một ${'y '.repeat(60)}lưu hai ${'z '.repeat(60)}`, 'lưu ', 40)).toContain('[lưu] một')
  })

  test('in the real texts: a piece of the text, of the right length, with a hit, as FTS5’s tokens say', () => {
    const texts = [...realTexts.values()]
    const exactOf = new Map(texts.map((text) => [text, searchTokens(text)]))
    const foldedOf = new Map(texts.map((text) => [text, foldedTokens(text)]))
    const words = [...new Set([...exactOf.values()].flat())]
    let nulls = 0
    fc.assert(fc.property(
      fc.constantFrom(...texts), fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }), fc.boolean(), fc.boolean(), fc.integer({ min: 20, max: 400 }),
      (text, chosen, marks, phrase, length) => {
        const asked = (marks ? chosen : chosen.map(foldMarks)).join(' ')
        const query = parseQuery(phrase ? `"${asked}"` : `${asked} `)
        const found = snippet(text, query, { length })
        const exact = exactOf.get(text) as string[]
        const folded = foldedOf.get(text) as string[]
        const stands = (sequence: string[], tokens: string[]): boolean => tokens.some((_, at) => sequence.every((token, next) => tokens[at + next] === token))
        const occurs = query.terms.some(({ tokens, also, exact: marked }) => [tokens, ...also].some((form) => stands(form, marked ? exact : folded)))
          || (query.numberSymbol?.sequences.some((form) => stands(form, folded)) ?? false)
        expect(found !== null).toBe(occurs)
        if (found === null) { nulls += 1; return }
        const joined = found.parts.map((part) => part.text).join('')
        expect(text.includes(joined)).toBe(true)
        if (!found.cutBefore) expect(text.startsWith(joined)).toBe(true)
        if (!found.cutAfter) expect(text.endsWith(joined)).toBe(true)
        expect(found.parts.some(({ hit }) => hit)).toBe(true)
        expect(found.parts.every((part) => part.text !== '')).toBe(true)
        const longestHit = Math.max(...found.parts.filter(({ hit }) => hit).map((part) => part.text.length))
        expect(joined.length).toBeLessThanOrEqual(Math.max(length, longestHit))
        const sequences = [...query.terms.flatMap(({ tokens, also }) => [tokens, ...also]), ...(query.numberSymbol?.sequences ?? [])]
          .map((sequence) => sequence.map(foldMarks).join(' '))
        // Only the last one may be cut by the border of the piece.
        found.parts.filter(({ hit }) => hit).slice(0, -1).forEach(({ text: marked }) => expect(sequences).toContain(foldedTokens(marked).join(' ')))
      }), { numRuns: 600 })
    expect(nulls).toBeGreaterThan(20)
  })

  test('takes anything', () => {
    const any = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: fc.constantFrom(...'aạ\u0300\u200b\u00ad 15-/NQTƯ"đ😀\ud800'), maxLength: 200 }))
    fc.assert(fc.property(any, any, fc.integer({ min: 1, max: 200 }), (text, typed, length) => {
      const found = snippet(text, parseQuery(typed), { length })
      if (found !== null) expect(text.includes(found.parts.map((part) => part.text).join(''))).toBe(true)
    }), { numRuns: 4000 })
  })

  test('looks at the beginning of a long text only', () => {
    expect(cut(`${'x '.repeat(SEARCHED_CHARACTERS)}đích`, 'đích ')).toBeNull()
    expect(cut(`${'x '.repeat(SEARCHED_CHARACTERS / 2 - 10)}đích`, 'đích ')).not.toBeNull()
  })

  test('stays quick on texts and queries made to be slow', () => {
    const slow = parseQuery(Array.from({ length: 31 }, () => `"${'a '.repeat(99)}b"`).join(' '))
    const marked = parseQuery('ạ ạa ậ ')
    const begun = performance.now()
    expect(snippet('a '.repeat(1_000_000), slow, { length: 160 })).toBeNull()
    snippet('a'.repeat(1_000_000), parseQuery('a'), { length: 160 })
    snippet(`a${' '.repeat(1_000_000)}b`, parseQuery('"a b"'), { length: 160 })
    snippet('á '.repeat(1_000_000), marked, { length: 160 })
    expect(performance.now() - begun).toBeLessThan(1000)
  })
})
