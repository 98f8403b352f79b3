// Bundles: what goes in comes out under any split and any order of parts; what is damaged, cut, exchanged or not for this PC is a value, and
// nothing comes out of it that its sender did not sign.
import { createHash, randomBytes } from 'node:crypto'
import { copyFile, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { agreementOf, readAgreement } from '../../src-main/network/agreement.ts'
import { chunkOverhead, manifestKind, partHeadBytes } from '../../src-main/network/bundle/form.ts'
import type { BundleItem, Manifest } from '../../src-main/network/bundle/form.ts'
import { readBundle } from '../../src-main/network/bundle/read.ts'
import type { BundleReading, ReadableBundle } from '../../src-main/network/bundle/read.ts'
import { beginParts } from '../../src-main/network/bundle/seal-parts.ts'
import { takeBundle } from '../../src-main/network/bundle/take.ts'
import { writeBundle, writeReceipt } from '../../src-main/network/bundle/write.ts'
import type { BundleWriting } from '../../src-main/network/bundle/write.ts'
import type { KnownDevice } from '../../src-main/network/codec.ts'
import type { ForeignEntry } from '../../src-main/archive/admit.ts'
import { frameHead } from '../../src-main/network/frames.ts'
import { dumpOf, entriesOf, keysOf } from '../archive/peers.ts'
import { filePaper, makeFolders, open as openArchive, openFiles } from '../archive/small-archive.ts'
import { freshStore, value } from '../files/store-setting.ts'
import { newDevice } from './devices.ts'

const archiveId = '4b0b1c7e-7f5e-4f0e-9b0e-6a1d2c3b4a59'
const [sender, receiver, stranger] = [newDevice(), newDevice(), newDevice()]
const to = { device: receiver.device, publicKey: receiver.publicKey, card: agreementOf(receiver).card }
const line = `${sender.device}.1`
let root = ''
let folder = ''

beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), 'gói văn thư '))))
beforeEach(async () => void (folder = await mkdtemp(join(root, 'thẻ nhớ '))))
afterAll(() => rm(root, { recursive: true, force: true }))

const entry = (sequence: number, letters = 100): ForeignEntry => ({
  device: sender.device,
  epoch: 1,
  sequence,
  clock: { ms: 1_772_000_000_000 + sequence, count: 0 },
  previous: Buffer.alloc(32, sequence),
  signature: Buffer.alloc(64, sequence),
  parts: [{ compartment: 'office', hash: Buffer.alloc(32, 1), salt: Buffer.alloc(16, 2), body: 'Nghị quyết số 15 '.repeat(Math.ceil(letters / 17)) }],
})
const entries = (count: number, letters?: number) => Array.from({ length: count }, (_, at) => entry(at + 1, letters))
const manifest = (more: Partial<Manifest> = {}): Manifest => ({ sequence: 1, made: '2026-03-10T02:00:00.000Z', from: {}, to: { [line]: 9 }, holds: { [line]: 9 }, acknowledges: null, ...more })

async function written(more: Partial<BundleWriting> = {}) {
  const answer = await writeBundle({ path: join(folder, 'gói'), archiveId, sender, receiver: to, manifest: manifest(), devices: [], entries: entries(9), ...more })
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.value
}
const reading = (more: Partial<BundleReading> = {}): BundleReading => ({ receiver, archiveId, vector: {}, keyOf: (device) => (device === sender.device ? sender.publicKey : null), ...more })

/** All that a bundle gives, and the code of the error with which it ended. */
async function itemsOf(bundle: ReadableBundle): Promise<{ items: BundleItem[]; error: unknown }> {
  const items: BundleItem[] = []
  for await (const item of bundle.content()) {
    if (!item.ok) return { items, error: item.error }
    items.push(item.value)
  }
  return { items, error: null }
}
const sequencesOf = (items: readonly BundleItem[]) => items.flatMap((item) => (item.kind === 'entries' ? item.entries.map(({ sequence }) => sequence) : []))
async function readAll(paths: readonly string[], more: Partial<BundleReading> = {}) {
  const bundle = await readBundle(paths, reading(more))
  return bundle.ok ? itemsOf(bundle.value) : { items: [], error: bundle.error }
}

