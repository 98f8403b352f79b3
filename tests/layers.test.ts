// The rule that holds the plan of the rooms must refuse what it forbids: a gate that never closes is none.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tablesOf } from '../src-main/archive/schema.ts'
import { officeSchema } from '../src-main/office/schema.ts'

const root = join(import.meta.dirname, '..')
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layers '))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  cpSync(join(root, 'scripts', 'lib', 'layers.cjs'), join(folder, 'layers.cjs'))
  cpSync(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function cruise(files: Record<string, string>): string {
  rmSync(join(folder, 'src-main'), { recursive: true, force: true })
  rmSync(join(folder, 'src-renderer'), { recursive: true, force: true })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  mkdirSync(join(folder, 'src-renderer'), { recursive: true })
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const result = spawnSync(process.execPath, [program, '--config', 'layers.cjs', '--output-type', 'err', 'src-main', 'src-renderer'], { cwd: folder, encoding: 'utf8' })
  return result.stdout + result.stderr
}

test('imports downwards are let through', () => {
  const words = cruise({ 'src-main/text/a.ts': 'export const a = 1\n', 'src-main/archive/b.ts': "import { a } from '../text/a.ts'\nexport const b = a\n" })
  expect(words).toContain('no dependency violations')
  expect(words).toContain('2 modules')
})

test.each([
  ['archive-imports-downwards', { 'src-main/registers/a.ts': 'export const a = 1\n', 'src-main/archive/b.ts': "import { a } from '../registers/a.ts'\nexport const b = a\n" }],
  ['no-circles', { 'src-main/text/a.ts': "import { b } from './b.ts'\nexport const a = () => b\n", 'src-main/text/b.ts': "import { a } from './a.ts'\nexport const b = () => a\n" }],
  ['shell-knows-the-contract-alone', { 'src-main/office/session.ts': 'export const a = 1\n', 'src-main/shell/b.ts': "import { a } from '../office/session.ts'\nexport const b = a\n" }],
  ['only-the-shell-imports-electron', { 'src-main/office/b.ts': "import { app } from 'electron'\nexport const b = app\n" }],
  ['renderer-knows-contracts-rules-and-text', { 'src-main/registers/records.ts': 'export const a = 1\n', 'src-renderer/b.ts': "import { a } from '../src-main/registers/records.ts'\nexport const b = a\n" }],
  ['every-room-is-in-the-plan', { 'src-main/cellar/a.ts': "import { join } from 'node:path'\nexport const a = join\n" }],
])('%s refuses', (rule, files) => {
  expect(cruise(files)).toContain(rule)
})

test('records are written by the journal alone', () => {
  // INSERT, UPDATE or DELETE on a table of records outside archive/ would be a change without an entry.
  const records = [...tablesOf(officeSchema).values()].filter(({ class: kind }) => kind === 'record').map(({ name }) => name)
  expect(records).toEqual(expect.arrayContaining(['document', 'number_period', 'series', 'number_reservation', 'document_recipient']))
  const pattern = `(INSERT (OR [A-Z]+ )?INTO|UPDATE|DELETE FROM) (${records.join('|')})\\b`
  const found = spawnSync('grep', ['-rnE', pattern, 'src-main'], { cwd: root, encoding: 'utf8' }).stdout
  expect(found).toBe('')
  expect(execFileSync('grep', ['-rlE', 'INSERT INTO', 'src-main/archive'], { cwd: root, encoding: 'utf8' })).not.toBe('')
})
