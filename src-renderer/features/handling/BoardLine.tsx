// One piece of work on a board: the document in two lines, on the right who has it as what, until when, how far.
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { formatDate, formatDateShort } from '../../../src-main/text/dates.ts'
import { LimitedMark, SecrecyMark, UrgencyMark } from '../../ui/Marks.tsx'
import styles from './Board.module.css'
import type { BoardRow } from './handling.ts'
import { isOver, StateMark, TermMark } from './WorkMarks.tsx'

/** A line as a screen reader says it. */
export function wordsOfLine(t: TFunction<'words'>, { document, to, role, state }: BoardRow): string {
  const said = t('handling.board.row', {
    number: `${document.arrivalNumber ?? ''}${document.arrivalSuffix}`, symbol: document.numberSymbol || t('terms.noNumber'), body: document.issuingBodyName, subject: document.subject,
    to: to.name, role: t(`handling.role.${role}`), state: t(`handling.state.${state}`),
  })
  return document.limited ? `${said}, ${t('terms.field.limited')}` : said
}

export function BoardLine({ row, today }: { readonly row: BoardRow | undefined; readonly today: string }) {
  const { t } = useTranslation()
  if (!row) return <div className={styles.waiting} aria-hidden><span /><span /></div>
  const { document, to, role, state, dueDate, closedOn, remindedAt, direction, asksReceipt } = row
  const over = isOver(state)
  return (
    <div className={styles.line}>
      <span className={styles.number}>{document.arrivalNumber}{document.arrivalSuffix}</span>
      <span className={styles.first}>
        <span className={styles.symbol}>{document.numberSymbol || t('terms.noNumber')}</span>
        <span className={styles.facts}>{[document.arrivalDate && t('handling.board.arrival', { date: formatDateShort(document.arrivalDate) }), document.issuingBodyName].filter(Boolean).join(' · ')}</span>
        <SecrecyMark secrecy={document.secrecy} />
        <LimitedMark limited={document.limited} />
        <UrgencyMark urgency={document.urgency} />
      </span>
      <span className={styles.subject} title={direction ?? document.subject}>{direction !== null ? <><b>{direction}</b> · {document.subject}</> : document.subject}</span>
      <span className={styles.holder} title={to.name}>{to.name}</span>
      <span className={styles.role}>{[t(`handling.role.${role}`), asksReceipt && state === 'given' && t('handling.course.receipt'), remindedAt !== null && t('handling.course.reminded')].filter(Boolean).join(' · ')}</span>
      <span className={styles.term}>{over && closedOn !== null ? t('handling.board.doneOn', { date: formatDate(closedOn) }) : <TermMark dueDate={dueDate} today={today} isOpen={!over} />}</span>
      <span className={styles.state}><StateMark state={state} /></span>
    </div>
  )
}
