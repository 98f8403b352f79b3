// Terms before those of the archive, asked for where the register holds their documents.
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { officeState } from '../../data/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { DayChoice } from '../print/DayChoice.tsx'
import type { Asked, ReadBook } from './book.ts'
import styles from './Intake.module.css'

export function TermsPart({ book, asked, onChange }: { readonly book: ReadBook; readonly asked: Asked; readonly onChange: (said: Partial<Asked>) => void }) {
  const { t } = useTranslation()
  const today = useQuery(officeState).data?.today ?? ''
  const terms = asked.earlierTerms ?? []
  const [name, setName] = useState('')
  const [from, setFrom] = useState<string | null>('')
  const [to, setTo] = useState<string | null>('')
  const [round, setRound] = useState(0)
  if (!book.lacksTerm && terms.length === 0) return null
  const add = () => {
    onChange({ earlierTerms: [...terms, { name, from: from!, to: to! }] })
    setName('')
    setFrom('')
    setTo('')
    setRound(round + 1)
  }
  return (
    <fieldset className={styles.terms}>
      <legend>{t('intake.term')}</legend>
      {terms.map((term) => (
        <Button key={term.from} kind="bare" onClick={() => onChange({ earlierTerms: terms.filter((one) => one !== term) })}>{t('intake.termRemove', { name: term.name })}</Button>
      ))}
      {book.lacksTerm && (
        <>
          <p className={styles.said}>{t('intake.termWhat')}</p>
          <div className={styles.choices} key={round}>
            <TextInput label={t('intake.termName')} maxLength={100} placeholder="2020 – 2025" value={name} onChange={(event) => setName(event.currentTarget.value)} />
            <DayChoice label={t('intake.termFrom')} today={today} value={from} onChange={setFrom} />
            <DayChoice label={t('intake.termTo')} today={today} value={to} onChange={setTo} />
            <Button disabled={name.trim() === '' || !from || !to} onClick={add}>{t('intake.termAdd')}</Button>
          </div>
        </>
      )}
    </fieldset>
  )
}
