// Urgency, secrecy, limits, due date and status, said in words and a shape; never by colour alone.
import { useTranslation } from 'react-i18next'
import type { Secrecy, Urgency } from '../../src-main/contract/fields.ts'
import type { DocumentStatus } from '../../src-main/registers/schemas.ts'
import { daysBetween, formatDateShort } from '../../src-main/text/dates.ts'
import { IconLock } from './icons.ts'
import styles from './Marks.module.css'

const strokes: Readonly<Record<Urgency, number>> = { normal: 0, khan: 1, 'thuong-khan': 2, 'hoa-toc': 3 }

export function UrgencyMark({ urgency }: { readonly urgency: Urgency }) {
  const { t } = useTranslation()
  const weight = strokes[urgency]
  if (weight === 0) return null
  return (
    <span className={`${styles.mark} ${styles.urgent} ${weight === 2 ? styles.urgent2 : weight === 3 ? styles.urgent3 : ''}`}>
      <span aria-hidden className={styles.strokes}>{Array.from({ length: weight }, (_, at) => <i key={at} />)}</span>
      {t(`terms.urgency.${urgency}`)}
    </span>
  )
}

export function SecrecyMark({ secrecy }: { readonly secrecy: Secrecy }) {
  const { t } = useTranslation()
  return secrecy === 'none' ? null : <span className={`${styles.mark} ${styles.secret}`}>{t(`terms.secrecyStamp.${secrecy}`)}</span>
}

/** Named readers alone may read it: a lock, with its words beside it or behind. */
export function LimitedMark({ limited, words = false }: { readonly limited: boolean; readonly words?: boolean }) {
  const { t } = useTranslation()
  if (!limited) return null
  const said = t('terms.field.limited')
  return <span className={`${styles.mark} ${styles.limited}`} title={words ? undefined : said}><IconLock aria-hidden size={13} stroke={1.75} /><span className={words ? undefined : 'unseen'}>{said}</span></span>
}

/** Locked against every change. */
export function FrozenMark({ frozen, reason }: { readonly frozen: boolean; readonly reason?: string | null }) {
  const { t } = useTranslation()
  return frozen ? <span className={`${styles.mark} ${styles.plain}`} title={reason ?? undefined}>{t('document.frozen.mark')}</span> : null
}

/** How a due date stands to today: 'overdue', 'soon' (within 7 days), 'later'. */
export function dueState(dueDate: string, today: string): 'overdue' | 'soon' | 'later' {
  const days = daysBetween(today, dueDate)
  return days < 0 ? 'overdue' : days <= 7 ? 'soon' : 'later'
}

export function DueMark({ dueDate, today }: { readonly dueDate: string | null; readonly today: string }) {
  const { t } = useTranslation()
  if (dueDate === null) return null
  const days = daysBetween(today, dueDate)
  const state = dueState(dueDate, today)
  const words = days < 0 ? t('terms.due.overdue', { count: -days }) : days === 0 ? t('terms.due.today') : t('terms.due.by', { date: formatDateShort(dueDate) })
  return <span className={`${styles.mark} ${state === 'later' ? styles.plain : styles[state]}`}>{words}</span>
}

/** ○ waits, ↩ came back, ✓ approved: a shape beside the word. */
const draftShapes = { submitted: '○', returned: '↩', approved: '✓' } as const

/** How far a draft is on its way, in place of "draft", and a document's state where lists must tell it. */
export function StatusMark({ status, draftState = null }: { readonly status: DocumentStatus; readonly draftState?: keyof typeof draftShapes | null }) {
  const { t } = useTranslation()
  if (status === 'registered' || status === 'issued') return null
  if (draftState !== null) {
    const way = <span className={`${styles.mark} ${draftState === 'approved' ? styles.done : styles.struck}`}><span aria-hidden>{draftShapes[draftState]}</span>{t(`terms.draftState.${draftState}`)}</span>
    return status === 'draft' ? way : <>{way}<StatusMark status={status} /></>
  }
  const gone = status === 'returned' || status === 'cancelled' || status === 'recalled'
  return <span className={`${styles.mark} ${gone ? styles.struck : styles.plain}`}>{t(`terms.status.${status}`)}</span>
}
