// Cancelling a registration and taking that back: each asks a reason, and can be undone at once.
import { Textarea } from '@mantine/core'
import i18n from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, newCommandId } from '../../data/ask.ts'
import type { Document } from '../../data/queries.ts'
import { useCommand } from '../../data/useCommand.ts'
import { inWords } from '../../data/words.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'

interface DialogProps {
  readonly record: Document
  readonly onClose: () => void
}

/** Takes a cancelling or a return back, with the reason that it was undone. */
export async function takeBack(id: string, reason: string): Promise<void> {
  const answer = await ask('registers.reinstateDocument', { id, reason, commandId: newCommandId() })
  if (answer.ok) notify(i18n.t('undone'))
  else notify(inWords(answer.error), { kind: 'trouble' })
}

const numberOf = (record: Document) => `${record.arrivalNumber}${record.arrivalSuffix}`

export function CancelDialog({ record, onClose }: DialogProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const { busy, trouble, send } = useCommand()
  const number = numberOf(record)
  const submit = () =>
    send('registers.cancelDocument', { id: record.id, reason, basedOn: record.entry }, () => {
      notify(t('document.cancelled', { number }), { undo: () => void takeBack(record.id, i18n.t('document.undoReason')) })
      onClose()
    })
  return (
    <Dialog title={t('document.cancelTitle', { number })} what={t('document.cancelWhat', { number })} submit={t('document.cancel')} onClose={onClose} onSubmit={() => void submit()} busy={busy} disabled={reason.trim() === ''} trouble={trouble}>
      <Textarea label={t('reason')} required value={reason} maxLength={500} autosize={false} rows={3} data-autofocus onChange={(event) => setReason(event.currentTarget.value)} />
    </Dialog>
  )
}

export function ReinstateDialog({ record, onClose }: DialogProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const { busy, trouble, send } = useCommand()
  const number = numberOf(record)
  const submit = () =>
    send('registers.reinstateDocument', { id: record.id, reason, basedOn: record.entry }, () => {
      notify(t('document.reinstated', { number }))
      onClose()
    })
  return (
    <Dialog title={t('document.reinstateTitle', { number })} submit={t('document.reinstate')} onClose={onClose} onSubmit={() => void submit()} busy={busy} disabled={reason.trim() === ''} trouble={trouble}>
      <Textarea label={t('reason')} required value={reason} maxLength={500} rows={3} data-autofocus onChange={(event) => setReason(event.currentTarget.value)} />
    </Dialog>
  )
}
