// One opened archive with all that serves it: store, search, readers, tasks, router. A restore closes it and opens another.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as timeOrderedId } from 'uuid'
import { archivePaths, derivedKey } from '../archive/archive.ts'
import type { Archive } from '../archive/archive.ts'
import { crashPoint } from '../archive/crash-point.ts'
import { isDamage } from '../archive/database.ts'
import { doubtNoted } from '../archive/epoch.ts'
import { machineFault } from '../archive/faults.ts'
import type { Touched } from '../archive/journal.ts'
import { ownedTables, tablesOf } from '../archive/schema.ts'
import { openSearchIndex, openSearchReader } from '../archive/search/index.ts'
import { openArchiveKept } from '../archive/upgrade.ts'
import { secrecies } from '../contract/choices.ts'
import type { Secrecy } from '../contract/fields.ts'
import { err, ok } from '../contract/result.ts'
import type { ErrorValue, Result } from '../contract/result.ts'
import type { Topic } from '../contract/topic.ts'
import { createExtractor } from '../documents/extract/extractor.ts'
import { createSheetReader } from '../documents/sheets/sheet-reader.ts'
import { openFileStore } from '../files/store.ts'
import { documentsConcerned, doubtNumbers } from '../registers/index.ts'
import { pcRule } from '../secrecy/index.ts'
import { createAccessLog, trailHandlers } from '../trail/index.ts'
import { localOperator } from '../handler/person.ts'
import { createSignIns, signInHandlers } from '../people/index.ts'
import { networkHandlers } from '../network/handlers.ts'
import type { NetworkNode } from '../network/node.ts'
import { intakeHandlers } from '../intake/index.ts'
import { loadRulebook } from '../rulebook/load.ts'
import { vietnamDate } from '../text/dates.ts'
import { lastBackups } from './backups.ts'
import { destroyDocument } from '../secrecy/contract.ts'
import { eraseNoted } from './erasing.ts'
import { fileHandlers } from './file-handlers.ts'
import { capabilityHandlers } from './handlers.ts'
import { keepingHandlers } from './keeping.ts'
import { keepKey, keyHandlers } from './keys.ts'
import { rotateKey } from './own-contract.ts'
import { ownHandlers, readOffice } from './own-handlers.ts'
import { programVersion, threadProgram } from './places.ts'
import { createReader } from './reader.ts'
import { layNext, noteRotated } from './rotating.ts'
import { createRouter } from './router.ts'
import { sampleHandler } from './sample.ts'
import { officeSchema } from './schema.ts'
import { createSearching } from './searching.ts'
import type { Session, SessionOptions } from './session-form.ts'
import { createTasks } from './tasks.ts'

const topicOfTable: ReadonlyMap<string, Topic> = new Map([...tablesOf(officeSchema).values()].flatMap((table) => (table.class === 'record' ? [[table.name, table.topic] as const] : [])))

interface SessionEvents {
  /** damage met by the work on the index in the background */
  readonly onSearchDamaged: () => void
}

/** Opens an archive and everything around it. Errors: those of openArchiveKept, and faults of the machine. */
export async function openSession(options: SessionOptions, events: SessionEvents): Promise<Result<Session, ErrorValue>> {
  const { log } = options
  const opened = await openArchiveKept({
    ...options,
    schema: officeSchema,
    onSlow: (milliseconds, text) => log('warn', `slow statement, ${milliseconds.toFixed(0)} ms: ${text.replace(/\s+/g, ' ').slice(0, 200)}`),
  })
  if (!opened.ok) return opened
  const held: (() => void)[] = [() => opened.value.close()]
  const letGo = (): void => {
    for (const one of held.toReversed()) one()
  }
  try {
    const session = await around(opened.value, options, events, (close) => held.push(close))
    if (!session.ok) letGo()
    return session
  } catch (error) {
    letGo()
    // A broken index keeps nobody out: without it, the next attempt makes a new one.
    const search = archivePaths(options.directory).search
    if (isDamage(error) && isSearchDamaged(search, derivedKey(opened.value.keyring.key, 'search'))) {
      removeSearch(options.directory)
      return openSession(options, events)
    }
    const known = machineFault(error)
    if (known !== null) return known
    throw error
  }
}

