// Ủy quyền: a role is given to another for a time. One's own; or, by who manages accounts, that of anybody.
import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../src-main/contract/rights.ts'
import { usePlace } from '../../app/place.ts'
import { usePerson } from '../../data/desk.ts'
import { persons } from '../../data/people.ts'
import { officeState } from '../../data/queries.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { DayChoice } from '../print/DayChoice.tsx'
import styles from './People.module.css'

/** @param ofOthers whose role it is can be chosen */
export default function DelegateDialog({ ofOthers = false, onClose = () => usePlace.setState({ over: null }) }: { readonly ofOthers?: boolean; readonly onClose?: () => void }) {
  const { t } = useTranslation()
  const me = usePerson()
  const today = useQuery(officeState).data?.today ?? ''
  const all = useQuery(persons).data?.persons ?? []
  const { busy, trouble, send } = useCommand()
  const [fromId, setFromId] = useState(me?.id ?? '')
  const [toId, setToId] = useState('')
  const [role, setRole] = useState<Role | ''>('')
  const [from, setFrom] = useState<string | null>(today)
  const [to, setTo] = useState<string | null>(today)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const giver = all.find(({ id }) => id === fromId)
  const roles = giver?.roles ?? []
  const given = roles.includes(role as Role) ? role : (roles[0] ?? '')
  const takers = all.filter(({ id, active }) => active && id !== fromId)
  const reversed = from && to && to < from ? t('wizard.reversed') : undefined
  const fault = { to: tried && toId === '' ? t('people.delegateToMissing') : undefined, reason: tried && reason.trim() === '' ? t('people.reasonMissing') : undefined }

  const submit = () => {
    setTried(true)
    if (given === '' || toId === '' || !from || !to || reversed || reason.trim() === '') return
    void send('people.delegateRole', { role: given, fromAccountId: fromId, toAccountId: toId, from, to, reason }, () => {
      notify(t('people.delegated', { role: t(`people.role.${given}`), name: takers.find(({ id }) => id === toId)?.name ?? '' }))
      onClose()
    })
  }
  return (
    <Dialog title={t(ofOthers ? 'people.delegate' : 'people.delegateMine')} what={t('people.delegateWhat')} onClose={onClose} onSubmit={submit} submit={t('people.delegateDo')} busy={busy} disabled={roles.length === 0} trouble={trouble}>
      {ofOthers && <NativeSelect label={t('people.delegateFrom')} value={fromId} data={all.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))} onChange={(event) => setFromId(event.currentTarget.value)} />}
      {roles.length === 0 ? <p>{t('people.delegateNone')}</p> : <NativeSelect label={t('people.roleOne')} value={given} data={roles.map((one) => ({ value: one, label: t(`people.role.${one}`) }))} onChange={(event) => setRole(event.currentTarget.value as Role)} />}
      <NativeSelect label={t('people.delegateTo')} aria-required error={fault.to} value={toId} data={[{ value: '', label: t('people.choose') }, ...takers.map(({ id, name, position }) => ({ value: id, label: [name, position].filter(Boolean).join(', ') }))]} onChange={(event) => setToId(event.currentTarget.value)} />
      <div className={styles.half}>
        <DayChoice label={t('people.fromDay')} today={today} value={from} onChange={setFrom} />
        <DayChoice label={t('people.toDay')} today={today} value={to} onChange={setTo} error={reversed} />
      </div>
      <TextInput label={t('reason')} aria-required error={fault.reason} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </Dialog>
  )
}
