// The office process as the shell starts it, for the tests that kill it: at a named point of crash-point.ts, or after some time.
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { FromOffice } from '../../src-main/office/messages.ts'

export type Answer = { ok: true; value: Record<string, unknown> } | { ok: false; error: { code: string } }

export interface OfficeProcess {
  readonly child: ChildProcess
  readonly gone: Promise<void>
  /** the answer, or null when the process died before it came */
  call(name: string, input: unknown): Promise<Answer | null>
}

interface Start {
  readonly archive: string
  readonly configuration: string
  /** said with a fault: how to run it again */
  readonly about: string
  readonly crashAt?: string | undefined
  /** ms */
  readonly killAfter?: number | undefined
}

/** Starts the office process; null when it was killed before it was ready. Any other end is a fault. */
export async function startOffice({ archive, configuration, about, crashAt, killAfter }: Start): Promise<OfficeProcess | null> {
  const { VANTHU_CRASH_AT: _, ...environment } = process.env
  const child = fork(join(import.meta.dirname, '../../src-main/office/entry.ts'), ['--archive', archive, '--configuration', configuration], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...environment, ...(crashAt === undefined ? {} : { VANTHU_CRASH_AT: crashAt }) },
  })
  const killing = killAfter === undefined ? null : setTimeout(() => child.kill('SIGKILL'), killAfter)
  const waiting = new Map<number, (answer: Answer | null) => void>()
  let alive = true
  let said = ''
  child.stderr!.on('data', (bytes: Buffer) => (said = (said + bytes.toString()).slice(-4000)))
  const gone = new Promise<void>((resolve) =>
    child.once('exit', () => {
      alive = false
      for (const answer of waiting.values()) answer(null)
      resolve()
    }),
  )
  const ready = new Promise<FromOffice | null>((resolve) => {
    child.on('message', (message: FromOffice) => {
      if (message.kind === 'ready' || message.kind === 'refused') resolve(message)
      if (message.kind === 'answer') waiting.get(message.id)?.(message.answer as Answer)
    })
    void gone.then(() => resolve(null))
  })
  let id = 0
  const first = await ready
  if (first?.kind === 'refused') throw new Error(`${about}: refused: ${JSON.stringify(first.error)}`)
  // Only a kill is expected; what else ends the process is a fault, and says why.
  if (first === null && child.signalCode !== 'SIGKILL') throw new Error(`${about}: ended with ${child.exitCode ?? child.signalCode} while opening: ${said}`)
  if (first === null) return null
  if (killing !== null) clearTimeout(killing)
  return {
    child,
    gone,
    call: (name, input) =>
      new Promise((resolve) => {
        if (!alive) return resolve(null)
        id += 1
        waiting.set(id, resolve)
        child.send({ kind: 'call', id, name, input, sender: 'command-line' }, () => undefined)
      }),
  }
}

/** Ends the process as the shell does, and waits for it. */
export async function stop(office: OfficeProcess): Promise<void> {
  if (office.child.connected) office.child.send({ kind: 'close' }, () => undefined)
  await office.gone
}
