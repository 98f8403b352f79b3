// Cơ quan ban hành, typed ahead: by name, short name, symbol or alias. One that is not in the tree may be offered as new; a new
// one is never made by Enter alone, since a slip of the finger would become a body of the tree.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { exactNameKey } from '../../../src-main/filing/rules.ts'
import { read } from '../../data/ask.ts'
import { queryClient } from '../../data/queries.ts'
import { TypeAhead } from '../../ui/TypeAhead.tsx'
import { useDelayed } from './useDelayed.ts'

export interface ChosenBody {
  /** null while the text names none of the tree */
  readonly id: string | null
  readonly name: string
  /** a person chose to add it to the tree */
  readonly isNew?: boolean
}

interface BodyFieldProps {
  readonly label: string
  readonly value: ChosenBody
  readonly onChange: (body: ChosenBody) => void
  readonly onBlur?: () => void
  /** offers to make what is typed, when it is not in the tree */
  readonly offerNew?: boolean
  readonly error?: ReactNode
  readonly description?: ReactNode
  readonly 'aria-description'?: string | undefined
  readonly 'aria-required'?: boolean
  readonly exceptId?: string
  readonly placeholder?: string
  readonly className?: string | undefined
  readonly ref?: Ref<HTMLInputElement> | undefined
  readonly name?: string
  readonly autoFocus?: boolean
}

const NEW = 'new'

/** The one body that a text names in full, or null: written with its marks it wins over those that differ in marks alone. */
export async function bodyNamed(text: string): Promise<ChosenBody | null> {
  const { rows } = await queryClient.fetchQuery({ queryKey: ['bodies', 'find', text], queryFn: () => read('filing.findBodies', { text, limit: 10 }) })
  const named = rows.filter(({ exact }) => exact)
  const marked = named.filter(({ name }) => exactNameKey(name) === exactNameKey(text))
  const one = marked.length === 1 ? marked[0] : named.length === 1 ? named[0] : undefined
  return one ? { id: one.id, name: one.name } : null
}

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
  const withNew = offerNew && text !== '' && !known && !value.isNew && found !== undefined ? [...offers, { value: NEW, label: t('registration.newBody', { name: text }), deliberate: true }] : offers

  return (
    <TypeAhead
      {...field}
      maxLength={200}
      text={value.name}
      offers={withNew}
      nothing={offerNew || text === '' ? undefined! : t('registration.noBody')}
      onText={(name) => onChange({ id: null, name })}
      onTake={(offer) => onChange(offer.value === NEW ? { id: null, name: value.name.trim(), isNew: true } : { id: offer.value, name: offer.label })}
      onBlur={() => {
        field.onBlur?.()
        // Typed out in full and left by Tab: it is that body.
        const typed = value.name.trim()
        if (value.id === null && !value.isNew && typed !== '') void bodyNamed(typed).then((body) => body && body.id !== exceptId && onChange(body), () => {})
      }}
    />
  )
}
