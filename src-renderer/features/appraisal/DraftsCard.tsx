// Drafts on the first page: those that wait for one, that came back, that one submitted, that are approved. Each line opens the document's course.
import { SegmentedControl } from '@mantine/core'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { waitingScopes, type WaitingScope } from '../../../src-main/appraisal/words.ts'
import { openOutgoing } from '../../app/place.ts'
import { usePerson } from '../../data/desk.ts'
import { useDocumentTypes } from '../../data/queries.ts'
import { SecrecyMark, UrgencyMark } from '../../ui/Marks.tsx'
import { doerName } from '../handling/handling.ts'
import reminders from '../handling/Reminders.module.css'
import today from '../today/Today.module.css'
import styles from './Appraisal.module.css'
import { waitingDrafts, type WaitingDraft } from './appraisal.ts'

export function DraftsCard() {
  const { t } = useTranslation()
  const types = useDocumentTypes()
  const alone = usePerson() === null
  const [asked, ask] = useState<WaitingScope | null>(null)
  const counts = useQuery(waitingDrafts('waiting')).data?.counts
  // Alone one has all: what one submitted is what waits.
  const scopes = waitingScopes.filter((scope) => counts !== undefined && counts[scope] > 0 && !(alone && scope === 'submitted'))
  const scope = asked !== null && scopes.includes(asked) ? asked : scopes[0]
  const rows = useQuery({ ...waitingDrafts(scope ?? 'waiting'), enabled: scope !== undefined }).data?.rows ?? []
  if (counts === undefined || scope === undefined) return null
  const nameOf = (row: WaitingDraft) => doerName(t, scope === 'submitted' ? (row.to?.name ?? '') : row.by.name)
  return (
    <section className={`${today.part} ${reminders.card}`} aria-labelledby="drafts">
      <header className={`${reminders.head} ${styles.head}`}>
        <h2 id="drafts">{scopes.length > 1 ? t('appraisal.card.title') : `${t('appraisal.card.title')}: ${t(`appraisal.card.scope.${scope}`)} (${counts[scope]})`}</h2>
        {scopes.length > 1 && <span className={styles.scopes}><SegmentedControl size="xs" aria-label={t('appraisal.card.scopes')} value={scope} onChange={(value) => ask(value as WaitingScope)} data={scopes.map((value) => ({ value, label: `${t(`appraisal.card.scope.${value}`)} (${counts[value]})` }))} /></span>}
      </header>
      <ul>
        {rows.map((row) => (
          <li key={row.documentId}>
            <button type="button" className={reminders.row} onClick={() => openOutgoing(row.documentId, 'handling')}>
              <span className={reminders.why}>{[t(`appraisal.card.by.${scope}`, { name: nameOf(row) }), row.text].filter(Boolean).join(': ')}</span>
              <span className={reminders.what}><b>{types.get(row.documentTypeId)?.name ?? ''}</b> {row.subject}</span>
              {row.changed && <span className={styles.changed}><i aria-hidden>▲</i>{t('appraisal.changed')}</span>}
              <SecrecyMark secrecy={row.secrecy} />
              <UrgencyMark urgency={row.urgency} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
