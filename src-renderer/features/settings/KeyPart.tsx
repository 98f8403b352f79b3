// Khóa của kho lưu: how this PC keeps it, and the recovery key on paper: made, shown once, printed; the key exchanged for a new one.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate, vietnamDate, vietnamTime } from '../../../src-main/text/dates.ts'
import { ask, read, type ValueOf } from '../../data/ask.ts'
import { bridge } from '../../data/bridge.ts'
import { queryClient } from '../../data/queries.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { savePrint } from '../document/file-actions.ts'
import styles from './Settings.module.css'

const keyState = { queryKey: ['office', 'key'], queryFn: () => read('office.getKeyState', {}) }

export function KeyPart() {
  const { t } = useTranslation()
  const state = useQuery(keyState).data
  const [asking, setAsking] = useState<'make' | 'rotate' | null>(null)
  const [made, setMade] = useState<ValueOf<'office.makeRecoveryKey'> | null>(null)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)

  const make = async () => {
    setBusy(true)
    setTrouble(null)
    const answer = await ask('office.makeRecoveryKey', {})
    setBusy(false)
    if (!answer.ok) return setTrouble(inWords(answer.error))
    setAsking(null)
    setMade(answer.value)
    await queryClient.invalidateQueries({ queryKey: keyState.queryKey })
  }
  const rotate = async () => {
    setBusy(true)
    setTrouble(null)
    const answer = await ask('office.rotateKey', {})
    setBusy(false)
    if (!answer.ok) return setTrouble(inWords(answer.error))
    setAsking(null)
    notify(t('archiveKey.rotated', { count: answer.value.files }))
    await queryClient.invalidateQueries({ queryKey: keyState.queryKey })
  }
  const openSheet = async ({ fileName, bytes }: ValueOf<'office.makeRecoveryKey'>['sheet']) => {
    const answer = await bridge.openPrinted(fileName, bytes)
    // Without a PDF program on the machine, the sheet can still be carried to one.
    if (!answer.ok) await savePrint(fileName, bytes)
  }

  if (state === undefined) return null
  const { recovery, kept, whyFile } = state
  const at = recovery === null ? 0 : Date.parse(recovery.madeAt)
  return (
    <section className={styles.part} aria-labelledby="settings-key">
      <h2 id="settings-key">{t('archiveKey.title')}</h2>
      {recovery === null ? <p className={styles.trouble}>{t('archiveKey.none')}</p> : <p>{t('archiveKey.made', { name: recovery.name, at: `${vietnamTime(at)} ${formatDate(vietnamDate(at))}` })}</p>}
      <p>{t(`archiveKey.kept.${kept}`)} {whyFile !== null && t(`archiveKey.why.${whyFile}`)}</p>
      <div className={styles.acts}>
        <Button onClick={() => setAsking('make')}>{t(recovery === null ? 'archiveKey.make' : 'archiveKey.again')}</Button>
        {recovery !== null && kept !== 'given' && <Button onClick={() => setAsking('rotate')}>{t('archiveKey.rotate')}</Button>}
      </div>
      {asking === 'make' && <Dialog title={t('archiveKey.make').replace('…', '')} what={t('archiveKey.makeWhat')} submit={t('archiveKey.make').replace('…', '')} busy={busy} trouble={trouble} onSubmit={() => void make()} onClose={() => setAsking(null)} />}
      {asking === 'rotate' && <Dialog title={t('archiveKey.rotate').replace('…', '')} what={t('archiveKey.rotateWhat')} submit={t('archiveKey.rotate').replace('…', '')} busy={busy} trouble={trouble} onSubmit={() => void rotate()} onClose={() => setAsking(null)} />}
      {made !== null && (
        <Dialog title={t('archiveKey.title')} what={t('archiveKey.shownOnce', { name: made.name })} submit={t('archiveKey.print')} leave={t('close')} onSubmit={() => void openSheet(made.sheet)} onClose={() => setMade(null)}>
          <output className={styles.key} aria-label={t('archiveKey.unlockField')}>{made.key}</output>
          <div><Button onClick={() => void savePrint(made.sheet.fileName, made.sheet.bytes)}>{t('archiveKey.save')}</Button></div>
        </Dialog>
      )}
    </section>
  )
}
