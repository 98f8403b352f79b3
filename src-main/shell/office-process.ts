// Starts the office process, keeps it alive, and passes messages. Where Electron's own Node carries the SQLite binary
// (N-API 10, Electron 37 and later) it is a utility process; on an older Electron it is Node 24 in a child process. SQLite
// never runs on Electron's main thread.
import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { utilityProcess } from 'electron'
import type { FromOffice, OfficeEvent, Sender, ToOffice } from '../office/messages.ts'
import type { ErrorValue, Result } from '../contract/result.ts'
import type { ShellKeyStore } from './key-store.ts'
import { mayRepeat } from './repeat.ts'

export type Answer = Result<unknown, ErrorValue>
export type OfficeState = 'starting' | 'ready' | 'refused' | 'restarting' | 'stopped'

interface Child {
  post(message: ToOffice): void
  kill(): void
  readonly pid: number | undefined
}

export interface OfficeProcess {
  call(name: string, input: unknown, sender: Sender): Promise<Answer>
  readonly branch: 'utility-process' | 'child-process'
  readonly pid: number | undefined
  readonly state: OfficeState
  stop(): Promise<void>
}

export interface OfficeProcessOptions {
  /** dist/office/entry.js */
  readonly program: string
  readonly arguments: readonly string[]
  /** Node 24 for the child-process branch */
  readonly node: string | null
  /** folder where Node keeps what it compiled of the program: a later start saves a fifth of its work */
  readonly compiled: string
  readonly onEvent: (event: OfficeEvent) => void
  /** seals and unseals for the office process; left out: its keys stand in files */
  readonly keyStore?: ShellKeyStore
  readonly onState: (state: OfficeState) => void
  readonly log: (text: string) => void
  /** forces a branch; for tests */
  readonly branch?: 'utility-process' | 'child-process'
}

interface Waiting {
  readonly message: Extract<ToOffice, { kind: 'call' }>
  readonly settle: (answer: Answer) => void
}

/** First pause before a restart, ms; doubled while it keeps dying at once, up to `longestPause`. */
const firstPause = 50
const longestPause = 5_000

/** The branch that the Electron at hand can carry. */
export function chooseBranch(napi = Number(process.versions['napi'] ?? 0)): 'utility-process' | 'child-process' {
  return napi >= 10 ? 'utility-process' : 'child-process'
}

/** Node 24 for the child-process branch: `VANTHU_NODE`, the packaged one, the project's own; null when there is none. */
export function findNode(resourcesPath: string, root: string): string | null {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const candidates = [process.env['VANTHU_NODE'] ?? '', join(resourcesPath, 'node', name), join(root, 'node_modules', 'node', 'bin', name)]
  return candidates.find((path) => path !== '' && existsSync(path)) ?? null
}

export function startOfficeProcess(options: OfficeProcessOptions): OfficeProcess {
  const branch = options.branch ?? chooseBranch()
  const waiting = new Map<number, Waiting>()
  let latest = 0
  let child: Child | null = null
  let state: OfficeState = 'starting'
  let pause = firstPause
  let stopping: (() => void) | null = null
  let restart: NodeJS.Timeout | undefined

  function become(next: OfficeState): void {
    state = next
    options.onState(next)
  }

  function receive(message: FromOffice): void {
    if (message.kind === 'answer') {
      const one = waiting.get(message.id)
      waiting.delete(message.id)
      one?.settle(message.answer)
      return
    }
    if (message.kind === 'seal' || message.kind === 'unseal') return void askKeyStore(message)
    if (message.kind === 'ready' || message.kind === 'refused') {
      pause = firstPause
      become(message.kind)
    }
    options.onEvent(message)
  }

  async function askKeyStore(message: Extract<FromOffice, { kind: 'seal' | 'unseal' }>): Promise<void> {
    const { id } = message
    // One that was started meanwhile counts its questions anew.
    const asking = child
    const answer: ToOffice =
      message.kind === 'seal'
        ? { kind: 'sealed', id, answer: (await options.keyStore?.seal(message.key)) ?? { why: 'no-shell' } }
        : { kind: 'unsealed', id, key: (await options.keyStore?.unseal(message.sealed)) ?? null }
    if (asking === child) asking?.post(answer)
  }

  function start(): void {
    const started = Date.now()
    const launch = branch === 'utility-process' ? launchUtility : launchChild
    child = launch(options, receive, (code) => {
      child = null
      if (stopping !== null) {
        become('stopped')
        stopping()
        return
      }
      options.log(`office process ended (${code}), starting it again`)
      become('restarting')
      settleInterrupted()
      if (Date.now() - started > 10_000) pause = firstPause
      restart = setTimeout(start, pause)
      pause = Math.min(pause * 2, longestPause)
    })
    // What was asked before it died, and may be asked again without harm, is asked again.
    for (const { message } of waiting.values()) child.post(message)
  }

  /** A command without a commandId may have been done or not: only the caller can tell. */
  function settleInterrupted(): void {
    for (const [id, { message, settle }] of waiting) {
      if (mayRepeat(message)) continue
      waiting.delete(id)
      settle({ ok: false, error: { code: 'OFFICE_RESTARTED', params: {} } })
    }
  }

  options.log(`office process: ${branch}${branch === 'child-process' ? ` (${options.node ?? 'no Node 24'})` : ''}`)
  if (branch === 'child-process' && options.node === null) throw new Error('the office process needs Node 24, which is not there')
  start()

  return {
    branch,
    get pid() {
      return child?.pid
    },
    get state() {
      return state
    },
    call(name, input, sender) {
      return new Promise((settle) => {
        const message = { kind: 'call', id: ++latest, name, input, sender } as const
        if (state === 'stopped') return settle({ ok: false, error: { code: 'OFFICE_RESTARTED', params: {} } })
        waiting.set(message.id, { message, settle })
        child?.post(message)
      })
    },
    stop() {
      return new Promise((resolve) => {
        if (child === null) {
          clearTimeout(restart)
          become('stopped')
          return resolve()
        }
        const impatient = setTimeout(() => child?.kill(), 5_000)
        stopping = () => {
          clearTimeout(impatient)
          resolve()
        }
        child.post({ kind: 'close' })
      })
    },
  }
}

function environment({ compiled }: OfficeProcessOptions): NodeJS.ProcessEnv {
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env
  return { ...inherited, NODE_COMPILE_CACHE: compiled }
}

function launchUtility(options: OfficeProcessOptions, receive: (message: FromOffice) => void, ended: (code: number | null) => void): Child {
  const started = utilityProcess.fork(options.program, [...options.arguments], { serviceName: 'Văn Thư office', stdio: 'inherit', env: environment(options) })
  started.on('message', receive)
  started.once('exit', ended)
  return { post: (message) => started.postMessage(message), kill: () => void started.kill(), get pid() { return started.pid } }
}

function launchChild(options: OfficeProcessOptions, receive: (message: FromOffice) => void, ended: (code: number | null) => void): Child {
  const started = fork(options.program, [...options.arguments], {
    execPath: options.node!,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: environment(options),
    windowsHide: true,
  } as Parameters<typeof fork>[2])
  started.on('message', receive)
  started.once('exit', ended)
  // A message to a process that has just died is answered by its end, not here.
  started.on('error', (error) => options.log(`office process: ${error.message}`))
  return {
    post: (message) => void (started.connected && started.send(message, () => {})),
    kill: () => void started.kill('SIGKILL'),
    get pid() {
      return started.pid
    },
  }
}
