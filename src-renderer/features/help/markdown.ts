// The small part of Markdown that the guide is written in, read into blocks. Nothing of it ever becomes HTML: blocks are
// drawn as React elements, links lead to pages of the guide alone.

export type Inline =
  | { readonly kind: 'text' | 'code' | 'strong'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; /** a page of the guide, without ".md" */ readonly page: string }

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: readonly Inline[] }
  | { readonly kind: 'paragraph' | 'note'; readonly text: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'table'; readonly head: readonly (readonly Inline[])[]; readonly rows: readonly (readonly (readonly Inline[])[])[] }

const inlineParts = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([a-z-]+)\.md\)/g

/** `code`, **strong** and [words](page.md) of a line. */
export function readInline(line: string): readonly Inline[] {
  const parts: Inline[] = []
  let at = 0
  for (const found of line.matchAll(inlineParts)) {
    if (found.index > at) parts.push({ kind: 'text', text: line.slice(at, found.index) })
    const [whole, code, strong, words, page] = found
    if (code !== undefined) parts.push({ kind: 'code', text: code })
    else if (strong !== undefined) parts.push({ kind: 'strong', text: strong })
    else parts.push({ kind: 'link', text: words!, page: page! })
    at = found.index + whole.length
  }
  if (at < line.length) parts.push({ kind: 'text', text: line.slice(at) })
  return parts
}

const item = /^(?:[-*]|(\d+)\.)\s+(.*)$/
const cells = (line: string) => line.replace(/^\||\|$/g, '').split('|').map((cell) => readInline(cell.trim()))

/** Headings (1–3), paragraphs, lists, notes (>), fenced code and tables of a page. */
export function readMarkdown(page: string): readonly Block[] {
  const lines = page.replaceAll('\r\n', '\n').split('\n')
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]!.trim()
    const heading = /^(#{1,3})\s+(.*)$/.exec(line)
    if (line === '') at++
    else if (heading) {
      blocks.push({ kind: 'heading', level: heading[1]!.length as 1 | 2 | 3, text: readInline(heading[2]!) })
      at++
    } else if (line.startsWith('```')) {
      const code: string[] = []
      for (at++; at < lines.length && !lines[at]!.trim().startsWith('```'); at++) code.push(lines[at]!)
      blocks.push({ kind: 'code', text: code.join('\n') })
      at++
    } else if (line.startsWith('|')) {
      const rows: string[] = []
      for (; at < lines.length && lines[at]!.trim().startsWith('|'); at++) rows.push(lines[at]!.trim())
      const [head = '', , ...body] = rows // the second line parts head and body
      blocks.push({ kind: 'table', head: cells(head), rows: body.map(cells) })
    } else if (item.test(line)) {
      const ordered = item.exec(line)![1] !== undefined
      const items: string[] = []
      for (; at < lines.length && lines[at]!.trim() !== ''; at++) {
        const found = item.exec(lines[at]!.trim())
        if (found) items.push(found[2]!)
        else items.push(`${items.pop() ?? ''} ${lines[at]!.trim()}`)
      }
      blocks.push({ kind: 'list', ordered, items: items.map(readInline) })
    } else {
      const note = line.startsWith('>')
      const words: string[] = []
      for (; at < lines.length && lines[at]!.trim() !== '' && (words.length === 0 || note === lines[at]!.trim().startsWith('>')); at++) words.push(lines[at]!.trim().replace(/^>\s?/, ''))
      blocks.push({ kind: note ? 'note' : 'paragraph', text: readInline(words.join(' ')) })
    }
  }
  return blocks
}

/** The words of inline parts. */
export function plainText(parts: readonly Inline[]): string {
  return parts.map(({ text }) => text).join('')
}
