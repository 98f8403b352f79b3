// From one archive to another through the window: out of the sample office into one's own, back and forth with what was being
// typed, and folders that cannot be opened, over which the archive in use stays as it is.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeLock } from '../../src-main/archive/lock.ts'
import { ask, chooseInDialog, command, field, given, line, officeNames, openForm } from './clerk.ts'
import { launchApp, officePid } from './launch.ts'
import type { RunningApp } from './launch.ts'

type Refused = { readonly ok: boolean; readonly error?: { readonly code: string } }
declare const window: { office: { archives: { open(folder: unknown): Promise<Refused> } } }

const folder = mkdtempSync(join(tmpdir(), 'văn thư kho '))
const usual = join(folder, 'người dùng', 'archive')
const own = `${usual}-2`
let running: RunningApp
beforeAll(async () => {
  running = await launchApp({ folder, usual: true })
})
afterAll(async () => {
  await running.close()
  rmSync(folder, { recursive: true, force: true })
})

const area = (name: string) => running.page.getByRole('navigation', { name: 'Các khu làm việc' }).getByRole('button', { name })
const dialog = () => running.page.getByRole('dialog')
const setting = () => JSON.parse(readFileSync(join(folder, 'người dùng', 'settings.json'), 'utf8')) as { archive: string | null; archives: { folder: string; name: string; isSample: boolean }[] }

/** Does what opens another archive; its window is then the one that the tests drive. */
async function into(act: (page: Page) => Promise<void>): Promise<void> {
  const [old, pid] = [running.page, officePid(running)]
  const gone = old.waitForEvent('close')
  const opened = running.app.waitForEvent('window')
  await act(old)
  running = { ...running, page: await opened }
  await gone
  expect(running.app.windows()).toHaveLength(1)
  await expect.poll(() => existsSync(`/proc/${pid}`)).toBe(false)
}

async function choose(words: string): Promise<void> {
  await running.page.keyboard.press('Control+k')
  await running.page.getByRole('combobox', { name: 'Tìm mọi thứ' }).fill(words)
  await running.page.keyboard.press('Enter')
}

test('the sample office says on every page what it is, and the way out leads into the set-up of an own one', async () => {
  await running.page.getByRole('button', { name: 'Dùng cơ quan mẫu' }).click()
  await running.page.getByText('Đây là cơ quan mẫu, chỉ để xem thử.').waitFor({ timeout: 60_000 })
  await expect.poll(async () => (await ask(running.page, 'office.tasks', {})).tasks.map(({ name }) => name), { timeout: 60_000 }).not.toContain('office.useSample')
  await running.page.getByRole('note').getByRole('button', { name: 'Thiết lập cơ quan thật…' }).click()
  await dialog().getByText(own).waitFor()
  await into(() => dialog().getByRole('button', { name: 'Thiết lập ở đây' }).click())
  await running.page.getByRole('heading', { name: 'Thiết lập văn phòng' }).waitFor()
  expect(setting()).toMatchObject({ archive: own, archives: [{ folder: own }, { folder: usual, isSample: true }] })
}, 240_000)

test('the own office starts empty, without a word of the sample', async () => {
  const { page } = running
  await command(page, 'office.setUp', officeNames)
  await page.getByLabel('Tìm trong danh sách').first().waitFor()
  await expect.poll(() => page.getByRole('note').count()).toBe(0)
  await given(page, { numberSymbol: '1-CV/HU' })
  await line(page, '1-CV/HU').waitFor()
})

test('another archive is opened over a half-filled form: what was typed, to the last letter, waits in its own archive', async () => {
  await openForm(running.page)
  await field(running.page, 'Số và ký hiệu').fill('77-CV/HU')
  await field(running.page, 'Trích yếu').fill('về việc đang gõ dở')
  await choose('mo kho luu khac')
  await into(() => dialog().getByRole('button', { name: /^Mở .*\(mẫu\)/ }).click())
  await running.page.getByText('Đây là cơ quan mẫu, chỉ để xem thử.').waitFor()
  expect(await ask(running.page, 'office.listDrafts', {})).toEqual({ drafts: [] })
  await area('Cài đặt').click()
  await running.page.getByText(`Đang dùng: ${usual}`).waitFor()
  await into(() => running.page.getByRole('button', { name: `Mở ${officeNames.name}, ${own}` }).click())
  await openForm(running.page)
  await running.page.getByRole('button', { name: 'Điền tiếp' }).click()
  await expect.poll(() => field(running.page, 'Số và ký hiệu').inputValue()).toBe('77-CV/HU')
  await expect.poll(() => field(running.page, 'Trích yếu').inputValue()).toBe('về việc đang gõ dở')
})

