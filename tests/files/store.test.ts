// The file store, by what it promises: same bytes out, once on disk, damage seen, and healed by good bytes.
import { createHash, randomBytes } from 'node:crypto'
import { chmod, copyFile, link, mkdir, open, readdir, readFile, rename, stat, truncate, unlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHUNK_BYTES, sealedSize } from '../../src-main/files/seal.ts'
import { all, code, freshFolder, freshStore, pathInStore, value } from './store-setting.ts'

const idOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const around = fc.oneof(
  fc.constantFrom(0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 2 * CHUNK_BYTES + 1),
  fc.integer({ min: 0, max: 3 * CHUNK_BYTES }),
)

async function flip(path: string, at: number): Promise<void> {
  const handle = await open(path, 'r+')
  const byte = Buffer.alloc(1)
  const offset = at < 0 ? (await handle.stat()).size + at : at
  await handle.read(byte, 0, 1, offset)
  byte[0]! ^= 0x10
  await handle.write(byte, 0, 1, offset)
  await handle.close()
}

describe('staging and reading', () => {
  test('gives back the same bytes from memory, path and stream, at every size', async () => {
    const { store, folder } = await freshStore()
    const path = join(folder, 'scan.bin')
    await fc.assert(fc.asyncProperty(around, fc.constantFrom('memory', 'path', 'stream'), fc.integer({ min: 1, max: 700_000 }), async (size, from, piece) => {
      const bytes = randomBytes(size)
      await writeFile(path, bytes)
      const pieces = Array.from({ length: Math.ceil(size / piece) }, (_, i) => bytes.subarray(i * piece, (i + 1) * piece))
      const source = from === 'memory' ? bytes : from === 'path' ? path : Readable.from(pieces)
      const staged = value(await store.stage(source))
      expect(staged).toMatchObject({ fileId: idOf(bytes), size })
      expect(value(await store.read(staged.fileId)).equals(bytes)).toBe(true)
      expect(Buffer.concat(await all(value(await store.stream(staged.fileId)))).equals(bytes)).toBe(true)
      expect(value(await store.size(staged.fileId))).toBe(size)
      expect(await store.has(staged.fileId)).toBe(true)
      expect(await store.check(staged.fileId)).toBe('ok')
    }), { numRuns: 30 })
  })

  test('reads any range, as a slice of the whole', async () => {
    const { store } = await freshStore()
    const bytes = randomBytes(3 * CHUNK_BYTES + 1000)
    const { fileId } = value(await store.stage(bytes))
    const edge = fc.oneof(fc.constantFrom(0, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, bytes.length - 1, bytes.length, bytes.length + 5), fc.nat(bytes.length + 100))
    await fc.assert(fc.asyncProperty(edge, edge, async (from, to) => {
      const range = value(await store.readRange(fileId, from, to))
      expect(range.size).toBe(bytes.length)
      expect(range.bytes.equals(bytes.subarray(from, Math.max(from, to)))).toBe(true)
    }), { numRuns: 80 })
  })

  test('stores the same bytes once, and leaves the first copy in its place', async () => {
    const { store, directory } = await freshStore()
    for (const size of [1000, 2 * CHUNK_BYTES + 5]) {
      const bytes = randomBytes(size)
      const first = value(await store.stage(bytes, { name: 'a.bin' }))
      const before = await stat(pathInStore(directory, store, first.fileId))
      const second = value(await store.stage(Readable.from([bytes]), { name: 'b.bin' }))
      const after = await stat(pathInStore(directory, store, first.fileId))
      expect([second.fileId, second.name]).toEqual([first.fileId, 'b.bin'])
      expect(after.ino).toBe(before.ino)
    }
    expect(await all(store.names())).toHaveLength(2)
    expect(await readdir(join(directory, 'temp'))).toEqual([])
  })

  test('many at once, twins among them, end as one file each', async () => {
    const { store, directory } = await freshStore()
    const contents = Array.from({ length: 6 }, (_, i) => randomBytes(i % 2 ? 5000 : CHUNK_BYTES + i))
    const staged = await Promise.all([...contents, ...contents, ...contents].map((bytes) => store.stage(bytes)))
    expect(staged.map(code)).toEqual(staged.map(() => 'ok'))
    const verified = value(await store.verifyAll(contents.map(idOf)))
    expect(verified).toEqual({ count: 6, missing: [], corrupt: [], unreferenced: [] })
    expect(await readdir(join(directory, 'temp'))).toEqual([])
  })

  test('files going in and out at once, some of them given up halfway, never mix their bytes', async () => {
    const { store, folder } = await freshStore()
    const contents = await Promise.all(Array.from({ length: 8 }, async (_, i) => {
      const bytes = randomBytes(3 * CHUNK_BYTES + i)
      const path = join(folder, `${i}`)
      await writeFile(path, bytes)
      return { path, bytes, id: idOf(bytes) }
    }))
    for (let round = 0; round < 3; round += 1) {
      const results = await Promise.all(contents.map(async ({ path, bytes, id }, i) => {
        const stop = new AbortController()
        if ((i + round) % 3 === 0) {
          await store.stage(path, { signal: stop.signal, onProgress: () => stop.abort() })
          return id
        }
        expect(value(await store.stage(path)).fileId).toBe(id)
        const cut = store.copyOut(id, `${path}.cut`, { signal: stop.signal })
        setTimeout(() => stop.abort(), 3)
        value(await store.copyOut(id, `${path}.out${round}`))
        await cut
        expect((await readFile(`${path}.out${round}`)).equals(bytes)).toBe(true)
        const read = value(await store.read(id))
        expect(read.equals(bytes)).toBe(true)
        return id
      }))
      const { corrupt } = value(await store.verifyAll(results))
      expect(corrupt).toEqual([])
    }
  })

  test('a 120 MB file streams in and out in bounded memory, and the process keeps answering', async () => {
    const { store, folder } = await freshStore()
    const path = join(folder, 'long-recording.mp4')
    const handle = await open(path, 'w')
    const hash = createHash('sha256')
    for (let i = 0; i < 120; i += 1) {
      const piece = randomBytes(1e6)
      hash.update(piece)
      await handle.write(piece)
    }
    await handle.close()
    const before = process.memoryUsage().rss
    let peak = 0
    // Computing time of this thread between two turns of the event loop: what another call has to wait for. Not time
    // on the clock, which on a busy machine is not ours.
    let longestMs = 0
    let turns = 0
    let running = true
    const turn = (last: NodeJS.CpuUsage) => () => {
      const now = process.threadCpuUsage()
      longestMs = Math.max(longestMs, (now.user + now.system - last.user - last.system) / 1000)
      turns += 1
      if (running) setImmediate(turn(now))
    }
    setImmediate(turn(process.threadCpuUsage()))
    const progress: number[] = []
    const staged = value(await store.stage(path, { onProgress: (bytes, total) => {
      progress.push(bytes)
      peak = Math.max(peak, process.memoryUsage.rss())
      expect(total).toBe(120e6)
    } }))
    let read = 0
    for await (const bytes of value(await store.stream(staged.fileId))) {
      read += bytes.length
      peak = Math.max(peak, process.memoryUsage.rss())
    }
    running = false
    expect(staged).toMatchObject({ fileId: hash.digest('hex'), size: 120e6 })
    expect(read).toBe(120e6)
    expect(progress.at(-1)).toBe(120e6)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    // Less than the file itself: it never stands in memory whole. Garbage not yet collected is in it.
    expect(peak - before).toBeLessThan(110e6)
    expect(turns).toBeGreaterThan(2 * (120e6 / CHUNK_BYTES))
    expect(longestMs).toBeLessThan(20)
  })
})

