// Reads the charts of sheets and Word files back, and checks that a package hangs together.
import { dirname, join } from 'node:path/posix'
import { DomUtils, parseDocument } from 'htmlparser2'
import { expect } from 'vitest'

type Node = ReturnType<typeof parseDocument>['children'][number] | ReturnType<typeof parseDocument>
const all = (name: string, within: Node) => DomUtils.getElementsByTagName(name, within, true)
const textIn = (name: string, within: Node) => all(name, within).map((element) => DomUtils.textContent(element)).join('')

/** What a chart's XML says: undefined where a value is left out; `from` are the cells it refers to. */
export function chartIn(xml: string) {
  const chart = parseDocument(xml, { xmlMode: true })
  const pointsOf = (within: Node): (string | undefined)[] => {
    const points = new Map(all('c:pt', within).map((point) => [Number(point.attribs['idx']), textIn('c:v', point)]))
    const [count] = all('c:ptCount', within)
    return Array.from({ length: Number(count?.attribs['val']) }, (_, at) => points.get(at))
  }
  const series = all('c:ser', chart).map((one) => {
    const [name, labels, values] = ['c:tx', 'c:cat', 'c:val'].map((part) => all(part, one)[0]!) as [Node, Node, Node]
    return {
      name: textIn('c:v', name),
      labels: pointsOf(labels),
      values: pointsOf(values).map((value) => (value === undefined ? undefined : Number(value))),
      from: [name, labels, values].map((part) => textIn('c:f', part)).filter((cells) => cells !== ''),
      look: all('c:spPr', one).map((look) => DomUtils.getOuterHTML(look, { xmlMode: true })).join(''),
    }
  })
  return { kind: all('c:barChart', chart).length > 0 ? 'bar' : 'line', title: textIn('a:t', all('c:title', chart)[0]!), labels: series[0]?.labels, series, legend: all('c:legendPos', chart)[0]?.attribs['val'] }
}

/** The cells of "'Sheet'!$B$2:$D$2", in their order. */
export function cellsIn(range: string): { readonly sheet: string; readonly cells: readonly string[] } {
  const [, sheet, left, top, right, bottom] = /^'?(.*?)'?!\$([A-Z])\$(\d+):\$([A-Z])\$(\d+)$/.exec(range)!
  const cells: string[] = []
  for (let row = Number(top); row <= Number(bottom); row += 1) {
    for (let column = left!.charCodeAt(0); column <= right!.charCodeAt(0); column += 1) cells.push(`${String.fromCharCode(column)}${row}`)
  }
  return { sheet: sheet!.replaceAll("''", "'"), cells }
}

/** Each part has its type and something that leads to it, each relationship a part, and each r:id of a part its relationship. */
export function expectWhole(parts: ReadonlyMap<string, string>): void {
  const types = parts.get('[Content_Types].xml')!
  const overrides = [...types.matchAll(/PartName="\/([^"]*)"/g)].map(([, name]) => name!)
  const defaults = [...types.matchAll(/Extension="(\w+)"/g)].map(([, extension]) => extension!)
  expect(new Set(overrides).size).toBe(overrides.length)
  expect(overrides.filter((name) => !parts.has(name))).toEqual([])
  const own = [...parts.keys()].filter((name) => name !== '[Content_Types].xml')
  // "xml" alone says nothing of what a part is.
  expect(own.filter((name) => !overrides.includes(name) && (name.endsWith('.xml') || !defaults.includes(name.split('.').at(-1)!)))).toEqual([])

  const reached = new Set<string>()
  for (const [name, rels] of [...parts].filter(([name]) => name.endsWith('.rels'))) {
    const source = join(dirname(dirname(name)), name.split('/').at(-1)!.replace(/\.rels$/, ''))
    const ids = [...rels.matchAll(/Id="(\w+)" Type="[^"]*" Target="([^"]*)"/g)].map(([, id, target]) => {
      reached.add(join(dirname(dirname(name)), target!))
      return id
    })
    const asked = [...(parts.get(source) ?? '').matchAll(/ r:id="(\w+)"/g)].map(([, id]) => id)
    expect([source, asked.filter((id) => !ids.includes(id))]).toEqual([source, []])
    expect(new Set(asked).size).toBe(asked.length)
  }
  expect([...reached].filter((name) => !parts.has(name))).toEqual([])
  expect(own.filter((name) => !name.endsWith('.rels') && !reached.has(name))).toEqual([])
  for (const [name, text] of parts) if (/ r:id="/.test(text)) expect(parts.has(join(dirname(name), '_rels', `${name.split('/').at(-1)}.rels`))).toBe(true)
}
