// Long work on a database in a thread of its own: started for one piece of work, gone after it.
import { Worker } from 'node:worker_threads'
import type { Seen } from './keyring.ts'
import type { Inspection } from './inspect.ts'
import type { DatabaseCopy } from './copy-database.ts'

export type BesideRequest =
  | { readonly kind: 'inspect'; readonly path: string; readonly key: Uint8Array; readonly device: string; readonly seen: Seen | null }
  | { readonly kind: 'copy'; readonly path: string; readonly key: Uint8Array; readonly into: string }
  | { readonly kind: 'rekey'; readonly path: string; readonly key: Uint8Array; readonly newKey: Uint8Array; readonly into: string; readonly form: 'lasting' | 'disposable' }

export type BesideMessage = { readonly kind: 'progress'; readonly entries: number } | { readonly kind: 'done'; readonly value: unknown }

type AnswerTo<Request extends BesideRequest> = Request extends { kind: 'inspect' } ? Inspection : DatabaseCopy

/**
 * Runs a request in a thread. Rejects with the thread's error, or with the signal's reason: the thread is then ended as soon as
 * SQLite lets go. `progress`: entries gone through.
 */
export function runBeside<Request extends BesideRequest>(
  request: Request,
  options: { readonly signal?: AbortSignal | undefined; readonly progress?: ((entries: number) => void) | undefined } = {},
): Promise<AnswerTo<Request>> {
  const { signal, progress } = options
  if (signal?.aborted === true) return Promise.reject(signal.reason as Error)
  return new Promise((resolve, reject) => {
    // What a library prints must not reach this process's stdout, where answers are.
    const worker = new Worker(entry(), { name: request.kind, workerData: request, stdout: true })
    worker.stdout.resume()
    let answered = false
    const stop = (): void => void worker.terminate()
    signal?.addEventListener('abort', stop, { once: true })
    worker.on('message', (message: BesideMessage) => {
      if (message.kind === 'progress') return progress?.(message.entries)
      answered = true
      resolve(message.value as AnswerTo<Request>)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => {
      signal?.removeEventListener('abort', stop)
      if (!answered) reject(signal?.aborted === true ? (signal.reason as Error) : new Error(`the database thread ended with ${code}`))
    })
  })
}

/** The source as it stands, or its bundle beside ours (shared parts of the bundle lie one folder deeper). */
function entry(): URL {
  const here = import.meta.url
  if (here.endsWith('.ts')) return new URL('./database-thread.ts', here)
  return new URL(here.includes('/parts/') ? '../database.js' : './database.js', here)
}
