// The thread that does long work on a database beside the writer, so that a save never waits: entry of a worker (bundled as
// dist/office/database.js; runs as it stands, too). It does the one thing that it was started for, and ends.
import { parentPort, workerData } from 'node:worker_threads'
import { copyDatabase, copyUnderKey } from './copy-database.ts'
import { inspectDatabase } from './inspect.ts'
import type { BesideMessage, BesideRequest } from './beside.ts'

const request = workerData as BesideRequest
const key = Buffer.from(request.key)
const say = (message: BesideMessage): void => parentPort!.postMessage(message)

if (request.kind === 'inspect') {
  const progress = (entries: number): void => say({ kind: 'progress', entries })
  say({ kind: 'done', value: inspectDatabase({ path: request.path, key, device: request.device, seen: request.seen, progress }) })
} else if (request.kind === 'rekey') {
  say({ kind: 'done', value: copyUnderKey(request.path, key, Buffer.from(request.newKey), request.into, request.form) })
} else {
  say({ kind: 'done', value: copyDatabase(request.path, key, request.into) })
}
