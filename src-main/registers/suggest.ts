// Suggestions while typing: what was entered before, most used first.
import type { ReadDb } from '../archive/database.ts'
import { listed, sql } from '../archive/sql.ts'
import { ok } from '../contract/result.ts'
import { handleQuery } from '../handler/handler.ts'
import { foldedTokens } from '../text/fold.ts'
import { suggest } from './contract.ts'

/** Newest documents whose subjects are looked at for a suggestion. */
const subjectsLookedAt = 200

interface Suggestion {
  readonly value: string
  readonly position?: string
  readonly uses: number
}

export const suggestHandlers = [
  handleQuery(suggest, ({ db, search }, { field, text, issuingBodyId, limit }) => {
    const words = foldedTokens(text)
    if (field === 'subject') return ok({ rows: subjects(db, search, words, limit) })
    const own = issuingBodyId ?? ''
    // Signers of this body first: a name typed under its body is nearly always one of its own.
    const rows = db.all<{ key: string; value: string; position: string; uses: number; own: number }>(sql`
      SELECT key, value, position, sum(uses) AS uses, sum(iif(issuing_body_id = ${own}, uses, 0)) AS own
      FROM value_use                                     -- primary key
      WHERE field = ${field} ${words.length === 0 ? sql`` : sql`AND instr(key, ${words[0]!}) > 0`}
      GROUP BY key, value, position
      ORDER BY own DESC, uses DESC, value, position`)
    const fitting: Suggestion[] = []
    for (const row of rows) {
      if (!words.every((word) => ` ${row.key}`.includes(` ${word}`))) continue
      fitting.push({ value: row.value, ...(row.position === '' ? {} : { position: row.position }), uses: row.uses })
      if (fitting.length === limit) break
    }
    return ok({ rows: fitting })
  }),
]

/** Subjects that begin as typed (none of a secret or limited document: what is typed often is on no list of anybody's), from the index: a table of all subjects would be as large as the archive. */
function subjects(db: ReadDb, search: ReadDb, words: readonly string[], limit: number): Suggestion[] {
  if (words.length === 0) return []
  // Whole words first: the beginnings of a common word are dear to merge, and needed only where few subjects have it whole.
  const phrase = `subject : ^ "${words.join(' ')}"`
  const whole = newest(search, phrase)
  const ids = whole.length > limit ? whole : newest(search, `${phrase} *`)
  if (ids.length === 0) return []
  return db.all<Suggestion>(sql`
    SELECT subject AS value, count(*) AS uses
    FROM document
    WHERE id IN ${listed(ids)} AND status NOT IN ('cancelled', 'withdrawn') AND secrecy = 'none' AND limited = 0
    GROUP BY subject
    ORDER BY uses DESC, max(register_date) DESC, subject
    LIMIT ${limit}`)
}

function newest(search: ReadDb, match: string): string[] {
  return search
    .all<{ id: string }>(sql`
      SELECT search_row.document_id AS id
      FROM search_index
      JOIN search_row ON search_row.rowid = search_index.rowid
      WHERE search_index MATCH ${match}
      ORDER BY search_index.rowid DESC
      LIMIT ${subjectsLookedAt}`)
    .map((row) => row.id)
}
