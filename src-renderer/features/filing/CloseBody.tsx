import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../../../src-main/text/dates.ts'
import { ask, newCommandId } from '../../data/ask.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { BodyField, type ChosenBody } from '../fields/BodyField.tsx'
import { DayChoice } from '../print/DayChoice.tsx'
import type { TaskProps } from './task.ts'
import { undoBy } from './undo.ts'

/** Closes a body that has ended, with its successor where there is one. */
export function CloseBody({ body, today, onClose }: TaskProps) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const [to, setTo] = useState<string | null>(today)
  const [successor, setSuccessor] = useState<ChosenBody>({ id: null, name: '' })
  const unknown = successor.id === null && successor.name.trim() !== ''

  const close = () => {
    if (!to) return
    void send('filing.closeBody', { id: body.id, to, successorId: successor.id }, () => {
      notify(t('tree.closed', { name: body.name, date: formatDate(to) }), { undo: undoBy(() => ask('filing.reopenBody', { commandId: newCommandId(), id: body.id })) })
      onClose()
    })
  }

  return (
    <Dialog title={t('filing.closeBody')} what={t('filing.closeWhat')} onClose={onClose} onSubmit={close} submit={t('filing.closeBody')} busy={busy} disabled={!to || unknown} trouble={trouble}>
      <DayChoice label={t('filing.to')} today={today} value={to} onChange={setTo} />
      <BodyField label={t('filing.successor')} placeholder={t('filing.noSuccessor')} exceptId={body.id} value={successor} onChange={setSuccessor} error={unknown ? t('tree.chooseFromTree') : undefined} />
    </Dialog>
  )
}

/** Takes back the closing or the merging of a body. */
export function ReopenBody({ body, onClose }: TaskProps) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const reopen = () =>
    void send('filing.reopenBody', { id: body.id }, () => {
      notify(t('tree.reopened', { name: body.name }))
      onClose()
    })
  return <Dialog title={t('filing.reopen')} what={t('tree.reopenWhat', { name: body.name })} onClose={onClose} onSubmit={reopen} submit={t('filing.reopen')} busy={busy} trouble={trouble} />
}
