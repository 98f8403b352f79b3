// What a merge field by field must not break: conditions of a table on several of its columns, and indexes that allow a value once.
import { expect, test } from 'vitest'
import { tablesOf } from '../../src-main/archive/schema.ts'
import { sql } from '../../src-main/archive/sql.ts'
import { officeSchema } from '../../src-main/office/schema.ts'
import { openDesk } from '../registers/desk.ts'

/** Columns that stay as they were when the record was made, and so cannot come from another entry than the rest. */
const lasting: Readonly<Record<string, readonly string[]>> = {
  // each beside its own id alone
  body: ['parent_id', 'successor_id', 'merged_into'],
  document: ['direction', 'import_id', 'import_row'],
  number_period: ['id', 'register_id', 'series_id', 'year'],
  number_loss: ['number_from', 'number_to'],
  document_recipient: ['kind', 'body_id'],
  document_link: ['from_id', 'to_id'],
  document_copy: ['kind', 'extract'],
  document_reader: ['account_id', 'unit_id'],
  secrecy_decision: ['kind', 'protected_until', 'to_level'],
  assignment: ['to_account_id', 'to_unit_id', 'to_name', 'given_by', 'given_by_name'],
  handling_event: ['done_by', 'done_by_name'],
  draft_act: ['to_account_id', 'to_name', 'kind', 'done_by', 'done_by_name'],
  account_role: ['id', 'account_id', 'role'],
  role_right: ['id', 'role', 'right'],
  delegation: ['from_account_id', 'to_account_id'],
  password_reset: ['asked_by'],
}

/** The text within the brackets of each CHECK. */
function checksOf(text: string): string[] {
  return [...text.matchAll(/CHECK\s*\(/g)].map(({ index, 0: { length } }) => {
    let depth = 1
    let end = index + length
    for (; depth > 0; end += 1) depth += text[end] === '(' ? 1 : text[end] === ')' ? -1 : 0
    return text.slice(index + length, end - 1)
  })
}

test('fields on which a table sets a condition together are told together, so that a merge takes them from one entry', () => {
  const desk = openDesk()
  const loose: string[] = []
  for (const table of tablesOf(officeSchema).values()) {
    if (table.class !== 'record') continue
    const text = desk.db.value<string>(sql`SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ${table.name}`)!
    const columns = desk.db.all<{ name: string }>(sql`SELECT name FROM pragma_table_info(${table.name})`).map(({ name }) => name)
    for (const check of checksOf(text)) {
      const words = check.replaceAll(/'[^']*'/g, '')
      const named = columns.filter((name) => new RegExp(`\\b${name}\\b`).test(words) && !lasting[table.name]?.includes(name))
      if (named.length > 1 && !table.together?.some((fields) => named.every((name) => fields.includes(name)))) loose.push(`${table.name}: ${check}`)
    }
    for (const name of [...(table.together ?? []).flat(), ...(table.official ?? []), ...(lasting[table.name] ?? [])]) expect(columns, table.name).toContain(name)
  }
  desk.close()
  expect(loose).toEqual([])
})

test('no index of records allows a value once: another PC may have given it too, which is shown and not refused', () => {
  const desk = openDesk()
  const records = [...tablesOf(officeSchema).values()].filter((table) => table.class === 'record').map(({ name }) => name)
  const unique = records.flatMap((table) => desk.db.all<{ name: string; origin: string; unique: number }>(sql`SELECT name, origin, "unique" FROM pragma_index_list(${table})`).flatMap(({ name, origin, unique }) => (unique === 1 && origin !== 'pk' ? [name] : [])))
  desk.close()
  // Of a book's year there is one id, so its index says no more than its key.
  expect(unique).toEqual(['number_period_by_register'])
})
