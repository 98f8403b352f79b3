// Xuất để kiểm tra: the whole trail as a file that openssl and sha256sum check, without this program.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Progress } from '../../../src-main/office/messages.ts'
import { ask } from '../../data/ask.ts'
import { bridge } from '../../data/bridge.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { IconDownload } from '../../ui/icons.ts'
import { savePrint } from '../document/file-actions.ts'
import people from '../people/People.module.css'
import styles from './Trail.module.css'

export default function ExportLeaf() {
  const { t } = useTranslation()
  const [isMaking, setMaking] = useState(false)
  const [progress, setProgress] = useState<Progress | null>(null)
  const [made, setMade] = useState<number | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  useEffect(() => bridge.on('progress', (now) => now.name === 'trail.export' && setProgress(now.ended ? null : now)), [])
  const make = async () => {
    setMaking(true)
    setTrouble(null)
    setMade(null)
    const answer = await ask('trail.export', {})
    setMaking(false)
    if (!answer.ok) {
      if (answer.error.code !== 'CANCELLED') setTrouble(inWords(answer.error))
      return
    }
    setMade(answer.value.entries)
    await savePrint(answer.value.fileName, answer.value.bytes)
  }
  return (
    <div className={styles.export}>
      <p>{t('trail.exportWhat')}</p>
      {trouble && <p className={people.trouble} role="alert">{trouble}</p>}
      <Button kind="main" icon={<IconDownload size={16} stroke={1.5} />} busy={isMaking} onClick={() => void make()}>{t('trail.exportDo')}</Button>
      <div role="status">
        {isMaking && (
          <p className={styles.making}>
            <progress aria-label={t('trail.exporting')} {...(progress?.of ? { value: progress.done, max: progress.of } : {})} />
            {progress?.of ? t('task.of', { done: progress.done, of: progress.of }) : t('trail.exporting')}
            {progress && <Button kind="bare" onClick={() => void ask('office.cancelTask', { id: progress.id })}>{t('task.cancel')}</Button>}
          </p>
        )}
        {made !== null && <p>{t('trail.exported', { count: made })}</p>}
      </div>
    </div>
  )
}
