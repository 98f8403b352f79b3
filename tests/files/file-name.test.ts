// Names as senders wrote them, at the store: what they become is said by text/file-name.ts and tried in tests/text.
import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { freshStore, value } from './store-setting.ts'

test.each([
  ['../../../etc/passwd', 'etc-passwd'], ['..\\..\\Windows\\system.ini', 'Windows-system.ini'], ['..', 'tep'], ['', 'tep'], ['NUL.pdf', '_NUL.pdf'],
  ['baocao\u202Efdp.exe', 'baocaofdp.exe'], ['hai\ndòng\t\0.pdf', 'haidòng.pdf'], ['tệp.pdf:ẩn', 'tệp.pdf-ẩn'], ['15-NQ/TU.pdf', '15-NQ-TU.pdf'], ['\ud800lẻ.pdf', '\ufffdlẻ.pdf'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(196)}.pdf`], [`${'d/'.repeat(3)}x`, 'd-d-d-x'],
])('%j reaches no path of the store: what is on disk is named by the key alone', async (received, kept) => {
  const { store, directory, folder } = await freshStore()
  expect(value(await store.stage(randomBytes(16), { name: received })).name).toBe(kept)
  expect(await readdir(folder)).toEqual(['files'])
  for (const entry of await readdir(directory, { recursive: true })) expect(entry).toMatch(/^(temp|[0-9a-f]{2}|[0-9a-f]{2}[/\\][0-9a-f]{64})$/)
})
