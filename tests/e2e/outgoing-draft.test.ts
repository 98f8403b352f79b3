// What is typed into the form of an outgoing document and not saved outlives the office process and the whole app.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, command, dropFiles, setUpOffice } from './clerk.ts'
import { killApp, launchApp, officePid, root } from './launch.ts'
import type { RunningApp } from './launch.ts'

const folder = mkdtempSync(join(tmpdir(), 'văn thư nháp đi '))
const scan = join(root, 'tests', 'fixtures', 'samples', 'mau-04.pdf')
let running: RunningApp
beforeAll(async () => {
  running = await launchApp({ folder })
  await setUpOffice(running)
  await command(running.page, 'office.editOffice', { term: { from: '2025-08-15', name: 'Nhiệm kỳ 2025–2030' } })
})
afterAll(async () => {
  await running.close()
  rmSync(folder, { recursive: true, force: true })
})

const form = () => running.page.getByRole('form', { name: 'Biểu mẫu văn bản đi' })
const field = (label: string) => form().getByLabel(label, { exact: true })
const openForm = async () => {
  await running.page.getByRole('navigation').getByRole('button', { name: 'Văn bản đi' }).click()
  await running.page.keyboard.press('F3')
  await form().waitFor()
}
const keptDraft = async () => (await ask(running.page, 'office.listDrafts', {})).drafts.find(({ key }) => key === 'outgoing:new')?.value ?? ''

test('the office process dies while one types: the form stays as it is, and is issued as soon as it is back', async () => {
  const { page } = running
  await openForm()
  await field('Tên loại').fill('Công văn')
  await field('Họ tên người ký').fill('Chánh Văn phòng')
  await field('Trích yếu').fill('về việc mời')
  process.kill(officePid(running), 'SIGKILL')
  await field('Trích yếu').press('End')
  await page.keyboard.type(' họp')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => page.getByRole('status').filter({ hasText: 'Đã phát hành' }).locator('strong').textContent(), { timeout: 10_000 }).toBe('01-CV/VPĐU')
  expect((await ask(page, 'registers.findDocuments', { filters: { direction: 'outgoing' } })).rows).toMatchObject([{ subject: 'về việc mời họp', numberSymbol: '01-CV/VPĐU' }])
})

test('the whole app is killed: the next start offers all that was typed, with recipients and file', async () => {
  await field('Tên loại').fill('Nghị quyết')
  await field('Trích yếu').fill('về công tác cán bộ')
  await form().getByRole('combobox', { name: 'Nơi nhận' }).fill('Các chi bộ trực thuộc;')
  await field('Số bản').fill('15')
  await dropFiles(running.page, running.page.getByText('Kéo tệp của văn bản vào đây'), [scan])
  await expect.poll(keptDraft, { timeout: 5_000 }).toContain('mau-04.pdf')
  await running.page.getByLabel('Vai trò của tệp mau-04.pdf').selectOption('bản đã ký')
  await expect.poll(async () => JSON.parse((await keptDraft()) || '{}') as unknown, { timeout: 5_000 }).toMatchObject({ values: { copies: '15', recipients: [{ kind: 'group' }] }, files: [{ role: 'signed' }] })
  await killApp(running)
  running = await launchApp({ folder })
  await running.page.getByRole('button', { name: /Đăng ký/ }).first().waitFor()
  await openForm()
  await form().getByRole('button', { name: 'Điền tiếp' }).click()
  await expect.poll(() => field('Trích yếu').inputValue()).toBe('về công tác cán bộ')
  await expect.poll(() => form().locator('output').textContent()).toBe('01-NQ/ĐU')
  await form().getByRole('listitem').filter({ hasText: 'Các chi bộ trực thuộc' }).waitFor()
  await expect.poll(() => running.page.getByLabel('Vai trò của tệp mau-04.pdf').inputValue()).toBe('signed')
})

test('what came back is issued, and is not offered again', async () => {
  const { page } = running
  await field('Trích yếu').focus()
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => page.getByRole('status').filter({ hasText: 'Đã phát hành' }).locator('strong').textContent()).toBe('01-NQ/ĐU')
  await expect.poll(keptDraft).toBe('')
  const { rows } = await ask(page, 'registers.findDocuments', { text: 'công tác cán bộ' })
  expect(rows).toMatchObject([{ numberSymbol: '01-NQ/ĐU', files: 1, toPlaces: 'Các chi bộ trực thuộc' }])
})
