// A date as hands type it: 3/11, 0311, 03/11/2026, "hôm qua". Read at once, written out on leaving the field.
import { TextInput } from '@mantine/core'
import type { ReactNode, Ref } from 'react'
import { formatDate, parseDate } from '../../../src-main/text/dates.ts'
import '../../ui/fields.css'

interface DayFieldProps {
  readonly label: string
  /** as typed */
  readonly text: string
  readonly onText: (text: string) => void
  readonly onBlur?: () => void
  readonly today: string
  readonly lean?: 'year' | 'past'
  readonly error?: ReactNode
  readonly description?: ReactNode
  readonly 'aria-required'?: boolean
  readonly name?: string
  readonly placeholder?: string
  readonly className?: string | undefined
  readonly ref?: Ref<HTMLInputElement> | undefined
  readonly autoFocus?: boolean
}

export function DayField({ text, onText, onBlur, today, lean = 'year', autoFocus, ...field }: DayFieldProps) {
  return (
    <TextInput
      {...field}
      value={text}
      maxLength={40}
      autoComplete="off"
      spellCheck={false}
      data-autofocus={autoFocus || undefined}
      onChange={(event) => onText(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => {
        const day = parseDate(text, today, lean)
        if (day) onText(formatDate(day))
        onBlur?.()
      }}
    />
  )
}
