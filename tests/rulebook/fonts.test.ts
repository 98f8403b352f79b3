// The typeface of forms and prints holds every letter that Vietnamese offices write.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fontkit from '@cantoo/fontkit'
import { expect, test } from 'vitest'

const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']
const letters = [...'abcdđeghiklmnopqrstuvxyfjwz', ...[...'aăâeêioôơuưy'].flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC')))]
const needed = [...letters, ...letters.map((letter) => letter.toUpperCase()), ...'0123456789 .,;:/-–—“”‘’…()[]*«»%&\'"+=<>§\u00a0']

test.each(['Regular', 'Bold', 'Italic', 'BoldItalic'])('Tinos-%s.ttf', (face) => {
  const bytes = readFileSync(join(import.meta.dirname, `../../resources/fonts/Tinos-${face}.ttf`))
  const font = fontkit.create(new Uint8Array(bytes)) as unknown as { hasGlyphForCodePoint(code: number): boolean }
  expect(needed.filter((letter) => letter.length !== 1 || !font.hasGlyphForCodePoint(letter.charCodeAt(0)))).toEqual([])
  expect(needed.length).toBeGreaterThan(200)
})
