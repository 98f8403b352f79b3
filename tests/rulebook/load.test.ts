// A broken rulebook is refused at start, and the message names the file and the entry.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RulebookFault, loadRulebook } from '../../src-main/rulebook/load.ts'

const shipped = join(import.meta.dirname, '../../resources/rulebook')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rulebook '))
  cpSync(shipped, folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Loose = Record<string, unknown>

/** Breaks a copy of the shipped rulebook, and gives the fault that loading it throws. */
function faultAfter(file: string, breaking: (entries: Loose[]) => void): RulebookFault {
  const content = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { entries: Loose[] }
  breaking(content.entries)
  writeFileSync(join(folder, file), JSON.stringify(content))
  return faultOf()
}

function faultOf(): RulebookFault {
  try {
    loadRulebook(folder)
  } catch (fault) {
    if (fault instanceof RulebookFault) return fault
    throw fault
  }
  throw new Error('the broken rulebook was accepted')
}

const entry = (entries: Loose[], id: string) => entries.find((candidate) => candidate['id'] === id) as Loose

test('the shipped rulebook loads', () => {
  expect(loadRulebook(folder).entries.documentTypes.length).toBeGreaterThan(30)
})

test('a missing file', () => {
  rmSync(join(folder, 'levels.json'))
  expect(faultOf().message).toBe('levels.json: cannot be read')
})

test('a file that is not JSON', () => {
  writeFileSync(join(folder, 'levels.json'), '{')
  expect(faultOf().message).toMatch(/^levels\.json: not JSON/)
})

test('a field of the wrong kind', () => {
  const fault = faultAfter('document-types.json', (entries) => (entry(entries, 'ket-luan')['verified'] = 'yes'))
  expect(fault).toMatchObject({ file: 'document-types.json', entry: '"ket-luan"' })
  expect(fault.reason).toMatch(/^verified:/)
})

test('a field that nobody knows', () => {
  expect(faultAfter('levels.json', (entries) => (entry(entries, 'base')['colour'] = 'red')).entry).toBe('"base"')
})

test('a day that does not exist', () => {
  expect(faultAfter('levels.json', (entries) => (entry(entries, 'district')['effectiveTo'] = '2025-06-31')).reason).toMatch(/^effectiveTo:/)
})

test('dates reversed', () => {
  const fault = faultAfter('levels.json', (entries) => (entry(entries, 'district')['effectiveFrom'] = '2026-01-01'))
  expect(fault.message).toBe('levels.json, entry "district": effectiveTo lies before effectiveFrom')
})

test('an id given twice for the same days', () => {
  const twice = faultAfter('registers.json', (entries) => entries.push({ ...entry(entries, 'den') }))
  expect(twice).toMatchObject({ file: 'registers.json', entry: '"den"', reason: 'the id stands twice for the same days' })
})

test('a rule may be followed by its successor of the same id', () => {
  const file = join(folder, 'register-forms.json')
  const content = JSON.parse(readFileSync(file, 'utf8')) as { entries: Loose[] }
  const form = entry(content.entries, 'so-dang-ky-van-ban-den')
  form['effectiveTo'] = '2027-12-31'
  content.entries.push({ ...form, effectiveFrom: '2028-01-01', effectiveTo: null, source: 'next' })
  writeFileSync(file, JSON.stringify(content))
  const rulebook = loadRulebook(folder)
  expect(rulebook.registerForm('so-dang-ky-van-ban-den', '2027-12-31')?.source).toMatch(/Phụ lục IV/)
  expect(rulebook.registerForm('so-dang-ky-van-ban-den', '2028-01-01')?.source).toBe('next')
})

test('a week without a working day', () => {
  const fault = faultAfter('days-off.json', (entries) => (entry(entries, 'ngay-nghi-hang-tuan')['weekdays'] = [1, 2, 3, 4, 5, 6, 7]))
  expect(fault).toMatchObject({ file: 'days-off.json', entry: '"ngay-nghi-hang-tuan"' })
  expect(fault.reason).toMatch(/^weekdays:/)
})

test('a loop in the tree of bodies', () => {
  const fault = faultAfter('issuing-bodies.json', (entries) => (entry(entries, 'trung-uong')['parent'] = 'cuc-hoa-chat'))
  expect(fault.message).toMatch(/^issuing-bodies\.json, entry ".*": stands below itself$/)
})

test('a body that follows itself', () => {
  const fault = faultAfter('issuing-bodies.json', (entries) => (entry(entries, 'bo-tai-chinh')['successor'] = 'bo-ke-hoach-va-dau-tu'))
  expect(fault.reason).toBe('follows itself')
})

test.each([
  ['issuing-body-templates.json', 'so-noi-vu-tinh', 'parent', 'uy-ban', 'no parent "uy-ban"'],
  ['issuing-bodies.json', 'ban-dan-van-trung-uong', 'successor', 'ban-moi', 'no successor "ban-moi"'],
  ['registers.json', 'den', 'formId', 'so-khac', 'no form "so-khac"'],
  ['document-types.json', 'luat', 'symbolPatterns', ['('], 'not a pattern: ('],
  ['days-off.json', 'ngay-chien-thang', 'day', 31, 'no day 31/4 in every year'],
  ['days-off.json', 'ngay-gio-to-hung-vuong', 'day', 30, 'no day 30/3 in every year'],
  ['days-off.json', 'ngay-chien-thang', 'before', 1, 'all its days lie before the day that names it'],
  ['due-rules.json', 'giay-moi-khong-dat-han', 'documentTypeIds', ['giay-khac'], 'no document type "giay-khac"'],
  ['due-rules.json', 'giai-quyet-van-ban-khan', 'urgencies', ['khan', 'normal'], 'rules the same documents as "giai-quyet-van-ban-thuong"'],
])('%s, %s: a %s that points nowhere', (file, id, field, value, reason) => {
  expect(faultAfter(file, (entries) => (entry(entries, id)[field] = value))).toMatchObject({ file, entry: `"${id}"`, reason })
})
