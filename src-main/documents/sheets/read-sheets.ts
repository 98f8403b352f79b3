// Reads a workbook file in this thread: XLSX, XLSB, XLS (BIFF), ODS, XML 2003, HTML tables, delimited text, told apart by their
// content. Time and memory are bounded only by the thread around it: see sheet-reader.ts.
import { err, ok } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import { whatOf } from '../extract/failure.ts'
import { unfoldEntries } from '../extract/zip.ts'
import { latin1 } from './bytes.ts'
import { decoderOf, lookAtStream } from './compound.ts'
import { readDelimited } from './delimited.ts'
import { gridOf } from './grid.ts'
import type { GridOptions } from './grid.ts'
import { readHtmlTables } from './html-tables.ts'
import { compoundFiles, libraryOptions, parseBytes, parseCompound, parseParts } from './library.ts'
import { lookThrough } from './open-document.ts'
import { RowFilter } from './row-filter.ts'
import { kindOf } from './sheet-kind.ts'
import { defaultSheetLimits } from './workbook.ts'
import type { SheetFailure, SheetKind, SheetLimits, SheetProgress, Workbook } from './workbook.ts'

export interface ReadSheetsOptions {
  readonly limits?: Partial<SheetLimits>
  readonly onProgress?: (progress: SheetProgress) => void
}

type Read = Result<Workbook, SheetFailure>

/** Reads the bytes of a workbook. `name` names the sheet of a file that has no sheets of its own; it decides nothing else. */
export async function readSheets(given: Uint8Array, name: string, options: ReadSheetsOptions = {}): Promise<Read> {
  // Of a plain array of bytes the library makes plain arrays of numbers.
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const limits = { ...defaultSheetLimits, ...options.limits }
  const tell = options.onProgress ?? (() => undefined)
  if (bytes.length > limits.fileBytes) return err('FILE_TOO_LARGE', { what: 'file bytes', limit: limits.fileBytes })
  const kind = kindOf(bytes)
  if ('other' in kind) return err('NOT_A_SHEET', { kind: kind.other })
  const own = name.replace(/\.[^.\\/]{1,5}$/u, '') || name
  try {
    if (kind.sheet === 'container') return await readContainer(bytes, limits, tell)
    tell({ step: 'parsing', done: 0, total: bytes.length })
    if (kind.sheet === 'compound') return readCompound(bytes, limits)
    if (kind.sheet === 'html') {
      const sheet = readHtmlTables(bytes, own, limits)
      return sheet.ok ? ok({ kind: 'html', sheets: [sheet.value] }) : sheet
    }
    if (kind.sheet === 'delimited') {
      const read = readDelimited(bytes, own, limits)
      return read.ok ? ok({ kind: 'delimited', sheets: [read.value.sheet], delimited: read.value.delimited }) : read
    }
    if (kind.sheet === 'xls') return workbook('xls', readBare(bytes), { limits, ...decoding(bytes) })
    return workbook('xml-2003', parseBytes(bytes, { ...libraryOptions, type: 'buffer', sheetRows: limits.rows + 1 }), { limits })
  } catch (thrown) {
    return failureOf(thrown)
  }
}

function workbook(kind: SheetKind, book: ReturnType<typeof parseBytes>, options: GridOptions): Read {
  // An old workbook always has a sheet: one without has lost its beginning.
  if (kind === 'xls' && book.SheetNames.length === 0) return err('FILE_DAMAGED', { what: 'no sheet is named' })
  const sheets = gridOf(book, options)
  return sheets.ok ? ok({ kind, sheets: sheets.value }) : sheets
}

/** What the libraries throw, as a value. */
function failureOf(thrown: unknown): { readonly ok: false; readonly error: SheetFailure } {
  const what = whatOf(thrown)
  return /password|encrypt/iu.test(what) ? err('FILE_LOCKED') : err('FILE_DAMAGED', { what })
}

// Pictures, macros, comments, links to other books and what a book last calculated: not read, so not unfolded into memory.
const unreadParts = /(?:^|\/)(?:media|drawings|embeddings|externalLinks|printerSettings|docProps|customXml|charts|ctrlProps|activeX|comments|threadedComments|persons|theme|worksheets\/_rels|pivotTables|pivotCache|tables|slicers|queryTables|Thumbnails|Pictures|Configurations2)\/|(?:comments\d*|connections|calcChain|vmlDrawing\d*|settings|meta)\.(?:xml|vml|bin)$|vbaProject/iu

