// Every account: who it is, what they may do, whether they may sign in.
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../../../src-main/text/dates.ts'
import { foldedTokens } from '../../../src-main/text/fold.ts'
import { useMay, usePerson } from '../../data/desk.ts'
import { accounts, persons, type Account } from '../../data/people.ts'
import { useCommand } from '../../data/useCommand.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconPlus } from '../../ui/icons.ts'
import { notify } from '../../ui/notices.ts'
import { AccountDialog } from './AccountDialog.tsx'
import { AskReset } from './AskReset.tsx'
import styles from './People.module.css'

/** So many are seen at one glance. */
const fewAccounts = 8

type Task = { readonly kind: 'add' } | { readonly kind: 'edit' | 'reset'; readonly account: Account }

export function AccountsLeaf() {
  const { t } = useTranslation()
  const manages = useMay('manage-people')
  const me = usePerson()
  const query = useQuery(accounts)
  const units = useQuery(persons).data?.units ?? []
  const [task, setTask] = useState<Task | null>(null)
  const [sought, setSought] = useState('')
  const { busy, trouble, send } = useCommand()
  const close = () => setTask(null)
  if (query.isError) return <EmptyState title={inWords(asRefusal(query.error))}><Button onClick={() => void query.refetch()}>{t('tryAgain')}</Button></EmptyState>
  const unitOf = ({ unitId }: Account) => units.find(({ id }) => id === unitId)?.name ?? ''
  const words = foldedTokens(sought)
  const fits = (one: Account) => {
    const said = ` ${foldedTokens([one.name, one.login, one.position, unitOf(one), ...one.roles.map((role) => t(`people.role.${role}`))].join(' ')).join(' ')}`
    return words.every((word) => said.includes(` ${word}`))
  }
  const shown = query.data?.accounts.filter(fits) ?? []
  const block = ({ id, entry, blocked, name }: Account) => void send('people.editAccount', { id, basedOn: entry, changes: { blocked: !blocked } }, () => notify(t(blocked ? 'people.unblocked' : 'people.blockedNow', { name })))
  return (
    <>
      <div className={styles.bar}>
        <p>{t('people.accountsWhat')}</p>
        {(query.data?.accounts.length ?? 0) > fewAccounts && <TextInput type="search" className={styles.find} aria-label={t('people.find')} placeholder={t('people.find')} value={sought} onChange={(event) => setSought(event.currentTarget.value)} />}
        {manages && <Button kind="main" icon={<IconPlus size={16} stroke={1.5} />} onClick={() => setTask({ kind: 'add' })}>{t('people.add')}</Button>}
      </div>
      {trouble && <p className={styles.trouble} role="alert">{trouble}</p>}
      <div className={styles.sheet}>
        <table aria-label={t('people.leaf.accounts')}>
          <thead>
            <tr>
              <th scope="col">{t('people.name')}</th>
              <th scope="col">{t('people.unit')}</th>
              <th scope="col">{t('people.roles')}</th>
              <th scope="col">{t('people.clearance')}</th>
              <th scope="col">{t('people.state')}</th>
              {manages && <th><span className="unseen">{t('more')}</span></th>}
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={one.id} data-out={one.active ? undefined : true}>
                <td><span className={styles.name}>{one.name}</span><span className={styles.sub}>{[one.position, one.login].filter(Boolean).join(' · ')}</span></td>
                <td>{unitOf(one)}</td>
                <td>
                  {one.roles.map((role) => t(`people.role.${role}`)).join(', ') || t('people.noRole')}
                  {one.delegatedRoles.length > 0 && <span className={styles.sub}>{t('people.delegatedRoles', { roles: one.delegatedRoles.map((role) => t(`people.role.${role}`)).join(', ') })}</span>}
                </td>
                <td>{t(`terms.secrecy.${one.clearance}`)}</td>
                <td>{stateOf(one)}</td>
                {manages && (
                  <td className={styles.acts}>
                    <Button kind="bare" label={t('people.editNamed', { name: one.name })} onClick={() => setTask({ kind: 'edit', account: one })}>{t('people.edit')}</Button>
                    {one.id !== me?.id && <Button kind="bare" label={t('people.resetNamed', { name: one.name })} onClick={() => setTask({ kind: 'reset', account: one })}>{t('people.resetAsk')}</Button>}
                    {one.id !== me?.id && <Button kind="bare" disabled={busy} label={t(one.blocked ? 'people.unblockNamed' : 'people.blockNamed', { name: one.name })} onClick={() => block(one)}>{t(one.blocked ? 'people.unblock' : 'people.block')}</Button>}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
        {sought !== '' && shown.length === 0 && <p className={styles.none}>{t('people.noneFound', { sought })}</p>}
      </div>
      {task?.kind === 'add' && <AccountDialog account={null} onClose={close} />}
      {task?.kind === 'edit' && <AccountDialog account={task.account} onClose={close} />}
      {task?.kind === 'reset' && <AskReset account={task.account} onClose={close} />}
    </>
  )

  function stateOf({ blocked, active, activeFrom, activeTo }: Account): string {
    if (blocked) return t('people.blocked')
    if (!active) return t('people.outside', { from: formatDate(activeFrom), to: activeTo === null ? '' : formatDate(activeTo) })
    return activeTo === null ? t('people.active') : t('people.activeTo', { date: formatDate(activeTo) })
  }
}
