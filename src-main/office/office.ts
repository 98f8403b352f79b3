// The office: one session at a time, and the one call that changes sessions, `office.restore`.
import type { ErrorValue, Result } from '../contract/result.ts'
import { readIdentity } from '../archive/archive.ts'
import { finishRestore } from '../archive/restore.ts'
import { checkInput } from '../contract/check.ts'
import { err } from '../contract/result.ts'
import { restoreHere } from './keeping.ts'
import { restore } from './own-contract.ts'
import { answerOfFault } from './router.ts'
import { openSession } from './session.ts'
import type { Office, Session, SessionOptions } from './session-form.ts'

export type { Office } from './session-form.ts'

/**
 * Opens the session of a folder, after finishing a restore that was cut short. What the machine does to it (a full disk, a file
 * held by another program) is an answer: thrown, it would end the process, which would be started again and again.
 */
async function openSafely(options: SessionOptions): Promise<Result<Session, ErrorValue>> {
  try {
    finishRestore(options.directory)
    return await openSession(options)
  } catch (error) {
    const known = answerOfFault(error)
    if (known === null) throw error
    options.log('error', `opening: ${String(error)}`)
    return known
  }
}

/** Opens the office of an archive folder. Errors: those of openArchiveKept, DISK_FULL. */
export async function openOffice(options: SessionOptions): Promise<Result<Office, ErrorValue>> {
  const opened = await openSafely(options)
  if (!opened.ok) return opened
  let session: Session | null = opened.value
  let trouble: ErrorValue | null = null

  async function restoreFrom(input: unknown): Promise<Result<unknown, ErrorValue>> {
    const checked = checkInput(restore, input)
    if (!checked.ok) return checked
    const { from } = checked.value as { from: string }
    await session?.close()
    session = null
    const restored = await restoreHere(options, from).catch(fault)
    // Whatever came of it, the archive that stands there now is opened: the old one where nothing was swapped.
    const again = await openSafely({ ...options, wait: 5000 }).catch(fault)
    if (again.ok) session = again.value
    else trouble = again.error
    options.onEvent({ kind: 'changed', topics: ['office', 'documents', 'bodies', 'registers'] })
    return restored
  }

  function fault(error: unknown): Result<never, ErrorValue> {
    const known = answerOfFault(error)
    if (known !== null) return known
    const reference = `${new Date(options.now()).toISOString()} ${restore.name}`
    options.log('error', `${reference}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return err('INTERNAL', { reference })
  }

  return {
    ok: true,
    value: {
      async call(name, input, sender) {
        if (name === restore.name) {
          if (sender !== 'command-line' && sender !== 'shell') return err('LOCAL_ONLY', { name })
          return restoreFrom(input)
        }
        if (session === null) return { ok: false, error: trouble ?? { code: 'OFFICE_RESTARTED' } }
        return session.call(name, input, sender)
      },
      session: () => session,
      drain: async () => session?.searching.drain(),
      close: async () => {
        await session?.close()
        session = null
      },
    },
  }
}

/** Restores into a folder that holds no archive yet; the folder is not opened first, so that no second archive is made. */
export async function restoreInto(options: SessionOptions, input: unknown): Promise<Result<unknown, ErrorValue> | null> {
  if (readIdentity(options.directory) !== null) return null
  const checked = checkInput(restore, input)
  return checked.ok ? restoreHere(options, (checked.value as { from: string }).from) : checked
}
