// One SQLite connection: encrypted, checked, with statements kept. Readers get a handle that cannot write: the compiler
// refuses it, and so does SQLite (`query_only`).
import Database from 'better-sqlite3'
import type { Sql, SqlValue } from './sql.ts'

/** Older versions lose data when a WAL is reset while a reader holds it; below this nothing is opened. */
const leastVersion = [3, 51, 3] as const

/** 'VTHU': says what the file is to tools that look at its header after decryption. */
export const applicationId = 0x56544855

/** Statements above this many milliseconds go to the log. */
const slowStatement = 40

export interface ReadDb {
  all<Row>(statement: Sql): Row[]
  get<Row>(statement: Sql): Row | undefined
  /** The first column of the first row. */
  value<Value extends SqlValue>(statement: Sql): Value | undefined
  iterate<Row>(statement: Sql): IterableIterator<Row>
}

export interface WriteDb extends ReadDb {
  /** Rows changed. */
  run(statement: Sql): number
  /** Several statements without values: schema and pragmas. */
  script(text: string): void
  /** Runs `work` between BEGIN IMMEDIATE and COMMIT; a throw rolls back. */
  transaction<Value>(work: () => Value): Value
}

export interface OpenOptions {
  readonly path: string
  /** 32 bytes; the file is unreadable without it. */
  readonly key: Buffer
  readonly readOnly?: boolean
  /** FULL: a commit is on the disk when it returns. NORMAL for what can be rebuilt. */
  readonly synchronous?: 'FULL' | 'NORMAL'
  /**
   * lasting (unless told): the form of SQLCipher 4 with pages of 4 KB, which other programs can open in thirty years. disposable:
   * AEGIS-256 with pages of 8 KB, deciphered and checked several times as fast, for what can be made anew.
   */
  readonly form?: 'lasting' | 'disposable'
  /** pages kept in memory, in megabytes; 16 unless told */
  readonly cacheMegabytes?: number
  readonly onSlow?: (milliseconds: number, text: string) => void
}

export class Connection implements WriteDb {
  readonly #database: Database.Database
  readonly #statements = new Map<string, Database.Statement>()
  readonly #onSlow: ((milliseconds: number, text: string) => void) | undefined

  constructor(database: Database.Database, onSlow?: (milliseconds: number, text: string) => void) {
    this.#database = database
    this.#onSlow = onSlow
  }

  all<Row>(statement: Sql): Row[] {
    return this.#timed(statement.text, () => this.#prepare(statement.text).all(...statement.values) as Row[])
  }

  get<Row>(statement: Sql): Row | undefined {
    return this.#timed(statement.text, () => this.#prepare(statement.text).get(...statement.values) as Row | undefined)
  }

  value<Value extends SqlValue>(statement: Sql): Value | undefined {
    const row = this.get<Record<string, Value>>(statement)
    return row === undefined ? undefined : Object.values(row)[0]
  }

  iterate<Row>(statement: Sql): IterableIterator<Row> {
    return this.#database.prepare(statement.text).iterate(...statement.values) as IterableIterator<Row>
  }

  run(statement: Sql): number {
    return this.#timed(statement.text, () => this.#prepare(statement.text).run(...statement.values).changes)
  }

  script(text: string): void {
    this.#database.exec(text)
  }

  pragma<Row = Record<string, SqlValue>>(text: string): Row[] {
    return this.#database.pragma(text) as Row[]
  }

  transaction<Value>(work: () => Value): Value {
    if (this.#database.inTransaction) throw new Error('a transaction is open already')
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      const value = work()
      this.#database.exec('COMMIT')
      return value
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK')
      throw error
    }
  }

  close(): void {
    if (this.#database.open) this.#database.close()
  }

  #prepare(text: string): Database.Statement {
    let statement = this.#statements.get(text)
    if (statement === undefined) {
      // Lists of ids make many texts; a plain reset keeps the map bounded and costs one more preparation.
      if (this.#statements.size > 500) this.#statements.clear()
      statement = this.#database.prepare(text)
      this.#statements.set(text, statement)
    }
    return statement
  }

  #timed<Value>(text: string, work: () => Value): Value {
    if (this.#onSlow === undefined) return work()
    const started = performance.now()
    const value = work()
    const took = performance.now() - started
    if (took > slowStatement) this.#onSlow(took, text)
    return value
  }
}

/** Bytes of a page of a disposable database. */
export const disposablePageSize = 8192

const formPragmas = {
  lasting: ["cipher = 'sqlcipher'", 'legacy = 4'],
  disposable: ["cipher = 'aegis'", `page_size = ${disposablePageSize}`],
} as const

/**
 * Opens an encrypted database (raw key; each page with a seal of its own). Throws `SqliteError` with code SQLITE_NOTADB for a wrong
 * key, another form, or a file that is none.
 */
export function openConnection(options: OpenOptions): Connection {
  if (options.key.length !== 32) throw new Error('the key of a database has 32 bytes')
  const database = new Database(options.path, { readonly: options.readOnly === true, timeout: 10_000 })
  try {
    for (const pragma of formPragmas[options.form ?? 'lasting']) database.pragma(pragma)
    database.pragma(`key = "x'${options.key.toString('hex')}'"`)
    assertVersion(database)
    // The first read decides whether the key fits.
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
    database.pragma('foreign_keys = ON')
    database.pragma('temp_store = MEMORY')
    database.pragma('mmap_size = 0')
    database.pragma(`cache_size = ${-1000 * (options.cacheMegabytes ?? 16)}`)
    database.pragma('trusted_schema = OFF')
    if (options.readOnly === true) {
      database.pragma('query_only = ON')
    } else {
      database.pragma('journal_mode = WAL')
      database.pragma(`synchronous = ${options.synchronous ?? 'FULL'}`)
      // A checkpoint makes the save that meets it wait; the idle office does most of them (office/keeping.ts).
      database.pragma('wal_autocheckpoint = 8000')
    }
    return new Connection(database, options.onSlow)
  } catch (error) {
    database.close()
    throw error
  }
}

/** Enciphers a database anew that nobody has open, each page of it. A crash leaves a file that neither key opens. */
export function rekey(path: string, key: Buffer, newKey: Buffer, form: NonNullable<OpenOptions['form']>): void {
  const database = new Database(path)
  try {
    for (const pragma of formPragmas[form]) database.pragma(pragma)
    database.pragma(`key = "x'${key.toString('hex')}'"`)
    // A database in WAL mode takes no other key.
    database.pragma('journal_mode = DELETE')
    database.pragma('synchronous = OFF')
    database.pragma(`rekey = "x'${newKey.toString('hex')}'"`)
  } finally {
    database.close()
  }
}

function assertVersion(database: Database.Database): void {
  const { version } = database.prepare('SELECT sqlite_version() AS version').get() as { version: string }
  const parts = version.split('.').map(Number)
  for (const [index, least] of leastVersion.entries()) {
    const part = parts[index] ?? 0
    if (part > least) return
    if (part < least) throw new Error(`SQLite ${version} is older than ${leastVersion.join('.')}, which mends the loss of data at a reset of the WAL`)
  }
}

/** Whether an error of SQLite says that the file is damaged, or no database under this key. */
export function isDamage(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
}
