// The thread around the readers: hostile files are bounded in time, memory and size, and the next file is read all the same.
import { deflateRawSync } from 'node:zlib'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createExtractor } from '../../src-main/documents/extract/extractor.ts'
import type { Extractor, ExtractorOptions } from '../../src-main/documents/extract/extractor.ts'
import { bombStream, docxOf, endlessForms, onePage, written, zipOf } from './samples.ts'

const good = onePage(written(Array.from({ length: 12 }, (_, i) => `A line of plain English number ${i}`)))
const pdf = { mediaType: 'application/pdf', name: 'a.pdf' }
const docx = { mediaType: '', name: 'a.docx' }
const open: Extractor[] = []

function extractor(options: ExtractorOptions = {}): Extractor {
  const made = createExtractor(options)
  open.push(made)
  return made
}

async function readsOn(one: Extractor): Promise<void> {
  expect(await one.extract(good, pdf)).toMatchObject({ ok: true, value: { kind: 'text', pages: 1 } })
}

afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

describe('bombs', () => {
  test('a PDF that never ends is ended, and the next file is read', async () => {
    const one = extractor({ limits: { milliseconds: 4000 } })
    const began = performance.now()
    const result = await one.extract(endlessForms(12), pdf)
    expect(result).toEqual({ ok: false, error: { code: 'EXTRACT_TIMED_OUT', params: { milliseconds: 4000 } } })
    expect(performance.now() - began).toBeLessThan(6000)
    await readsOn(one)
  }, 20_000)

  test('nested flate streams end at the memory bound', async () => {
    const bytes = onePage(bombStream(600 * 1024 * 1024))
    expect(bytes.length).toBeLessThan(20_000)
    const one = extractor({ limits: { memoryMiB: 200 } })
    const before = process.memoryUsage.rss()
    let most = 0
    const scale = setInterval(() => (most = Math.max(most, process.memoryUsage.rss() - before)), 20)
    const result = await one.extract(bytes, pdf)
    clearInterval(scale)
    expect(result).toMatchObject({ ok: false, error: { code: 'EXTRACT_OUT_OF_MEMORY', params: { memoryMiB: 200 } } })
    console.log(`flate bomb: ${bytes.length} bytes, process grew by ${Math.round(most / 1048576)} MiB at most`)
    await readsOn(one)
  }, 60_000)

  test('a page tree that claims a thousand million pages gives the pages there are', async () => {
    const lines = Array.from({ length: 12 }, (_, i) => `A line of plain English number ${i}`)
    const one = extractor()
    const began = performance.now()
    const result = await one.extract(onePage(written(lines), { count: 1_000_000_000 }), pdf)
    expect(result).toMatchObject({ ok: true, value: { kind: 'text' } })
    expect(result.ok && result.value.text).toContain('plain English number 11')
    expect(performance.now() - began).toBeLessThan(10_000)
  }, 20_000)

  test('a container that claims too much, one that hides it, and one with too many entries are refused', async () => {
    const one = extractor({ limits: { unfoldedBytes: 8 * 1024 * 1024, zipEntries: 50 } })
    const big = await docxOf('<w:p/>', { 'word/footnotes.xml': Buffer.alloc(9 * 1024 * 1024, 'a') })
    expect(await one.extract(big, docx)).toMatchObject({ ok: false, error: { code: 'FILE_TOO_LARGE', params: { what: 'claimed bytes' } } })
    expect(await one.extract(big, { mediaType: '', name: 'a.xlsx' })).toMatchObject({ ok: false, error: { code: 'FILE_TOO_LARGE' } })
    expect(await one.extract(lying(9 * 1024 * 1024), docx)).toMatchObject({ ok: false, error: { code: 'FILE_DAMAGED' } })
    const many = await zipOf(Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`word/header${i}.xml`, '<a/>'])))
    expect(await one.extract(many, docx)).toMatchObject({ ok: false, error: { code: 'FILE_TOO_LARGE', params: { what: 'entries' } } })
    await readsOn(one)
  })

  test('text over the bound is cut, and says so', async () => {
    const one = extractor({ limits: { characters: 1000 } })
    const result = await one.extract(await docxOf('<w:p><w:r><w:t>mười chữ </w:t></w:r></w:p>'.repeat(5000)), docx)
    expect(result).toMatchObject({ ok: true, value: { truncated: true } })
    expect(result.ok && result.value.text.length).toBeLessThanOrEqual(1000)
    const long = await one.extract(Buffer.from('đồng chí '.repeat(5000)), { mediaType: 'text/plain', name: 'a.txt' })
    expect(long.ok && [long.value.truncated, long.value.text.length]).toEqual([true, 1000])
  })
})

describe('the thread', () => {
  test('reads files by path, in order, and reports how far it is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'văn bản '))
    try {
      const path = join(folder, 'công văn.txt')
      await writeFile(path, 'Kính gửi các huyện ủy')
      const seen: string[] = []
      const one = extractor({ onProgress: ({ name, waiting, done }) => seen.push(`${name} ${waiting} ${done}`) })
      const [first, second, third] = await Promise.all([
        one.extract({ path }, { mediaType: '', name: 'công văn.txt' }),
        one.extract({ path: join(folder, 'không có') }, { mediaType: '', name: 'b.txt' }),
        one.extract(good, pdf),
      ])
      expect(first).toMatchObject({ ok: true, value: { text: 'Kính gửi các huyện ủy' } })
      expect(second).toMatchObject({ ok: false, error: { code: 'EXTRACT_CRASHED' } })
      expect(third).toMatchObject({ ok: true, value: { kind: 'text' } })
      expect(seen).toEqual(['công văn.txt 2 1', 'b.txt 1 2', 'a.pdf 0 3'])
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('a file may be given up while it is read or waits; the others are read', async () => {
    const one = extractor()
    const reading = new AbortController()
    const waiting = new AbortController()
    const endless = one.extract(endlessForms(12), { ...pdf, signal: reading.signal })
    const queued = one.extract(good, { ...pdf, signal: waiting.signal })
    const last = one.extract(good, pdf)
    waiting.abort()
    setTimeout(() => reading.abort(), 300)
    expect(await endless).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
    expect(await queued).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
    expect(await last).toMatchObject({ ok: true })
  }, 20_000)

  test('goes when there is no work, comes back for the next file, and closes for good', async () => {
    const one = extractor({ idle: 50 })
    await readsOn(one)
    await new Promise((resolve) => setTimeout(resolve, 300))
    await readsOn(one)
    await one.close()
    expect(await one.extract(good, pdf)).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
  })

  test('the caller keeps its bytes', async () => {
    const bytes = new Uint8Array(good)
    await extractor().extract(bytes, pdf)
    expect(bytes).toEqual(good)
  })
})

/** A container whose entry claims 10 bytes in both headers, and unfolds to `size`. */
function lying(size: number): Uint8Array {
  const name = Buffer.from('word/document.xml')
  const content = deflateRawSync(Buffer.alloc(size, 'a'))
  const fields = Buffer.alloc(22)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(8, 4)
  fields.writeUInt32LE(content.length, 14)
  fields.writeUInt32LE(10, 18)
  const lengths = Buffer.from([name.length, 0, 0, 0])
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, lengths, name, content])
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, lengths, Buffer.alloc(14), name])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, central, end])
}
