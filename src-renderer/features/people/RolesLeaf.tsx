// Which role gives which right: what the office has otherwise than the rulebook is marked, and says why.
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Right, Role } from '../../../src-main/contract/rights.ts'
import { useMay } from '../../data/desk.ts'
import { roleRights } from '../../data/people.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import styles from './People.module.css'

interface Asked {
  readonly role: Role
  readonly right: Right
  readonly granted: boolean
}

export default function RolesLeaf() {
  const { t } = useTranslation()
  const manages = useMay('manage-people')
  const roles = useQuery(roleRights).data?.roles ?? []
  const [asked, setAsked] = useState<Asked | null>(null)
  const rows = roles[0]?.rights.map(({ right }) => right) ?? []
  return (
    <>
      <div className={styles.bar}><p>{t('people.rolesWhat')}</p></div>
      <div className={styles.sheet}>
        <table aria-label={t('people.leaf.roles')}>
          <thead>
            <tr>
              <th scope="col">{t('people.rightColumn')}</th>
              {roles.map(({ role, source, verified }) => <th key={role} scope="col" className={styles.cell} title={[source, !verified && t('people.unverified')].filter(Boolean).join('. ')}>{t(`people.role.${role}`)}</th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map((right, at) => (
              <tr key={right}>
                <th scope="row">{t(`people.right.${right}`)}</th>
                {roles.map(({ role, rights }) => {
                  const { granted, ruled, reason } = rights[at]!
                  const own = granted !== ruled
                  const words = t(granted ? 'people.has' : 'people.hasNot', { role: t(`people.role.${role}`), right: t(`people.right.${right}`) })
                  return (
                    <td key={role} className={styles.cell}>
                      <button type="button" className={styles.right} data-own={own || undefined} disabled={!manages} aria-pressed={granted} aria-label={own ? `${words}. ${t('people.differs', { reason: reason ?? '' })}` : words} title={own ? t('people.differs', { reason: reason ?? '' }) : undefined} onClick={() => setAsked({ role, right, granted: !granted })}>
                        {granted ? '✓' : own ? '✕' : ''}
                      </button>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {asked && <RightDialog asked={asked} onClose={() => setAsked(null)} />}
    </>
  )
}

function RightDialog({ asked: { role, right, granted }, onClose }: { readonly asked: Asked; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const [reason, setReason] = useState('')
  const words = { role: t(`people.role.${role}`), right: t(`people.right.${right}`) }
  const save = () => void send('people.setRoleRight', { role, right, granted, reason }, () => {
    notify(t(granted ? 'people.has' : 'people.hasNot', words))
    onClose()
  })
  return (
    <Dialog title={t(granted ? 'people.give' : 'people.take', words)} what={t('people.roleRightWhat')} onClose={onClose} onSubmit={save} submit={t(granted ? 'people.giveDo' : 'people.takeDo')} busy={busy} disabled={reason.trim() === ''} trouble={trouble}>
      <TextInput label={t('reason')} aria-required data-autofocus maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </Dialog>
  )
}