test('entries, devices and files come out as they went in, and only the receiver reads them', async () => {
  const { store } = await freshStore()
  const scan = randomBytes(700_001)
  const files = [scan, Buffer.alloc(0), randomBytes(524_288)]
  for (const file of files) value(await store.stage(file))
  const ids = files.map((file) => createHash('sha256').update(file).digest('hex'))
  const devices: KnownDevice[] = [{ id: sender.device, publicKey: Buffer.from(sender.publicKey), name: 'Máy văn thư', retiredAt: null }]
  const written1 = await written({ devices, files: { store, ids: [...ids, 'f'.repeat(64), ids[0]!], mayLeave: (_id, device) => device === receiver.device } })
  expect(written1).toMatchObject({ entries: 9, files: 4, lacking: ['f'.repeat(64)] })
  expect(written1.parts.map((part) => basename(part))).toEqual(['gói.001'])
  expect((await stat(written1.parts[0]!)).size).toBe(written1.bytes)
  const lying = await readFile(written1.parts[0]!)
  expect(lying.includes('office')).toBe(false)
  const bundle = await readBundle(written1.parts, reading())
  if (!bundle.ok) throw new Error(bundle.error.code)
  expect(bundle.value).toMatchObject({ ...manifest(), sender: sender.device, bundle: written1.bundle })
  const there = await freshStore()
  const took: ForeignEntry[] = []
  const known: unknown[] = []
  expect(await takeBundle(bundle.value, { takeDevices: (some) => void known.push(...some), takeEntries: (some) => void took.push(...some), store: there.store })).toEqual({ ok: true, value: { entries: 9, files: 3, wrong: [] } })
  expect(took).toEqual(entries(9))
  expect(known).toEqual(devices)
  for (const id of ids) expect(await there.store.check(id)).toBe('ok')
})

test('a PC takes in from a stick what another wrote, and answers with a receipt', async () => {
  const folders = makeFolders()
  const one = openArchive({ directory: join(folders.root, 'một'), configuration: join(folders.root, 'c1') })
  const two = openArchive({ directory: join(folders.root, 'hai'), configuration: join(folders.root, 'c2') }, true, undefined, { id: one.id })
  try {
    const [from, into] = [await openFiles(one), await openFiles(two)]
    const ids: string[] = []
    for (let at = 0; at < 5; at++) ids.push((await filePaper(one, from, `p${at}`, `Kết luận số ${at}`, Buffer.from(`Nội dung ${at}`)))!)
    const [a, b] = [one, two].map(({ keyring }) => keyring.identity(1))
    const card = agreementOf(b!).card
    const made = await written({ archiveId: one.id, sender: a!, receiver: { ...b!, card }, manifest: manifest({ to: one.journal.vector(), holds: one.journal.vector() }), entries: entriesOf(one), files: { store: from, ids, mayLeave: () => true } })
    const read = { receiver: b!, archiveId: one.id, vector: two.journal.vector(), keyOf: keysOf(one) }
    for (const _twice of [1, 2]) {
      const bundle = await readBundle(made.parts, read)
      if (!bundle.ok) throw new Error(bundle.error.code)
      expect((await takeBundle(bundle.value, { takeDevices: () => {}, takeEntries: (some) => void expect(two.journal.admit(some, keysOf(one)).refused).toEqual([]), store: into })).ok).toBe(true)
    }
    expect(dumpOf(two)).toBe(dumpOf(one))
    for (const id of ids) expect(await into.check(id)).toBe('ok')
    const receipt = await writeReceipt({ path: join(folder, 'biên nhận'), archiveId: one.id, sender: b!, receiver: { ...a!, card: agreementOf(a!).card }, manifest: { sequence: 1, made: manifest().made, holds: two.journal.vector(), acknowledges: { bundle: made.bundle, sequence: 1, isWhole: true } } })
    if (!receipt.ok) throw new Error(receipt.error.code)
    expect(receipt.value.bytes).toBeLessThan(1000)
    const back = await readBundle(receipt.value.parts, { receiver: a!, archiveId: one.id, vector: one.journal.vector(), keyOf: (device) => (device === b!.device ? b!.publicKey : null) })
    if (!back.ok) throw new Error(back.error.code)
    expect(back.value).toMatchObject({ holds: one.journal.vector(), acknowledges: { bundle: made.bundle, sequence: 1, isWhole: true } })
    await back.value.close()
  } finally {
    one.close()
    two.close()
    folders.remove()
  }
})

