// A line of the list as it is drawn: what is urgent is said, and the columns are those that were chosen and kept.
import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Urgency } from '../../src-main/contract/fields.ts'
import type { ListRow } from '../../src-main/registers/schemas.ts'

// The window's modules reach for `window.office` and `document` as they load.
const kept: unknown[] = []
Object.assign(globalThis, {
  window: { office: { on: () => () => {}, settings: { get: async () => kept.at(-1), set: async (change: unknown) => void kept.push(change) }, log() {} }, addEventListener() {} },
  document: { documentElement: {} },
})
const { DocumentRow, TableHead } = await import('../../src-renderer/features/list/DocumentRow.tsx')
const { columnsOf, isAlways, shownColumns, useColumns } = await import('../../src-renderer/features/list/columns.ts')
const { queryClient, rulebook } = await import('../../src-renderer/data/queries.ts')
const { loadSettings, useSettings } = await import('../../src-renderer/data/settings.ts')
type Column = import('../../src-renderer/features/list/columns.ts').Column
const columns: readonly Column[] = columnsOf.incoming.filter((column) => !isAlways(column))
const { speak, startWords } = await import('../../src-renderer/i18n/index.ts')

beforeAll(async () => {
  await startWords('vi')
  queryClient.setQueryData(rulebook.queryKey, { documentTypes: [{ id: 'nghi-quyet', name: 'Nghị quyết', abbreviations: ['NQ'], systems: ['party'], namePrinted: true, verified: true }], fieldLengths: {} })
})
beforeEach(() => speak('vi'))

const row: ListRow = {
  id: 'd1', direction: 'incoming', registerId: 'den', year: 2026, arrivalNumber: 412, arrivalSuffix: 'a', arrivalDate: '2026-11-05', registerDate: '2026-11-05', documentTypeId: 'nghi-quyet', numberSymbol: '15-NQ/TU',
  issuedDate: '2026-11-03', issuingBodyId: 'tinh-uy', issuingBodyName: 'Tỉnh ủy Phú Thọ', subject: 'về chuyển đổi số', urgency: 'normal', secrecy: 'none', limited: false, frozen: false, status: 'registered', draftState: null, dueDate: '2026-11-20', signer: { position: 'Phó Bí thư', name: null }, toPlaces: 'Ban Tổ chức', files: 2,
}

/** The words of an element, its parts apart. */
function wordsOf(element: ReactElement): string {
  const drawn = renderToStaticMarkup(<QueryClientProvider client={queryClient}>{element}</QueryClientProvider>)
  return drawn.replace(/<[^>]*>/g, '|').replace(/\|+/g, '|')
}

const line = (fields: Partial<ListRow>, layout: 'lines' | 'table', shown: readonly Column[] = []) =>
  wordsOf(<DocumentRow row={{ ...row, ...fields }} layout={layout} columns={shownColumns('incoming', shown)} today="2026-11-10" year={2026} />)

describe('VI.III.1.d: the urgency of a document is said in words', () => {
  const words: Readonly<Record<Exclude<Urgency, 'normal'>, string>> = { khan: 'Khẩn', 'thuong-khan': 'Thượng khẩn', 'hoa-toc': 'Hỏa tốc' }
  const urgent = Object.keys(words) as (keyof typeof words)[]

  test.each(['lines', 'table'] as const)('in the list as %s: each by its own, and none where none is', async (layout) => {
    for (const urgency of urgent) expect(line({ urgency }, layout).split('|')).toContain(words[urgency])
    for (const word of [...Object.values(words), 'Thường']) expect(line({}, layout).split('|')).not.toContain(word)
    await speak('en')
    const plain = line({}, layout)
    const inEnglish = urgent.map((urgency) => line({ urgency }, layout))
    expect(new Set([plain, ...inEnglish]).size).toBe(4)
    for (const drawn of inEnglish) expect(drawn).not.toMatch(/khẩn|hỏa tốc/i)
  })
})

test.each(['lines', 'table'] as const)('VI.III.3.b: a document for named readers alone says so in words in the list as %s', (layout) => {
  expect(line({ limited: true }, layout).split('|')).toContain('Hạn chế người đọc')
  expect(line({}, layout)).not.toContain('Hạn chế người đọc')
})

describe('VI.III.6.đ: the columns shown are chosen', () => {
  const marks: Partial<Record<Column, string>> = { issuedDate: '03/11/2026', body: 'Tỉnh ủy Phú Thọ', type: 'Nghị quyết', arrivalDate: '05/11/2026', due: 'hạn 20/11', files: '2 tệp', signer: 'Phó Bí thư', toPlaces: 'Ban Tổ chức' }

  test.each(columns)('%s stands in the table when it is chosen, and only then', (column) => {
    const others = columns.filter((one) => one !== column)
    expect(line({}, 'table', [column])).toContain(marks[column]!)
    expect(line({}, 'table', others)).not.toContain(marks[column]!)
    for (const other of others) expect(line({}, 'table', others)).toContain(marks[other]!)
    // Number, symbol and subject are what a line is known by.
    for (const always of ['412a', '15-NQ/TU', 'về chuyển đổi số']) expect(line({}, 'table', [])).toContain(always)
  })

  test('the head of the table names the same columns, in the order that was chosen', () => {
    const head = (shown: readonly Column[]) => wordsOf(<TableHead direction="incoming" columns={shownColumns('incoming', shown)} />).split('|').filter(Boolean)
    expect(head([])).toEqual(['Số đến', 'Số và ký hiệu', 'Trích yếu'])
    expect(head(['files', 'body'])).toEqual(['Số đến', 'Số và ký hiệu', 'Trích yếu', 'Tệp', 'Cơ quan ban hành'])
    expect(head(['subject', 'body', 'number', 'numberSymbol'])).toEqual(['Trích yếu', 'Cơ quan ban hành', 'Số đến', 'Số và ký hiệu'])
    expect(head(columns)).toHaveLength(11)
  })

  test('a choice with names of another version, or a name twice, is shown as far as it is known', () => {
    expect(shownColumns('outgoing', ['arrivalDate', 'type', 'type', 'number', 'cột lạ'])).toEqual(['numberSymbol', 'type', 'subject'])
  })

  test('an outgoing document shows the day it bears, its type, and that it has no number yet', () => {
    const drawn = line({ direction: 'outgoing', numberSymbol: '', arrivalNumber: null, arrivalDate: null, status: 'draft' }, 'table', ['issuedDate', 'type'])
    for (const words of ['chưa có số', '05/11/2026', 'Nghị quyết', 'Dự thảo']) expect(drawn).toContain(words)
    expect(drawn).not.toContain('412')
  })

  test('the choice is kept on this PC, and found again at the next start', async () => {
    const chosen = { layout: 'table', columns: ['type', 'files'] } as const
    const choosers: ((shown: typeof chosen) => void)[] = []
    wordsOf(<Chooser tell={(choose) => choosers.push(choose)} />)
    choosers[0]!(chosen)
    expect(kept).toEqual([{ window: { incomingColumns: chosen } }])
    useSettings.setState({ window: {} })
    await loadSettings()
    expect(useSettings.getState().window['incomingColumns']).toEqual(chosen)
  })
})

function Chooser({ tell }: { readonly tell: (choose: ReturnType<typeof useColumns>[1]) => void }) {
  tell(useColumns('incoming')[1])
  return null
}
