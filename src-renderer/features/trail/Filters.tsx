// Whose accesses or entries are shown, and of which days.
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { persons } from '../../data/people.ts'
import { officeState } from '../../data/queries.ts'
import { DayChoice } from '../print/DayChoice.tsx'
import { useHasAccounts } from './trail.ts'

export interface Days {
  readonly from?: string
  readonly to?: string
}

/** The persons to choose from; none where the archive has no accounts. */
export function PersonFilter({ value, disabled = false, onChange }: { readonly value: string; readonly disabled?: boolean; readonly onChange: (accountId: string) => void }) {
  const { t } = useTranslation()
  const hasAccounts = useHasAccounts()
  const list = useQuery({ ...persons, enabled: hasAccounts }).data?.persons ?? []
  if (!hasAccounts) return null
  return <NativeSelect label={t('trail.person')} value={value} disabled={disabled} data={[{ value: '', label: t('trail.everybody') }, ...list.map(({ id, name }) => ({ value: id, label: name }))]} onChange={(event) => onChange(event.currentTarget.value)} />
}

/** A day that cannot be read yet filters nothing. */
export function DaysFilter({ onChange }: { readonly onChange: (days: Days) => void }) {
  const { t } = useTranslation()
  const today = useQuery(officeState).data?.today ?? ''
  const [from, setFrom] = useState<string | null>('')
  const [to, setTo] = useState<string | null>('')
  const say = (first: string | null, last: string | null) => onChange({ ...(first ? { from: first } : {}), ...(last ? { to: last } : {}) })
  return (
    <>
      <DayChoice label={t('trail.from')} value={from} today={today} onChange={(day) => { setFrom(day); say(day, to) }} />
      <DayChoice label={t('trail.to')} value={to} today={today} onChange={(day) => { setTo(day); say(from, day) }} />
    </>
  )
}
