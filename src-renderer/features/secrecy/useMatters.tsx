// What the menu of acts of any document holds beside its own: its level changed by decision, and who has seen it.
import { Menu } from '@mantine/core'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlace } from '../../app/place.ts'
import { useMay } from '../../data/desk.ts'
import type { Document } from '../../data/queries.ts'

const ChangeLevelDialog = lazy(async () => ({ default: (await import('./DecisionDialogs.tsx')).ChangeLevelDialog }))
const SeenBy = lazy(() => import('../trail/SeenBy.tsx'))

/** Goes to the fields of the document that is open, where its level and copies stand, once they are there. */
function showSecrecy(): void {
  usePlace.setState({ tab: 'details' })
  let frames = 0
  const seek = () => {
    const part = document.getElementById('secrecy-course')
    if (part) part.scrollIntoView()
    else if (frames++ < 120) requestAnimationFrame(seek)
  }
  requestAnimationFrame(seek)
}

/** @returns lines for the menu, and the dialogs they open, which stand outside of it */
export function useMatters(record: Document): { readonly items: ReactNode; readonly dialogs: ReactNode } {
  const { t } = useTranslation()
  const [asked, ask] = useState<'level' | 'seen' | null>(null)
  const keeps = useMay('keep-secrets')
  const readsTrail = useMay('read-trail')
  const close = () => ask(null)
  return {
    items: (
      <>
        {record.secrecy !== 'none' && <Menu.Item onClick={showSecrecy}>{t('secrecy.open')}</Menu.Item>}
        {record.secrecy === 'none' && keeps && <Menu.Item onClick={() => ask('level')}>{t('secrecy.change')}</Menu.Item>}
        {readsTrail && <Menu.Item onClick={() => ask('seen')}>{t('trail.seenBy')}</Menu.Item>}
      </>
    ),
    dialogs: (
      <Suspense>
        {asked === 'level' && <ChangeLevelDialog record={record} onClose={close} />}
        {asked === 'seen' && <SeenBy record={record} onClose={close} />}
      </Suspense>
    ),
  }
}
