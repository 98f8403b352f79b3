// Numbered copies of a secret document: one given out, all asked back, and what became of one.
import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lengths } from '../../../src-main/contract/choices.ts'
import { officeState, type Document } from '../../data/queries.ts'
import type { SecretCopy } from '../../data/secrecy.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { calledOf } from '../dispatch/trail.ts'
import { DayChoice } from '../print/DayChoice.tsx'
import styles from './Secrecy.module.css'

interface CopyProps {
  readonly record: Document
  readonly onClose: () => void
}

type End = NonNullable<SecretCopy['end']>
const ends: readonly End[] = ['returned', 'recalled', 'destroyed', 'lost']

export function GiveCopyDialog({ record, onClose }: CopyProps) {
  const { t } = useTranslation()
  const today = useQuery(officeState).data?.today ?? ''
  const [holder, setHolder] = useState('')
  const [date, setDate] = useState<string | null>(today)
  const [note, setNote] = useState('')
  const { busy, trouble, send } = useCommand()
  const save = () =>
    void send('secrecy.giveCopy', { documentId: record.id, holder, ...(date ? { date } : {}), ...(note.trim() === '' ? {} : { note }) }, ({ number }) => {
      notify(t('secrecy.gaveCopy', { number, holder: holder.trim() }))
      onClose()
    })
  return (
    <Dialog title={t('secrecy.giveTitle', { number: calledOf(record) })} what={t('secrecy.giveWhat')} submit={t('secrecy.give')} onClose={onClose} onSubmit={save} busy={busy} disabled={holder.trim() === '' || date === null} trouble={trouble}>
      <div className={styles.half}>
        <TextInput data-autofocus label={t('secrecy.holder')} required placeholder={t('secrecy.holderHint')} value={holder} maxLength={200} onChange={(event) => setHolder(event.currentTarget.value)} />
        <DayChoice label={t('secrecy.day')} value={date} today={today} onChange={setDate} />
      </div>
      <TextInput label={t('terms.field.note')} value={note} maxLength={lengths.note} onChange={(event) => setNote(event.currentTarget.value)} />
    </Dialog>
  )
}

export function RecallCopiesDialog({ record, onClose }: CopyProps) {
  const { t } = useTranslation()
  const today = useQuery(officeState).data?.today ?? ''
  const [date, setDate] = useState<string | null>(today)
  const { busy, trouble, send } = useCommand()
  const save = () =>
    void send('secrecy.recallCopies', { documentId: record.id, ...(date ? { date } : {}) }, ({ asked }) => {
      notify(t('secrecy.recalled', { count: asked }))
      onClose()
    })
  return (
    <Dialog title={t('secrecy.recallTitle', { number: calledOf(record) })} what={t('secrecy.recallWhat')} submit={t('secrecy.recall')} onClose={onClose} onSubmit={save} busy={busy} disabled={date === null} trouble={trouble}>
      <DayChoice label={t('secrecy.day')} value={date} today={today} onChange={setDate} />
    </Dialog>
  )
}

export function EndCopyDialog({ copy, onClose }: { readonly copy: SecretCopy; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const today = useQuery(officeState).data?.today ?? ''
  const [how, setHow] = useState<End>(copy.recallAskedOn === null ? 'returned' : 'recalled')
  const [date, setDate] = useState<string | null>(today)
  const [note, setNote] = useState('')
  const { busy, trouble, send } = useCommand()
  const save = () =>
    void send('secrecy.endCopy', { copyId: copy.id, how, ...(date ? { date } : {}), ...(note.trim() === '' ? {} : { note }) }, () => {
      notify(t('secrecy.noted', { number: copy.number }))
      onClose()
    })
  return (
    <Dialog title={t('secrecy.endTitle', { number: copy.number, holder: copy.holder })} onClose={onClose} onSubmit={save} busy={busy} disabled={date === null} trouble={trouble}>
      <div className={styles.half}>
        <NativeSelect data-autofocus label={t('secrecy.how')} value={how} data={ends.map((value) => ({ value, label: t(`secrecy.ends.${value}`) }))} onChange={(event) => setHow(event.currentTarget.value as End)} />
        <DayChoice label={t('secrecy.day')} value={date} today={today} onChange={setDate} />
      </div>
      <TextInput label={t('secrecy.endNote')} value={note} maxLength={lengths.note} onChange={(event) => setNote(event.currentTarget.value)} />
    </Dialog>
  )
}
