// The paper that follows its e-mailed copy: same number, a second date and channel.
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel } from '../../../src-main/contract/fields.ts'
import { channels } from '../../../src-main/contract/choices.ts'
import { formatDate, parseDate, vietnamDate } from '../../../src-main/text/dates.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { DayField } from '../fields/DayField.tsx'

interface ArrivalDialogProps {
  readonly record: { readonly id: string; readonly arrivalNumber: number | null; readonly arrivalSuffix: string }
  readonly onClose: () => void
  readonly onDone?: () => void
}

export default function ArrivalDialog({ record, onClose, onDone }: ArrivalDialogProps) {
  const { t } = useTranslation()
  const today = vietnamDate(Date.now())
  const [typed, setTyped] = useState(formatDate(today))
  const [channel, setChannel] = useState<Channel>('post')
  const [note, setNote] = useState('')
  const { busy, trouble, send } = useCommand()
  const number = `${record.arrivalNumber}${record.arrivalSuffix}`
  const day = parseDate(typed, today, 'past')
  const submit = async () => {
    if (!day) return
    await send('registers.addArrival', { id: record.id, channel, arrivalDate: day, ...(note.trim() === '' ? {} : { note }) }, () => {
      notify(t('document.arrivalAdded', { number }))
      onClose()
      onDone?.()
    })
  }
  return (
    <Dialog title={t('document.arrivalTitle', { number })} what={t('document.arrivalWhat')} onClose={onClose} onSubmit={() => void submit()} busy={busy} disabled={!day} trouble={trouble}>
      <DayField label={t('terms.field.arrivalDate')} text={typed} onText={setTyped} today={today} lean="past" error={day ? undefined : t('registration.error.date')} autoFocus />
      <Select label={t('terms.field.channel')} data={channels.map((value) => ({ value, label: t(`terms.channel.${value}`) }))} value={channel} allowDeselect={false} onChange={(value) => value && setChannel(value as Channel)} />
      <TextInput label={t('terms.field.note')} value={note} maxLength={500} onChange={(event) => setNote(event.currentTarget.value)} />
    </Dialog>
  )
}
