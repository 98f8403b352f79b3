// The shipped rulebook holds together, and says what the official texts say.
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fillPlaces } from '../../src-main/rulebook/office-tree.ts'
import { loadRulebook } from '../../src-main/rulebook/load.ts'
import type { RegisterForm } from '../../src-main/rulebook/types.ts'
import { officialTables, officialText, slug } from './official-tables.ts'

const rulebook = loadRulebook(join(import.meta.dirname, '../../resources/rulebook'))
const { entries } = rulebook

describe('entries', () => {
  test('an id is the slug of its Vietnamese name', () => {
    const named = [...entries.documentTypes, ...entries.archiveTypeCodes, ...entries.issuingBodies, ...entries.registerForms, ...entries.tableForms, ...entries.stamps, ...entries.daysOff, ...entries.dueRules, ...entries.reminders, ...entries.approvalRules]
    expect(named.filter(({ id, name }) => id !== slug(name)).map(({ id }) => id)).toEqual([])
    expect(entries.issuingBodyTemplates.filter(({ id, name }) => id !== slug(fillPlaces(name, {}))).map(({ id }) => id)).toEqual([])
  })

  test('a Vietnamese name stands once among the types, and once among the bodies', () => {
    for (const list of [entries.documentTypes, entries.issuingBodies, entries.issuingBodyTemplates]) {
      const names = list.map(({ name }) => name.normalize('NFC').toLocaleLowerCase('vi'))
      expect(names.length).toBe(new Set(names).size)
    }
  })

  test('all text is NFC, with the new tone placement', () => {
    const text = JSON.stringify(entries)
    expect(text).toBe(text.normalize('NFC'))
    expect(text.match(/(?:oà|oá|oả|oã|oạ|(?<![qQ])(?:uỷ|uý))(?!\p{L})/gu)).toBeNull()
  })

  test('what was read from a secondary source is marked as not verified', () => {
    const lists = Object.values(entries).flat() as { source: string; verified: boolean }[]
    const claims = [...lists, ...entries.documentTypes.flatMap(({ abbreviations }) => abbreviations)]
    expect(claims.filter(({ source, verified }) => verified && /thứ cấp|thông lệ|báo chí/u.test(source))).toEqual([])
    expect(claims.filter(({ verified }) => verified).length).toBeGreaterThan(100)
  })
})

describe('numbering', () => {
  test('of the state runs per year, as NĐ 30/2020/NĐ-CP, Điều 15 says', async () => {
    expect(await officialText('nd30-2020.docx')).toContain('trong năm (bắt đầu liên tiếp từ số 01 vào ngày 01 tháng 01 và kết thúc vào ngày 31 tháng 12 hàng năm)')
    expect(entries.numberings.filter(({ verified }) => verified).map(({ system, period, source }) => [system, period, source])).toEqual([['state', 'year', 'NĐ 30/2020/NĐ-CP, Điều 15, khoản 1']])
  })

  test.each([
    ['ket-luan', 'Sở Nội vụ tỉnh Phú Thọ', '12', 'term', 'a type of the Party alone'],
    ['nghi-dinh', 'Đảng ủy Chính phủ', '30-NĐ/CP', 'year', 'a type of the state alone'],
    ['nghi-quyet', 'TỈNH UỶ PHÚ THỌ', '15 nq tu', 'term', 'a Party body, however written'],
    ['cong-van', 'Văn phòng Tỉnh ủy Phú Thọ', '15/CV-VPTU', 'term', 'a Party body whose symbol was typed in state form'],
    ['cong-van', 'Ủy ban nhân dân xã Tam Hồng', '15-CV/UBND', 'year', 'a state body whose symbol was typed in Party form'],
    ['ke-hoach', 'Hội Nông dân tỉnh Phú Thọ', '15-KH/HNDT', 'term', 'the form of the symbol, as mass organisations have it'],
    ['ke-hoach', 'Sở Nội vụ tỉnh Phú Thọ', '15/KH-SNV', 'year', 'the form of the symbol'],
    ['cong-van', 'Hợp tác xã Bưởi Đoan Hùng', '15', undefined, 'nothing tells'],
    ['cong-van', 'Công ty Đảng Bộc', '15', undefined, 'part of a word is no word'],
  ])('%s of "%s", "%s": %s (%s)', (documentTypeId, bodyName, numberSymbol, period, _why) => {
    expect(rulebook.numbering({ documentTypeId, bodyName, numberSymbol })?.period).toBe(period)
  })
})

