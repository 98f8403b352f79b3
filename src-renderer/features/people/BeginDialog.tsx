// The first account of an archive. From then on every person signs in.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../src-main/contract/rights.ts'
import { ask, type Refusal } from '../../data/ask.ts'
import { readDeskAgain } from '../../data/desk.ts'
import { inWords } from '../../data/words.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { useKept } from '../../data/settings.ts'
import { NewPassword, newPasswordFault, untyped } from './Password.tsx'
import { isPerson, loginOf, PersonFields, type PersonValues } from './PersonFields.tsx'
import { RoleChoice } from './RoleChoice.tsx'
import styles from './People.module.css'

export function BeginDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [values, setValues] = useState<PersonValues>({ name: '', position: '', login: null })
  const [roles, setRoles] = useState<readonly Role[]>(['administrator', 'chief', 'clerk'])
  const [typed, setTyped] = useState(untyped)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [, keepLogin] = useKept('lastLogin', '')
  const about = { login: loginOf(values), name: values.name }
  const rolesError = tried && !roles.includes('administrator') ? t('people.beginNeedsAdministrator') : undefined

  const begin = async () => {
    setTried(true)
    if (!isPerson(values) || newPasswordFault(typed, about) !== null || !roles.includes('administrator')) return
    setBusy(true)
    const answer = await ask('people.begin', { ...about, position: values.position, password: typed.password, roles: [...roles] })
    setBusy(false)
    if (!answer.ok) return setRefusal(answer.error)
    keepLogin(about.login)
    await readDeskAgain()
    notify(t('people.begun', { name: values.name }))
    onClose()
  }
  return (
    <Dialog title={t('people.begin')} what={t('people.beginWhat')} wide onClose={onClose} onSubmit={() => void begin()} submit={t('people.beginDo')} busy={busy} trouble={refusal && inWords(refusal)}>
      <PersonFields values={values} tried={tried} refusal={refusal} onChange={(change) => setValues({ ...values, ...change })} />
      <div className={styles.half}>
        <NewPassword about={about} value={typed} tried={tried} onChange={setTyped} />
      </div>
      <RoleChoice value={roles} onChange={setRoles} error={rolesError} />
    </Dialog>
  )
}
