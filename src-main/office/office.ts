// The office: one session at a time, and what goes on where there is none: restoring, verifying, trying again.
import { readIdentity } from '../archive/archive.ts'
import { machineFault } from '../archive/faults.ts'
import { keyFolder, takeSealedKey } from '../archive/key-file.ts'
import { finishExchange } from '../archive/exchange.ts'
import { backupIn } from '../archive/restore.ts'
import { exchangeKey } from '../archive/rotate.ts'
import { checkInput } from '../contract/check.ts'
import type { InputOf } from '../contract/define.ts'
import { err, ok } from '../contract/result.ts'
import type { ErrorValue, Result } from '../contract/result.ts'
import { contractByName } from './contract.ts'
import { restoreHere, verifyUnopened } from './keeping.ts'
import { noteUnlocked, unlock } from './keys.ts'
import { restore, rotateKey, state, unlockArchive, verify } from './own-contract.ts'
import { filesAlong, removeOld } from './rotating.ts'
import { openSession, removeSearch } from './session.ts'
import type { Office, Session, SessionOptions } from './session-form.ts'

export type { Office } from './session-form.ts'

/** What could not be opened is tried again at most every so often, ms: a window asks several times at once. */
const retryAfter = 1_000

/**
 * Opens the office of an archive folder. It comes also where the archive could not be opened; `trouble()` then says why: the
 * errors of openArchiveKept, faults of the machine, INTERNAL {reference}.
 */
