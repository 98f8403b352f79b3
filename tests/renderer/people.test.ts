// The login that is proposed for a name, and changes of rights in words.
import { createInstance } from 'i18next'
import { expect, test } from 'vitest'
import { aboutInWords, changeInWords } from '../../src-renderer/features/people/changes.ts'
import { isLogin, loginFor } from '../../src-renderer/features/people/login.ts'
import { vi } from '../../src-renderer/i18n/vi/index.ts'

const words = createInstance()
await words.init({ lng: 'vi', ns: ['words'], defaultNS: 'words', resources: { vi: { words: vi } }, interpolation: { escapeValue: false } })

test('a login is the name without marks, in one word', () => {
  expect(loginFor('Chánh Văn phòng')).toBe('chanhvanphong')
  expect(loginFor('Phó Bí thư Đảng ủy')).toBe('phobithudanguy')
  expect(isLogin(loginFor('Văn thư 1'))).toBe(true)
  expect(['a', '', 'văn thư', '.x'].map(isLogin)).toEqual([false, false, false, false])
})

test.each([
  ['account', null, { roles: ['clerk'], clearance: 'mat' }, 'tài khoản mới: Văn thư; xem đến mức Mật'],
  ['roles', ['specialist'], ['archivist', 'specialist'], 'vai trò: Chuyên viên → Lưu trữ viên, Chuyên viên'],
  ['roles', ['clerk'], [], 'vai trò: Văn thư → chưa có vai trò'],
  ['clearance', 'none', 'toi-mat', 'được xem đến mức: Không mật → Tối mật'],
  ['active', { from: '2026-01-01', to: null, blocked: false }, { from: '2026-01-01', to: null, blocked: true }, 'thời gian dùng: 01/01/2026 – … → đã khóa'],
  ['delegation', null, { role: 'clerk', fromAccountId: 'x', from: '2026-03-10', to: '2026-03-12', reason: 'nghỉ phép' }, 'được ủy quyền Văn thư, 10/03/2026 – 12/03/2026: nghỉ phép'],
  ['delegation', { role: 'clerk' }, null, 'ủy quyền Văn thư kết thúc'],
  ['role-right', { granted: false }, { role: 'specialist', right: 'keep-bodies', granted: true, reason: 'cùng làm' }, 'Chuyên viên được thêm quyền “Giữ cây cơ quan ban hành”: cùng làm'],
  ['password', null, { reason: 'quên' }, 'đề nghị đặt lại mật khẩu: quên'],
  ['password', { reason: 'quên' }, { done: true }, 'mật khẩu đã đặt lại: quên'],
  ['document', { number: '3', readers: null }, { number: '3', readers: [{ name: 'Bí thư', may: 'work' }, { name: 'Văn phòng', may: 'read' }], reason: 'việc kín' }, 'hạn chế người đọc, chỉ còn Bí thư (làm mọi việc theo vai trò); Văn phòng (xem trên màn hình). Lý do: việc kín'],
  ['document', { number: '3', readers: [{ name: 'Bí thư', may: 'work' }, { name: 'Văn phòng', may: 'read' }] }, { number: '3', readers: [{ name: 'Bí thư', may: 'print' }, { name: 'Văn thư', may: 'read' }], reason: 'đổi' }, 'thêm người đọc: Văn thư (xem trên màn hình); đổi quyền của người đọc: Bí thư (xem, in và lưu tệp); bỏ người đọc: Văn phòng. Lý do: đổi'],
  ['document', { number: '3', readers: [{ name: 'Bí thư', may: 'work' }] }, { number: '3', readers: null, reason: 'đã công bố' }, 'thôi hạn chế người đọc. Lý do: đã công bố'],
] as const)('a change of kind %s', (kind, before, after, said) => {
  const change = { id: '1', kind, aboutName: 'Văn thư', before, after, madeByName: '', madeAt: '', confirmedByName: null, confirmedAt: null }
  expect(changeInWords(words.t, change)).toBe(said)
})

test('a change is about a person, a document or this PC', () => {
  const about = (kind: 'account' | 'document' | 'pc' | 'role-right', after: unknown, aboutName: string | null = null) =>
    aboutInWords(words.t, { id: '1', kind, aboutName, before: null, after, madeByName: '', madeAt: '', confirmedByName: null, confirmedAt: null })
  expect([about('account', {}, 'Văn thư'), about('document', { number: '3' }), about('document', { number: '' }), about('pc', {}), about('role-right', {})]).toEqual(['Văn thư', 'Văn bản 3', 'Văn bản không số', 'Máy này', 'Mọi người có vai trò'])
})
