// Slow reads run on a thread of their own with read-only connections, so that a save never waits for a search or a report.
// The thread takes them one after the other.
import { Worker } from 'node:worker_threads'
import type { ErrorValue, Result } from '../contract/result.ts'
import { threadProgram } from './places.ts'
import type { Calling } from './router.ts'
import type { ReaderAnswer, ReaderRequest, ReaderStart } from './reader-thread.ts'

export interface Reader {
  /** null while the thread is being warmed: the caller answers on its own thread, since the first list of a window waits for nothing. */
  read(name: string, input: unknown, calling: Calling): Promise<Result<unknown, ErrorValue>> | null
  /** Starts the thread before a search asks for it, but after the window that opens just now has its list. */
  warm(): void
  close(): Promise<void>
}

/** Milliseconds that a window is left to come up: a thread that starts takes a core from it. */
const windowComes = 800

/** Makes a reader over an archive; it costs nothing until it is warmed or the first query comes. */
export function createReader(start: () => ReaderStart): Reader {
  let worker: Worker | null = null
  let warming: NodeJS.Timeout | null = null
  let latest = 0
  const waiting = new Map<number, { settle: (answer: Result<unknown, ErrorValue>) => void; fail: (error: unknown) => void }>()

  function warmed(): void {
    if (warming !== null) clearTimeout(warming)
    warming = null
  }

  function failAll(error: unknown): void {
    worker = null
    warmed()
    for (const { fail } of waiting.values()) fail(error)
    waiting.clear()
  }

  function ensure(): Worker {
    if (worker !== null) return worker
    const started = new Worker(threadProgram('office/reader-thread.ts', 'reader.js'), { workerData: start() })
    started.on('message', (message: ReaderAnswer | 'up') => {
      if (message === 'up') return warmed()
      const { id, answer, fault } = message
      const one = waiting.get(id)
      waiting.delete(id)
      if (answer !== undefined) one?.settle(answer)
      else one?.fail(Object.assign(new Error(fault?.message), { code: fault?.code, stack: fault?.stack }))
      if (waiting.size === 0) started.unref()
    })
    started.on('error', failAll)
    started.on('exit', (code) => {
      if (worker === started) failAll(new Error(`the reading thread ended (${code})`))
    })
    worker = started
    return started
  }

  return {
    read(name, input, calling) {
      if (warming !== null) return null
      return new Promise((settle, fail) => {
        const thread = ensure()
        const id = ++latest
        waiting.set(id, { settle, fail })
        thread.ref()
        thread.postMessage({ id, name, input, calling } satisfies ReaderRequest)
      })
    },
    warm() {
      if (worker === null) warming ??= setTimeout(() => ensure().unref(), windowComes).unref()
    },
    async close() {
      warmed()
      const ending = worker
      worker = null
      await ending?.terminate()
    },
  }
}
