// Adding an account, with a first password that its owner changes; or changing one, with the picture of its signature.
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { secrecies } from '../../../src-main/contract/choices.ts'
import type { Secrecy } from '../../../src-main/contract/fields.ts'
import type { Role } from '../../../src-main/contract/rights.ts'
import { ask, type Refusal } from '../../data/ask.ts'
import { persons, type Account } from '../../data/people.ts'
import { officeState } from '../../data/queries.ts'
import { useSend } from '../../data/useCommand.ts'
import { inWords } from '../../data/words.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { DayChoice } from '../print/DayChoice.tsx'
import { NewPassword, newPasswordFault, untyped } from './Password.tsx'
import { isPerson, loginOf, PersonFields, type PersonValues } from './PersonFields.tsx'
import { RoleChoice } from './RoleChoice.tsx'
import { SignatureField } from './SignatureField.tsx'
import styles from './People.module.css'

export function AccountDialog({ account, onClose }: { readonly account: Account | null; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const today = useQuery(officeState).data?.today ?? ''
  const units = useQuery(persons).data?.units.filter(({ id, closed }) => !closed || id === account?.unitId) ?? []
  const [values, setValues] = useState<PersonValues>({ name: account?.name ?? '', position: account?.position ?? '', login: account?.login ?? null })
  const [unitId, setUnitId] = useState(account?.unitId ?? '')
  const [roles, setRoles] = useState<readonly Role[]>(account?.roles ?? [])
  const [clearance, setClearance] = useState<Secrecy>(account?.clearance ?? 'none')
  const [from, setFrom] = useState<string | null>(account?.activeFrom ?? today)
  const [to, setTo] = useState<string | null>(account?.activeTo ?? '')
  const [signature, setSignature] = useState<string | null>(account?.signatureFileId ?? null)
  const [typed, setTyped] = useState(untyped)
  const [tried, setTried] = useState(false)
  const [adding, setAdding] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const editing = useSend('people.editAccount')
  const about = { login: loginOf(values), name: values.name.trim() }
  const reversed = from && to && to < from ? t('wizard.reversed') : undefined

  const save = async () => {
    setTried(true)
    setRefusal(null)
    if (!isPerson(values) || !from || to === null || reversed || (account === null && newPasswordFault(typed, about) !== null)) return
    const said = { ...about, position: values.position.trim(), unitId: unitId === '' ? null : unitId, roles: [...roles], clearance, activeFrom: from }
    const answer = account === null ? await add(said) : await editing.send({ id: account.id, basedOn: account.entry, changes: changed(account, { ...said, activeTo: to === '' ? null : to, signatureFileId: signature }) })
    if (!answer.ok) return setRefusal(answer.error)
    notify(t(account === null ? 'people.added' : 'people.saved', { name: about.name }))
    onClose()
  }
  const add = async (said: Omit<Parameters<typeof ask<'people.addAccount'>>[1], 'password' | 'activeTo'>) => {
    setAdding(true)
    const answer = await ask('people.addAccount', { ...said, ...(to ? { activeTo: to } : {}), password: typed.password })
    setAdding(false)
    return answer
  }

  return (
    <Dialog title={account === null ? t('people.add') : t('people.editNamed', { name: account.name })} wide what={t('people.changesAreShown')} onClose={onClose} onSubmit={() => void save()} submit={t(account === null ? 'people.addDo' : 'save')} busy={adding || editing.busy} trouble={refusal && refusal.code !== 'LOGIN_TAKEN' ? inWords(refusal) : null}>
      <PersonFields values={values} tried={tried} refusal={refusal} onChange={(change) => setValues({ ...values, ...change })} />
      <div className={styles.half}>
        <NativeSelect label={t('people.unit')} value={unitId} data={[{ value: '', label: t('people.noUnit') }, ...units.map(({ id, name }) => ({ value: id, label: name }))]} onChange={(event) => setUnitId(event.currentTarget.value)} />
        <NativeSelect label={t('people.clearance')} description={t('people.clearanceHint')} inputWrapperOrder={['label', 'input', 'description', 'error']} value={clearance} data={secrecies.map((value) => ({ value, label: t(`terms.secrecy.${value}`) }))} onChange={(event) => setClearance(event.currentTarget.value as Secrecy)} />
      </div>
      <RoleChoice value={roles} onChange={setRoles} />
      <div className={styles.half}>
        <DayChoice label={t('people.activeFrom')} today={today} value={from} onChange={setFrom} error={from === '' ? t('people.fromMissing') : undefined} />
        <DayChoice label={t('people.activeUntil')} today={today} value={to} onChange={setTo} error={reversed} />
      </div>
      {account !== null && <SignatureField value={signature} onChange={setSignature} />}
      {account === null && (
        <>
          <p>{t('people.firstPassword')}</p>
          <div className={styles.half}>
            <NewPassword about={about} value={typed} tried={tried} onChange={setTyped} />
          </div>
        </>
      )}
    </Dialog>
  )
}

type Fields = Pick<Account, 'login' | 'name' | 'position' | 'unitId' | 'clearance' | 'activeFrom' | 'activeTo' | 'signatureFileId'> & { readonly roles: Role[] }

/** What is not as it stands. */
function changed(account: Account, said: Fields): Partial<Fields> {
  const same = (name: keyof Fields) => (name === 'roles' ? JSON.stringify([...account.roles].sort()) === JSON.stringify([...said.roles].sort()) : account[name] === said[name])
  return Object.fromEntries(Object.entries(said).filter(([name]) => !same(name as keyof Fields)))
}
