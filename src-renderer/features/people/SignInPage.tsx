// Signing in: login and password; on a locked desk the password of whoever locked it, or another person.
import { TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, type Refusal, type ValueOf } from '../../data/ask.ts'
import { readDeskAgain } from '../../data/desk.ts'
import { useKept } from '../../data/settings.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Gate } from './Gate.tsx'
import { keepTyped } from './just-typed.ts'
import { Password } from './Password.tsx'
import styles from './SignIn.module.css'

export default function SignInPage({ office, desk: { lockedBy, tiedTo } }: { readonly office: string; readonly desk: ValueOf<'people.readDesk'> }) {
  const { t } = useTranslation()
  // The name alone, on this PC: whoever sits here daily types their password only.
  const [lastLogin, keepLogin] = useKept('lastLogin', '')
  const [remembered] = useState(lastLogin || tiedTo?.login || '')
  const [login, setLogin] = useState(remembered)
  const [password, setPassword] = useState('')
  const [other, setOther] = useState(false)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const loginField = useRef<HTMLInputElement>(null)
  const passwordField = useRef<HTMLInputElement>(null)
  const locker = other ? null : lockedBy
  const shownLogin = locker?.login ?? login.trim()

  // Where the page begins, and again when another person is about to sign in.
  const asksLogin = locker === null && (other || remembered === '')
  useEffect(() => (asksLogin ? loginField : passwordField).current?.focus(), [asksLogin])

  const signIn = async () => {
    if (busy) return
    setTried(true)
    setRefusal(null)
    if (shownLogin === '') return loginField.current?.focus()
    if (password === '') return passwordField.current?.focus()
    setBusy(true)
    const answer = await ask('people.signIn', { login: shownLogin, password })
    if (answer.ok) {
      keepLogin(shownLogin.toLowerCase())
      keepTyped(answer.value.mustChangePassword ? password : null)
      return await readDeskAgain()
    }
    setBusy(false)
    setTried(false)
    setRefusal(answer.error)
    setPassword('')
    // A login that nobody can have is refused for its form.
    requestAnimationFrame(() => (answer.error.code === 'PC_TIED' ? loginField : passwordField).current?.focus())
  }
  const said = refusal && (refusal.code === 'INVALID_INPUT' ? t('refusals.SIGN_IN_REFUSED') : inWords(refusal))
  const besideLogin = refusal?.code === 'PC_TIED' && locker === null

  return (
    <Gate office={office} title={t(locker ? 'people.lockedTitle' : 'people.signInTitle')} onSubmit={() => void signIn()}>
      {locker ? (
        <div className={styles.locked}>
          <p className={styles.who}>{locker.name}</p>
          <p>{t('people.lockedWhat')}</p>
        </div>
      ) : (
        <>
          {tiedTo && <p>{t('people.tiedTo', { name: tiedTo.name })}</p>}
          <TextInput
            ref={loginField}
            label={t('people.login')}
            aria-required
            value={login}
            maxLength={40}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            error={besideLogin ? said : tried && login.trim() === '' ? t('people.loginMissing') : undefined}
            onChange={(event) => {
              setLogin(event.currentTarget.value)
              setRefusal(null)
            }}
          />
        </>
      )}
      <Password
        ref={passwordField}
        label={t('people.password')}
        value={password}
        error={said && !besideLogin ? said : tried && password === '' && shownLogin !== '' && !busy ? t('people.passwordMissing') : undefined}
        onChange={(value) => {
          setPassword(value)
          setTried(false)
          if (value !== '') setRefusal(null)
        }}
      />
      <div className={styles.acts}>
        <Button kind="main" type="submit" busy={busy}>{t(locker ? 'people.unlock' : 'people.signIn')}</Button>
        {locker && (
          <Button
            kind="bare"
            onClick={() => {
              setOther(true)
              setLogin('')
              setPassword('')
              setRefusal(null)
            }}
          >
            {t('people.otherPerson')}
          </Button>
        )}
        {other && lockedBy && <Button kind="bare" onClick={() => setOther(false)}>{t('cancel')}</Button>}
      </div>
      {other && lockedBy && <p>{t('people.otherWhat', { name: lockedBy.name })}</p>}
    </Gate>
  )
}
