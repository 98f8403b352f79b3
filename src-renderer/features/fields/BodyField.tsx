// Cơ quan ban hành, typed ahead: by name, short name, symbol or alias. One that is not in the tree may be offered as new.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { read } from '../../data/ask.ts'
import { TypeAhead } from '../../ui/TypeAhead.tsx'
import { useDelayed } from './useDelayed.ts'

export interface ChosenBody {
  /** null while the text names none of the tree */
  readonly id: string | null
  readonly name: string
}

interface BodyFieldProps {
  readonly label: string
  readonly value: ChosenBody
  readonly onChange: (body: ChosenBody) => void
  readonly onBlur?: () => void
  /** offers to make what is typed, when it is not in the tree */
  readonly offerNew?: boolean
  readonly error?: ReactNode
  readonly 'aria-description'?: string | undefined
  readonly required?: boolean
  readonly exceptId?: string
  readonly placeholder?: string
  readonly className?: string | undefined
  readonly ref?: Ref<HTMLInputElement> | undefined
  readonly name?: string
  readonly autoFocus?: boolean
}

const NEW = 'new'

export function BodyField({ value, onChange, offerNew = false, exceptId, ...field }: BodyFieldProps) {
  const { t } = useTranslation()
  const text = useDelayed(value.id === null ? value.name.trim() : '', 80)
  const found = useQuery({
    queryKey: ['bodies', 'find', text],
    queryFn: () => read('filing.findBodies', { text, limit: 10 }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
  }).data
  const rows = text === '' ? [] : (found?.rows ?? []).filter(({ id }) => id !== exceptId)
  const offers = rows.map(({ id, name, path, matched }) => ({ value: id, label: name, note: matched !== name && matched !== '' ? `${matched} · ${path}` : path }))
  const known = rows.some(({ exact }) => exact)
  const withNew = offerNew && text !== '' && !known ? [...offers, { value: NEW, label: t('registration.newBody', { name: text }) }] : offers

  return (
    <TypeAhead
      {...field}
      maxLength={200}
      text={value.name}
      offers={withNew}
      nothing={offerNew || text === '' ? undefined! : t('registration.noBody')}
      onText={(name) => onChange({ id: null, name })}
      onTake={(offer) => onChange(offer.value === NEW ? { id: null, name: value.name.trim() } : { id: offer.value, name: offer.label })}
    />
  )
}
