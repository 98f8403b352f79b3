// Reads a printed form back: where every line of text stands on its page, and which straight lines are drawn.
import { inflateSync } from 'node:zlib'
import { PDFArray, PDFDocument, PDFRawStream, PDFRef } from '@cantoo/pdf-lib'
import { loadPdfJs, quietly } from '../../src-main/documents/extract/pdf.ts'

export interface PrintedLine {
  readonly text: string
  /** mm from the left and upper edge, baseline */
  readonly x: number
  readonly y: number
  readonly width: number
}

export interface PrintedPage {
  /** mm */
  readonly width: number
  readonly height: number
  readonly lines: readonly PrintedLine[]
  /** text that is not level: the watermark */
  readonly slanted: readonly string[]
}

const mm = (points: number) => (points * 25.4) / 72

/** The pages of a PDF, with the text as a reader program extracts it. */
export async function readPrint(bytes: Uint8Array): Promise<readonly PrintedPage[]> {
  const { getDocument } = await loadPdfJs()
  const task = getDocument({ data: new Uint8Array(bytes), ...quietly })
  const document = await task.promise
  const pages: PrintedPage[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const [, , width, height] = page.view as [number, number, number, number]
    const { items } = await page.getTextContent()
    const texts = items.filter((item) => 'str' in item).filter((item) => item.str.trim() !== '')
    const lines = texts
      .filter((item) => item.transform[1] === 0)
      .map((item) => ({ text: item.str, x: mm(item.transform[4]), y: mm(height - item.transform[5]), width: mm(item.width) }))
    pages.push({ width: mm(width), height: mm(height), lines, slanted: texts.filter((item) => item.transform[1] !== 0).map((item) => item.str) })
    page.cleanup()
  }
  await task.destroy()
  return pages
}

/** Text without blanks, for comparing what was broken into lines. */
export function solid(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, '')
}

/** All text between two x (mm), from the top, without blanks. */
export function columnOf(page: PrintedPage, from: number, to: number, top: number, bottom: number): string {
  const inside = page.lines.filter((line) => line.x >= from - 0.2 && line.x < to - 0.2 && line.y > top && line.y < bottom)
  return solid([...inside].sort((a, b) => a.y - b.y || a.x - b.x).map((line) => line.text).join(''))
}

/** Straight lines of a thickness (points) drawn on each page, mm: as the content says. */
export async function strokesOf(bytes: Uint8Array, thickness: number): Promise<readonly (readonly { x1: number; x2: number; y: number }[])[]> {
  const document = await PDFDocument.load(bytes)
  return document.getPages().map((page) => {
    const contents = page.node.Contents()
    const refs = contents instanceof PDFArray ? contents.asArray() : []
    const text = refs
      .map((ref) => (ref instanceof PDFRef ? document.context.lookup(ref) : ref))
      .filter((stream) => stream instanceof PDFRawStream)
      .map((stream) => inflateSync(stream.contents).toString('latin1'))
      .join('\n')
    const pattern = new RegExp(`^${thickness} w ([\\d.]+) ([\\d.]+) m ([\\d.]+) [\\d.]+ l S$`, 'gm')
    return [...text.matchAll(pattern)].map((hit) => ({ x1: mm(Number(hit[1])), x2: mm(Number(hit[3])), y: mm(page.getHeight() - Number(hit[2])) }))
  })
}
