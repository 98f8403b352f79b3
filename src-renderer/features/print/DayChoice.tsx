// A day asked for in a dialog: the field of days, which says YYYY-MM-DD instead of what was typed.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate, parseDate } from '../../../src-main/text/dates.ts'
import { DayField } from '../fields/DayField.tsx'

interface DayChoiceProps {
  readonly label: string
  /** YYYY-MM-DD, '' for none, null for what cannot be read */
  readonly value: string | null
  readonly onChange: (value: string | null) => void
  /** YYYY-MM-DD; a day without a year is taken near it */
  readonly today: string
  readonly description?: string | undefined
  readonly error?: string | undefined
}

export function DayChoice({ label, value, onChange, today, description, error }: DayChoiceProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(value ? formatDate(value) : '')
  useEffect(() => {
    // A value that changed elsewhere is shown; `typed` is no dependency, its own changes come through onText.
    if (value !== null && understood(typed, today) !== value) setTyped(value === '' ? '' : formatDate(value))
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [value, today])

  return (
    <DayField
      label={label}
      description={description}
      placeholder={t('dayShape')}
      today={today}
      text={typed}
      error={error ?? (value === null ? t('wizard.dayUnread') : undefined)}
      onText={(text) => {
        setTyped(text)
        onChange(understood(text, today))
      }}
    />
  )
}

function understood(typed: string, today: string): string | null {
  return typed.trim() === '' ? '' : parseDate(typed, today)
}