test('any split, the parts in any order, some of them twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: partHeadBytes + chunkOverhead + 1024, max: 20_000 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 2000 }), fc.infiniteStream(fc.nat()), async (partSize, count, letters, random) => {
      folder = await mkdtemp(join(root, 'chia '))
      const { parts } = await written({ partSize, entries: entries(count, letters) })
      for (const part of parts) expect((await stat(part)).size).toBeLessThanOrEqual(partSize)
      const given = [...parts, ...parts.slice(0, 2)].map((part) => ({ part, at: random.next().value! })).toSorted((one, other) => one.at - other.at).map(({ part }) => part)
      const { items, error } = await readAll(given)
      expect(error).toBe(null)
      expect(items.at(-1)).toEqual({ kind: 'end' })
      expect(sequencesOf(items)).toEqual(entries(count).map(({ sequence }) => sequence))
    }),
    { numRuns: 60 },
  )
})

test('any part left out is told by name', async () => {
  const { parts } = await written({ partSize: 4000, entries: entries(200) , unpacks: [] })
  expect(parts.length).toBeGreaterThan(5)
  for (let left = 0; left < parts.length; left++) {
    const { items, error } = await readAll(parts.filter((_, at) => at !== left))
    expect(error).toEqual({ code: 'BUNDLE_PART_MISSING', params: { part: left + 1, file: `gói.00${left + 1}`.replace(/00(\d\d)/, '0$1') } })
    expect(items.some(({ kind }) => kind === 'end')).toBe(false)
  }
  expect((await readAll([])).error).toEqual({ code: 'BUNDLE_PART_MISSING', params: { part: 1 } })
})

test('a part of another bundle is told by name', async () => {
  const one = await written({ partSize: 4000, entries: entries(100), unpacks: [] })
  const two = await written({ partSize: 4000, entries: entries(100), unpacks: [], path: join(folder, 'gói khác') })
  const mixed = [...one.parts.slice(0, 2), two.parts[2]!, ...one.parts.slice(3)]
  expect((await readAll(mixed)).error).toEqual({ code: 'BUNDLE_PART_FOREIGN', params: { file: 'gói khác.003', part: 3 } })
})

test('chunks that change places, between parts or within one, are damage', async () => {
  const { parts } = await written({ partSize: 4000, entries: entries(100), unpacks: [] })
  const [second, third] = [await readFile(parts[1]!), await readFile(parts[2]!)]
  await writeFile(parts[1]!, Buffer.concat([second.subarray(0, partHeadBytes), third.subarray(partHeadBytes)]))
  expect((await readAll(parts)).error).toEqual({ code: 'BUNDLE_DAMAGED', params: { part: 2, file: 'gói.002' } })
})

