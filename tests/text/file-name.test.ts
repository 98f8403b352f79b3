import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, win32 } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { displayFileName, safeFileName } from '../../src-main/text/file-name.ts'

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'.. -/\\:*?"<>|aàạ\u0300Đ\u202e\u200b\u0000\n~', 'CON', 'nul', 'com1', '.pdf', '😀'), maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'aạ😀. '), minLength: 150, maxLength: 400 }).map((stem) => `${stem}.pdf`),
)

describe('safeFileName', () => {
  test.each([
    ['15-NQ/TU.pdf', '15-NQ-TU.pdf'], ['Nghị quyết số 15-NQ/TU.pdf', 'Nghị quyết số 15-NQ-TU.pdf'], ['../x', 'x'], ['..\\..\\x.doc', 'x.doc'],
    ['/etc/passwd', 'etc-passwd'], ['C:\\a.txt', 'C-a.txt'], ['CON', '_CON'], ['con.txt', '_con.txt'], ['NUL.tar.gz', '_NUL.tar.gz'], ['COM1.pdf', '_COM1.pdf'],
    ['lpt¹', '_lpt¹'], ['CON .txt', '_CON.txt'], ['console.txt', 'console.txt'], ['a.', 'a'], ['a. . ', 'a'], [' a ', 'a'], ['a .pdf', 'a.pdf'], ['.htaccess', 'htaccess'],
    ['-rf', 'rf'], ['', 'tep'], ['...', 'tep'], ['\u202e', 'tep'], ['thu\u202efdp.exe', 'thufdp.exe'], ['a\u0000b.pdf', 'ab.pdf'], ['a\nb.pdf', 'ab.pdf'],
    ['Ke\u0302\u0301t lua\u0323\u0302n.docx', 'Kết luận.docx'], ['a?*b|c.pdf', 'a-b-c.pdf'], ['a\ud800b', 'a\ufffdb'], ['báo  cáo\u00a0tháng.xlsx', 'báo cáo tháng.xlsx'],
  ])('%j → %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe)
  })

  test('a long name is cut by bytes and keeps its extension', () => {
    const safe = safeFileName(`${'Nghị quyết về công tác cán bộ '.repeat(10)}.pdf`)
    expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200)
    expect(Buffer.byteLength(safe)).toBeGreaterThan(190)
    expect(safe.endsWith('.pdf')).toBe(true)
    expect(safeFileName('x'.repeat(300))).toBe('x'.repeat(200))
    expect(safeFileName('😀'.repeat(300)).isWellFormed()).toBe(true)
  })

  test('any name becomes one that Windows and Linux take; a second time nothing changes', () => {
    fc.assert(fc.property(hostile, (name) => {
      const safe = safeFileName(name)
      expect(safeFileName(safe)).toBe(safe)
      expect(safe).not.toBe('')
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200)
      expect(safe).toBe(safe.normalize('NFC'))
      expect(safe).not.toMatch(/[<>:"/\\|?*\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]|^[\s.-]|[\s.]$/u)
      expect(safe.split('.')[0]?.trim()).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/iu)
      expect(win32.basename(safe)).toBe(safe)
      expect(win32.resolve('C:\\x', safe).startsWith('C:\\x\\')).toBe(true)
    }), { numRuns: 5000 })
  })

  test('a disk takes them as they are', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tên tệp '))
    try {
      const names = new Set(fc.sample(hostile, { numRuns: 200, seed: 7 }).map((name) => safeFileName(name)))
      for (const name of names) writeFileSync(join(folder, name), '')
      expect(new Set(readdirSync(folder))).toEqual(names)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('displayFileName', () => {
  test.each([
    ['thu\u202efdp.exe', 'thu\ufffdfdp.exe'], ['a\u2066b\u2069', 'a\ufffdb\ufffd'], ['a\tb', 'a\ufffdb'], ['a\u200bb\ufeff', 'ab'], ['15-NQ/TU.pdf', '15-NQ/TU.pdf'],
    ['Ke\u0302\u0301t.docx', 'Kết.docx'], ['', ''],
  ])('%j → %j', (name, shown) => {
    expect(displayFileName(name)).toBe(shown)
  })

  test('no mark of direction is left, and a second time nothing changes', () => {
    fc.assert(fc.property(hostile, (name) => {
      const shown = displayFileName(name)
      expect(shown).not.toMatch(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
      expect(displayFileName(shown)).toBe(shown)
    }), { numRuns: 2000 })
  })
})
