// The sheets of a workbook as plain tables, values as they are shown; formulas, charts and macros are left where they are.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asRefusal, inWords } from '../../../data/words.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { readWhole } from './stored-file.ts'
import styles from './PlainViews.module.css'

/** What is shown of one sheet; beyond it the file is opened with its own program. */
const MOST = { rows: 500, columns: 40 } as const

interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
  readonly cut: boolean
}

export function SheetView({ fileId, size, name }: { readonly fileId: string; readonly size: number; readonly name: string }) {
  const { t } = useTranslation()
  const [sheets, setSheets] = useState<readonly Sheet[] | null>(null)
  const [shown, setShown] = useState(0)
  const [failure, setFailure] = useState<unknown>(null)
  useEffect(() => {
    const stop = new AbortController()
    void (async () => {
      const [{ read, utils }, bytes] = await Promise.all([import('@e965/xlsx'), readWhole(fileId, size, stop.signal)])
      const book = read(bytes, { type: 'array', cellFormula: false, cellHTML: false, cellStyles: false, sheetRows: MOST.rows + 1 })
      const made = book.SheetNames.map((sheet) => {
        const rows = utils.sheet_to_json<string[]>(book.Sheets[sheet]!, { header: 1, raw: false, defval: '', blankrows: true })
        const width = Math.min(MOST.columns, Math.max(0, ...rows.map((row) => row.length)))
        return { name: sheet, cut: rows.length > MOST.rows || rows.some((row) => row.length > MOST.columns), rows: rows.slice(0, MOST.rows).map((row) => Array.from({ length: width }, (_, at) => String(row[at] ?? ''))) }
      })
      if (!stop.signal.aborted) setSheets(made)
    })().catch((reason: unknown) => {
      if (!stop.signal.aborted) setFailure(reason)
    })
    return () => stop.abort()
  }, [fileId, size])
  if (failure !== null) return <EmptyState title={t('document.damaged', { problem: failure instanceof Error ? failure.message : inWords(asRefusal(failure)) })} />
  const sheet = sheets?.[shown]
  return (
    <div className={styles.book}>
      {sheets && sheets.length > 1 && (
        <div className={styles.sheetNames}>
          {sheets.map((one, at) => <button key={one.name} type="button" aria-pressed={at === shown} onClick={() => setShown(at)}>{one.name}</button>)}
        </div>
      )}
      <div className={styles.grid} tabIndex={0} role="group" aria-label={sheet ? `${name}, ${sheet.name}` : name} aria-busy={sheets === null}>
        {sheet?.cut && <p className={styles.cut}>{t('document.sheetCut', { rows: MOST.rows, columns: MOST.columns })}</p>}
        {sheet && (
          <table>
            <tbody>
              {sheet.rows.map((row, at) => (
                <tr key={at}><th scope="row">{at + 1}</th>{row.map((cell, column) => <td key={column}>{cell}</td>)}</tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </div>
  )
}
