// Files between PCs: whole, cut and resumed, wrong, withheld, urgent, within their room, and never before an entry.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Wanted } from '../../src-main/network/file-exchange.ts'
import { partialsIn } from '../../src-main/network/partial.ts'
import type { Partials } from '../../src-main/network/partial.ts'
import { freshStore } from '../files/store-setting.ts'
import { cable, fileAt, filePeer, MiB, until, waitingOf } from './file-peers.ts'
import type { FilePeer } from './file-peers.ts'
import { manualTimers } from './manual-timers.ts'

const chunksTo = (peer: FilePeer): { fileId: string; offset: number }[] => {
  const seen: { fileId: string; offset: number }[] = []
  const before = peer.seen
  peer.seen = (message) => {
    if (message.kind === 'fileChunk') seen.push({ fileId: message.fileId, offset: message.offset })
    return before(message)
  }
  return seen
}

test.each([0, 1, 65_536, 524_288, 524_289, 3 * MiB + 17])('a file of %i bytes comes whole, and nothing is left beside the store', async (size) => {
  const [here, there] = [await filePeer('1'), await filePeer('2')]
  const file = await fileAt(there, size)
  await cable(here, there)
  here.exchange.want([file])
  await until(() => here.fetched.length === 1)
  expect(await here.store.check(file.fileId)).toBe('ok')
  expect(here.exchange.progress()).toEqual({ wanted: 0, have: 1, bytes: size, beyondRoom: 0 })
  expect(await waitingOf(here)).toEqual([])
})

test('20 MB, cut in the middle, go on where they ended', async () => {
  const [here, there] = [await filePeer('1'), await filePeer('2')]
  const file = await fileAt(there, 20 * MiB)
  const chunks = chunksTo(here)
  const first = await cable(here, there)
  here.exchange.want([file])
  await until(() => here.exchange.progress().bytes > 8 * MiB)
  await first.pull()
  const came = here.exchange.progress().bytes
  expect(came).toBeLessThan(20 * MiB)
  await cable(here, there)
  await until(() => here.fetched.length === 1)
  expect(chunks.filter(({ offset }) => offset === 0)).toHaveLength(1)
  expect(here.exchange.progress().bytes).toBe(20 * MiB)
  expect(await here.store.check(file.fileId)).toBe('ok')
})

test('20 MB go on after the program ended, from the last half MiB', async () => {
  const [here, there] = [await filePeer('1'), await filePeer('2')]
  const file = await fileAt(there, 20 * MiB)
  const first = await cable(here, there)
  here.exchange.want([file])
  await until(() => here.exchange.progress().bytes > 8 * MiB)
  await here.restart()
  await first.pull()
  const chunks = chunksTo(here)
  here.exchange.want([file])
  expect(await here.exchange.sweep()).toBe(0)
  await cable(here, there)
  await until(() => here.fetched.length === 1)
  expect(chunks[0]!.offset).toBeGreaterThanOrEqual(8 * MiB - 524_288)
  expect(here.exchange.progress().bytes).toBeLessThan(12.6 * MiB)
  expect(await here.store.check(file.fileId)).toBe('ok')
  expect(await waitingOf(here)).toEqual([])
})

test('what waits beside the store is enciphered, named by nothing that can be guessed, and begun anew from where it was damaged', async () => {
  const [here, there] = [await filePeer('1'), await filePeer('2')]
  const plain = Buffer.alloc(4 * MiB, 'Nội dung tối mật của văn bản. ')
  const staged = await there.store.stage(plain)
  if (!staged.ok) throw new Error('not staged')
  const { fileId } = staged.value
  const first = await cable(here, there)
  here.exchange.want([{ fileId, size: plain.length }])
  await until(() => here.exchange.progress().bytes > 2.6 * MiB)
  await here.restart()
  await first.pull()
  const [name, ...others] = await readdir(here.folder)
  expect(others).toEqual([])
  expect(name).toBe(here.store.diskName(fileId))
  const path = join(here.folder, name!)
  const lying = await readFile(path)
  expect(lying.length).toBeGreaterThan(2 * MiB)
  expect(lying.includes('mật')).toBe(false)
  lying[lying.length - 524_288 - 600_000]! ^= 1
  await writeFile(path, Buffer.concat([lying, Buffer.alloc(1000)]))
  const chunks = chunksTo(here)
  here.exchange.want([{ fileId, size: plain.length }])
  await cable(here, there)
  await until(() => here.fetched.length === 1)
  expect(chunks[0]!.offset).toBeGreaterThan(0)
  expect(chunks[0]!.offset % 524_288).toBe(0)
  expect(here.givenUp).toEqual([])
})

