// The office process as the shell starts it: `entry --archive DIR --configuration DIR [--resources DIR] [--desk ID] [--key-store]`, with the messages
// of messages.ts over the channel of fork or utilityProcess. It ends with its parent.
import { flushCompileCache } from 'node:module'
import { hostname } from 'node:os'
import { parseArgs } from 'node:util'
import { configurationDirectory } from '../archive/keyring.ts'
import { directoryToken } from '../archive/archive.ts'
import { keyFolder, socketToken } from '../archive/key-file.ts'
import type { KeyStore } from '../archive/key-file.ts'
import { keepWhenIdle } from './keeping.ts'
import type { FromOffice, ToOffice } from './messages.ts'
import { openOffice } from './office.ts'
import type { Session } from './session-form.ts'
import { resourcesDirectory } from './places.ts'
import { serveSocket, socketPath } from './socket.ts'

// better-sqlite3 13 needs N-API 10; on an older Node it dies with a segmentation fault, without a word.
if (Number(process.versions['napi'] ?? 0) < 10) {
  process.stderr.write(`Văn Thư: the office process needs Node 24 (N-API 10); this is ${process.version}\n`)
  process.exit(3)
}

interface UtilityPort {
  on(event: 'message', listener: (event: { data: ToOffice }) => void): void
  postMessage(message: FromOffice): void
}
const utilityPort = (process as unknown as { parentPort?: UtilityPort }).parentPort

const { values } = parseArgs({ options: { archive: { type: 'string' }, configuration: { type: 'string' }, resources: { type: 'string' }, desk: { type: 'string' }, 'key-store': { type: 'boolean' } }, strict: false })
const directory = String(values['archive'] ?? '')
const configuration = typeof values['configuration'] === 'string' ? values['configuration'] : configurationDirectory()
const resources = typeof values['resources'] === 'string' ? values['resources'] : resourcesDirectory()

// One start of the program: its window stays signed in when the office process died and was started again.
const desk = typeof values['desk'] === 'string' ? values['desk'] : 'window'

function tell(message: FromOffice): void {
  if (utilityPort !== undefined) utilityPort.postMessage(message)
  else if (process.connected) process.send!(message)
}

function log(level: 'info' | 'warn' | 'error', text: string): void {
  process.stderr.write(`${new Date().toISOString()} ${level} ${text}\n`)
}

/** What the shell was asked to seal or unseal and has not answered. */
const asked = new Map<number, (answer: Extract<ToOffice, { kind: 'sealed' | 'unsealed' }>) => void>()

/** The system's key store, behind the shell. */
const keyStore: KeyStore = {
  seal: (key) => askShell((id) => ({ kind: 'seal', id, key })).then((said) => (said.kind === 'sealed' ? said.answer : { why: 'failed' })),
  unseal: (sealed) => askShell((id) => ({ kind: 'unseal', id, sealed })).then((said) => (said.kind === 'unsealed' ? said.key : null)),
}

function askShell(question: (id: number) => FromOffice): Promise<Extract<ToOffice, { kind: 'sealed' | 'unsealed' }>> {
  return new Promise((resolve) => {
    const id = latestAsked++
    asked.set(id, resolve)
    tell(question(id))
  })
}
let latestAsked = 1

let lastCall = Date.now()
let served: { archiveId: string; close(): void } | null = null

const opening = openOffice({
  directory,
  configuration,
  resources,
  now: Date.now,
  make: true,
  wait: 3000,
  onEvent: tell,
  ...(values['key-store'] === true ? { keyStore: { store: keyStore, refused: process.env['VANTHU_KEY_STORE'] === 'file' } } : {}),
  onOpened: (session) => void serve(session),
  log,
})

/** Written now and not at the end, which a power cut may take away. Without a folder for it (NODE_COMPILE_CACHE) nothing is kept. */
function keepCompiled(): void {
  try {
    flushCompileCache()
  } catch (error) {
    log('warn', `compiled code is not kept: ${String(error)}`)
  }
}

/** Says that the archive is open, and serves it to the command line. */
async function serve({ archive, isSetUp, warm, settleKey, startNetwork }: Session): Promise<void> {
  warm()
  // After the first picture: neither may make the window wait.
  setTimeout(() => {
    keepCompiled()
    settleKey().catch((error: unknown) => log('warn', `the key stays where it is: ${String(error)}`))
    startNetwork(hostname()).catch((error: unknown) => log('warn', `no network: ${String(error)}`))
  }, 1500).unref()
  tell({ kind: 'ready', archiveId: archive.id, setUp: isSetUp })
  if (served?.archiveId === archive.id) return
  served?.close()
  served = null
  const path = socketPath(directoryToken(archive.directory))
  if (path === null) return
  try {
    const token = socketToken(keyFolder(configuration, archive.id), true)!
    const socket = await serveSocket(path, token, async (name, input, connection) => (await opening).call(name, input, 'command-line', connection))
    served = { archiveId: archive.id, close: () => socket.close() }
  } catch (error) {
    log('warn', `no local socket: ${String(error)}`)
  }
}

async function receive(message: ToOffice): Promise<void> {
  if (message.kind === 'sealed' || message.kind === 'unsealed') {
    asked.get(message.id)?.(message)
    asked.delete(message.id)
    return
  }
  const office = await opening
  if (message.kind === 'close') {
    await office.close()
    process.exit(0)
  }
  lastCall = Date.now()
  const { id, name, input, sender } = message
  tell({ kind: 'answer', id, answer: await office.call(name, input, sender, desk) })
}

if (utilityPort !== undefined) utilityPort.on('message', ({ data }) => void receive(data))
else process.on('message', (message: ToOffice) => void receive(message))
// A parent that was killed leaves its child behind for a while otherwise.
process.on('disconnect', () => process.exit(0))

const office = await opening
const trouble = office.trouble()
if (trouble !== null) tell({ kind: 'refused', error: trouble })
keepWhenIdle(office, () => lastCall, log, () => tell({ kind: 'changed', topics: ['office'] }))
