// Entries of other devices that are not what they say, or say what nobody here knows: each is refused or parked with its reason, and
// leaves the tables as they were.
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { latestClock, readPayload } from '../../src-main/archive/admit.ts'
import type { ForeignEntry } from '../../src-main/archive/admit.ts'
import type { Archive } from '../../src-main/archive/archive.ts'
import { checkChain } from '../../src-main/archive/chain.ts'
import { deviceId, sealEnvelope, sealPayload } from '../../src-main/archive/entry.ts'
import type { Payload, RecordChange } from '../../src-main/archive/entry.ts'
import { replayEqual } from '../../src-main/archive/replay.ts'
import { sql } from '../../src-main/archive/sql.ts'
import { ok } from '../../src-main/contract/result.ts'
import { dumpOf, entriesOf, keysOf } from './peers.ts'
import { makeFolders, open, smallSchema } from './small-archive.ts'
import type { Folders } from './small-archive.ts'

let folders: Folders
let here: Archive
let device: { readonly id: string; readonly key: KeyObject; readonly publicKey: Buffer }
let first: Buffer

beforeEach(() => {
  folders = makeFolders()
  here = open(folders)
  here.journal.transact({ command: 'papers.file', actor: 'local' }, (tx) => ok(tx.append([{ table: 'paper', id: 'p1', set: { subject: 'Một' } }])))
  first = here.journal.head().hash
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  device = { id: deviceId(publicKey), key: privateKey, publicKey: publicKey.export({ type: 'spki', format: 'der' }) }
})
afterEach(() => {
  here.close()
  folders.remove()
})

const keyOf = (id: string): Buffer | null => (id === device.id ? device.publicKey : null)

/** An entry of the other device, signed as it should be. */
function entry(sequence: number, previous: Buffer, changes: readonly RecordChange[] | string, more: { ms?: number; payload?: Partial<Payload>; compartment?: string } = {}): ForeignEntry & { readonly hash: Buffer } {
  const payload: Payload = { v: 1, schema: 20, command: 'papers.file', actor: 'khác', at: '2026-03-02T01:00:00Z', changes: typeof changes === 'string' ? [] : changes, ...more.payload }
  const part = sealPayload(more.compartment ?? 'office', typeof changes === 'string' ? (JSON.parse(changes) as Payload) : payload)
  return { ...sealEnvelope({ device: device.id, epoch: 1, sequence, clock: { ms: more.ms ?? Date.now(), count: 0 }, previous, parts: [part] }, device.key), parts: [part] }
}

const makes = (id: string, subject: string): RecordChange => ['paper', id, { subject: [null, subject] }]

