// The text inside a received file, for finding it again: PDF, DOCX, PPTX, ODT, XLSX, XLS, ODS, TXT, CSV, XML, HTML, EML.
// Files without text are told apart (kind 'none', 'unusable'), so that they can be marked for OCR.
import { err, ok } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import { readEmail } from './email.ts'
import { whatOf } from './failure.ts'
import type { ExtractFailure } from './failure.ts'
import { decodeHtml, readHtml } from './html.ts'
import { decodePlain, mendLegacy } from './legacy-encodings.ts'
import { BoundedText, defaultLimits } from './limits.ts'
import type { ExtractLimits } from './limits.ts'
import { readerFor } from './media-type.ts'
import type { Reader } from './media-type.ts'
import { inReadingOrder, isTextPart, readPart } from './office-xml.ts'
import { readPdf } from './pdf.ts'
import { readSheets } from './sheet.ts'
import { judgePages } from './usable.ts'
import type { TextKind } from './usable.ts'
import { unfoldEntries } from './zip.ts'

export interface ExtractedText {
  /** NFC. Empty where `kind` is 'none'; what was found, for whoever wants to look, where it is 'unusable'. */
  readonly text: string
  /** Pages, where the format has them (PDF). */
  readonly pages?: number
  /** Pages of a PDF without text of their own, for OCR: all of them where `kind` is 'none'. */
  readonly pagesWithoutText?: number
  readonly kind: TextKind
  /** True where a bound cut the text off. */
  readonly truncated: boolean
}

export interface FileToRead {
  readonly mediaType: string
  readonly name: string
  readonly limits?: Partial<ExtractLimits>
}

/**
 * Reads the text of a file in this thread. Time and memory are bounded only by the thread around it: see extractor.ts.
 * @returns kind 'none' for formats without text (pictures, archives) and for files without words.
 */
export async function extractText(bytes: Uint8Array, file: FileToRead): Promise<Result<ExtractedText, ExtractFailure>> {
  const limits = { ...defaultLimits, ...file.limits }
  if (bytes.length > limits.fileBytes) return err('FILE_TOO_LARGE', { what: 'file bytes', limit: limits.fileBytes })
  const reader = readerFor(bytes, file.mediaType, file.name)
  if (reader === undefined) return ok({ text: '', kind: 'none', truncated: false })
  if (reader === 'pdf') return extractPdf(bytes, limits)
  const text = new BoundedText(limits.characters)
  const failure = await readers[reader](bytes, text, limits)
  if (failure !== undefined) return { ok: false, error: failure }
  const read = mendLegacy(text.toString()).text.normalize('NFC')
  const kind = /[\p{L}\p{N}]/u.test(read) ? 'text' : 'none'
  return ok({ text: kind === 'none' ? '' : read, kind, truncated: text.cut })
}

async function extractPdf(bytes: Uint8Array, limits: ExtractLimits): Promise<Result<ExtractedText, ExtractFailure>> {
  const read = await readPdf(bytes, limits)
  if (!read.ok) return read
  const { pages, pageCount, truncated } = read.value
  const { kind, pagesWithoutText } = judgePages(pages)
  return ok({ text: kind === 'none' ? '' : pages.join('\n\n'), pages: pageCount, pagesWithoutText, kind, truncated })
}

type Read = (bytes: Uint8Array, into: BoundedText, limits: ExtractLimits) => Promise<ExtractFailure | undefined>

const readers: Readonly<Record<Exclude<Reader, 'pdf'>, Read>> = {
  async zip(bytes, into, limits) {
    const entries = await unfoldEntries(bytes, isTextPart, limits)
    if (!entries.ok) return entries.error
    for (const name of inReadingOrder(entries.value.keys())) readPart(entries.value.get(name)!, into)
    return undefined
  },

  async sheet(bytes, into, limits) {
    if (bytes[0] === 0x50) {
      // The library unfolds without counting: prove the container first.
      const proof = await unfoldEntries(bytes, () => false, limits, true)
      if (!proof.ok) return proof.error
    }
    try {
      readSheets(bytes, into)
      return undefined
    } catch (thrown) {
      if (/password|encrypt/i.test(whatOf(thrown))) return { code: 'FILE_LOCKED' }
      return { code: 'FILE_DAMAGED', params: { what: whatOf(thrown) } }
    }
  },

  async html(bytes, into) {
    readHtml(decodeHtml(bytes), into)
    return undefined
  },

  async email(bytes, into, limits) {
    try {
      await readEmail(bytes, into, limits, async (content, mediaType, name) => {
        const deeper = { ...limits, depth: limits.depth - 1, characters: into.room }
        const inner = await extractText(content, { mediaType, name, limits: deeper })
        // What cannot be read inside a letter does not take the letter away; a picture of text is no text here either.
        return inner.ok && inner.value.kind === 'text' ? inner.value.text : ''
      })
      return undefined
    } catch (thrown) {
      return { code: 'FILE_DAMAGED', params: { what: whatOf(thrown) } }
    }
  },

  async plain(bytes, into, limits) {
    // Four bytes a character at most: what lies beyond could not be kept.
    const { text } = decodePlain(bytes.subarray(0, limits.characters * 4 + 4))
    into.add(text)
    return undefined
  },
}
