// The files of what other PCs wrote: noted as lacking when their records come, fetched in the background, newest first, and given to
// whoever may hold the records that name them.
import { join } from 'node:path'
import type { Archive } from '../archive/archive.ts'
import { compartmentsOfFile, filesOfRecords } from '../archive/held-files.ts'
import { admitCommand } from '../archive/journal.ts'
import { sql } from '../archive/sql.ts'
import type { FileStore } from '../files/store.ts'
import { mayHold } from './devices.ts'
import { createFileExchange } from './file-exchange.ts'
import type { FileExchange } from './file-exchange.ts'
import { partialsIn } from './partial.ts'

export interface NetworkFilesOptions {
  readonly archive: Archive
  readonly files: FileStore
  /** whether this PC keeps files of records of a compartment */
  keeps(compartment: string): boolean
  /** a file came */
  fetched(fileId: string): void
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void
}

export interface NetworkFiles {
  readonly exchange: FileExchange
  /** wants what was lacking when the program ended */
  begin(): void
  /** files that records name and that are not here */
  lacking(): number
  /** a person waits for a file */
  want(fileId: string): void
  stop(): Promise<void>
}

/** Files noted at once: a portion of entries names no more. */
const mostNoted = 500

export function createNetworkFiles({ archive, files, keeps, fetched, log }: NetworkFilesOptions): NetworkFiles {
  const { db, schema } = archive
  let isStopped = false
  const exchange = createFileExchange({
    store: files,
    mayLeave: (fileId, device) => [...compartmentsOfFile(db, schema, fileId)].some((compartment) => mayHold(db, device, compartment)),
    partials: partialsIn({ folder: join(archive.directory, 'partial'), key: archive.keyring.key, diskName: (fileId) => files.diskName(fileId) }),
    events: {
      fetched(fileId) {
        if (isStopped) return
        db.run(sql`DELETE FROM file_lacking WHERE file_id = ${fileId}`)
        fetched(fileId)
      },
      unreadable: (fileId, code) => log('error', `file ${fileId.slice(0, 8)} cannot be read for another PC: ${code}`),
    },
  })

  async function note(some: readonly { readonly fileId: string; readonly size: number | null }[]): Promise<void> {
    const missing = []
    for (const one of some) {
      if ((await files.has(one.fileId)) || ![...compartmentsOfFile(db, schema, one.fileId)].some(keeps)) continue
      missing.push(one)
    }
    if (isStopped || missing.length === 0) return
    for (const { fileId, size } of missing) db.run(sql`INSERT INTO file_lacking (file_id, size) VALUES (${fileId}, ${size}) ON CONFLICT (file_id) DO NOTHING`)
    exchange.want(missing.toReversed())
  }

  archive.onCommitted((_head, touched, { command }) => {
    if (isStopped || command !== admitCommand) return
    const named = new Map(filesOfRecords(db, schema, touched).map((one) => [one.fileId, one]))
    const all = [...named.values()]
    for (let from = 0; from < all.length; from += mostNoted) void note(all.slice(from, from + mostNoted)).catch((error: unknown) => log('error', `files: ${String(error)}`))
  })

  return {
    exchange,
    begin() {
      exchange.want(db.all<{ fileId: string; size: number | null }>(sql`SELECT file_id AS fileId, size FROM file_lacking ORDER BY row DESC`))
      void exchange.sweep().catch(() => {})
    },
    lacking: () => db.value<number>(sql`SELECT count(*) FROM file_lacking`)!,
    want: (fileId) => exchange.want([{ fileId, size: null }], { urgent: true }),
    async stop() {
      isStopped = true
      await exchange.stop()
    },
  }
}
