// Fields from the text of real documents and of samples, held against what stands on their paper.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { extractText } from '../../src-main/documents/extract/extract-text.ts'
import { fieldsInText } from '../../src-main/intake/rules.ts'
import type { TextFields } from '../../src-main/intake/rules.ts'
import { loadRulebook } from '../../src-main/rulebook/load.ts'
import { searchText } from '../../src-main/text/fold.ts'

const root = join(import.meta.dirname, '..')
const types = loadRulebook(join(root, '../resources/rulebook')).documentTypesOn('2026-11-24')

interface Truth {
  readonly number_symbol: string | null
  readonly date: string | null
  readonly issuing_body: string | null
  readonly parent_body?: string | null
  readonly type: string | null
  readonly subject: string | null
  readonly signer: { readonly name: string | null; readonly position: string | null } | null
}
interface Fixture {
  readonly path: string
  readonly truth: Truth | null
}

const read: { readonly path: string; readonly truth: Truth; readonly fields: TextFields; readonly text: string }[] = []

beforeAll(async () => {
  for (const folder of ['official', 'legal-docx', 'samples']) {
    for (const { path, truth } of JSON.parse(readFileSync(join(root, 'fixtures', folder, 'index.json'), 'utf8')) as Fixture[]) {
      if (!truth?.number_symbol || !/\.(?:pdf|docx)$/.test(path)) continue
      const mediaType = path.endsWith('.pdf') ? 'application/pdf' : 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
      const extracted = await extractText(readFileSync(join(root, 'fixtures', folder, path)), { mediaType, name: path })
      const text = extracted.ok && extracted.value.kind === 'text' ? extracted.value.text : ''
      read.push({ path, truth, text, fields: fieldsInText(text, types) })
    }
  }
}, 60_000)

const plain = (text: string | null | undefined) => searchText(text ?? '').replace(/^(?:v\/v|về việc|về) /u, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
/** How many were read, after each was held against the truth. */
const held = (name: keyof TextFields, fits: (value: never, truth: Truth) => boolean): number => {
  const wrong = read.filter(({ fields, truth }) => fields[name] !== undefined && !fits(fields[name] as never, truth)).map(({ path, fields }) => [path, fields[name]])
  expect(wrong).toEqual([])
  return read.filter(({ fields }) => fields[name] !== undefined).length
}

describe('what is read is right, and what is not certain is left out', () => {
  test('number and symbol', () => {
    expect(held('numberSymbol', (value: string, truth) => value === truth.number_symbol)).toBeGreaterThanOrEqual(12)
  })
  test('the day', () => {
    expect(held('issuedDate', (value: string, truth) => value === truth.date)).toBeGreaterThanOrEqual(12)
  })
  test('the type', () => {
    expect(held('documentTypeId', (value: string, truth) => plain(types.find(({ id }) => id === value)?.name) === plain(truth.type))).toBeGreaterThanOrEqual(8)
  })
  test('the subject', () => {
    expect(held('subject', (value: string, truth) => plain(value) === plain(truth.subject))).toBeGreaterThanOrEqual(12)
  })
  test('the signer', () => {
    expect(held('signerName', (value: string, truth) => plain(value) === plain(truth.signer?.name))).toBeGreaterThanOrEqual(4)
    expect(held('signerPosition', (value: string, truth) => plain(value) === plain(truth.signer?.position))).toBeGreaterThanOrEqual(10)
  })
  test('the issuing body', () => {
    const fits = (names: readonly string[], truth: Truth) => names.every((name) => plain(name).startsWith(plain(truth.issuing_body)))
    expect(held('bodyNames', fits)).toBeGreaterThanOrEqual(11)
  })

  test('a text without the national name at its top, or one that was read wrongly, gives nothing', () => {
    expect(fieldsInText('Số 15-NQ/TU\nHồng Mẫu, ngày 03 tháng 11 năm 2026\nNGHỊ QUYẾT\nvề chuyển đổi số', types)).toEqual({})
    expect(fieldsInText('', types)).toEqual({})
    expect(fieldsInText('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 24/HDLN-ВСТ\nHà Nội, ngày 31 tháng 02 năm 2026', types)).toEqual({})
  })
})
