// The PDF of a form: pages drawn on canvases, Tinos embedded as far as it is used, with Unicode kept for every glyph.
//
// Why @cantoo/pdf-lib with our own lines, and not pdfkit or pdfmake: measured side by side for a register of 20,000 rows,
// pdfmake 0.3 took 24 s and 1,345 MB, pdfkit 0.20 10 s and 985 MB, this 6 s and 320 MB (today's figure is printed by
// tests/documents/register-book.test.ts). pdf-lib also merges the packs of meetings, so one library does both.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { deflateSync } from 'node:zlib'
import fontkit from '@cantoo/fontkit'
import { PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import type { PDFFont, PDFRef } from '@cantoo/pdf-lib'
import { Canvas } from './canvas.ts'
import { Pace } from './pace.ts'
import { Typeface } from './typeface.ts'

/** A finished print. */
export interface Print {
  readonly bytes: Uint8Array
  readonly pages: number
}

export interface Faces {
  readonly regular: Typeface
  readonly bold: Typeface
  readonly italic: Typeface
  readonly boldItalic: Typeface
}

export interface PrintOptions {
  /** Title in the document's properties. */
  readonly title: string
  /** Office in whose name it is printed. */
  readonly author: string
  /** Folder of Tinos-Regular.ttf, -Bold, -Italic, -BoldItalic. */
  readonly fonts: string
  /** Instant of printing, ISO 8601. */
  readonly printedAt: string
}

interface Sheet {
  readonly width: number
  readonly height: number
  readonly content: PDFRef[]
}

const files = { regular: 'Tinos-Regular.ttf', bold: 'Tinos-Bold.ttf', italic: 'Tinos-Italic.ttf', boldItalic: 'Tinos-BoldItalic.ttf' } as const

/** Collects pages; each is compressed when the next begins, so that a book of thousands stays small. */
export class PrintJob {
  readonly faces: Faces
  readonly #document: PDFDocument
  readonly #refs: Readonly<Record<string, PDFRef>>
  readonly #fonts: readonly PDFFont[]
  readonly #sheets: Sheet[] = []

  private constructor(document: PDFDocument, faces: Faces, refs: Readonly<Record<string, PDFRef>>, fonts: readonly PDFFont[]) {
    this.#document = document
    this.faces = faces
    this.#refs = refs
    this.#fonts = fonts
  }

  /** Begins a print: reads the faces and sets the properties. Throws when the font files are not there. */
  static async begin(options: PrintOptions): Promise<PrintJob> {
    const document = await PDFDocument.create()
    document.registerFontkit(fontkit)
    const refs: Record<string, PDFRef> = {}
    const fonts: PDFFont[] = []
    const face = async (file: string, resource: string) => {
      // Ligatures off: "fi" as one glyph extracts as one sign in some readers.
      const font = await document.embedFont(await readFile(join(options.fonts, file)), { subset: true, features: { liga: false } })
      refs[resource] = font.ref
      const typeface = new Typeface(font, resource)
      // The first word makes fontkit read the font's tables, 50 ms of work: not for all four faces at a stretch.
      typeface.widthOf('Số', 1)
      await setImmediate()
      fonts.push(font)
      return typeface
    }
    const faces = {
      regular: await face(files.regular, 'F1'),
      bold: await face(files.bold, 'F2'),
      italic: await face(files.italic, 'F3'),
      boldItalic: await face(files.boldItalic, 'F4'),
    }
    const at = new Date(options.printedAt)
    document.setTitle(options.title, { showInWindowTitleBar: true })
    document.setAuthor(options.author)
    document.setCreator('Văn Thư')
    document.setProducer('Văn Thư')
    document.setLanguage('vi-VN')
    document.setCreationDate(at)
    document.setModificationDate(at)
    return new PrintJob(document, faces, refs, fonts)
  }

  get pages(): number {
    return this.#sheets.length
  }

  /** Adds a finished page. */
  add(canvas: Canvas): void {
    this.#sheets.push({ width: canvas.width, height: canvas.height, content: [this.#stream(canvas.take())] })
  }

  /** Draws on a page that was added before: what could not be known then, such as how many pages there are. */
  drawOn(page: number, draw: (canvas: Canvas) => void): void {
    const sheet = this.#sheets[page]!
    const canvas = new Canvas(sheet.width, sheet.height)
    draw(canvas)
    sheet.content.push(this.#stream(canvas.take()))
  }

  /** Writes the PDF. @throws the signal's reason, when it is aborted */
  async finish(signal?: AbortSignal): Promise<Print> {
    const pace = new Pace({ signal })
    const { context } = this.#document
    const resources = context.register(context.obj({ Font: this.#refs, ProcSet: ['PDF', 'Text'] }))
    for (const sheet of this.#sheets) {
      const page = this.#document.addPage([(sheet.width * 72) / 25.4, (sheet.height * 72) / 25.4])
      page.node.set(PDFName.of('Resources'), resources)
      page.node.set(PDFName.of('Contents'), context.obj(sheet.content))
      await pace.step()
    }
    // Cutting a face down to its letters is done by `save` for all four at once, were it not done here in turn.
    for (const font of this.#fonts) {
      await font.embed()
      await setImmediate()
    }
    const bytes = await this.#document.save({ addDefaultPage: false, objectsPerTick: 500 })
    return { bytes, pages: this.#sheets.length }
  }

  #stream(content: string): PDFRef {
    const { context } = this.#document
    const folded = deflateSync(content)
    const dictionary = context.obj({ Filter: 'FlateDecode', Length: folded.length })
    return context.register(PDFRawStream.of(dictionary, new Uint8Array(folded)))
  }
}
