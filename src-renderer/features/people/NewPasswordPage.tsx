// The first sign-in with a password that another set: a new one is chosen before anything else.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { signOut } from '../../app/desk.ts'
import { ask, type Refusal } from '../../data/ask.ts'
import { readDeskAgain, type SignedIn } from '../../data/desk.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Gate } from './Gate.tsx'
import { keepTyped, takeTyped } from './just-typed.ts'
import { NewPassword, newPasswordFault, Password, untyped } from './Password.tsx'
import styles from './SignIn.module.css'

export default function NewPasswordPage({ office, person }: { readonly office: string; readonly person: SignedIn }) {
  const { t } = useTranslation()
  const [before, setBefore] = useState(takeTyped() ?? '')
  // Asked for only where it was not typed a moment ago.
  const [asksBefore, setAsksBefore] = useState(before === '')
  const [typed, setTyped] = useState(untyped)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  const change = async () => {
    setTried(true)
    if (busy || before === '' || newPasswordFault(typed, person) !== null) return document.querySelector<HTMLElement>('main [aria-invalid=true]')?.focus()
    setBusy(true)
    const answer = await ask('people.changePassword', { password: before, newPassword: typed.password })
    if (answer.ok) {
      keepTyped(null)
      return await readDeskAgain()
    }
    setBusy(false)
    setRefusal(answer.error)
    if (answer.error.code === 'PASSWORD_WRONG') setAsksBefore(true)
  }
  const wrong = refusal?.code === 'PASSWORD_WRONG'
  return (
    <Gate office={office} title={t('people.firstTitle')} onSubmit={() => void change()}>
      <p>{t('people.firstWhat', { name: person.name })}</p>
      {asksBefore && <Password autoFocus label={t('people.currentPassword')} value={before} error={wrong ? inWords(refusal) : tried && before === '' ? t('people.passwordMissing') : undefined} onChange={setBefore} />}
      <NewPassword
        about={person}
        value={typed}
        tried={tried}
        autoFocus={!asksBefore}
        onChange={(value) => {
          setTyped(value)
          setTried(false)
        }}
      />
      {refusal && !wrong && <p className={styles.trouble} role="alert">{inWords(refusal)}</p>}
      <div className={styles.acts}>
        <Button kind="main" type="submit" busy={busy}>{t('people.setPassword')}</Button>
        <Button kind="bare" onClick={() => void signOut()}>{t('people.signOut')}</Button>
      </div>
    </Gate>
  )
}
