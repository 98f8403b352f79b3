// The thread that reads workbooks: entry of a worker (bundled as dist/office/sheets.js; runs as it stands, too). Rows go back
// in batches, so that a large book is never copied whole, and the window sees how far it is.
import { ok } from '../../contract/result.ts'
import { answerRequests } from '../extract/answer-requests.ts'
import { readSheets } from './read-sheets.ts'
import type { SheetPart, SheetRequest } from './sheet-reader.ts'

const batch = 2_000

answerRequests<SheetRequest, SheetPart>(async (bytes, { name, limits }, tell) => {
  const read = await readSheets(bytes, name, { limits, onProgress: (progress) => tell({ progress }) })
  if (!read.ok) return read
  const total = read.value.sheets.reduce((sum, { rows }) => sum + rows.length, 0)
  let done = 0
  for (const [sheet, { rows }] of read.value.sheets.entries()) {
    for (let at = 0; at < rows.length; at += batch) {
      const some = rows.slice(at, at + batch)
      done += some.length
      tell({ sheet, rows: some, progress: { step: 'rows', done, total } })
    }
  }
  return ok({ ...read.value, sheets: read.value.sheets.map((sheet) => ({ ...sheet, rows: [] })) })
})
