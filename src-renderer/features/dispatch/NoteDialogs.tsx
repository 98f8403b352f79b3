// Noting what happens to a document on paper: a sending, a use of the record copy; and striking a wrong entry through.
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { channels, lengths } from '../../../src-main/contract/choices.ts'
import type { Channel } from '../../../src-main/contract/fields.ts'
import { officeState, type Document } from '../../data/queries.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { DayChoice } from '../print/DayChoice.tsx'
import { calledOf, countOf, linesOf, type Dispatch } from './trail.ts'
import styles from './PaperTrail.module.css'

interface NoteProps {
  readonly record: Document
  readonly onClose: () => void
}

/** A value as the contract takes it: left out where nothing is typed. */
const said = <Key extends string>(key: Key, value: string | null): { readonly [K in Key]?: string } => (value === null || value.trim() === '' ? {} : ({ [key]: value } as { [K in Key]: string }))

export function DispatchDialog({ record, sent, onClose }: NoteProps & { readonly sent: readonly Dispatch[] }) {
  const { t } = useTranslation()
  const today = useQuery(officeState).data?.today ?? ''
  const gone = new Set(sent.filter(({ struckReason }) => struckReason === null).map((one) => one.to))
  // Whoever is to have it and has not had it yet.
  const [to, setTo] = useState((record.outgoing?.recipients ?? []).map(({ name }) => name).filter((name) => !gone.has(name)).join('\n'))
  const [channel, setChannel] = useState<Channel>(record.direction === 'outgoing' ? 'post' : 'direct')
  const [date, setDate] = useState<string | null>(today)
  const [envelopes, setEnvelopes] = useState('')
  const [envelopeNumber, setEnvelopeNumber] = useState('')
  const [copies, setCopies] = useState('')
  const [receivedBy, setReceivedBy] = useState('')
  const [note, setNote] = useState('')
  const { busy, trouble, send } = useCommand()
  const places = linesOf(to)
  const [envelopeCount, copyCount] = [countOf(envelopes), countOf(copies)]
  const save = () =>
    send('registers.noteDispatch', {
      documentId: record.id, to: places, channel, ...said('date', date), ...said('envelopeNumber', envelopeNumber), ...said('receivedBy', receivedBy), ...said('note', note),
      ...(typeof envelopeCount === 'number' ? { envelopes: envelopeCount } : {}), ...(typeof copyCount === 'number' ? { copies: copyCount } : {}),
    }, ({ ids }) => {
      notify(t('dispatch.sent', { number: calledOf(record), count: ids.length }))
      onClose()
    })
  return (
    <Dialog title={t('dispatch.sendTitle', { number: calledOf(record) })} what={t('dispatch.sendWhat')} submit={t('dispatch.send')} onClose={onClose} onSubmit={() => void save()} busy={busy} disabled={places.length === 0 || date === null || envelopeCount === null || copyCount === null} trouble={trouble}>
      <Textarea data-autofocus label={t('dispatch.recipients')} required value={to} rows={3} onChange={(event) => setTo(event.currentTarget.value)} />
      <div className={styles.half}>
        <NativeSelect label={t('dispatch.channel')} value={channel} data={channels.map((value) => ({ value, label: t(`terms.channel.${value}`) }))} onChange={(event) => setChannel(event.currentTarget.value as Channel)} />
        <DayChoice label={t('dispatch.date')} value={date} today={today} onChange={setDate} />
      </div>
      {channel === 'post' && (
        <div className={styles.half}>
          <TextInput label={t('dispatch.envelopes')} inputMode="numeric" value={envelopes} error={envelopeCount === null} onChange={(event) => setEnvelopes(event.currentTarget.value)} />
          <TextInput label={t('dispatch.envelopeNumber')} value={envelopeNumber} maxLength={50} onChange={(event) => setEnvelopeNumber(event.currentTarget.value)} />
        </div>
      )}
      <div className={styles.half}>
        <TextInput label={t('dispatch.copyCount')} inputMode="numeric" value={copies} error={copyCount === null} onChange={(event) => setCopies(event.currentTarget.value)} />
        <TextInput label={t('dispatch.receivedBy')} value={receivedBy} maxLength={200} onChange={(event) => setReceivedBy(event.currentTarget.value)} />
      </div>
      <TextInput label={t('terms.field.note')} value={note} maxLength={lengths.note} onChange={(event) => setNote(event.currentTarget.value)} />
    </Dialog>
  )
}

export function UseDialog({ record, onClose }: NoteProps) {
  const { t } = useTranslation()
  const today = useQuery(officeState).data?.today ?? ''
  const [user, setUser] = useState('')
  const [purpose, setPurpose] = useState('')
  const [permittedBy, setPermittedBy] = useState('')
  const [date, setDate] = useState<string | null>(today)
  const { busy, trouble, send } = useCommand()
  const save = () =>
    send('registers.noteRecordCopyUse', { documentId: record.id, user, purpose, ...said('date', date), ...said('permittedBy', permittedBy) }, () => {
      notify(t('dispatch.used', { user: user.trim() }))
      onClose()
    })
  return (
    <Dialog title={t('dispatch.useTitle', { number: calledOf(record) })} what={t('dispatch.useWhat')} onClose={onClose} onSubmit={() => void save()} busy={busy} disabled={user.trim() === '' || purpose.trim() === '' || date === null} trouble={trouble}>
      <TextInput data-autofocus label={t('dispatch.user')} required placeholder={t('dispatch.userHint')} value={user} maxLength={200} onChange={(event) => setUser(event.currentTarget.value)} />
      <TextInput label={t('dispatch.purpose')} required value={purpose} maxLength={500} onChange={(event) => setPurpose(event.currentTarget.value)} />
      <div className={styles.half}>
        <TextInput label={t('dispatch.permittedBy')} value={permittedBy} maxLength={200} onChange={(event) => setPermittedBy(event.currentTarget.value)} />
        <DayChoice label={t('dispatch.date')} value={date} today={today} onChange={setDate} />
      </div>
    </Dialog>
  )
}

/** An entry to be struck through. */
export interface Struck {
  readonly name: 'registers.strikeCopy' | 'registers.strikeDispatch' | 'registers.strikeRecordCopyUse'
  readonly id: string
  readonly what: string
}

export function StrikeDialog({ struck, onClose }: { readonly struck: Struck; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const { busy, trouble, send } = useCommand()
  const { name, id, what } = struck
  const strike = () =>
    send(name, { id, reason }, () => {
      notify(t('dispatch.struck', { what }))
      onClose()
    })
  return (
    <Dialog title={t('dispatch.strikeTitle', { what })} what={t('dispatch.strikeWhat')} submit={t('dispatch.strike')} onClose={onClose} onSubmit={() => void strike()} busy={busy} disabled={reason.trim() === ''} trouble={trouble}>
      <Textarea data-autofocus label={t('reason')} required value={reason} maxLength={500} rows={2} onChange={(event) => setReason(event.currentTarget.value)} />
    </Dialog>
  )
}
