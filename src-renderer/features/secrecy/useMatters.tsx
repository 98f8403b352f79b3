// What the menu of acts of any document holds beside its own: its level changed by decision, and who has seen it.
import { Menu } from '@mantine/core'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlace } from '../../app/place.ts'
import { useMay } from '../../data/desk.ts'
import type { Document } from '../../data/queries.ts'

const ChangeLevelDialog = lazy(async () => ({ default: (await import('./DecisionDialogs.tsx')).ChangeLevelDialog }))
const SeenBy = lazy(() => import('../trail/SeenBy.tsx'))

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
        {record.secrecy !== 'none' && <Menu.Item onClick={() => usePlace.setState({ tab: 'details' })}>{t('secrecy.open')}</Menu.Item>}
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
