// A person of the office while one types, a unit where that is meant, or anybody by their name in free words.
import { useQuery } from '@tanstack/react-query'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { persons } from '../../data/people.ts'
import { TypeAhead } from '../../ui/TypeAhead.tsx'
import { matching, type ChosenReceiver } from './receivers.ts'

type Found = Omit<ChosenReceiver, 'role'>

interface PersonFieldProps {
  readonly label: string
  readonly text: string
  readonly onText: (text: string) => void
  readonly onTake: (one: Found) => void
  readonly withUnits: boolean
  /** somebody was chosen: nothing more is offered */
  readonly settled?: boolean
  readonly placeholder?: string
  readonly autoFocus?: boolean
  readonly required?: boolean
  /** Enter with nothing typed, and keys that the field does not use */
  readonly onKey?: (event: KeyboardEvent<HTMLElement>) => void
}

export function PersonField({ label, text, onText, onTake, withUnits, settled = false, placeholder, autoFocus = false, required = false, onKey }: PersonFieldProps) {
  const { t } = useTranslation()
  const everybody = useQuery(persons).data ?? { persons: [], units: [] }
  const typed = text.trim()
  const found = matching(everybody, typed).filter(({ kind }) => withUnits || kind === 'account')
  const asName: Found = { kind: 'name', id: '', name: typed }
  const known = found.some(({ name }) => name === typed)
  const offers = typed === '' || settled ? [] : [
    ...found.map(({ kind, id, name, note }) => ({ value: `${kind} ${id}`, label: name, note: [note, kind === 'unit' && t('handling.give.unit')].filter(Boolean).join(' · ') || undefined })),
    ...(known ? [] : [{ value: 'name', label: t('handling.give.asName', { name: typed }), deliberate: found.length > 0 }]),
  ]
  return (
    <div
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement)) return
        if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && typed !== '' && !settled) {
          // Enter adds here what fits best, else the name as it stands; an offer chosen by an arrow was taken before.
          event.stopPropagation()
          if (event.defaultPrevented) return
          event.preventDefault()
          onTake(found[0] ?? asName)
        } else onKey?.(event)
      }}
    >
      <TypeAhead
        label={label}
        maxLength={200}
        text={text}
        offers={offers}
        placeholder={placeholder}
        autoFocus={autoFocus}
        {...(required ? { 'aria-required': true } : {})}
        onText={onText}
        onTake={({ value }) => onTake(found.find(({ kind, id }) => value === `${kind} ${id}`) ?? asName)}
      />
    </div>
  )
}
