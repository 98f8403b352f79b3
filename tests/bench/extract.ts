// Bench `extract`: the text of PDFs through the thread that reads received files, beside pdf.js alone on the same bytes.
// Alone = open, every page's text content, its strings joined; the same options, its library loaded beforehand.
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createExtractor } from '../../src-main/documents/extract/extractor.ts'
import { loadPdfJs, quietly } from '../../src-main/documents/extract/pdf.ts'
import { median, rowOf, timed } from './measure.ts'
import type { Measured } from './measure.ts'

const fixtures = join(import.meta.dirname, '..', 'fixtures')

export async function benchExtract(rounds = 9): Promise<Measured> {
  const files: { name: string; bytes: Buffer }[] = []
  for (const folder of ['official', 'samples']) {
    for (const name of (await readdir(join(fixtures, folder))).filter((one) => one.endsWith('.pdf')).sort()) files.push({ name, bytes: await readFile(join(fixtures, folder, name)) })
  }
  const extractor = createExtractor()
  try {
    const [ours, alone]: [number[], number[]] = [[], []]
    let characters = 0
    for (let round = 0; round <= rounds; round++) {
      const one = await timed(async () => {
        characters = 0
        for (const { name, bytes } of files) {
          const read = await extractor.extract(bytes, { mediaType: 'application/pdf', name })
          if (!read.ok) throw new Error(`${name}: ${read.error.code}`)
          characters += read.value.text.length
        }
      })
      const other = await timed(async () => {
        for (const { bytes } of files) await pdfjsAlone(bytes)
      })
      if (round === 0) continue // both libraries warm up
      ours.push(one)
      alone.push(other)
    }
    const row = rowOf('extract', median(ours), 'ms', median(alone), 1.5)
    return { row, details: [`${files.length} PDFs, ${characters} characters; ${rounds} rounds in turns, medians`] }
  } finally {
    await extractor.close()
  }
}

async function pdfjsAlone(bytes: Buffer): Promise<string> {
  const { getDocument } = await loadPdfJs()
  const task = getDocument({ data: new Uint8Array(bytes), ...quietly })
  const document = await task.promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  await task.destroy()
  return pages.join('\n')
}
