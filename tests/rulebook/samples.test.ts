// The sample documents are what their index says, and can be made again.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadRulebook } from '../../src-main/rulebook/load.ts'
import { squeeze, textOf } from './file-text.ts'

const folder = join(import.meta.dirname, '../fixtures/samples')
const rulebook = loadRulebook(join(import.meta.dirname, '../../resources/rulebook'))

interface Row {
  path: string
  kind: string
  sha256: string
  text_layer: 'native' | 'none'
  truth: { number_symbol: string | null; issuing_body: string | null; type: string; subject: string; signer: { name: string | null; position: string } } | null
  register: { documentTypeId: string; numberSymbol: string; subject: string; issuingBody: { name: string; level: string } } | null
}
const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Row[]

test.each(index)('$path holds what its index says', async (row) => {
  expect(createHash('sha256').update(readFileSync(join(folder, row.path))).digest('hex')).toBe(row.sha256)
  if (row.register) expect(rulebook.documentType(row.register.documentTypeId)).toBeDefined()
  if (row.register?.numberSymbol) expect(rulebook.guessDocumentTypes(row.register.numberSymbol).map(({ id }) => id)).toContain(row.register.documentTypeId)
  if (row.kind !== 'pdf' && row.kind !== 'docx') return
  const text = squeeze(await textOf(join(folder, row.path)))
  if (row.text_layer === 'none') return void expect(text).toBe('')
  expect(text).toContain(squeeze('mẫu: văn bản minh họa'))
  const { number_symbol, issuing_body, subject, signer } = row.truth!
  for (const part of [number_symbol, issuing_body, subject, signer.position]) expect(text).toContain(squeeze(part!))
  expect(signer.name).toBeNull()
})

test('every kind that the real documents lack is there', () => {
  expect(new Set(index.map(({ kind }) => kind))).toEqual(new Set(['pdf', 'docx', 'xlsx', 'eml', 'html', 'png', 'jpg']))
  expect(new Set(index.flatMap(({ register }) => register?.issuingBody.level ?? []))).toEqual(new Set(['province', 'district', 'commune', 'base', 'other']))
})

test('the maker gives the same bytes again, in another time zone too', () => {
  const again = mkdtempSync(join(tmpdir(), 'samples '))
  try {
    execFileSync(process.execPath, [join(folder, 'make.ts'), again], { env: { ...process.env, TZ: 'America/Lima' }, stdio: ['ignore', 'ignore', 'inherit'] })
    for (const { path } of [...index, { path: 'index.json' }]) {
      expect([path, readFileSync(join(again, path)).equals(readFileSync(join(folder, path)))]).toEqual([path, true])
    }
  } finally {
    rmSync(again, { recursive: true, force: true })
  }
}, 60_000)
