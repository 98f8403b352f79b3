// Above a list: how many documents are marked, and what may be done with them at once: handed over by one sheet, locked against change, released.
import { Menu } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faceOf, useKeys } from '../../app/keys.ts'
import { usePlace } from '../../app/place.ts'
import { useMay } from '../../data/desk.ts'
import { Button } from '../../ui/Button.tsx'
import { IconDots } from '../../ui/icons.ts'
import type { Freezing } from '../document/FreezeSetDialog.tsx'
import styles from './Papers.module.css'

const HandOverDialog = lazy(() => import('./HandOverDialog.tsx'))
const FreezeSetDialog = lazy(() => import('../document/FreezeSetDialog.tsx'))

/** Whether the person at the desk may do anything with documents that are marked. */
export function useMayMark(): boolean {
  const registers = useMay('keep-registers')
  return useMay('keep-books') || registers
}

export function MarkedBar() {
  const { t } = useTranslation()
  const marked = usePlace((place) => place.marked)
  const [doing, setDoing] = useState<'hand' | Freezing | null>(null)
  const hands = useMay('keep-registers')
  const locks = useMay('keep-books')
  const clear = () => usePlace.setState({ marked: [] })
  const close = () => setDoing(null)
  const asks = (what: Freezing) => (locks && marked.length > 0 && doing === null ? setDoing(what) : false)
  useKeys({ freezeMarked: () => asks('freeze'), releaseMarked: () => asks('release') })
  if (marked.length === 0 && doing === null) return null
  return (
    <section className={styles.marked} aria-label={t('papers.mark.part')}>
      <span role="status">{t('papers.mark.count', { count: marked.length })}</span>
      {hands && <Button onClick={() => setDoing('hand')}>{t('papers.hand.act')}</Button>}
      {locks && (
        <Menu position="bottom-end" width={230}>
          <Menu.Target><Button kind="bare" icon={<IconDots size={16} stroke={1.5} />} label={t('papers.mark.more')} /></Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setDoing('freeze')} rightSection={faceOf('freezeMarked')}>{t('document.frozen.freeze')}</Menu.Item>
            <Menu.Item onClick={() => setDoing('release')} rightSection={faceOf('releaseMarked')}>{t('document.frozen.release')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <Button kind="bare" onClick={clear}>{t('papers.mark.clear')}</Button>
      <Suspense>
        {doing === 'hand' && <HandOverDialog documents={marked} onDone={clear} onClose={close} />}
        {(doing === 'freeze' || doing === 'release') && <FreezeSetDialog what={doing} documents={marked} onClose={close} />}
      </Suspense>
    </section>
  )
}
