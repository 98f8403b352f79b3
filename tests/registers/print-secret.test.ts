// Secret documents in prints: apart from the others, Tuyệt mật without its subject unless a person allows it, with a watermark.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { partsOf } from '../documents/tables.ts'
import { readPrint } from '../documents/printed.ts'
import type { PrintedPage } from '../documents/printed.ts'
import { openDesk } from './desk.ts'
import type { Desk, Value } from './desk.ts'
import { inAllFormats, printed } from './prints.ts'

let desk: Desk
beforeEach(() => {
  desk = openDesk()
  desk.register({ numberSymbol: '15-NQ/TU', subject: 'về nông thôn mới' })
  desk.register({ numberSymbol: '16-CV/TU', subject: 'về nhân sự khóa tới', secrecy: 'mat' })
  desk.register({ numberSymbol: '17-BC/TU', documentTypeId: 'bao-cao', subject: 'về phương án tác chiến', note: 'kèm sơ đồ hầm', subjectAllowedBy: 'Bí thư', secrecy: 'tuyet-mat' })
})
afterEach(() => desk.close())

const slantedOf = async (bytes: Uint8Array) => (await readPrint(bytes)).flatMap((page) => page.slanted)

test('in the general book a secret document keeps its number, and nothing else of it is printed', async () => {
  for (const { words, value } of await inAllFormats(desk, 'registers.printRegister', { withCover: false })) {
    expect(words).toContain('về nông thôn mới')
    expect(words.split('Văn bản mật, ghi ở sổ riêng')).toHaveLength(3)
    for (const secret of ['nhân sự', 'tác chiến', '16-CV/TU', '17-BC/TU']) expect(words).not.toContain(secret)
    if (value.mediaType === 'application/pdf') expect(await slantedOf(value.bytes)).toEqual([])
  }
})

test('its secret documents print alone, in the form of the secret book', async () => {
  for (const { words, value } of await inAllFormats(desk, 'registers.printRegister', { secret: 'alone', withCover: false })) {
    expect(value.fileName).toMatch(/^Sổ đăng ký bí mật nhà nước đến 2026\./)
    for (const said of ['Mức độ mật', 'về nhân sự khóa tới', 'Tuyệt mật', '17-BC/TU']) expect(words).toContain(said)
    expect(words).not.toContain('nông thôn mới')
  }
})

test('Tuyệt mật appears without its subject in every format unless a person allows it', async () => {
  for (const secret of ['alone', 'among']) {
    for (const { words } of await inAllFormats(desk, 'registers.printRegister', { secret })) {
      expect(words).toContain('Báo cáo (không ghi trích yếu)')
      for (const said of ['tác chiến', 'sơ đồ hầm']) expect(words).not.toContain(said)
    }
    for (const { words } of await inAllFormats(desk, 'registers.printRegister', { secret, withTopSecretSubjects: true })) for (const said of ['Báo cáo: về phương án tác chiến', 'kèm sơ đồ hầm']) expect(words).toContain(said)
  }
  for (const { words } of await inAllFormats(desk, 'registers.printReport', { kind: 'handling-incoming' })) expect(words).not.toContain('sơ đồ hầm')
  const { id } = desk.register({ subject: 'về kế hoạch A2', subjectAllowedBy: 'Bí thư', secrecy: 'tuyet-mat' })
  desk.ok('registers.returnDocument', { id, reason: 'gửi nhầm' })
  expect((await printed(desk, 'registers.printReturnReceipt', { id })).words).not.toContain('kế hoạch A2')
  expect((await printed(desk, 'registers.printReturnReceipt', { id, withTopSecretSubjects: true })).words).toContain('kế hoạch A2')
})

test('VI.III.6.k: what is printed is marked with the highest level in it, who printed it and when, behind each page and at its foot', async () => {
  const { value, words } = await printed(desk, 'registers.printRegister', { secret: 'alone' })
  const marks = await slantedOf(value.bytes)
  expect(marks).toHaveLength(2 * value.pages)
  expect(new Set(marks)).toEqual(new Set(['TUYỆT MẬT', 'Đảng ủy xã Tam Hồng · Văn thư · 09:00 10/03/2026']))
  expect(words).toContain('In lúc 09:00 10/03/2026 · Văn thư')
  expect(await slantedOf((await printed(desk, 'registers.printRegister', { secret: 'alone', numberTo: 2 })).value.bytes)).toContain('MẬT')
  for (const format of ['xlsx', 'docx']) {
    const file = await printed(desk, 'registers.printRegister', { secret: 'alone', format })
    const parts = [...(await partsOf(file.value.bytes)).values()].join('\n')
    expect(parts).toContain('TUYỆT MẬT')
    expect(parts).toMatch(/In lúc 09:00 10\/03\/2026 · Văn thư/)
  }
})

