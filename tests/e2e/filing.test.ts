// Issuing bodies through the window: added, renamed from a day, moved, merged, closed; a document dragged to another.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, formatDate } from '../../src-main/text/dates.ts'
import { ask, command, given, notice, setUpOffice } from './clerk.ts'
import { launchApp } from './launch.ts'
import type { RunningApp } from './launch.ts'

let running: RunningApp
let today: string
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
  today = (await ask(running.page, 'office.state', {})).today
  await given(running.page, { numberSymbol: '1-CV/HU' })
  await given(running.page, { numberSymbol: '2-CV/HU' })
  await running.page.keyboard.press('Alt+4')
})
afterAll(() => running.close())

const body = (name: string | RegExp) => running.page.getByRole('treeitem', { name })
const dialog = () => running.page.getByRole('dialog')
const documents = (name: string) => running.page.getByRole('listbox', { name: `Văn bản của ${name}` }).getByRole('option')

async function choose(name: string, task: string): Promise<void> {
  await putNoticesAway()
  await body(new RegExp(`^${name},`)).click()
  await running.page.getByRole('button', { name: `Việc với ${name}` }).click()
  await running.page.getByRole('menuitem', { name: task }).click()
}

/** They lie over the last lines of the tree. */
async function putNoticesAway(): Promise<void> {
  const close = running.page.getByRole('status').getByRole('button', { name: 'Đóng' })
  // One may go by itself before it is reached.
  while ((await close.count()) > 0) await close.first().click({ timeout: 1_000 }).catch(() => {})
}

/** Types into a dialog's field of bodies and takes what it offers. */
async function take(label: string, typed: string, offered: string): Promise<void> {
  await dialog().getByLabel(label).fill(typed)
  await running.page.getByRole('listbox', { name: label }).getByRole('option', { name: offered }).first().click()
}

/** The way back beside the words after an action. */
const undoNotice = (words: string) => running.page.getByRole('status').locator('div').filter({ hasText: words }).getByRole('button', { name: /^Hoàn tác/ })

async function bodyNamed(name: string) {
  return (await ask(running.page, 'filing.tree', {})).bodies.find((one) => one.name === name)!
}

test('a body is added under another, and stands in the tree', async () => {
  const { page } = running
  await body(/^Xã, phường, đặc khu khác,/).click()
  await page.getByRole('button', { name: 'Thêm cơ quan trực thuộc' }).click()
  await dialog().getByLabel('Tên đầy đủ').fill('Đảng ủy xã Đồng Cương')
  await dialog().getByLabel('Ký hiệu trong số văn bản').fill('ĐU')
  await dialog().getByRole('button', { name: 'Thêm cơ quan' }).click()
  await notice(page, 'Đã thêm Đảng ủy xã Đồng Cương').waitFor()
  await expect.poll(() => body(/^Đảng ủy xã Đồng Cương,/).getAttribute('aria-selected')).toBe('true')
  expect((await bodyNamed('Đảng ủy xã Đồng Cương')).parentId).toBe((await bodyNamed('Xã, phường, đặc khu khác')).id)
})

test('a body renamed from a day: documents from before keep the old name, later ones bear the new', async () => {
  const { page } = running
  const { id } = await bodyNamed('Đảng ủy xã Đồng Cương')
  await given(page, { numberSymbol: '7-NQ/ĐU', issuingBody: { id }, issuedDate: addDays(today, -1) })
  await given(page, { numberSymbol: '8-NQ/ĐU', issuingBody: { id }, issuedDate: today })
  await choose('Đảng ủy xã Đồng Cương', 'Đổi tên từ một ngày')
  await dialog().getByLabel('Tên đầy đủ').fill('Đảng ủy xã Yên Đồng')
  await dialog().getByRole('button', { name: 'Lưu' }).click()
  await body(/^Đảng ủy xã Yên Đồng,/).waitFor()
  await documents('Đảng ủy xã Yên Đồng').filter({ hasText: '7-NQ/ĐU' }).filter({ hasText: 'Đảng ủy xã Đồng Cương' }).waitFor()
  await documents('Đảng ủy xã Yên Đồng').filter({ hasText: '8-NQ/ĐU' }).filter({ hasText: 'Đảng ủy xã Yên Đồng' }).waitFor()
})

