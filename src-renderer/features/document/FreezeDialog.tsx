// Locking a document against every change, and releasing it: each asks a reason, and can be undone at once.
import { Textarea } from '@mantine/core'
import i18n from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lengths } from '../../../src-main/contract/choices.ts'
import { ask, newCommandId } from '../../data/ask.ts'
import type { Document } from '../../data/queries.ts'
import { useCommand } from '../../data/useCommand.ts'
import { inWords } from '../../data/words.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { calledOf } from '../dispatch/trail.ts'

export default function FreezeDialog({ record, onClose }: { readonly record: Document; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const { busy, trouble, send } = useCommand()
  const [name, back] = record.frozen ? (['registers.releaseDocuments', 'registers.freezeDocuments'] as const) : (['registers.freezeDocuments', 'registers.releaseDocuments'] as const)
  const words = record.frozen ? 'release' : 'freeze'
  const number = calledOf(record)
  const undo = async () => {
    const answer = await ask(back, { ids: [record.id], reason: record.frozenReason ?? i18n.t('document.frozen.undoReason'), commandId: newCommandId() })
    if (answer.ok) notify(i18n.t('undone'))
    else notify(inWords(answer.error), { kind: 'trouble' })
  }
  const submit = () =>
    void send(name, { ids: [record.id], reason }, () => {
      notify(t(`document.frozen.${words}Done`, { number }), { undo: () => void undo() })
      onClose()
    })
  return (
    <Dialog title={t(`document.frozen.${words}Title`, { number })} what={t(`document.frozen.${words}What`)} submit={t(`document.frozen.${words}Do`)} onClose={onClose} onSubmit={submit} busy={busy} disabled={reason.trim() === ''} trouble={trouble}>
      <Textarea label={t('reason')} required value={reason} maxLength={lengths.reason} rows={3} data-autofocus onChange={(event) => setReason(event.currentTarget.value)} />
    </Dialog>
  )
}
