// The signer as a condition of a list: words of the position or the name, looked for after a short rest, on Enter or on leaving.
import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lengths } from '../../../src-main/contract/choices.ts'
import { changeList, listPlace, useListPlace, type Direction } from '../../app/place.ts'
import { without } from './chips.ts'

const PAUSE = 250 // ms between the last letter and the search

/** Looks for the words beside the filters as they are now. */
function look(direction: Direction, typed: string): void {
  const { filters } = listPlace(direction)
  const signer = typed.trim()
  if (signer === (filters.signer ?? '')) return
  const rest = without(filters, ['signer'])
  changeList(direction, { filters: signer === '' ? rest : { ...rest, signer } })
}

export function SignerField({ direction }: { readonly direction: Direction }) {
  const { t } = useTranslation()
  const signer = useListPlace(direction).filters.signer ?? ''
  const [typed, setTyped] = useState(signer)
  // A blank at the end is on its way to the next word: it changes nothing of what is looked for.
  useEffect(() => setTyped((now) => (now.trim() === signer ? now : signer)), [signer])
  useEffect(() => {
    const timer = setTimeout(() => look(direction, typed), PAUSE)
    return () => clearTimeout(timer)
  }, [direction, typed])
  return (
    <TextInput
      label={t('terms.field.signer')}
      placeholder={t('incoming.signerWords')}
      value={typed}
      maxLength={lengths.signerPosition + lengths.signerName}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Enter' && look(direction, typed)}
      onBlur={() => look(direction, typed)}
    />
  )
}