test('a flipped bit anywhere is told with its part; what came before is good, and nothing after it is given', async () => {
  const { parts } = await written({ partSize: 5000, entries: entries(120), unpacks: [] })
  const whole = entries(120).map(({ sequence }) => sequence)
  await fc.assert(
    fc.asyncProperty(fc.nat(parts.length - 1), fc.nat(), fc.nat(7), async (number, place, bit) => {
      const path = parts[number]!
      const bytes = await readFile(path)
      const at = place % bytes.length
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1 << bit
      await writeFile(path, changed)
      try {
        const { items, error } = await readAll(parts)
        const sequences = sequencesOf(items)
        expect(sequences).toEqual(whole.slice(0, sequences.length))
        expect(items.some(({ kind }) => kind === 'end')).toBe(false)
        expect(error).toMatchObject({ code: expect.stringMatching(/^BUNDLE_(DAMAGED|NOT_ONE|TOO_NEW|PART_MISSING|PART_FOREIGN)$/) })
        if (at >= partHeadBytes) expect(error).toEqual({ code: 'BUNDLE_DAMAGED', params: { part: number + 1, file: basename(path) } })
      } finally {
        await writeFile(path, bytes)
      }
    }),
    { numRuns: 300 },
  )
})

test('a part cut or lengthened anywhere is told with its name', async () => {
  const { parts } = await written({ partSize: 5000, entries: entries(120), unpacks: [] })
  await fc.assert(
    fc.asyncProperty(fc.nat(parts.length - 1), fc.nat(), fc.boolean(), async (number, place, longer) => {
      const path = parts[number]!
      const bytes = await readFile(path)
      await writeFile(path, longer ? Buffer.concat([bytes, Buffer.alloc((place % 100) + 1)]) : bytes.subarray(0, place % bytes.length))
      try {
        const { items, error } = await readAll(parts)
        expect(items.some(({ kind }) => kind === 'end')).toBe(false)
        expect(error).toMatchObject({ code: expect.stringMatching(/^BUNDLE_(DAMAGED|NOT_ONE)$/), params: { file: basename(path) } })
      } finally {
        await writeFile(path, bytes)
      }
    }),
    { numRuns: 150 },
  )
})

test('whatever bytes are given, the reader answers a value', async () => {
  const { parts } = await written({ entries: entries(20) })
  const good = await readFile(parts[0]!)
  const path = join(folder, 'lạ')
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.nat(300), fc.boolean(), async (some, kept, whole) => {
      await writeFile(path, Buffer.concat([good.subarray(0, kept), some, whole ? good.subarray(kept + some.length) : Buffer.alloc(0)]))
      const { items, error } = await readAll([path])
      if (items.length > 0) expect(sequencesOf(items)).toEqual(entries(20).map(({ sequence }) => sequence))
      else expect(error).toMatchObject({ code: expect.stringMatching(/^BUNDLE_/) })
    }),
    { numRuns: 500 },
  )
})

test('whatever an approved device signs, the reader answers a value, and memory holds no more than a frame', async () => {
  const agreement = readAgreement(to.publicKey, to.card)!
  const framed = fc.tuple(fc.constantFrom(manifestKind, 1, 2, 3, 5, 7, 12, 200), fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.constant(Buffer.from(JSON.stringify(manifest())))), fc.integer({ min: -3, max: 2 ** 31 }), fc.boolean()).map(([kind, bytes, more, honest]) => Buffer.concat([frameHead(kind, honest ? bytes.length : Math.max(0, bytes.length + more)), bytes]))
  let good = 0
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(fc.oneof(framed, fc.uint8Array({ maxLength: 50 })), { maxLength: 6 }), fc.integer({ min: 1400, max: 5000 }), async (begins, pieces, partSize) => {
      const writer = beginParts({ path: join(await mkdtemp(join(root, 'ký ')), 'x'), archiveId, sender, receiver: { device: receiver.device, agreement }, partSize })
      const first = Buffer.from(JSON.stringify(manifest()))
      if (begins) for (const piece of [frameHead(manifestKind, first.length), first]) await writer.append(piece)
      for (const piece of pieces) await writer.append(Buffer.from(piece))
      const { items, error } = await readAll((await writer.end()).parts)
      if (error !== null) expect(error).toMatchObject({ code: 'BUNDLE_MALFORMED' })
      else expect(items.at(-1)).toEqual({ kind: 'end' })
      if (error === null) good += 1
    }),
    { numRuns: 300 },
  )
  expect(good).toBeGreaterThan(5)
})

