// The tree of issuing bodies as the window shows it: built from parentId, counted with sub-bodies, opened, searched. Pure.
import type { Body } from '../../../src-main/filing/contract.ts'
import { nameKey } from '../../../src-main/filing/rules.ts'

export interface TreeNode {
  readonly body: Body
  readonly depth: number
  readonly children: readonly TreeNode[]
  /** documents of the body and of all below it */
  readonly total: number
  readonly parent: TreeNode | null
  /** what a search looks at: each word without marks, after a space */
  readonly words: string
}

export interface TreeRow {
  readonly node: TreeNode
  readonly open: boolean
  /** 1-based place among its brothers */
  readonly place: number
  readonly brothers: number
}

/**
 * Builds the tree. Bodies whose parent is not shown become roots, so that nothing disappears.
 * @param counts documents filed under each body itself
 */
export function buildTree(bodies: readonly Body[], counts: ReadonlyMap<string, number>, withClosed: boolean): readonly TreeNode[] {
  const shown = bodies.filter((body) => withClosed || (body.mergedInto === null && (body.validTo === null || (counts.get(body.id) ?? 0) > 0)))
  const known = new Set(shown.map(({ id }) => id))
  const below = Map.groupBy(shown, ({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : null))
  const build = (body: Body, depth: number, parent: TreeNode | null): TreeNode => {
    const children: TreeNode[] = []
    const node = { body, depth, parent, children, total: counts.get(body.id) ?? 0, words: ` ${nameKey([body.name, body.shortName, body.symbol, ...body.aliases].filter(Boolean).join(' '))}` }
    for (const child of below.get(body.id) ?? []) {
      const built = build(child, depth + 1, node)
      children.push(built)
      node.total += built.total
    }
    return node
  }
  return (below.get(null) ?? []).map((body) => build(body, 0, null))
}

/** The lines that are seen, from above: what is open, or with a search what fits and the way to it. */
export function visibleRows(roots: readonly TreeNode[], open: ReadonlySet<string>, search: string): readonly TreeRow[] {
  const wanted = nameKey(search).split(' ').filter(Boolean).map((word) => ` ${word}`)
  const rows: TreeRow[] = []
  const fitting = wanted.length > 0 ? fit(roots, wanted) : null
  const walk = (nodes: readonly TreeNode[]) => {
    const shown = fitting ? nodes.filter((node) => fitting.has(node.body.id)) : nodes
    shown.forEach((node, at) => {
      const isOpen = node.children.length > 0 && (fitting ? node.children.some((child) => fitting.has(child.body.id)) : open.has(node.body.id))
      rows.push({ node, open: isOpen, place: at + 1, brothers: shown.length })
      if (isOpen) walk(node.children)
    })
  }
  walk(roots)
  return rows
}

function fit(nodes: readonly TreeNode[], wanted: readonly string[], found = new Set<string>()): Set<string> {
  for (const node of nodes) {
    fit(node.children, wanted, found)
    if (wanted.every((word) => node.words.includes(word)) || node.children.some((child) => found.has(child.body.id))) found.add(node.body.id)
  }
  return found
}

/**
 * The body that followed one that has ended, and stood on a day: its successor, or what that became.
 * @param day YYYY-MM-DD; null is not known: the one that stands now
 */
export function successorOn(bodies: readonly Body[], ended: Body, day: string | null): Body | null {
  const known = new Map(bodies.map((body) => [body.id, body]))
  const passed = new Set([ended.id])
  let next = known.get(ended.successorId ?? '')
  while (next && !passed.has(next.id)) {
    passed.add(next.id)
    if (next.mergedInto !== null) next = known.get(next.mergedInto)
    else if (next.validTo === null || (day !== null && day <= next.validTo)) return next
    else next = known.get(next.successorId ?? '')
  }
  return null
}

/** Ids of everything above a node, from the root down. */
export function wayTo(roots: readonly TreeNode[], id: string): readonly string[] {
  const search = (nodes: readonly TreeNode[]): TreeNode | undefined => {
    for (const node of nodes) {
      const found = node.body.id === id ? node : search(node.children)
      if (found) return found
    }
    return undefined
  }
  const way: string[] = []
  for (let at = search(roots)?.parent ?? null; at !== null; at = at.parent) way.unshift(at.body.id)
  return way
}
