// What a register's print is made of: the form (data of the rulebook), what the office fills in, and the rows.

/** mẫu sổ: as the rulebook gives it. */
export interface PrintedForm {
  readonly page: {
    readonly widthMm: number
    readonly heightMm: number
    readonly marginsMm: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number }
  }
  readonly columns: readonly PrintedColumn[]
  /** a row (1) (2) … under the headings */
  readonly columnNumbers: boolean
  /** lines of the cover, with {places} to fill */
  readonly cover: readonly { readonly text: string }[]
}

export interface PrintedColumn {
  readonly key: string
  /** the heading, broken into lines */
  readonly lines: readonly string[]
  readonly widthMm: number
}

/** bìa sổ: what is left out stays dotted, to be filled by hand. */
export interface RegisterCover {
  /** tên cơ quan chủ quản trực tiếp; empty: the line is left out */
  readonly parentName: string
  readonly officeName: string
  /** "Sổ đăng ký văn bản đến" */
  readonly registerName: string
  readonly year: number
  /** YYYY-MM-DD */
  readonly from?: string
  readonly to?: string
  readonly numberFrom?: number | string
  readonly numberTo?: number | string
  readonly volume?: number | string
}

export interface RegisterRow {
  /** by the key of the column; what is missing stays empty, for the hand */
  readonly cells: Readonly<Record<string, string>>
  /** struck through: the number stays taken */
  readonly cancelled: boolean
}

export interface RegisterFoot {
  /** hash of the journal's head, 64 hex digits */
  readonly headHash: string
  /** instant of printing, ISO 8601 */
  readonly printedAt: string
  /** who printed it: a post or an account's name */
  readonly printedBy: string
}

export interface RegisterPrint {
  readonly form: PrintedForm
  readonly cover: RegisterCover
  /** false: the pages alone, to be put into a book that has a cover */
  readonly withCover?: boolean
  readonly rows: Iterable<RegisterRow>
  readonly foot: RegisterFoot
  /** folder of the Tinos faces */
  readonly fonts: string
  readonly signal?: AbortSignal
  /** told now and then, with the rows laid out so far */
  readonly onProgress?: (rows: number) => void
}

const dots = '..........'

/** Fills a line of the cover. */
export function fillCover(text: string, cover: RegisterCover, day: (iso: string) => string): string {
  const values: Readonly<Record<string, string | undefined>> = {
    parentName: cover.parentName,
    officeName: cover.officeName,
    registerName: cover.registerName,
    year: String(cover.year),
    fromDate: cover.from === undefined ? undefined : day(cover.from),
    toDate: cover.to === undefined ? undefined : day(cover.to),
    fromNumber: cover.numberFrom === undefined ? undefined : String(cover.numberFrom),
    toNumber: cover.numberTo === undefined ? undefined : String(cover.numberTo),
    volume: cover.volume === undefined ? undefined : String(cover.volume),
  }
  return text.replace(/\{(\w+)\}/g, (_place, name: string) => values[name] ?? dots)
}