export async function openOffice(options: SessionOptions): Promise<Office> {
  let session: Session | null = null
  let trouble: ErrorValue | null = null
  let triedAt = 0
  let rotating = false
  // Opening, restoring and closing exchange the session: one after the other.
  let turn: Promise<unknown> = Promise.resolve()

  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const mine = turn.then(work)
    turn = mine.catch(() => {})
    return mine
  }

  async function open(wait: number | undefined): Promise<void> {
    const opened = await faultless('office.open', async () => {
      finishExchange(options)
      await takeKey(readIdentity(options.directory)?.id)
      return openSession({ ...options, ...(wait === undefined ? {} : { wait }) }, { onSearchDamaged: () => void inTurn(() => renewSearch(opening)) })
    })
    const opening: Session | null = opened.ok ? opened.value : null
    session = opening
    trouble = opened.ok ? null : opened.error
    triedAt = Date.now()
    if (session !== null) options.onOpened?.(session)
    // Where the program was killed after an exchange of the key.
    if (opening !== null && !rotating) void removeOld(opening, options.now(), options.log).catch((error: unknown) => options.log('warn', `old key: ${String(error)}`))
  }

  /** Has the system's key store open the key of an archive, where it keeps it. */
  async function takeKey(archiveId: string | undefined): Promise<void> {
    if (archiveId !== undefined && options.keyStore !== undefined) await takeSealedKey(keyFolder(options.configuration, archiveId), options.keyStore.store)
  }

  async function end(): Promise<void> {
    const ending = session
    session = null
    await ending?.close()
  }

  async function restoreFrom(input: unknown): Promise<Result<unknown, ErrorValue>> {
    const checked = checkInput(restore, input)
    if (!checked.ok) return checked
    const { from, recoveryKey } = checked.value as InputOf<typeof restore>
    await end()
    const restored = await faultless(restore.name, async () => {
      await takeKey(backupIn(from, options.directory)?.archiveId)
      return restoreHere(options, from, recoveryKey)
    })
    // Whatever came of it, the archive that stands there now is opened: the old one where nothing was exchanged.
    await open(5_000)
    options.onEvent({ kind: 'changed', topics: ['office', 'documents', 'bodies', 'registers'] })
    return restored
  }

  /** Exchanges the archive's key: the long part beside people's work, the exchange with the archive closed, then a backup in its new form. */
  async function rotate(input: unknown, desk: string): Promise<Result<unknown, ErrorValue>> {
    const asked = session
    if (asked === null) return withoutSession(rotateKey.name, input)
    const refused = asked.refuses(rotateKey, desk)
    if (refused !== null) return refused
    const checked = checkInput(rotateKey, input)
    if (!checked.ok) return checked
    if (!asked.isSetUp) return err('NOT_SET_UP')
    if (rotating) return err('ROTATION_RUNS')
    rotating = true
    try {
      const laid = await faultless(rotateKey.name, () => asked.layNextKey(desk))
      if (!laid.ok) return laid
      return await inTurn(() => exchangeFor(asked, laid.value))
    } finally {
      rotating = false
    }
  }

  async function exchangeFor(asked: Session, { files, by }: { readonly files: number; readonly by: string }): Promise<Result<unknown, ErrorValue>> {
    // Another archive was restored in the meantime, and what was laid down went with it.
    if (session !== asked) return err('CANCELLED')
    const { id: archiveId } = asked.archive
    await end()
    const exchanged = await faultless(rotateKey.name, () => exchangeKey({ ...options, archiveId, filesOf: filesAlong, by, now: options.now() }))
    await open(5_000)
    options.onEvent({ kind: 'changed', topics: ['office', 'documents', 'bodies', 'registers'] })
    if (!exchanged.ok) return exchanged
    const opened = session as Session | null
    const oldRemoved = opened !== null && (await removeOld(opened, options.now(), options.log).catch(() => false))
    return ok({ files, entries: exchanged.value.entries, oldRemoved })
  }

  async function unlockWith(input: unknown): Promise<Result<unknown, ErrorValue>> {
    const checked = checkInput(unlockArchive, input)
    if (!checked.ok) return checked
    if (session !== null) return err('KEY_NOT_MISSING')
    if (trouble !== null && trouble.code !== 'KEY_MISSING') return { ok: false, error: trouble }
    const { recoveryKey } = checked.value as InputOf<typeof unlockArchive>
    const unlocked = await faultless(unlockArchive.name, async () => unlock(options, recoveryKey))
    if (!unlocked.ok) return unlocked
    await open(5_000)
    // Nobody is signed in yet; the entry says which PC it was.
    noteUnlocked(session)
    options.onEvent({ kind: 'changed', topics: ['office', 'documents', 'bodies', 'registers'] })
    return session === null && trouble !== null ? { ok: false, error: trouble } : unlocked
  }

  /** Throws a damaged index away; the next session fills a new one. */
  async function renewSearch(damaged: Session | null): Promise<void> {
    if (damaged === null || session !== damaged) return
    options.log('warn', 'the search index is damaged and is made anew')
    await end()
    removeSearch(options.directory)
    await open(5_000)
  }

  /** What `work` answers, or the fault it met as an error value. */
  async function faultless<Value>(name: string, work: () => Promise<Result<Value, ErrorValue>>): Promise<Result<Value, ErrorValue>> {
    try {
      return await work()
    } catch (error) {
      if ((error as { name?: unknown } | null)?.name === 'AbortError') return err('CANCELLED')
      const known = machineFault(error)
      if (known !== null) return known
      const reference = `${new Date(options.now()).toISOString()} ${name}`
      options.log('error', `${reference}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      return err('INTERNAL', { reference })
    }
  }

  async function withoutSession(name: string, input: unknown): Promise<Result<unknown, ErrorValue>> {
    const contract = contractByName.get(name)
    if (contract === undefined) return err('UNKNOWN_NAME', { name: String(name).slice(0, 100) })
    if (name === verify.name) {
      const checked = checkInput(contract, input)
      return checked.ok ? faultless(name, () => verifyUnopened(options)) : checked
    }
    return { ok: false, error: trouble ?? { code: 'OFFICE_RESTARTED', params: {} } }
  }

  await inTurn(() => open(options.wait))
  return {
    async call(name, input, sender, desk = '') {
      if (name === restore.name) {
        if (sender !== 'command-line' && sender !== 'shell') return err('LOCAL_ONLY', { name })
        // What cannot be opened knows no persons: whoever may read the folder may mend it.
        const refused = session?.refuses(restore, desk)
        return refused ?? inTurn(() => restoreFrom(input))
      }
      if (session === null && name === unlockArchive.name) return inTurn(() => unlockWith(input))
      // The window asks for the state when a person says "try again": the disk may be back, the key in its place.
      if (session === null && name === state.name) {
        await inTurn(async () => {
          if (session === null && Date.now() - triedAt > retryAfter) await open(500)
        })
      }
      if (name === rotateKey.name) return rotate(input, desk)
      const asked = session
      if (asked === null) return withoutSession(name, input)
      const answer = await asked.call(name, input, sender, desk)
      if (answer.ok || answer.error.code !== 'ARCHIVE_DAMAGED' || !asked.searchIsDamaged()) return answer
      await inTurn(() => renewSearch(asked))
      return session === null || contractByName.get(name)?.kind !== 'query' ? answer : (session as Session).call(name, input, sender, desk)
    },
    session: () => session,
    trouble: () => (session === null ? (trouble ?? { code: 'OFFICE_RESTARTED', params: {} }) : null),
    drain: async () => session?.searching.drain(),
    close: () => inTurn(end),
  }
}
