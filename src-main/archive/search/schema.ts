// The search index lives in a database of its own, which may be thrown away: when it breaks or is older than this version, it
// is made anew from the records and the files, and the archive is untouched.
import { disposablePageSize } from '../database.ts'

/** Raised when the form of the index changes; an index of another version is made anew. */
export const searchVersion = 7

/** Fields that are searched (`number`: number, symbol and the name of the type; `note`: every further field that is words), in the order in which a hit in them counts (order "rank"). */
export const searchFields = ['number', 'subject', 'body', 'signer', 'note', 'text'] as const
export type SearchField = (typeof searchFields)[number]

// pgsz: a leaf of FTS5 fits into one page with what SQLite and the cipher keep of it; the default spills over into a second.
// search_row: rowids are days since 1970 × 2^21 + an ordinal, so that rowid order is order by date and a date range is a
// rowid range. `tags` holds the filters as words, so that FTS5 intersects them with the text in one pass, and the days, counts and codes
// that are found by a word of their own (text/field-words.ts).
// A column holds a text without marks, with them, and its numbers and symbols (text/query.ts, indexedText).
// Beginnings of 1–4 letters are indexed: FTS5 would else merge the rows of every word that begins so before it shows the first;
// longer beginnings have few words.
// The index is contentless: the texts stand in the archive and in file_text, not a second time here.
export const searchScript = `
  CREATE TABLE search_fact (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE search_row (
    rowid INTEGER NOT NULL PRIMARY KEY,
    document_id TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE search_file (
    document_id TEXT NOT NULL,
    file_row INTEGER NOT NULL,
    PRIMARY KEY (document_id, file_row)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX search_file_by_file ON search_file (file_row);
  -- In the order of their coming, so that the texts of neighbours in a list stand on the same pages.
  CREATE TABLE file_text (
    row INTEGER NOT NULL PRIMARY KEY,
    file_id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'found', 'none', 'unusable', 'failed')),
    text TEXT
  ) STRICT;
  CREATE INDEX file_text_waiting ON file_text (row) WHERE state = 'waiting';
  CREATE VIRTUAL TABLE search_index USING fts5 (
    ${[...searchFields, 'tags'].join(', ')},
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4'
  );
  INSERT INTO search_index (search_index, rank) VALUES ('pgsz', ${disposablePageSize - 300});
`

const ordinalsInDay = 2 ** 21

/** The least rowid of a day, YYYY-MM-DD. */
export function firstRowOfDay(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / 86_400_000 + 40_000) * ordinalsInDay
}

/** The rowid below which the rows of a day end. */
export function endOfDay(date: string): number {
  return firstRowOfDay(date) + ordinalsInDay
}

/**
 * A filter as one word of the index: a private-use letter, which nobody types, `kind`, and the value with what is no letter or
 * digit written as x and two hex digits.
 */
export function tag(kind: string, value: string | number): string {
  return `\ue000${kind}` + String(value).toLowerCase().replace(/x/g, 'xx').replace(/[^a-z0-9]/g, (mark) => `x${mark.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
