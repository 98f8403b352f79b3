// Bench `export`: a register of 20,000 rows as PDF, as a sheet and as a Word file, each in a process of its own. The slowest
// counts, held against 20 s; memory and the longest pause, in which the office would answer nobody, are told beside it.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { median, rowOf } from './measure.ts'
import type { Measured } from './measure.ts'

const count = 20_000
const limit = 20_000

interface Written {
  readonly ms: number
  readonly megabytes: number
  /** MiB more than before writing, at most */
  readonly memory: number
  /** ms */
  readonly pause: number
}

export function benchExport(rounds = 3): Measured {
  const figures = ['pdf', 'xlsx', 'docx'].map((format) => ({ format, ...write(format, rounds) }))
  const details = figures.map(({ format, ms, megabytes, memory, pause }) =>
    `${format}: ${ms.toFixed(0)} ms, ${megabytes.toFixed(1)} MB, memory + ${memory.toFixed(0)} MiB, longest pause ${pause.toFixed(0)} ms`)
  return { row: rowOf('export', Math.max(...figures.map(({ ms }) => ms)), 'ms', limit, 1), details: [`${count} rows of 10 cells, medians of ${rounds}`, ...details] }
}

function write(format: string, rounds: number): Written {
  const all = Array.from({ length: rounds }, () => JSON.parse(execFileSync(process.execPath, [join(import.meta.dirname, 'export-child.ts'), format, String(count)], { encoding: 'utf8' })) as Written)
  const of = (figure: keyof Written) => median(all.map((one) => one[figure]))
  return { ms: of('ms'), megabytes: of('megabytes'), memory: of('memory'), pause: of('pause') }
}
