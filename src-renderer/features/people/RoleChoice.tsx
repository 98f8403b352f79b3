// Which roles a person has: each with what it is for.
import { useTranslation } from 'react-i18next'
import { roles, type Role } from '../../../src-main/contract/rights.ts'
import styles from './People.module.css'

export function RoleChoice({ value, onChange, error }: { readonly value: readonly Role[]; readonly onChange: (value: readonly Role[]) => void; readonly error?: string | undefined }) {
  const { t } = useTranslation()
  return (
    <fieldset className={styles.roles}>
      <legend>{t('people.roles')}</legend>
      {roles.map((role) => (
        <label key={role}>
          <input type="checkbox" aria-label={t(`people.role.${role}`)} aria-description={t(`people.roleWhat.${role}`)} checked={value.includes(role)} onChange={(event) => onChange(event.currentTarget.checked ? [...value, role] : value.filter((one) => one !== role))} />
          <span>{t(`people.role.${role}`)} <small>{t(`people.roleWhat.${role}`)}</small></span>
        </label>
      ))}
      {error && <p className={styles.error} role="alert">{error}</p>}
    </fieldset>
  )
}