test('wrong bytes are asked for anew, and who gives them twice is asked no more; another peer is', async () => {
  const [here, liar, honest] = [await filePeer('1'), await filePeer('2'), await filePeer('3')]
  const file = await fileAt(liar, 1 * MiB)
  const other = await fileAt(liar, 1000)
  const bytes = await liar.store.read(file.fileId)
  if (bytes.ok) await honest.store.stage(bytes.value)
  const chunks = chunksTo(here)
  const before = here.seen
  here.seen = (message) => {
    void before(message)
    return message.kind === 'fileChunk' && message.fileId === file.fileId && message.offset === 131_072 ? { ...message, bytes: Buffer.alloc(message.bytes.length) } : message
  }
  await cable(here, liar)
  here.exchange.want([file])
  await until(() => here.givenUp.length === 1)
  expect(here.givenUp).toEqual([liar.device])
  expect(chunks.filter(({ offset }) => offset === 0)).toHaveLength(2)
  expect(here.fetched).toEqual([])
  here.exchange.want([other])
  here.seen = before
  await cable(here, honest)
  await until(() => here.fetched.length === 1)
  expect(here.fetched).toEqual([file.fileId])
  expect(await here.store.check(file.fileId)).toBe('ok')
  // The honest one does not have the other file, and the liar is not believed.
  expect(here.exchange.progress().wanted).toBe(1)
})

test('bytes of two peers that do not fit are nobody’s fault; the file then comes from one alone', async () => {
  const [here, one, two] = [await filePeer('1'), await filePeer('2'), await filePeer('3')]
  const file = await fileAt(one, 4 * MiB)
  const bytes = await one.store.read(file.fileId)
  if (bytes.ok) await two.store.stage(bytes.value)
  const beginnings: number[] = []
  let count = 0
  /** beginnings whose first chunk comes wrong */
  const spoilt = new Set([0, 1])
  here.seen = (message) => {
    if (message.kind !== 'fileChunk') return
    count += 1
    if (message.offset !== 0) return
    beginnings.push(count)
    return spoilt.has(beginnings.length - 1) ? { ...message, bytes: Buffer.alloc(message.bytes.length) } : message
  }
  const first = await cable(here, one)
  here.exchange.want([file])
  await until(() => count >= 32)
  await first.pull()
  // What the first gave is wrong, so the whole is; then all of it comes wrong from the second, once.
  const second = await cable(here, two)
  await until(() => beginnings.length === 3 && count >= beginnings[2]! + 16)
  await second.pull()
  expect(here.fetched).toEqual([])
  // And the first begins at the beginning: of the second, nothing is kept that cannot be held against it.
  await cable(here, one)
  await until(() => here.fetched.length === 1)
  expect(beginnings).toHaveLength(4)
  expect(here.givenUp).toEqual([])
  expect(await here.store.check(file.fileId)).toBe('ok')
})

test('chunks that overlap what is there add what is new', async () => {
  const [here, there] = [await filePeer('1'), await filePeer('2')]
  const file = await fileAt(there, 400_000)
  const bytes = await there.store.read(file.fileId)
  if (!bytes.ok) throw new Error('not read')
  here.seen = (message) => (message.kind === 'fileChunk' && message.offset === 131_072 ? { ...message, offset: 100_000, bytes: bytes.value.subarray(100_000, 196_608) } : undefined)
  await cable(here, there)
  here.exchange.want([file])
  await until(() => here.fetched.length === 1)
  expect(here.exchange.progress().bytes).toBe(400_000)
})

test('a link that ends while its last bytes are laid down, another asked meanwhile', async () => {
  const { store, folder, key } = await freshStore()
  const real = partialsIn({ folder: join(folder, 'p'), key, diskName: store.diskName })
  const slow: Partials = {
    ...real,
    async open(fileId) {
      const partial = await real.open(fileId)
      return { ...partial, get length() { return partial.length }, append: async (bytes) => (await partial.append(bytes), wait(bytes.length < 65_536 ? 300 : 0)) }
    },
  }
  const [here, one, two] = [await filePeer('1', { partials: slow }), await filePeer('2'), await filePeer('3')]
  const file = await fileAt(one, 1_000_000)
  const bytes = await one.store.read(file.fileId)
  if (bytes.ok) await two.store.stage(bytes.value)
  const chunks = chunksTo(here)
  const first = await cable(here, one)
  await cable(here, two)
  here.exchange.want([file])
  await until(() => chunks.some(({ offset }) => offset > 930_000))
  await first.pull()
  await until(() => here.fetched.length > 0)
  await wait(400)
  expect(here.fetched).toEqual([file.fileId])
  expect(here.exchange.progress()).toMatchObject({ have: 1, wanted: 0, bytes: 1_000_000 })
})

