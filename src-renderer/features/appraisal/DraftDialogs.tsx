// Acts on a draft that ask for words: submitted to whom, approved in what, given back why, commented; an approval taken back.
import { Checkbox, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { longest } from '../../../src-main/appraisal/words.ts'
import type { ApprovalAspect } from '../../../src-main/contract/choices.ts'
import { useMay, usePerson } from '../../data/desk.ts'
import type { Document } from '../../data/queries.ts'
import { useCommand, useSend } from '../../data/useCommand.ts'
import { inWords } from '../../data/words.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { BehalfField, nobodyElse, sentBehalf, type Behalf } from '../handling/BehalfField.tsx'
import { PersonField } from '../handling/PersonField.tsx'
import { approvable, type DraftCourse } from './appraisal.ts'

interface DialogProps {
  readonly record: Document
  readonly course: DraftCourse
  readonly onClose: () => void
}

/** Whoever has the draft is whose words are noted, most times. */
function holderOf({ holder }: DraftCourse): Behalf {
  return holder === null ? nobodyElse : { id: holder.kind === 'account' ? (holder.id ?? '') : '', name: holder.name }
}

export function SubmitDialog({ record, course, onClose }: DialogProps) {
  const { t } = useTranslation()
  const notes = useMay('note-for-others')
  const hasPerson = usePerson() !== null
  // Given back, it goes to the same person again, most times.
  const [to, setTo] = useState<Behalf>(course.state === 'returned' ? holderOf(course) : nobodyElse)
  const [note, setNote] = useState('')
  const [behalf, setBehalf] = useState(nobodyElse)
  const { busy, trouble, send } = useCommand()
  const name = to.name.trim()
  const submit = () => {
    const words = note.trim()
    void send('appraisal.submitDraft', { documentId: record.id, to: to.id === '' ? { name } : { accountId: to.id }, ...(words === '' ? {} : { note: words }), ...sentBehalf(behalf), basedOn: record.entry }, () => {
      notify(t('appraisal.submit.done', { name }))
      onClose()
    })
  }
  return (
    <Dialog title={t('appraisal.submit.title', { what: record.subject })} what={t('appraisal.submit.what')} submit={t('appraisal.submit.act')} onClose={onClose} onSubmit={submit} busy={busy} disabled={name === ''} trouble={trouble}>
      <PersonField autoFocus required label={t('appraisal.submit.to')} placeholder={t('appraisal.submit.toHint')} text={to.name} settled={to.id !== ''} withUnits={false} onText={(text) => setTo({ id: '', name: text })} onTake={(one) => setTo({ id: one.id, name: one.name })} />
      <Textarea label={t('appraisal.submit.note')} rows={2} value={note} maxLength={longest.text} onChange={(event) => setNote(event.currentTarget.value)} />
      {notes && hasPerson && <BehalfField value={behalf} onChange={setBehalf} />}
    </Dialog>
  )
}

export function ApproveDialog({ record, course, onClose }: DialogProps) {
  const { t } = useTranslation()
  const notes = useMay('note-for-others')
  const approves = useMay('approve-drafts')
  const checks = useMay('check-form')
  const hasPerson = usePerson() !== null
  const open = approvable(course)
  const own = (aspect: ApprovalAspect) => (aspect === 'content' ? approves : checks)
  const owns = open.filter(own)
  // What one approves oneself is meant; alone at the desk one says which.
  const [chosen, setChosen] = useState<readonly ApprovalAspect[]>(hasPerson && owns.length === 1 ? owns : open.length === 1 ? open : [])
  const [note, setNote] = useState('')
  const [behalf, setBehalf] = useState(hasPerson && owns.length > 0 ? nobodyElse : hasPerson || course.holder?.kind === 'name' ? holderOf(course) : nobodyElse)
  const [trouble, setTrouble] = useState<string | null>(null)
  const { busy, send } = useSend('appraisal.approve')
  const needsName = hasPerson && chosen.some((aspect) => !own(aspect))
  const approve = async () => {
    setTrouble(null)
    const words = note.trim()
    for (const aspect of open.filter((one) => chosen.includes(one))) {
      const answer = await send({ documentId: record.id, aspect, basedOn: record.entry, ...(words === '' ? {} : { note: words }), ...sentBehalf(behalf) })
      if (!answer.ok) return setTrouble(inWords(answer.error))
    }
    notify(t('appraisal.approve.done', { aspects: chosen.map((aspect) => t(`appraisal.aspect.${aspect}`)).join(', ') }))
    onClose()
  }
  return (
    <Dialog title={t('appraisal.approve.title', { what: record.subject })} what={t('appraisal.approve.what', { version: course.version })} submit={t('appraisal.approve.act')} onClose={onClose} onSubmit={() => void approve()} busy={busy} disabled={chosen.length === 0 || (needsName && behalf.name.trim() === '')} trouble={trouble}>
      <Checkbox.Group label={t('appraisal.approve.which')} value={[...chosen]} onChange={(value) => setChosen(value as ApprovalAspect[])}>
        {open.map((aspect, at) => <Checkbox key={aspect} value={aspect} label={t(`appraisal.approve.${aspect}`)} mt={6} data-autofocus={at === 0 || undefined} />)}
      </Checkbox.Group>
      <Textarea label={t('appraisal.approve.note')} rows={2} value={note} maxLength={longest.text} onChange={(event) => setNote(event.currentTarget.value)} />
      {notes && <BehalfField value={behalf} onChange={setBehalf} needed={needsName} />}
    </Dialog>
  )
}

/** What needs words and no more: given back with the reason, commented. */
export function SayDialog({ act, record, course, onClose }: DialogProps & { readonly act: 'giveBack' | 'comment' }) {
  const { t } = useTranslation()
  const notes = useMay('note-for-others')
  const inCharge = useMay('approve-drafts', 'check-form')
  const hasPerson = usePerson() !== null
  const [text, setText] = useState('')
  const [behalf, setBehalf] = useState(act === 'giveBack' && (hasPerson ? !inCharge : course.holder?.kind === 'name') ? holderOf(course) : nobodyElse)
  const { busy, trouble, send } = useCommand()
  const said = text.trim()
  const done = () => {
    notify(t(`appraisal.${act}.done`))
    onClose()
  }
  const submit = () => void (act === 'giveBack'
    ? send('appraisal.returnDraft', { documentId: record.id, reason: said, ...sentBehalf(behalf) }, done)
    : send('appraisal.comment', { documentId: record.id, text: said, ...sentBehalf(behalf) }, done))
  return (
    <Dialog title={t(`appraisal.${act}.title`, { what: record.subject })} what={act === 'giveBack' ? t('appraisal.giveBack.what') : undefined} submit={t(`appraisal.${act}.act`)} onClose={onClose} onSubmit={submit} busy={busy} disabled={said === ''} trouble={trouble}>
      <Textarea data-autofocus required label={act === 'giveBack' ? t('appraisal.giveBack.reason') : t('appraisal.comment.text')} rows={3} value={text} maxLength={act === 'giveBack' ? longest.reason : longest.text} onChange={(event) => setText(event.currentTarget.value)} />
      {notes && <BehalfField value={behalf} onChange={setBehalf} />}
    </Dialog>
  )
}

export function WithdrawDialog({ record, aspect, onClose }: { readonly record: Document; readonly aspect: ApprovalAspect; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const { busy, trouble, send } = useCommand()
  const named = t(`appraisal.aspect.${aspect}`)
  const submit = () => void send('appraisal.withdrawApproval', { documentId: record.id, aspect, reason: reason.trim() }, () => {
    notify(t('appraisal.withdraw.done', { aspect: named }))
    onClose()
  })
  return (
    <Dialog title={t('appraisal.withdraw.title', { aspect: named })} submit={t('appraisal.withdraw.act')} onClose={onClose} onSubmit={submit} busy={busy} disabled={reason.trim() === ''} trouble={trouble}>
      <Textarea data-autofocus required label={t('reason')} rows={2} value={reason} maxLength={longest.reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </Dialog>
  )
}