describe('damage', () => {
  test('a changed byte anywhere is seen by read, stream, copy and check', async () => {
    const { store, directory, folder } = await freshStore()
    const bytes = randomBytes(CHUNK_BYTES + 300)
    const { fileId } = value(await store.stage(bytes))
    const path = pathInStore(directory, store, fileId)
    await fc.assert(fc.asyncProperty(fc.nat(sealedSize(bytes.length) - 1), async (at) => {
      await flip(path, at)
      expect(await store.check(fileId)).toBe('corrupt')
      expect(code(await store.read(fileId))).toBe('FILE_CORRUPT')
      expect(code(await store.copyOut(fileId, join(folder, 'copy.bin')))).toBe('FILE_CORRUPT')
      await flip(path, at)
    }), { numRuns: 40 })
    expect(await store.check(fileId)).toBe('ok')
    expect((await readdir(folder)).filter((name) => name !== 'files')).toEqual([])
    await flip(path, -60)
    const stream = value(await store.stream(fileId))
    await expect(all(stream)).rejects.toMatchObject({ code: 'FILE_CORRUPT' })
  })

  test('truncation, appended bytes and an emptied file are seen, by a range read too', async () => {
    const { store, directory } = await freshStore()
    const { fileId } = value(await store.stage(randomBytes(2 * CHUNK_BYTES + 9)))
    const path = pathInStore(directory, store, fileId)
    const whole = await readFile(path)
    for (const damaged of [whole.subarray(0, -1), whole.subarray(0, CHUNK_BYTES), Buffer.concat([whole, Buffer.alloc(1)]), Buffer.alloc(0), Buffer.alloc(whole.length)]) {
      await writeFile(path, damaged)
      expect(await store.check(fileId)).toBe('corrupt')
      expect(code(await store.readRange(fileId, 0, 10))).toBe('FILE_CORRUPT')
      expect(code(await store.size(fileId))).toBe('FILE_CORRUPT')
    }
    await writeFile(path, whole)
    await truncate(path, whole.length)
    expect(await store.check(fileId)).toBe('ok')
  })

  test('a sound sealed file moved under another file’s name is refused before a byte of it is given', async () => {
    const { store, directory } = await freshStore()
    const mine = value(await store.stage(randomBytes(800)))
    const yours = value(await store.stage(randomBytes(800)))
    await copyFile(pathInStore(directory, store, yours.fileId), pathInStore(directory, store, mine.fileId))
    expect(code(await store.readRange(mine.fileId, 0, 1))).toBe('FILE_CORRUPT')
    expect(code(await store.stream(mine.fileId))).toBe('FILE_CORRUPT')
  })

  test('staging the good bytes again heals a damaged file', async () => {
    const { store, directory } = await freshStore()
    for (const size of [0, 700, 2 * CHUNK_BYTES]) {
      const bytes = randomBytes(size)
      const { fileId } = value(await store.stage(bytes))
      await flip(pathInStore(directory, store, fileId), -40)
      expect(await store.check(fileId)).toBe('corrupt')
      value(await store.stage(bytes))
      expect(await store.check(fileId)).toBe('ok')
    }
  })

  test('verifyAll tells the missing, the corrupt and what nobody refers to', async () => {
    const { store, directory } = await freshStore()
    const ids: string[] = []
    for (let i = 0; i < 5; i += 1) ids.push(value(await store.stage(randomBytes(100 + i))).fileId)
    const [, corrupt, gone, orphan] = ids as [string, string, string, string]
    await flip(pathInStore(directory, store, corrupt), 70)
    await unlink(pathInStore(directory, store, gone))
    await mkdir(join(directory, 'zz'), { recursive: true })
    await writeFile(join(directory, 'zz', 'Thumbs.db'), 'not ours')
    const progress: number[] = []
    const referred = ids.filter((id) => id !== orphan)
    const verified = value(await store.verifyAll([...referred, ...referred], { onProgress: (checked) => progress.push(checked) }))
    expect(verified).toEqual({ count: 4, missing: [gone], corrupt: [corrupt], unreferenced: [store.diskName(orphan)] })
    expect(progress).toEqual([1, 2, 3, 4])
    const stop = new AbortController()
    expect(code(await store.verifyAll(ids, { signal: stop.signal, onProgress: () => stop.abort() }))).toBe('CANCELLED')
  })
})

