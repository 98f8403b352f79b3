// Bounds of reading a received file. A file comes from anyone: a small one may unfold to gigabytes (a zip or PDF bomb),
// claim millions of pages, or keep a parser busy for ever. Whatever it claims, reading it costs at most this much.

export interface ExtractLimits {
  /** Characters of text kept of one file (UTF-16 units). */
  readonly characters: number
  /** Pages of a PDF that are read. */
  readonly pages: number
  /** Entries of a zip container (DOCX, XLSX, ODT, PPTX). */
  readonly zipEntries: number
  /** Bytes that the entries of a zip container may unfold to, together: as they claim, and as they really do. */
  readonly unfoldedBytes: number
  /** Bytes of one file that are read at all. */
  readonly fileBytes: number
  /** E-mails inside e-mails, attachments inside those. */
  readonly depth: number
  /** Milliseconds for one file; afterwards its thread is ended. */
  readonly milliseconds: number
  /** MiB that the thread may hold, its heap and its buffers together. */
  readonly memoryMiB: number
}

export const defaultLimits: ExtractLimits = {
  characters: 2_000_000,
  pages: 5_000,
  zipEntries: 10_000,
  unfoldedBytes: 256 * 1024 * 1024,
  fileBytes: 512 * 1024 * 1024,
  depth: 4,
  milliseconds: 60_000,
  memoryMiB: 768,
}

/** Gathers text up to a bound; `full` says that the rest was cut. */
export class BoundedText {
  readonly #parts: string[] = []
  readonly #most: number
  #length = 0
  #cut = false

  constructor(most: number) {
    this.#most = most
  }

  /** Adds text; what goes over the bound is left out, never in the middle of a surrogate pair. */
  add(text: string): void {
    if (text === '' || this.#cut) return
    const room = this.#most - this.#length
    if (text.length <= room) {
      this.#parts.push(text)
      this.#length += text.length
      return
    }
    this.#cut = true
    const last = text.charCodeAt(room - 1)
    const end = last >= 0xd800 && last <= 0xdbff ? room - 1 : room
    this.#parts.push(text.slice(0, Math.max(0, end)))
    this.#length = this.#most
  }

  /** True once something was left out. */
  get cut(): boolean {
    return this.#cut
  }

  /** Characters that still fit. */
  get room(): number {
    return this.#most - this.#length
  }

  toString(): string {
    return this.#parts.join('')
  }
}
