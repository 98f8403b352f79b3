// Keeps the search index in step with the records, and reads the texts of files for it. The journal is the queue: the index
// knows up to which position it has followed, so nothing is lost when the process dies between a commit and the index.
import type { Archive } from '../archive/archive.ts'
import { heldFile } from '../archive/held-files.ts'
import type { Touched } from '../archive/journal.ts'
import type { SearchIndex } from '../archive/search/index.ts'
import { sql } from '../archive/sql.ts'
import type { Extractor } from '../documents/extract/extractor.ts'
import type { FileStore } from '../files/store.ts'
import { documentsOfBody, documentsTouchedBy, searchEntries } from '../registers/index.ts'
import { officeSchema } from './schema.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import type { Topic } from '../contract/topic.ts'
import type { Tasks } from './tasks.ts'

/** Files above this many bytes are not read for search: a text of an office is never that large. */
const largestRead = 256 * 1024 * 1024

/** Documents put into the index in one go in the background, between which other calls are answered. */
const batch = 100

export interface Searching {
  /** follows a commit before its command answers */
  follow(position: number, touched: readonly Touched[]): void
  /** fills what the index lacks; resolves when it is in step and no text waits */
  drain(): Promise<void>
  /** starts what waits, without waiting for it */
  kick(): void
  readonly rebuilding: boolean
  stop(): Promise<void>
}

export function createSearching(options: {
  readonly archive: Archive
  readonly index: SearchIndex
  readonly files: FileStore
  readonly extractor: Extractor
  readonly rulebook: Rulebook
  readonly tasks: Tasks
  /** texts came, or the index is in step again */
  readonly changed: (topics: readonly Topic[]) => void
  readonly onFault: (what: string, error: unknown) => void
}): Searching {
  const { archive, index, files, extractor, tasks } = options
  const { db } = archive
  let running: Promise<void> | null = null
  let stopped = false
  let rebuilding = index.position() < archive.journal.head().position

  function put(ids: readonly string[], position: number | null): void {
    index.put(searchEntries(db, ids, options.rulebook.typeName), position)
  }

  function follow(position: number, touched: readonly Touched[]): void {
    try {
      const { ids, more } = documentsTouchedBy(db, touched)
      // With more to do than a save may wait for, or with entries before these still missing, the position stays behind and
      // the background follows it from there.
      const behind = rebuilding || more
      put(ids, behind ? null : position)
      if (more) rebuilding = true
    } catch (error) {
      // A save is never refused because of the index: it is followed up from its position.
      rebuilding = true
      options.onFault('search', error)
    }
  }

  async function catchUp(): Promise<void> {
    await tasks.run('search.rebuild', async ({ progress, signal }) => {
      let position = index.position()
      for (;;) {
        const head = archive.journal.head().position
        if (position >= head || stopped || signal.aborted) break
        const upTo = Math.min(head, position + batch)
        const touched = db.all<Touched>(sql`
          SELECT DISTINCT table_name AS "table", record_id AS id
          FROM journal_touch                               -- journal_touch_position
          WHERE position > ${position} AND position <= ${upTo}`)
        for (const ids of allTouched(touched)) {
          put(ids, null)
          await breath()
        }
        index.put([], upTo)
        position = upTo
        progress(position, head)
        await breath()
      }
      if (position >= archive.journal.head().position) rebuilding = false
    })
  }

  /** Documents to be laid in anew for a stretch of the journal: those touched, and those of bodies whose names changed. */
  function* allTouched(touched: readonly Touched[]): Generator<string[]> {
    const { ids, rest, bodies } = documentsTouchedBy(db, touched)
    yield* slices([...ids, ...rest], batch)
    for (const body of bodies) {
      let some = documentsOfBody(db, body, null, batch)
      while (some.length > 0) {
        yield some
        some = documentsOfBody(db, body, some.at(-1)!, batch)
      }
    }
  }

  async function readTexts(): Promise<void> {
    if (index.waitingCount() === 0) return
    await tasks.run('search.readTexts', async ({ progress, signal }) => {
      let done = 0
      for (;;) {
        const next = index.waiting(20)
        if (next.length === 0) break
        for (const fileId of next) {
          if (stopped || signal.aborted) return
          await readText(fileId)
          done += 1
          progress(done, done + index.waitingCount())
        }
      }
    })
    options.changed(['texts'])
  }

  async function readText(fileId: string): Promise<void> {
    const file = heldFile(db, officeSchema, fileId)
    const bytes = await files.read(fileId, { maxBytes: largestRead })
    if (!bytes.ok) {
      index.setText(fileId, bytes.error.code === 'FILE_TOO_LARGE' ? 'none' : 'failed', null)
      return
    }
    const extracted = await extractor.extract(bytes.value, { mediaType: file?.media_type ?? 'application/octet-stream', name: file?.name ?? fileId })
    if (stopped) return
    const state = !extracted.ok ? 'failed' : extracted.value.kind === 'text' ? 'found' : extracted.value.kind
    const ids = index.setText(fileId, state, extracted.ok && state === 'found' ? extracted.value.text : null)
    if (state === 'found') for (const some of slices(ids, batch)) put(some, null)
  }

  const mayGoOn = (): boolean => !stopped

  async function work(): Promise<void> {
    try {
      // A commit may come between the end of a round and the end of the work.
      while (mayGoOn() && (rebuilding || index.waitingCount() > 0)) {
        if (rebuilding) {
          await catchUp()
          options.changed(['texts', 'office'])
        }
        await readTexts()
      }
    } catch (error) {
      options.onFault('search', error)
    } finally {
      running = null
    }
  }

  function kick(): void {
    if (running === null && !stopped && (rebuilding || index.waitingCount() > 0)) running = work()
  }

  return {
    follow,
    kick,
    async drain() {
      kick()
      await running
    },
    get rebuilding() {
      return rebuilding
    },
    async stop() {
      stopped = true
      await extractor.close()
      await running
    },
  }
}

function* slices<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size)
}

function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
