// The parts of a Word file around its table: looks, page set-up, header with the watermark, footer with page x/y.
import { coverHeight, coverLooks, coverText } from './cover-looks.ts'
import { escapeXml, plainText, xmlHead } from './ooxml.ts'
import type { Book, PrintedTable } from './printed-table.ts'
import { footText } from './page-foot.ts'

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

/** Millimetres in twentieths of a point. */
export const twips = (mm: number): number => Math.round((mm * 1440) / 25.4)

interface Look {
  readonly size: number
  readonly bold?: boolean
  readonly italic?: boolean
  readonly underlined?: boolean
  readonly grey?: boolean
  readonly align?: 'center' | 'right'
  readonly before?: number
  readonly after?: number
}

const looks: Readonly<Record<string, Look>> = {
  CellLeft: { size: 10 },
  CellCentre: { size: 10, align: 'center' },
  CellRight: { size: 10, align: 'right' },
  SumLeft: { size: 10, bold: true },
  SumCentre: { size: 10, bold: true, align: 'center' },
  SumRight: { size: 10, bold: true, align: 'right' },
  Group: { size: 10, bold: true, before: 40, after: 40 },
  ColumnHeading: { size: 10, bold: true, align: 'center', before: 40, after: 40 },
  ColumnNumber: { size: 9.5, italic: true, align: 'center' },
  Parent: { size: 12, align: 'center' },
  Office: { size: 12, bold: true, align: 'center' },
  Nation: { size: 13, bold: true, underlined: true, align: 'center' },
  PlaceAndDay: { size: 12, italic: true, align: 'center', before: 60 },
  TableTitle: { size: 15, bold: true, align: 'center', before: 200 },
  Subtitle: { size: 12, italic: true, align: 'center' },
  Gap: { size: 6 },
  Chart: { size: 6, align: 'center', before: 160 },
  Counted: { size: 11, bold: true, before: 120 },
  Closing: { size: 12, before: 80 },
  Signature: { size: 12, bold: true, align: 'center' },
  SignatureNote: { size: 11, italic: true, align: 'center' },
  SignatureName: { size: 12, bold: true, align: 'center', before: 1100 },
  Small: { size: 8.5, grey: true, before: 120 },
  RunningHead: { size: 9, italic: true, grey: true },
  Foot: { size: 8.5, grey: true },
  CoverFoot: { size: 8.5, grey: true, align: 'center' },
  CoverRule: { size: 4 },
  ...Object.fromEntries(Object.entries(coverLooks).map(([role, { size, bold, above }]) => [coverStyle(role), { size, bold, align: 'center', before: twips(above) } satisfies Look])),
}

function coverStyle(role: string): string {
  return `Cover${role[0]!.toUpperCase()}${role.slice(1)}`
}

/** word/styles.xml */
export function stylesPart(): string {
  const fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>'
  const style = ([id, look]: readonly [string, Look]) => {
    const run = [
      look.bold ? '<w:b/>' : '', look.italic ? '<w:i/>' : '', look.grey ? '<w:color w:val="525257"/>' : '',
      `<w:sz w:val="${look.size * 2}"/><w:szCs w:val="${look.size * 2}"/>`, look.underlined ? '<w:u w:val="single"/>' : '',
    ].join('')
    const spacing = `<w:spacing w:before="${look.before ?? 0}" w:after="${look.after ?? 0}"/>`
    return `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="VanThu ${id}"/><w:basedOn w:val="Normal"/><w:pPr>${spacing}${look.align === undefined ? '' : `<w:jc w:val="${look.align}"/>`}</w:pPr><w:rPr>${run}</w:rPr></w:style>`
  }
  return `${xmlHead}<w:styles xmlns:w="${word}"><w:docDefaults><w:rPrDefault><w:rPr>${fonts}<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>${Object.entries(looks).map(style).join('')}</w:styles>`
}

/** word/settings.xml: without it Word opens the file in the mode of its version of 2007. */
export function settingsPart(): string {
  return `${xmlHead}<w:settings xmlns:w="${word}"><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`
}

/** A paragraph in one of the looks. */
export function paragraph(style: string, text: string, { struck = false, keep = false }: { readonly struck?: boolean; readonly keep?: boolean } = {}): string {
  const properties = `<w:pPr><w:pStyle w:val="${style}"/>${keep ? '<w:keepNext/>' : ''}</w:pPr>`
  const plain = plainText(text)
  if (plain === '') return `<w:p>${properties}</w:p>`
  const lines = plain.split('\n').map((line) => `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`)
  return `<w:p>${properties}<w:r>${struck ? '<w:rPr><w:strike/></w:rPr>' : ''}${lines.join('<w:br/>')}</w:r></w:p>`
}

/** The lines of a cover, the office's name with a short rule below it; in the middle of the page, as far as it can be reckoned. */
export function docxCover({ cover }: Book, page: PrintedTable['page']): string {
  const room = page.widthMm - page.marginsMm.left - page.marginsMm.right
  const side = twips((room - 50) / 2)
  const rule = `<w:p><w:pPr><w:pStyle w:val="CoverRule"/><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr><w:ind w:left="${side}" w:right="${side}"/></w:pPr></w:p>`
  const height = cover.reduce((sum, line) => sum + coverHeight(line, room), 0)
  // Not by the section's own vertical alignment: LibreOffice does not know it.
  const above = Math.max(10, (page.heightMm - height) / 2 - page.marginsMm.top - 8)
  const space = `<w:p><w:pPr><w:pStyle w:val="CoverRule"/><w:spacing w:before="${twips(above)}" w:after="0"/></w:pPr></w:p>`
  return space + cover.map((line) => paragraph(coverStyle(line.role), coverText(line)) + (coverLooks[line.role].ruled ? rule : '')).join('')
}

