// A full disk is an answer, not a crash: nothing half done stays, and what was there stays sound.
import { randomBytes } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CHUNK_BYTES } from '../../src-main/files/seal.ts'
import { code, freshFolder, freshStore, value } from './store-setting.ts'
import { tinyDisk } from './tiny-disk.ts'

test('a full disk answers DISK_FULL, leaves no half file and takes files again when there is room', async (context) => {
  const disk = await freshFolder()
  const refused = tinyDisk(disk, 8)
  if (refused) {
    console.log(`skipped: ${refused}`)
    return context.skip(refused)
  }
  const { store, directory } = await freshStore({ directory: join(disk, 'files') })
  const kept = randomBytes(3 * CHUNK_BYTES)
  const { fileId } = value(await store.stage(kept))
  expect(code(await store.stage(randomBytes(20 * CHUNK_BYTES)))).toBe('DISK_FULL')
  expect(await readdir(join(directory, 'temp'))).toEqual([])
  expect(code(await store.copyOut(fileId, join(disk, 'copy.bin')))).toBe('ok')
  await writeFile(join(disk, 'filler'), Buffer.alloc(8 * 2 ** 20 - 2 * kept.length - 200_000))
  expect(code(await store.stage(randomBytes(CHUNK_BYTES - 1)))).toBe('DISK_FULL')
  expect(code(await store.copyOut(fileId, join(disk, 'second.bin')))).toBe('DISK_FULL')
  expect((await readdir(disk)).sort()).toEqual(['copy.bin', 'files', 'filler'])
  expect(value(await store.verifyAll([fileId]))).toEqual({ count: 1, missing: [], corrupt: [], unreferenced: [] })
  await writeFile(join(disk, 'filler'), '')
  expect(code(await store.stage(randomBytes(CHUNK_BYTES - 1)))).toBe('ok')
})
