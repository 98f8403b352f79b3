// The search index may be thrown away, and may break: it is made anew by itself, and finds again what it found.
import { openSync, closeSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { archivePaths } from '../../src-main/archive/archive.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

let desk: TestOffice
let document = ''
let search = ''
beforeEach(async () => {
  desk = await openTestOffice()
  search = archivePaths(desk.directory).search
  const { fileId } = await desk.ask('files.stage', { path: join(import.meta.dirname, '..', 'fixtures', 'official', 'vb-05.docx') })
  document = (await desk.ask('registers.registerIncoming', { documentTypeId: 'thong-tu', issuingBody: { name: 'BỘ CÔNG THƯƠNG', level: 'central' }, subject: 'Quy định chế độ báo cáo', files: [{ fileId, role: 'main' }] })).id
  for (let count = 0; count < 40; count += 1) {
    await desk.ask('registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, subject: `kế hoạch số ${count} về cải cách hành chính` })
  }
  await desk.office.drain()
})
afterEach(() => desk.close())

const found = async (at: TestOffice, text: string) => (await at.ask('registers.findDocuments', { text })).rows.map(({ id }) => id)

/** Changes bytes all over the file, the first page aside where told. */
function flip(from: number): void {
  const size = statSync(search).size
  const file = openSync(search, 'r+')
  for (let at = from; at < size; at += 4096) writeSync(file, Buffer.from('hỏng'), 0, 4, at)
  closeSync(file)
}

async function reopened(): Promise<TestOffice> {
  const again = await openTestOffice({ folder: desk.folder })
  onTestFinished(() => again.office.close())
  return again
}

describe('while the office was closed', () => {
  test.each([
    ['deleted', () => ['', '-wal', '-shm'].forEach((suffix) => rmSync(search + suffix, { force: true }))],
    ['emptied', () => writeFileSync(search, '')],
    ['another file', () => writeFileSync(search, 'x'.repeat(10_000))],
    ['changed everywhere', () => flip(200)],
    ['changed everywhere but in its first pages', () => flip(4096 * 4 + 200)],
    ['changed in its last pages', () => flip(Math.floor(statSync(search).size / 4096 / 2) * 4096 + 200)],
  ])('%s', async (_how, harm) => {
    await desk.office.close()
    harm()
    const again = await reopened()
    await again.ask('registers.findDocuments', { text: 'bao cao' })
    await again.office.drain()
    expect(await found(again, 'che do bao cao')).toContain(document)
    expect(await found(again, 'cum cong nghiep ca nuoc')).toEqual([document])
    expect((await again.ask('registers.findDocuments', { text: 'cai cach' })).total).toBe(40)
    expect((await again.ask('office.state', {})).warnings.map(({ code }) => code)).not.toContain('SEARCH_REBUILDING')
    // The window reads the state anew, so that it no longer says that the index is being made.
    expect(again.events).toContainEqual({ kind: 'changed', topics: ['texts', 'office'] })
    expect(await again.ask('office.verify', {})).toMatchObject({ integrity: true, replayEqual: true })
  })
})

test('changed while the office works: saves hold, and what was and is saved is found', async () => {
  // Closing folds what was written last into the file itself, where the damage is to be.
  await desk.office.close()
  const again = await reopened()
  flip(4096 * 4 + 200)
  const { id } = await again.ask('registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: { name: 'Sở Nội vụ', level: 'province' }, subject: 'lưu khi chỉ mục hỏng' })
  await expect.poll(() => found(again, 'luu khi chi muc hong'), { timeout: 20_000 }).toEqual([id])
  await again.office.drain()
  await expect.poll(async () => (await again.ask('registers.findDocuments', { text: 'cai cach' })).total, { timeout: 20_000 }).toBe(40)
  expect(again.words).toContainEqual(expect.stringContaining('the search index is damaged and is made anew'))
  expect(await again.ask('office.verify', {})).toMatchObject({ integrity: true, replayEqual: true })
})
