// Nhập sổ cũ: the old registers that were brought over, and the one that is being read.
import { Checkbox, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate, vietnamDate, vietnamTime } from '../../../src-main/text/dates.ts'
import { useKeys } from '../../app/keys.ts'
import { usePlace } from '../../app/place.ts'
import type { StagedFile } from '../../data/bridge.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconChevronLeft, IconDownload } from '../../ui/icons.ts'
import { notify } from '../../ui/notices.ts'
import { useFormFiles } from '../registration/staged-files.ts'
import { imports, type Import } from './book.ts'
import { useEarlyChoice } from './early.ts'
import { ImportBook } from './ImportBook.tsx'
import styles from './Intake.module.css'

export default function ImportsPage({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation()
  const staging = useFormFiles([])
  const covered = usePlace((place) => place.over !== null)
  const file = staging.files.at(-1)
  const chosen: StagedFile | null = file?.staged ?? null
  const leave = () => (file === undefined ? onBack() : staging.set([]))
  useKeys({ chooseFile: () => void staging.choose(), escape: leave }, !covered)
  useEarlyChoice(staging.choose)

  return (
    <div
      className={styles.page}
      onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
      onDrop={(event) => {
        if (event.dataTransfer.files.length === 0) return
        event.preventDefault()
        staging.add([...event.dataTransfer.files].slice(0, 1))
      }}
    >
      <header className={styles.head}>
        <Button kind="bare" icon={<IconChevronLeft size={16} stroke={1.5} />} onClick={onBack}>{t('intake.back')}</Button>
        <h1>{t('intake.title')}</h1>
        <Button kind={chosen ? 'quiet' : 'main'} keyOf="chooseFile" icon={<IconDownload size={16} stroke={1.5} />} busy={file !== undefined && !chosen && file.trouble === null} onClick={() => void staging.choose()}>{t(chosen ? 'intake.chooseOther' : 'intake.choose')}</Button>
      </header>
      {file?.trouble && <p className={styles.trouble} role="alert">{file.trouble}</p>}
      {chosen ? (
        <ImportBook key={chosen.fileId} file={chosen} onDone={() => staging.set([])} />
      ) : (
        <>
          <p className={styles.what}>{file && !file.trouble ? t('intake.sending') : `${t('intake.what')} ${t('intake.drop')}`}</p>
          <ImportList />
        </>
      )}
    </div>
  )
}

function ImportList() {
  const { t, i18n } = useTranslation()
  const query = useQuery(imports)
  const [withdrawing, setWithdrawing] = useState<Import | null>(null)
  const number = new Intl.NumberFormat(i18n.language)
  if (query.isError) return <EmptyState title={inWords(asRefusal(query.error))}><Button onClick={() => void query.refetch()}>{t('tryAgain')}</Button></EmptyState>
  const rows = query.data?.imports ?? []
  if (query.data && rows.length === 0) return <EmptyState title={t('intake.none')} />
  const head = (words: string, end = false): ReactNode => <th scope="col" className={end ? styles.end : undefined}>{words}</th>
  return (
    <section className={styles.part} aria-label={t('intake.title')}>
      <table className={styles.table}>
        <thead>
          <tr>{head(t('intake.file'))}{head(t('intake.direction'))}{head(t('intake.documents'), true)}{head(t('intake.when'))}{head(t('intake.state'))}<th><span className="unseen">{t('more')}</span></th></tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.id} data-withdrawn={one.withdrawnAt !== null || undefined}>
              <td className={styles.wide}>{one.fileName} · {one.sheet}</td>
              <td>{t(`intake.directions.${one.direction}`)}</td>
              <td className={styles.end}>{number.format(one.documents)}</td>
              <td>{vietnamTime(Date.parse(one.importedAt))} {formatDate(vietnamDate(Date.parse(one.importedAt)))}</td>
              <td className={styles.wide}>{one.withdrawReason === null ? t('intake.standing') : t('intake.withdrawn', { reason: one.withdrawReason })}</td>
              <td className={styles.end}>{one.withdrawReason === null && <Button kind="bare" onClick={() => setWithdrawing(one)}>{t('intake.withdraw')}</Button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {withdrawing && <Withdraw one={withdrawing} onClose={() => setWithdrawing(null)} />}
    </section>
  )
}

function Withdraw({ one, onClose }: { readonly one: Import; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const [reason, setReason] = useState('')
  const [acceptInUse, setAccept] = useState(false)
  const withdraw = () =>
    void send('intake.withdrawImport', { importId: one.id, reason, acceptInUse }, ({ documents }) => {
      notify(t('intake.withdrawnNow', { count: documents }))
      onClose()
    })
  return (
    <Dialog title={`${t('intake.withdraw')}: ${one.fileName}`} what={t('intake.withdrawWhat', { count: one.documents })} onClose={onClose} onSubmit={withdraw} submit={t('intake.withdraw')} busy={busy} disabled={reason.trim() === ''} trouble={trouble}>
      <TextInput data-autofocus label={t('terms.field.reason')} required maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {trouble !== null && <Checkbox label={t('intake.withdrawInUse')} checked={acceptInUse} onChange={(event) => setAccept(event.currentTarget.checked)} />}
    </Dialog>
  )
}
