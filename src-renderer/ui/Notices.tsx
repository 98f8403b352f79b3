import { useTranslation } from 'react-i18next'
import { faceOf, useKeys } from '../app/keys.ts'
import { Kbd } from './Kbd.tsx'
import { dismiss, undoLatest, useNotices } from './notices.ts'
import styles from './Notices.module.css'

/** Where notices appear. Stands once in the frame. */
export function Notices() {
  const { t } = useTranslation()
  const notices = useNotices((state) => state.notices)
  useKeys({ undo: undoLatest })
  return (
    <div className={styles.notices} role="status" aria-live="polite">
      {notices.map(({ id, words, kind, undo, undoWords, action }) => (
        <div key={id} className={`${styles.notice} ${kind === 'trouble' ? styles.trouble : ''}`}>
          <span>{words}</span>
          {undo && (
            <button type="button" className={styles.act} onClick={() => { dismiss(id); undo() }}>
              {undoWords ?? t('undo')} <Kbd>{faceOf('undo')}</Kbd>
            </button>
          )}
          {action && <button type="button" className={styles.act} onClick={() => { dismiss(id); action.run() }}>{action.label}</button>}
          <button type="button" className={styles.close} aria-label={t('close')} onClick={() => dismiss(id)}>✕</button>
        </div>
      ))}
    </div>
  )
}
