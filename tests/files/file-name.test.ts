// Names as hostile or careless senders write them: shown safely, never a path.
import { randomBytes } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeFileName } from '../../src-main/files/file-name.ts'
import { freshFolder, freshStore, value } from './store-setting.ts'

const HOSTILE: readonly (readonly [received: string, shown: string])[] = [
  ['../../../etc/passwd', 'passwd'],
  ['..\\..\\Windows\\system.ini', 'system.ini'],
  ['C:\\Users\\x\\công văn.docx', 'công văn.docx'],
  ['..', 'tệp'], ['.', 'tệp'], ['', 'tệp'], ['   ', 'tệp'], ['a/', 'tệp'], ['...', 'tệp'],
  ['con', '_con'], ['NUL.pdf', '_NUL.pdf'], ['com1.tar.gz', '_com1.tar.gz'], ['LPT9 .txt', '_LPT9 .txt'], ['aux.', '_aux'],
  ['console.txt', 'console.txt'],
  ['baocao\u202Efdp.exe', 'baocaofdp.exe'],
  ['a\u2066b\u2069\u200f\ufeff.pdf', 'ab.pdf'],
  ['hai\ndòng\t\0.pdf', 'haidòng.pdf'],
  ['tệp.pdf. . ', 'tệp.pdf'],
  ['tệp.pdf:ẩn', 'tệp.pdf_ẩn'],
  ['15-NQ<TU>|"?*.pdf', '15-NQ_TU_____.pdf'],
  ['Nghị quyết.pdf'.normalize('NFD'), 'Nghị quyết.pdf'.normalize('NFC')],
  ['\ud800lẻ.pdf', '\ufffdlẻ.pdf'],
  ['.htaccess', '.htaccess'],
]

describe('safeFileName', () => {
  test.each(HOSTILE)('%j is shown as %j', (received, shown) => {
    expect(safeFileName(received)).toBe(shown)
  })

  test('a name of 300 characters keeps its extension and its last whole letter', () => {
    const shown = safeFileName(`${'ế'.normalize('NFD').repeat(300)}.docx`)
    expect(shown).toMatch(/^ế+\.docx$/)
    expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(240)
    expect(Buffer.byteLength(shown)).toBeGreaterThan(235)
    expect(Buffer.byteLength(safeFileName('x'.repeat(300)))).toBe(240)
  })

  test('of any text makes one name that the disk takes, and leaves a good name as it is', async () => {
    const folder = await freshFolder()
    const unit = fc.oneof(fc.constantFrom('grapheme' as const, 'binary' as const))
    await fc.assert(fc.asyncProperty(unit.chain((of) => fc.string({ unit: of, maxLength: 300 })), async (text) => {
      const shown = safeFileName(text)
      expect(shown).not.toMatch(/[/\\\0<>:"|?*\u202a-\u202e]/)
      expect(shown).not.toMatch(/^\.{0,2}$|[ .]$/)
      expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(240)
      expect(safeFileName(shown)).toBe(shown)
      await writeFile(join(folder, shown), '')
    }), { numRuns: 300 })
  })
})

test('hostile names reach no path of the store: what is on disk is named by the key alone', async () => {
  const { store, directory, folder } = await freshStore()
  for (const [received, shown] of [...HOSTILE, [`${'d/'.repeat(50)}x`, 'x'] as const]) {
    expect(value(await store.stage(randomBytes(16), { name: received })).name).toBe(shown)
  }
  expect(await readdir(folder)).toEqual(['files'])
  for (const entry of await readdir(directory, { recursive: true })) expect(entry).toMatch(/^(temp|[0-9a-f]{2}|[0-9a-f]{2}[/\\][0-9a-f]{64})$/)
})
