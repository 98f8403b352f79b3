// The page at the door: seal, program and office above one sheet, the other language below it.
import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Seal } from '../../app/Seal.tsx'
import { changeSettings, useSettings } from '../../data/settings.ts'
import '../../ui/fields.css'
import styles from './SignIn.module.css'

export function Gate({ office, title, onSubmit, children }: { readonly office: string; readonly title: string; readonly onSubmit: () => void; readonly children: ReactNode }) {
  const { t } = useTranslation()
  const other = useSettings(({ language }) => language) === 'vi' ? 'en' : 'vi'
  return (
    <main className={styles.page}>
      <div className={styles.case}>
        <header className={styles.head}>
          <Seal size={52} />
          <p className={styles.product}>{t('app')}</p>
          {office !== '' && <p className={styles.office}>{office}</p>}
        </header>
        <form
          className={styles.form}
          aria-label={title}
          noValidate
          onSubmit={(event: FormEvent) => {
            event.preventDefault()
            onSubmit()
          }}
        >
          <h1>{title}</h1>
          {children}
        </form>
        <p className={styles.foot}>
          <button type="button" className={styles.language} lang={other} onClick={() => changeSettings({ language: other })}>{other === 'en' ? 'English' : 'Tiếng Việt'}</button>
        </p>
      </div>
    </main>
  )
}