describe('document types', () => {
  test('all 29 types of NĐ 30/2020/NĐ-CP, Điều 7 are there', async () => {
    const article = /Văn bản hành chính gồm các loại văn bản sau: (.*?)\. Điều 8/u.exec(await officialText('nd30-2020.docx'))?.[1]
    const names = article?.split(',').map((name) => name.replace('(cá biệt)', '').trim()) ?? []
    expect(names.length).toBe(29)
    const state = new Set(entries.documentTypes.filter(({ systems }) => systems.includes('state')).map(({ id }) => id))
    expect(names.filter((name) => !state.has(slug(name)))).toEqual([])
  })

  test('abbreviations are those of Phụ lục III', async () => {
    const [table = []] = await officialTables('nd30-2020-phu-luc-3.docx')
    const printed = table.map((row) => row.slice(-2)).filter(([, abbreviation]) => abbreviation && abbreviation !== 'Chữ viết tắt')
    expect(printed.length).toBe(30)
    for (const [name = '', abbreviation] of printed) {
      const type = rulebook.documentType(slug(name.replace('(cá biệt)', '')))
      const state = type?.abbreviations.filter(({ system }) => system === 'state') ?? []
      expect([name, state.map(({ text, verified }) => [text, verified])]).toEqual([name, [[abbreviation, true]]])
    }
  })

  test('each typeName code 01–31 of TT 05/2025/TT-BNV belongs to one type of that name, 32 to the rest', () => {
    expect(entries.archiveTypeCodes.map(({ code }) => code)).toEqual(Array.from({ length: 32 }, (_, i) => String(i + 1).padStart(2, '0')))
    for (const { code, id } of entries.archiveTypeCodes) {
      const types = entries.documentTypes.filter(({ tt05Code }) => tt05Code === code).map((type) => type.id)
      if (code === '32') expect(types).toEqual(expect.arrayContaining(['khac', 'ket-luan', 'thong-tri', 'tuyen-bo', 'loi-keu-goi', 'quy-hoach', 'luat', 'don-thu']))
      else expect(types).toEqual([id])
    }
  })

  test('only công văn has no printed name', () => {
    expect(entries.documentTypes.filter(({ namePrinted }) => !namePrinted).map(({ id }) => id)).toEqual(['cong-van'])
  })
})

describe('input fields', () => {
  test('names, types and lengths are those of the three tables of Phụ lục VI', async () => {
    const tables = (await officialTables('nd30-2020-phu-luc-6.docx')).map((table) => table.slice(1))
    const kinds = ['outgoing', 'incoming', 'dossier'] as const
    expect(tables.length).toBe(3)
    for (const [index, kind] of kinds.entries()) {
      const printed = (tables[index] ?? []).map(([ordinal, name, english, type, length]) => ({
        ordinal,
        name,
        // the Word text has "Organld" and "Signerlnfo", l for I
        nameEn: english?.replace('Organld', 'OrganId').replace('Signerlnfo', 'SignerInfo'),
        type: type || null,
        length: length ? Number(length) : null,
      }))
      const ours = entries.fieldLengths.filter(({ record }) => record === kind)
      expect(ours.map(({ ordinal, name, nameEn, type, length }) => ({ ordinal, name, nameEn, type, length }))).toEqual(printed)
    }
    const counts = kinds.map((kind) => entries.fieldLengths.filter(({ record, ordinal }) => record === kind && !ordinal.includes('.')).length)
    expect(counts).toEqual([16, 18, 11])
  })

  test('a length is asked by our own field name', () => {
    expect(rulebook.fieldLength('incoming', 'subject')).toBe(500)
    expect(rulebook.fieldLength('incoming', 'signer.name')).toBe(50)
    expect(rulebook.fieldLength('incoming', 'toPlaces')).toBe(1000)
    expect(rulebook.fieldLength('incoming', 'trace')).toBeUndefined()
    expect(rulebook.fieldLength('dossier', 'language')).toBe(50)
    expect(rulebook.fieldLength('incoming', 'language')).toBe(30)
  })
})

