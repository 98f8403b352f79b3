// Trả lại văn bản gửi nhầm hoặc sai: the reason, to whom, and the receipt, which opens for printing.
import { Textarea, TextInput } from '@mantine/core'
import i18n from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Document } from '../../data/queries.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { openPrint } from './file-actions.ts'
import { takeBack } from './ReasonDialogs.tsx'

export default function ReturnDialog({ record, onClose }: { readonly record: Document; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [returnedTo, setReturnedTo] = useState(record.issuingBodyName)
  const { busy, trouble, send } = useCommand()
  const number = `${record.arrivalNumber}${record.arrivalSuffix}`
  const submit = () =>
    send('registers.returnDocument', { id: record.id, reason, basedOn: record.entry, ...(returnedTo.trim() === '' ? {} : { returnedTo }) }, () => {
      notify(t('document.returned', { number }), { undo: () => void takeBack(record.id, i18n.t('document.undoReturnReason')) })
      onClose()
      void openPrint('registers.printReturnReceipt', record.id)
    })
  return (
    <Dialog title={t('document.returnTitle', { number })} what={t('document.returnWhat')} submit={t('document.giveBack')} onClose={onClose} onSubmit={() => void submit()} busy={busy} disabled={reason.trim() === ''} trouble={trouble}>
      <Textarea label={t('reason')} required value={reason} maxLength={500} rows={3} data-autofocus onChange={(event) => setReason(event.currentTarget.value)} />
      <TextInput label={t('document.returnedTo')} value={returnedTo} maxLength={200} onChange={(event) => setReturnedTo(event.currentTarget.value)} />
    </Dialog>
  )
}
