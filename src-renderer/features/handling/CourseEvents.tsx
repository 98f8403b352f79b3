// The course of a document: when, who, what, with the words, days, answers and pictures of each event.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate, vietnamDate, vietnamTime } from '../../../src-main/text/dates.ts'
import { openOutgoing } from '../../app/place.ts'
import { useBytes } from '../document/viewer/stored-file.ts'
import { doerName, type CourseEvent } from './handling.ts'
import styles from './Handling.module.css'

export function CourseEvents({ events }: { readonly events: readonly CourseEvent[] }) {
  const { t } = useTranslation()
  const nameOf = (doer: CourseEvent['by']) => doerName(t, doer.name)
  return (
    <ol className={styles.events}>
      {events.map((event) => {
        const instant = Date.parse(event.at)
        const days = event.dueAfter === null ? '' : event.dueBefore === null ? t('handling.course.due', { date: formatDate(event.dueAfter) }) : t('handling.course.dueChange', { before: formatDate(event.dueBefore), after: formatDate(event.dueAfter) })
        return (
          <li key={event.id}>
            <time dateTime={event.at}>{vietnamTime(instant)} {formatDate(vietnamDate(instant))}</time>
            <p className={styles.what}>
              <b>{nameOf(event.by)}</b>{event.notedBy && <span className={styles.noted}>{t('handling.course.notedBy', { name: nameOf(event.notedBy) })}</span>} {t(`handling.event.${event.kind}`, { to: event.to?.name ?? '' })}
              {days !== '' && <span className={styles.days}>{days}</span>}
            </p>
            {event.text !== null && <p className={styles.said}>{event.text}</p>}
            {event.answer !== null && (
              <p className={styles.said}>
                {event.answer.numberSymbol === '' && event.answer.subject === ''
                  ? t('handling.course.answer', { number: t('handling.course.answerHidden') })
                  : <button type="button" className={styles.link} title={event.answer.subject} onClick={() => openOutgoing(event.answer!.id)}>{t('handling.course.answer', { number: event.answer.numberSymbol || event.answer.subject })}</button>}
              </p>
            )}
            {event.ink !== null && <Ink ink={event.ink} name={nameOf(event.by)} />}
          </li>
        )
      })}
    </ol>
  )
}

/** What was written by hand, on its white paper. */
function Ink({ ink, name }: { readonly ink: NonNullable<CourseEvent['ink']>; readonly name: string }) {
  const { t } = useTranslation()
  const { bytes } = useBytes(ink.fileId, ink.size)
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (bytes === null) return
    const made = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: ink.mediaType }))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [bytes, ink.mediaType])
  return url === null ? null : <img className={styles.ink} src={url} alt={t('handling.ink.image', { name })} />
}
