// Taking a list out as a file: in which form, with which columns; then saved, or opened in the system's program.
import { Checkbox, NativeSelect } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Call } from '../../../src-main/office/contract.ts'
import type { Progress } from '../../../src-main/office/messages.ts'
import type { Direction } from '../../app/place.ts'
import { ask, type ValueOf } from '../../data/ask.ts'
import { bridge } from '../../data/bridge.ts'
import type { Find } from '../../data/document-pages.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconDownload, IconExternalLink } from '../../ui/icons.ts'
import { notify } from '../../ui/notices.ts'
import type { Column } from './columns.ts'
import { columnWord } from './DocumentRow.tsx'
import styles from './ExportDialog.module.css'

type Asked = Call<'registers.exportDocuments'>
const formats = ['pdf', 'docx', 'doc', 'xlsx'] as const
/** What a file may hold although the list does not show it. */
const further = ['signer', 'toPlaces', 'pages', 'note'] as const

interface ExportDialogProps {
  readonly direction: Direction
  readonly find: Find
  readonly columns: readonly Column[]
  /** what is searched, in words */
  readonly proposed: string
  readonly onClose: () => void
}

export default function ExportDialog({ direction, find, columns, proposed, onClose }: ExportDialogProps) {
  const { t } = useTranslation()
  const [format, setFormat] = useState<NonNullable<Asked['format']>>('pdf')
  const [more, setMore] = useState<readonly (typeof further)[number][]>([])
  const [withTopSecretSubjects, setTopSecret] = useState(false)
  const [isMaking, setMaking] = useState(false)
  const [progress, setProgress] = useState<Progress | null>(null)
  const [made, setMade] = useState<ValueOf<'registers.exportDocuments'> | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  useEffect(() => bridge.on('progress', (now) => now.name === 'registers.exportDocuments' && setProgress(now.ended ? null : now)), [])

  const saveButton = useRef<HTMLButtonElement>(null)
  // The button that made the file is gone then: the keyboard goes on at the next step.
  useEffect(() => saveButton.current?.focus(), [made])

  /** Another choice makes what was made before another file. */
  const changed = <Value,>(change: (value: Value) => void) => (value: Value) => {
    setMade(null)
    change(value)
  }
  const make = async () => {
    setMaking(true)
    setTrouble(null)
    const answer = await ask('registers.exportDocuments', { ...find, columns: [...columns, 'marks', ...more], withTopSecretSubjects, format })
    setMaking(false)
    if (answer.ok) setMade(answer.value)
    else if (answer.error.code !== 'CANCELLED') setTrouble(inWords(answer.error))
  }
  const save = async () => {
    if (!made) return
    const answer = await bridge.savePrinted(made.fileName, made.bytes)
    if (!answer.ok) return setTrouble(inWords(answer.error))
    if (!answer.value.saved) return
    notify(t('incoming.export.saved', { name: made.fileName }))
    onClose()
  }
  const open = async () => {
    if (!made) return
    const answer = await bridge.openPrinted(made.fileName, made.bytes)
    if (!answer.ok) setTrouble(inWords(answer.error))
  }

  return (
    <Dialog
      title={t('incoming.export.title')}
      what={proposed === '' ? t('incoming.export.whole') : t('incoming.export.what', { what: proposed })}
      onClose={onClose}
      trouble={trouble}
      {...(made ? {} : { onSubmit: () => void make(), submit: t('incoming.export.make'), busy: isMaking })}
    >
      <NativeSelect
        data-autofocus
        label={t('incoming.export.format')}
        value={format}
        data={formats.map((value) => ({ value, label: t(`incoming.export.${value}`) }))}
        onChange={(event) => changed(setFormat)(event.currentTarget.value as typeof format)}
      />
      <p className={styles.columns}>{t('incoming.export.columns', { names: columns.map((column) => t(`incoming.column.${columnWord(direction, column)}`)).join(', ') })}</p>
      <fieldset className={styles.more}>
        <legend>{t('incoming.export.more')}</legend>
        {further.filter((column) => !(columns as readonly string[]).includes(column)).map((column) => (
          <Checkbox
            key={column}
            label={t(direction === 'outgoing' && column === 'toPlaces' ? 'outgoing.recipients' : `terms.field.${column}`)}
            checked={more.includes(column)}
            onChange={(event) => changed((on: boolean) => setMore(on ? [...more, column] : more.filter((one) => one !== column)))(event.currentTarget.checked)}
          />
        ))}
      </fieldset>
      <Checkbox label={t('incoming.export.topSecret')} checked={withTopSecretSubjects} onChange={(event) => changed(setTopSecret)(event.currentTarget.checked)} />
      {isMaking && (
        <p className={styles.making} role="status">
          <progress aria-label={t('incoming.export.making')} {...(progress?.of ? { value: progress.done, max: progress.of } : {})} />
          {progress?.of ? t('task.of', { done: progress.done, of: progress.of }) : t('incoming.export.making')}
          {progress && <Button kind="bare" onClick={() => void ask('office.cancelTask', { id: progress.id })}>{t('task.cancel')}</Button>}
        </p>
      )}
      {made && (
        <div className={styles.made} role="status">
          <span>{made.fileName} · {t('incoming.count', { count: made.rows })}</span>
          <Button kind="main" ref={saveButton} icon={<IconDownload size={16} stroke={1.5} />} onClick={() => void save()}>{t('incoming.export.save')}</Button>
          <Button icon={<IconExternalLink size={16} stroke={1.5} />} onClick={() => void open()}>{t('incoming.export.open')}</Button>
        </div>
      )}
    </Dialog>
  )
}
