// The office's names, to be mended: what stands on covers and stamps.
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../data/ask.ts'
import { officeState } from '../../data/queries.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Button } from '../../ui/Button.tsx'
import { notify } from '../../ui/notices.ts'
import styles from './Settings.module.css'

type Office = NonNullable<ValueOf<'office.state'>['office']>
const written = ['name', 'parentName', 'symbolSuffix', 'place'] as const
const lengths = { name: 200, parentName: 200, symbolSuffix: 30, place: 100 } as const

export function OfficePart() {
  const office = useQuery(officeState).data?.office
  // A change made elsewhere begins the fields anew.
  return office ? <Fields key={JSON.stringify(office)} office={office} /> : null
}

function Fields({ office }: { readonly office: Office }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const [values, setValues] = useState(office)
  const changes = Object.fromEntries(written.filter((name) => values[name] !== office[name]).map((name) => [name, values[name]]))
  const labels = { name: t('wizard.name'), parentName: t('wizard.parentName'), symbolSuffix: t('wizard.symbol'), place: t('wizard.place') }
  const field = (name: (typeof written)[number]) => (
    <TextInput label={labels[name]} maxLength={lengths[name]} value={values[name]} onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })} />
  )

  return (
    <form
      className={styles.part}
      aria-labelledby="settings-office"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy && Object.keys(changes).length > 0 && values.name.trim() !== '') void send('office.editOffice', changes, () => notify(t('settingsPage.saved')))
      }}
    >
      <h2 id="settings-office">{t('settingsPage.office')}</h2>
      {field('name')}
      {field('parentName')}
      <div className={styles.half}>{field('symbolSuffix')}{field('place')}</div>
      {trouble && <p className={styles.trouble} role="alert">{trouble}</p>}
      <div className={styles.acts}><Button type="submit" busy={busy} disabled={Object.keys(changes).length === 0 || values.name.trim() === ''}>{t('save')}</Button></div>
    </form>
  )
}
