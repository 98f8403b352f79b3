// What becomes of an outgoing document: recalled, with what each recipient answered; replaced or corrected by another; cancelled.
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import i18n from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Document } from '../../data/queries.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { takeBack } from '../document/ReasonDialogs.tsx'
import { DocumentField } from './DocumentField.tsx'
import type { Answered } from './outgoing-values.ts'

interface DialogProps {
  readonly record: Document
  readonly onClose: () => void
}
export type Recipient = NonNullable<Document['outgoing']>['recipients'][number]
type RecallAnswer = NonNullable<NonNullable<Recipient['recall']>['answer']>
const answers: readonly RecallAnswer[] = ['returned', 'destroyed', 'not-received']

const calledOf = ({ numberSymbol, subject }: Document) => numberSymbol || subject

/** One question with its reason: a recall, a cancelling, and taking that back. */
function ReasonDialog({ title, what, submit, busy, trouble, onClose, onReason }: { readonly title: string; readonly what: string; readonly submit: string; readonly busy: boolean; readonly trouble: string | null; readonly onClose: () => void; readonly onReason: (reason: string) => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  return (
    <Dialog title={title} what={what} submit={submit} onClose={onClose} onSubmit={() => onReason(reason.trim())} busy={busy} disabled={reason.trim() === ''} trouble={trouble}>
      <Textarea label={t('reason')} required value={reason} maxLength={500} rows={3} data-autofocus onChange={(event) => setReason(event.currentTarget.value)} />
    </Dialog>
  )
}

export function RecallDialog({ record, onClose }: DialogProps) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const number = calledOf(record)
  const recall = (reason: string) =>
    void send('registers.recallOutgoing', { id: record.id, reason, basedOn: record.entry }, ({ asked }) => {
      notify(t('outgoing.recalled', { number, count: asked }))
      onClose()
    })
  return <ReasonDialog title={t('outgoing.recallTitle', { number })} what={t('outgoing.recallWhat')} submit={t('outgoing.recall')} busy={busy} trouble={trouble} onClose={onClose} onReason={recall} />
}

export function AnswerDialog({ recipient, onClose }: { readonly recipient: Recipient; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [answer, setAnswer] = useState<RecallAnswer>(recipient.recall?.answer ?? 'returned')
  const [note, setNote] = useState(recipient.recall?.note ?? '')
  const { busy, trouble, send } = useCommand()
  const save = () =>
    send('registers.answerRecall', { recipientId: recipient.id, answer, ...(note.trim() === '' ? {} : { note: note.trim() }) }, () => {
      notify(t('outgoing.answered', { name: recipient.name, answer: t(`outgoing.answers.${answer}`) }))
      onClose()
    })
  return (
    <Dialog title={t('outgoing.answerTitle', { name: recipient.name })} onClose={onClose} onSubmit={() => void save()} busy={busy} trouble={trouble}>
      <NativeSelect data-autofocus label={t('outgoing.answer')} value={answer} data={answers.map((value) => ({ value, label: t(`outgoing.answers.${value}`) }))} onChange={(event) => setAnswer(event.currentTarget.value as RecallAnswer)} />
      <TextInput label={t('terms.field.note')} value={note} maxLength={500} onChange={(event) => setNote(event.currentTarget.value)} />
    </Dialog>
  )
}

export function SupersedeDialog({ record, onClose }: DialogProps) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<'replaces' | 'corrects'>('replaces')
  const [by, setBy] = useState<readonly Answered[]>([])
  const { busy, trouble, send } = useCommand()
  const save = () =>
    by[0] &&
    send('registers.supersedeOutgoing', { id: record.id, byId: by[0].id, kind, basedOn: record.entry }, () => {
      notify(t(`outgoing.superseded.${kind}`, { number: calledOf(record), by: by[0]!.words }))
      onClose()
    })
  return (
    <Dialog title={t('outgoing.supersedeTitle', { number: calledOf(record) })} what={t('outgoing.supersedeWhat')} submit={t('save')} onClose={onClose} onSubmit={() => void save()} busy={busy} disabled={by.length === 0} trouble={trouble}>
      <NativeSelect label={t('outgoing.how')} value={kind} data={(['replaces', 'corrects'] as const).map((value) => ({ value, label: t(`outgoing.supersede.${value}`) }))} onChange={(event) => setKind(event.currentTarget.value as typeof kind)} />
      <DocumentField label={t('outgoing.byWhich')} direction="outgoing" single exceptId={record.id} chosen={by} onChange={setBy} autoFocus />
    </Dialog>
  )
}

export function CancelOutgoing({ record, onClose }: DialogProps) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const number = calledOf(record)
  const cancel = (reason: string) =>
    void send('registers.cancelDocument', { id: record.id, reason, basedOn: record.entry }, () => {
      notify(t('outgoing.cancelled', { number }), { undo: () => void takeBack(record.id, i18n.t('document.undoReason')) })
      onClose()
    })
  return <ReasonDialog title={t('outgoing.cancelTitle', { number })} what={t(record.numberSymbol === '' ? 'outgoing.cancelDraftWhat' : 'outgoing.cancelWhat')} submit={t('outgoing.cancel')} busy={busy} trouble={trouble} onClose={onClose} onReason={cancel} />
}

export function ReinstateOutgoing({ record, onClose }: DialogProps) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const number = calledOf(record)
  const reinstate = (reason: string) =>
    void send('registers.reinstateDocument', { id: record.id, reason, basedOn: record.entry }, () => {
      notify(t('outgoing.reinstated', { number }))
      onClose()
    })
  return <ReasonDialog title={t('outgoing.reinstateTitle', { number })} what={t('outgoing.reinstateWhat')} submit={t('document.reinstate')} busy={busy} trouble={trouble} onClose={onClose} onReason={reinstate} />
}
