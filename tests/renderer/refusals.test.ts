// Error answers in words: an invalid input names each field as the form does, and what is wrong with it.
import i18n from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { inWords } from '../../src-renderer/data/words.ts'
import { vi } from '../../src-renderer/i18n/vi/index.ts'

beforeAll(() => i18n.init({ lng: 'vi', ns: ['words'], defaultNS: 'words', resources: { vi: { words: vi } }, initAsync: false, interpolation: { escapeValue: false } }))

test('says of each field what is wrong with it', () => {
  const issues = [
    { path: 'subject', problem: 'too-long', limit: 500 },
    { path: 'changes.pages', problem: 'wrong-type' },
    { path: 'issuingBody.name', problem: 'missing' },
    { path: 'arrivalDate', problem: 'too-small', limit: '1930-01-01' },
    { path: 'files.3.name', problem: 'hidden-characters' },
    { path: '', problem: 'unknown-field', keys: ['colour'] },
  ]
  expect(inWords({ code: 'INVALID_INPUT', params: { issues } })).toBe(
    'Có ô chưa hợp lệ: Trích yếu (dài quá, nhiều nhất 500), Số trang (ghi không đúng kiểu), Cơ quan ban hành (chưa ghi), Ngày đến (nhỏ quá, ít nhất 01/01/1930), Tệp (có ký tự ẩn), colour (chương trình không biết ô này). Xem lại các ô ấy rồi lưu.',
  )
})

test('says days as they are written', () => {
  expect(inWords({ code: 'RETURN_IN_FUTURE', params: { date: '2026-03-11', today: '2026-03-10' } })).toBe('Ngày trả 11/03/2026 ở tương lai; hôm nay là 10/03/2026. Xem lại ngày trả.')
})
