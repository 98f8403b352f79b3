// The lines of a report in the columns of its form: groups, rows and sums, as they stand on paper.
import { useTranslation } from 'react-i18next'
import type { Report } from './report.ts'
import styles from './Reports.module.css'

type Cells = Readonly<Record<string, string | number>>

export function ReportTable({ report: { columns, lines, totals } }: { readonly report: Report }) {
  const { t, i18n } = useTranslation()
  const number = new Intl.NumberFormat(i18n.language)
  const shown = (cell: string | number | undefined) => (typeof cell === 'number' ? number.format(cell) : (cell ?? ''))
  const sum = (text: string, cells: Cells, key: string) => {
    // The text spans the columns before the first figure, as in print.
    const first = columns.findIndex((column) => cells[column.key] !== undefined)
    const span = first === -1 ? columns.length : Math.max(1, first)
    return (
      <tr key={key} className={styles.sum}>
        <th scope="row" colSpan={span}>{text}</th>
        {columns.slice(span).map((column) => <td key={column.key} className={styles[column.align]}>{shown(cells[column.key])}</td>)}
      </tr>
    )
  }
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('reports.table')}>
      <table className={styles.table}>
        <thead>
          <tr>{columns.map((column) => <th key={column.key} scope="col" className={styles[column.align]}>{column.heading}</th>)}</tr>
        </thead>
        <tbody>
          {lines.map((line, at) => {
            if (line.kind === 'group') return <tr key={`group ${at}`} className={styles.group}><th scope="rowgroup" colSpan={columns.length}>{line.text}</th></tr>
            if (line.kind === 'sum') return sum(line.text, line.cells, `sum ${at}`)
            return <tr key={`row ${at}`} className={line.cancelled ? styles.struck : ''}>{columns.map((column) => <td key={column.key} className={styles[column.align]}>{shown(line.cells[column.key])}</td>)}</tr>
          })}
        </tbody>
        {totals && <tfoot>{sum(totals.text, totals.cells, 'totals')}</tfoot>}
      </table>
    </div>
  )
}
