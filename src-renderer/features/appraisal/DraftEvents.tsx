// The course of an outgoing document, oldest first: who submitted, gave back, said, approved, and what was written between.
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { doerName } from '../handling/handling.ts'
import handling from '../handling/Handling.module.css'
import styles from './Appraisal.module.css'
import { instantOf, type DraftEvent } from './appraisal.ts'

/** snake_case of a column as the field's name in the words. */
const fieldOf = (column: string): string => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
/** Columns that a state or a number brings with it. */
const inner = new Set(['status', 'registerId', 'year', 'number', 'symbol'])

function whatOf(t: TFunction<'words'>, exists: (key: string) => boolean, { kind, command, aspect, to }: DraftEvent): string {
  if (kind !== 'written') return t(`appraisal.event.${kind}`, { to: to?.name ?? '', aspect: aspect === null ? '' : t(`appraisal.aspect.${aspect}`) })
  const key = `document.history.${command ?? ''}`
  const words: string = exists(key) ? t(key as 'document.none') : (command ?? '')
  return words.charAt(0).toLocaleLowerCase() + words.slice(1)
}

export function DraftEvents({ events }: { readonly events: readonly DraftEvent[] }) {
  const { t, i18n } = useTranslation()
  if (events.length === 0) return <p className={styles.small}>{t('appraisal.none')}</p>
  return (
    <ol className={handling.events}>
      {events.map((event) => {
        const fields = event.fields.map(fieldOf).filter((field) => !inner.has(field) && i18n.exists(`terms.field.${field}`)).map((field) => t(`terms.field.${field}` as 'terms.field.subject'))
        const changes = [
          fields.length > 0 && t('appraisal.fields', { names: fields.join(', ') }), event.added.length > 0 && t('appraisal.added', { names: event.added.join(', ') }), event.removed.length > 0 && t('appraisal.filesRemoved', { names: event.removed.join(', ') }),
        ].filter(Boolean).join(' · ')
        const version = event.version === null ? '' : t('appraisal.version', { number: event.version })
        const lapsed = event.outcome === null || event.outcome === 'holds' ? '' : t(`appraisal.outcome.${event.outcome}`)
        return (
          <li key={event.id}>
            <time dateTime={event.at}>{instantOf(event.at)}</time>
            <p className={handling.what}>
              <b>{doerName(t, event.by.name)}</b>{event.notedBy && <span className={handling.noted}>{t('appraisal.notedBy', { name: doerName(t, event.notedBy.name) })}</span>} {whatOf(t, (key) => i18n.exists(key), event)}
              {version !== '' && <span className={handling.days}>{version}</span>}
              {lapsed !== '' && <span className={styles.lapsed}>{lapsed}</span>}
            </p>
            {event.text !== null && <p className={handling.said}>{event.text}</p>}
            {changes !== '' && <p className={styles.small}>{changes}</p>}
          </li>
        )
      })}
    </ol>
  )
}
