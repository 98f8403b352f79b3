// What one is reminded of, on the first page: due soon, overdue, asked for by somebody. Each line opens the document's handling.
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { openDocument, showBoard } from '../../app/place.ts'
import { Button } from '../../ui/Button.tsx'
import { LimitedMark, SecrecyMark, UrgencyMark } from '../../ui/Marks.tsx'
import today from '../today/Today.module.css'
import { doerName, reminders, type Reminder } from './handling.ts'
import styles from './Reminders.module.css'

function wordsOf(t: TFunction<'words'>, { kind, workingDays, asked }: Reminder): string {
  const days = kind === 'overdue' ? t('handling.reminders.overdue', { count: workingDays ?? 0 }) : kind === 'due' ? (workingDays === 0 ? t('handling.reminders.dueToday') : t('handling.reminders.due', { count: workingDays ?? 0 })) : ''
  const name = asked === null ? '' : doerName(t, asked.by)
  const said = asked === null ? '' : asked.text === null ? t('handling.reminders.asked', { name }) : t('handling.reminders.askedText', { name, text: asked.text })
  return [days, said].filter(Boolean).join(' · ')
}

export function RemindersCard() {
  const { t } = useTranslation()
  const list = useQuery(reminders).data?.reminders ?? []
  if (list.length === 0) return null
  return (
    <section className={`${today.part} ${styles.card}`} aria-labelledby="reminders">
      <header className={styles.head}><h2 id="reminders">{t('handling.reminders.title')} ({list.length})</h2><Button kind="bare" onClick={() => showBoard()}>{t('handling.reminders.all')}</Button></header>
      <ul>
        {list.map((one) => (
          <li key={one.id}>
            <button type="button" className={styles.row} onClick={() => openDocument(one.documentId, 'handling')}>
              <span className={styles.why} data-kind={one.kind}>{one.kind === 'overdue' && <i aria-hidden>▲</i>}{wordsOf(t, one)}</span>
              <span className={styles.what}><b>{one.document.numberSymbol || t('terms.noNumber')}</b> {one.document.subject}</span>
              <SecrecyMark secrecy={one.document.secrecy} />
              <LimitedMark limited={one.document.limited} />
              <UrgencyMark urgency={one.document.urgency} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
