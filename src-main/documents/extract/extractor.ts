// Reads received files in a thread of its own, so that neither a slow nor a hostile file touches the office process.
// The thread starts with the first file, is ended when a file exceeds its time or memory, starts again for the next one,
// and goes after 30 s without work, to give its memory back.
import { Worker } from 'node:worker_threads'
import { err } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import type { ExtractedText } from './extract-text.ts'
import { whatOf } from './failure.ts'
import type { ExtractFailure } from './failure.ts'
import { defaultLimits } from './limits.ts'
import type { ExtractLimits } from './limits.ts'
import type { ReadAnswer, ReadRequest } from './thread.ts'

/** How far the work is: for a progress bar over many files. */
export interface ExtractProgress {
  readonly name: string
  readonly waiting: number
  readonly done: number
}

export interface ExtractorOptions {
  readonly onProgress?: (progress: ExtractProgress) => void
  readonly limits?: Partial<ExtractLimits>
  /** Milliseconds without work after which the thread goes. */
  readonly idle?: number
  /** The thread's file; by default thread.ts beside this one, or extract.js beside the bundle. */
  readonly thread?: URL
}

export interface FileToExtract {
  readonly mediaType: string
  readonly name: string
  readonly signal?: AbortSignal
}

export interface Extractor {
  /**
   * Reads one file; files wait for each other in the order they came.
   * Bytes are copied when their turn comes; a path is opened in the thread. Never throws: see ExtractFailure for what may come back.
   */
  extract(from: Uint8Array | { readonly path: string }, file: FileToExtract): Promise<Result<ExtractedText, ExtractFailure>>
  /** Ends the thread; files that wait answer CANCELLED. */
  close(): Promise<void>
}

interface Job {
  readonly request: ReadRequest
  readonly signal: AbortSignal | undefined
  readonly settle: (result: Result<ExtractedText, ExtractFailure>) => void
}

/** How often the thread's memory is looked at while it works, ms. */
const memoryEvery = 100

/** Makes an extractor; it costs nothing until the first file comes. */
export function createExtractor(options: ExtractorOptions = {}): Extractor {
  const limits: ExtractLimits = { ...defaultLimits, ...options.limits }
  const idleAfter = options.idle ?? 30_000
  const entry = options.thread ?? new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './extract.js', import.meta.url)
  const queue: Job[] = []
  let worker: Worker | undefined
  let current: { readonly job: Job; readonly stop: () => void } | undefined
  let idleTimer: NodeJS.Timeout | undefined
  let number = 0
  let done = 0
  let closed = false

  function start(): Worker {
    const started = new Worker(entry, {
      name: 'extract',
      // What a library prints must not reach this process's stdout, where answers are.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMiB, stackSizeMb: 4 },
    })
    started.stdout.resume()
    started.stderr.resume()
    started.on('message', ({ number: of, result }: ReadAnswer) => {
      if (current?.job.request.number === of) finish(result)
    })
    started.on('error', (thrown: Error & { code?: string }) => {
      const failure =
        thrown.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? err('EXTRACT_OUT_OF_MEMORY', { memoryMiB: limits.memoryMiB })
          : err('EXTRACT_CRASHED', { what: whatOf(thrown) })
      lost(started, failure)
    })
    started.on('exit', (code) => lost(started, err('EXTRACT_CRASHED', { what: `exit ${code}` })))
    return started
  }

  // A dead thread answers for the file it had; the next file gets a new one.
  function lost(dead: Worker, failure: Result<ExtractedText, ExtractFailure>): void {
    if (worker !== dead) return
    worker = undefined
    if (current) finish(failure)
  }

  function endWith(failure: Result<ExtractedText, ExtractFailure>): void {
    const dead = worker
    worker = undefined
    void dead?.terminate()
    finish(failure)
  }

  function finish(result: Result<ExtractedText, ExtractFailure>): void {
    const finished = current
    if (!finished) return
    current = undefined
    finished.stop()
    done += 1
    finished.job.settle(result)
    options.onProgress?.({ name: finished.job.request.name, waiting: queue.length, done })
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
  function post(to: Worker, request: ReadRequest): void {
    if ('path' in request.from) return to.postMessage(request)
    const bytes = new Uint8Array(request.from.bytes)
    to.postMessage({ ...request, from: { bytes } }, [bytes.buffer])
  }

  function watch(job: Job, of: Worker): () => void {
    const clock = setTimeout(() => endWith(err('EXTRACT_TIMED_OUT', { milliseconds: limits.milliseconds })), limits.milliseconds)
    // resourceLimits bound the heap alone; an unfolding PDF stream grows in buffers outside it.
    const scale = setInterval(() => void weigh(of), memoryEvery)
    const abort = () => endWith(err('CANCELLED'))
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
      if (worker === of && heap + outside > limits.memoryMiB * 1024 * 1024) {
        endWith(err('EXTRACT_OUT_OF_MEMORY', { memoryMiB: limits.memoryMiB }))
      }
    } catch {
      // It ended while it was weighed: 'exit' answers for it.
    }
  }

  function rest(): void {
    const resting = worker
    worker = undefined
    void resting?.terminate()
  }

  return {
    extract(from, file) {
      return new Promise((resolve) => {
        if (closed || file.signal?.aborted) return resolve(err('CANCELLED'))
        number += 1
        const source = from instanceof Uint8Array ? { bytes: from } : { path: from.path }
        const request: ReadRequest = { number, from: source, mediaType: file.mediaType, name: file.name, limits }
        const job: Job = { request, signal: file.signal, settle: resolve }
        file.signal?.addEventListener('abort', () => dropWaiting(job), { once: true })
        queue.push(job)
        next()
      })
    },

    async close() {
      closed = true
      clearTimeout(idleTimer)
      for (const job of queue.splice(0)) job.settle(err('CANCELLED'))
      const last = worker
      worker = undefined
      finish(err('CANCELLED'))
      await last?.terminate()
    },
  }

  function dropWaiting(job: Job): void {
    const at = queue.indexOf(job)
    if (at < 0) return
    queue.splice(at, 1)
    job.settle(err('CANCELLED'))
  }
}
