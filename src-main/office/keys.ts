// The key of the archive: making a recovery key, opening an archive with one, and how this PC keeps the key.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { archivePaths, readIdentity } from '../archive/archive.ts'
import type { Archive } from '../archive/archive.ts'
import { isUnderAnotherKey } from '../archive/backup.ts'
import { howKept, keyFolder, sealKeyFile, unsealKeyFile, writeKey } from '../archive/key-file.ts'
import { carryRecovery, drawSecret, formatSecret, isGenuine, layRecovery, nameOfKey, openWithTyped, publicOf, readRecovery, sealRecovery } from '../archive/recovery.ts'
import { sql } from '../archive/sql.ts'
import type { PlainKeyReason } from '../contract/choices.ts'
import type { AnswerOf } from '../contract/define.ts'
import { err, ok } from '../contract/result.ts'
import { drawing } from '../documents/forms/fetch.ts'
import type { Handler, TaskContext } from '../handler/handler.ts'
import { handleQuery, handleTask } from '../handler/handler.ts'
import { localOperator } from '../handler/person.ts'
import { nameOf } from '../people/index.ts'
import { vietnamDate } from '../text/dates.ts'
import { safeFileName } from '../text/file-name.ts'
import { knownSets } from './backups.ts'
import * as contract from './own-contract.ts'
import type { Session, SessionOptions } from './session-form.ts'

const recoveryFact = 'recovery'

export interface KeyKeeping {
  settle(): Promise<void>
  /** why the key stands in a file; null: it does not, or was not tried yet */
  whyFile(): PlainKeyReason | null
}

/** How this PC keeps the key of an opened archive: exchanged between file and key store while the office is open. */
export function keepKey({ keyring, directory }: Archive, { configuration, keyStore, log }: Pick<SessionOptions, 'configuration' | 'keyStore' | 'log'>): KeyKeeping {
  const folder = keyFolder(configuration, keyring.archiveId)
  let why: PlainKeyReason | null = keyStore === undefined ? 'no-shell' : keyStore.refused ? 'off' : null
  return {
    async settle() {
      if (keyStore?.refused === true) return unsealKeyFile(folder)
      if (keyStore === undefined || howKept(folder) !== 'file') return
      // A system that is set up anew forgets what it sealed: without a way back on paper the archive would be closed for good.
      const recovery = readRecovery(directory)
      const hasWayBack = recovery !== null && isGenuine(recovery, keyring.key)
      why = hasWayBack ? await sealKeyFile(folder, keyStore.store) : 'no-recovery'
      log('info', why === null ? 'the key is kept by the system' : `the key stays in a file: ${why}`)
    },
    whyFile: () => (howKept(folder) === 'file' ? why : null),
  }
}

/** Handlers of office.makeRecoveryKey and getKeyState; office.unlockArchive is answered above the session where there is none. */
export function keyHandlers(archive: Archive, configuration: string, keeping: KeyKeeping): Handler[] {
  return [
    handleTask(contract.makeRecoveryKey, async (context) => {
      const made = await makeRecoveryKey(archive, context)
      if (made.ok) await keeping.settle()
      return made
    }),
    handleQuery(contract.getKeyState, ({ db }) => {
      const recovery = readRecovery(archive.directory)
      const made = db.value<string>(sql`SELECT value FROM archive_fact WHERE name = ${recoveryFact}`)
      const { name: known, by } = JSON.parse(made ?? '{}') as { name?: string; by?: string }
      const stands = recovery !== null && isGenuine(recovery, archive.keyring.key)
      const name = stands ? nameOfKey(recovery.public) : ''
      return ok({
        recovery: stands ? { name, madeAt: recovery.madeAt, by: known === name && by !== undefined ? nameOf(db, by) : null } : null,
        kept: howKept(keyFolder(configuration, archive.id)),
        whyFile: keeping.whyFile(),
      })
    }),
    handleTask(contract.unlockArchive, async () => err('KEY_NOT_MISSING')),
    handleTask(contract.rotateKey, async () => {
      throw new Error('office.rotateKey is answered above the session')
    }),
  ]
}

/**
 * Makes a recovery key. The journal is told that one was made, by whom and when, before the one that stands goes: after a crash between
 * the two, what the office has on paper still opens.
 */
async function makeRecoveryKey(archive: Archive, { db, now, actor, person, officeName, headHash, resources }: TaskContext): Promise<AnswerOf<typeof contract.makeRecoveryKey>> {
  if (db.value<number>(sql`SELECT 1 FROM office`) === undefined) return err('NOT_SET_UP')
  const { id: archiveId, keyring, directory } = archive
  const madeAt = new Date(now).toISOString()
  const secret = drawSecret()
  const publicKey = publicOf(secret, archiveId)
  const [key, name] = [formatSecret(secret), nameOfKey(publicKey)]
  const foot = { headHash, printedAt: madeAt, printedBy: person.name }
  const print = await (await drawing()).printRecoveryKey({ officeName, archiveId, date: vietnamDate(now), key, name, foot, fonts: join(resources, 'fonts') })

  const laid = layRecovery(directory, sealRecovery(keyring.key, { archiveId, madeAt, publicKey }))
  try {
    archive.journal.transact({ command: contract.makeRecoveryKey.name, actor }, (tx) => {
      tx.append([])
      tx.local(sql`INSERT INTO archive_fact (name, value) VALUES (${recoveryFact}, ${JSON.stringify({ name, by: actor })}) ON CONFLICT (name) DO UPDATE SET value = excluded.value`)
      return ok({})
    })
  } catch (error) {
    laid.drop()
    throw error
  }
  laid.use()
  // The one before is void in the sets that can be reached too; in others with their next backup.
  for (const set of knownSets(archive)) if (!isUnderAnotherKey(set, keyring.key)) carryRecovery(directory, set, keyring.key, true)
  const fileName = safeFileName(`Khóa khôi phục ${name}.pdf`)
  return ok({ key, name, madeAt, sheet: { fileName, mediaType: 'application/pdf', pages: print.pages, bytes: new Uint8Array(print.bytes) } })
}

/** Gives this PC the key of the archive in a folder, by its recovery key. */
export function unlock({ directory, configuration }: Pick<SessionOptions, 'directory' | 'configuration'>, typed: string): AnswerOf<typeof contract.unlockArchive> {
  const identity = readIdentity(directory)
  if (identity === null) return err('ARCHIVE_DAMAGED', { what: existsSync(archivePaths(directory).identity) ? 'archive.json' : 'archive' })
  const key = openWithTyped(directory, identity.id, typed)
  if (!key.ok) return key
  writeKey(keyFolder(configuration, identity.id), key.value)
  return ok({ archiveId: identity.id })
}

/** Tells the journal that the archive was opened with the recovery key. */
export function noteUnlocked(session: Session | null): void {
  session?.archive.journal.transact({ command: contract.unlockArchive.name, actor: localOperator.id }, (tx) => {
    tx.append([])
    return ok({})
  })
}
