// A report's chart on the screen: bars, told apart by shade as on paper. The figures stand in the table too.
import { useTranslation } from 'react-i18next'
import type { Report } from './report.ts'
import styles from './Reports.module.css'

type Chart = Report['charts'][number]

const size = { width: 1040, height: 180, left: 40, right: 8, top: 14, bottom: 24 }
const shades = [styles.first, styles.second, styles.third]

export function ReportChart({ chart }: { readonly chart: Chart }) {
  const { i18n } = useTranslation()
  const number = new Intl.NumberFormat(i18n.language)
  const { labels, series, title } = chart
  const highest = Math.max(1, ...series.flatMap(({ values }) => values))
  const step = roundStep(highest / 4)
  const ceiling = Math.ceil(highest / step) * step
  const [low, high] = [size.height - size.bottom, size.top]
  const y = (value: number) => low - ((low - high) * value) / ceiling
  const band = (size.width - size.left - size.right) / Math.max(1, labels.length)
  const x = (at: number) => size.left + band * (at + 0.5)
  const wide = Math.min(28, (band * 0.7) / series.length)
  const ticks = Array.from({ length: Math.round(ceiling / step) + 1 }, (_, at) => at * step)
  return (
    <figure className={styles.chart}>
      <figcaption>
        <b>{title}</b>
        {series.map(({ name }, at) => <span key={name} className={styles.legend}><i className={shades[at % 3]} />{name}</span>)}
      </figcaption>
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={title}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={size.left} x2={size.width - size.right} y1={y(tick)} y2={y(tick)} className={styles.tick} />
            <text x={size.left - 6} y={y(tick) + 4} textAnchor="end">{number.format(tick)}</text>
          </g>
        ))}
        {labels.map((label, at) => <text key={label} x={x(at)} y={size.height - 6} textAnchor="middle">{label}</text>)}
        {series.map(({ name, values }, one) => values.map((value, at) => (
          <g key={`${name} ${labels[at]}`}>
            <rect x={x(at) + (one - series.length / 2) * wide} y={y(value)} width={wide - 2} height={low - y(value)} className={shades[one % 3]} />
            {value > 0 && <text x={x(at) + (one - series.length / 2 + 0.5) * wide - 1} y={y(value) - 3} textAnchor="middle">{number.format(value)}</text>}
          </g>
        )))}
      </svg>
    </figure>
  )
}

/** 1, 2, 5, 10, 20 … at least as large as `rough`. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)))
  return [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? power * 10
}