async function readContainer(bytes: Uint8Array, limits: SheetLimits, tell: (progress: SheetProgress) => void): Promise<Read> {
  tell({ step: 'unfolding', done: 0, total: bytes.length })
  const unfolded = await unfoldEntries(
    bytes,
    (part) => (unreadParts.test(part) || !/\.(?:xml|rels|bin)$|^mimetype$/iu.test(part) ? false : part.endsWith('.xml') && part !== 'content.xml' ? new RowFilter(limits.rows) : true),
    limits,
  )
  if (!unfolded.ok) return unfolded
  const parts = unfolded.value
  const kept = [...parts.values()].reduce((sum, part) => sum + part.length, 0)
  if (kept > limits.keptBytes) return err('FILE_TOO_LARGE', { what: 'bytes', limit: limits.keptBytes })
  tell({ step: 'parsing', done: 0, total: kept })
  const names = [...parts.keys()]
  const content = parts.get('content.xml')
  if (content !== undefined) {
    if (/encryption-data/u.test(latin1(parts.get('META-INF/manifest.xml') ?? Buffer.alloc(0)))) return err('FILE_LOCKED')
    if (!latin1(parts.get('mimetype') ?? content.subarray(0, 20_000)).includes('spreadsheet')) return err('NOT_A_SHEET', { kind: 'word' })
    const hidden = lookThrough(content, limits)
    if (!hidden.ok) return hidden
    // The library takes a book without styles for a damaged one.
    const whole = new Map<string, Buffer>([['styles.xml', Buffer.from('<office:document-styles/>')], ...parts])
    return workbook('ods', parseParts(partsFor(whole), { ...libraryOptions, cellStyles: false }), { limits, hidden: hidden.value })
  }
  if (names.some((part) => /(?:^|\/)workbook\d*\.bin$/iu.test(part))) {
    // Columns are not asked for: the library would make an object of each that a damaged record names, four thousand million.
    return workbook('xlsb', parseParts(partsFor(parts), { ...libraryOptions, cellFormula: false, cellStyles: false, sheetRows: limits.rows + 1 }), { limits })
  }
  if (!names.some((part) => /(?:^|\/)workbook\d*\.xml$/iu.test(part))) {
    return err('NOT_A_SHEET', { kind: names.some((part) => /^(?:word|ppt|visio)\//u.test(part)) ? 'word' : 'archive' })
  }
  return workbook('xlsx', parseParts(partsFor(parts), libraryOptions), { limits })
}

/** The parts as the library takes them: names with plain slashes, bytes as characters. */
function partsFor(parts: ReadonlyMap<string, Buffer>): Parameters<typeof parseParts>[0] {
  const files: Record<string, { name: string; data: string }> = {}
  for (const [part, content] of parts) {
    const name = part.replaceAll('\\', '/').replace(/^\//u, '')
    files[name] = { name, data: latin1(content) }
  }
  return { files }
}

function readCompound(bytes: Uint8Array, limits: SheetLimits): Read {
  const compound: unknown = compoundFiles.read(bytes, { type: 'buffer' })
  const find = (path: string) => (compoundFiles.find(compound, path) as { readonly content?: Uint8Array } | null)?.content
  if (find('EncryptedPackage') !== undefined || find('/encryption') !== undefined) return err('FILE_LOCKED')
  const stream = find('/Workbook') ?? find('/Book')
  if (stream === undefined) return err('NOT_A_SHEET', { kind: find('/WordDocument') === undefined && find('/PowerPoint Document') === undefined ? 'unknown' : 'word' })
  // A short stream comes as numbers all the same.
  const records = Uint8Array.from(stream)
  if (lookAtStream(records).locked) return err('FILE_LOCKED')
  return workbook('xls', withOrWithoutFormulas((options) => parseCompound(compound, options)), { limits, ...decoding(records) })
}

function readBare(bytes: Uint8Array) {
  return withOrWithoutFormulas((options) => parseBytes(bytes, { ...options, type: 'buffer' }))
}

function decoding(stream: Uint8Array): Pick<GridOptions, 'decode'> {
  const decode = decoderOf(lookAtStream(stream))
  return decode === undefined ? {} : { decode }
}

/** The words of a formula are not needed: one that the library cannot spell out does not take the book away. */
function withOrWithoutFormulas(parse: (options: typeof libraryOptions) => ReturnType<typeof parseBytes>) {
  try {
    return parse(libraryOptions)
  } catch (thrown) {
    if (/password|encrypt/iu.test(whatOf(thrown))) throw thrown
    return parse({ ...libraryOptions, cellFormula: false })
  }
}
