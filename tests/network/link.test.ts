// One link over a stream of this process, its time in the test's hand: hello, heartbeats, a slow handler, garbage, farewell.
import { duplexPair } from 'node:stream'
import type { Duplex } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeMessage } from '../../src-main/network/codec.ts'
import type { Hello, Message } from '../../src-main/network/codec.ts'
import { frameHead } from '../../src-main/network/frames.ts'
import { openLink } from '../../src-main/network/link.ts'
import type { Link, LinkStanding } from '../../src-main/network/link.ts'
import { kinds } from '../../src-main/network/protocol.ts'
import { helloOf } from './devices.ts'
import { manualTimers } from './manual-timers.ts'
import type { ManualTimers } from './manual-timers.ts'

const one = '1'.repeat(64)
const two = '2'.repeat(64)

interface End {
  readonly stream: Duplex
  readonly device: string
  readonly peer: string
  readonly standing?: LinkStanding
  readonly hello?: Partial<Hello>
  readonly receive?: (link: Link, message: Message) => void | Promise<void>
}

const open = (timers: ManualTimers, { stream, device, peer, standing = 'member', hello, receive = () => {} }: End) =>
  openLink(stream, { device: peer, standing, localAddress: null, remoteAddress: null }, { hello: () => helloOf(device, hello), receive, timers })

/** Two ends that have said hello. */
async function linked(timers: ManualTimers, first: Partial<End> = {}, second: Partial<End> = {}) {
  const [left, right] = duplexPair()
  const [a, b] = await Promise.all([open(timers, { stream: left, device: one, peer: two, ...first }), open(timers, { stream: right, device: two, peer: one, ...second })])
  if (!a.ok || !b.ok) throw new Error('not open')
  return { a: a.value, b: b.value, left, right }
}

/** A frame as a stranger may send it. */
const frame = (kind: number, payload: Buffer) => Buffer.concat([frameHead(kind, payload.length), payload])
const messageFrame = (message: Message): Buffer => {
  const payload = encodeMessage(message)
  if (!payload.ok) throw new Error('too large')
  return frame(kinds[message.kind], payload.value)
}
const helloFrame = (device: string, more: Partial<Hello> = {}) => messageFrame({ kind: 'hello', ...helloOf(device, more) })

/** One end whose other is the test itself. */
async function facing(standing: LinkStanding = 'member', receive: End['receive'] = () => {}) {
  const timers = manualTimers()
  const [left, right] = duplexPair()
  right.on('error', () => {})
  const opening = open(timers, { stream: left, device: one, peer: two, standing, receive })
  const said: Buffer[] = []
  right.on('data', (bytes: Buffer) => said.push(bytes))
  return { timers, opening, peer: right, said: () => Buffer.concat(said).toString('latin1') }
}

test('both sides say hello, and messages come in order', async () => {
  const timers = manualTimers()
  const got: string[] = []
  const { a, b } = await linked(timers, {}, { receive: (_link, message) => void got.push(message.kind === 'fileLacking' ? message.fileId.slice(0, 2) : message.kind) })
  expect([a.device, a.hello.name, b.device]).toEqual([two, 'Máy văn thư', one])
  for (const id of ['aa', 'bb', 'cc']) expect(await a.send({ kind: 'fileLacking', fileId: id.repeat(32) })).toEqual({ ok: true, value: null })
  await timers.pass(0)
  expect(got).toEqual(['aa', 'bb', 'cc'])
})

test('a quiet link stays up by its pings', async () => {
  const timers = manualTimers()
  const { a, b } = await linked(timers)
  await timers.pass(600_000)
  expect(await Promise.race([a.closed, b.closed, 'open'])).toBe('open')
  a.close('RETIRED')
  await timers.pass(10)
  expect(await a.closed).toMatchObject({ code: 'CLOSED_HERE', params: { detail: 'RETIRED' } })
  expect(await b.closed).toMatchObject({ code: 'BYE', params: { detail: 'RETIRED' } })
  expect(await b.send({ kind: 'ping' })).toEqual({ ok: false, error: { code: 'LINK_CLOSED', params: {} } })
})

test('a half-open link is found after 30 s of silence', async () => {
  const { timers, opening, peer } = await facing()
  peer.write(helloFrame(two))
  const link = await opening
  if (!link.ok) throw new Error('not open')
  await timers.pass(29_000)
  expect(await Promise.race([link.value.closed, 'open'])).toBe('open')
  await timers.pass(3_000)
  expect(await link.value.closed).toMatchObject({ code: 'SILENT' })
})

test('a byte of an unfinished frame counts as heard', async () => {
  const { timers, opening, peer } = await facing()
  peer.write(helloFrame(two))
  const link = await opening
  if (!link.ok) throw new Error('not open')
  peer.write(frameHead(kinds.fileChunk, 1000))
  for (let at = 0; at < 20; at++) {
    peer.write(Buffer.from([0]))
    await timers.pass(20_000)
  }
  expect(await Promise.race([link.value.closed, 'open'])).toBe('open')
})

