// Reads the charts of sheets and Word files back, and checks that a package hangs together.
import { dirname, join } from 'node:path/posix'
import { DomUtils, parseDocument } from 'htmlparser2'
import { expect } from 'vitest'

type Node = ReturnType<typeof parseDocument>['children'][number] | ReturnType<typeof parseDocument>
const all = (name: string, within: Node) => DomUtils.getElementsByTagName(name, within, true)
const textIn = (name: string, within: Node) => all(name, within).map((element) => DomUtils.textContent(element)).join('')

/** The order of an element's children, ECMA-376 Part 1, A.5.1: Excel and Word call a file damaged that has another. */
const shared = 'axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt'
const orders: Readonly<Record<string, string>> = {
  chartSpace: 'date1904 lang roundedCorners style clrMapOvr pivotSource protection chart spPr txPr externalData printSettings userShapes',
  chart: 'title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs',
  title: 'tx layout overlay spPr txPr', legend: 'legendPos legendEntry layout overlay spPr txPr', externalData: 'autoUpdate',
  plotArea: 'layout barChart lineChart catAx valAx dTable spPr', scaling: 'logBase orientation max min', marker: 'symbol size spPr',
  barChart: 'barDir grouping varyColors ser dLbls gapWidth overlap serLines axId', lineChart: 'grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId',
  ser: 'idx order tx spPr invertIfNegative pictureOptions marker dPt dLbls trendline errBars cat val smooth shape',
  dLbls: 'dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator showLeaderLines',
  catAx: `${shared} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl`, valAx: `${shared} crossBetween majorUnit minorUnit dispUnits`,
  strRef: 'f strCache', numRef: 'f numCache', strCache: 'ptCount pt', strLit: 'ptCount pt', numCache: 'formatCode ptCount pt', numLit: 'formatCode ptCount pt', pt: 'v',
}

function expectOrdered(chart: Node): void {
  for (const [name, order] of Object.entries(orders)) {
    for (const element of all(`c:${name}`, chart)) {
      const children = element.children.flatMap((child) => ('name' in child ? [child.name.replace('c:', '')] : []))
      const places = children.map((child) => order.split(' ').indexOf(child))
      expect([name, children, places]).toEqual([name, children, places.toSorted((a, b) => a - b)])
      expect([name, children.filter((_child, at) => places[at] === -1)]).toEqual([name, []])
    }
  }
}

/** What a chart's XML says, once it is in order: undefined where a value is left out; `from` are the cells it refers to. */
export function chartIn(xml: string) {
  const chart = parseDocument(xml, { xmlMode: true })
  expectOrdered(chart)
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
