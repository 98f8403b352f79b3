// Locking a document against every change, and releasing it: each asks a reason, and can be undone at once.
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lengths } from '../../../src-main/contract/choices.ts'
import type { ValueOf } from '../../data/ask.ts'
import type { Document } from '../../data/queries.ts'
import { useCommand } from '../../data/useCommand.ts'
import { inWords } from '../../data/words.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { calledOf } from '../dispatch/trail.ts'
import { freezeAgain, releaseAgain } from './FreezeSetDialog.tsx'

export default function FreezeDialog({ record, onClose }: { readonly record: Document; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const { busy, trouble, send } = useCommand()
  const words = record.frozen ? 'release' : 'freeze'
  const number = calledOf(record)
  const told = ([refused]: ValueOf<'registers.freezeDocuments'>['refused'], undo: () => void) => {
    if (refused !== undefined) {
      const { code, ...params } = refused
      return setRefusal(inWords({ code, params }))
    }
    notify(t(`document.frozen.${words}Done`, { number }), { undo })
    onClose()
  }
  const submit = () => {
    setRefusal(null)
    const said = { ids: [record.id], reason }
    if (record.frozen) void send('registers.releaseDocuments', said, ({ refused, were }) => told(refused, () => void freezeAgain(were)))
    else void send('registers.freezeDocuments', said, ({ refused, ids }) => told(refused, () => void releaseAgain(ids)))
  }
  return (
    <Dialog title={t(`document.frozen.${words}Title`, { number })} what={t(`document.frozen.${words}What`)} submit={t(`document.frozen.${words}Do`)} onClose={onClose} onSubmit={submit} busy={busy} disabled={reason.trim() === ''} trouble={trouble ?? refusal}>
      <Textarea label={t('reason')} required value={reason} maxLength={lengths.reason} rows={3} data-autofocus onChange={(event) => setReason(event.currentTarget.value)} />
    </Dialog>
  )
}
