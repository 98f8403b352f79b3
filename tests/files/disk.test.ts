// Folders are made step by step, and where the system refuses them that is an answer, not a wait without end.
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder, makeFolderNow } from '../../src-main/files/disk.ts'
import { freshFolder } from './store-setting.ts'

const makers = [makeFolder, async (path: string) => makeFolderNow(path)]

test.each(makers)('a folder is made with those above it, and again without a word', async (make) => {
  const path = join(await freshFolder(), 'một', 'hai', 'ba')
  await make(path)
  await make(path)
  expect(statSync(path).isDirectory()).toBe(true)
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o700)
})

test.each(makers)('what stands in the way is told', async (make) => {
  const folder = await freshFolder()
  writeFileSync(join(folder, 'tệp'), '')
  await expect(make(join(folder, 'tệp'))).rejects.toMatchObject({ code: 'EEXIST' })
  await expect(make(join(folder, 'tệp', 'trong'))).rejects.toMatchObject({ code: 'EEXIST' })
})

test.each(makers)('a file system that makes no folders ends it', { timeout: 5_000 }, async (make) => {
  if (process.platform !== 'linux') return
  await expect(make('/proc/x/y')).rejects.toMatchObject({ code: 'ENOENT' })
})
