// Bench `import`: an old register of 20,000 rows in a sheet brought over through the office, from the file's bytes to the last entry,
// held against a minute; the dry run and the withdrawal are told beside it.
import { utils, write } from '@e965/xlsx'
import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ErrorValue, Result } from '../../src-main/contract/result.ts'
import { openOffice } from '../../src-main/office/office.ts'
import { resources } from './bench-archive.ts'
import { rowOf } from './measure.ts'
import type { Measured } from './measure.ts'

const count = 20_000
const limit = 60_000
const heads = ['Số đến', 'Ngày đến', 'Tác giả', 'Số, ký hiệu', 'Ngày tháng văn bản', 'Tên loại và trích yếu nội dung', 'Đơn vị hoặc người nhận', 'Ghi chú']

/** A year's book of 300 bodies, as an office types it. */
function sheet(): Uint8Array {
  const day = (at: number) => {
    const date = new Date(Date.UTC(2024, 0, 1 + Math.floor((at * 366) / (count + 1))))
    return `${String(date.getUTCDate()).padStart(2, '0')}/${String(date.getUTCMonth() + 1).padStart(2, '0')}/2024`
  }
  const rows = Array.from({ length: count }, (_, at) => [at + 1, day(at), `Đảng ủy xã số ${at % 300}`, `${at + 1}-CV/ĐU`, day(at), `Công văn về việc thứ ${at + 1} của đảng bộ`, 'Văn phòng', ''])
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([['SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2024'], heads, ...rows]), 'Sổ đến')
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer)
}

/** Measures one import into a new archive in `folder`. */
export async function benchImport(folder: string): Promise<Measured> {
  const place = join(folder, `import-${randomUUID()}`)
  mkdirSync(place)
  const path = join(place, 'sổ.xlsx')
  writeFileSync(path, sheet())
  const office = await openOffice({ directory: join(place, 'archive'), configuration: join(place, 'config'), resources, now: Date.now, make: true, onEvent: () => undefined, log: () => undefined })
  const ask = async <Value>(name: string, input: object): Promise<readonly [value: Value, ms: number]> => {
    const started = performance.now()
    const answer = (await office.call(name, input, 'command-line')) as Result<Value, ErrorValue>
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
    return [answer.value, performance.now() - started]
  }
  try {
    await ask('office.setUp', { name: 'Văn phòng Đảng ủy xã Tam Hồng', parentName: 'Tỉnh ủy Phú Thọ', level: 'commune', symbolSuffix: 'ĐU', place: 'Tam Hồng' })
    const [{ fileId }] = await ask<{ fileId: string }>('files.stage', { path })
    const [{ importId, documents }, ms] = await ask<{ importId: string; documents: number }>('intake.importRegister', { fileId })
    if (documents !== count) throw new Error(`${documents} documents were made of ${count} rows`)
    const [, again] = await ask('intake.withdrawImport', { importId, reason: 'đo' })
    const [, dry] = await ask('intake.readRegister', { fileId })
    return { row: rowOf('import', ms, 'ms', limit, 1), details: [`${count} rows: ${ms.toFixed(0)} ms; dry run ${dry.toFixed(0)} ms; withdrawn in ${again.toFixed(0)} ms`] }
  } finally {
    await office.close()
  }
}
