// The thread around the reader of workbooks: rows come back in batches, progress is told, a file may be given up or ended.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createSheetReader } from '../../../src-main/documents/sheets/sheet-reader.ts'
import type { SheetReader, SheetReaderOptions } from '../../../src-main/documents/sheets/sheet-reader.ts'
import type { SheetProgress } from '../../../src-main/documents/sheets/workbook.ts'
import { bookOf, sheetXml, xlsxOf } from './books.ts'

const open: SheetReader[] = []
function reader(options: SheetReaderOptions = {}): SheetReader {
  const made = createSheetReader(options)
  open.push(made)
  return made
}
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const small = bookOf([['Số đến'], [1]])
const big = () => bookOf(Array.from({ length: 5000 }, (_, i) => [i, `Về việc ${i}`]))

test('gives all rows in their order, from bytes and from a path, and tells how far it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sổ cũ '))
  try {
    const path = join(folder, 'sổ đến.xls')
    const bytes = big()
    await writeFile(path, bytes)
    const seen: SheetProgress[] = []
    const one = reader()
    for (const from of [bytes, { path }]) {
      const read = await one.readSheets(from, 'sổ đến.xls', { onProgress: (progress) => seen.push(progress) })
      expect(read.ok && read.value.sheets[0]?.rows.map(({ number }) => number)).toEqual(Array.from({ length: 5000 }, (_, i) => i + 1))
    }
    expect(new Set(seen.map(({ step }) => step))).toEqual(new Set(['unfolding', 'parsing', 'rows']))
    expect(seen.filter(({ step }) => step === 'rows').map(({ done }) => done)).toEqual([2000, 4000, 5000, 2000, 4000, 5000])
    expect(await one.readSheets({ path: join(folder, 'không có') }, 'a')).toMatchObject({ ok: false, error: { code: 'EXTRACT_CRASHED' } })
  } finally {
    await rm(folder, { recursive: true })
  }
}, 60_000)

test('a file may be given up while it is read, and one that takes too long or too much is ended; the next is read', async () => {
  const heavy = await xlsxOf(sheetXml(Array.from({ length: 40_000 }, (_, i) => `<row r="${i + 1}">${['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((c) => `<c r="${c}${i + 1}" t="inlineStr"><is><t>Về việc ${i} ${c}</t></is></c>`).join('')}</row>`).join('')))
  const one = reader()
  const giveUp = new AbortController()
  const reading = one.readSheets(heavy, 'a', { signal: giveUp.signal })
  setTimeout(() => giveUp.abort(), 300)
  expect(await reading).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
  expect(await one.readSheets(small, 'a')).toMatchObject({ ok: true })
  const hasty = reader({ limits: { milliseconds: 250 } })
  expect(await hasty.readSheets(heavy, 'a')).toEqual({ ok: false, error: { code: 'EXTRACT_TIMED_OUT', params: { milliseconds: 250 } } })
  const narrow = reader({ limits: { memoryMiB: 60 } })
  expect(await narrow.readSheets(heavy, 'a')).toMatchObject({ ok: false, error: { code: 'EXTRACT_OUT_OF_MEMORY' } })
  expect(await narrow.readSheets(small, 'a')).toMatchObject({ ok: true })
}, 60_000)
