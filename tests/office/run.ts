// The office process as others start it: the command line as IT staff do, and the entry as the shell does.
import { execFile, fork } from 'node:child_process'
import { join } from 'node:path'
import type { ErrorValue, Result } from '../../src-main/contract/result.ts'
import type { FromOffice, Sender, ToOffice } from '../../src-main/office/messages.ts'

const office = join(import.meta.dirname, '..', '..', 'src-main', 'office')

/** Runs the command line to its end. */
export function runCommandLine(argv: readonly string[], options: { configuration: string; cwd?: string; env?: Record<string, string> }): Promise<{ code: number; out: string; words: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, VANTHU_CONFIG_DIR: options.configuration, ...options.env }
    execFile(process.execPath, [join(office, 'command-line.ts'), ...argv], { env, cwd: options.cwd, encoding: 'utf8', maxBuffer: 1 << 26, timeout: 50_000 }, (error, out, words) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, words })
    })
  })
}

export interface Entry {
  /** what it said first: ready, or refused and why */
  readonly first: Promise<Extract<FromOffice, { kind: 'ready' | 'refused' }>>
  readonly said: FromOffice[]
  call(name: string, input: unknown, sender?: Sender): Promise<Result<unknown, ErrorValue>>
  /** the code with which it ended by itself, or null while it runs */
  readonly ended: number | null
  /** resolves with its end */
  readonly gone: Promise<void>
  close(): Promise<void>
}

/** The system's key store as the shell answers for it. */
export interface Shell {
  seal(key: string): Extract<ToOffice, { kind: 'sealed' }>['answer']
  unseal(sealed: string): string | null
}

/** Starts the office process with the messages of the shell. */
export function startEntry(archive: string, configuration: string, { shell, env = {} }: { shell?: Shell; env?: Record<string, string> } = {}): Entry {
  const child = fork(join(office, 'entry.ts'), ['--archive', archive, '--configuration', configuration, ...(shell === undefined ? [] : ['--key-store'])], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, ...env },
  })
  const waiting = new Map<number, (answer: Result<unknown, ErrorValue>) => void>()
  const said: FromOffice[] = []
  let ended: number | null = null
  let latest = 0
  const gone = new Promise<void>((resolve) => child.once('exit', (code) => ((ended = code ?? -1), resolve())))
  const first = new Promise<Extract<FromOffice, { kind: 'ready' | 'refused' }>>((resolve, reject) => {
    child.on('message', (message: FromOffice) => {
      if (message.kind === 'answer') return waiting.get(message.id)?.(message.answer)
      if (message.kind === 'seal') return void child.send({ kind: 'sealed', id: message.id, answer: shell!.seal(message.key) } satisfies ToOffice)
      if (message.kind === 'unseal') return void child.send({ kind: 'unsealed', id: message.id, key: shell!.unseal(message.sealed) } satisfies ToOffice)
      said.push(message)
      if (message.kind === 'ready' || message.kind === 'refused') resolve(message)
    })
    child.once('exit', (code) => reject(new Error(`it ended with ${code} before it said anything`)))
  })
  first.catch(() => {})
  return {
    first,
    said,
    gone,
    get ended() {
      return ended
    },
    call(name, input, sender = 'window') {
      const id = ++latest
      return new Promise((resolve) => {
        waiting.set(id, resolve)
        child.send({ kind: 'call', id, name, input, sender } satisfies ToOffice)
      })
    },
    async close() {
      if (ended === null) child.send({ kind: 'close' } satisfies ToOffice)
      await gone
    },
  }
}
