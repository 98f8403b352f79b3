// Mutual TLS on loopback: who is let in, who is turned away and told why, who is refused by the one that dials.
import { generateKeyPairSync } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect as connectPlain } from 'node:net'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import type { ConnectionOptions, TLSSocket } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import type { Message } from '../../src-main/network/codec.ts'
import { dial } from '../../src-main/network/dial.ts'
import type { DialOptions } from '../../src-main/network/dial.ts'
import { deviceCertificate } from '../../src-main/network/identity.ts'
import type { Link } from '../../src-main/network/link.ts'
import { listen } from '../../src-main/network/listen.ts'
import type { ListenOptions, Listener } from '../../src-main/network/listen.ts'
import { fileChunkBytes, times } from '../../src-main/network/protocol.ts'
import { helloOf, newDevice } from './devices.ts'
import { manualTimers } from './manual-timers.ts'

const hub = deviceCertificate(newDevice())
const pc = deviceCertificate(newDevice())

/** A hub that admits the PC, unless told otherwise. */
async function openHub(more: Partial<ListenOptions> = {}): Promise<Listener & { opened: Link[]; got: Message[] }> {
  const opened: Link[] = []
  const got: Message[] = []
  const listener = await listen({
    certificate: hub,
    port: 0,
    host: '127.0.0.1',
    admit: (device) => (device === pc.device ? 'member' : null),
    hello: () => helloOf(hub.device),
    receive: (_link, message) => void got.push(message),
    onLink: (link) => opened.push(link),
    ...more,
  })
  if (!listener.ok) throw new Error(listener.error.params.detail)
  onTestFinished(() => listener.value.close('TEST_DONE'))
  return Object.assign(Object.create(listener.value) as Listener, { opened, got })
}

const dialHub = (port: number, more: Partial<DialOptions> = {}) =>
  dial({ host: '127.0.0.1', port, certificate: pc, to: { standing: 'member', device: hub.device }, hello: () => helloOf((more.certificate ?? pc).device), receive: () => {}, ...more })

const until = async (holds: () => boolean) => {
  for (let waited = 0; !holds() && waited < 5000; waited += 10) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(holds()).toBe(true)
}

test('two PCs that know each other are linked, by name of their keys, and talk', async () => {
  const at = await openHub()
  const link = await dialHub(at.port)
  if (!link.ok) throw new Error(link.error.code)
  expect(link.value.device).toBe(hub.device)
  await link.value.send({ kind: 'ack', lines: {} })
  await until(() => at.got.length === 1)
  expect(at.opened[0]).toMatchObject({ device: pc.device, standing: 'member', remoteAddress: '127.0.0.1' })
  expect(at.waiting).toBe(0)
  expect(at.links.size).toBe(1)
  link.value.close('DONE')
  await until(() => at.links.size === 0)
})

test('twenty megabytes of a file arrive whole, in order', async () => {
  let received = 0
  const at = await openHub({ receive: (_link, message) => void (message.kind === 'fileChunk' && message.offset === received && (received += message.bytes.length)) })
  const link = await dialHub(at.port)
  if (!link.ok) throw new Error(link.error.code)
  const bytes = Buffer.alloc(fileChunkBytes, 5)
  for (let offset = 0; offset < 320 * bytes.length; offset += bytes.length) await link.value.send({ kind: 'fileChunk', fileId: 'a'.repeat(64), offset, bytes, last: false })
  await until(() => received === 320 * bytes.length)
})

test('who is not admitted is told so, and nothing of it is taken', async () => {
  const at = await openHub()
  const stranger = deviceCertificate(newDevice())
  const link = await dialHub(at.port, { certificate: stranger })
  expect(link).toMatchObject({ ok: false, error: { code: 'BYE', params: { detail: 'NOT_ADMITTED' } } })
  expect(at.opened).toEqual([])
  await until(() => at.waiting === 0)
})

test('a man in the middle with another certificate is refused before it hears hello', async () => {
  const middle = deviceCertificate(newDevice())
  const at = await openHub({ certificate: middle, hello: () => helloOf(middle.device), admit: () => 'member' })
  expect(await dialHub(at.port)).toEqual({ ok: false, error: { code: 'OTHER_DEVICE', params: { detail: middle.device } } })
  await until(() => at.waiting === 0)
  expect(at.opened).toEqual([])
})

test('a certificate made anew from the same key needs no new pairing', async () => {
  const device = newDevice()
  const at = await openHub({ admit: (id) => (id === device.device ? 'member' : null) })
  for (const certificate of [deviceCertificate(device), deviceCertificate(device)]) expect(await dialHub(at.port, { certificate })).toMatchObject({ ok: true })
})

test('a retired device loses its links and gets no new one', async () => {
  const retired = new Set<string>()
  const at = await openHub({ admit: (device) => (retired.has(device) ? null : 'member') })
  const link = await dialHub(at.port)
  if (!link.ok) throw new Error(link.error.code)
  await until(() => at.links.size === 1)
  retired.add(pc.device)
  at.drop(pc.device, 'RETIRED')
  expect(await link.value.closed).toMatchObject({ code: 'BYE', params: { detail: 'RETIRED' } })
  expect(await dialHub(at.port)).toMatchObject({ ok: false, error: { code: 'BYE', params: { detail: 'NOT_ADMITTED' } } })
})

