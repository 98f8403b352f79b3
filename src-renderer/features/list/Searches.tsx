// The searches of a list: pinned ones side by side above it, all of them in a menu, with the ways to keep, change and remove one.
import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faceOf, useKeys } from '../../app/keys.ts'
import { keptFind, showKept, usePlace, type Direction } from '../../app/place.ts'
import { IconBookmark } from '../../ui/icons.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { removeSearch, searchList, type KeptSearch } from './searches.ts'
import styles from './List.module.css'

const SaveSearch = lazy(() => import('./SaveSearch.tsx'))

function useSearches(direction: Direction): readonly KeptSearch[] {
  return useQuery(searchList).data?.searches.filter(({ find }) => find.direction === direction) ?? []
}

/** The search that is shown now; undefined where the list looks for something else. */
function useCurrent(direction: Direction, searches: readonly KeptSearch[]): KeptSearch | undefined {
  usePlace()
  const now = keyOf(keptFind(direction))
  return searches.find(({ find }) => keyOf(find) === now)
}

/** Two searches are the same when they look for the same, in whatever order their filters were set. */
function keyOf({ text = '', filters = {}, order, runningYear = false }: Omit<ReturnType<typeof keptFind>, 'direction'>): string {
  return JSON.stringify([text.trim(), Object.entries(filters).filter(([, value]) => value !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)), order ?? null, runningYear])
}

/** The pinned ones; nothing where there is none. */
export function PinnedSearches({ direction }: { readonly direction: Direction }) {
  const { t } = useTranslation()
  const searches = useSearches(direction)
  const current = useCurrent(direction, searches)
  const pinned = searches.filter((one) => one.pinned)
  if (pinned.length === 0) return null
  return (
    <nav className={styles.pinned} aria-label={t('incoming.searches.pinnedOnes')}>
      {pinned.map((one) => (
        <button key={one.id} type="button" className={styles.pin} title={one.name} aria-current={one === current ? 'true' : undefined} onClick={() => showKept(one.find)}>{one.name}</button>
      ))}
    </nav>
  )
}

/** @param proposed the conditions in words */
export function SearchesMenu({ direction, proposed, keysActive }: { readonly direction: Direction; readonly proposed: string; readonly keysActive: boolean }) {
  const { t } = useTranslation()
  const searches = useSearches(direction)
  const current = useCurrent(direction, searches)
  const [saving, setSaving] = useState<KeptSearch | 'new' | null>(null)
  // What is looked for and kept already is changed, not kept twice.
  const save = () => setSaving(current?.own ? current : 'new')
  useKeys({ saveSearch: save }, keysActive && saving === null)
  const own = searches.filter((one) => one.own)
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <button type="button" className={styles.tool} aria-label={t('incoming.searches.title')} title={t('incoming.searches.title')}><IconBookmark size={16} stroke={1.5} aria-hidden /></button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={save} rightSection={<Kbd>{faceOf('saveSearch')}</Kbd>}>{t(current?.own ? 'incoming.searches.change' : 'incoming.searches.save')}</Menu.Item>
          {searches.length > 0 && <Menu.Divider />}
          {searches.map((one) => (
            <Menu.Item key={one.id} onClick={() => showKept(one.find)} rightSection={one.shared ? <span className={styles.word}>{t(one.own ? 'incoming.searches.isShared' : 'incoming.searches.ofOffice')}</span> : undefined}>
              {one.name}
            </Menu.Item>
          ))}
          {own.length > 0 && (
            <>
              <Menu.Divider />
              <Menu.Sub>
                <Menu.Sub.Target><Menu.Sub.Item>{t('incoming.searches.changeOne')}</Menu.Sub.Item></Menu.Sub.Target>
                <Menu.Sub.Dropdown>{own.map((one) => <Menu.Item key={one.id} onClick={() => setSaving(one)}>{one.name}</Menu.Item>)}</Menu.Sub.Dropdown>
              </Menu.Sub>
              <Menu.Sub>
                <Menu.Sub.Target><Menu.Sub.Item>{t('incoming.searches.remove')}</Menu.Sub.Item></Menu.Sub.Target>
                <Menu.Sub.Dropdown>{own.map((one) => <Menu.Item key={one.id} onClick={() => void removeSearch(one)}>{one.name}</Menu.Item>)}</Menu.Sub.Dropdown>
              </Menu.Sub>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {saving !== null && (
        <Suspense><SaveSearch key={saving === 'new' ? 'new' : saving.id} direction={direction} proposed={proposed} search={saving === 'new' ? null : saving} onClose={() => setSaving(null)} /></Suspense>
      )}
    </>
  )
}