test('what is not there and what may not leave are answered alike', async () => {
  const timers = manualTimers()
  const here = await filePeer('1', { timers })
  const asked: string[] = []
  const there = await filePeer('2', { mayLeave: (fileId, device) => (asked.push(`${fileId} ${device}`), fileId !== secret.fileId) })
  const secret = await fileAt(there, 2000)
  const open = await fileAt(there, 3000)
  const absent = { fileId: 'f'.repeat(64), size: 10 }
  const answers: unknown[] = []
  here.seen = (message) => {
    if (message.kind !== 'fileChunk') answers.push(message)
  }
  await cable(here, there)
  here.exchange.want([secret, absent, open])
  await until(() => here.fetched.length === 1 && answers.length === 2)
  expect(here.fetched).toEqual([open.fileId])
  expect(answers).toEqual([{ kind: 'fileLacking', fileId: secret.fileId }, { kind: 'fileLacking', fileId: absent.fileId }])
  expect(asked).toContain(`${secret.fileId} ${here.device}`)
  // Asked again after a minute: it may have come there meanwhile.
  await timers.pass(30_000)
  expect(answers).toHaveLength(2)
  await timers.pass(31_000)
  await until(() => answers.length === 4)
  // And at once where a person opens it.
  here.exchange.want([absent], { urgent: true })
  await until(() => answers.length === 5)
})

test('a file whose level is raised on its way stops', async () => {
  const here = await filePeer('1')
  let cleared = true
  const there = await filePeer('2', { mayLeave: () => cleared })
  const file = await fileAt(there, 10 * MiB)
  await cable(here, there)
  let lacking = 0
  here.seen = (message) => {
    if (message.kind === 'fileLacking') lacking += 1
  }
  here.exchange.want([file])
  await until(() => here.exchange.progress().bytes > MiB)
  cleared = false
  await until(() => lacking === 1)
  expect(here.exchange.progress().bytes).toBeLessThan(10 * MiB)
  await here.exchange.unwant([file.fileId])
  expect(await waitingOf(here)).toEqual([])
  expect(here.exchange.progress().wanted).toBe(0)
})

test('two files at once, one from each of two peers, and a third waits for none', async () => {
  const [here, one, two] = [await filePeer('1'), await filePeer('2'), await filePeer('3')]
  const [a, b] = [await fileAt(one, 6 * MiB), await fileAt(two, 6 * MiB)]
  const chunks = chunksTo(here)
  await cable(here, one)
  await cable(here, two)
  here.exchange.want([a, b])
  await until(() => here.fetched.length === 2)
  const order = chunks.map(({ fileId }) => fileId)
  expect(order.indexOf(b.fileId)).toBeLessThan(order.lastIndexOf(a.fileId))
  expect(order.indexOf(a.fileId)).toBeLessThan(order.lastIndexOf(b.fileId))
})

test('what a person opens overtakes what is on its way, which then goes on', async () => {
  const [here, there] = [await filePeer('1'), await filePeer('2')]
  const large = await fileAt(there, 12 * MiB)
  const opened = await fileAt(there, 1 * MiB)
  const chunks = chunksTo(here)
  await cable(here, there)
  here.exchange.want([large])
  await until(() => here.exchange.progress().bytes > 2 * MiB)
  const before = chunks.length
  here.exchange.want([opened], { urgent: true })
  await until(() => here.fetched.length === 2)
  expect(here.fetched).toEqual([opened.fileId, large.fileId])
  const between = chunks.slice(before).findIndex(({ fileId }) => fileId === opened.fileId)
  expect(between).toBeLessThan(8)
  expect(here.exchange.progress().bytes).toBe(13 * MiB)
})

test('a file in the background that a person opens goes before its neighbours', async () => {
  const [here, there] = [await filePeer('1'), await filePeer('2')]
  const files: Wanted[] = []
  for (let at = 0; at < 8; at++) files.push(await fileAt(there, 2 * MiB))
  await cable(here, there)
  here.exchange.want(files)
  await until(() => here.exchange.progress().bytes > MiB)
  here.exchange.want([files[2]!, files[7]!], { urgent: true })
  await until(() => here.fetched.length === 8)
  const place = (at: number) => here.fetched.indexOf(files[at]!.fileId)
  expect(Math.max(place(2), place(7))).toBeLessThan(4)
  expect(here.exchange.progress()).toMatchObject({ wanted: 0, have: 8 })
})

test('the background takes the newest first, within its room; what a person opens needs none', async () => {
  let room = 700_000
  let came = 0
  const there = await filePeer('2')
  const here: FilePeer = await filePeer('1', { room: () => room - came, events: { fetched: (fileId, size) => (here.fetched.push(fileId), (came += size)) } })
  const files: Wanted[] = []
  for (let at = 0; at < 4; at++) files.push(await fileAt(there, 300_000))
  const small = await fileAt(there, 50_000)
  await cable(here, there)
  here.exchange.want([...files, small])
  await until(() => here.fetched.length === 3)
  expect(here.fetched.toSorted()).toEqual([files[0]!.fileId, files[1]!.fileId, small.fileId].toSorted())
  expect(here.exchange.progress()).toMatchObject({ wanted: 2, beyondRoom: 2 })
  here.exchange.want([files[3]!], { urgent: true })
  await until(() => here.fetched.length === 4)
  room = 10_000_000
  here.exchange.roomChanged()
  await until(() => here.fetched.length === 5)
  expect(here.exchange.progress()).toMatchObject({ wanted: 0, beyondRoom: 0 })
})

