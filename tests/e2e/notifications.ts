// A notification service on a session bus of its own, as small as one can be: what the program notifies through libnotify is kept, and may
// be clicked. Speaks the wire format itself (D-Bus specification 0.42, Desktop Notifications 1.2): no desktop is needed for it.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const service = 'org.freedesktop.Notifications'
const path = '/org/freedesktop/Notifications'

export interface Shown {
  readonly id: number
  readonly summary: string
  readonly body: string
}

export interface Notifications {
  /** of the bus, for the program's environment */
  readonly address: string
  readonly shown: readonly Shown[]
  /** Clicks a notification, as a desktop tells it. */
  click(id: number): void
  close(): void
}

/** What is missing on this machine for it; empty where nothing is. */
export const missingForNotifications = ['dbus-daemon'].filter((name) => spawnSync('which', [name]).status !== 0)

type Value = string | number | readonly string[]

/** Values in the wire format, little-endian, from an offset that is a multiple of 8. */
function written(signature: string, values: readonly Value[]): Buffer {
  const bytes: number[] = []
  const align = (to: number) => { while (bytes.length % to !== 0) bytes.push(0) }
  const number = (value: number) => { align(4); bytes.push(value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >>> 24) & 255) }
  const text = (value: string) => { const encoded = Buffer.from(value); number(encoded.length); bytes.push(...encoded, 0) }
  for (const [at, type] of [...signature.replaceAll('as', 'A')].entries()) {
    const value = values[at]!
    if (type === 'u') number(value as number)
    else if (type === 'g') { const encoded = Buffer.from(value as string); bytes.push(encoded.length, ...encoded, 0) }
    else if (type === 'A') { const inner = written('s'.repeat((value as readonly string[]).length), value as readonly string[]); number(inner.length); bytes.push(...inner) }
    else text(value as string)
  }
  return Buffer.from(bytes)
}

interface Message {
  readonly type: 'call' | 'answer' | 'error' | 'signal'
  readonly path?: string
  readonly interface?: string
  readonly member?: string
  readonly error?: string
  readonly answers?: number
  readonly to?: string
  readonly signature?: string
  readonly values?: readonly Value[]
}

function message(serial: number, { type, signature = '', values = [], ...named }: Message): Buffer {
  const body = written(signature, values)
  const given: readonly (readonly [code: number, type: string, value: Value | undefined])[] = [
    [1, 'o', named.path], [2, 's', named.interface], [3, 's', named.member], [4, 's', named.error], [5, 'u', named.answers], [6, 's', named.to], [8, 'g', signature === '' ? undefined : signature],
  ]
  let fields = Buffer.alloc(0)
  for (const [code, kind, value] of given) {
    if (value === undefined) continue
    fields = Buffer.concat([fields, Buffer.alloc((8 - (fields.length % 8)) % 8), Buffer.from([code, 1, kind.charCodeAt(0), 0]), written(kind, [value])])
  }
  const head = Buffer.alloc(16)
  head.set([0x6c, { call: 1, answer: 2, error: 3, signal: 4 }[type], 0, 1])
  head.writeUInt32LE(body.length, 4)
  head.writeUInt32LE(serial, 8)
  head.writeUInt32LE(fields.length, 12)
  return Buffer.concat([head, fields, Buffer.alloc((8 - (fields.length % 8)) % 8), body])
}

interface Heard {
  readonly type: number
  readonly serial: number
  /** by their codes: 3 the member, 7 the sender */
  readonly fields: ReadonlyMap<number, string>
  readonly body: Buffer
}

const textAt = (bytes: Buffer, at: number): string => bytes.toString('utf8', at + 4, at + 4 + bytes.readUInt32LE(at))

