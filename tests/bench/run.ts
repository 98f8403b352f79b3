// npm run bench: measures every row beside its limit in the same run. A table on stdout, or with --json
// {machine, rows: [{name, value, unit, limit, ratio, bound, holds}]}; progress and details on stderr alone.
//   --documents N   size of the archive (200,000)     --only a,b   these rows alone
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, totalmem, type as system } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { copyBenchArchive, ensureBenchArchive } from './bench-archive.ts'
import { benchExport } from './export.ts'
import { benchExportResult } from './export-result.ts'
import { benchExtract } from './extract.ts'
import { benchFind, findRows } from './find.ts'
import { benchImport } from './import.ts'
import { rowOf } from './measure.ts'
import type { Measured, Row } from './measure.ts'
import { openBenchOffice } from './office.ts'
import { benchPeople, peopleRows } from './people.ts'
import { benchSave } from './save.ts'
import { benchSeal } from './seal.ts'
import { benchStart } from './start.ts'

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, documents: { type: 'string', default: '200000' }, only: { type: 'string' } } })
const count = Number(values.documents)
if (!Number.isSafeInteger(count) || count < 2000) {
  process.stderr.write('--documents wants a number of at least 2000\n')
  process.exit(2)
}
const wanted = values.only?.split(',')
const wants = (...names: string[]): boolean => wanted === undefined || names.some((name) => wanted.includes(name))
const say = (text: string): void => void process.stderr.write(`${text}\n`)

const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGB: Math.round(totalmem() / 1e9),
  system: `${system()} ${process.arch}`,
  node: process.version,
  documents: count,
  /** programs that wanted a core when the run began: above the number of cores, fixed limits say little */
  load: Math.round(loadavg()[0]! * 10) / 10,
}
if (machine.load > machine.cores / 2) say(`This machine is busy (load ${machine.load} on ${machine.cores} cores): fixed limits in ms may fail for that alone.`)

say(`An archive of ${count} documents …`)
const kept = ensureBenchArchive(count, say)
// On the disk of the archive, not in a file system in memory.
const folder = mkdtempSync(join(kept.directory, '..', 'run-'))
const measured: Measured[] = []
process.once('SIGINT', () => process.exit(130))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

function note(...some: Measured[]): void {
  for (const one of some) {
    measured.push(one)
    say(`${one.row.name}\n${one.details.map((detail) => `  ${detail}`).join('\n')}`)
  }
}

const archive = copyBenchArchive(kept, join(folder, 'copy'))
const toFind = findRows.filter((name) => wants(name))
if (toFind.length > 0) note(...(await benchFind(archive, toFind, say)))
if (wants('save', 'export-result')) {
  const office = await openBenchOffice(archive, say)
  try {
    if (wants('export-result')) note(await benchExportResult(office))
    if (wants('save')) note(await benchSave(office, archive.facts, folder))
  } finally {
    await office.close()
  }
}
const ofPeople = peopleRows.filter((name) => wants(name))
if (ofPeople.length > 0) note(...(await benchPeople(copyBenchArchive(kept, join(folder, 'people')), ofPeople, say)))
if (wants('extract')) note(await benchExtract())
if (wants('export')) note(benchExport())
if (wants('import')) note(await benchImport(folder))
if (wants('seal')) {
  const { value, limit, details } = await benchSeal({ parent: folder })
  const shown = Object.entries(details).map(([size, { plain, in: into, out }]) => `${size} files: in ${into.toFixed(2)} ×, out ${out.toFixed(2)} × the plain pass of ${plain.toFixed(0)} ms`)
  note({ row: rowOf('seal', value, 'ms', limit / 1.5, 1.5), details: shown })
}
if (wants('start', 'memory')) {
  const path = process.env['VANTHU_ELECTRON']
  const electron = path === undefined || path === '' ? null : { path, arguments: (process.env['VANTHU_ELECTRON_ARGUMENTS'] ?? '').split(' ').filter((one) => one !== '') }
  const found = await benchStart(electron, archive, folder)
  if (typeof found === 'string') say(`start, memory: left out, ${found}`)
  else note(...found)
}

const order = ['start', 'memory', 'save', 'list', 'search', 'search-common', 'search-ranked', ...peopleRows, 'extract', 'export', 'export-result', 'seal']
const rows = measured.map(({ row }) => row).sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
process.stdout.write(values.json ? `${JSON.stringify({ machine, rows })}\n` : table(rows))

function table(rows: readonly Row[]): string {
  const head = ['', 'measured', 'beside', 'ratio', 'at most', '']
  const lines = rows.map(({ name, value, unit, limit, ratio, bound, holds }) => [name, `${value.toFixed(2)} ${unit}`, `${limit.toFixed(2)} ${unit}`, ratio.toFixed(2), bound.toFixed(1), holds ? 'holds' : 'DOES NOT HOLD'])
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => line[column]!.length)))
  const shown = [head, ...lines].map((line) => line.map((cell, column) => (column === 0 || column === 5 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ').trimEnd())
  return `${machine.documents} documents; ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGB} GB, ${machine.system}, Node ${machine.node}, load ${machine.load}\n${shown.join('\n')}\n`
}
