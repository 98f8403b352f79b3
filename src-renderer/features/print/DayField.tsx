// A day as clerks type it: "3/11", "03/11/2026", "031126". What was understood stands in the field when one leaves it.
import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate, parseDate } from '../../../src-main/text/dates.ts'

interface DayFieldProps {
  readonly label: string
  /** YYYY-MM-DD, '' for none, null for what cannot be read */
  readonly value: string | null
  readonly onChange: (value: string | null) => void
  /** YYYY-MM-DD; a day without a year is taken near it */
  readonly today: string
  readonly description?: string | undefined
  readonly error?: string | undefined
}

export function DayField({ label, value, onChange, today, description, error }: DayFieldProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(value ? formatDate(value) : '')
  useEffect(() => {
    // A value that changed elsewhere (a choice that fills in dates) is shown; what is being typed stays.
    if (value !== null && understood(typed, today) !== value) setTyped(value === '' ? '' : formatDate(value))
  }, [value, today]) // `typed` is left out on purpose: its own changes come through onChange

  return (
    <TextInput
      label={label}
      description={description}
      placeholder="dd/mm/yyyy"
      inputMode="numeric"
      autoComplete="off"
      value={typed}
      error={error ?? (value === null ? t('wizard.dayUnread') : undefined)}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        onChange(understood(currentTarget.value, today))
      }}
      onBlur={() => value && setTyped(formatDate(value))}
    />
  )
}

function understood(typed: string, today: string): string | null {
  return typed.trim() === '' ? '' : parseDate(typed, today)
}