/** The first message in some bytes, and how long it is; null while it is not whole. */
function heard(bytes: Buffer): { readonly one: Heard; readonly length: number } | null {
  if (bytes.length < 16) return null
  const fieldsEnd = 16 + bytes.readUInt32LE(12)
  const bodyFrom = Math.ceil(fieldsEnd / 8) * 8
  const length = bodyFrom + bytes.readUInt32LE(4)
  if (bytes.length < length) return null
  const fields = new Map<number, string>()
  for (let at = 16; at < fieldsEnd; at = Math.ceil(at / 8) * 8) {
    const [code, kind] = [bytes[at]!, String.fromCharCode(bytes[at + 2]!)]
    if (kind === 'g') at += 4 + 1 + bytes[at + 4]! + 1
    else if (kind === 'u') at += 8
    else {
      fields.set(code, textAt(bytes, at + 4))
      at += 8 + bytes.readUInt32LE(at + 4) + 1
    }
  }
  return { one: { type: bytes[1]!, serial: bytes.readUInt32LE(8), fields, body: bytes.subarray(bodyFrom, length) }, length }
}

/** Notify(app name, replaced id, icon, summary, body, …): what stands in it for people. */
function notified(body: Buffer): { readonly replaces: number; readonly texts: readonly string[] } {
  let at = 0
  const text = () => {
    at = Math.ceil(at / 4) * 4
    const said = textAt(body, at)
    at += 4 + body.readUInt32LE(at) + 1
    return said
  }
  text()
  at = Math.ceil(at / 4) * 4
  const replaces = body.readUInt32LE(at)
  at += 4
  return { replaces, texts: [text(), text(), text()] }
}

/** Starts a bus, and the service on it. */
export async function startNotifications(): Promise<Notifications> {
  const folder = mkdtempSync(join(tmpdir(), 'bus-'))
  const socket = join(folder, 'bus')
  const address = `unix:path=${socket}`
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', `--address=${address}`, '--print-address'], { stdio: ['ignore', 'pipe', 'ignore'] })
  await once(bus.stdout, 'data')
  const line = connect(socket)
  await once(line, 'connect')
  line.write(`\0AUTH EXTERNAL ${Buffer.from(String(process.getuid!())).toString('hex')}\r\n`)
  const [welcome] = (await once(line, 'data')) as [Buffer]
  if (!welcome.toString().startsWith('OK')) throw new Error(`the bus says ${welcome}`)
  line.write('BEGIN\r\n')

  const shown: Shown[] = []
  let serial = 0
  const send = (one: Message) => line.write(message(++serial, one))
  function answer({ serial: asked, fields, body }: Heard): void {
    const [member, to] = [fields.get(3)!, fields.get(7)!]
    const say = (signature: string, values: readonly Value[]) => send({ type: 'answer', to, answers: asked, signature, values })
    if (member === 'Notify') {
      const { replaces, texts: [, summary, said] } = notified(body)
      const id = replaces || shown.length + 1
      shown.push({ id, summary: summary!, body: said! })
      say('u', [id])
    } else if (member === 'GetCapabilities') say('as', [['actions', 'body']])
    else if (member === 'GetServerInformation') say('ssss', ['test', 'test', '1', '1.2'])
    else if (member === 'CloseNotification') say('', [])
    else send({ type: 'error', to, answers: asked, error: 'org.freedesktop.DBus.Error.UnknownMethod' })
  }
  let rest = Buffer.alloc(0)
  const owns = new Promise<void>((resolve) => {
    line.on('data', (bytes: Buffer) => {
      rest = Buffer.concat([rest, bytes])
      for (let next = heard(rest); next !== null; next = heard(rest)) {
        rest = rest.subarray(next.length)
        // The answer to RequestName, its second call.
        if (next.one.type === 2 && serial === 2) resolve()
        if (next.one.type === 1) answer(next.one)
      }
    })
  })
  const ofBus = { type: 'call', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus', to: 'org.freedesktop.DBus' } as const
  send({ ...ofBus, member: 'Hello' })
  send({ ...ofBus, member: 'RequestName', signature: 'su', values: [service, 0] })
  await owns

  return {
    address,
    shown,
    click: (id) => void send({ type: 'signal', path, interface: service, member: 'ActionInvoked', signature: 'us', values: [id, 'default'] }),
    close() {
      line.destroy()
      bus.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
