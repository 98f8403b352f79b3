// Bench `export-result`: 20,000 found documents of a real archive taken out through the office as PDF, sheet and Word file (NĐ
// 30/2020/NĐ-CP, Phụ lục VI, III.6.h). The slowest counts, held against 20 s; the longest pause, in which the office would answer
// nobody, is told beside it.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { sql } from '../../src-main/archive/sql.ts'
import { median, rowOf } from './measure.ts'
import type { Measured } from './measure.ts'
import type { Office } from './office.ts'

const count = 20_000
const limit = 20_000
const columns = ['number', 'numberSymbol', 'issuedDate', 'body', 'type', 'subject', 'arrivalDate', 'due', 'files', 'marks']

export async function benchExportResult(office: Office, rounds = 3): Promise<Measured> {
  // The newest 20,000, to the day; all of a smaller archive.
  const from = office.session()!.archive.db.value<string>(sql`SELECT register_date FROM document ORDER BY register_date DESC LIMIT 1 OFFSET ${count - 1}`)
  const details: string[] = []
  let slowest = 0
  for (const format of ['pdf', 'xlsx', 'docx']) {
    const took: number[] = []
    const paused: number[] = []
    let rows = 0
    for (let round = 0; round < rounds; round += 1) {
      const pauses = monitorEventLoopDelay({ resolution: 1 })
      pauses.enable()
      const began = performance.now()
      const answer = await office.call('registers.exportDocuments', { filters: from === undefined ? {} : { from }, columns, format }, 'window')
      took.push(performance.now() - began)
      pauses.disable()
      if (!answer.ok) throw new Error(`${answer.error.code} ${JSON.stringify(answer.error.params ?? {})}`)
      rows = (answer.value as { rows: number }).rows
      paused.push(pauses.max / 1e6)
    }
    slowest = Math.max(slowest, median(took))
    details.push(`${format}: ${rows} documents, ${median(took).toFixed(0)} ms, longest pause ${median(paused).toFixed(0)} ms`)
  }
  return { row: rowOf('export-result', slowest, 'ms', limit, 1), details: [`${columns.length} columns, medians of ${rounds}`, ...details] }
}
