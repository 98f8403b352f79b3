// How far an assignment is, and how its day due stands to today: in words and a shape, never by colour alone.
import { useTranslation } from 'react-i18next'
import type { AssignmentState } from '../../../src-main/handling/words.ts'
import { formatDate } from '../../../src-main/text/dates.ts'
import { DueMark } from '../../ui/Marks.tsx'
import styles from './Handling.module.css'

/** Whether nothing more is done with it. */
export function isOver(state: AssignmentState): boolean {
  return state === 'completed' || state === 'returned' || state === 'withdrawn'
}

/** An empty ring, a half, a full disc; a cross for what came back. */
const shapes: Readonly<Record<AssignmentState, string>> = { given: '○', accepted: '◔', working: '◑', answered: '◕', completed: '●', returned: '✕', withdrawn: '✕' }

export function StateMark({ state }: { readonly state: AssignmentState }) {
  const { t } = useTranslation()
  return <span className={styles.state} data-state={state}><i aria-hidden>{shapes[state]}</i>{t(`handling.state.${state}`)}</span>
}

/** The day due: overdue with its shape and its days, else the day itself. */
export function TermMark({ dueDate, today, isOpen }: { readonly dueDate: string | null; readonly today: string; readonly isOpen: boolean }) {
  const { t } = useTranslation()
  if (dueDate === null) return <span className={styles.term}>{t('handling.course.noDue')}</span>
  if (!isOpen) return <span className={styles.term}>{t('handling.course.due', { date: formatDate(dueDate) })}</span>
  return <span className={styles.term}>{dueDate < today && <i aria-hidden className={styles.late}>▲</i>}<DueMark dueDate={dueDate} today={today} />{dueDate <= today && <span>{formatDate(dueDate)}</span>}</span>
}
