// The real FTS5 tokenizer, as the tests' judge of our own.
import Database from 'better-sqlite3'

/** Tokens of each text, in order, as `unicode61 remove_diacritics 0` of the bundled SQLite makes them. */
export function fts5Tokens(texts: readonly string[]): string[][] {
  const db = new Database(':memory:')
  try {
    db.exec(`CREATE VIRTUAL TABLE t USING fts5(x, tokenize = 'unicode61 remove_diacritics 0');
      CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')`)
    const insert = db.prepare('INSERT INTO t(rowid, x) VALUES (?, ?)')
    db.transaction(() => texts.forEach((text, at) => insert.run(at + 1, text)))()
    const found: string[][] = texts.map(() => [])
    const rows = db.prepare('SELECT term, doc, offset FROM v').iterate() as Iterable<{ term: string; doc: number; offset: number }>
    for (const { term, doc, offset } of rows) (found[doc - 1] as string[])[offset] = term
    return found
  } finally {
    db.close()
  }
}

