// pdf.js with everything it needs from our own folder: worker, character maps, fonts, picture decoders. A large file is read
// only where a page needs it. Scripts in a PDF never run: the scripting part of pdf.js is not shipped, and eval is off.
import { getDocument, GlobalWorkerOptions, PDFDataRangeTransport, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url&no-inline'
import { readPiece } from './stored-file.ts'

const parts: Readonly<Record<string, string>> = {
  ...import.meta.glob<string>('../../../../node_modules/pdfjs-dist/cmaps/*.bcmap', { query: '?url&no-inline', import: 'default', eager: true }),
  ...import.meta.glob<string>('../../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', { query: '?url&no-inline', import: 'default', eager: true }),
  ...import.meta.glob<string>('../../../../node_modules/pdfjs-dist/wasm/*.wasm', { query: '?url&no-inline', import: 'default', eager: true }),
}
const urlByName = new Map(Object.entries(parts).map(([path, url]) => [path.split('/').at(-1)!, url]))

class LocalParts {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const name = urlByName.has(filename) ? filename : `${filename}.bcmap`
    const url = urlByName.get(name)
    if (url === undefined) throw new Error(`pdf.js asks for an unknown part: ${filename}`)
    return new Uint8Array(await (await fetch(url)).arrayBuffer())
  }
}

const CHUNK = 256 * 1024 // bytes
const WHOLE = 1024 * 1024 // bytes; smaller files come in one piece

class StoredRange extends PDFDataRangeTransport {
  readonly #fileId: string
  readonly #failed: (failure: unknown) => void

  constructor(fileId: string, size: number, first: Uint8Array, failed: (failure: unknown) => void) {
    super(size, first)
    this.#fileId = fileId
    this.#failed = failed
  }

  override requestDataRange(begin: number, end: number): void {
    readPiece(this.#fileId, begin, end - begin).then((bytes) => this.onDataRange(begin, bytes), this.#failed)
  }
}

const shared = {
  BinaryDataFactory: LocalParts,
  useWorkerFetch: false,
  isEvalSupported: false,
  enableXfa: false,
  // A4 at 600 dpi in colour; a page that wants more is a bomb or a poster, and is drawn smaller.
  maxImageSize: 64 * 1024 * 1024,
  canvasMaxAreaInBytes: 128 * 1024 * 1024,
  cMapUrl: './',
  standardFontDataUrl: './',
  wasmUrl: './',
} as const

export interface OpenPdf {
  readonly document: PDFDocumentProxy
  close(): void
}

/** Opens a PDF from bytes in memory. */
export async function openPdfBytes(bytes: Uint8Array): Promise<OpenPdf> {
  GlobalWorkerOptions.workerSrc = workerUrl
  const task = getDocument({ ...shared, data: bytes })
  return { document: await task.promise, close: () => void task.destroy() }
}

/** Opens a stored PDF. @param size bytes. Throws a Refusal or pdf.js's own error. */
export async function openPdf(fileId: string, size: number): Promise<OpenPdf> {
  if (size <= WHOLE) return openPdfBytes(await readPiece(fileId, 0, size))
  GlobalWorkerOptions.workerSrc = workerUrl
  const first = await readPiece(fileId, 0, CHUNK)
  let task: ReturnType<typeof getDocument>
  const broken = new Promise<never>((_, reject) => {
    const range = new StoredRange(fileId, size, first, reject)
    task = getDocument({ ...shared, range, rangeChunkSize: CHUNK, disableAutoFetch: true, disableStream: true })
  })
  // A piece that fails after the first page is out would otherwise be an unhandled rejection.
  broken.catch(() => void task.destroy())
  return { document: await Promise.race([task!.promise, broken]), close: () => void task.destroy() }
}
