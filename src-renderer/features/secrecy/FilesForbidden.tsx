// Said under the files of a form before saving: this PC may not hold files of the chosen level.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Secrecy } from '../../../src-main/contract/fields.ts'
import { isAbove } from '../../../src-main/secrecy/rules.ts'
import { pcRule } from '../../data/secrecy.ts'
import styles from './Secrecy.module.css'

/** @param files how many are attached */
export function FilesForbidden({ secrecy, files }: { readonly secrecy: Secrecy; readonly files: number }) {
  const { t } = useTranslation()
  const isAsked = secrecy !== 'none' && files > 0
  const allowed = useQuery({ ...pcRule, enabled: isAsked }).data?.filesUpTo
  if (!isAsked || allowed === undefined || !isAbove(secrecy, allowed)) return null
  return <p className={styles.forbidden} role="alert">{t('secrecy.filesForbidden', { level: t(`terms.secrecy.${secrecy}`), allowed: allowed === 'none' ? t('archiveKey.upToNone').toLocaleLowerCase() : t(`terms.secrecy.${allowed}`) })}</p>
}
