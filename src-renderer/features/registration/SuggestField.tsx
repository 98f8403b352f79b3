// A field that remembers what was entered before, most used first: signers of this body, recipients.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Controller } from 'react-hook-form'
import { read, type ValueOf } from '../../data/ask.ts'
import { TypeAhead } from '../../ui/TypeAhead.tsx'
import { useDelayed } from '../fields/useDelayed.ts'
import type { Registration } from './useRegistration.ts'
import styles from './Registration.module.css'

type Row = ValueOf<'registers.suggest'>['rows'][number]

interface SuggestFieldProps {
  readonly registration: Registration
  readonly name: 'signerName' | 'toPlaces' | 'language'
  readonly of: 'signer' | 'toPlaces' | 'language'
  readonly label: string
  readonly maxLength: number
  readonly onTake?: (row: Row) => void
}

export function SuggestField({ registration, name, of, label, maxLength, onTake }: SuggestFieldProps) {
  const { form, values, guessed, confirm, message } = registration
  const text = useDelayed(values[name].trim(), 100)
  const bodyId = of === 'signer' ? values.body.id : null
  const call = { field: of, text, ...(bodyId ? { issuingBodyId: bodyId } : {}) }
  const rows = useQuery({ queryKey: ['documents', 'suggest', call], queryFn: () => read('registers.suggest', call), enabled: text !== '' || bodyId !== null, placeholderData: keepPreviousData }).data?.rows ?? []
  return (
    <Controller
      control={form.control}
      name={name}
      render={({ field }) => (
        <TypeAhead
          label={label}
          name={name}
          ref={field.ref}
          maxLength={maxLength}
          text={field.value}
          offers={rows.filter(({ value }) => value !== field.value).map(({ value, position }, at) => ({ value: String(at), label: value, note: position }))}
          error={message(name)}
          className={guessed.has(name) ? styles.guessed : undefined}
          preselect={false}
          onText={field.onChange}
          onTake={({ label: taken }) => {
            field.onChange(taken)
            const row = rows.find(({ value }) => value === taken)
            if (row) onTake?.(row)
          }}
          onBlur={() => {
            confirm(name)
            field.onBlur()
          }}
        />
      )}
    />
  )
}
