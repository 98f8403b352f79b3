import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bodyById } from '../../data/queries.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { DayChoice } from '../print/DayChoice.tsx'
import type { TaskProps } from './task.ts'

/** A new name from a day on; documents keep the name in force at their date. */
export function RenameBody({ body, today, onClose }: TaskProps) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const entry = useQuery(bodyById(body.id)).data?.entry
  const [name, setName] = useState(body.name)
  const [shortName, setShortName] = useState(body.shortName ?? '')
  const [from, setFrom] = useState<string | null>(today)

  const rename = () => {
    if (!from) return
    void send('filing.renameBody', { id: body.id, name, from, ...(shortName.trim() === '' ? {} : { shortName }), ...(entry ? { basedOn: entry } : {}) }, () => {
      notify(t('filing.changed', { name: name.trim() }))
      onClose()
    })
  }

  return (
    <Dialog title={t('filing.rename')} what={t('filing.renameWhat')} onClose={onClose} onSubmit={rename} busy={busy} disabled={!from || name.trim() === '' || name.trim() === body.name} trouble={trouble}>
      <TextInput data-autofocus label={t('filing.name')} maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <TextInput label={t('filing.shortName')} maxLength={100} value={shortName} onChange={(event) => setShortName(event.currentTarget.value)} />
      <DayChoice label={t('filing.from')} today={today} value={from} onChange={setFrom} />
    </Dialog>
  )
}
