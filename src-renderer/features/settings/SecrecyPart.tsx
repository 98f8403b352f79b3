// Bí mật nhà nước trên máy này: up to which level files may be attached, printed and exported here.
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { secrecies } from '../../../src-main/contract/choices.ts'
import { queryClient } from '../../data/queries.ts'
import { pcRule, type PcRule } from '../../data/secrecy.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Button } from '../../ui/Button.tsx'
import { notify } from '../../ui/notices.ts'
import styles from './Settings.module.css'

export function SecrecyPart() {
  const rule = useQuery(pcRule).data
  return rule ? <Fields key={JSON.stringify(rule)} rule={rule} /> : null
}

function Fields({ rule }: { readonly rule: PcRule }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const [filesUpTo, setFilesUpTo] = useState(rule.filesUpTo)
  const [standAlone, setStandAlone] = useState(rule.standAlone)
  const [reason, setReason] = useState('')
  const isSame = filesUpTo === rule.filesUpTo && standAlone === rule.standAlone
  return (
    <form
      className={styles.part}
      aria-labelledby="settings-secrecy"
      onSubmit={(event) => {
        event.preventDefault()
        if (busy || isSame || reason.trim() === '') return
        void send('secrecy.setPcRule', { filesUpTo, standAlone, reason }, () => {
          notify(t('archiveKey.pcSet'))
          void queryClient.invalidateQueries({ queryKey: pcRule.queryKey })
        })
      }}
    >
      <h2 id="settings-secrecy">{t('archiveKey.pcTitle')}</h2>
      <p>{t('archiveKey.pcWhat')}</p>
      <Checkbox label={t('archiveKey.alone')} checked={standAlone} onChange={(event) => { setStandAlone(event.currentTarget.checked); if (!event.currentTarget.checked) setFilesUpTo('none') }} />
      <NativeSelect
        label={t('archiveKey.upTo')}
        value={filesUpTo}
        disabled={!standAlone}
        description={standAlone ? undefined : t('archiveKey.aloneFirst')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        onChange={(event) => setFilesUpTo(event.currentTarget.value as PcRule['filesUpTo'])}
        data={secrecies.map((value) => ({ value, label: value === 'none' ? t('archiveKey.upToNone') : t(`terms.secrecy.${value}`) }))}
      />
      {!isSame && <TextInput label={t('archiveKey.reason')} maxLength={500} required value={reason} onChange={(event) => setReason(event.currentTarget.value)} />}
      {trouble && <p className={styles.trouble} role="alert">{trouble}</p>}
      <div className={styles.acts}><Button type="submit" busy={busy} disabled={isSame || reason.trim() === ''}>{t('save')}</Button></div>
    </form>
  )
}
