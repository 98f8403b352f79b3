// Passwords that are to be set anew: asked by one, approved by another, then set; their owner changes them at the next sign-in.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate, vietnamDate, vietnamTime } from '../../../src-main/text/dates.ts'
import { ask, type Refusal } from '../../data/ask.ts'
import { useMay, usePerson } from '../../data/desk.ts'
import { accounts, type Reset } from '../../data/people.ts'
import { useCommand } from '../../data/useCommand.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { NewPassword, newPasswordFault, untyped } from './Password.tsx'
import styles from './People.module.css'

export default function ResetsLeaf() {
  const { t } = useTranslation()
  const me = usePerson()
  const manages = useMay('manage-people')
  const { accounts: everybody = [], resets = [] } = useQuery(accounts).data ?? {}
  const [setting, setSetting] = useState<Reset | null>(null)
  const { busy, trouble, send } = useCommand()
  const accountOf = (reset: Reset) => everybody.find(({ id }) => id === reset.accountId)
  const answer = ({ id }: Reset, approved: boolean) => void send('people.answerReset', { id, approved }, () => notify(t(approved ? 'people.resetApproved' : 'people.resetRefused')))
  return (
    <>
      <div className={styles.bar}><p>{t('people.resetsWhat')}</p></div>
      {trouble && <p className={styles.trouble} role="alert">{trouble}</p>}
      <div className={styles.sheet}>
        {resets.length === 0 ? <p className={styles.none}>{t('people.resetsNone')}</p> : (
          <table aria-label={t('people.leaf.resets')}>
            <thead><tr><th scope="col">{t('people.name')}</th><th scope="col">{t('reason')}</th><th scope="col">{t('people.askedBy')}</th><th scope="col">{t('people.state')}</th><th><span className="unseen">{t('more')}</span></th></tr></thead>
            <tbody>
              {resets.map((one) => {
                const mine = one.askedBy === me?.id || one.accountId === me?.id
                const open = one.state === 'asked' || one.state === 'approved'
                return (
                  <tr key={one.id} data-out={open ? undefined : true}>
                    <td className={styles.name}>{accountOf(one)?.name}</td>
                    <td>{one.reason}</td>
                    <td>{one.askedByName}<span className={styles.sub}>{instant(one.askedAt)}</span></td>
                    <td>{t(`people.resetState.${one.state}`)}{one.approvedByName && <span className={styles.sub}>{t('people.approvedBy', { name: one.approvedByName })}</span>}</td>
                    <td className={styles.acts}>
                      {one.state === 'asked' && mine && <span className={styles.sub}>{t('people.secondPerson')}</span>}
                      {one.state === 'asked' && !mine && <Button disabled={busy} onClick={() => answer(one, true)}>{t('people.approve')}</Button>}
                      {one.state === 'asked' && <Button kind="bare" disabled={busy} onClick={() => answer(one, false)}>{t('people.refuse')}</Button>}
                      {one.state === 'approved' && manages && <Button onClick={() => setSetting(one)}>{t('people.resetSet')}</Button>}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        )}
      </div>
      {setting && <SetPassword reset={setting} about={accountOf(setting) ?? { login: '', name: '' }} onClose={() => setSetting(null)} />}
    </>
  )
}

/** "07:30 03/11/2026" */
export function instant(at: string): string {
  const ms = Date.parse(at)
  return Number.isNaN(ms) ? at : `${vietnamTime(ms)} ${formatDate(vietnamDate(ms))}`
}

function SetPassword({ reset, about, onClose }: { readonly reset: Reset; readonly about: { readonly login: string; readonly name: string }; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(untyped)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const save = async () => {
    setTried(true)
    if (newPasswordFault(typed, about) !== null) return
    setBusy(true)
    const answer = await ask('people.resetPassword', { id: reset.id, password: typed.password })
    setBusy(false)
    if (!answer.ok) return setRefusal(answer.error)
    notify(t('people.resetDone', { name: about.name }))
    onClose()
  }
  return (
    <Dialog title={t('people.resetSetFor', { name: about.name })} what={t('people.firstPassword')} onClose={onClose} onSubmit={() => void save()} submit={t('people.setPassword')} busy={busy} trouble={refusal && inWords(refusal)}>
      <NewPassword autoFocus about={about} value={typed} tried={tried} onChange={setTyped} />
    </Dialog>
  )
}
