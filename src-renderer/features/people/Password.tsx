// Passwords as they are typed: with an eye that shows them, and a word where the keyboard writes capitals.
import { PasswordInput } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import '@mantine/core/styles/PasswordInput.layer.css'
import { useState, type KeyboardEvent, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { leastPassword, passwordFault } from '../../../src-main/people/rules.ts'
import { inWords } from '../../data/words.ts'
import styles from './SignIn.module.css'

interface PasswordProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
  readonly description?: string | undefined
  /** a new one, which the system does not fill in */
  readonly isNew?: boolean
  readonly autoFocus?: boolean
  readonly ref?: Ref<HTMLInputElement>
}

export function Password({ label, value, onChange, error, description, isNew = false, autoFocus = false, ref }: PasswordProps) {
  const { t } = useTranslation()
  const [capitals, setCapitals] = useState(false)
  const look = (event: KeyboardEvent) => setCapitals(event.getModifierState('CapsLock'))
  return (
    <div>
      <PasswordInput
        ref={ref}
        label={label}
        value={value}
        error={error}
        description={description}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        aria-required
        maxLength={200}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        data-autofocus={autoFocus || undefined}
        autoFocus={autoFocus}
        visibilityToggleButtonProps={{ 'aria-label': t('people.showPassword'), tabIndex: 0, 'aria-hidden': false }}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={look}
        onKeyUp={look}
      />
      {capitals && <p className={styles.caps} role="status">{t('people.capitals')}</p>}
    </div>
  )
}

/** Whose password it will be: it may be neither. */
interface About {
  readonly login: string
  readonly name: string
}

/** A new password, and the same again. */
interface Typed {
  readonly password: string
  readonly again: string
}
export const untyped: Typed = { password: '', again: '' }

/** What is wrong with a new password and its repetition; null where nothing is. */
export function newPasswordFault({ password, again }: Typed, about: About): 'password' | 'again' | null {
  if (passwordFault(password, about) !== null) return 'password'
  return password === again ? null : 'again'
}

interface NewPasswordProps {
  readonly about: About
  readonly value: Typed
  readonly onChange: (value: Typed) => void
  /** everything is said, also of fields that were not reached */
  readonly tried: boolean
  readonly autoFocus?: boolean
}

/** A new password, typed twice; how many characters it lacks is said as it is typed. */
export function NewPassword({ about, value: { password, again }, onChange, tried, autoFocus = false }: NewPasswordProps) {
  const { t } = useTranslation()
  const lacks = leastPassword - [...password].length
  const fault = passwordFault(password, about)
  // While it is still too short that is told, not reproached.
  const error = fault && (tried || lacks <= 0) ? inWords(fault.error) : undefined
  const differs = password !== again && (tried || again.length >= password.length) && again !== '' ? t('people.passwordsDiffer') : tried && again === '' ? t('people.passwordAgain') : undefined
  return (
    <>
      <Password isNew autoFocus={autoFocus} label={t('people.newPassword')} value={password} error={error} description={error ? undefined : lacks > 0 ? (password === '' ? t('people.passwordHint', { count: leastPassword }) : t('people.passwordLacks', { count: lacks })) : t('people.passwordLong')} onChange={(value) => onChange({ password: value, again })} />
      <Password isNew label={t('people.newPasswordAgain')} value={again} error={differs} onChange={(value) => onChange({ password, again: value })} />
    </>
  )
}
