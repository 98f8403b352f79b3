// Slow reads run on a thread of their own with read-only connections, so that a save never waits for a search or a report.
// The thread takes them one after the other.
import { Worker } from 'node:worker_threads'
import type { ErrorValue, Result } from '../contract/result.ts'
import { threadProgram } from './places.ts'
import type { ReaderAnswer, ReaderRequest, ReaderStart } from './reader-thread.ts'

export interface Reader {
  read(name: string, input: unknown): Promise<Result<unknown, ErrorValue>>
  /** Starts the thread before the first query asks for it: a window's first list waits for nothing else. */
  warm(): void
  close(): Promise<void>
}

/** Makes a reader over an archive; it costs nothing until it is warmed or the first query comes. */
export function createReader(start: () => ReaderStart): Reader {
  let worker: Worker | null = null
  let latest = 0
  const waiting = new Map<number, { settle: (answer: Result<unknown, ErrorValue>) => void; fail: (error: unknown) => void }>()

  function failAll(error: unknown): void {
    worker = null
    for (const { fail } of waiting.values()) fail(error)
    waiting.clear()
  }

  function ensure(): Worker {
    if (worker !== null) return worker
    const started = new Worker(threadProgram('office/reader-thread.ts', 'reader.js'), { workerData: start() })
    started.on('message', ({ id, answer, fault }: ReaderAnswer) => {
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
    read(name, input) {
      return new Promise((settle, fail) => {
        const thread = ensure()
        const id = ++latest
        waiting.set(id, { settle, fail })
        thread.ref()
        thread.postMessage({ id, name, input } satisfies ReaderRequest)
      })
    },
    warm() {
      ensure().unref()
    },
    async close() {
      const ending = worker
      worker = null
      await ending?.terminate()
    },
  }
}