describe('secrecy', () => {
  test('two stores with different keys neither read nor recognise each other’s files', async () => {
    const one = await freshStore()
    const bytes = Buffer.from('Kết luận của Ban Thường vụ'.repeat(50))
    const { fileId } = value(await one.store.stage(bytes))
    const other = await freshStore({ directory: one.directory })
    expect(other.store.diskName(fileId)).not.toBe(one.store.diskName(fileId))
    expect(code(await other.store.read(fileId))).toBe('FILE_NOT_FOUND')
    // Even laid where the other key would look.
    await mkdir(join(one.directory, other.store.diskName(fileId).slice(0, 2)), { recursive: true })
    await link(pathInStore(one.directory, one.store, fileId), pathInStore(one.directory, other.store, fileId))
    expect(code(await other.store.read(fileId))).toBe('FILE_CORRUPT')
  })

  test('nothing on disk tells the document: neither its SHA-256, nor its name, nor a piece of it', async () => {
    const { store, directory } = await freshStore()
    const bytes = Buffer.from('TUYỆT MẬT '.repeat(100_000))
    const { fileId } = value(await store.stage(bytes, { name: 'bao-cao-mat.txt' }))
    const listed = (await readdir(directory, { recursive: true })).join('\n')
    expect(listed).not.toContain(fileId)
    expect(listed).not.toContain('bao-cao')
    const path = pathInStore(directory, store, fileId)
    const onDisk = await readFile(path)
    for (const trace of [Buffer.from('MẬT'), Buffer.from(fileId), Buffer.from(fileId, 'hex'), Buffer.from('bao-cao')]) expect(onDisk.includes(trace)).toBe(false)
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o077).toBe(0)
  })
})