test('VI.III.6.k: every form says on every page who printed it when, and which page of how many it is; of a secret document its level', async () => {
  desk.ok('registers.openPeriod', { period: 'term', from: '2025-08-01', name: 'Nhiệm kỳ 2025–2030' })
  const signer = { name: 'Chánh Văn phòng' }
  const secret = desk.register({ subject: 'về nhân sự', secrecy: 'mat' }).id
  const open = desk.register({ subject: 'về lịch họp' }).id
  for (const id of [secret, open]) {
    desk.ok('registers.noteDispatch', { documentId: id, to: ['Ban Xây dựng Đảng'], channel: 'direct' })
    desk.ok('registers.returnDocument', { id, reason: 'gửi nhầm' })
  }
  const [copyOfSecret, copyOfOpen] = [secret, open].map((documentId) => desk.ok('registers.makeCopy', { documentId, kind: 'sao-y', signer }).id)
  const pagesOf = async (name: string, input: Value) => await readPrint((await printed(desk, `registers.${name}`, input)).value.bytes)
  const wordsOn = (page: PrintedPage) => page.lines.map((line) => line.text)
  const expectMarked = (pages: readonly PrintedPage[], name: string) => {
    for (const [at, page] of pages.entries()) {
      const words = wordsOn(page).join('\n')
      expect(words, name).toContain('In lúc 09:00 10/03/2026 · Văn thư')
      expect(words, name).toContain(`Trang ${at + 1}/${pages.length}`)
    }
  }
  for (const [name, input] of [['printLedger', { ledger: 'transfer', withCover: false }], ['printReport', { kind: 'day-by-level' }]] as const) expectMarked(await pagesOf(name, input), name)
  for (const [name, marked, plain] of [['printStamp', secret, open], ['printReturnReceipt', secret, open], ['printCopy', copyOfSecret, copyOfOpen]] as const) {
    for (const [id, level] of [[marked, ['MẬT']], [plain, []]] as const) {
      const pages = await pagesOf(name, { id })
      expectMarked(pages, name)
      expect(pages.flatMap((page) => [...page.slanted, ...wordsOn(page)]).filter((text) => text === 'MẬT'), name).toEqual(level)
    }
  }
  // A cover is not counted, but is marked like the rest.
  const [cover, ...counted] = await pagesOf('printRegister', {})
  expect(wordsOn(cover!).at(-1)).toMatch(/In lúc 09:00 10\/03\/2026 · Văn thư$/)
  expectMarked(counted, 'printRegister')
})

test('the secret book prints whole, as it has a form of its own', async () => {
  desk.ok('registers.openRegister', { id: 'mat', name: 'Sổ văn bản mật đến', kind: 'secret' })
  desk.register({ registerId: 'mat', subject: 'về bảo vệ mục tiêu', secrecy: 'toi-mat' })
  const { words, value } = await printed(desk, 'registers.printRegister', { registerId: 'mat' })
  expect(words).toContain('về bảo vệ mục tiêu')
  expect(await slantedOf(value.bytes)).toContain('TỐI MẬT')
})

test('the books that may be printed are told with their years, and what in them is secret', () => {
  const { books } = desk.ok('registers.listPrintable')
  expect(books.map(({ id, direction }: { id: string; direction: string }) => `${id} ${direction}`)).toEqual(['den incoming', 'di outgoing', 'mat-di outgoing'])
  expect(books[0]).toMatchObject({ years: [2026], holdsSecret: true, holdsTopSecret: true, series: [] })
  desk.ok('registers.issueOutgoing', { documentTypeId: 'cong-van', subject: 'về mời họp', issuedDate: '2026-03-10', signer: { name: 'Chánh Văn phòng' }, issuingBody: { name: 'Ủy ban nhân dân xã Tam Hồng' } })
  const outgoing = desk.ok('registers.listPrintable').books[1]
  expect(outgoing).toMatchObject({ years: [2026], holdsSecret: false, series: [{ name: expect.stringContaining('Công văn') }] })
  desk.ok('registers.openPeriod', { period: 'term', from: '2025-08-01', name: 'Nhiệm kỳ 2025–2030' })
  const { id } = desk.register()
  desk.ok('registers.makeCopy', { documentId: id, kind: 'sao-y', signer: { name: 'Chánh Văn phòng' } })
  desk.ok('registers.noteDispatch', { documentId: id, to: ['Ban Xây dựng Đảng'], channel: 'direct' })
  const { books: after, ledgers } = desk.ok('registers.listPrintable')
  expect(after[1].series).toEqual(outgoing.series)
  expect(ledgers).toEqual([
    { ledger: 'postal', name: 'Sổ gửi văn bản đi bưu điện', years: [] }, { ledger: 'transfer', name: 'Sổ chuyển giao văn bản', years: [2026] },
    { ledger: 'record-copy-use', name: 'Sổ sử dụng bản lưu', years: [] }, { ledger: 'copies', name: 'Sổ đăng ký bản sao', years: [2026] },
  ])
})
