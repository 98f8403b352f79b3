// The ways to another archive, wherever they are offered: those used lately, and any folder.
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { KnownArchive } from '../../data/bridge.ts'
import { archives } from '../../data/queries.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './Archives.module.css'
import { useArchives } from './useArchives.ts'

interface OtherArchivesProps {
  /** words of the button that asks for a folder */
  readonly choose: string
  /** an archive is open behind it, and stays when another does not open */
  readonly isOpen?: boolean
  readonly main?: boolean
  /** lists at most so many */
  readonly most?: number
  /** further ways, beside the button */
  readonly children?: ReactNode
}

export function OtherArchives({ choose, isOpen = true, main = false, most = 5, children }: OtherArchivesProps) {
  const { t } = useTranslation()
  const list = useQuery({ ...archives, staleTime: 0 }).data
  const going = useArchives()
  const nameOf = ({ name, isSample }: KnownArchive) => (name === '' ? t('archives.notSetUp') : isSample ? t('archives.sample', { name }) : name)
  const known = list?.known.slice(0, most) ?? []
  return (
    <div className={styles.archives}>
      {known.length > 0 && (
        <>
          <h3>{t('archives.known')}</h3>
          <ul className={styles.known}>
            {known.map((one) => (
              <li key={one.folder}>
                <span className={styles.name}>{nameOf(one)}</span>
                <span className={styles.folder} title={one.folder}><bdi>{one.folder}</bdi></span>
                {one.isThere ? (
                  <button type="button" className={styles.open} aria-label={t('archives.openNamed', { name: nameOf(one), folder: one.folder })} disabled={going.busy} onClick={() => going.open(one.folder)}>{t('archives.open')}</button>
                ) : (
                  <span className={styles.gone}>{t('archives.notThere')}</span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className={styles.act}>
        <Button kind={main ? 'main' : 'quiet'} autoFocus={main} onClick={going.choose} busy={going.busy}>{choose}</Button>
        {children}
        <span role="status">{going.busy && t('archives.opening')}</span>
      </div>
      {going.trouble && <p className={styles.trouble} role="alert">{going.trouble} {isOpen && t('archives.stays')}</p>}
      {list?.fixed && <p>{t('archives.fixed')}</p>}
    </div>
  )
}