test('many small files do not wait for one another', async () => {
  const [here, there] = [await filePeer('1'), await filePeer('2')]
  const files: Wanted[] = []
  for (let at = 0; at < 100; at++) files.push(await fileAt(there, 100 + at))
  let waiting = 0
  let most = 0
  there.seen = (message) => {
    if (message.kind === 'fileWant') most = Math.max(most, (waiting += 1))
  }
  here.seen = () => void (waiting -= 1)
  await cable(here, there)
  here.exchange.want(files)
  await until(() => here.fetched.length === 100)
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(4)
})

test('an entry waits for a chunk or two, not for the file', async () => {
  const [here, there] = [await filePeer('1'), await filePeer('2')]
  const file = await fileAt(there, 20 * MiB)
  const chunks = chunksTo(here)
  const before = here.seen
  const behind: number[] = []
  let sentAt = 0
  here.seen = (message) => {
    if (message.kind === 'ack') behind.push(chunks.length - sentAt)
    return before(message)
  }
  const { links } = await cable(here, there)
  here.exchange.want([file])
  while (here.fetched.length === 0) {
    await until(() => chunks.length > sentAt + 5 || here.fetched.length > 0)
    sentAt = chunks.length
    await links[1].send({ kind: 'ack', lines: {} })
  }
  expect(behind.length).toBeGreaterThan(10)
  expect(Math.max(...behind)).toBeLessThanOrEqual(3)
})

test('a peer that takes the asking and gives nothing is left for another', async () => {
  const timers = manualTimers()
  const [here, mute, there] = [await filePeer('1', { timers }), await filePeer('2'), await filePeer('3')]
  const file = await fileAt(there, 1000)
  const asked: string[] = []
  mute.seen = (message) => (asked.push(message.kind), { kind: 'ping' })
  await cable(here, mute)
  here.exchange.want([file])
  await until(() => asked.length === 1)
  await cable(here, there)
  await timers.pass(60_000)
  expect(here.fetched).toEqual([])
  await timers.pass(70_000)
  await until(() => here.fetched.length === 1)
})

test('unasked chunks, chunks elsewhere and chunks without end do no harm', async () => {
  const [here, there] = [await filePeer('1'), await filePeer('2')]
  const file = await fileAt(there, 1 * MiB)
  const { links } = await cable(here, there)
  const stray = (fileId: string, offset: number, bytes: Buffer, last: boolean) => links[1].send({ kind: 'fileChunk', fileId, offset, bytes, last })
  await stray('a'.repeat(64), 0, Buffer.alloc(1000), true)
  here.exchange.want([file])
  await until(() => here.exchange.progress().bytes > 0)
  await stray(file.fileId, 9 * MiB, Buffer.alloc(1000), true)
  await stray(file.fileId, 0, Buffer.alloc(0), false)
  await until(() => here.fetched.length === 1)
  expect(here.exchange.progress().bytes).toBe(1 * MiB)
  expect(await Promise.race([links[0].closed, 'open'])).toBe('open')
})

test('what a peer wants before the link is told to be open is not lost', async () => {
  const [here, there] = [await filePeer('1'), await filePeer('2')]
  const file = await fileAt(there, 1000)
  const { attach } = there.exchange
  there.exchange.attach = () => {}
  await cable(here, there)
  here.exchange.want([file])
  await until(() => here.fetched.length === 1)
  there.exchange.attach = attach
})

test('a disk that refuses stops the background for a minute and is told', async () => {
  const timers = manualTimers()
  const there = await filePeer('2')
  let full = true
  const here = await filePeer('1', { timers })
  const { store } = here
  const real = store.stage
  store.stage = (source, options) => (full ? Promise.resolve({ ok: false as const, error: { code: 'DISK_FULL' as const, params: {} } }) : real(source, options))
  const files: Wanted[] = []
  for (let at = 0; at < 30; at++) files.push(await fileAt(there, 1000))
  await cable(here, there)
  here.exchange.want(files)
  await until(() => here.failed.length > 0)
  await wait(200)
  await timers.pass(1000)
  expect(here.failed.length).toBeLessThan(9)
  expect(new Set(here.failed)).toEqual(new Set(['DISK_FULL']))
  full = false
  await timers.pass(60_000)
  await until(() => here.fetched.length === 30)
})
