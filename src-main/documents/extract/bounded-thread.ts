// A thread of its own for work on received files, so that neither a slow nor a hostile file touches the office process.
// The thread starts with the first file, is ended when a file exceeds its time or memory, starts again for the next one,
// and goes after some time without work, to give its memory back. What runs in it: answer-requests.ts.
import { Worker } from 'node:worker_threads'
import { err } from '../../contract/result.ts'
import type { ErrorValue, Result } from '../../contract/result.ts'
import type { ThreadAnswer, ThreadRequest } from './answer-requests.ts'
import { whatOf } from './failure.ts'
import type { ThreadFailure } from './failure.ts'

/** Bytes are copied when their turn comes; a path is opened in the thread. */
export type FileSource = Uint8Array | { readonly path: string }

export interface BoundedThreadOptions {
  /** As tools show the thread. */
  readonly name: string
  /** The thread's file. */
  readonly entry: URL
  readonly milliseconds: number
  readonly memoryMiB: number
  /** Milliseconds without work after which the thread goes. */
  readonly idle?: number | undefined
  /** After each file. */
  readonly onFinished?: (progress: { readonly name: string; readonly waiting: number; readonly done: number }) => void
}

export interface BoundedThread<Ask, Value, Failure extends ErrorValue, Part> {
  /** Works on one file; files wait for each other in the order they came. Never throws. `onPart` is told what comes before the answer. */
  run(from: FileSource, ask: Ask, more?: { readonly signal?: AbortSignal | undefined; readonly onPart?: (part: Part) => void }): Promise<Result<Value, Failure | ThreadFailure>>
  /** Ends the thread; files that wait answer CANCELLED. */
  close(): Promise<void>
}

/** How often the thread's memory is looked at while it works, ms. */
const memoryEvery = 100

/** Makes such a thread; it costs nothing until the first file comes. */
export function createBoundedThread<Ask extends { readonly name: string }, Value, Failure extends ErrorValue, Part = never>(
  options: BoundedThreadOptions,
): BoundedThread<Ask, Value, Failure, Part> {
  type Answer = Result<Value, Failure | ThreadFailure>
  interface Job {
    readonly request: ThreadRequest<Ask>
    readonly signal: AbortSignal | undefined
    readonly onPart: ((part: Part) => void) | undefined
    readonly settle: (result: Answer) => void
  }

  const { milliseconds, memoryMiB } = options
  const idleAfter = options.idle ?? 30_000
  const queue: Job[] = []
  let worker: Worker | undefined
  let current: { readonly job: Job; readonly stop: () => void } | undefined
  let idleTimer: NodeJS.Timeout | undefined
  let number = 0
  let done = 0
  let closed = false

  function start(): Worker {
    const started = new Worker(options.entry, {
      name: options.name,
      // What a library prints must not reach this process's stdout, where answers are.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: memoryMiB, stackSizeMb: 4 },
    })
    started.stdout.resume()
    started.stderr.resume()
    started.on('message', (answer: ThreadAnswer<Value, Failure | ThreadFailure, Part>) => {
      if (current?.job.request.number !== answer.number) return
      if ('part' in answer) current.job.onPart?.(answer.part)
      else finish(answer.result)
    })
    started.on('error', (thrown: Error & { code?: string }) => {
      const failure = thrown.code === 'ERR_WORKER_OUT_OF_MEMORY' ? err('EXTRACT_OUT_OF_MEMORY', { memoryMiB }) : err('EXTRACT_CRASHED', { what: whatOf(thrown) })
      lost(started, failure as Answer)
    })
    started.on('exit', (code) => lost(started, err('EXTRACT_CRASHED', { what: `exit ${code}` }) as Answer))
    return started
  }

  // A dead thread answers for the file it had; the next file gets a new one.
  function lost(dead: Worker, failure: Answer): void {
    if (worker !== dead) return
    worker = undefined
    if (current) finish(failure)
  }

  function endWith(failure: Answer): void {
    const dead = worker
    worker = undefined
    void dead?.terminate()
    finish(failure)
  }

  function finish(result: Answer): void {
    const finished = current
    if (!finished) return
    current = undefined
    finished.stop()
    done += 1
    finished.job.settle(result)
    options.onFinished?.({ name: finished.job.request.ask.name, waiting: queue.length, done })
    next()
  }

  function next(): void {
    if (current || closed) return
    const job = queue.shift()
    if (!job) {
      idleTimer = setTimeout(rest, idleAfter)
      idleTimer.unref()
      // A thread that rests must not keep the process alive.
      worker?.unref()
      return
    }
    clearTimeout(idleTimer)
    worker ??= start()
    worker.ref()
    current = { job, stop: watch(job, worker) }
    post(worker, job.request)
  }

  // One copy of the bytes, handed over: a view of a larger buffer would take the whole of it along.
  function post(to: Worker, request: ThreadRequest<Ask>): void {
    if ('path' in request.from) return to.postMessage(request)
    const bytes = new Uint8Array(request.from.bytes)
    to.postMessage({ ...request, from: { bytes } }, [bytes.buffer])
  }

  function watch(job: Job, of: Worker): () => void {
    const clock = setTimeout(() => endWith(err('EXTRACT_TIMED_OUT', { milliseconds }) as Answer), milliseconds)
    // resourceLimits bound the heap alone; an unfolding PDF stream grows in buffers outside it.
    const scale = setInterval(() => void weigh(of), memoryEvery)
    const abort = () => endWith(err('CANCELLED') as Answer)
    job.signal?.addEventListener('abort', abort, { once: true })
    return () => {
      clearTimeout(clock)
      clearInterval(scale)
      job.signal?.removeEventListener('abort', abort)
    }
  }

  async function weigh(of: Worker): Promise<void> {
    try {
      const { used_heap_size: heap, external_memory: outside } = await of.getHeapStatistics()
      if (worker === of && heap + outside > memoryMiB * 1024 * 1024) endWith(err('EXTRACT_OUT_OF_MEMORY', { memoryMiB }) as Answer)
    } catch {
      // It ended while it was weighed: 'exit' answers for it.
    }
  }

  function rest(): void {
    const resting = worker
    worker = undefined
    void resting?.terminate()
  }

  function dropWaiting(job: Job): void {
    const at = queue.indexOf(job)
    if (at < 0) return
    queue.splice(at, 1)
    job.settle(err('CANCELLED') as Answer)
  }

  return {
    run(from, ask, { signal, onPart } = {}) {
      return new Promise((resolve) => {
        if (closed || signal?.aborted) return resolve(err('CANCELLED') as Answer)
        number += 1
        const request = { number, from: from instanceof Uint8Array ? { bytes: from } : { path: from.path }, ask }
        const job: Job = { request, signal, onPart, settle: resolve }
        signal?.addEventListener('abort', () => dropWaiting(job), { once: true })
        queue.push(job)
        next()
      })
    },

    async close() {
      closed = true
      clearTimeout(idleTimer)
      for (const job of queue.splice(0)) job.settle(err('CANCELLED') as Answer)
      const last = worker
      worker = undefined
      finish(err('CANCELLED') as Answer)
      await last?.terminate()
    },
  }
}
