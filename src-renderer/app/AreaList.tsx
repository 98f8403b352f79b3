import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMay } from '../data/desk.ts'
import { today } from '../data/queries.ts'
import { countWords } from '../ui/count.ts'
import { goTo, type Area } from './place.ts'
import { useArea, useAreas } from './rooms.ts'
import styles from './Frame.module.css'

/** The areas on the left, with what waits in them. */
export function AreaList() {
  const { t, i18n } = useTranslation()
  const here = useArea()
  const { work, quiet } = useAreas()
  const counts = useQuery({ ...today, enabled: useMay('read-documents') }).data
  const waiting: Partial<Record<Area, number | undefined>> = { today: counts && counts.overdue + counts.dueSoon, incoming: counts?.arrivedThisYear }

  const entry = (area: Area, at: number) => (
    <li key={area}>
      <button type="button" className={styles.area} aria-current={area === here ? 'page' : undefined} aria-keyshortcuts={`Alt+${at}`} onClick={() => goTo(area)}>
        {t(`area.${area}`)}
        {waiting[area] ? <span className={styles.number}>{countWords(i18n.language, waiting[area])}</span> : null}
      </button>
    </li>
  )
  return (
    <nav className={styles.areas} aria-label={t('areas')}>
      {work.length > 0 && <ul>{work.map((area, at) => entry(area, at + 1))}</ul>}
      <ul className={styles.quiet}>{quiet.map((area, at) => entry(area, work.length + at + 1))}</ul>
    </nav>
  )
}
