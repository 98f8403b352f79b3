// The sample office fits the contract and the rulebook, and looks alive on any day.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { setUp } from '../../src-main/office/own-contract.ts'
import { registerIncoming } from '../../src-main/registers/contract.ts'
import { loadRulebook } from '../../src-main/rulebook/load.ts'
import { squeeze, textOf } from './file-text.ts'

const resources = join(import.meta.dirname, '../../resources')
const folder = join(resources, 'sample-office')
const rulebook = loadRulebook(join(resources, 'rulebook'))

interface SampleDocument {
  daysAgo: number
  issuedDaysBefore?: number
  dueDaysAfter?: number
  files: string[]
  documentTypeId: string
  numberSymbol: string
  subject: string
  secrecy: string
  issuingBody: { name: string; level: string }
  signer: { position: string; name?: string }
}
const { office, documents } = JSON.parse(readFileSync(join(folder, 'sample-office.json'), 'utf8')) as {
  office: { name: string; parentName: string; level: 'commune' }
  documents: SampleDocument[]
}

test('the office can be set up with it', () => {
  expect(setUp.input.safeParse(office)).toMatchObject({ success: true })
})

test.each(documents)('$numberSymbol of $issuingBody.name can be registered', ({ daysAgo, issuedDaysBefore, dueDaysAfter, files, ...fields }) => {
  expect(registerIncoming.input.safeParse({ ...fields, files: [] })).toMatchObject({ success: true })
  expect(rulebook.documentType(fields.documentTypeId)).toBeDefined()
  if (/^\d/u.test(fields.numberSymbol)) expect(rulebook.guessDocumentTypes(fields.numberSymbol).map(({ id }) => id)).toContain(fields.documentTypeId)
  expect(daysAgo).toBeGreaterThanOrEqual(0)
  expect(issuedDaysBefore ?? 0).toBeGreaterThanOrEqual(0)
  expect(dueDaysAfter ?? 1).toBeGreaterThan(0)
  for (const path of files) expect([path, existsSync(join(folder, path))]).toEqual([path, true])
  expect(fields.signer.name).toBeUndefined()
})

test('about forty documents of two months, oldest first, some of this week, some overdue, none twice', () => {
  expect(documents.length).toBeGreaterThanOrEqual(40)
  const days = documents.map(({ daysAgo }) => daysAgo)
  expect(days).toEqual(days.toSorted((a, b) => b - a))
  expect(days[0]).toBeGreaterThan(55)
  expect(days.filter((day) => day < 7).length).toBeGreaterThan(3)
  const due = documents.filter(({ dueDaysAfter }) => dueDaysAfter !== undefined)
  expect(due.filter(({ daysAgo, dueDaysAfter }) => dueDaysAfter! < daysAgo).length).toBeGreaterThan(3)
  expect(due.filter(({ daysAgo, dueDaysAfter }) => dueDaysAfter! >= daysAgo).length).toBeGreaterThan(3)
  const keys = documents.map(({ numberSymbol, issuingBody, subject }) => `${numberSymbol || subject}|${issuingBody.name}`)
  expect(new Set(keys).size).toBe(keys.length)
})

test('its bodies stand in the starting tree, but for the base, other communes and senders of letters', () => {
  const tree = new Map(rulebook.officeTree(office, '2026-11-23').map((body) => [body.name, body]))
  for (const { issuingBody } of documents) {
    const found = tree.get(issuingBody.name)
    if (found) expect([issuingBody.name, found.level, found.isGroup]).toEqual([issuingBody.name, issuingBody.level, false])
    else expect(issuingBody.name).toMatch(/^(?:Chi bộ|Trường|Trạm|Hợp tác xã|Các hộ dân|Đảng ủy xã Tây Mẫu)/u)
  }
})

test('a secret document has no file', () => {
  const secret = documents.filter(({ secrecy }) => secrecy !== 'none')
  expect(secret.length).toBeGreaterThan(0)
  for (const { files, subject } of secret) expect([files, subject]).toEqual([[], '(văn bản mật, không ghi trích yếu)'])
})

test('each file is used, says what is registered, and that it is a sample', async () => {
  expect(readdirSync(join(folder, 'files')).sort()).toEqual(documents.flatMap(({ files }) => files.map((path) => path.slice('files/'.length))).sort())
  for (const { files, numberSymbol, subject } of documents) {
    const [path] = files
    if (!path?.endsWith('.pdf') && !path?.endsWith('.docx')) continue
    const text = squeeze(await textOf(join(folder, path)))
    for (const part of ['mẫu: văn bản minh họa', numberSymbol, subject]) expect([path, text.includes(squeeze(part))]).toEqual([path, true])
  }
})

test('the maker gives the same office again', () => {
  const again = mkdtempSync(join(tmpdir(), 'office '))
  try {
    execFileSync(process.execPath, [join(import.meta.dirname, '../fixtures/samples/make-office.ts'), again], { stdio: ['ignore', 'ignore', 'inherit'] })
    for (const path of ['sample-office.json', ...documents.flatMap(({ files }) => files)]) {
      expect([path, readFileSync(join(again, path)).equals(readFileSync(join(folder, path)))]).toEqual([path, true])
    }
  } finally {
    rmSync(again, { recursive: true, force: true })
  }
}, 60_000)
