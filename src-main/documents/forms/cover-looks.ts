// How each line of a book's cover looks, on paper, in a Word file and in a sheet alike (NĐ 30/2020/NĐ-CP, Phụ lục IV).
import type { CoverLine } from './printed-table.ts'

interface CoverLook {
  /** points */
  readonly size: number
  readonly bold: boolean
  /** in capitals */
  readonly capitals: boolean
  /** mm above its first line */
  readonly above: number
  /** a short rule below, as under an office's name */
  readonly ruled: boolean
}

/** The look of a line by its role. */
export const coverLooks: Readonly<Record<CoverLine['role'], CoverLook>> = {
  parent: { size: 15, bold: false, capitals: true, above: 0, ruled: false },
  office: { size: 16, bold: true, capitals: true, above: 1, ruled: true },
  name: { size: 30, bold: true, capitals: true, above: 24, ruled: false },
  year: { size: 20, bold: true, capitals: false, above: 5, ruled: false },
  volume: { size: 16, bold: true, capitals: false, above: 14, ruled: false },
  dates: { size: 16, bold: false, capitals: false, above: 12, ruled: false },
  other: { size: 16, bold: false, capitals: false, above: 3, ruled: false },
}

/** A line's text as the cover bears it. */
export function coverText({ role, text }: CoverLine): string {
  return coverLooks[role].capitals ? text.toLocaleUpperCase('vi') : text
}

/** mm of a letter for each point of its size: capitals of Times New Roman, bold */
const letterMm = 0.25

/** How high a line stands where it may be so wide, mm: reckoned, for programs that set the letters themselves. */
export function coverHeight(line: CoverLine, widthMm: number): number {
  const { size, above } = coverLooks[line.role]
  const lines = Math.max(1, Math.ceil((coverText(line).length * size * letterMm) / widthMm))
  return above + (lines * size * 1.35 * 25.4) / 72
}