test('a body is moved under another, and Ctrl+Z takes it back', async () => {
  const { page } = running
  await choose('Đảng ủy xã Yên Đồng', 'Chuyển đến dưới cơ quan khác')
  await take('Thuộc', 'huyen uy yen lac', 'Huyện ủy Yên Lạc')
  await dialog().getByRole('button', { name: 'Chuyển' }).click()
  await undoNotice('Đã chuyển Đảng ủy xã Yên Đồng').waitFor()
  await expect.poll(() => body(/^Đảng ủy xã Yên Đồng,/).getAttribute('aria-level')).toBe('2')
  expect((await bodyNamed('Đảng ủy xã Yên Đồng')).parentId).toBe((await bodyNamed('Huyện ủy Yên Lạc')).id)
  await page.keyboard.press('Control+z')
  await notice(page, 'Đã hoàn tác').waitFor()
  await expect.poll(() => body(/^Đảng ủy xã Yên Đồng,/).getAttribute('aria-level')).toBe('3')
})

test('a document dragged to another body is filed there, and Ctrl+Z takes it back', async () => {
  const { page } = running
  await putNoticesAway()
  await body(/^Huyện ủy Yên Lạc,/).click()
  await documents('Huyện ủy Yên Lạc').filter({ hasText: '1-CV/HU' }).dragTo(body(/^Đảng ủy xã Yên Đồng,/))
  await notice(page, 'Đã chuyển 1 văn bản sang Đảng ủy xã Yên Đồng').waitFor()
  await expect.poll(() => documents('Huyện ủy Yên Lạc').count()).toBe(1)
  await body('Đảng ủy xã Yên Đồng, 3 văn bản').waitFor()
  await page.keyboard.press('Control+z')
  await expect.poll(() => documents('Huyện ủy Yên Lạc').count()).toBe(2)
  await body('Đảng ủy xã Yên Đồng, 2 văn bản').waitFor()
})

test('a body entered twice is merged: its documents and its name go to the one that stays', async () => {
  const { page } = running
  const { id } = await command(page, 'filing.addBody', { name: 'Đảng bộ huyện Yên Lạc', level: 'district' })
  await given(page, { numberSymbol: '3-CV/HU', issuingBody: { id } })
  await choose('Đảng bộ huyện Yên Lạc', 'Gộp vào cơ quan khác')
  await take('Gộp vào', 'huyen uy yen lac', 'Huyện ủy Yên Lạc')
  await dialog().getByLabel('Lý do').fill('nhập trùng')
  await dialog().getByRole('button', { name: 'Gộp' }).click()
  await notice(page, 'Đã gộp Đảng bộ huyện Yên Lạc, 1 văn bản').waitFor()
  await expect.poll(() => body(/^Đảng bộ huyện Yên Lạc,/).count()).toBe(0)
  await expect.poll(() => documents('Huyện ủy Yên Lạc').count()).toBe(3)
  expect((await ask(page, 'filing.findBodies', { text: 'đảng bộ huyện yên lạc' })).rows[0]).toMatchObject({ name: 'Huyện ủy Yên Lạc' })
})

test('Ctrl+Z takes the merge back: the body stands again with its own document', async () => {
  const { page } = running
  await page.keyboard.press('Control+z')
  await expect.poll(() => documents('Huyện ủy Yên Lạc').count()).toBe(2)
  expect((await ask(page, 'filing.findBodies', { text: 'đảng bộ huyện yên lạc' })).rows[0]).toMatchObject({ name: 'Đảng bộ huyện Yên Lạc' })
})

test('a body that was only mistyped is merged so that its documents bear the right name', async () => {
  const { page } = running
  const { id } = await command(page, 'filing.addBody', { name: 'Huyện ủy Yên Lạcc', level: 'district' })
  const { id: document } = await given(page, { numberSymbol: '9-CV/HU', issuingBody: { id } })
  await choose('Huyện ủy Yên Lạcc', 'Gộp vào cơ quan khác')
  await expect.poll(() => dialog().getByLabel('Giữ tên “Huyện ủy Yên Lạcc”').isChecked()).toBe(true)
  await take('Gộp vào', 'huyen uy yen lac', 'Huyện ủy Yên Lạc')
  await dialog().getByLabel('Sửa theo cơ quan được chọn').check()
  await dialog().getByText('văn bản ghi tên của Huyện ủy Yên Lạc vào ngày ký').waitFor()
  await dialog().getByLabel('Lý do').fill('gõ sai')
  await dialog().getByRole('button', { name: 'Gộp' }).click()
  await notice(page, 'Đã gộp Huyện ủy Yên Lạcc, 1 văn bản').waitFor()
  expect((await ask(page, 'registers.getDocument', { id: document })).issuingBodyName).toBe('Huyện ủy Yên Lạc')
  await command(page, 'registers.cancelDocument', { id: document, reason: 'thử' })
  await command(page, 'registers.fileDocuments', { ids: [document], issuingBodyId: (await bodyNamed('Đảng ủy xã Yên Đồng')).id })
  await expect.poll(() => documents('Huyện ủy Yên Lạc').count()).toBe(2)
})

