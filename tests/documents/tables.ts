// Tables for the tests of what is printed and exported, and a reader of the parts of sheets and Word files.
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect } from 'vitest'
import { unfoldEntries } from '../../src-main/documents/extract/zip.ts'
import type { PrintedTable, TableLine } from '../../src-main/documents/forms/printed-table.ts'
import { loadRulebook } from '../../src-main/rulebook/load.ts'

const resources = fileURLToPath(new URL('../../resources', import.meta.url))
export const { entries: forms } = loadRulebook(join(resources, 'rulebook'))
export const headHash = '3f2a9c01b7d41e7700aa5511ccdd2233445566778899aabbccddeeff00112233'

export const formOf = (id: string) => [...forms.registerForms, ...forms.tableForms].find((form) => form.id === id)!

/** A table in a form of the rulebook. */
export function tableIn(id: string, rows: Iterable<TableLine> | AsyncIterable<TableLine>, more: Partial<PrintedTable> = {}): PrintedTable {
  const { page, columns, columnNumbers, name } = formOf(id)
  return {
    page, columns, columnNumbers, rows,
    letterhead: { parentName: 'Tỉnh ủy Phú Thọ', officeName: 'Văn phòng Huyện ủy Yên Lạc' },
    title: name,
    foot: { headHash, printedAt: '2026-11-03T01:15:00Z', printedBy: 'Trần Thị Trang' },
    fonts: join(resources, 'fonts'),
    ...more,
  }
}

/** What people paste, and what people who mean harm do. */
export const hostile: readonly string[] = [
  '=cmd|\' /C calc\'!A0', '+84 912 345 678', '-15/BC', '@SUM(A1:A9)', '=HYPERLINK("http://example.invalid","x")',
  'a\u0000b\u0007c\u001bd\u009fe', 'lone \ud800 high', 'lone \udc00 low', 'right \u202eto left\u202c \u200fmark\u2067', 'lock 🔒 and 👩‍👩‍👧',
  '</t></is></c>', '<w:p/> & "quoted" \'once\' ]]>', '_x0041_ stays', 'dòng một\ndòng hai\r\ndòng ba\ttab', '\ufffe\uffff', '  blanks around  ', '{subject}', '&amp;lt;',
]

/** As a sheet or a Word file must hold a text. */
export const kept = (text: string): string =>
  text.normalize('NFC').toWellFormed().replace(/\r\n?/g, '\n').replaceAll('\t', ' ').replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')

export const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...hostile), fc.string({ unit: 'grapheme', maxLength: 200 }))

/** The parts of a package, by name; each must be well-formed. A workbook among them is its bytes, as latin1. */
export async function partsOf(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const found = await unfoldEntries(bytes, () => true, { zipEntries: 100, unfoldedBytes: 200_000_000 })
  if (!found.ok) throw new Error(found.error.code)
  const parts = new Map([...found.value].map(([name, content]) => [name, content.toString(name.endsWith('.xlsx') ? 'latin1' : 'utf8')]))
  for (const [name, text] of parts) if (!name.endsWith('.xlsx')) expectWellFormed(name, text)
  return parts
}

// Names closed as opened, attributes quoted and once each, entities known, no character that XML 1.0 forbids.
function expectWellFormed(part: string, text: string): void {
  const open: string[] = []
  const rest = text.replace(/^<\?xml [^>]*\?>\n?/, '')
  for (const [, closing, name, attributes = '', empty, content = ''] of rest.matchAll(/<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>([^<]*)/g)) {
    if (closing) expect([part, open.pop()]).toEqual([part, name])
    else if (!empty) open.push(name!)
    const names = [...attributes.matchAll(/([\w:]+)="/g)].map(([, one]) => one)
    if (new Set(names).size !== names.length) throw new Error(`${part}: an attribute twice in ${name}`)
    if (/&(?!amp;|lt;|gt;|quot;)/.test(attributes + content)) throw new Error(`${part}: an unknown entity in ${name}`)
  }
  expect([part, open]).toEqual([part, []])
  const outside = rest.replace(/<\/?[\w:]+(?:\s+[\w:]+="[^"<]*")*\s*\/?>/g, '')
  if (outside.includes('<')) throw new Error(`${part}: not a tag: ${outside.slice(outside.indexOf('<')).slice(0, 60)}`)
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text)) throw new Error(`${part}: a character that XML forbids`)
}
