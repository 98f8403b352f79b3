// Writes one register of many rows, in a process of its own, so that its memory and its pauses are its own.
// argv: format, rows. stdout: one JSON line.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { exportDocx, exportXlsx, printTable } from '../../src-main/documents/forms/index.ts'
import type { PrintedTable, TableLine } from '../../src-main/documents/forms/printed-table.ts'
import { loadRulebook } from '../../src-main/rulebook/load.ts'
import { addDays } from '../../src-main/text/dates.ts'
import { chanceOf } from './random.ts'
import { loadVocabulary } from './vocabulary.ts'

const writers = { pdf: printTable, xlsx: exportXlsx, docx: exportDocx }
const write = writers[process.argv[2] as keyof typeof writers]
const count = Number(process.argv[3])

const resources = fileURLToPath(new URL('../../resources', import.meta.url))
const form = loadRulebook(`${resources}/rulebook`).registerForm('so-dang-ky-van-ban-den', '2026-11-24')!
const vocabulary = loadVocabulary()
const chance = chanceOf(20_000)

function* rows(): Generator<TableLine> {
  for (let number = 1; number <= count; number += 1) {
    const day = addDays('2026-01-02', Math.floor((number / count) * 320))
    const cells = {
      arrivalDate: day, arrivalNumber: number, author: 'Ban Thường vụ Tỉnh ủy Hồng Mẫu', numberSymbol: `${chance.between(1, 900)}-CV/TU`, issuedDate: addDays(day, -2),
      typeAndSubject: `Công văn: ${vocabulary.subject(chance)}`, toPlaces: chance.pick(vocabulary.recipients), transferDate: day, receipt: 'Văn thư', note: chance.is(0.1) ? vocabulary.subject(chance) : '',
    }
    yield { cells, cancelled: chance.is(0.004) }
  }
}

const table: PrintedTable = {
  page: form.page, columns: form.columns, columnNumbers: form.columnNumbers, rows: rows(), title: 'Sổ đăng ký văn bản đến năm 2026',
  letterhead: { parentName: 'Tỉnh ủy Hồng Mẫu', officeName: 'Văn phòng Tỉnh ủy Hồng Mẫu' },
  foot: { headHash: 'ab'.repeat(32), printedAt: '2026-11-24T01:15:00Z', printedBy: 'Văn thư' }, fonts: `${resources}/fonts`,
}
const before = process.memoryUsage().rss
const pauses = monitorEventLoopDelay({ resolution: 1 })
pauses.enable()
const began = performance.now()
const { bytes } = await write(table)
const ms = performance.now() - began
pauses.disable()
const memory = process.resourceUsage().maxRSS / 1024 - before / 1024 / 1024
process.stdout.write(`${JSON.stringify({ ms, megabytes: bytes.length / 1e6, memory, pause: pauses.max / 1e6 })}\n`)
