// The thread that reads received files: entry of a worker (bundled as dist/office/extract.js; runs as it stands, too).
// One file after the other; the office process ends it when a file takes too long or too much.
import { readFile, stat } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { err } from '../../contract/result.ts'
import type { Result } from '../../contract/result.ts'
import { extractText } from './extract-text.ts'
import type { ExtractedText } from './extract-text.ts'
import { whatOf } from './failure.ts'
import type { ExtractFailure } from './failure.ts'
import type { ExtractLimits } from './limits.ts'

/** What the office process asks. */
export interface ReadRequest {
  readonly number: number
  readonly from: { readonly bytes: Uint8Array } | { readonly path: string }
  readonly mediaType: string
  readonly name: string
  readonly limits: ExtractLimits
}

/** What it gets. */
export interface ReadAnswer {
  readonly number: number
  readonly result: Result<ExtractedText, ExtractFailure>
}

const port = parentPort
if (port === null) throw new Error('thread.ts runs as a worker only')

port.on('message', (request: ReadRequest) => {
  void answer(request).then((result) => port.postMessage({ number: request.number, result } satisfies ReadAnswer))
})

async function answer(request: ReadRequest): Promise<Result<ExtractedText, ExtractFailure>> {
  try {
    const { from, limits } = request
    if ('path' in from && (await stat(from.path)).size > limits.fileBytes) {
      return err('FILE_TOO_LARGE', { what: 'file bytes', limit: limits.fileBytes })
    }
    const bytes = 'path' in from ? await readFile(from.path) : from.bytes
    return await extractText(bytes, request)
  } catch (thrown) {
    // A parser that throws on hostile bytes is that file's fault, not this thread's.
    return err('EXTRACT_CRASHED', { what: whatOf(thrown) })
  }
}