describe('refused, and nothing changes', () => {
  let before: string
  beforeEach(() => { before = dumpOf(here) })
  afterEach(async () => {
    expect(dumpOf(here)).toBe(before)
    expect(checkChain(here.db, here.keyring.device, null).problem).toBe(null)
    expect((await replayEqual(here.db, smallSchema)).equal).toBe(true)
  })
  const refusal = (entries: readonly ForeignEntry[], keys = keyOf) => here.journal.admit(entries, keys)

  test('a device that nobody approved, and one under another one’s name', () => {
    expect(refusal([entry(1, first, [makes('p2', 'Hai')])], () => null)).toMatchObject({ taken: 0, refused: [{ why: 'unknown-device' }] })
    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' })
    expect(refusal([entry(1, first, [makes('p2', 'Hai')])], () => other)).toMatchObject({ taken: 0, refused: [{ why: 'unknown-device' }] })
  })
  test('a forged signature, a changed envelope, a changed payload', () => {
    const sound = entry(1, first, [makes('p2', 'Hai')])
    expect(refusal([{ ...sound, signature: randomBytes(64) }])).toMatchObject({ taken: 0, refused: [{ why: 'signature' }] })
    expect(refusal([{ ...sound, clock: { ...sound.clock, count: 9 } }])).toMatchObject({ taken: 0, refused: [{ why: 'signature' }] })
    expect(refusal([{ ...sound, parts: [{ ...sound.parts[0]!, body: sound.parts[0]!.body!.replace('Hai', 'Ba') }] }])).toMatchObject({ taken: 0, refused: [{ why: 'payload' }] })
    expect(refusal([{ ...sound, parts: [...sound.parts, { ...sound.parts[0]!, compartment: 'khác' }] }])).toMatchObject({ taken: 0, refused: [{ why: 'signature' }] })
  })
  test('a second beginning, and this PC’s own line written by somebody else', () => {
    expect(refusal([entry(1, Buffer.alloc(32), [makes('p2', 'Hai')])])).toMatchObject({ taken: 0, refused: [{ why: 'chain' }] })
    const own = entriesOf(here)[0]!
    expect(refusal([{ ...own, sequence: 2, previous: first }], keysOf(here))).toMatchObject({ taken: 0, refused: [{ why: 'signature' }] })
  })
  test('a clock at the end of its range', () => {
    expect(refusal([entry(1, first, [makes('p2', 'Hai')], { ms: latestClock + 1 })])).toMatchObject({ taken: 0, refused: [{ why: 'clock' }] })
  })
  test('a payload of another form', () => {
    for (const body of ['{}', '[]', '{"v":2}', '{"v":1,"command":"x","actor":"x","at":"x","changes":[["paper"]]}', '{"v":1,"command":"x","actor":"x","at":"x","changes":[["paper","p",{"subject":[null,{"a":1}]}]]}',
      '{"v":1,"command":"x","actor":"x","at":"x","changes":[["paper","p",{"subject":[null,"x","; DROP TABLE paper"]}]]}', '{"v":1,"command":"x","actor":"x","at":"x","seen":{"x":"y"},"changes":[]}']) {
      expect(refusal([entry(1, first, body)])).toMatchObject({ taken: 0, refused: [{ why: 'form' }] })
    }
    expect(readPayload('no JSON')).toBe(null)
    expect(readPayload('{"v":1,"command":"x","actor":"x","at":"x","changes":[["paper","p",{"subject":[null,1e999]}]]}')).toBe(null)
  })
})

test('two entries under one reference: the second is refused, and so is all that follows it', () => {
  const [one, other] = [entry(1, first, [makes('p2', 'Hai')]), entry(1, first, [makes('p2', 'Khác')])]
  const after = entry(2, other.hash, [makes('p3', 'Ba')])
  expect(here.journal.admit([one], keyOf)).toMatchObject({ taken: 1, refused: [] })
  expect(here.journal.admit([other, after], keyOf)).toMatchObject({ taken: 0, refused: [{ why: 'forked' }] })
  expect(here.journal.admit([after], keyOf)).toMatchObject({ taken: 0, refused: [{ why: 'chain' }] })
  expect(here.db.all(sql`SELECT id, subject FROM paper ORDER BY id`)).toEqual([{ id: 'p1', subject: 'Một' }, { id: 'p2', subject: 'Hai' }])
})

test('an entry waits for the one before it and for what its writer had taken in, is held, and taken when those come', () => {
  const one = entry(1, first, [makes('p2', 'Hai')])
  const two = entry(2, one.hash, [makes('p3', 'Ba')])
  expect(here.journal.admit([two], keyOf)).toEqual({ taken: 0, filled: 0, waiting: 1, refused: [] })
  expect(here.journal.admit([one], keyOf)).toEqual({ taken: 2, filled: 0, waiting: 0, refused: [] })
  const three = entry(3, two.hash, [makes('p4', 'Bốn')], { payload: { after: { [`${'0'.repeat(16)}.1`]: 7 } } })
  expect(here.journal.admit([three], keyOf)).toMatchObject({ taken: 0, waiting: 1 })
  expect(here.journal.vector()).toEqual({ [`${here.keyring.device}.1`]: 1, [`${device.id}.1`]: 2 })
})

