// The leaf "Giải quyết" of an incoming document: where it stands, who has what until when, and everything that happened, oldest first.
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate, vietnamDate } from '../../../src-main/text/dates.ts'
import { usePlace } from '../../app/place.ts'
import { useMay, usePerson } from '../../data/desk.ts'
import { persons } from '../../data/people.ts'
import type { Document } from '../../data/queries.ts'
import { useReaderRight } from '../../data/secrecy.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { PrintMenu } from '../appraisal/PrintMenu.tsx'
import { openRoutingSlip } from '../document/file-actions.ts'
import { AssignmentActs, type Act } from './AssignmentActs.tsx'
import { CourseEvents } from './CourseEvents.tsx'
import { courseOf, doerName, type CourseAssignment } from './handling.ts'
import styles from './Handling.module.css'
import { isOver, StateMark, TermMark } from './WorkMarks.tsx'

const GiveDialog = lazy(() => import('./GiveDialog.tsx'))
const WordedDialog = lazy(async () => ({ default: (await import('./WorkDialogs.tsx')).WordedDialog }))
const ExtendDialog = lazy(async () => ({ default: (await import('./WorkDialogs.tsx')).ExtendDialog }))
const AnswerDialog = lazy(async () => ({ default: (await import('./WorkDialogs.tsx')).AnswerDialog }))

/** Whether an assignment is that of the person at the desk, or of their unit; alone in an archive one has all. */
export function useIsOwn(): (assignment: Pick<CourseAssignment, 'to'>) => boolean {
  const person = usePerson()
  const everybody = useQuery({ ...persons, enabled: person !== null }).data
  const unitId = everybody?.persons.find(({ id }) => id === person?.id)?.unitId ?? null
  return ({ to }) => person === null || (to.kind === 'account' && to.id === person.id) || (to.kind === 'unit' && to.id === unitId)
}

export default function CourseLeaf({ record, today }: { readonly record: Document; readonly today: string }) {
  const { t } = useTranslation()
  const query = useQuery(courseOf(record.id))
  const isOwn = useIsOwn()
  const own = useReaderRight(record)
  const distributes = useMay('distribute') && own === 'work'
  const directs = useMay('direct', 'note-for-others') && own === 'work'
  const prints = useMay('print') && own !== 'read'
  const [task, setTask] = useState<{ readonly act: Act; readonly assignment: CourseAssignment } | null>(null)
  if (query.isError) return <EmptyState title={inWords(asRefusal(query.error))} />
  if (!query.data) return <div aria-busy />
  const { state, dueDate, onTime, completedAt, assignments, events } = query.data
  const stands = record.status === 'registered'
  const close = () => setTask(null)
  const acts = (
    <span className={styles.acts}>
      {stands && distributes && <Button keyOf="distribute" onClick={() => usePlace.setState({ handing: 'distribute' })}>{t('handling.give.act')}</Button>}
      {stands && directs && <Button keyOf="direct" onClick={() => usePlace.setState({ handing: 'direct' })}>{t('handling.direct.act')}</Button>}
      {prints && <Button onClick={() => void openRoutingSlip(record.id)}>{t('handling.course.slip')}</Button>}
      <PrintMenu record={record} />
    </span>
  )
  if (events.length === 0) return <EmptyState title={t('handling.course.none')} what={t(stands && distributes ? 'handling.course.noneDo' : 'handling.course.noneRead')}>{acts}</EmptyState>
  return (
    <div className={styles.course} tabIndex={0} role="group" aria-label={t('document.tab.handling')}>
      <header className={styles.standing}>
        <p role="status">
          <b>{t(`handling.course.outcome.${state}`)}</b>
          {state === 'done' ? <span>{[completedAt && formatDate(vietnamDate(Date.parse(completedAt))), onTime !== null && t(onTime ? 'handling.course.onTime' : 'handling.course.late')].filter(Boolean).join(' · ')}</span> : <TermMark dueDate={dueDate} today={today} isOpen={state === 'open'} />}
        </p>
        {acts}
      </header>
      {assignments.length > 0 && (
        <section aria-label={t('handling.course.assignments')}>
          <h3>{t('handling.course.assignments')}</h3>
          <ul className={styles.tree}>
            {assignments.map((one) => (
              <li key={one.id} data-over={isOver(one.state) || undefined} aria-label={t('handling.course.tree', { name: one.to.name, role: t(`handling.role.${one.role}`), state: t(`handling.state.${one.state}`) })}>
                <span className={styles.holder} style={{ paddingInlineStart: `${Math.min(one.depth, 6) * 1.25}rem` }}>{one.depth > 0 && <i aria-hidden>└</i>}<b>{one.to.name}</b><span className={styles.roleWord}>{t(`handling.role.${one.role}`)}</span></span>
                <StateMark state={one.state} />
                <TermMark dueDate={one.dueDate} today={today} isOpen={!isOver(one.state)} />
                <AssignmentActs assignment={one} isOwn={isOwn(one)} onAct={(act) => setTask({ act, assignment: one })} />
                <p className={styles.more} style={{ paddingInlineStart: `${Math.min(one.depth, 6) * 1.25}rem` }}>{[t('handling.course.by', { name: doerName(t, one.givenBy.name) }), one.asksReceipt && t('handling.course.receipt'), one.remindedAt !== null && t('handling.course.reminded'), one.result !== null && t('handling.course.result', { text: one.result })].filter(Boolean).join(' · ')}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label={t('handling.course.events')}>
        <h3>{t('handling.course.events')}</h3>
        <CourseEvents events={events} />
      </section>
      <Suspense>
        {task?.act === 'pass' && <GiveDialog record={record} passing={task.assignment} onClose={close} />}
        {task?.act === 'answer' && <AnswerDialog record={record} assignment={task.assignment} onClose={close} />}
        {task?.act === 'extend' && <ExtendDialog assignment={task.assignment} onClose={close} />}
        {task !== null && task.act !== 'pass' && task.act !== 'answer' && task.act !== 'extend' && <WordedDialog act={task.act} assignment={task.assignment} onClose={close} />}
      </Suspense>
    </div>
  )
}
