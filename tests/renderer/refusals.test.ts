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

test('shows what another changed meanwhile, both versions, in the words of the form', () => {
  const differing = [
    { record: 'document', id: 'x', field: 'note', yours: null, theirs: 'một' },
    { record: 'document', id: 'x', field: 'due_date', yours: '2026-03-11', theirs: '2026-03-12' },
    { record: 'document', id: 'x', field: 'urgency', yours: 'normal', theirs: 'khan' },
    { record: 'document', id: 'x', field: 'issuing_body_id', yours: 'a', theirs: 'b' },
    { record: 'document', id: 'x', field: 'number_key', yours: '1', theirs: '2' },
  ]
  expect(inWords({ code: 'STALE_RECORD', params: { differing } })).toBe(
    `Văn bản này vừa được sửa ở nơi khác (Ghi chú: ${vi.document.blank} → một; Thời hạn giải quyết: 11/03/2026 → 12/03/2026; Độ khẩn: ${vi.terms.urgency.normal} → ${vi.terms.urgency.khan}; Cơ quan ban hành). Mở lại để xem bản mới, rồi sửa tiếp.`,
  )
  expect(inWords({ code: 'STALE_RECORD', params: { differing: [] } })).toBe('Văn bản này vừa được sửa ở nơi khác. Mở lại để xem bản mới, rồi sửa tiếp.')
})
