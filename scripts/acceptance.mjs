// npm run acceptance: the 68 requirements of NĐ 30/2020/NĐ-CP, Phụ lục VI, with the tests of the last run that prove each
// (a test names the item in its title: VI.III.1.h). Fails on an item that is claimed without a passing test.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fail, root } from './lib/project.mjs'
import { reports } from './lib/tests.mjs'

const ITEM = /\b(?:VI\.(?:III\.[1-8]\.[a-zđ]|IV\.\d[a-zđ]?)|V\.[1-6])(?![\p{L}\d.])/gu

function tests() {
  if (!existsSync(reports)) throw new Error('no report of a test run is there: npm test first')
  return readdirSync(reports)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => JSON.parse(readFileSync(join(reports, name), 'utf8')).testResults)
    .flatMap((file) => file.assertionResults)
}

try {
  const read = (name) => JSON.parse(readFileSync(join(root, 'resources', 'acceptance', name), 'utf8'))
  const { items } = read('phuluc6.json')
  const claimed = new Set(read('claims.json').claimed)
  const proofs = new Map(items.map(({ item }) => [item, { passed: [], failed: [] }]))
  for (const { fullName, status } of tests()) {
    for (const [item] of fullName.normalize('NFC').matchAll(ITEM)) {
      const proof = proofs.get(item)
      if (proof && status === 'passed') proof.passed.push(fullName)
      if (proof && status === 'failed') proof.failed.push(fullName)
    }
  }
  let wrong = 0
  for (const { item, text } of items) {
    const { passed, failed } = proofs.get(item)
    const holds = claimed.has(item) && passed.length > 0 && failed.length === 0
    if (claimed.has(item) && !holds) wrong += 1
    const state = holds ? 'holds  ' : claimed.has(item) ? 'CLAIMED' : passed.length > 0 ? 'partly ' : '·      '
    process.stdout.write(`${state} ${item.padEnd(11)} ${text}\n`)
    for (const name of passed.slice(0, 3)) process.stdout.write(`                      ✓ ${name}\n`)
    for (const name of failed) process.stdout.write(`                      ✗ ${name}\n`)
  }
  const held = items.filter(({ item }) => claimed.has(item)).length - wrong
  process.stdout.write(`\n${held} of ${items.length} hold, ${wrong} claimed without a passing test\n`)
  process.exitCode = wrong === 0 ? 0 : 1
} catch (error) {
  fail(error)
}
