// Acts on what was handed out that ask for words: progress, an answer in writing, completion, return; more time, a reminder, withdrawal.
import { Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { longest } from '../../../src-main/handling/schemas.ts'
import { formatDate } from '../../../src-main/text/dates.ts'
import { compose } from '../../app/place.ts'
import { useMay } from '../../data/desk.ts'
import { officeState, type Document } from '../../data/queries.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { DocumentField } from '../outgoing/DocumentField.tsx'
import type { Answered } from '../outgoing/outgoing-values.ts'
import { DayChoice } from '../print/DayChoice.tsx'
import type { CourseAssignment } from './handling.ts'

interface ActProps {
  readonly assignment: CourseAssignment
  readonly onClose: () => void
}

/** Acts that need words alone. */
export type Worded = 'progress' | 'complete' | 'return' | 'remind' | 'withdraw'
const needsText: readonly Worded[] = ['progress', 'return', 'withdraw']

export function WordedDialog({ act, assignment, onClose }: ActProps & { readonly act: Worded }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const { busy, trouble, send } = useCommand()
  const { id: assignmentId, to: { name } } = assignment
  const said = text.trim()
  const done = () => {
    notify(t(`handling.work.${act}Done`, { name }))
    onClose()
  }
  const submit = () => {
    switch (act) {
      case 'progress': return send('handling.reportProgress', { assignmentId, text: said }, done)
      case 'complete': return send('handling.complete', { assignmentId, ...(said === '' ? {} : { result: said }) }, done)
      case 'return': return send('handling.return', { assignmentId, reason: said }, done)
      case 'remind': return send('handling.remind', { assignmentId, ...(said === '' ? {} : { text: said }) }, done)
      case 'withdraw': return send('handling.withdraw', { assignmentId, reason: said }, done)
    }
  }
  const label = act === 'progress' ? t('handling.work.progressText') : act === 'complete' ? t('handling.work.result') : act === 'remind' ? t('handling.work.remindText') : t('reason')
  const what = act === 'complete' ? t('handling.work.completeWhat') : act === 'withdraw' ? t('handling.work.withdrawWhat') : undefined
  return (
    <Dialog title={t(`handling.work.${act}Title`, { name })} what={what} submit={t(`handling.work.${act}`)} onClose={onClose} onSubmit={() => void submit()} busy={busy} disabled={needsText.includes(act) && said === ''} trouble={trouble}>
      <Textarea data-autofocus label={label} required={needsText.includes(act)} rows={3} value={text} maxLength={act === 'progress' || act === 'complete' ? longest.direction : longest.reason} onChange={(event) => setText(event.currentTarget.value)} />
    </Dialog>
  )
}

export function ExtendDialog({ assignment, onClose }: ActProps) {
  const { t } = useTranslation()
  const today = useQuery(officeState).data?.today ?? ''
  const [until, setUntil] = useState<string | null>('')
  const [reason, setReason] = useState('')
  const { busy, trouble, send } = useCommand()
  const { id: assignmentId, to: { name }, dueDate } = assignment
  const save = () => until && send('handling.extend', { assignmentId, until, reason: reason.trim() }, () => {
    notify(t('handling.work.extendDone', { date: formatDate(until) }))
    onClose()
  })
  return (
    <Dialog title={t('handling.work.extendTitle', { name })} what={dueDate === null ? undefined : t('handling.course.due', { date: formatDate(dueDate) })} submit={t('handling.work.extend')} onClose={onClose} onSubmit={() => void save()} busy={busy} disabled={!until || reason.trim() === ''} trouble={trouble}>
      <DayChoice label={t('handling.work.until')} today={today} value={until} onChange={setUntil} />
      <Textarea label={t('reason')} required rows={2} value={reason} maxLength={longest.reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </Dialog>
  )
}

export function AnswerDialog({ record, assignment, onClose }: ActProps & { readonly record: Document }) {
  const { t } = useTranslation()
  const drafts = useMay('draft')
  // What was drafted as an answer already is what is meant, most times.
  const [chosen, setChosen] = useState<readonly Answered[]>(record.links.filter(({ kind, direction }) => kind === 'in-reply-to' && direction === 'to').slice(-1).map(({ id, numberSymbol, subject }) => ({ id, words: numberSymbol || subject })))
  const [text, setText] = useState('')
  const { busy, trouble, send } = useCommand()
  const [answer] = chosen
  const save = () => answer && send('handling.answer', { documentId: record.id, answerDocumentId: answer.id, assignmentId: assignment.id, ...(text.trim() === '' ? {} : { text: text.trim() }) }, () => {
    notify(t('handling.work.answerDone'))
    onClose()
  })
  return (
    <Dialog title={t('handling.work.answerTitle', { name: assignment.to.name })} what={t('handling.work.answerWhat')} onClose={onClose} onSubmit={() => void save()} busy={busy} disabled={answer === undefined} trouble={trouble}>
      <DocumentField label={t('handling.work.answerField')} direction="outgoing" single autoFocus chosen={chosen} onChange={setChosen} />
      {drafts && answer === undefined && <div><Button onClick={() => { onClose(); compose({ kind: 'reply', id: record.id }) }}>{t('handling.work.answerStart')}</Button></div>}
      <Textarea label={t('handling.work.note')} rows={2} value={text} maxLength={longest.direction} onChange={(event) => setText(event.currentTarget.value)} />
    </Dialog>
  )
}