test('while a message is handled for minutes the link is not taken for dead, and the sender waits', async () => {
  const timers = manualTimers()
  let release = () => {}
  let got = 0
  const { a, b } = await linked(timers, {}, {
    receive: () => {
      got += 1
      return new Promise<void>((done) => (release = done))
    },
  })
  let sent = 0
  void (async () => {
    for (let at = 0; at < 100; at++) if ((await a.send({ kind: 'fileChunk', fileId: 'a'.repeat(64), offset: 0, bytes: Buffer.alloc(200_000), last: false })).ok) sent += 1
  })()
  await timers.pass(300_000)
  expect(got).toBe(1)
  expect(sent).toBeLessThan(5)
  expect(await Promise.race([a.closed, b.closed, 'open'])).toBe('open')
  for (let at = 0; at < 100; at++) {
    release()
    await timers.pass(1)
  }
  expect(got).toBe(100)
  expect(sent).toBe(100)
})

test('a handler that fails ends the link with a word to the other side', async () => {
  const timers = manualTimers()
  const { a, b } = await linked(timers, {}, { receive: () => Promise.reject(new Error('disk full')) })
  void a.send({ kind: 'fileLacking', fileId: 'a'.repeat(64) })
  await timers.pass(10)
  expect(await b.closed).toMatchObject({ code: 'HANDLER_FAILED', params: { detail: 'fileLacking: disk full' } })
  expect(await a.closed).toMatchObject({ code: 'BYE', params: { detail: 'INTERNAL' } })
})

test.each([
  ['no hello first', messageFrame({ kind: 'fileLacking', fileId: 'a'.repeat(64) }), 'GARBAGE'],
  ['an unknown kind first', frame(200, Buffer.alloc(3)), 'GARBAGE'],
  ['a hello of another device', helloFrame(one), 'GARBAGE'],
  ['a hello of another archive', helloFrame(two, { archiveId: '00000000-0000-4000-8000-000000000000' }), 'OTHER_ARCHIVE'],
  ['a hello that is none', frame(kinds.hello, Buffer.from('{}')), 'GARBAGE'],
  ['a web browser', Buffer.from('GET / HTTP/1.1\r\nHost: hub\r\n\r\n'), 'GARBAGE'],
  ['bye at once', messageFrame({ kind: 'bye', why: 'BUSY' }), 'BYE'],
])('%s: no link', async (_name, bytes, code) => {
  const { opening, peer, timers } = await facing()
  peer.write(bytes)
  await timers.pass(10)
  expect(await opening).toMatchObject({ ok: false, error: { code } })
})

test('no hello in 15 s: no link', async () => {
  const { opening, timers } = await facing()
  await timers.pass(15_000)
  expect(await opening).toMatchObject({ ok: false, error: { code: 'GREETING_LATE' } })
})

test('kinds of a later program are passed over; a second hello is garbage, and the other side is told', async () => {
  const got: string[] = []
  const { opening, peer, timers, said } = await facing('member', (_link, message) => void got.push(message.kind))
  peer.write(Buffer.concat([helloFrame(two), frame(200, Buffer.alloc(100_000)), messageFrame({ kind: 'ack', lines: {} })]))
  const link = await opening
  await timers.pass(10)
  expect(got).toEqual(['ack'])
  peer.write(helloFrame(two))
  await timers.pass(10)
  expect(link.ok && (await link.value.closed)).toMatchObject({ code: 'GARBAGE' })
  expect(said()).toContain('"why":"GARBAGE"')
})

test('in pairing only the kinds of pairing pass', async () => {
  const got: string[] = []
  const { opening, peer, timers } = await facing('joining', (_link, message) => void got.push(message.kind))
  peer.write(Buffer.concat([helloFrame(two, { archiveId: null }), messageFrame({ kind: 'join', step: 'commit', commitment: Buffer.alloc(32) })]))
  const link = await opening
  await timers.pass(10)
  expect(got).toEqual(['join'])
  // Even its length is not believed: nothing of it is kept.
  peer.write(frameHead(kinds.entries, 10))
  await timers.pass(10)
  expect(link.ok && (await link.value.closed)).toMatchObject({ code: 'GARBAGE', params: { detail: 'frame of kind 3, 10 bytes' } })
})

test('whatever bytes come after hello, the link ends by a value or goes on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.tuple(fc.integer({ min: 0, max: 20 }), fc.uint8Array({ maxLength: 100 })).map(([kind, bytes]) => frame(kind, Buffer.from(bytes)))), { maxLength: 6 }), async (chunks) => {
      const { opening, peer, timers } = await facing()
      peer.write(helloFrame(two))
      for (const chunk of chunks) if (peer.writable) peer.write(Buffer.from(chunk))
      await timers.pass(5)
      const link = await opening
      if (link.ok) link.value.close('DONE')
      await timers.pass(3_000)
      if (link.ok) expect(['CLOSED_HERE', 'GARBAGE', 'BYE']).toContain((await link.value.closed).code)
    }),
    { numRuns: 300 },
  )
})
