// Long work: each task has a name, says how far it is, and can be cancelled. It goes on when the window that started it closes.
import { v4 as randomId } from 'uuid'
import type { Progress } from './messages.ts'

export interface RunningTask {
  readonly id: string
  readonly name: string
  readonly done: number
  readonly of: number | null
  /** ISO 8601, UTC */
  readonly startedAt: string
}

export interface Tasks {
  run<Value>(name: string, work: (handle: { signal: AbortSignal; progress(done: number, of: number | null): void }) => Promise<Value>): Promise<Value>
  list(): RunningTask[]
  cancel(id: string): boolean
  cancelAll(): void
}

/** Progress is told at most every this many milliseconds. */
const every = 100

export function createTasks(onProgress: (progress: Progress) => void): Tasks {
  const running = new Map<string, { task: RunningTask; abort: AbortController }>()
  return {
    async run(name, work) {
      const id = randomId()
      const abort = new AbortController()
      running.set(id, { task: { id, name, done: 0, of: null, startedAt: new Date().toISOString() }, abort })
      let told = 0
      try {
        return await work({
          signal: abort.signal,
          progress(done, of) {
            const entry = running.get(id)
            if (entry === undefined) return
            entry.task = { ...entry.task, done, of }
            const now = Date.now()
            if (now - told < every) return
            told = now
            onProgress({ id, name, done, of, ended: false })
          },
        })
      } finally {
        const { task } = running.get(id)!
        running.delete(id)
        if (told > 0) onProgress({ id, name, done: task.done, of: task.of, ended: true })
      }
    },
    list: () => [...running.values()].map(({ task }) => task),
    cancel(id) {
      const entry = running.get(id)
      entry?.abort.abort()
      return entry !== undefined
    },
    cancelAll() {
      for (const { abort } of running.values()) abort.abort()
    },
  }
}
