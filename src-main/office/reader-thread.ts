// The reading thread: answers queries whose contract says `runs: 'reader'` with read-only connections of its own.
import { parentPort, workerData } from 'node:worker_threads'
import { openConnection } from '../archive/database.ts'
import { openSearchReader } from '../archive/search/index.ts'
import { textStatesIn } from '../archive/search/index.ts'
import type { ErrorValue, Result } from '../contract/result.ts'
import { loadRulebook } from '../rulebook/load.ts'
import { vietnamDate } from '../text/dates.ts'
import { trailQueries } from '../trail/index.ts'
import { capabilityHandlers } from './handlers.ts'
import type { Calling } from './router.ts'
import { officeSchema } from './schema.ts'

export interface ReaderStart {
  readonly database: string
  readonly databaseKey: Uint8Array
  readonly search: string
  readonly searchKey: Uint8Array
  readonly rulebook: string
}
export interface ReaderRequest {
  readonly id: number
  readonly name: string
  readonly input: unknown
  readonly calling: Calling
}
export interface ReaderAnswer {
  readonly id: number
  readonly answer?: Result<unknown, ErrorValue>
  readonly fault?: { readonly message: string; readonly code: string | undefined; readonly stack: string | undefined }
}

const start = workerData as ReaderStart
const port = parentPort!
const db = openConnection({ path: start.database, key: Buffer.from(start.databaseKey), readOnly: true })
const search = openSearchReader(start.search, Buffer.from(start.searchKey))
const rulebook = loadRulebook(start.rulebook)
const byName = new Map([...capabilityHandlers, ...trailQueries(officeSchema)].map((handler) => [handler.contract.name, handler]))

port.on('message', ({ id, name, input, calling }: ReaderRequest) => {
  try {
    const handler = byName.get(name)
    if (handler?.kind !== 'query') throw new Error(`${name} is no query`)
    const now = Date.now()
    const context = { db, search, rulebook, now, today: vietnamDate(now), actor: calling.person.id, ...calling, textStates: (ids: readonly string[]) => textStatesIn(search, ids) }
    port.postMessage({ id, answer: handler.run(context, input as never) as Result<unknown> } satisfies ReaderAnswer)
  } catch (error) {
    const { message, code, stack } = error as Error & { code?: string }
    port.postMessage({ id, fault: { message, code, stack } } satisfies ReaderAnswer)
  }
})
port.postMessage('up')