describe('refusals are values', () => {
  test('sources that are none', async () => {
    const { store, folder } = await freshStore()
    expect(await store.stage(join(folder, 'không có.pdf'))).toEqual({ ok: false, error: { code: 'FILE_NOT_FOUND', params: { file: 'không có.pdf' } } })
    expect(code(await store.stage(folder))).toBe('PATH_IS_DIRECTORY')
    expect(code(await store.stage(`${folder}/a\0b`))).toBe('FILE_NOT_FOUND')
    if (process.platform !== 'win32') {
      const pipe = join(folder, 'pipe')
      execFileSync('mkfifo', [pipe])
      expect(await store.stage(pipe)).toMatchObject({ error: { code: 'FILE_UNREADABLE', params: { errno: 'NOT_A_FILE' } } })
      expect(code(await store.stage('/dev/zero'))).toBe('FILE_UNREADABLE')
    }
    const broken = Readable.from((async function* () {
      yield Buffer.alloc(10)
      throw new Error('the sender hung up')
    })())
    expect(code(await store.stage(broken))).toBe('FILE_UNREADABLE')
  })

  test('a file beyond the limit, whether its size is known beforehand or not', async () => {
    const { store, directory } = await freshStore({ maxBytes: 1_000_000 })
    expect(await store.stage(Buffer.alloc(1_000_001))).toMatchObject({ error: { code: 'FILE_TOO_LARGE', params: { limit: 1_000_000 } } })
    expect(code(await store.stage(Readable.from([Buffer.alloc(600_000), Buffer.alloc(400_001)])))).toBe('FILE_TOO_LARGE')
    const { fileId } = value(await store.stage(Buffer.alloc(1_000_000)))
    expect(code(await store.read(fileId, { maxBytes: 999_999 }))).toBe('FILE_TOO_LARGE')
    expect(await readdir(join(directory, 'temp'))).toEqual([])
  })

  test('ids that are none, paths among them', async () => {
    const { store, folder } = await freshStore()
    for (const id of ['', '../../etc/passwd', 'A'.repeat(64), 'f'.repeat(64), '0'.repeat(63) + '/']) {
      expect(code(await store.read(id))).toBe('FILE_NOT_FOUND')
      expect(code(await store.readRange(id, 0, 1))).toBe('FILE_NOT_FOUND')
      expect(code(await store.copyOut(id, join(folder, 'x')))).toBe('FILE_NOT_FOUND')
      expect(await store.has(id)).toBe(false)
      expect(await store.check(id)).toBe('missing')
      expect(value(await store.remove(id))).toBe(false)
    }
  })

  test('cancelling ends a staging at once, even one whose sender has gone silent, and leaves nothing', async () => {
    const { store, directory } = await freshStore()
    const early = AbortSignal.abort()
    expect(code(await store.stage(Buffer.alloc(10), { signal: early }))).toBe('CANCELLED')
    const stop = new AbortController()
    expect(code(await store.stage(randomBytes(5 * CHUNK_BYTES), { signal: stop.signal, onProgress: () => stop.abort() }))).toBe('CANCELLED')
    const silent = new Readable({ read() {} })
    silent.push(randomBytes(2 * CHUNK_BYTES + 1))
    const hangUp = new AbortController()
    const staging = store.stage(silent, { signal: hangUp.signal })
    setTimeout(() => hangUp.abort(), 50)
    expect(code(await staging)).toBe('CANCELLED')
    expect(await all(store.names())).toEqual([])
    expect(await readdir(join(directory, 'temp'))).toEqual([])
  })
})

