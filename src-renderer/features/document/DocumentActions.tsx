// What can be done with a document: mend, stamp, a later arrival, return, cancel, take back; and with the file that is shown.
import { Menu } from '@mantine/core'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faceOf, useKeys } from '../../app/keys.ts'
import { compose, editDocument, showList, usePlace, useReading, type Handing } from '../../app/place.ts'
import { useMay } from '../../data/desk.ts'
import type { Document } from '../../data/queries.ts'
import { useReaderRight } from '../../data/secrecy.ts'
import { Button } from '../../ui/Button.tsx'
import { IconDots, IconPencil, IconRubberStamp } from '../../ui/icons.ts'
import { useMatters } from '../secrecy/useMatters.tsx'
import { openFile, openPrint, openRoutingSlip, saveFile } from './file-actions.ts'
import type { DocumentFile } from './viewer/FileView.tsx'
import styles from './DocumentPane.module.css'

const CancelDialog = lazy(async () => ({ default: (await import('./ReasonDialogs.tsx')).CancelDialog }))
const ReinstateDialog = lazy(async () => ({ default: (await import('./ReasonDialogs.tsx')).ReinstateDialog }))
const ReturnDialog = lazy(() => import('./ReturnDialog.tsx'))
const GiveDialog = lazy(() => import('../handling/GiveDialog.tsx'))
const DirectDialog = lazy(() => import('../handling/DirectDialog.tsx'))
const ArrivalDialog = lazy(() => import('./ArrivalDialog.tsx'))

type Asked = 'cancel' | 'reinstate' | 'return' | 'arrival' | null

export function DocumentActions({ record, file }: { readonly record: Document; readonly file: DocumentFile | undefined }) {
  const { t } = useTranslation()
  const [asked, ask] = useState<Asked>(null)
  const close = () => ask(null)
  // Of a limited document: what is taken out of the window asks for the right to print, what changes it for the right to work.
  const own = useReaderRight(record)
  const works = own === 'work'
  const shownFile = own === 'read' ? undefined : file
  const registers = useMay('keep-registers') && works
  const drafts = useMay('draft')
  const prints = useMay('print') && own !== 'read'
  const matters = useMatters(record)
  const live = record.status !== 'cancelled'
  const handing = usePlace((place) => place.handing)
  const hand = (what: Handing | null) => usePlace.setState({ handing: what })
  const stands = record.status === 'registered'
  const distributes = useMay('distribute') && works && stands
  const directs = useMay('direct', 'note-for-others') && works && stands
  useKeys({ distribute: () => (distributes ? hand('distribute') : false), direct: () => (directs ? hand('direct') : false) })
  useEffect(() => {
    useReading.setState({ offers: [...(distributes ? ['distribute' as const] : []), ...(directs ? ['direct' as const] : [])] })
    return () => useReading.setState({ offers: [] })
  }, [distributes, directs])
  useKeys({ print: () => (shownFile ? void openFile(shownFile) : prints ? void openPrint('registers.printStamp', record.id) : false) })

  return (
    <div className={styles.actions}>
      {live && registers && <Button icon={<IconPencil size={16} stroke={1.5} />} keyOf="edit" onClick={() => editDocument(record.id)}>{t('document.edit')}</Button>}
      {prints && <Button icon={<IconRubberStamp size={16} stroke={1.5} />} label={t('document.stamp')} onClick={() => void openPrint('registers.printStamp', record.id)} />}
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button icon={<IconDots size={16} stroke={1.5} />} label={t('more')} />
        </Menu.Target>
        <Menu.Dropdown>
          {shownFile && (
            <>
              <Menu.Item onClick={() => void openFile(shownFile)} rightSection={faceOf('print')}>{t('document.openFile')}</Menu.Item>
              <Menu.Item onClick={() => void saveFile(shownFile)}>{t('document.saveFile')}</Menu.Item>
              <Menu.Divider />
            </>
          )}
          {live && drafts && <Menu.Item onClick={() => compose({ kind: 'reply', id: record.id })} rightSection={faceOf('reply')}>{t('outgoing.reply')}</Menu.Item>}
          {distributes && <Menu.Item onClick={() => hand('distribute')} rightSection={faceOf('distribute')}>{t('handling.give.act')}</Menu.Item>}
          {directs && <Menu.Item onClick={() => hand('direct')} rightSection={faceOf('direct')}>{t('handling.direct.act')}</Menu.Item>}
          {prints && <Menu.Item onClick={() => void openRoutingSlip(record.id)}>{t('handling.course.slip')}</Menu.Item>}
          {prints && <Menu.Item onClick={() => void openPrint('registers.printStamp', record.id)}>{t('document.stamp')}</Menu.Item>}
          {live && registers && <Menu.Item onClick={() => ask('arrival')}>{t('document.addArrival')}</Menu.Item>}
          {record.status === 'registered' && registers && <Menu.Item onClick={() => ask('return')}>{t('document.giveBack')}</Menu.Item>}
          {record.returns.length > 0 && prints && <Menu.Item onClick={() => void openPrint('registers.printReturnReceipt', record.id)}>{t('document.receipt')}</Menu.Item>}
          <Menu.Item onClick={() => showList({ year: 'all', filters: { issuingBodyId: record.issuingBodyId } })}>{t('document.sameBody')}</Menu.Item>
          {matters.items}
          {registers && <Menu.Divider />}
          {live && registers && <Menu.Item color="var(--overdue)" onClick={() => ask('cancel')}>{t('document.cancel')}</Menu.Item>}
          {record.status !== 'registered' && registers && <Menu.Item onClick={() => ask('reinstate')}>{t('document.reinstate')}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {matters.dialogs}
      <Suspense>
        {handing === 'distribute' && distributes && <GiveDialog record={record} onClose={() => hand(null)} />}
        {handing === 'direct' && directs && <DirectDialog record={record} onClose={() => hand(null)} />}
        {asked === 'cancel' && <CancelDialog record={record} onClose={close} />}
        {asked === 'reinstate' && <ReinstateDialog record={record} onClose={close} />}
        {asked === 'return' && <ReturnDialog record={record} onClose={close} />}
        {asked === 'arrival' && <ArrivalDialog record={record} onClose={close} />}
      </Suspense>
    </div>
  )
}
