// One opened archive with all that serves it: store, search, readers, tasks, router. A restore closes it and opens another.
import { join } from 'node:path'
import { archivePaths, derivedKey } from '../archive/archive.ts'
import type { Archive } from '../archive/archive.ts'
import { crashPoint } from '../archive/crash-point.ts'
import { doubtNoted } from '../archive/epoch.ts'
import type { Touched } from '../archive/journal.ts'
import { openSearchIndex } from '../archive/search/index.ts'
import { openArchiveKept } from '../archive/upgrade.ts'
import { err, ok } from '../contract/result.ts'
import type { ErrorValue, Result } from '../contract/result.ts'
import { createExtractor } from '../documents/extract/extractor.ts'
import { openFileStore } from '../files/store.ts'
import { doubtNumbers } from '../registers/index.ts'
import { loadRulebook } from '../rulebook/load.ts'
import { vietnamDate, yearOf } from '../text/dates.ts'
import type { Topic } from './contract.ts'
import { fileHandlers } from './file-handlers.ts'
import { capabilityHandlers } from './handlers.ts'
import { keepingHandlers, latestBackup } from './keeping.ts'
import { ownHandlers, readOffice } from './own-handlers.ts'
import { threadProgram } from './places.ts'
import { createReader } from './reader.ts'
import { createRouter, localOperator } from './router.ts'
import { sampleHandler } from './sample.ts'
import { officeSchema } from './schema.ts'
import { createSearching } from './searching.ts'
import type { Session, SessionOptions } from './session-form.ts'
import { createTasks } from './tasks.ts'

const topicOfTable: Readonly<Record<string, Topic>> = {
  office: 'office',
  term: 'office',
  body: 'bodies',
  body_name: 'bodies',
  body_alias: 'bodies',
  register: 'registers',
  register_year: 'registers',
}

/** Opens an archive and everything around it. Errors: those of openArchiveKept. */
export async function openSession(options: SessionOptions): Promise<Result<Session, ErrorValue>> {
  const { log } = options
  const opened = await openArchiveKept({
    ...options,
    schema: officeSchema,
    onSlow: (milliseconds, text) => log('warn', `slow statement, ${milliseconds.toFixed(0)} ms: ${text.replace(/\s+/g, ' ').slice(0, 200)}`),
  })
  if (!opened.ok) return opened
  try {
    const session = await openAround(opened.value, options)
    if (!session.ok) opened.value.close()
    return session
  } catch (error) {
    opened.value.close()
    throw error
  }
}

async function openAround(archive: Archive, { resources, now, onEvent, log }: SessionOptions): Promise<Result<Session, ErrorValue>> {
  const paths = archivePaths(archive.directory)
  const store = await openFileStore({ directory: paths.files, key: archive.keyring.key })
  if (!store.ok) return store.error.code === 'DISK_FULL' ? err('DISK_FULL') : err('ARCHIVE_DAMAGED', { what: 'files', cause: store.error.code })
  const files = store.value
  const rulebook = loadRulebook(join(resources, 'rulebook'))
  const { index } = openSearchIndex(paths.search, derivedKey(archive.keyring.key, 'search'))
  const tasks = createTasks((progress) => onEvent({ kind: 'progress', progress }))
  const extractor = createExtractor({ thread: threadProgram('documents/extract/thread.ts', 'extract.js') })

  function fault(what: string, error: unknown): string {
    const reference = `${new Date(now()).toISOString()} ${what}`
    log('error', `${reference}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return reference
  }

  const searching = createSearching({ archive, index, files, extractor, tasks, changed: () => onEvent({ kind: 'changed', topics: ['texts'] }), onFault: fault })
  archive.onCommitted((head, touched) => {
    searching.follow(head.position, touched)
    onEvent({ kind: 'changed', topics: topicsOf(touched) })
    setImmediate(() => searching.kick())
  })
  const reader = createReader(() => ({
    database: paths.database,
    databaseKey: derivedKey(archive.keyring.key, 'database'),
    search: paths.search,
    searchKey: derivedKey(archive.keyring.key, 'search'),
    rulebook: join(resources, 'rulebook'),
    actor: localOperator,
  }))
  const onThisThread = { search: index.db, textStates: index.textStates }

  crashPoint('after-epoch')
  if (archive.numbersInDoubt) {
    const year = yearOf(vietnamDate(now()))
    archive.journal.transact({ command: 'office.startEpoch', actor: localOperator }, (tx) => {
      tx.appendAll(doubtNumbers(tx, year))
      tx.local(doubtNoted)
      return ok({})
    })
  }

  const router = createRouter({
    archive,
    rulebook,
    now,
    handlers: [
      ...capabilityHandlers,
      ...fileHandlers(archive),
      ...ownHandlers({ archive, tasks, lastBackup: () => latestBackup(archive), rebuilding: () => searching.rebuilding }),
      ...keepingHandlers({ archive, files }),
      sampleHandler({ archive, resources, call: (name, input) => router.call(name, input, 'shell') }),
    ],
    queryContext: () => onThisThread,
    read: (name, input) => reader.read(name, input),
    task: (name, work) =>
      tasks.run(name, ({ signal, progress }) => {
        const time = now()
        return work({
          db: archive.db,
          ...onThisThread,
          files,
          rulebook,
          resources,
          now: time,
          today: vietnamDate(time),
          actor: localOperator,
          headHash: archive.journal.head().hash.toString('hex'),
          officeName: readOffice(archive.db)?.name ?? '',
          signal,
          progress,
        })
      }),
    onFault: fault,
  })
  searching.kick()

  return ok({
    archive,
    files,
    searching,
    get isSetUp() {
      return readOffice(archive.db) !== undefined
    },
    call: (name, input, sender) => router.call(name, input, sender),
    warm: () => reader.warm(),
    async close() {
      tasks.cancelAll()
      await searching.stop()
      await reader.close()
      index.close()
      archive.close()
    },
  })
}

function topicsOf(touched: readonly Touched[]): Topic[] {
  return [...new Set(touched.map(({ table }) => topicOfTable[table] ?? 'documents'))]
}
