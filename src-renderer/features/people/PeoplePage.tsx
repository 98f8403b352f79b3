// Người dùng: accounts, units, what roles may do, delegations, passwords to be set anew, changes of rights, documents that are limited to
// named readers, the lock of desks. Before the first account: what accounts bring.
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState, type ComponentType, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../app/keys.ts'
import { peopleLeaves, usePlace, type PeopleLeaf } from '../../app/place.ts'
import { desk, useMay } from '../../data/desk.ts'
import { accounts, rightsChanges } from '../../data/people.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { AccountsLeaf } from './AccountsLeaf.tsx'
import { BeginDialog } from './BeginDialog.tsx'
import styles from './People.module.css'

const leaves: Readonly<Record<PeopleLeaf, ComponentType>> = {
  accounts: AccountsLeaf,
  units: lazy(() => import('./UnitsLeaf.tsx')),
  roles: lazy(() => import('./RolesLeaf.tsx')),
  delegations: lazy(() => import('./DelegationsLeaf.tsx')),
  resets: lazy(() => import('./ResetsLeaf.tsx')),
  changes: lazy(() => import('./ChangesLeaf.tsx')),
  limited: lazy(() => import('./LimitedLeaf.tsx')),
  rules: lazy(() => import('./RulesLeaf.tsx')),
}
const back = () => usePlace.setState({ people: null })

export default function PeoplePage() {
  const { t } = useTranslation()
  const hasAccounts = useQuery(desk).data?.hasAccounts === true
  const manages = useMay('manage-people')
  const covered = usePlace((place) => place.over !== null)
  const [beginning, setBeginning] = useState(false)
  useKeys({ escape: back }, !covered && !beginning)
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('people.title')}</h1>
        <Button keyOf="escape" onClick={back}>{t('people.back')}</Button>
      </header>
      {hasAccounts ? <Leaves /> : (
        <EmptyState title={t('people.none')}>
          <ul className={styles.points}>
            <li>{t('people.brings.names')}</li>
            <li>{t('people.brings.rights')}</li>
            <li>{t('people.brings.lock')}</li>
            <li>{t('people.brings.after')}</li>
          </ul>
          {manages && <Button kind="main" onClick={() => setBeginning(true)}>{t('people.begin')}</Button>}
        </EmptyState>
      )}
      {beginning && <BeginDialog onClose={() => setBeginning(false)} />}
    </div>
  )
}

function Leaves() {
  const { t } = useTranslation()
  const chosen = usePlace((place) => place.people) ?? 'accounts'
  const manages = useMay('manage-people')
  const unconfirmed = useQuery(rightsChanges).data?.unconfirmed ?? 0
  const asked = useQuery(accounts).data?.resets.filter(({ state }) => state === 'asked' || state === 'approved').length ?? 0
  const confirms = useMay('confirm-rights')
  const shown = peopleLeaves.filter((leaf) => (leaf === 'rules' ? manages : leaf === 'limited' ? confirms : true))
  const waits: Partial<Record<PeopleLeaf, number>> = { changes: unconfirmed, resets: asked }
  const Leaf = leaves[chosen]
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const next = shown[(shown.indexOf(chosen) + step + shown.length) % shown.length]!
    usePlace.setState({ people: next })
    document.getElementById(`people-${next}`)?.focus()
  }
  return (
    <>
      <div className={styles.tabs} role="tablist" aria-label={t('people.title')}>
        {shown.map((leaf) => (
          <button key={leaf} type="button" role="tab" id={`people-${leaf}`} className={styles.tab} aria-selected={leaf === chosen} aria-controls="people-leaf" tabIndex={leaf === chosen ? 0 : -1} onClick={() => usePlace.setState({ people: leaf })} onKeyDown={move}>
            {t(`people.leaf.${leaf}`)}
            {waits[leaf] ? <span className={styles.waits}>{waits[leaf]}</span> : null}
          </button>
        ))}
      </div>
      <div className={styles.leaf} id="people-leaf" role="tabpanel" aria-labelledby={`people-${chosen}`} tabIndex={0}>
        <Suspense><Leaf /></Suspense>
      </div>
    </>
  )
}
