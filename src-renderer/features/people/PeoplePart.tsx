// Người dùng, in the settings: how many accounts there are, and the way to them; what they bring where there is none.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { showPeople } from '../../app/place.ts'
import { desk } from '../../data/desk.ts'
import { accounts } from '../../data/people.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './People.module.css'

export function PeoplePart() {
  const { t } = useTranslation()
  const hasAccounts = useQuery(desk).data?.hasAccounts === true
  const list = useQuery({ ...accounts, enabled: hasAccounts }).data
  return (
    <section className={styles.part} aria-labelledby="settings-people">
      <h2 id="settings-people">{t('people.title')}</h2>
      <p>{hasAccounts ? list && t('people.summary', { count: list.accounts.filter(({ active }) => active).length }) : t('people.noneShort')}</p>
      <div><Button onClick={() => showPeople()}>{t(hasAccounts ? 'people.open' : 'people.setUpAccounts')}</Button></div>
    </section>
  )
}
