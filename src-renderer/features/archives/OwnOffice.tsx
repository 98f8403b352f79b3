// Out of the sample office: an archive of one's own, in a folder that the program proposes or in one that is chosen.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { usePlace } from '../../app/place.ts'
import { archives } from '../../data/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import styles from './Archives.module.css'
import { useArchives } from './useArchives.ts'

export default function OwnOffice() {
  const { t } = useTranslation()
  const list = useQuery({ ...archives, staleTime: 0 }).data
  const { busy, trouble, begin, choose } = useArchives()
  return (
    <Dialog
      title={t('archives.ownTitle')}
      what={t('archives.ownWhat')}
      onClose={() => usePlace.setState({ over: null })}
      onSubmit={begin}
      submit={t('archives.ownDo')}
      busy={busy}
      disabled={list === undefined}
      trouble={trouble === null ? null : `${trouble} ${t('archives.stays')}`}
    >
      <div className={styles.place}>
        <span>{t('archives.ownFolder')}</span>
        <code>{list?.fresh ?? ''}</code>
      </div>
      <div><Button onClick={choose} disabled={busy}>{t('archives.chooseOther')}</Button></div>
      {list?.fixed && <p>{t('archives.fixed')}</p>}
    </Dialog>
  )
}
