// From a name and an input to an answer: the one door of the office process. Checks the caller, the name and the input,
// opens the transaction, and turns what goes wrong into an error value; no exception crosses.
import { v7 as timeOrderedId } from 'uuid'
import type { Archive } from '../archive/archive.ts'
import { machineFault } from '../archive/faults.ts'
import { heldFile } from '../archive/held-files.ts'
import { inputHash } from '../archive/journal.ts'
import type { Writing } from '../archive/journal.ts'
import { checkInput } from '../contract/check.ts'
import { secrecies } from '../contract/choices.ts'
import type { AccessKind, Concern, Contract } from '../contract/define.ts'
import type { Secrecy } from '../contract/fields.ts'
import { err } from '../contract/result.ts'
import type { ErrorValue, Result } from '../contract/result.ts'
import { copyOut, read } from '../files/contract.ts'
import type { Handler, QueryContext, TaskContext } from '../handler/handler.ts'
import { leaving, localOperator, mayCall, nobody } from '../handler/person.ts'
import type { Person } from '../handler/person.ts'
import { documentsConcerned, frozenAmong, limitedAmong, withheldFrom } from '../registers/index.ts'
import { destroyedAmong } from '../secrecy/index.ts'
import { vietnamDate } from '../text/dates.ts'
import type { Rulebook } from '../rulebook/rulebook.ts'
import { contractByName } from './contract.ts'
import type { Sender } from './messages.ts'
import { officeSchema } from './schema.ts'

export interface Router {
  call(name: string, input: unknown, sender: Sender, desk: string): Promise<Result<unknown, ErrorValue>>
  /** Why the person at a desk may not call a name; null where they may. */
  refuses(contract: Contract, desk: string): Result<never, ErrorValue> | null
}

/** Who calls, and where they are signed in. */
export interface Calling {
  readonly person: Person
  readonly desk: string
  readonly filesUpTo: Secrecy
}

