// What can be done with an outgoing document, by its state: issue, mend, recall, replace or correct, cancel.
import { Menu } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faceOf, useKeys } from '../../app/keys.ts'
import { compose } from '../../app/place.ts'
import { useMay } from '../../data/desk.ts'
import type { Document } from '../../data/queries.ts'
import { useReaderRight } from '../../data/secrecy.ts'
import { Button } from '../../ui/Button.tsx'
import { IconDots, IconPencil } from '../../ui/icons.ts'
import styles from '../document/DocumentPane.module.css'
import { openFile, saveFile } from '../document/file-actions.ts'
import type { DocumentFile } from '../document/viewer/FileView.tsx'
import { useDraftActs } from '../appraisal/useDraftActs.tsx'
import { useMatters } from '../secrecy/useMatters.tsx'
import { copyWords } from './OutgoingFiles.tsx'

const RecallDialog = lazy(async () => ({ default: (await import('./OutgoingDialogs.tsx')).RecallDialog }))
const SupersedeDialog = lazy(async () => ({ default: (await import('./OutgoingDialogs.tsx')).SupersedeDialog }))
const ReinstateOutgoing = lazy(async () => ({ default: (await import('./OutgoingDialogs.tsx')).ReinstateOutgoing }))
const CancelOutgoing = lazy(async () => ({ default: (await import('./OutgoingDialogs.tsx')).CancelOutgoing }))

export function OutgoingActions({ record, file }: { readonly record: Document; readonly file: DocumentFile | undefined }) {
  const { t } = useTranslation()
  const [asked, ask] = useState<'recall' | 'supersede' | 'cancel' | 'reinstate' | null>(null)
  const close = () => ask(null)
  const { status } = record
  const matters = useMatters(record)
  const way = useDraftActs(record)
  // Of a limited document: what is taken out of the window asks for the right to print, what changes it for the right to work.
  const own = useReaderRight(record)
  const shownFile = own === 'read' ? undefined : file
  const registers = useMay('keep-registers') && own === 'work'
  const drafts = useMay('draft') && own === 'work'
  const toIssue = status === 'draft' || status === 'awaiting-number' || status === 'numbered'
  const out = status === 'issued' || status === 'replaced' || status === 'corrected'
  const edit = () => compose({ kind: 'edit', id: record.id })
  useKeys({ print: () => (shownFile ? void openFile(shownFile) : false) })
  return (
    <div className={styles.actions}>
      {toIssue && drafts && <Button keyOf="edit" onClick={edit}>{t(registers ? 'outgoing.issueThis' : 'document.edit')}</Button>}
      {out && drafts && <Button icon={<IconPencil size={16} stroke={1.5} />} keyOf="edit" onClick={edit}>{t('document.edit')}</Button>}
      {status === 'cancelled' && registers && <Button onClick={() => ask('reinstate')}>{t('document.reinstate')}</Button>}
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button icon={<IconDots size={16} stroke={1.5} />} label={t('more')} />
        </Menu.Target>
        <Menu.Dropdown>
          {shownFile && <Menu.Item onClick={() => void openFile(shownFile)} rightSection={faceOf('print')}>{t('document.openFile')}</Menu.Item>}
          {shownFile && <Menu.Item onClick={() => void saveFile(shownFile)}>{t('document.saveFile')}</Menu.Item>}
          {record.numberSymbol !== '' && <Menu.Item onClick={() => copyWords(record.numberSymbol)}>{t('outgoing.copy')}</Menu.Item>}
          {way.items}
          {matters.items}
          {out && registers && <Menu.Item onClick={() => ask('supersede')}>{t('outgoing.supersedeAct')}</Menu.Item>}
          {out && registers && <Menu.Item color="var(--overdue)" onClick={() => ask('recall')}>{t('outgoing.recall')}</Menu.Item>}
          {(out || toIssue) && registers && <Menu.Item color="var(--overdue)" onClick={() => ask('cancel')}>{t('outgoing.cancel')}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {matters.dialogs}
      {way.dialogs}
      <Suspense>
        {asked === 'recall' && <RecallDialog record={record} onClose={close} />}
        {asked === 'supersede' && <SupersedeDialog record={record} onClose={close} />}
        {asked === 'reinstate' && <ReinstateOutgoing record={record} onClose={close} />}
        {asked === 'cancel' && <CancelOutgoing record={record} onClose={close} />}
      </Suspense>
    </div>
  )
}