describe('copying out', () => {
  test('writes the same bytes, overwrites only when told, and makes read-only copies', async () => {
    const { store, folder } = await freshStore()
    const bytes = randomBytes(CHUNK_BYTES + 5)
    const { fileId } = value(await store.stage(bytes))
    const path = join(folder, 'bản sao.pdf')
    expect(value(await store.copyOut(fileId, path, { readOnly: true }))).toEqual({ size: bytes.length })
    expect((await readFile(path)).equals(bytes)).toBe(true)
    expect((await stat(path)).mode & 0o222).toBe(0)
    expect(code(await store.copyOut(fileId, path))).toBe('FILE_EXISTS')
    value(await store.copyOut(fileId, path, { overwrite: true }))
    expect((await stat(path)).mode & 0o200).toBe(0o200)
    expect(code(await store.copyOut(fileId, folder, { overwrite: true }))).toBe('PATH_IS_DIRECTORY')
    expect(await store.copyOut(fileId, join(folder, 'no', 'such', 'x'))).toMatchObject({ error: { code: 'FILE_UNWRITABLE', params: { errno: 'ENOENT' } } })
    expect(code(await store.copyOut(fileId, join(folder, 'y'), { signal: AbortSignal.abort() }))).toBe('CANCELLED')
    expect((await readdir(folder)).sort()).toEqual(['bản sao.pdf', 'files'])
    await chmod(path, 0o600)
  })
})

describe('sweeping', () => {
  test('clears what a crash left in temp/, not what is being staged', async () => {
    const { store, directory } = await freshStore()
    await writeFile(join(directory, 'temp', 'left-over'), 'half a file')
    const sender = new Readable({ read() {} })
    const bytes = randomBytes(3 * CHUNK_BYTES)
    sender.push(bytes.subarray(0, 2 * CHUNK_BYTES + 1))
    const started = Promise.withResolvers<void>()
    const staging = store.stage(sender, { onProgress: () => started.resolve() })
    await started.promise
    expect(value(await store.sweepTemp())).toBe(1)
    sender.push(bytes.subarray(2 * CHUNK_BYTES + 1))
    sender.push(null)
    expect(await store.check(value(await staging).fileId)).toBe('ok')
    expect(value(await store.sweepTemp())).toBe(0)
  })

  test('removes by the name on disk, sparing what was staged again lately', async () => {
    const { store, directory } = await freshStore()
    const bytes = randomBytes(99)
    const { fileId } = value(await store.stage(bytes))
    const name = store.diskName(fileId)
    const old = new Date(Date.now() - 3_600_000)
    await utimes(pathInStore(directory, store, fileId), old, old)
    value(await store.stage(bytes)) // a command is about to refer to it
    expect(value(await store.remove(name, { unusedForMs: 600_000 }))).toBe(false)
    await utimes(pathInStore(directory, store, fileId), old, old)
    expect(value(await store.remove(name, { unusedForMs: 600_000 }))).toBe(true)
    expect(await store.check(fileId)).toBe('missing')
    expect(value(await store.remove(name))).toBe(false)
  })

  test('a stream given up before its first byte closes its file', async () => {
    if (process.platform !== 'linux') return console.log('skipped: /proc is not on this machine')
    const { store } = await freshStore()
    const { fileId } = value(await store.stage(randomBytes(2 * CHUNK_BYTES)))
    const openFiles = async () => (await readdir('/proc/self/fd')).length
    const before = await openFiles()
    for (let i = 0; i < 30; i += 1) {
      const stream = value(await store.stream(fileId))
      const closed = new Promise((resolve) => stream.once('close', resolve))
      stream.destroy()
      await closed
    }
    expect(await openFiles()).toBeLessThan(before + 10)
  })
})

test('a store moved to another folder opens there with its key', async () => {
  const { store, directory, key } = await freshStore()
  const { fileId } = value(await store.stage(Buffer.from('công văn')))
  const moved = join(await freshFolder(), 'nơi khác')
  await rename(directory, moved)
  const again = await freshStore({ key, directory: moved })
  expect(value(await again.store.read(fileId)).toString()).toBe('công văn')
})