test('not for this PC, of another office, of nobody known, of a later program: values', async () => {
  const { parts } = await written()
  expect((await readAll(parts, { receiver: stranger })).error).toEqual({ code: 'BUNDLE_OTHER_RECEIVER', params: { device: receiver.device } })
  expect((await readAll(parts, { archiveId: '00000000-0000-4000-8000-000000000000' })).error).toEqual({ code: 'BUNDLE_OTHER_ARCHIVE', params: {} })
  expect((await readAll(parts, { keyOf: () => null })).error).toEqual({ code: 'BUNDLE_UNKNOWN_SENDER', params: { device: sender.device } })
  // A key that is not the device's is none.
  expect((await readAll(parts, { keyOf: () => stranger.publicKey })).error).toMatchObject({ code: 'BUNDLE_UNKNOWN_SENDER' })
  const later = await readFile(parts[0]!)
  later[8] = 2
  await writeFile(parts[0]!, later)
  expect((await readAll(parts)).error).toEqual({ code: 'BUNDLE_TOO_NEW', params: { file: 'gói.001' } })
  expect((await readAll([folder])).error).toMatchObject({ code: expect.stringMatching(/PATH_IS_DIRECTORY|FILE_UNREADABLE/) })
  expect((await readAll([join(folder, 'không có')])).error).toEqual({ code: 'FILE_NOT_FOUND', params: { file: 'không có' } })
  const text = join(folder, 'ghi chú.txt')
  await writeFile(text, 'Chào')
  expect((await readAll([text])).error).toEqual({ code: 'BUNDLE_NOT_ONE', params: { file: 'ghi chú.txt' } })
})

test('signed by another than it names: nothing of it is read', async () => {
  const { parts } = await written({ sender: { device: sender.device, key: stranger.key } })
  expect(await readAll(parts)).toEqual({ items: [], error: { code: 'BUNDLE_DAMAGED', params: { part: 1, file: 'gói.001' } } })
})

test('taken before, or made for a PC that holds more', async () => {
  const { parts, bundle } = await written({ manifest: manifest({ sequence: 7, from: { [line]: 40, [`${receiver.device}.2`]: 3 } }) })
  expect((await readAll(parts, { vector: { [line]: 12, [`${receiver.device}.2`]: 3 } })).error).toEqual({ code: 'BUNDLE_NEEDS_EARLIER', params: { sequence: 7, lines: [{ line, has: 12, needs: 40 }] } })
  const vector = { [line]: 41, [`${receiver.device}.2`]: 3 }
  expect((await readAll(parts, { vector, wasTaken: (id, device, sequence) => id === bundle && device === sender.device && sequence === 7 })).error).toEqual({ code: 'BUNDLE_TAKEN_BEFORE', params: { sequence: 7 } })
  expect((await readAll(parts, { vector })).error).toBe(null)
})

test('what cannot be written leaves nothing', async () => {
  const attempt = (more: Partial<BundleWriting>) => writeBundle({ path: join(folder, 'gói'), archiveId, sender, receiver: to, manifest: manifest(), devices: [], entries: entries(9), ...more })
  expect(await attempt({ receiver: { ...to, card: agreementOf(stranger).card } })).toMatchObject({ ok: false, error: { code: 'BUNDLE_RECEIVER_UNPROVEN' } })
  expect(await attempt({ partSize: 500 })).toMatchObject({ ok: false, error: { code: 'BUNDLE_PART_TOO_SMALL', params: { least: partHeadBytes + chunkOverhead + 1024 } } })
  expect(await attempt({ partSize: 4000, unpacks: [], entries: entries(100), signal: AbortSignal.abort() })).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
  expect(await attempt({ path: join(folder, 'không', 'có') })).toMatchObject({ ok: false, error: { code: 'FILE_UNWRITABLE' } })
  expect(await attempt({ entries: [entry(1, 40 * 2 ** 20)] })).toMatchObject({ ok: false, error: { code: 'BUNDLE_ENTRY_TOO_LARGE', params: { entry: `${line}.1` } } })
  await writeFile(join(folder, 'gói.003'), 'của người khác')
  expect(await attempt({ partSize: 4000, unpacks: [], entries: entries(100) })).toMatchObject({ ok: false, error: { code: 'FILE_EXISTS', params: { file: 'gói.003' } } })
  expect(await readdir(folder)).toEqual(['gói.003'])
  await expect(attempt({ entries: (async function* () { yield* entries(3); throw new Error('a fault') })() })).rejects.toThrow('a fault')
  expect(await readdir(folder)).toEqual(['gói.003'])
})

