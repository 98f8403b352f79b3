// Name, position and login of a person; the login is proposed from the name until it is typed.
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Refusal } from '../../data/ask.ts'
import { inWords } from '../../data/words.ts'
import { isLogin, loginFor } from './login.ts'
import styles from './People.module.css'

export interface PersonValues {
  readonly name: string
  readonly position: string
  /** null: as proposed */
  readonly login: string | null
}

export const loginOf = ({ name, login }: PersonValues): string => (login ?? loginFor(name)).trim().toLowerCase()
export const isPerson = (values: PersonValues): boolean => values.name.trim() !== '' && isLogin(loginOf(values))

export function PersonFields({ values, onChange, tried, refusal }: { readonly values: PersonValues; readonly onChange: (change: Partial<PersonValues>) => void; readonly tried: boolean; readonly refusal: Refusal | null }) {
  const { t } = useTranslation()
  const login = values.login ?? loginFor(values.name)
  const loginError = refusal?.code === 'LOGIN_TAKEN' ? inWords(refusal) : (tried || login !== '') && !isLogin(login) && (tried || values.login !== null) ? t('people.loginForm') : undefined
  return (
    <>
      <TextInput label={t('people.name')} description={t('people.nameHint')} inputWrapperOrder={['label', 'input', 'description', 'error']} aria-required data-autofocus maxLength={100} value={values.name} error={tried && values.name.trim() === '' ? t('people.nameMissing') : undefined} onChange={(event) => onChange({ name: event.currentTarget.value })} />
      <div className={styles.half}>
        <TextInput label={t('people.position')} maxLength={100} value={values.position} onChange={(event) => onChange({ position: event.currentTarget.value })} />
        <TextInput label={t('people.login')} aria-required maxLength={40} autoCapitalize="none" spellCheck={false} autoComplete="off" value={login} error={loginError} onChange={(event) => onChange({ login: event.currentTarget.value })} />
      </div>
    </>
  )
}