test('a new PC gets in for pairing alone', async () => {
  const at = await openHub({ admit: () => 'joining', limits: { joining: 1 } })
  const link = await dialHub(at.port, { to: { standing: 'joining', device: null }, hello: () => helloOf(pc.device, { archiveId: null }) })
  if (!link.ok) throw new Error(link.error.code)
  expect(link.value).toMatchObject({ standing: 'joining', device: hub.device })
  await until(() => at.links.size === 1)
  expect(await dialHub(at.port)).toMatchObject({ ok: false, error: { params: { detail: 'BUSY' } } })
  await link.value.send({ kind: 'vector', lines: {} })
  expect(await link.value.closed).toMatchObject({ code: 'BYE', params: { detail: 'GARBAGE' } })
})

/** A connection made by hand, for what `dial` never does. */
async function byHand(port: number, options: ConnectionOptions): Promise<{ socket: TLSSocket; closed: Promise<string> }> {
  const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ALPNProtocols: ['vanthu/1'], ...options })
  onTestFinished(() => void socket.destroy())
  const closed = new Promise<string>((resolve) => {
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    socket.on('close', () => resolve('closed'))
  })
  socket.resume()
  return { socket, closed }
}

const own = { cert: pc.certificate, key: pc.key }

test.each([
  ['without a certificate', {}],
  ['over TLS 1.2', { ...own, maxVersion: 'TLSv1.2' as const }],
  ['for another protocol', { ...own, ALPNProtocols: ['h2'] }],
  ['for no protocol', { ...own, ALPNProtocols: undefined as never }],
])('a connection %s is closed', async (_name, options) => {
  const at = await openHub()
  const { closed } = await byHand(at.port, options)
  expect(await closed).toBeTruthy()
  expect(at.opened).toEqual([])
  await until(() => at.waiting === 0)
})

test('a certificate of an RSA key is refused in the handshake', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'rsa '))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  writeFileSync(join(folder, 'key.pem'), key)
  const run = spawnSync('openssl', ['req', '-x509', '-key', join(folder, 'key.pem'), '-subj', '/CN=x', '-out', join(folder, 'cert.pem')])
  if (run.error !== undefined) return context.skip('no openssl on this machine')
  const at = await openHub({ admit: () => 'member' })
  const { closed } = await byHand(at.port, { key, cert: readFileSync(join(folder, 'cert.pem')) })
  expect(await closed).toBeTruthy()
  expect(at.opened).toEqual([])
})

test('a session of an earlier link is not resumed', async () => {
  const at = await openHub()
  const sessions: Buffer[] = []
  const first = await byHand(at.port, own)
  first.socket.on('session', (session) => sessions.push(session))
  await until(() => sessions.length > 0)
  const second = await byHand(at.port, { ...own, session: sessions.at(-1)! })
  const secure = new Promise<string>((resolve) => second.socket.once('secureConnect', () => resolve(second.socket.isSessionReused() ? 'resumed' : 'new')))
  const outcome = await Promise.race([secure, second.closed])
  // Where TLS resumes it after all, the hub closes it before it takes anything.
  if (outcome === 'resumed') expect(await second.closed).toBeTruthy()
  else expect(outcome).toBe('new')
})

test('connections that say nothing are counted by address and in all, and closed after 15 s', async () => {
  const timers = manualTimers()
  const at = await openHub({ timers, limits: { waitingPerAddress: 3, waiting: 4 } })
  const sockets: Socket[] = []
  const closed: Socket[] = []
  const open = (localAddress: string) => {
    const socket = connectPlain({ host: '127.0.0.1', port: at.port, localAddress })
    onTestFinished(() => void socket.destroy())
    socket.on('error', () => {})
    socket.on('close', () => closed.push(socket))
    socket.resume()
    sockets.push(socket)
  }
  for (let count = 0; count < 5; count++) open('127.0.0.1')
  await until(() => closed.length === 2)
  expect(at.waiting).toBe(3)
  open('127.0.0.2')
  await until(() => at.waiting === 4)
  open('127.0.0.3')
  await until(() => closed.length === 3)
  await timers.pass(times.greeting)
  await until(() => closed.length === sockets.length)
  expect(at.waiting).toBe(0)
  expect(await dialHub(at.port)).toMatchObject({ ok: true })
})

test('nobody there, and somebody who speaks no TLS, are told apart', async () => {
  const at = await openHub()
  const { port } = at
  await at.close('DONE')
  expect(await dialHub(port)).toEqual({ ok: false, error: { code: 'UNREACHABLE', params: { detail: 'ECONNREFUSED' } } })
})

test('a port that is taken is said so', async () => {
  const at = await openHub()
  const again = await listen({ certificate: hub, port: at.port, host: '127.0.0.1', admit: () => null, hello: () => helloOf(hub.device), receive: () => {}, onLink: () => {} })
  expect(again).toEqual({ ok: false, error: { code: 'CANNOT_LISTEN', params: { detail: 'EADDRINUSE' } } })
})
