// Draws a page of the guide from its blocks.
import { Fragment } from 'react'
import type { Block, Inline } from './markdown.ts'
import styles from './Help.module.css'

export function Markdown({ blocks, onPage }: { readonly blocks: readonly Block[]; readonly onPage: (page: string) => void }) {
  return blocks.map((block, at) => <Fragment key={at}>{draw(block, onPage)}</Fragment>)
}

function draw(block: Block, onPage: (page: string) => void) {
  const words = (parts: readonly Inline[]) => <Words parts={parts} onPage={onPage} />
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${block.level}` as const
      return <Heading>{words(block.text)}</Heading>
    }
    case 'paragraph': return <p>{words(block.text)}</p>
    case 'note': return <p className={styles.note}>{words(block.text)}</p>
    case 'code': return <pre className={styles.code} tabIndex={0}>{block.text}</pre>
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul'
      return <List>{block.items.map((parts, at) => <li key={at}>{words(parts)}</li>)}</List>
    }
    case 'table':
      return (
        <table>
          <thead><tr>{block.head.map((cell, at) => <th key={at} scope="col">{words(cell)}</th>)}</tr></thead>
          <tbody>{block.rows.map((row, at) => <tr key={at}>{row.map((cell, place) => <td key={place}>{words(cell)}</td>)}</tr>)}</tbody>
        </table>
      )
  }
}

function Words({ parts, onPage }: { readonly parts: readonly Inline[]; readonly onPage: (page: string) => void }) {
  return parts.map((part, at) => {
    switch (part.kind) {
      case 'text': return <Fragment key={at}>{part.text}</Fragment>
      case 'strong': return <strong key={at}>{part.text}</strong>
      case 'code': return <code key={at}>{part.text}</code>
      case 'link': return <button key={at} type="button" className={styles.link} onClick={() => onPage(part.page)}>{part.text}</button>
    }
  })
}
