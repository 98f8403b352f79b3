// Độ mật of a document: its level with the mark for the envelope, how long it is protected, decisions, numbered copies. Shown of secret
// documents and of those with decisions; asked when the fields of the document are.
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { daysBetween, formatDate } from '../../../src-main/text/dates.ts'
import { useMay } from '../../data/desk.ts'
import { officeState, type Document } from '../../data/queries.ts'
import { courseOf, ENDING_WITHIN, useReaderRight, type Course, type SecretCopy } from '../../data/secrecy.ts'
import { Button } from '../../ui/Button.tsx'
import pane from '../document/DocumentPane.module.css'
import styles from './Secrecy.module.css'

const ChangeLevelDialog = lazy(async () => ({ default: (await import('./DecisionDialogs.tsx')).ChangeLevelDialog }))
const ExtendDialog = lazy(async () => ({ default: (await import('./DecisionDialogs.tsx')).ExtendDialog }))
const DestroyDialog = lazy(async () => ({ default: (await import('./DecisionDialogs.tsx')).DestroyDialog }))
const GiveCopyDialog = lazy(async () => ({ default: (await import('./CopyDialogs.tsx')).GiveCopyDialog }))
const RecallCopiesDialog = lazy(async () => ({ default: (await import('./CopyDialogs.tsx')).RecallCopiesDialog }))
const EndCopyDialog = lazy(async () => ({ default: (await import('./CopyDialogs.tsx')).EndCopyDialog }))

type Task = 'change' | 'extend' | 'destroy' | 'give' | 'recall' | SecretCopy

export function SecrecyCourse({ record }: { readonly record: Document }) {
  const { t } = useTranslation()
  const course = useQuery(courseOf(record.id)).data
  const today = useQuery(officeState).data?.today ?? ''
  const works = useReaderRight(record) === 'work'
  const keeps = useMay('keep-secrets') && works
  const [task, setTask] = useState<Task | null>(null)
  const close = () => setTask(null)
  if (!course || (course.level === 'none' && course.decisions.length === 0)) return null
  const acts = keeps && !course.destroyed && record.status !== 'withdrawn'
  const secret = course.level !== 'none'
  const copiesOut = course.copies.filter(({ end }) => end === null)

  return (
    <section aria-labelledby="secrecy-course">
      <h3 className={pane.section} id="secrecy-course">{t('secrecy.title')}</h3>
      {course.destroyed && <p className={styles.gone}>{t('secrecy.isDestroyed')}</p>}
      <dl className={styles.facts}>
        <dt>{t('secrecy.level')}</dt>
        <dd>{t(`terms.secrecy.${course.level}`)}</dd>
        {course.markLetter !== null && <><dt>{t('secrecy.mark')}</dt><dd>{t('secrecy.markLetter', { letter: course.markLetter })}</dd></>}
        {secret && !course.destroyed && <><dt>{t('secrecy.protection')}</dt><Protection until={course.protectedUntil} today={today} /></>}
      </dl>
      {acts && (
        <div className={styles.acts}>
          <Button onClick={() => setTask('change')}>{t('secrecy.changeShort')}</Button>
          {secret && <Button onClick={() => setTask('extend')}>{t('secrecy.extend')}</Button>}
          {secret && <Button kind="danger" onClick={() => setTask('destroy')}>{t('secrecy.destroy')}</Button>}
        </div>
      )}
      <h4 className={styles.part}>{t('secrecy.decisions')}</h4>
      {course.decisions.length === 0 && <p className={styles.none}>{t('secrecy.decisionsNone')}</p>}
      <ol className={pane.plainList} aria-label={t('secrecy.decisions')}>
        {course.decisions.map((one) => <li key={one.id} className={styles.line}><span><b>{t(`secrecy.kind.${one.kind}`)}</b> {wordsOfDecision(t, one)}</span></li>)}
      </ol>
      {(secret || course.copies.length > 0) && (
        <>
          <h4 className={styles.part}>{t('secrecy.copies')}</h4>
          {course.copies.length === 0 && <p className={styles.none}>{t('secrecy.copiesNone')}</p>}
          <ul className={pane.plainList} aria-label={t('secrecy.copies')}>
            {course.copies.map((one) => (
              <li key={one.id} className={styles.line}>
                <span><b>{t('secrecy.copyNumber', { number: one.number })}</b> {wordsOfCopy(t, one)}</span>
                {acts && one.end === null && <Button label={t('secrecy.endNamed', { number: one.number })} onClick={() => setTask(one)}>{t('secrecy.end')}</Button>}
              </li>
            ))}
          </ul>
        </>
      )}
      {acts && (secret || copiesOut.length > 0) && (
        <div className={styles.acts}>
          {secret && <Button onClick={() => setTask('give')}>{t('secrecy.give')}</Button>}
          {copiesOut.length > 0 && <Button onClick={() => setTask('recall')}>{t('secrecy.recall')}</Button>}
        </div>
      )}
      <Suspense>
        {task === 'change' && <ChangeLevelDialog record={record} onClose={close} />}
        {task === 'extend' && <ExtendDialog record={record} onClose={close} />}
        {task === 'destroy' && <DestroyDialog record={record} onClose={close} />}
        {task === 'give' && <GiveCopyDialog record={record} onClose={close} />}
        {task === 'recall' && <RecallCopiesDialog record={record} onClose={close} />}
        {task !== null && typeof task === 'object' && <EndCopyDialog copy={task} onClose={close} />}
      </Suspense>
    </section>
  )
}

/** Until when a secret is kept; in words where that has gone by, or is near. */
function Protection({ until, today }: { readonly until: string | null; readonly today: string }) {
  const { t } = useTranslation()
  if (until === null) return <dd>{t('secrecy.protectionNone')}</dd>
  const date = formatDate(until)
  const left = daysBetween(today, until)
  if (left < 0) return <dd data-ended>{t('secrecy.protectionEnded', { date })}</dd>
  if (left <= ENDING_WITHIN) return <dd data-ends>{t('secrecy.protectionEnding', { date, count: left })}</dd>
  return <dd>{t('secrecy.protectedUntil', { date })}</dd>
}

const joined = (...parts: readonly (string | null | false)[]) => parts.filter(Boolean).join(' · ')

function wordsOfDecision(t: TFunction<'words'>, one: Course['decisions'][number]): string {
  return joined(
    one.from !== one.to && t('secrecy.fromTo', { from: t(`terms.secrecy.${one.from}`), to: t(`terms.secrecy.${one.to}`) }),
    t('secrecy.decisionBy', { number: one.numberSymbol, date: formatDate(one.decidedOn), by: one.decidedBy }),
    one.protectedUntil !== null && t('secrecy.until', { date: formatDate(one.protectedUntil) }),
    one.reason,
  )
}

function wordsOfCopy(t: TFunction<'words'>, one: SecretCopy): string {
  return joined(
    one.holder, t('secrecy.given', { date: formatDate(one.givenOn) }), one.note,
    one.recallAskedOn !== null && t('secrecy.recallAsked', { date: formatDate(one.recallAskedOn) }),
    one.end !== null && t(`secrecy.ended.${one.end}`, { date: one.endedOn === null ? '' : formatDate(one.endedOn) }),
    one.endNote,
  )
}
