// Text of a PDF through pdf.js (its legacy build), page by page, without drawing anything.
import { err, ok } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import { whatOf } from './failure.ts'
import type { ExtractFailure } from './failure.ts'
import type { ExtractLimits } from './limits.ts'
import { mendLegacy } from './legacy-encodings.ts'

type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs')

export interface PdfText {
  /** Text of each page read (NFC), in order. */
  readonly pages: readonly string[]
  /** Pages that the document says it has. */
  readonly pageCount: number
  readonly truncated: boolean
}

let library: Promise<PdfJs> | undefined

/**
 * Loads pdf.js without its canvas. At import it would load the native @napi-rs/canvas (29 MB and 180 ms, measured), which
 * crashes where another version of it is loaded, and names DOMMatrix at its top level. Text is never drawn: an empty
 * function in that name's place is made once and never asked for anything, and the loader is told that there is no canvas.
 */
export function loadPdfJs(): Promise<PdfJs> {
  return (library ??= (async () => {
    function neverDrawn() {}
    const shared = globalThis as Record<string, unknown>
    for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) shared[name] ??= neverDrawn
    const getBuiltinModule = process.getBuiltinModule
    const warn = console.warn
    process.getBuiltinModule = ((name: string) =>
      name === 'module'
        ? { createRequire: () => () => { throw new Error('no canvas is wanted') } }
        : getBuiltinModule.call(process, name)) as typeof process.getBuiltinModule
    // It would complain that there is no canvas.
    console.warn = () => undefined
    try {
      // Handing over the worker's module runs it in this thread, and lets a bundler see the import.
      shared['pdfjsWorker'] = await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
      return await import('pdfjs-dist/legacy/build/pdf.mjs')
    } finally {
      process.getBuiltinModule = getBuiltinModule
      console.warn = warn
    }
  })())
}

/** What every reading of a PDF asks of pdf.js: no font faces, no system fonts, no generated code, no warnings. */
export const quietly = { verbosity: 0, useSystemFonts: false, disableFontFace: true, isEvalSupported: false } as const

/**
 * Reads the text of a PDF. Lines end where pdf.js sees a line end; pages come one by one.
 * @param bytes the file; pdf.js takes them over, so they are copied first.
 */
export async function readPdf(
  bytes: Uint8Array,
  limits: Pick<ExtractLimits, 'characters' | 'pages'>,
): Promise<Result<PdfText, ExtractFailure>> {
  const { getDocument } = await loadPdfJs()
  const task = getDocument({ data: new Uint8Array(bytes), ...quietly })
  try {
    const document = await task.promise
    const pages: string[] = []
    let characters = 0
    const last = Math.min(document.numPages, limits.pages)
    for (let number = 1; number <= last && characters < limits.characters; number += 1) {
      const text = await readPage(document, number)
      pages.push(text.slice(0, limits.characters - characters))
      characters += text.length
    }
    const truncated = characters > limits.characters || pages.length < document.numPages
    return ok({ pages: mendPages(pages), pageCount: document.numPages, truncated })
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'PasswordException') return err('FILE_LOCKED')
    return err('FILE_DAMAGED', { what: whatOf(thrown) })
  } finally {
    await task.destroy()
  }
}

async function readPage(document: Awaited<ReturnType<PdfJs['getDocument']>['promise']>, number: number): Promise<string> {
  let page
  try {
    page = await document.getPage(number)
  } catch {
    // One broken page must not lose the others; it stays a page without text.
    return ''
  }
  try {
    const { items } = await page.getTextContent()
    return joinLines(items.filter((item) => 'str' in item)).normalize('NFC')
  } catch {
    return ''
  } finally {
    page.cleanup()
  }
}

interface Piece {
  readonly str: string
  readonly hasEOL: boolean
  readonly height: number
  readonly transform: readonly number[]
}

// Text layers of OCR set every word by itself, a little up or down: pdf.js then ends a "line" after each word. What
// goes on to the right within half a letter's height is the same line.
function joinLines(pieces: readonly Piece[]): string {
  let text = ''
  let ended: Piece | undefined
  let last: Piece | undefined
  for (const piece of pieces) {
    if (ended !== undefined && piece.str !== '') {
      text += goesOn(ended, piece) ? ' ' : '\n'
      ended = undefined
    }
    text += piece.str
    if (piece.str.trim() !== '') last = piece
    if (piece.hasEOL) {
      if (ended !== undefined) text += '\n'
      ended = last ?? piece
    }
  }
  return text
}

function goesOn(before: Piece, after: Piece): boolean {
  const height = Math.max(before.height, after.height)
  const across = after.transform[4]! - before.transform[4]!
  const down = Math.abs(after.transform[5]! - before.transform[5]!)
  return height > 0 && across > 0 && down < height / 2
}

// Which old encoding it is shows only on enough words: the document decides, not the page.
function mendPages(pages: readonly string[]): readonly string[] {
  const joined = pages.join('\f')
  const mended = mendLegacy(joined)
  return mended.mended === undefined ? pages : mended.text.normalize('NFC').split('\f')
}