export function createRouter(options: {
  readonly archive: Archive
  readonly handlers: readonly Handler[]
  readonly rulebook: Rulebook
  /** ms since 1970 UTC */
  readonly now: () => number
  /** the search index and the states of texts, on this thread */
  readonly queryContext: () => Pick<QueryContext, 'search' | 'textStates'>
  /** the person signed in at a desk; null: nobody */
  readonly personAt: (desk: string) => Person | null
  /** what this PC may hold */
  readonly filesUpTo: () => Secrecy
  /** keeps that something was accessed */
  readonly noted: (kind: AccessKind, name: string, accountId: string, concerned: readonly (readonly [Concern, string])[]) => void
  /** runs a query on a read-only thread; null while there is none yet */
  readonly read: (name: string, input: unknown, calling: Calling) => Promise<Result<unknown, ErrorValue>> | null
  /** runs asynchronous work as a task with progress and cancel */
  readonly task: (name: string, calling: Calling, work: (context: TaskContext) => Promise<unknown>) => Promise<unknown>
  readonly onFault: (name: string, error: unknown) => string
}): Router {
  const { archive, rulebook, now } = options
  const byName = new Map(options.handlers.map((handler) => [handler.contract.name, handler]))
  for (const name of contractByName.keys()) if (!byName.has(name)) throw new Error(`nobody answers ${name}`)

  async function runTask(name: string, calling: Calling, work: (context: TaskContext) => Promise<unknown>): Promise<Result<unknown, ErrorValue>> {
    return (await options.task(name, calling, work)) as Result<unknown>
  }

  /** Tasks under way, by their commandId. */
  const underWay = new Map<string, { readonly input: string; readonly answer: Promise<Result<unknown, ErrorValue>> }>()

  /** A command that takes long, carried out once under its commandId although it may be asked again before its answer is stored. */
  async function once(writing: Writing & { readonly commandId: string }, work: () => Promise<Result<unknown, ErrorValue>>): Promise<Result<unknown, ErrorValue>> {
    const { command, commandId, input } = writing
    const hash = inputHash(command, input)
    const running = underWay.get(commandId)
    if (running !== undefined) return running.input === hash ? running.answer : err('COMMAND_ID_REUSED', { commandId })
    const known = archive.journal.answered(writing)
    if (known !== null) return known
    const answer = work()
    underWay.set(commandId, { input: hash, answer })
    return answer.finally(() => underWay.delete(commandId))
  }

  async function answer(handler: Handler, input: unknown, calling: Calling): Promise<Result<unknown, ErrorValue>> {
    const time = now()
    const { person } = calling
    const surroundings = { rulebook, now: time, today: vietnamDate(time), actor: person.id, ...calling }
    switch (handler.kind) {
      case 'command': {
        const { commandId, ...said } = input as { commandId?: string }
        const writing = { command: handler.contract.name, actor: person.id, ...(commandId === undefined ? {} : { commandId, input: said }) }
        const write = (prepared?: unknown) =>
          archive.journal.transact(
            writing,
            // A file of documents that the person may not read is no file for them: neither its name nor that it is here.
            (tx) => handler.run({ ...surroundings, tx, heldFile: (fileId) => (withheldFrom(tx, officeSchema, person, [['file', fileId]]) === null ? heldFile(tx, officeSchema, fileId) : undefined), newId: timeOrderedId }, input as never, prepared as never) as Result<unknown>,
          )
        const { prepare } = handler
        if (prepare === undefined) return write()
        // The writing belongs to the task: its progress goes on, and nobody takes the work for done before it is.
        const prepared = () =>
          runTask(handler.contract.name, calling, async (context) => {
            const found = (await prepare(context, input as never)) as Result<unknown, ErrorValue>
            return found.ok ? write(found.value) : found
          })
        return commandId === undefined ? prepared() : once({ ...writing, commandId }, prepared)
      }
      case 'query': {
        const read = handler.contract.runs === 'reader' ? options.read(handler.contract.name, input, calling) : null
        return read ?? (handler.run({ ...surroundings, db: archive.db, ...options.queryContext() }, input as never) as Result<unknown>)
      }
      case 'task': {
        const run = (given: unknown) => runTask(handler.contract.name, calling, (context) => handler.run(context, given as never))
        if (handler.contract.kind === 'query') return run(input)
        const { commandId, ...said } = input as { commandId?: string }
        if (commandId === undefined) return run(said)
        const writing = { command: handler.contract.name, actor: person.id, commandId, input: said }
        // Its answer is stored after it, as that of every command.
        return once(writing, async () => {
          const done = await run(said)
          return done.ok ? archive.journal.transact(writing, () => done) : done
        })
      }
    }
  }

  function refuses({ name, needs }: Contract, desk: string): Result<never, ErrorValue> | null {
    const person = options.personAt(desk)
    if (mayCall(person, needs)) return null
    return person === null ? err('NOT_SIGNED_IN') : err('NOT_ALLOWED', { name, needs })
  }

  return {
    refuses,
    async call(name, input, sender, desk) {
      const contract = contractByName.get(name)
      const handler = byName.get(name)
      if (contract === undefined || handler === undefined) return err('UNKNOWN_NAME', { name: String(name).slice(0, 100) })
      if (contract.reach === 'local-only' && sender !== 'command-line' && sender !== 'shell') return err('LOCAL_ONLY', { name })
      const refused = refuses(contract, desk)
      if (refused !== null) return refused
      const checked = checkInput(contract, input)
      if (!checked.ok) return checked
      const filesUpTo = options.filesUpTo()
      const whole = options.personAt(desk) ?? nobody
      const leaves = contract.notes === 'print' || contract.notes === 'export'
      // A copy for another program is printed and sent on there: of a limited document it needs the right to print, whatever this PC may hold. What the command line reads
      // stands in its output; the window alone shows a file without giving it away.
      const copied = contract.name === copyOut.name || (contract.name === read.name && sender === 'command-line')
      const calling = { person: leaves ? leaving(whole, filesUpTo) : copied ? leaving(whole, secrecies.at(-1)!) : whole, desk, filesUpTo }
      try {
        const concerned = concernedIn(contract, checked.value)
        const withheld = withheldFrom(archive.db, officeSchema, calling.person, concerned)
        if (withheld !== null) {
          const keptBack = (leaves || copied) && withheldFrom(archive.db, officeSchema, whole, concerned) === null
          if (!keptBack) return { ok: false, error: withheld }
          const limited = limitedAmong(archive.db, whole, documentsConcerned(archive.db, officeSchema, concerned), 'print')
          return limited === null ? err('SECRECY_FORBIDS_PRINT', { allowed: filesUpTo }) : err('READING_LIMITED', { ...limited })
        }
        if (contract.kind === 'command') {
          // What was done answers as it did, though by what it did it could not be done a second time.
          const { commandId, ...said } = checked.value as { commandId?: string }
          const known = commandId === undefined ? null : archive.journal.answered({ command: name, actor: calling.person.id, commandId, input: said })
          if (known !== null) return known
          const changed = documentsConcerned(archive.db, officeSchema, concerned.filter(([kind]) => kind !== 'linked' && kind !== 'handed' && kind !== 'file'))
          const destroyed = destroyedAmong(archive.db, documentsConcerned(archive.db, officeSchema, concerned))
          if (destroyed !== undefined) return err('DOCUMENT_DESTROYED', { id: destroyed })
          const frozen = frozenAmong(archive.db, changed)
          if (frozen !== undefined) return err('DOCUMENT_FROZEN', { id: frozen })
          const limited = limitedAmong(archive.db, whole, changed, 'work')
          if (limited !== null) return err('READING_LIMITED', { ...limited })
        }
        const given = await answer(handler, checked.value, calling)
        // Before anybody has an account the one operator reads: nobody asks who it was.
        const { person } = calling
        const accountId = contract.notes === 'sign-in' && given.ok ? (given.value as { readonly id: string }).id : person.id
        if (given.ok && contract.notes !== null && accountId !== localOperator.id) options.noted(contract.notes, name, accountId, concerned)
        return given
      } catch (error) {
        if ((error as { name?: unknown } | null)?.name === 'AbortError') return err('CANCELLED')
        return machineFault(error) ?? err('INTERNAL', { reference: options.onFault(name, error) })
      }
    },
  }
}

/** The ids in an input that its contract names, with what they belong to. */
function concernedIn({ concerns }: Contract, input: unknown): (readonly [Concern, string])[] {
  return Object.entries(concerns).flatMap(([path, concern]) => {
    const found = path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], input)
    return [found].flat().flatMap((id) => (typeof id === 'string' ? [[concern, id] as const] : []))
  })
}
