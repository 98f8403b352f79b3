// What the tests of the file store share: a fresh store in a folder of its own, removed afterwards.

import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openFileStore } from '../../src-main/files/store.ts'
import type { FileResult, FileStore } from '../../src-main/files/store.ts'

/** A folder with a space and Vietnamese letters in its name, as office PCs have them. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'văn thư '))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export async function freshStore(options: { key?: Uint8Array; maxBytes?: number; directory?: string } = {}) {
  const folder = await freshFolder()
  const directory = options.directory ?? join(folder, 'files')
  const key = options.key ?? randomBytes(32)
  const store = value(await openFileStore({ ...options, directory, key }))
  return { store, directory, folder, key }
}

export function value<T>(result: FileResult<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.params)}`)
  return result.value
}

export function code(result: FileResult<unknown>): string {
  return result.ok ? 'ok' : result.error.code
}

/** Where a stored file lies, as written in the header of store.ts. */
export function pathInStore(directory: string, store: FileStore, fileId: string): string {
  const name = store.diskName(fileId)
  return join(directory, name.slice(0, 2), name)
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}