/** Reads the index through; blocks for as long as that takes. False where it is not there. */
function isSearchDamaged(path: string, key: Buffer): boolean {
  try {
    const db = openSearchReader(path, key)
    try {
      return db.pragma<{ quick_check: string }>('quick_check(1)')[0]?.quick_check !== 'ok'
    } finally {
      db.close()
    }
  } catch (error) {
    return isDamage(error)
  }
}

/** Throws the search index away; the next session fills a new one. */
export function removeSearch(directory: string): void {
  const { search } = archivePaths(directory)
  for (const suffix of ['', '-wal', '-shm']) rmSync(search + suffix, { force: true })
}

/** Everything around an opened archive. `hold`: told what must be let go where this fails. */
async function around(archive: Archive, options: SessionOptions, events: SessionEvents, hold: (close: () => void) => void): Promise<Result<Session, ErrorValue>> {
  const { resources, now, onEvent, log } = options
  const paths = archivePaths(archive.directory)
  const store = await openFileStore({ directory: paths.files, key: archive.keyring.key })
  if (!store.ok) {
    const { code, params } = store.error
    return code === 'DISK_FULL' ? err('DISK_FULL') : err('PATH_NOT_WRITABLE', { what: params.errno ?? code })
  }
  const files = store.value
  const rulebook = loadRulebook(join(resources, 'rulebook'))
  const searchKey = derivedKey(archive.keyring.key, 'search')
  const { index } = openSearchIndex(paths.search, searchKey)
  hold(() => index.close())
  const tasks = createTasks((progress) => onEvent({ kind: 'progress', progress }))
  const sheets = createSheetReader({ thread: threadProgram('documents/sheets/thread.ts', 'sheets.js') })
  hold(() => void sheets.close())
  const extractor = createExtractor({ thread: threadProgram('documents/extract/thread.ts', 'extract.js') })

  function fault(what: string, error: unknown): string {
    const reference = `${new Date(now()).toISOString()} ${what}`
    log('error', `${reference}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return reference
  }

  function searchFault(what: string, error: unknown): void {
    fault(what, error)
    if (isDamage(error) && isSearchDamaged(paths.search, searchKey)) events.onSearchDamaged()
  }

  const searching = createSearching({ archive, index, files, extractor, rulebook, tasks, changed: (topics) => onEvent({ kind: 'changed', topics }), onFault: searchFault })
  let erasing: Promise<unknown> = Promise.resolve()
  let laying: Promise<unknown> = Promise.resolve()
  const erase = (): void => void (erasing = erasing.then(() => eraseNoted({ archive, files, index })).catch((error: unknown) => fault('erasing', error)))
  archive.onCommitted((head, touched, { command }) => {
    searching.follow(head.position, touched)
    if (command === destroyDocument.name) setImmediate(erase)
    onEvent({ kind: 'changed', topics: topicsOf(touched) })
    setImmediate(() => searching.kick())
  })
  const reader = createReader(() => ({
    database: paths.database,
    databaseKey: derivedKey(archive.keyring.key, 'database'),
    search: paths.search,
    searchKey,
    rulebook: join(resources, 'rulebook'),
  }))
  const signIns = createSignIns({ db: archive.db, rulebook, now })
  archive.onCommitted((_head, touched) => {
    if (touched.some(({ table }) => topicOfTable.get(table) === 'people')) signIns.forget()
  })
  const accessLog = createAccessLog({ archive, now, onFault: (error) => fault('access log', error) })
  const onThisThread = { search: index.db, textStates: index.textStates }

  crashPoint('after-epoch')
  if (archive.numbersInDoubt) {
    archive.journal.transact({ command: 'office.startEpoch', actor: localOperator.id }, (tx) => {
      tx.appendAll(doubtNumbers(tx, vietnamDate(now()), timeOrderedId()))
      tx.local(doubtNoted)
      return ok({})
    })
  }

  noteRotated(archive)
  const keeping = keepKey(archive, options)
  let node: NetworkNode | null = null
  const mayLink = (): boolean => !pcRule(archive.db).standAlone
  let isClosing = false
  const router = createRouter({
    archive,
    rulebook,
    now,
    handlers: [
      ...capabilityHandlers,
      ...signInHandlers(signIns, ownedTables(officeSchema)),
      ...trailHandlers(officeSchema, () => accessLog.flush()),
      ...fileHandlers(archive),
      ...intakeHandlers(extractor, sheets),
      ...ownHandlers({ archive, tasks, lastBackups: () => lastBackups(archive), rebuilding: () => searching.rebuilding }),
      ...keyHandlers(archive, options.configuration, keeping),
      ...networkHandlers(archive.keyring.identity(archive.epoch), () => node, mayLink),
      ...keepingHandlers({ archive, files, changed: () => onEvent({ kind: 'changed', topics: ['office'] }) }),
      sampleHandler({ archive, resources, call: (name, input) => router.call(name, input, 'shell', '') }),
    ],
    queryContext: () => onThisThread,
    personAt: signIns.at,
    filesUpTo: () => pcRule(archive.db).filesUpTo,
    noted: (kind, name, accountId, concerned) => {
      const documents = documentsConcerned(archive.db, officeSchema, concerned)
      for (const documentId of documents.length === 0 ? [null] : documents) accessLog.note({ kind, name, accountId, documentId })
    },
    read: (name, input, calling) => reader.read(name, input, calling),
    task: (name, calling, work) =>
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
          actor: calling.person.id,
          ...calling,
          headHash: archive.journal.head().hash.toString('hex'),
          officeName: readOffice(archive.db)?.name ?? '',
          signal,
          progress,
        })
      }),
    onFault: fault,
  })
  searching.kick()
  erase()

  return ok({
    archive,
    files,
    searching,
    get isSetUp() {
      return readOffice(archive.db) !== undefined
    },
    call: (name, input, sender, desk) => router.call(name, input, sender, desk),
    refuses: router.refuses,
    settleKey: () => keeping.settle(),
    layNextKey(desk) {
      const by = (signIns.at(desk) ?? localOperator).id
      const work = tasks.run(rotateKey.name, ({ signal, progress }) => layNext({ archive, files }, options, signal, progress))
      laying = work.catch(() => {})
      return work.then((laid) => (laid.ok ? ok({ ...laid.value, by }) : laid))
    },
    async startNetwork(name) {
      if (node !== null) return
      // Not before somebody needs it: a start reads no code of it.
      const [{ createNode }, { createNetworkFiles }] = await Promise.all([import('../network/node.ts'), import('../network/files.ts')])
      if (isClosing) return
      const onNetwork = createNetworkFiles({
        archive,
        files,
        keeps: (compartment) => !compartment.startsWith('secrecy:') || secrecies.indexOf(compartment.slice('secrecy:'.length) as Secrecy) <= secrecies.indexOf(pcRule(archive.db).filesUpTo),
        fetched(fileId) {
          index.setText(fileId, 'waiting', null)
          searching.kick()
          onEvent({ kind: 'changed', topics: ['documents', 'network'] })
        },
        log,
      })
      onNetwork.begin()
      node = createNode({
        archive,
        files: onNetwork,
        program: programVersion,
        name,
        mayLink,
        officeName: () => readOffice(archive.db)?.name ?? '',
        changed: () => onEvent({ kind: 'changed', topics: ['network'] }),
        log,
      })
      await node.settle()
    },
    warm: () => reader.warm(),
    searchIsDamaged: () => isSearchDamaged(paths.search, searchKey),
    async close() {
      isClosing = true
      await node?.stop()
      tasks.cancelAll()
      // What is laid down is its own until it let go of it.
      await laying
      await erasing
      accessLog.stop()
      await searching.stop()
      await reader.close()
      index.close()
      archive.close()
    },
  })
}

function topicsOf(touched: readonly Touched[]): Topic[] {
  return [...new Set(touched.map(({ table }) => topicOfTable.get(table)!))]
}
