// Nhật ký: accesses, the journal, and the whole trail as a file for checking. NĐ 30/2020/NĐ-CP, Phụ lục VI, III.5.a, III.6.
import { lazy, Suspense, type ComponentType, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../app/keys.ts'
import { trailLeaves, usePlace, type TrailLeaf } from '../../app/place.ts'
import { Button } from '../../ui/Button.tsx'
import people from '../people/People.module.css'
import AccessLeaf from './AccessLeaf.tsx'

const leaves: Readonly<Record<TrailLeaf, ComponentType>> = {
  access: AccessLeaf,
  journal: lazy(() => import('./JournalLeaf.tsx')),
  export: lazy(() => import('./ExportLeaf.tsx')),
}
const back = () => usePlace.setState({ trail: null })

export default function TrailPage() {
  const { t } = useTranslation()
  const chosen = usePlace((place) => place.trail) ?? 'access'
  const covered = usePlace((place) => place.over !== null)
  useKeys({ escape: back }, !covered)
  const Leaf = leaves[chosen]
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const next = trailLeaves[(trailLeaves.indexOf(chosen) + step + trailLeaves.length) % trailLeaves.length]!
    usePlace.setState({ trail: next })
    document.getElementById(`trail-${next}`)?.focus()
  }
  return (
    <div className={people.page}>
      <header className={people.head}>
        <h1>{t('trail.title')}</h1>
        <Button keyOf="escape" onClick={back}>{t('people.back')}</Button>
      </header>
      <div className={people.tabs} role="tablist" aria-label={t('trail.title')}>
        {trailLeaves.map((leaf) => (
          <button key={leaf} type="button" role="tab" id={`trail-${leaf}`} className={people.tab} aria-selected={leaf === chosen} aria-controls="trail-leaf" tabIndex={leaf === chosen ? 0 : -1} onClick={() => usePlace.setState({ trail: leaf })} onKeyDown={move}>
            {t(`trail.leaf.${leaf}`)}
          </button>
        ))}
      </div>
      <div className={people.leaf} id="trail-leaf" role="tabpanel" aria-labelledby={`trail-${chosen}`} tabIndex={0}>
        <Suspense><Leaf /></Suspense>
      </div>
    </div>
  )
}