describe('forms of registers', () => {
  const form = rulebook.registerForm('so-dang-ky-van-ban-den', '2026-11-23') as RegisterForm

  test.each([
    ['so-dang-ky-van-ban-den', 10],
    ['so-dang-ky-van-ban-di', 10],
    ['so-gui-van-ban-di-buu-dien', 6],
    ['so-su-dung-ban-luu', 9],
    ['so-theo-doi-giai-quyet-van-ban-den', 7],
  ])('%s has the %i columns of Phụ lục IV, word for word, under its name', async (id, count) => {
    const { columns, cover, source, verified } = rulebook.registerForm(id, '2026-11-23') as RegisterForm
    const tables = await officialTables('nd30-2020-phu-luc-4.docx')
    const headings = columns.map(({ heading }) => heading)
    const printed = tables.find(([first]) => first?.join('|') === headings.join('|'))
    expect(printed?.[1]).toEqual(headings.map((_, i) => `(${i + 1})`))
    expect(headings.length).toBe(count)
    expect(verified).toBe(true)
    // The clause that the source names holds this book, and the lines of its cover.
    const text = await officialText('nd30-2020-phu-luc-4.docx')
    const numeral = /Mục ([IVX]+)$/u.exec(source)?.[1]
    const section = new RegExp(`(?:^| )${numeral}\\. MẪU (.*?)(?= [IVX]+\\. MẪU |$)`, 'u').exec(text)?.[1] ?? ''
    const squeeze = (text: string) => text.replace(/[.…\s]+/gu, ' ').trim()
    for (const { stands } of cover) expect(squeeze(section)).toContain(squeeze(stands))
  })

  test.each([...entries.registerForms, ...entries.tableForms])('the columns of $id fill the page between its margins', ({ page, columns }) => {
    const { left, right } = page.marginsMm
    expect(columns.reduce((sum, { widthMm }) => sum + widthMm, 0)).toBe(page.widthMm - left - right)
    expect([page.widthMm, page.heightMm]).toEqual(page.orientation === 'landscape' ? [297, 210] : [210, 297])
    for (const { heading, lines } of columns) expect(lines.join(' ')).toBe(heading)
    expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length)
  })

  test('a day and a number are told from text, and stand in the middle or at the right', () => {
    for (const { columns } of [...entries.registerForms, ...entries.tableForms]) {
      for (const { key, kind, align } of columns) {
        expect([key, kind === 'day']).toEqual([key, /^[a-z]+Date$/u.test(key)])
        expect([key, align === 'left']).toEqual([key, kind === 'text'])
      }
    }
  })

  test('the secret register adds the level of secrecy after the subject', () => {
    const secret = rulebook.registerForm('so-dang-ky-bi-mat-nha-nuoc-den', '2026-11-23')
    expect(secret?.columns.map(({ key }) => key)).toEqual(form.columns.map(({ key }) => key).toSpliced(6, 0, 'secrecy'))
    expect(secret?.verified).toBe(false)
    const [outgoing, secretOutgoing] = ['so-dang-ky-van-ban-di', 'so-dang-ky-bi-mat-nha-nuoc-di'].map((id) => rulebook.registerForm(id, '2026-11-23'))
    expect(secretOutgoing?.columns.map(({ key }) => key)).toEqual(outgoing?.columns.map(({ key }) => key).toSpliced(3, 0, 'secrecy'))
    expect(secretOutgoing?.verified).toBe(false)
  })

  test('tables that are no books: letter of conveyance, statistics, reports of the day and of handling, record copies, the day’s work, sheet of papers handed over, the course of a document; none held against an official text', () => {
    expect(entries.tableForms.map(({ id, groupedBy }) => [id, groupedBy])).toEqual([
      ['phieu-gui', null], ['thong-ke-van-ban-thang', null], ['thong-ke-van-ban-quy', 'direction'], ['thong-ke-van-ban-nam', 'direction'],
      ['bao-cao-ngay-theo-cap-co-quan', 'level'], ['bao-cao-ngay-theo-kenh-nhan', 'channel'],
      ['bao-cao-giai-quyet-van-ban-den', null], ['bao-cao-giai-quyet-van-ban-di', null], ['danh-sach-ban-luu', null], ['thong-ke-giai-quyet-van-ban-den', null],
      ['danh-sach-viec-trong-ngay', 'holder'],
      ['phieu-giao-nhan-van-ban', null],
      ['qua-trinh-van-ban', null],
    ])
    expect(entries.tableForms.filter(({ verified }) => verified)).toEqual([])
    expect(rulebook.tableForm('phieu-gui', '2026-11-23')?.title).toBe('PHIẾU GỬI')
  })

  test('before the decree there is no form of it', () => {
    expect(rulebook.registerForm('so-dang-ky-van-ban-den', '2020-03-04')).toBeUndefined()
  })

  test('the stamp ĐẾN is 35 × 50 mm with the rows of Phụ lục IV, Mục V', async () => {
    const stamp = rulebook.stamp('dau-den', '2026-11-23')
    expect([stamp?.heightMm, stamp?.widthMm]).toEqual([35, 50])
    const tables = await officialTables('nd30-2020-phu-luc-4.docx')
    const printed = tables.find((table) => table[0]?.[0] === stamp?.titleStands)?.slice(1).map((row) => row.at(-1)?.replace(/[.…\s]+$/u, ''))
    expect(stamp?.rows.map(({ label }) => label)).toEqual(printed)
  })
})
