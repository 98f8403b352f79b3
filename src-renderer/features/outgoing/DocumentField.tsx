// Trả lời văn bản: the incoming documents that this one answers, found by typing their number or subject.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { read } from '../../data/ask.ts'
import { TypeAhead } from '../../ui/TypeAhead.tsx'
import { useDelayed } from '../fields/useDelayed.ts'
import { answeredOf, type Answered } from './outgoing-values.ts'
import styles from './Outgoing.module.css'

interface DocumentFieldProps {
  readonly label: string
  readonly direction: 'incoming' | 'outgoing'
  readonly chosen: readonly Answered[]
  readonly onChange: (chosen: readonly Answered[]) => void
  readonly exceptId?: string
  /** one document and no more */
  readonly single?: boolean
  readonly autoFocus?: boolean
  /** what is typed and names no document yet; a form that is sent has a word on it */
  readonly typed?: { readonly text: string; readonly onText: (text: string) => void; readonly error: string | undefined; readonly onBlur: () => void }
}

export function DocumentField({ label, direction, chosen, onChange, exceptId, single = false, autoFocus = false, typed }: DocumentFieldProps) {
  const { t } = useTranslation()
  const [own, setOwn] = useState('')
  const text = typed?.text ?? own
  const setText = typed?.onText ?? setOwn
  const sought = useDelayed(text.trim(), 120)
  const rows = useQuery({
    queryKey: ['documents', 'pick', direction, sought],
    queryFn: () => read('registers.findDocuments', { text: sought, filters: { direction }, order: 'rank', limit: 8, withoutTotal: true }),
    enabled: sought !== '',
    placeholderData: keepPreviousData,
  }).data?.rows ?? []
  const offers = text.trim() === '' ? [] : rows.filter(({ id }) => id !== exceptId && !chosen.some((one) => one.id === id))
  return (
    <div>
      <TypeAhead
        label={label}
        name="answeredText"
        error={typed?.error}
        onBlur={() => typed?.onBlur()}
        maxLength={200}
        text={text}
        autoFocus={autoFocus}
        placeholder={t('outgoing.findHint')}
        offers={offers.map((row) => ({ value: row.id, label: [row.numberSymbol || t('terms.noNumber'), direction === 'incoming' && row.issuingBodyName].filter(Boolean).join(' · '), note: row.subject }))}
        onText={setText}
        onTake={({ value }) => {
          const row = rows.find(({ id }) => id === value)
          if (!row) return
          setText('')
          onChange(single ? [answeredOf(row)] : [...chosen, answeredOf(row)])
        }}
      />
      {chosen.length > 0 && (
        <div className={styles.chips} role="list" aria-label={label}>
          {chosen.map((one) => (
            <span key={one.id} role="listitem" className={styles.chip}>
              <span title={one.words}>{one.words}</span>
              <button type="button" tabIndex={-1} aria-label={t('outgoing.removeAnswered', { name: one.words })} onClick={() => onChange(chosen.filter(({ id }) => id !== one.id))}>✕</button>
            </span>
          ))}
        </div>
      )}
    </div>
  )
}
