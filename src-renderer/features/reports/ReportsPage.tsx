// Báo cáo: which report, of which day or period; the figures as a table and a chart, to be printed or exported.
import { NativeSelect, SegmentedControl } from '@mantine/core'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { spanOf } from '../../../src-main/registers/reports/rules.ts'
import { formatDate } from '../../../src-main/text/dates.ts'
import { useKeys } from '../../app/keys.ts'
import { usePlace } from '../../app/place.ts'
import { officeState } from '../../data/queries.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconChevronLeft, IconChevronRight, IconPrinter } from '../../ui/icons.ts'
import { DayChoice } from '../print/DayChoice.tsx'
import '../../ui/fields.css'
import { PrintReport } from './PrintReport.tsx'
import { bys, isOfDay, kinds, reportOf, spans, stepFrom, type Asked, type By, type Kind, type Report, type Span } from './report.ts'
import { ReportChart } from './ReportChart.tsx'
import { ReportTable } from './ReportTable.tsx'
import styles from './Reports.module.css'

export default function ReportsPage() {
  const { t } = useTranslation()
  const today = useQuery(officeState).data?.today ?? ''
  const covered = usePlace((place) => place.over !== null)
  const [kind, setKind] = useState<Kind>('day-by-level')
  const [span, setSpan] = useState<Span>('month')
  // null while what is typed is no day: the report before stands
  const [typed, setTyped] = useState<string | null>('')
  const [printing, setPrinting] = useState(false)
  const [by, setBy] = useState<By>('unit')
  const day = typed || today
  const asked = askedFor(kind, span, by, day)
  const query = useQuery({ ...reportOf(asked), enabled: today !== '' })
  const report = query.data
  const step = (by: -1 | 1) => report && setTyped(stepFrom(report, by))
  useKeys({ print: () => (report ? setPrinting(true) : false) }, !covered && !printing)

  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('reports.title')}</h1>
        <Button kind="main" keyOf="print" icon={<IconPrinter size={16} stroke={1.5} />} disabled={!report} onClick={() => setPrinting(true)}>{t('reports.print')}</Button>
      </header>
      <div className={styles.choices}>
        <NativeSelect className={styles.kind ?? ''} label={t('reports.kind')} value={kind} data={kinds.map((value) => ({ value, label: value === 'handling-by' ? t('handling.report.kind') : t(`reports.kinds.${value}`) }))} onChange={(event) => setKind(event.currentTarget.value as Kind)} />
        {!isOfDay(kind) && <SegmentedControl aria-label={t('reports.span')} value={span} onChange={(value) => setSpan(value as Span)} data={spans.map((value) => ({ value, label: t(`reports.spans.${value}`) }))} />}
        {kind === 'handling-by' && <NativeSelect className={styles.by ?? ''} label={t('handling.report.by')} value={by} data={bys.map((value) => ({ value, label: t(`handling.report.bys.${value}`) }))} onChange={(event) => setBy(event.currentTarget.value as By)} />}
        <div className={styles.day}><DayChoice label={t(isOfDay(kind) ? 'reports.day' : 'reports.dayIn')} value={typed === '' ? today : typed} today={today} onChange={(day) => setTyped(day)} /></div>
        <div className={styles.steps}>
          <Button icon={<IconChevronLeft size={16} stroke={1.5} />} label={t('reports.before')} onClick={() => step(-1)} />
          <Button icon={<IconChevronRight size={16} stroke={1.5} />} label={t('reports.after')} onClick={() => step(1)} />
        </div>
      </div>
      {query.isError && <EmptyState title={inWords(asRefusal(query.error))}><Button onClick={() => void query.refetch()}>{t('tryAgain')}</Button></EmptyState>}
      {report && <Figures report={report} />}
      {printing && <PrintReport asked={asked} holdsTopSecret={report?.holdsTopSecret === true} onClose={() => setPrinting(false)} />}
    </div>
  )
}

/** What is asked of the office: reports of the registers take a day of their period, that of handling its days. */
function askedFor(kind: Kind, span: Span, by: By, day: string): Asked {
  if (kind !== 'handling-by') return { of: 'registers', call: { kind, ...(isOfDay(kind) ? {} : { span }), day } }
  const { from, to } = day === '' ? { from: day, to: day } : spanOf(span, day)
  return { of: 'handling', call: { from, to, by } }
}

function Figures({ report }: { readonly report: Report }) {
  const { t } = useTranslation()
  const { subtitle, from, to, documents, lines, charts, closing, more } = report
  const rows = lines.filter(({ kind }) => kind === 'row')
  const days = from === to ? '' : t('reports.covers', { from: formatDate(from), to: formatDate(to) })
  return (
    <section className={styles.report} aria-label={subtitle[0]}>
      <header className={styles.name}>
        <h2>{subtitle.join(' ')}</h2>
        <p role="status">{[days, t('reports.counted', { count: documents })].filter(Boolean).join(' · ')}</p>
      </header>
      {rows.length === 0 ? (
        <EmptyState title={t('reports.empty')} what={t('reports.emptyDo')} />
      ) : (
        <>
          {charts.map((chart) => <ReportChart key={chart.title} chart={chart} />)}
          <ReportTable report={report} />
          {more > 0 && <p className={styles.more}>{t('reports.more', { count: more })}</p>}
          {closing.map((line) => <p key={line} className={styles.more}>{line}</p>)}
        </>
      )}
    </section>
  )
}
