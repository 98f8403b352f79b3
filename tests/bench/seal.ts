// Bench `seal`: what the file store costs over reading, hashing and writing the same bytes, the least that any store
// must do. In = `stage` from a path; out = `copyOut` to a path; each is compared with the same plain pass (read,
// SHA-256, write, fsync), in the same run, in turns, and the slower direction counts. Twice: one large file, and a
// batch of small ones as a morning's post brings them, where the renames and folder fsyncs weigh most.

import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFileStore } from '../../src-main/files/store.ts'
import type { FileResult } from '../../src-main/files/store.ts'

export interface SealBench {
  /** ms of the slower direction, large file: median of the rounds. */
  readonly value: number
  /** ms: 1.5 × the median of the plain passes. */
  readonly limit: number
  readonly unit: 'ms'
  /** Medians in ms, and the ratios to the plain pass of the same kind. `read` gives the bytes without writing them. */
  readonly details: Readonly<Record<'large' | 'small', Readonly<Record<Step, number>> & { in: number; out: number }>>
}

type Step = 'plain' | 'stage' | 'copyOut' | 'read'

/** Measures in a new folder under `parent` (default: the system's temp folder), which is removed afterwards. */
export async function benchSeal(options: { parent?: string; megabytes?: number; rounds?: number } = {}): Promise<SealBench> {
  const { parent = tmpdir(), megabytes = 64, rounds = 13 } = options
  const folder = await mkdtemp(join(parent, 'van-thu-seal-'))
  try {
    const large = await measure(join(folder, 'large'), [megabytes * 1e6], rounds)
    // 40 files of 20 KB to 2 MB, most of them small: scans and typed letters.
    const small = await measure(join(folder, 'small'), Array.from({ length: 40 }, (_, i) => Math.round(20e3 * 100 ** (i / 40) ** 2)), rounds)
    return { value: Math.max(large.stage, large.copyOut), limit: 1.5 * large.plain, unit: 'ms', details: { large, small } }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(folder: string, sizes: readonly number[], rounds: number) {
  await mkdir(folder, { recursive: true })
  const sources = await Promise.all(sizes.map(async (size, i) => {
    const path = join(folder, `source-${i}`)
    await writeFile(path, randomBytes(size))
    return path
  }))
  const store = must(await openFileStore({ directory: join(folder, 'store'), key: randomBytes(32) }))
  const times: Record<Step, number[]> = { plain: [], stage: [], copyOut: [], read: [] }
  for (let round = 0; round <= rounds; round += 1) {
    const out = join(folder, 'out')
    const ids: string[] = []
    const steps: Record<Step, () => Promise<void>> = {
      plain: async () => { for (const [i, source] of sources.entries()) await plainPass(source, join(out, `${i}`)) },
      stage: async () => { for (const source of sources) ids.push(must(await store.stage(source)).fileId) },
      copyOut: async () => { for (const [i, id] of ids.entries()) must(await store.copyOut(id, join(out, `${i}`))) },
      read: async () => { for (const id of ids) for await (const piece of must(await store.stream(id))) void piece },
    }
    for (const step of ['plain', 'stage', 'copyOut', 'read'] as const) {
      // Every step finds as much freed page cache as the one before: a virtual machine hands out fresh memory slowly,
      // which would be charged to whoever writes first.
      await warmPages(join(folder, 'warm'), sizes)
      await mkdir(out)
      const start = performance.now()
      await steps[step]()
      const took = performance.now() - start
      if (round > 0) times[step].push(took) // the first round warms up
      await rm(out, { recursive: true })
    }
    for (const id of ids) must(await store.remove(store.diskName(id)))
  }
  const [plain, stage, copyOut, read] = [median(times.plain), median(times.stage), median(times.copyOut), median(times.read)]
  return { plain, stage, copyOut, read, in: stage / plain, out: copyOut / plain }
}

/** Reads, hashes, writes and fsyncs, with nothing else: no temp name, no rename, no fsync of the folder. */
async function plainPass(from: string, to: string): Promise<string> {
  const source = await open(from, 'r')
  const target = await open(to, 'wx')
  try {
    const hash = createHash('sha256')
    const buffer = Buffer.allocUnsafeSlow(512 * 1024)
    for (;;) {
      const { bytesRead } = await source.read(buffer, 0, buffer.length)
      if (bytesRead === 0) break
      hash.update(buffer.subarray(0, bytesRead))
      await target.write(buffer, 0, bytesRead)
    }
    await target.sync()
    return hash.digest('hex')
  } finally {
    await source.close()
    await target.close()
  }
}

async function warmPages(path: string, sizes: readonly number[]): Promise<void> {
  const target = await open(path, 'w')
  const piece = Buffer.alloc(1e6)
  for (let left = sizes.reduce((sum, size) => sum + size, 0); left > 0; left -= piece.length) await target.write(piece)
  await target.sync()
  await target.close()
  await rm(path)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function must<T>(result: FileResult<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.params)}`)
  return result.value
}
