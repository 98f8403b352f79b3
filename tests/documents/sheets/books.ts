// Workbooks made for the tests: by the library, and by hand where every byte must be known.
import { CFB, utils, write } from '@e965/xlsx'
import type { BookType, WorkSheet } from '@e965/xlsx'
import { zipOf } from '../samples.ts'

/** Bytes of a workbook with one sheet of these rows. */
export function bookOf(rows: readonly (readonly unknown[])[], bookType: BookType = 'xlsx', shape?: (sheet: WorkSheet) => void): Uint8Array {
  const sheet = utils.aoa_to_sheet(rows as unknown[][], { UTC: true })
  shape?.(sheet)
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, 'Sổ đến')
  return new Uint8Array(write(book, { type: 'buffer', bookType, cellStyles: true, compression: true }) as Buffer)
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

/** An XLSX whose sheet is the XML given. */
export function xlsxOf(sheetXml: string | Uint8Array, more: Readonly<Record<string, string | Uint8Array>> = {}): Promise<Uint8Array> {
  return zipOf({
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    '_rels/.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml': `<?xml version="1.0"?><workbook ${main} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sổ đến" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': sheetXml,
    ...more,
  })
}

/** The XML of a sheet with these rows of XML. */
export function sheetXml(rows: string, after = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet ${main}><sheetData>${rows}</sheetData>${after}</worksheet>`
}

/** A compound file (OLE) of these streams. */
export function compoundOf(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const file = CFB.utils.cfb_new()
  for (const [path, content] of Object.entries(streams)) CFB.utils.cfb_add(file, path, Buffer.from(content))
  return new Uint8Array(CFB.write(file, { type: 'buffer' }) as Buffer)
}

/** A stream of BIFF5 with labels, one byte a letter; `codePage` as Excel 95 writes it. */
export function biff5Of(rows: readonly (readonly Uint8Array[])[], codePage: number): Uint8Array {
  const record = (type: number, ...parts: Uint8Array[]) => {
    const content = Buffer.concat(parts)
    const head = Buffer.alloc(4)
    head.writeUInt16LE(type, 0)
    head.writeUInt16LE(content.length, 2)
    return Buffer.concat([head, content])
  }
  const words = (...values: number[]) => {
    const bytes = Buffer.alloc(values.length * 2)
    values.forEach((value, at) => bytes.writeUInt16LE(value, at * 2))
    return bytes
  }
  const name = Buffer.from('Sheet1', 'latin1')
  const sheetHead = (position: number) => record(0x0085, words(position & 0xffff, position >>> 16, 0), Buffer.from([name.length]), name)
  const head = (position: number) => Buffer.concat([record(0x0809, words(0x0500, 0x0005, 0, 0)), record(0x0042, words(codePage)), sheetHead(position), record(0x000a)])
  const labels = rows.flatMap((cells, row) => cells.map((text, column) => record(0x0204, words(row, column, 0, text.length), text)))
  return Buffer.concat([head(head(0).length), record(0x0809, words(0x0500, 0x0010, 0, 0)), ...labels, record(0x000a)])
}
