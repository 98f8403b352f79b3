// What becomes of documents on paper, in the window: copies, sendings and receipts, uses of the record copy; and their books.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { wordsOf } from '../registers/prints.ts'
import { ask, command, given, line, notice, openedFiles, saveInDialog, setUpOffice } from './clerk.ts'
import { launchApp } from './launch.ts'
import type { RunningApp } from './launch.ts'

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
  const { page } = running
  await command(page, 'registers.openPeriod', { period: 'term', from: '2025-08-01', name: 'Nhiệm kỳ 2025–2030' })
  await given(page, { numberSymbol: '15-NQ/HU', subject: 'về nông thôn mới', arrivalDate: '2026-03-02' })
  await command(page, 'registers.issueOutgoing', { documentTypeId: 'cong-van', subject: 'về việc mời họp', issuedDate: '2026-03-02', signer: { name: 'Chánh Văn phòng' }, recipients: [{ unit: 'Tỉnh ủy Phú Thọ' }, { unit: 'Các chi bộ' }] })
})
afterAll(() => running.close())

const part = (page: Page, name: string) => page.getByRole('region', { name })

test('an incoming document is copied: the number is said before, given on saving, and the page of the copy opens for printing', async () => {
  const { app, page } = running
  const opened = await openedFiles(app)
  await page.keyboard.press('Alt+2')
  await line(page, '15-NQ/HU').click()
  await page.getByRole('tab', { name: 'Chi tiết' }).click()
  await part(page, 'Bản sao').getByRole('button', { name: 'Sao văn bản' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Số sẽ cấp: 01-BS/VPĐU').waitFor()
  await dialog.getByLabel('Hình thức sao').selectOption('Trích sao')
  await dialog.getByLabel('Trích phần nào').fill('Mục II, điểm 3')
  await dialog.getByRole('textbox', { name: 'Người ký', exact: true }).fill('Chánh Văn phòng')
  await dialog.getByLabel('Nơi nhận, mỗi dòng một nơi').fill('Các chi bộ\nỦy ban nhân dân xã')
  await page.keyboard.press('Control+Enter')
  await notice(page, 'Đã cấp số bản sao 01-BS/VPĐU').waitFor()
  await expect.poll(opened, { timeout: 20_000 }).toHaveLength(1)
  await part(page, 'Bản sao').getByText(/Trích sao · Mục II, điểm 3 · .* · Các chi bộ; Ủy ban nhân dân xã/).waitFor()
})

test('an outgoing document is sent to its recipients, one signs for it, and a wrong entry is struck through', async () => {
  const { page } = running
  await page.keyboard.press('Alt+3')
  await page.getByRole('option').filter({ hasText: 'về việc mời họp' }).click()
  await page.getByRole('tab', { name: 'Chi tiết' }).click()
  await part(page, 'Chuyển giao').getByRole('button', { name: 'Ghi chuyển giao' }).click()
  const dialog = page.getByRole('dialog')
  await expect.poll(() => dialog.getByLabel('Nơi nhận, mỗi dòng một nơi').inputValue()).toBe('Tỉnh ủy Phú Thọ\nCác chi bộ')
  await dialog.getByLabel('Số lượng bì').fill('2')
  await page.keyboard.press('Control+Enter')
  await notice(page, /đến 2 nơi$/).waitFor()
  await part(page, 'Chuyển giao').getByRole('button', { name: 'Ghi ký nhận' }).first().click()
  await dialog.getByLabel('Người ký nhận').fill('Văn thư Tỉnh ủy')
  await page.keyboard.press('Control+Enter')
  await part(page, 'Chuyển giao').getByText(/Văn thư Tỉnh ủy nhận/).waitFor()
  await part(page, 'Chuyển giao').getByRole('button', { name: 'Gạch dòng ghi nhầm: Các chi bộ' }).click()
  await dialog.getByLabel('Lý do').fill('gửi qua mạng')
  await page.keyboard.press('Control+Enter')
  await part(page, 'Chuyển giao').getByText('đã gạch: gửi qua mạng').waitFor()
})

test('the record copy is noted as used, and as returned', async () => {
  const { page } = running
  const uses = part(page, 'Sử dụng bản lưu')
  await uses.getByText('Bản lưu đang ở nơi giữ.').waitFor()
  await uses.getByRole('button', { name: 'Ghi sử dụng bản lưu' }).click()
  await page.getByLabel('Người sử dụng').fill('Chuyên viên tổng hợp')
  await page.getByLabel('Để làm gì').fill('đối chiếu')
  await page.keyboard.press('Control+Enter')
  await uses.getByText(/đối chiếu · chưa trả/).waitFor()
  await uses.getByRole('button', { name: 'Đã trả' }).click()
  await uses.getByText(/đối chiếu · trả \d\d/).waitFor()
})

test('the postal book is printed from the same dialog as the registers', async () => {
  const { app, page, folder } = running
  const path = join(folder, 'sổ bưu điện.docx')
  await saveInDialog(app, path)
  await page.keyboard.press('Alt+5')
  await page.getByRole('heading', { name: 'Sổ đăng ký', exact: true }).waitFor()
  await page.keyboard.press('Control+p')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Sổ', { exact: true }).selectOption('Sổ gửi văn bản đi bưu điện')
  await dialog.getByText('Word', { exact: true }).click()
  await page.keyboard.press('Control+Enter')
  await notice(page, /^Đã lưu Sổ gửi văn bản đi bưu điện/).waitFor()
  const words = await wordsOf({ mediaType: 'word', bytes: readFileSync(path) })
  for (const said of ['SỔ GỬI VĂN BẢN ĐI BƯU ĐIỆN', 'Tỉnh ủy Phú Thọ', 'Văn thư Tỉnh ủy', 'Đã gạch: gửi qua mạng']) expect(words).toContain(said)
  await page.keyboard.press('Escape')
})

test('documents marked in the list are handed over by one sheet, which opens to be signed; Ctrl+Z strikes it', async () => {
  const { app, page } = running
  const opened = await openedFiles(app)
  for (const [number, subject] of [['16-CV/HU', 'về việc rà soát quy hoạch'], ['17-CV/HU', 'về việc báo cáo kết quả phòng, chống thiên tai']] as const) await given(page, { numberSymbol: number, subject, arrivalDate: '2026-03-03' })
  await page.keyboard.press('Alt+2')
  await line(page, '17-CV/HU').click()
  await page.keyboard.press(' ')
  await page.getByText('Đã đánh dấu 1 văn bản').waitFor()
  await line(page, '15-NQ/HU').click({ modifiers: ['Control'] })
  await page.getByText('Đã đánh dấu 2 văn bản').waitFor()
  expect(await line(page, '15-NQ/HU').getAttribute('aria-checked')).toBe('true')
  await part(page, 'Văn bản đã đánh dấu').getByRole('button', { name: 'Lập phiếu giao' }).click()
  const dialog = page.getByRole('dialog', { name: 'Lập phiếu giao nhận' })
  await dialog.getByRole('combobox', { name: 'Giao bản giấy cho' }).fill('Chi bộ thôn 1')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Chọn người nhận khác' }).waitFor()
  await dialog.getByRole('combobox', { name: 'Thêm văn bản đến' }).fill('quy hoạch')
  await page.getByRole('option', { name: /^16-CV\/HU · / }).click()
  await expect.poll(() => dialog.getByRole('list', { name: 'Văn bản trong phiếu' }).getByRole('listitem').count()).toBe(3)
  await page.keyboard.press('Control+Enter')
  await notice(page, 'Đã lập phiếu giao nhận số 1: 3 văn bản cho Chi bộ thôn 1').waitFor()
  await expect.poll(opened, { timeout: 20_000 }).toHaveLength(1)
  await page.keyboard.press('Control+z')
  await notice(page, 'Đã hoàn tác').waitFor()
  const { id } = (await ask(page, 'registers.findDocuments', { text: '17-CV/HU' })).rows[0]!
  expect((await ask(page, 'registers.dispatchOf', { documentId: id })).dispatches).toMatchObject([{ state: 'struck', batch: { number: 1 } }])
})

test('VI.IV.1.g: documents marked in the list are locked and released by keyboard; one that stays as it is is said with why, and undo leaves the others as they were', async () => {
  const { page } = running
  const { id } = await given(page, { numberSymbol: '19-CV/HU', subject: 'về việc rút lại sau khi đánh dấu', arrivalDate: '2026-03-03' })
  await command(page, 'registers.freezeDocuments', { ids: [(await ask(page, 'registers.findDocuments', { text: '16-CV/HU' })).rows[0]!.id], reason: 'phục vụ thanh tra' })
  await page.keyboard.press('Alt+2')
  await line(page, '19-CV/HU').click()
  await page.keyboard.press(' ')
  for (const number of ['17-CV/HU', '16-CV/HU']) await line(page, number).click({ modifiers: ['Control'] })
  await page.getByText('Đã đánh dấu 3 văn bản').waitFor()
  // Its words are gone by decision while it was marked.
  await command(page, 'secrecy.changeLevel', { documentId: id, to: 'mat', decision: { numberSymbol: '1-QĐ/ĐU', date: '2026-03-03', by: 'Đảng ủy', reason: 'nội dung mật' } })
  await command(page, 'secrecy.destroyDocument', { documentId: id, decision: { numberSymbol: '2-QĐ/ĐU', date: '2026-03-03', by: 'Đảng ủy', reason: 'hết thời hạn' } })
  await page.keyboard.press('h')
  const dialog = page.getByRole('dialog', { name: 'Khóa 3 văn bản, không cho thay đổi' })
  await dialog.getByLabel('Lý do').fill('đoàn kiểm tra của cấp trên')
  await page.keyboard.press('Control+Enter')
  await notice(page, 'Đã khóa 1 văn bản; 1 văn bản đã khóa từ trước').waitFor()
  const left = page.getByRole('dialog', { name: 'Chưa khóa 1 văn bản' })
  await left.getByText(/19-CV\/HU[\s\S]*tiêu hủy/).waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('Đã đánh dấu 1 văn bản').waitFor()
  await line(page, '17-CV/HU').getByText('Đã khóa').waitFor()
  await page.keyboard.press('Control+z')
  await expect.poll(() => line(page, '17-CV/HU').getByText('Đã khóa').count()).toBe(0)
  expect(await line(page, '16-CV/HU').getByText('Đã khóa').count()).toBe(1)

  await part(page, 'Văn bản đã đánh dấu').getByRole('button', { name: 'Bỏ đánh dấu' }).click()
  await line(page, '16-CV/HU').click({ modifiers: ['Control'] })
  await part(page, 'Văn bản đã đánh dấu').getByRole('button', { name: 'Việc khác với văn bản đã đánh dấu' }).click()
  await page.getByRole('menuitem', { name: /^Mở khóa…/ }).click()
  await page.getByRole('dialog', { name: 'Mở khóa 1 văn bản' }).getByLabel('Lý do').fill('xong kiểm tra')
  await page.keyboard.press('Control+Enter')
  await notice(page, 'Đã mở khóa 1 văn bản').waitFor()
  await expect.poll(() => part(page, 'Văn bản đã đánh dấu').count()).toBe(0)
  await expect.poll(() => line(page, '16-CV/HU').getByText('Đã khóa').count()).toBe(0)
})

test('what was handed out is handed over as distributed, one sheet for each receiver; a paper that another has is said to be at fault', async () => {
  const { page } = running
  const ids: Record<string, string> = {}
  for (const number of ['15-NQ/HU', '16-CV/HU', '17-CV/HU']) ids[number] = (await ask(page, 'registers.findDocuments', { text: number })).rows[0]!.id
  for (const number of ['15-NQ/HU', '16-CV/HU']) await command(page, 'handling.distribute', { documentId: ids[number]!, to: [{ name: 'Ban Xây dựng Đảng', role: 'lead' }, { name: 'Chi bộ thôn 2', role: 'information' }], asksReceipt: false })
  await command(page, 'handling.distribute', { documentId: ids['17-CV/HU']!, to: [{ name: 'Ủy ban Kiểm tra', role: 'lead' }], asksReceipt: false })
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).fill('theo phan phoi')
  await page.getByRole('option', { name: 'Giao bản giấy theo phân phối' }).waitFor()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Giao bản giấy theo phân phối' })
  await dialog.getByRole('region', { name: 'Ban Xây dựng Đảng' }).getByRole('checkbox').nth(2).waitFor()
  expect(await dialog.getByRole('region', { name: 'Chi bộ thôn 2' }).getByRole('checkbox', { checked: true }).count()).toBe(0)
  await dialog.getByLabel('In phiếu để ký nhận').uncheck()
  await dialog.getByRole('button', { name: 'Lập 2 phiếu' }).click()
  await notice(page, 'Đã lập 2 phiếu giao nhận, 3 văn bản').waitFor()
  await page.keyboard.press('Alt+7')
  await page.getByText('Bản giấy', { exact: true }).click()
  await page.getByRole('region', { name: 'Bản giấy của Ban Xây dựng Đảng' }).getByText('2 bản giấy').waitFor()
  await page.getByRole('button', { name: 'Lập phiếu giao' }).click()
  const making = page.getByRole('dialog', { name: 'Lập phiếu giao nhận' })
  await making.getByRole('combobox', { name: 'Giao bản giấy cho' }).fill('Ủy ban Kiểm tra')
  await making.getByRole('combobox', { name: 'Thêm văn bản đến' }).fill('thiên tai')
  await page.getByRole('option', { name: /^17-CV\/HU · / }).click()
  await making.getByRole('button', { name: 'Lập phiếu' }).click()
  await making.getByText(/^17-CV\/HU · Huyện ủy Yên Lạc: Ủy ban Kiểm tra đang giữ bản giấy của văn bản này/).waitFor()
  await page.keyboard.press('Escape')
})

test('of a sheet that was signed what did not come stays open; a paper is asked back, returned, lost, and a note made in error is struck', async () => {
  const { page } = running
  const unit = page.getByRole('region', { name: 'Bản giấy của Ban Xây dựng Đảng' })
  await unit.getByRole('button', { name: 'Ghi ký nhận cả 2 bản' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Người ký nhận').fill('Trưởng ban')
  await dialog.getByRole('checkbox', { name: /16-CV\/HU/ }).uncheck()
  await page.keyboard.press('Control+Enter')
  await unit.getByText('1 bản giấy').waitFor()
  await unit.getByRole('button', { name: /^Việc khác với bản giấy/ }).click()
  await page.getByRole('menuitem', { name: 'Thất lạc' }).click()
  await dialog.getByLabel('Biên bản, lý do').fill('Biên bản số 1')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('tab', { name: /^Thất lạc 1/ }).click()
  await unit.getByText(/thất lạc .*: Biên bản số 1/).waitFor()
  await unit.getByRole('button', { name: /^Việc khác với bản giấy/ }).click()
  await page.getByRole('menuitem', { name: 'Gạch việc thất lạc' }).click()
  await dialog.getByLabel('Lý do').fill('đã tìm thấy')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Không có bản giấy nào thất lạc').waitFor()
  await page.getByRole('tab', { name: /^Chưa ký nhận/ }).click()
  await unit.getByRole('button', { name: '16-CV/HU', exact: true }).click()
  const trail = part(page, 'Chuyển giao')
  await trail.getByText('đã gạch “thất lạc', { exact: false }).waitFor()
  await trail.getByRole('button', { name: /^Việc khác với bản giấy/ }).click()
  await page.getByRole('menuitem', { name: 'Đòi lại' }).click()
  await trail.getByRole('button', { name: 'Đã trả lại' }).click()
  await dialog.getByLabel('Tình trạng bản giấy').fill('rách góc')
  await page.keyboard.press('Control+Enter')
  await trail.getByText(/trả lại .*: rách góc/).waitFor()
})
