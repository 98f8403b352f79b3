// The acceptance table of NĐ 30/2020/NĐ-CP, Phụ lục VI: which test proves which item. A test proves an item when its title
// names it, e.g. `VI.III.1.h`. Pure: items, claims and tests in, rows and faults out.

const NAMED = /VI\.(?:III|IV|V)(?:\.[0-9]+)?(?:\.[0-9a-zđ]+)?/gu

/**
 * @param {{id: string, text: string}[]} items
 * @param {string[]} claims ids said to hold
 * @param {{name: string, file: string, state: string}[]} tests of the last run
 * @returns rows, one an item, with the tests that name it; and faults in words: a claim without a passing test, a claim or
 * title that names no item, a failing test of a claimed item
 */
export function acceptanceTable(items, claims, tests) {
  const known = new Set(items.map(({ id }) => id))
  const byItem = new Map(items.map(({ id }) => [id, []]))
  const faults = []
  for (const test of tests) {
    for (const id of new Set(test.name.normalize('NFC').match(NAMED) ?? [])) {
      if (known.has(id)) byItem.get(id).push(test)
      else faults.push(`${test.file}: "${test.name}" names ${id}, which is no item of Phụ lục VI`)
    }
  }
  for (const id of claims) {
    if (!known.has(id)) faults.push(`claims.json names ${id}, which is no item of Phụ lục VI`)
    else if (!byItem.get(id).some(({ state }) => state === 'passed')) faults.push(`${id} is claimed, and no passing test names it`)
    for (const { name, state } of byItem.get(id) ?? []) if (state === 'failed') faults.push(`${id} is claimed, and its test fails: ${name}`)
  }
  const rows = items.map(({ id, text }) => ({ id, text, claimed: claims.includes(id), tests: byItem.get(id) }))
  return { rows, faults }
}