test('a folder that is no archive, or one that does not open, is said in words; the archive in use stays open', async () => {
  const strange = (name: string, files: Record<string, string>): string => {
    mkdirSync(join(folder, name), { recursive: true })
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, file), text)
    return join(folder, name)
  }
  const locked = strange('đang khóa', { 'archive.json': JSON.stringify({ format: 1, id: crypto.randomUUID() }) })
  const lock = takeLock(join(locked, 'archive.lock'))!
  mkdirSync(join(own, 'backups', 'trống'), { recursive: true })
  const { page, app } = running
  await area('Cài đặt').click()
  const pid = officePid(running)
  const refusals: readonly (readonly [string, string])[] = [
    [strange('có tệp', { 'ảnh.jpg': 'x' }), 'có tệp khác và không có kho lưu'],
    [strange('bản sao', { 'backup.json': '{}' }), 'là bản sao lưu, không phải kho lưu'],
    [join(own, 'backups', 'trống'), 'nằm bên trong một kho lưu'],
    [own, 'Đó là kho lưu đang dùng'],
    [strange('khóa lạ', { 'archive.json': JSON.stringify({ format: 1, id: crypto.randomUUID() }), 'archive.db': 'x' }), 'không có khóa của kho lưu'],
    [strange('mới hơn', { 'archive.json': JSON.stringify({ format: 99, id: crypto.randomUUID() }), 'archive.db': 'x' }), 'bản Văn Thư mới hơn'],
    [locked, 'Một chương trình khác đang giữ kho lưu'],
  ]
  for (const [path, words] of refusals) {
    await chooseInDialog(app, [path])
    await page.getByRole('button', { name: 'Mở kho lưu khác…' }).click()
    await page.getByRole('alert').filter({ hasText: words }).filter({ hasText: 'Kho đang dùng vẫn mở, không thay đổi.' }).waitFor({ timeout: 20_000 })
  }
  lock.release()
  expect(officePid(running)).toBe(pid)
  expect((await ask(page, 'registers.findDocuments', {})).total).toBe(1)
  expect(setting().archive).toBe(own)
})

test('the window opens only folders of its list, and names no other', async () => {
  const open = (path: unknown) => running.page.evaluate((named) => window.office.archives.open(named), path)
  expect(await open('/etc')).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  expect(await open(join(folder, 'có tệp'))).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  expect(await open(7)).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
})

test('an empty folder becomes a new archive, and its set-up leads back to those that are there', async () => {
  const fresh = join(folder, 'kho mới')
  mkdirSync(fresh)
  await chooseInDialog(running.app, [fresh])
  await into((page) => page.getByRole('button', { name: 'Mở kho lưu khác…' }).click())
  await running.page.getByRole('heading', { name: 'Thiết lập văn phòng' }).waitFor()
  expect(existsSync(join(fresh, 'archive.json'))).toBe(true)
  await into(() => running.page.getByRole('button', { name: `Mở ${officeNames.name}, ${own}` }).click())
  await line(running.page, '1-CV/HU').waitFor()
})

test('the next start opens the archive that was used last; where its disk is gone, nothing is made in its place', async () => {
  await running.app.close()
  renameSync(own, join(folder, 'ổ đã rút'))
  running = await launchApp({ folder, usual: true })
  await running.page.getByRole('alert').getByText(`Không thấy kho lưu ở “${own}”`, { exact: false }).waitFor()
  expect(existsSync(own)).toBe(false)
  await running.page.getByRole('button', { name: /^Mở .*\(mẫu\)/ }).waitFor()
  renameSync(join(folder, 'ổ đã rút'), own)
  await running.page.getByRole('button', { name: 'Thử lại' }).click()
  await line(running.page, '1-CV/HU').waitFor()
})

test('where an archive does not open, another one is opened from there', async () => {
  await running.app.close()
  renameSync(own, join(folder, 'ổ đã rút'))
  running = await launchApp({ folder, usual: true })
  const opened = running.app.waitForEvent('window')
  await running.page.getByRole('button', { name: /^Mở .*\(mẫu\)/ }).click()
  running = { ...running, page: await opened }
  await running.page.getByText('Đây là cơ quan mẫu, chỉ để xem thử.').waitFor()
  await area('Cài đặt').click()
  await running.page.getByText('không thấy thư mục').waitFor()
  expect(setting().archive).toBe(null)
})
