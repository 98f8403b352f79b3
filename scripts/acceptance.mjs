// npm run acceptance: the table of NĐ 30/2020/NĐ-CP, Phụ lục VI, with the tests of the last `npm test` that prove each item.
// Fails on an item that is claimed (resources/acceptance/claims.json) without a passing test.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { acceptanceTable } from './lib/acceptance-table.mjs'
import { Explained, fail, root } from './lib/project.mjs'
import { lastTests } from './lib/tests.mjs'

const read = (name) => JSON.parse(readFileSync(join(root, 'resources', 'acceptance', name), 'utf8'))

try {
  const tests = lastTests()
  if (!tests) throw new Explained('No test has run here yet: npm test first.')
  const { items, sections, source } = read('phuluc6.json')
  const { rows, faults } = acceptanceTable(items, read('claims.json').claims, tests)
  const print = (line) => process.stdout.write(`${line}\n`)
  print(source)
  for (const { id, title } of sections) {
    print(`\n${id} ${title}`)
    for (const row of rows.filter((one) => one.id.startsWith(`${id}.`))) {
      print(`  ${row.claimed ? '✓' : '·'} ${row.id.padEnd(11)} ${row.text}`)
      for (const test of row.tests) print(`                  ${test.state}: ${test.name} (${test.file})`)
    }
  }
  print(`\n${rows.filter(({ claimed }) => claimed).length} of ${rows.length} items claimed, ${rows.filter((row) => row.tests.some(({ state }) => state === 'passed')).length} named by a passing test`)
  for (const fault of faults) print(`✗ ${fault}`)
  process.exitCode = faults.length === 0 ? 0 : 1
} catch (error) {
  fail(error)
}
