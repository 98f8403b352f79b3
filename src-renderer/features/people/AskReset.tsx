// A forgotten password: it is asked that it be set anew, which a second person approves.
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../data/people.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'

export function AskReset({ account, onClose }: { readonly account: Account; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const [reason, setReason] = useState('')
  const ask = () => void send('people.askReset', { accountId: account.id, reason }, () => {
    notify(t('people.resetAsked', { name: account.name }))
    onClose()
  })
  return (
    <Dialog title={t('people.resetNamed', { name: account.name })} what={t('people.resetWhat')} onClose={onClose} onSubmit={ask} submit={t('people.resetSend')} busy={busy} disabled={reason.trim() === ''} trouble={trouble}>
      <TextInput label={t('reason')} aria-required data-autofocus maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </Dialog>
  )
}
