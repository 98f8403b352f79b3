// What the menu of acts of any document holds beside its own: its level changed by decision, who may read it, whether it takes changes, and who has
// seen it.
import { Menu } from '@mantine/core'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlace } from '../../app/place.ts'
import { useMay, usePerson } from '../../data/desk.ts'
import type { Document } from '../../data/queries.ts'
import { useReaderRight } from '../../data/secrecy.ts'

const ChangeLevelDialog = lazy(async () => ({ default: (await import('./DecisionDialogs.tsx')).ChangeLevelDialog }))
const LimitDialog = lazy(async () => ({ default: (await import('./ReaderDialogs.tsx')).LimitDialog }))
const FreezeDialog = lazy(() => import('../document/FreezeDialog.tsx'))
const SeenBy = lazy(() => import('../trail/SeenBy.tsx'))

/** Goes to the fields of the document that is open, to a part of them once it is there. */
function showPart(id: 'secrecy-course' | 'readers'): void {
  usePlace.setState({ tab: 'details' })
  let frames = 0
  const seek = () => {
    const part = document.getElementById(id)
    if (part) part.scrollIntoView()
    else if (frames++ < 120) requestAnimationFrame(seek)
  }
  requestAnimationFrame(seek)
}

/** @returns lines for the menu, and the dialogs they open, which stand outside of it */
export function useMatters(record: Document): { readonly items: ReactNode; readonly dialogs: ReactNode } {
  const { t } = useTranslation()
  const [asked, ask] = useState<'level' | 'limit' | 'freeze' | 'seen' | null>(null)
  const works = useReaderRight(record) === 'work'
  const keeps = useMay('keep-secrets') && works
  const hasPerson = usePerson() !== null
  const limits = useMay('limit-reading') && hasPerson && record.status !== 'withdrawn'
  const freezes = useMay('keep-books') && (works || record.frozen) && record.status !== 'withdrawn'
  const readsTrail = useMay('read-trail')
  const close = () => ask(null)
  return {
    items: (
      <>
        {record.secrecy !== 'none' && <Menu.Item onClick={() => showPart('secrecy-course')}>{t('secrecy.open')}</Menu.Item>}
        {record.secrecy === 'none' && keeps && <Menu.Item onClick={() => ask('level')}>{t('secrecy.change')}</Menu.Item>}
        {record.limited && <Menu.Item onClick={() => showPart('readers')}>{t('secrecy.readers.title')}</Menu.Item>}
        {!record.limited && limits && <Menu.Item onClick={() => ask('limit')}>{t('secrecy.readers.limit')}</Menu.Item>}
        {freezes && <Menu.Item onClick={() => ask('freeze')}>{t(record.frozen ? 'document.frozen.release' : 'document.frozen.freeze')}</Menu.Item>}
        {readsTrail && <Menu.Item onClick={() => ask('seen')}>{t('trail.seenBy')}</Menu.Item>}
      </>
    ),
    dialogs: (
      <Suspense>
        {asked === 'level' && <ChangeLevelDialog record={record} onClose={close} />}
        {asked === 'limit' && <LimitDialog record={record} onClose={close} />}
        {asked === 'freeze' && <FreezeDialog record={record} onClose={close} />}
        {asked === 'seen' && <SeenBy record={record} onClose={close} />}
      </Suspense>
    ),
  }
}
