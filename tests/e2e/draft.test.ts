// What is typed and not saved yet outlives the office process, and the whole app.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, dropFiles, field, line, openForm, setUpOffice } from './clerk.ts'
import { closeWindow, killApp, launchApp, officePid, root } from './launch.ts'
import type { RunningApp } from './launch.ts'

interface Office {
  invoke(name: string, input: unknown): Promise<unknown>
  readonly settings: { get(): Promise<unknown> }
}
declare const window: { office: Office }

const folder = mkdtempSync(join(tmpdir(), 'văn thư nháp '))
const scan = join(root, 'tests', 'fixtures', 'samples', 'mau-04.pdf')
let running: RunningApp
beforeAll(async () => {
  running = await launchApp({ folder })
  await setUpOffice(running)
})
afterAll(async () => {
  await running.close()
  rmSync(folder, { recursive: true, force: true })
})

const subject = 'về việc chuẩn bị đại hội đảng bộ nhiệm kỳ mới'

test('the office process dies while one types: the form stays as it is, and is saved as soon as it is back', async () => {
  const { page } = running
  await openForm(page)
  await field(page, 'Số và ký hiệu').fill('15-NQ/TU')
  await field(page, 'Cơ quan ban hành').fill('Chính phủ')
  await field(page, 'Cơ quan ban hành').press('Tab')
  await field(page, 'Tên loại').fill('Nghị quyết')
  await field(page, 'Trích yếu').fill(subject.slice(0, -5))
  process.kill(officePid(running), 'SIGKILL')
  await field(page, 'Trích yếu').press('End')
  await page.keyboard.type(subject.slice(-5))
  await expect.poll(() => field(page, 'Trích yếu').inputValue()).toBe(subject)
  await page.keyboard.press('Control+s')
  // Half a second where nothing else runs; shell.test.ts holds the office to its own time.
  await line(page, subject).waitFor({ timeout: 10_000 })
})

test('a draft that was on its way when the office process died is kept by the next one', async () => {
  const { page } = running
  const pid = officePid(running)
  process.kill(pid, 'SIGSTOP')
  const saving = page.evaluate(() => window.office.invoke('office.saveDraft', { key: 'một biểu mẫu', value: 'đang gõ' }))
  // Messages keep their order: when this is answered, the draft has left the window.
  await page.evaluate(() => window.office.settings.get())
  process.kill(pid, 'SIGKILL')
  expect(await saving).toEqual({ ok: true, value: {} })
  expect(await ask(page, 'office.listDrafts', {})).toMatchObject({ drafts: [{ key: 'một biểu mẫu', value: 'đang gõ' }] })
})

test('whoever types without a pause has it kept all the same', async () => {
  await openForm(running.page)
  await field(running.page, 'Số và ký hiệu').fill('16-NQ/TU')
  const typing = field(running.page, 'Trích yếu').pressSequentially(subject, { delay: 90 })
  let typed = false
  void typing.then(() => (typed = true))
  await expect.poll(keptDraft, { timeout: 5_000 }).toContain(subject.slice(0, 8))
  expect(typed).toBe(false)
  await typing
})

test('the window is closed over a form: the next start offers what was typed to the last letter', async () => {
  await field(running.page, 'Trích yếu').fill(`${subject}, bản thảo`)
  await closeWindow(running)
  await startAgain()
  await expect.poll(keptDraft).toContain(`${subject}, bản thảo`)
  await openForm(running.page)
  await running.page.getByRole('button', { name: 'Điền tiếp' }).click()
  await expect.poll(() => field(running.page, 'Trích yếu').inputValue()).toBe(`${subject}, bản thảo`)
  await expect.poll(() => field(running.page, 'Số và ký hiệu').inputValue()).toBe('16-NQ/TU')
})

test('the whole app is killed: the next start offers what was typed, with the file that was attached', async () => {
  await dropFiles(running.page, running.page.getByText('Kéo bản quét vào đây'), [scan])
  await expect.poll(keptDraft, { timeout: 5_000 }).toContain('mau-04.pdf')
  await field(running.page, 'Trích yếu').fill(subject)
  await expect.poll(keptDraft, { timeout: 5_000 }).not.toContain('bản thảo')
  await killApp(running)
  await startAgain()
  await openForm(running.page)
  await running.page.getByRole('status').filter({ hasText: 'Có một biểu mẫu đang điền dở' }).waitFor()
  await running.page.getByRole('button', { name: 'Điền tiếp' }).click()
  await expect.poll(() => field(running.page, 'Trích yếu').inputValue()).toBe(subject)
  await running.page.getByRole('button', { name: 'mau-04.pdf văn bản chính' }).waitFor()
  await running.page.getByText('V/v phát động phong').waitFor()
})

test('what came back is registered with its file, and is not offered again', async () => {
  const { page } = running
  await field(page, 'Cơ quan ban hành').fill('Chính phủ')
  await field(page, 'Cơ quan ban hành').press('Tab')
  await page.keyboard.press('Control+s')
  await line(page, '16-NQ/TU').waitFor()
  expect((await ask(page, 'registers.findDocuments', { text: '16 nq tu' })).rows).toMatchObject([{ subject, files: 1 }])
  expect(await keptDraft()).toBe('')
})

async function startAgain(): Promise<void> {
  running = await launchApp({ folder })
  await running.page.getByRole('button', { name: /Đăng ký/ }).first().waitFor()
}

async function keptDraft(): Promise<string> {
  const { drafts } = await ask(running.page, 'office.listDrafts', {})
  return drafts.find(({ key }) => key === 'registration:new')?.value ?? ''
}
