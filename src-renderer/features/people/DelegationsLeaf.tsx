// Ủy quyền: who has whose role, from when to when; those that run can be ended.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../../../src-main/text/dates.ts'
import { useMay } from '../../data/desk.ts'
import { accounts, type Delegation } from '../../data/people.ts'
import { officeState } from '../../data/queries.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Button } from '../../ui/Button.tsx'
import { IconPlus } from '../../ui/icons.ts'
import { notify } from '../../ui/notices.ts'
import DelegateDialog from './DelegateDialog.tsx'
import styles from './People.module.css'

export default function DelegationsLeaf() {
  const { t } = useTranslation()
  const manages = useMay('manage-people')
  const today = useQuery(officeState).data?.today ?? ''
  const { accounts: everybody = [], delegations = [] } = useQuery(accounts).data ?? {}
  const [adding, setAdding] = useState(false)
  const { busy, trouble, send } = useCommand()
  const nameOf = (id: string) => everybody.find((one) => one.id === id)?.name ?? ''
  const stateOf = ({ ended, from, to }: Delegation) => (ended ? 'ended' : to < today ? 'past' : from > today ? 'coming' : 'running')
  const end = ({ id }: Delegation) => void send('people.endDelegation', { id }, () => notify(t('people.delegationEnded')))
  return (
    <>
      <div className={styles.bar}>
        <p>{t('people.delegationsWhat')}</p>
        {manages && <Button kind="main" icon={<IconPlus size={16} stroke={1.5} />} onClick={() => setAdding(true)}>{t('people.delegate')}</Button>}
      </div>
      {trouble && <p className={styles.trouble} role="alert">{trouble}</p>}
      <div className={styles.sheet}>
        {delegations.length === 0 ? <p className={styles.none}>{t('people.delegationsNone')}</p> : (
          <table aria-label={t('people.leaf.delegations')}>
            <thead><tr><th scope="col">{t('people.roleOne')}</th><th scope="col">{t('people.delegateFrom')}</th><th scope="col">{t('people.delegateTo')}</th><th scope="col">{t('people.days')}</th><th scope="col">{t('reason')}</th><th scope="col">{t('people.state')}</th>{manages && <th><span className="unseen">{t('more')}</span></th>}</tr></thead>
            <tbody>
              {delegations.map((one) => {
                const state = stateOf(one)
                const open = state === 'running' || state === 'coming'
                return (
                  <tr key={one.id} data-out={open ? undefined : true}>
                    <td>{t(`people.role.${one.role}`)}</td>
                    <td>{nameOf(one.fromAccountId)}</td>
                    <td className={styles.name}>{nameOf(one.toAccountId)}</td>
                    <td>{formatDate(one.from)} – {formatDate(one.to)}</td>
                    <td>{one.reason}</td>
                    <td>{t(`people.delegationState.${state}`)}</td>
                    {manages && <td className={styles.acts}>{open && <Button kind="bare" disabled={busy} onClick={() => end(one)}>{t('people.endDelegation')}</Button>}</td>}
                  </tr>
                )
              })}
            </tbody>
          </table>
        )}
      </div>
      {adding && <DelegateDialog ofOthers onClose={() => setAdding(false)} />}
    </>
  )
}