test('a file that goes away while it is written is left out, and the next is read whole', async () => {
  const { store } = await freshStore()
  const [one, two] = [randomBytes(1_500_000), randomBytes(1000)]
  const ids: string[] = []
  for (const file of [one, two]) ids.push(value(await store.stage(file)).fileId)
  const fleeting = { readRange: (id: string, from: number, upTo: number) => store.readRange(id === ids[0] && from > 0 ? 'e'.repeat(64) : id, from, upTo) }
  const made = await written({ files: { store: fleeting, ids, mayLeave: () => true } })
  expect(made).toMatchObject({ files: 1, lacking: [ids[0]] })
  const bundle = await readBundle(made.parts, reading())
  const there = await freshStore()
  if (!bundle.ok) throw new Error(bundle.error.code)
  expect(await takeBundle(bundle.value, { takeDevices: () => {}, takeEntries: () => {}, store: there.store })).toEqual({ ok: true, value: { entries: 9, files: 1, wrong: [] } })
  expect(await there.store.has(ids[0]!)).toBe(false)
})

test('a file cut off by damage does not come into the store; what stood before it does', async () => {
  const { store } = await freshStore()
  const [one, two] = [randomBytes(600_000), randomBytes(2_000_000)]
  const ids: string[] = []
  for (const file of [one, two]) ids.push(value(await store.stage(file)).fileId)
  const made = await written({ files: { store, ids, mayLeave: () => true } })
  const handle = await open(made.parts[0]!, 'r+')
  await handle.write(Buffer.from([1, 2, 3]), 0, 3, made.bytes - 600_000)
  await handle.close()
  const bundle = await readBundle(made.parts, reading())
  const there = await freshStore()
  if (!bundle.ok) throw new Error(bundle.error.code)
  expect(await takeBundle(bundle.value, { takeDevices: () => {}, takeEntries: () => {}, store: there.store })).toMatchObject({ ok: false, error: { code: 'BUNDLE_DAMAGED', params: { part: 1 } } })
  expect([await there.store.has(ids[0]!), await there.store.has(ids[1]!)]).toEqual([true, false])
  expect(await readdir(join(there.directory, 'temp'))).toEqual([])
})

test('copies of parts under other names are read', async () => {
  const { parts } = await written({ partSize: 4000, entries: entries(100), unpacks: [] })
  const copies: string[] = []
  for (const [at, part] of parts.entries()) {
    const copy = join(folder, `IMG_${parts.length - at}.bin`)
    await copyFile(part, copy)
    copies.push(copy)
  }
  expect((await readAll(copies)).error).toBe(null)
  expect((await readAll(copies.slice(0, -1))).error).toEqual({ code: 'BUNDLE_PART_MISSING', params: { part: parts.length } })
})

test('an agreement key is the same each time, and proven by its device alone', () => {
  const { card } = agreementOf(receiver)
  expect(agreementOf(receiver).card.equals(card)).toBe(true)
  expect(readAgreement(receiver.publicKey, card)?.asymmetricKeyType).toBe('x25519')
  expect(readAgreement(stranger.publicKey, card)).toBe(null)
  for (let at = 0; at < card.length; at++) {
    const changed = Buffer.from(card)
    changed[at]! ^= 4
    expect(readAgreement(receiver.publicKey, changed)).toBe(null)
  }
  expect(readAgreement(receiver.publicKey, card.subarray(1))).toBe(null)
  expect(readAgreement(Buffer.from('kein Schlüssel'), card)).toBe(null)
})
