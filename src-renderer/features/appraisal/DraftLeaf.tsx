// The leaf "Trình duyệt" of an outgoing document: where its draft stands, what was approved, the files of each version, and everything that
// happened, oldest first; once it is issued, its whole course.
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApprovalAspect } from '../../../src-main/contract/choices.ts'
import { useMay } from '../../data/desk.ts'
import type { Document } from '../../data/queries.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import handling from '../handling/Handling.module.css'
import { doerName } from '../handling/handling.ts'
import { SeenTable } from '../trail/SeenBy.tsx'
import styles from './Appraisal.module.css'
import { draftCourse, instantOf, isDrafted, type DraftCourse } from './appraisal.ts'
import { DraftEvents } from './DraftEvents.tsx'
import { PrintMenu } from './PrintMenu.tsx'
import { begin, openActs } from './useDraftActs.tsx'
import { Versions } from './Versions.tsx'

const WithdrawDialog = lazy(async () => ({ default: (await import('./DraftDialogs.tsx')).WithdrawDialog }))
const aspects: readonly ApprovalAspect[] = ['content', 'form']

export default function DraftLeaf({ record }: { readonly record: Document }) {
  const { t } = useTranslation()
  const query = useQuery(draftCourse(record.id))
  const readsTrail = useMay('read-trail')
  const [withdrawing, withdraw] = useState<ApprovalAspect | null>(null)
  if (query.isError) return <EmptyState title={inWords(asRefusal(query.error))} />
  if (!query.data) return <div aria-busy />
  const course = query.data
  const { state, version, changed, holder, versions, events } = course
  const drafted = isDrafted(record)
  // Of what was issued without any of it, approvals say nothing.
  const wasOnItsWay = events.some(({ kind }) => kind !== 'written')
  return (
    <div className={handling.course} tabIndex={0} role="group" aria-label={t(drafted ? 'appraisal.tab' : 'appraisal.course')}>
      <header className={handling.standing}>
        <p role="status">
          <b>{state === 'issued' ? t(`terms.status.${record.status}`) : t(`appraisal.state.${state}`)}</b>
          {drafted && state === 'submitted' && holder !== null && <span>{t('appraisal.waitsFor', { name: holder.name })}</span>}
          {wasOnItsWay && <span>{t('appraisal.version', { number: version })}</span>}
          {drafted && changed && <span className={styles.changed}><i aria-hidden>▲</i>{t('appraisal.changed')}</span>}
        </p>
        <span className={handling.acts}>
          {openActs(course).map((act) => <Button key={act} keyOf={act} onClick={() => begin(act)}>{t(`appraisal.${act}.act`)}</Button>)}
          <PrintMenu record={record} />
        </span>
      </header>
      {(drafted || wasOnItsWay) && (
        <section aria-label={t('appraisal.approvals')}>
          <h3>{t('appraisal.approvals')}</h3>
          <ul className={styles.approvals}>{aspects.map((aspect) => <Approval key={aspect} aspect={aspect} course={course} onWithdraw={() => withdraw(aspect)} />)}</ul>
        </section>
      )}
      <Versions versions={versions} />
      <section aria-label={t('appraisal.events')}>
        <h3>{t('appraisal.events')}</h3>
        <DraftEvents events={events} />
      </section>
      {readsTrail && <section aria-label={t('trail.seenBy')}><h3>{t('trail.seenBy')}</h3><SeenTable documentId={record.id} /></section>}
      <Suspense>{withdrawing && <WithdrawDialog record={record} aspect={withdrawing} onClose={() => withdraw(null)} />}</Suspense>
    </div>
  )
}

/** One of the two approvals: who gave it, or why none holds. */
function Approval({ aspect, course, onWithdraw }: { readonly aspect: ApprovalAspect; readonly course: DraftCourse; readonly onWithdraw: () => void }) {
  const { t } = useTranslation()
  const approval = course.approvals[aspect]
  const last = course.events.findLast((event) => event.kind === 'approved' && event.aspect === aspect)
  return (
    <li data-holds={approval !== null || undefined}>
      <b><i aria-hidden>{approval === null ? '○' : '✓'}</i>{t(`appraisal.approvalOf.${aspect}`)}</b>
      <span>
        {approval !== null
          ? t('appraisal.approvedBy', { name: doerName(t, approval.by.name), at: instantOf(approval.at), version: approval.version })
          : last?.outcome && last.outcome !== 'holds' ? t('appraisal.lapsed', { version: last.version ?? 1, why: t(`appraisal.outcome.${last.outcome}`) }) : t('appraisal.notApproved')}
        {approval?.notedBy && <span className={handling.noted}>{t('appraisal.notedBy', { name: doerName(t, approval.notedBy.name) })}</span>}
      </span>
      {approval?.mayWithdraw && <Button kind="bare" onClick={onWithdraw}>{t('appraisal.withdraw.act')}</Button>}
    </li>
  )
}
