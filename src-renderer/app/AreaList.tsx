import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMay } from '../data/desk.ts'
import { today } from '../data/queries.ts'
import { countWords } from '../ui/count.ts'
import { waitingDrafts } from '../features/appraisal/appraisal.ts'
import { ownWork } from '../features/handling/handling.ts'
import { goTo, type Area } from './place.ts'
import { useArea, useAreas } from './rooms.ts'
import styles from './Frame.module.css'

/** The areas on the left, with what waits in them. */
export function AreaList() {
  const { t, i18n } = useTranslation()
  const here = useArea()
  const areas = useAreas()
  const counts = useQuery({ ...today, enabled: useMay('read-documents') }).data
  // After the first counts, so that the first picture does not wait for it.
  const work = useQuery({ ...ownWork, enabled: counts !== undefined }).data
  const drafts = useQuery({ ...waitingDrafts('waiting'), enabled: counts !== undefined }).data?.counts
  const waiting: Partial<Record<Area, number | undefined>> = { today: counts && counts.overdue + counts.dueSoon, incoming: counts?.arrivedThisYear, outgoing: drafts && drafts.waiting + drafts.returned, handling: work?.open }

  const entry = (area: Area, at: number) => (
    <li key={area}>
      <button type="button" className={styles.area} aria-current={area === here ? 'page' : undefined} aria-keyshortcuts={`Alt+${at}`} onClick={() => goTo(area)}>
        {t(`area.${area}`)}
        {waiting[area] ? (
          <span className={styles.number} title={area === 'handling' && work ? t('handling.board.badge', { open: work.open, overdue: work.overdue }) : area === 'outgoing' ? t('appraisal.card.badge', { count: waiting[area] }) : undefined}>
            {area === 'handling' && work !== undefined && work.overdue > 0 && <span className={styles.late}><i aria-hidden>▲</i>{countWords(i18n.language, work.overdue)}<span className="unseen"> {t('handling.board.tabs.overdue')}</span></span>}
            {countWords(i18n.language, waiting[area])}
          </span>
        ) : null}
      </button>
    </li>
  )
  return (
    <nav className={styles.areas} aria-label={t('areas')}>
      {areas.work.length > 0 && <ul>{areas.work.map((area, at) => entry(area, at + 1))}</ul>}
      <ul className={styles.quiet}>{areas.quiet.map((area, at) => entry(area, areas.work.length + at + 1))}</ul>
    </nav>
  )
}
