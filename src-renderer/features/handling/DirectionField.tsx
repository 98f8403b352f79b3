// Bút phê: the words, with one's usual phrases under them, those used most first. A digit in the empty field takes a phrase, Enter
// sends, Shift+Enter begins a line.
import { Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { longest } from '../../../src-main/handling/schemas.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { notify } from '../../ui/notices.ts'
import { phrases } from './handling.ts'
import styles from './Handling.module.css'

interface DirectionFieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly autoFocus?: boolean
  readonly ref?: Ref<HTMLTextAreaElement>
}

/** The phrase under a digit, 1 to 9. */
export function usePhrase(): (digit: number) => string | undefined {
  const kept = useQuery(phrases).data?.phrases ?? []
  return (digit) => kept[digit - 1]?.text
}

export function DirectionField({ value, onChange, autoFocus = false, ref }: DirectionFieldProps) {
  const { t } = useTranslation()
  const kept = useQuery(phrases).data?.phrases ?? []
  const { send, trouble } = useCommand()
  const text = value.trim()
  const isKept = kept.some((one) => one.text === text)
  return (
    <div className={styles.direction}>
      <Textarea
        ref={ref}
        label={t('handling.give.direction')}
        description={t('handling.give.directionHint')}
        value={value}
        rows={2}
        maxLength={longest.direction}
        data-autofocus={autoFocus || undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault()
            event.currentTarget.form?.requestSubmit()
          } else if (value === '' && /^[1-9]$/.test(event.key)) {
            const phrase = kept[Number(event.key) - 1]
            if (!phrase) return
            event.preventDefault()
            onChange(phrase.text)
          }
        }}
      />
      <div className={styles.phrases} role="group" aria-label={t('handling.phrases.title')}>
        {kept.slice(0, 9).map((one, at) => (
          <span key={one.id} className={styles.phrase}>
            <button type="button" tabIndex={-1} title={one.text} aria-label={t('handling.phrases.take', { number: at + 1, text: one.text })} onClick={() => onChange(one.text)}><Kbd>{at + 1}</Kbd> {one.text}</button>
            <button type="button" tabIndex={-1} className={styles.drop} aria-label={t('handling.phrases.remove', { text: one.text })} onClick={() => void send('handling.removePhrase', { id: one.id }, () => {})}>✕</button>
          </span>
        ))}
        {text !== '' && !isKept && text.length <= longest.phrase && (
          <button type="button" className={styles.keep} onClick={() => void send('handling.savePhrase', { text }, () => notify(t('handling.phrases.kept')))}>{t('handling.phrases.keep')}</button>
        )}
      </div>
      {trouble && <p className={styles.trouble} role="alert">{trouble}</p>}
    </div>
  )
}
