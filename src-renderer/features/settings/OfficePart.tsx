// The office's names, to be mended: what stands on covers and stamps; and the running term.
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../data/ask.ts'
import { officeState } from '../../data/queries.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Button } from '../../ui/Button.tsx'
import { notify } from '../../ui/notices.ts'
import { DayChoice } from '../print/DayChoice.tsx'
import styles from './Settings.module.css'

type Office = NonNullable<ValueOf<'office.state'>['office']>
const written = ['name', 'parentName', 'symbolSuffix', 'place'] as const
const lengths = { name: 200, parentName: 200, symbolSuffix: 30, place: 100 } as const

export function OfficePart() {
  const state = useQuery(officeState).data
  // A change made elsewhere begins the fields anew.
  return state?.office ? <Fields key={JSON.stringify([state.office, state.term])} office={state.office} term={state.term} today={state.today} /> : null
}

function Fields({ office, term, today }: { readonly office: Office; readonly term: ValueOf<'office.state'>['term']; readonly today: string }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const [values, setValues] = useState(office)
  const [termName, setTermName] = useState(term?.name ?? '')
  const [from, setFrom] = useState<string | null>(term?.from ?? '')
  const [to, setTo] = useState<string | null>(term?.to ?? '')
  const withTerm = termName.trim() !== '' || from !== '' || to !== ''
  const termChanged = termName !== (term?.name ?? '') || from !== (term?.from ?? '') || to !== (term?.to ?? '')
  // Both dates read, a name and a beginning there; an end before the beginning is refused by the office.
  const termWrong = termChanged && (!withTerm ? term !== null : termName.trim() === '' || !from || to === null)
  const named = Object.fromEntries(written.filter((name) => values[name] !== office[name]).map((name) => [name, values[name]]))
  const changes = { ...named, ...(termChanged && withTerm && from ? { term: { name: termName.trim(), from, ...(to ? { to } : {}) } } : {}) }
  const idle = Object.keys(changes).length === 0 || values.name.trim() === '' || termWrong
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
        if (!busy && !idle) void send('office.editOffice', changes, () => notify(t('settingsPage.saved')))
      }}
    >
      <h2 id="settings-office">{t('settingsPage.office')}</h2>
      {field('name')}
      {field('parentName')}
      <div className={styles.half}>{field('symbolSuffix')}{field('place')}</div>
      <TextInput label={t('wizard.termName')} maxLength={100} value={termName} onChange={(event) => setTermName(event.currentTarget.value)} />
      <div className={styles.half}>
        <DayChoice label={t('settingsPage.termFrom')} today={today} value={from} onChange={setFrom} />
        <DayChoice label={t('settingsPage.termTo')} today={today} value={to} onChange={setTo} />
      </div>
      <p>{t('settingsPage.termHint')}</p>
      {trouble && <p className={styles.trouble} role="alert">{trouble}</p>}
      <div className={styles.acts}><Button type="submit" busy={busy} disabled={idle}>{t('save')}</Button></div>
    </form>
  )
}