/** Page, margins and numbering of a section; a cover is framed, and not counted. */
export function sectionOf({ page }: PrintedTable, header: string, footer: string, cover = false): string {
  const { top, right, bottom, left } = page.marginsMm
  const orientation = page.widthMm > page.heightMm ? ' w:orient="landscape"' : ''
  const frame = ['top', 'left', 'bottom', 'right'].map((edge) => `<w:${edge} w:val="thickThinSmallGap" w:sz="24" w:space="31" w:color="auto"/>`).join('')
  // Who printed it stands inside the frame: programs do not agree where a frame leaves a footer.
  const [foot, rest] = cover ? [15, `<w:pgBorders w:offsetFrom="page">${frame}</w:pgBorders>`] : [6, '<w:pgNumType w:start="1"/>']
  return `<w:sectPr><w:headerReference w:type="default" r:id="${header}"/><w:footerReference w:type="default" r:id="${footer}"/><w:pgSz w:w="${twips(page.widthMm)}" w:h="${twips(page.heightMm)}"${orientation}/><w:pgMar w:top="${twips(top)}" w:right="${twips(right)}" w:bottom="${twips(Math.max(foot + 9, bottom))}" w:left="${twips(left)}" w:header="${twips(8)}" w:footer="${twips(foot)}" w:gutter="0"/>${rest}</w:sectPr>`
}

/** What stands above each page of a book. */
export function runningHead({ letterhead, title, book }: PrintedTable): readonly string[] {
  return book === undefined ? [] : [letterhead.officeName, title, book.volume ?? '']
}

/** A header: the running head, and the watermark behind the page. */
export function docxHeader(table: PrintedTable, head: readonly string[], number: number): string {
  const { page } = table
  const room = twips(page.widthMm - page.marginsMm.left - page.marginsMm.right)
  const tabs = `<w:tabs><w:tab w:val="center" w:pos="${Math.round(room / 2)}"/><w:tab w:val="right" w:pos="${room}"/></w:tabs>`
  const text = head.map((part) => `<w:r><w:t xml:space="preserve">${escapeXml(part)}</w:t></w:r>`).join('<w:r><w:tab/></w:r>')
  const mark = watermarkShapes(table, number).map((shape) => `<w:r><w:pict>${shape}</w:pict></w:r>`).join('')
  return `${xmlHead}<w:hdr xmlns:w="${word}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w10="urn:schemas-microsoft-com:office:word"><w:p><w:pPr><w:pStyle w:val="RunningHead"/>${tabs}</w:pPr>${mark}${text}</w:p></w:hdr>`
}

/** The footer of a cover: the journal's head, when it was printed and by whom. */
export function docxCoverFooter({ foot }: PrintedTable): string {
  return `${xmlHead}<w:ftr xmlns:w="${word}">${paragraph('CoverFoot', footText(foot))}</w:ftr>`
}

/** A footer: the journal's head, and page x/y; of several sections each has its own count. */
export function docxFooter({ page, foot }: PrintedTable, several: boolean): string {
  const room = twips(page.widthMm - page.marginsMm.left - page.marginsMm.right)
  const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  const field = (name: string) => `${mark('begin')}<w:r><w:instrText xml:space="preserve"> ${name} </w:instrText></w:r>${mark('separate')}<w:r><w:t>${name === 'SECTIONPAGES' ? '…' : '1'}</w:t></w:r>${mark('end')}`
  return `${xmlHead}<w:ftr xmlns:w="${word}"><w:p><w:pPr><w:pStyle w:val="Foot"/><w:pBdr><w:top w:val="single" w:sz="2" w:space="4" w:color="525257"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="${room}"/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">${escapeXml(footText(foot))}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">Trang </w:t></w:r>${field('PAGE')}<w:r><w:t>/</w:t></w:r>${field(several ? 'SECTIONPAGES' : 'NUMPAGES')}</w:p></w:ftr>`
}

// Letters along the page's diagonal, as Word draws its own watermarks: WordArt in VML, one shape a line, each a picture of its own.
function watermarkShapes({ page, watermark = [] }: PrintedTable, number: number): readonly string[] {
  const points = (mm: number) => (mm * 72) / 25.4
  const shapeType = '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
  const most = Math.hypot(points(page.widthMm), points(page.heightMm)) * 0.62
  let below = 0
  return watermark.map((line, at) => {
    const text = escapeXml(line)
    const wide = Math.max(1, line.length) * 0.62
    const height = Math.min(at === 0 ? 110 : 17, most / wide)
    const width = height * wide
    // Each line's middle lies below the one before, at right angles to the letters.
    const step = (below + (at === 0 ? 0 : height)) * Math.SQRT1_2
    below += at === 0 ? height * 0.65 : height * 1.3
    const left = points(page.widthMm) / 2 + step - width / 2
    const top = points(page.heightMm) / 2 + step - height / 2
    const style = `position:absolute;margin-left:${left.toFixed(1)}pt;margin-top:${top.toFixed(1)}pt;width:${width.toFixed(1)}pt;height:${height.toFixed(1)}pt;rotation:315;z-index:-${251_658_752 - at};mso-position-horizontal-relative:page;mso-position-vertical-relative:page`
    return `${at === 0 ? shapeType : ''}<v:shape id="PowerPlusWaterMarkObject${number}${at}" o:spid="_x0000_s${2048 + number * 16 + at}" type="#_x0000_t136" style="${style}" o:allowincell="f" fillcolor="#d9d9d9" stroked="f"><v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt;font-weight:bold" string="${text}"/></v:shape>`
  })
}