test('a body that ended is closed with its successor, keeps its documents, and the way back stands beside the words', async () => {
  const { page } = running
  await close()
  await undoNotice(`Huyện ủy Yên Lạc kết thúc hoạt động từ sau ngày ${formatDate(addDays(today, -1))}`).click()
  await notice(page, 'Đã hoàn tác').waitFor()
  expect((await bodyNamed('Huyện ủy Yên Lạc')).validTo).toBeNull()
  await close()
  await body(`Huyện ủy Yên Lạc, đến ${formatDate(addDays(today, -1))}, 2 văn bản`).waitFor()
  expect(await bodyNamed('Huyện ủy Yên Lạc')).toMatchObject({ validTo: addDays(today, -1), successorId: (await bodyNamed('Đảng ủy xã Yên Đồng')).id })
  await expect.poll(() => documents('Huyện ủy Yên Lạc').count()).toBe(2)

  async function close(): Promise<void> {
    await choose('Huyện ủy Yên Lạc', 'Kết thúc hoạt động')
    await dialog().getByLabel('Đến hết ngày').fill(formatDate(addDays(today, -1)))
    await take('Cơ quan kế tục', 'dang uy xa yen dong', 'Đảng ủy xã Yên Đồng')
    await dialog().getByRole('button', { name: 'Kết thúc hoạt động' }).click()
  }
})

test('a document dragged to a body that had ended before its day: the successor is offered first', async () => {
  const { page } = running
  const elsewhere = await command(page, 'filing.addBody', { name: 'Ban Chỉ đạo hè xã', level: 'commune' })
  const later = await given(page, { numberSymbol: '21-CV/BCĐ', issuingBody: { id: elsewhere.id }, issuedDate: today })
  const earlier = await given(page, { numberSymbol: '22-CV/BCĐ', issuingBody: { id: elsewhere.id }, issuedDate: addDays(today, -2) })
  const bodyOf = async (id: string) => (await ask(page, 'registers.getDocument', { id })).issuingBodyId
  const drag = async (numberSymbol: string) => {
    await putNoticesAway()
    await body(/^Ban Chỉ đạo hè xã,/).click()
    await documents('Ban Chỉ đạo hè xã').filter({ hasText: numberSymbol }).dragTo(body(/^Huyện ủy Yên Lạc,/))
  }
  await drag('22-CV/BCĐ')
  await notice(page, 'Đã chuyển 1 văn bản sang Huyện ủy Yên Lạc').waitFor()
  expect(await bodyOf(earlier.id)).toBe((await bodyNamed('Huyện ủy Yên Lạc')).id)

  await drag('21-CV/BCĐ')
  await dialog().getByText(`“Huyện ủy Yên Lạc” đã kết thúc ngày ${formatDate(addDays(today, -1))}`).waitFor()
  await page.keyboard.press('Escape')
  expect(await bodyOf(later.id)).toBe(elsewhere.id)
  await drag('21-CV/BCĐ')
  await dialog().getByRole('button', { name: 'Chuyển sang Đảng ủy xã Yên Đồng' }).click()
  await notice(page, 'Đã chuyển 1 văn bản sang Đảng ủy xã Yên Đồng').waitFor()
  expect(await bodyOf(later.id)).toBe((await bodyNamed('Đảng ủy xã Yên Đồng')).id)
  await page.keyboard.press('Control+z')
  await notice(page, 'Đã hoàn tác').waitFor()
  await drag('21-CV/BCĐ')
  await dialog().getByRole('button', { name: 'Vẫn chuyển vào Huyện ủy Yên Lạc' }).click()
  await notice(page, 'Đã chuyển 1 văn bản sang Huyện ủy Yên Lạc').waitFor()
  expect(await bodyOf(later.id)).toBe((await bodyNamed('Huyện ủy Yên Lạc')).id)
})
