// A year or a term of the series, as a condition of the list of outgoing documents: it stands in it as two days.
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Filters } from '../../app/place.ts'
import { periodKey, periodName, seriesList } from '../outgoing/series.ts'

type Days = Pick<Filters, 'from' | 'to'>

export function PeriodField({ filters: { documentTypeId, from, to }, onChange }: { readonly filters: Filters; readonly onChange: (days: Days) => void }) {
  const { t } = useTranslation()
  const series = useQuery(seriesList).data?.series ?? []
  const numbering = series.filter(({ documentTypeIds }) => documentTypeId === undefined || documentTypeIds.includes('*') || documentTypeIds.includes(documentTypeId))
  const periods = new Map(numbering.flatMap((one) => one.periods.map((each) => [periodKey(each), periodName(t, one.period, each)] as const)))
  const chosen = from ? periodKey({ from, to: to ?? null }) : ''
  return (
    <NativeSelect
      label={t('outgoing.period')}
      value={periods.has(chosen) ? chosen : ''}
      data={[{ value: '', label: t('outgoing.everyPeriod') }, ...[...periods].map(([value, label]) => ({ value, label }))]}
      onChange={(event) => {
        const [first, last] = event.currentTarget.value.split('|')
        onChange({ ...(first ? { from: first } : {}), ...(last ? { to: last } : {}) })
      }}
    />
  )
}
