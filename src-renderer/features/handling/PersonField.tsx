// A person of the office while one types, a unit where that is meant, or anybody by their name in free words. Who cannot be meant
// stands there with the reason.
import { useQuery } from '@tanstack/react-query'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { persons } from '../../data/people.ts'
import { TypeAhead } from '../../ui/TypeAhead.tsx'
import { matching, type ChosenReceiver } from './receivers.ts'

export type Found = Omit<ChosenReceiver, 'role'>

interface PersonFieldProps {
  readonly label: string
  readonly text: string
  readonly onText: (text: string) => void
  readonly onTake: (one: Found) => void
  readonly withUnits: boolean
  /** anybody may be named in free words */
  readonly namesAlone?: boolean
  /** who cannot be chosen ("account <id>", "unit <id>"), with the reason in words */
  readonly barred?: ReadonlyMap<string, string> | undefined
  /** somebody was chosen: nothing more is offered */
  readonly settled?: boolean
  readonly placeholder?: string
  readonly autoFocus?: boolean
  readonly required?: boolean
  /** Enter with nothing typed, and keys that the field does not use */
  readonly onKey?: (event: KeyboardEvent<HTMLElement>) => void
}

export function PersonField({ label, text, onText, onTake, withUnits, namesAlone = true, barred, settled = false, placeholder, autoFocus = false, required = false, onKey }: PersonFieldProps) {
  const { t } = useTranslation()
  const everybody = useQuery(persons).data ?? { persons: [], units: [] }
  const typed = text.trim()
  const found = matching(everybody, typed).filter(({ kind }) => withUnits || kind === 'account')
  const bar = ({ kind, id }: Found) => barred?.get(`${kind} ${id}`)
  const free = found.filter((one) => bar(one) === undefined)
  const asName: Found = { kind: 'name', id: '', name: typed }
  const known = found.some(({ name }) => name === typed)
  const offers = typed === '' || settled ? [] : [
    ...[...free, ...found.filter((one) => bar(one) !== undefined)].map((one) => ({
      value: `${one.kind} ${one.id}`,
      label: one.name,
      note: [one.note, one.kind === 'unit' && t('handling.give.unit'), bar(one)].filter(Boolean).join(' · ') || undefined,
      disabled: bar(one) !== undefined,
    })),
    ...(known || !namesAlone ? [] : [{ value: 'name', label: t('handling.give.asName', { name: typed }), deliberate: found.length > 0 }]),
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
          // A name that is only like that of somebody who cannot be meant is not taken for another by itself.
          const best = free[0] ?? (found.length === 0 && namesAlone ? asName : undefined)
          if (best) onTake(best)
        } else onKey?.(event)
      }}
    >
      <TypeAhead
        label={label}
        maxLength={200}
        text={text}
        offers={offers}
        nothing={namesAlone ? undefined : t('handling.give.nobody')}
        placeholder={placeholder}
        autoFocus={autoFocus}
        {...(required ? { 'aria-required': true } : {})}
        onText={onText}
        onTake={({ value }) => onTake(found.find(({ kind, id }) => value === `${kind} ${id}`) ?? asName)}
      />
    </div>
  )
}
