// The search index lives in a database of its own, which may be thrown away: when it breaks or is older than this version, it
// is made anew from the records and the files, and the archive is untouched.

/** Raised when the form of the index changes; an index of another version is made anew. */
export const searchVersion = 2

/** Fields that are searched, in the order in which a hit in them counts (order "rank"). */
export const searchFields = ['number', 'subject', 'body', 'signer', 'note', 'text'] as const
export type SearchField = (typeof searchFields)[number]

/** Columns that keep marks, and their twins without. */
export const exactColumns: readonly string[] = [...searchFields]
export const foldedColumns: readonly string[] = searchFields.map((field) => `${field}_folded`)

// search_row: rowids are days since 1970 × 2^21 + an ordinal, so that rowid order is order by date and a date range is a
// rowid range. `tags` holds the filters as words, so that FTS5 intersects them with the text in one pass.
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
    file_id TEXT NOT NULL,
    PRIMARY KEY (document_id, file_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX search_file_by_file ON search_file (file_id);
  CREATE TABLE file_text (
    file_id TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'found', 'none', 'unusable', 'failed')),
    text TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX file_text_waiting ON file_text (file_id) WHERE state = 'waiting';
  CREATE VIRTUAL TABLE search_index USING fts5 (
    ${[...searchFields, ...searchFields.map((field) => `${field}_folded`), 'tags'].join(', ')},
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4'
  );
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

/** A filter as one word of the index: `kind` and the value with what is no letter or digit written as x and two hex digits. */
export function tag(kind: string, value: string | number): string {
  return kind + String(value).toLowerCase().replace(/x/g, 'xx').replace(/[^a-z0-9]/g, (mark) => `x${mark.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
