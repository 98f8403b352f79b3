// What runs inside a bounded thread: takes one request after the other, opens its file within the bound of its size, answers.
import { readFile, stat } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { err } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import { whatOf } from './failure.ts'

/** What the office process asks. */
export interface ThreadRequest<Ask> {
  readonly number: number
  readonly from: { readonly bytes: Uint8Array } | { readonly path: string }
  readonly ask: Ask
}

/** What it gets: parts, as many as there are, then the result. */
export type ThreadAnswer<Value, Failure, Part> =
  | { readonly number: number; readonly result: Result<Value, Failure & { readonly code: string }> }
  | { readonly number: number; readonly part: Part }

/** Answers this thread's requests for as long as it lives. */
export function answerRequests<Ask extends { readonly limits: { readonly fileBytes: number } }, Part = never>(
  work: (bytes: Uint8Array, ask: Ask, tell: (part: Part) => void) => Promise<Result<unknown>>,
): void {
  const port = parentPort
  if (port === null) throw new Error('runs as a worker only')

  port.on('message', (request: ThreadRequest<Ask>) => {
    const { number } = request
    void answer(request, (part) => port.postMessage({ number, part })).then((result) => port.postMessage({ number, result }))
  })

  async function answer({ from, ask }: ThreadRequest<Ask>, tell: (part: Part) => void): Promise<Result<unknown>> {
    try {
      const limit = ask.limits.fileBytes
      if ('path' in from && (await stat(from.path)).size > limit) return err('FILE_TOO_LARGE', { what: 'file bytes', limit })
      return await work('path' in from ? await readFile(from.path) : from.bytes, ask, tell)
    } catch (thrown) {
      // A parser that throws on hostile bytes is that file's fault, not this thread's.
      return err('EXTRACT_CRASHED', { what: whatOf(thrown) })
    }
  }
}