test('tables and columns that nobody knows, SQL in names, and rows that no table takes are parked, each with what is wrong', async () => {
  let previous = first
  let sequence = 0
  const next = (changes: readonly RecordChange[], schema: number) => {
    const made = entry((sequence += 1), previous, changes, { payload: { schema } })
    previous = made.hash
    return made
  }
  const entries = [
    next([['sqlite_schema', 'x', { sql: [null, 'x'] }]], 30),
    next([['paper', 'p2', { subject: [null, 'Hai'], 'subject" = 1; --': [null, 'x'] }]], 30),
    next([['paper"; DROP TABLE paper; --', 'p2', {}]], 20),
    next([['note', 'n', { paper_id: [null, 'p1'] }]], 20),
    next([['paper', 'p1', { id: [null, 'p9'] }]], 20),
    next([['paper', 'p7', { file_id: [null, 'x'] }]], 20),
    next([makes('p3', 'Ba')], 20),
  ]
  expect(here.journal.admit(entries, keyOf)).toEqual({ taken: 7, filled: 0, waiting: 0, refused: [] })
  expect(here.db.all(sql`SELECT id, subject FROM paper ORDER BY id`)).toEqual([{ id: 'p1', subject: 'Một' }, { id: 'p3', subject: 'Ba' }])
  expect(here.db.all<{ unknown: string }>(sql`SELECT unknown FROM journal_parked ORDER BY position`).map(({ unknown }) => unknown)).toEqual([
    'sqlite_schema', 'paper.subject" = 1; --', '! paper"; DROP TABLE paper; --', '! note', '! paper.id', '! NOT NULL constraint failed: paper.subject',
  ])
  expect(checkChain(here.db, here.keyring.device, null).problem).toBe(null)
  here.close()
  here = open(folders)
  expect(here.db.all(sql`SELECT id FROM paper ORDER BY id`)).toEqual([{ id: 'p1' }, { id: 'p3' }])
})

test('ten thousand entries on one record, and a value of eight megabytes, are taken', () => {
  let previous = first
  const entries: ForeignEntry[] = []
  for (let sequence = 1; sequence <= 10_000; sequence += 1) {
    const from = sequence === 1 ? [] : [`${device.id}.1.${sequence - 1}`]
    const made = entry(sequence, previous, [['paper', 'p2', { subject: [null, `Lần ${sequence}`, ...from] }]])
    previous = made.hash
    entries.push(made)
  }
  entries.push(entry(10_001, previous, [makes('p3', 'x'.repeat(8_000_000))]))
  expect(here.journal.admit(entries, keyOf)).toMatchObject({ taken: 10_001, refused: [] })
  expect(here.db.value(sql`SELECT subject FROM paper WHERE id = 'p2'`)).toBe('Lần 10000')
  expect(here.db.value(sql`SELECT length(subject) FROM paper WHERE id = 'p3'`)).toBe(8_000_000)
})

test('what was withheld is filled in later, wherever it stands, and what was erased is not', async () => {
  const there = open({ directory: join(folders.root, 'kia'), configuration: join(folders.root, 'cấu hình kia') }, true, smallSchema, { id: here.id })
  const one = entry(1, first, [makes('p2', 'Hai')], { compartment: 'secrecy:mat' })
  const two = entry(2, one.hash, [['paper', 'p2', { subject: ['Hai', 'Hai mới', `${device.id}.1.1`] }]], { compartment: 'secrecy:mat' })
  const withheld = [one, two].map((whole) => ({ ...whole, parts: whole.parts.map((part) => ({ ...part, salt: null, body: null })) }))
  const keys = (id: string) => keyOf(id) ?? keysOf(here)(id)
  there.journal.admit([...entriesOf(here), ...withheld], keys)
  expect(there.db.all(sql`SELECT id FROM paper ORDER BY id`)).toEqual([{ id: 'p1' }])
  expect(checkChain(there.db, there.keyring.device, null).problem).toBe(null)
  // The later one first: it waits for nothing, and shows once what it stands on is there.
  expect(there.journal.admit([two], keys)).toMatchObject({ filled: 1 })
  expect(there.db.all(sql`SELECT id FROM paper ORDER BY id`)).toEqual([{ id: 'p1' }])
  expect(there.journal.admit([one], keys)).toMatchObject({ filled: 1 })
  expect(there.db.all(sql`SELECT id, subject FROM paper ORDER BY id`)).toEqual([{ id: 'p1', subject: 'Một' }, { id: 'p2', subject: 'Hai mới' }])
  expect(await replayEqual(there.db, smallSchema)).toEqual({ equal: true, differences: [], parked: [] })
  there.journal.transact({ command: 'papers.forget', actor: 'local' }, (tx) => ok(tx.forget([{ table: 'paper', id: 'p2', set: { subject: 'quên' } }])))
  expect(there.journal.admit([one, two], keys)).toMatchObject({ taken: 0, filled: 0 })
  expect(there.db.all<{ body: string }>(sql`SELECT body FROM journal_part WHERE body LIKE '%Hai%'`)).toEqual([])
  there.close()
})
