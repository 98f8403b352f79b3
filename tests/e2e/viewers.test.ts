// What the window shows of a received file that is no PDF: a mail as a letter, a page of HTML that can do nothing, the sheets of
// a workbook.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { given, line, setUpOffice } from './clerk.ts'
import { launchApp, root } from './launch.ts'
import type { RunningApp } from './launch.ts'

interface Office {
  beginUpload(name: string): Promise<string>
  uploadChunk(upload: string, bytes: Uint8Array): Promise<unknown>
  endUpload(upload: string, cancelled: boolean): Promise<{ ok: boolean; value: { fileId: string } }>
}
declare const window: { office: Office; touched?: boolean }

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await setUpOffice(running)
})
afterAll(() => running.close())

const pane = () => running.page.getByRole('article').first()
const shown = (name: string | RegExp) => running.page.getByRole('group', { name })

/** Registers a document with a file of these bytes and opens it. */
async function openWith(numberSymbol: string, name: string, bytes: Uint8Array): Promise<void> {
  const { page } = running
  const { value } = await page.evaluate(async ([called, content]) => {
    const upload = await window.office.beginUpload(called)
    await window.office.uploadChunk(upload, new Uint8Array(content))
    return window.office.endUpload(upload, false)
  }, [name, [...bytes]] as const)
  await given(page, { numberSymbol, files: [{ fileId: value.fileId, role: 'main' }] } as Parameters<typeof given>[1])
  await line(page, numberSymbol).click()
  await pane().getByRole('heading', { name: numberSymbol }).waitFor()
}

test('a mail is read as a letter: from whom, to whom, when, its words, and what is attached', async () => {
  const mail = [
    'From: =?utf-8?B?VsSDbiBwaMOybmcgSHV54buHbiDhu6d5?= <vp@huyenuy.example>',
    'To: Văn thư <vanthu@xa.example>',
    'Cc: <lanhdao@xa.example>',
    'Subject: =?utf-8?B?R2nhuqV5IG3hu51pIGjhu41w?=',
    'Date: Tue, 03 Nov 2026 08:30:00 +0700',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="x"',
    '',
    '--x',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Kính mời đồng chí dự họp lúc 14 giờ.',
    '--x',
    'Content-Type: application/pdf; name="giay-moi.pdf"',
    'Content-Disposition: attachment; filename="giay-moi.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.alloc(2048, 1).toString('base64'),
    '--x--',
    '',
  ].join('\r\n')
  await openWith('1-GM/HU', 'thư mời.eml', Buffer.from(mail))
  const letter = shown('thư mời.eml')
  await letter.getByRole('heading', { name: 'Giấy mời họp' }).waitFor()
  const heads = await letter.locator('dl').innerText()
  for (const words of ['Văn phòng Huyện ủy <vp@huyenuy.example>', 'Văn thư <vanthu@xa.example>', 'lanhdao@xa.example', '08:30 03/11/2026']) expect(heads).toContain(words)
  await letter.getByText('Kính mời đồng chí dự họp lúc 14 giờ.').waitFor()
  await expect.poll(() => letter.getByRole('list', { name: 'Tệp kèm thư' }).getByRole('listitem').allInnerTexts()).toEqual([expect.stringMatching(/^giay-moi\.pdf 2 KB$/i)])
})

test('a page of HTML is read, and does nothing: no script, no picture from outside, no link', async () => {
  const html = `<!doctype html><meta charset="utf-8"><title>x</title><script>window.touched = true</script>
    <h1>Thông báo kết luận</h1><p onclick="window.touched = true">Giao Văn phòng <a href="https://example.org/">theo dõi</a>.</p>
    <img src="https://example.org/x.png" onerror="window.touched = true"><iframe src="https://example.org/"></iframe>
    <table><tr><td>Việc</td><td>Hạn</td></tr></table><form action="https://example.org/"><input value="mật khẩu"></form>`
  await openWith('2-TB/HU', 'thông báo.html', Buffer.from(html))
  const sheet = shown('thông báo.html')
  await sheet.getByRole('heading', { name: 'Thông báo kết luận' }).waitFor()
  await sheet.getByText('Giao Văn phòng theo dõi.').click()
  await sheet.getByRole('cell', { name: 'Hạn' }).waitFor()
  for (const what of ['a', 'iframe', 'form', 'input', 'script', 'img[src]']) expect([what, await sheet.locator(what).count()]).toEqual([what, 0])
  expect(await running.page.evaluate(() => window.touched)).toBeUndefined()
})

test('the sample page of HTML and the sample mail are read', async () => {
  const sample = (name: string) => readFileSync(join(root, 'tests', 'fixtures', 'samples', name))
  await openWith('3-CV/HU', 'mau-11.html', sample('mau-11.html'))
  await shown('mau-11.html').getByText('Hội ý Thường trực Tỉnh ủy').waitFor()
  await openWith('4-CV/HU', 'mau-10.eml', sample('mau-10.eml'))
  await shown('mau-10.eml').getByText('Kính gửi Văn phòng', { exact: false }).waitFor()
})

test('a workbook shows one sheet after the other, its values as they are shown there', async () => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([['Đơn vị', 'Số đảng viên'], ['Chi bộ thôn Đông', 42], ['Cộng', { t: 'n', v: 0.5, f: 'B2/84', z: '0%' }]]), 'Chi bộ')
  utils.book_append_sheet(book, utils.aoa_to_sheet(Array.from({ length: 600 }, (_, at) => [`hàng ${at + 1}`])), 'Danh sách')
  await openWith('5-BC/HU', 'biểu.xlsx', new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer))
  const grid = shown(/^biểu\.xlsx/)
  await expect.poll(() => grid.getByRole('row').allInnerTexts()).toEqual(['1\tĐơn vị\tSố đảng viên', '2\tChi bộ thôn Đông\t42', '3\tCộng\t50%'])
  await running.page.getByRole('button', { name: 'Danh sách', exact: true }).click()
  await grid.getByText('Chỉ hiện 500 hàng').waitFor()
  await expect.poll(() => grid.getByRole('row').count()).toBe(500)
  expect(await running.page.getByRole('button', { name: 'Danh sách', exact: true }).getAttribute('aria-pressed')).toBe('true')
})
