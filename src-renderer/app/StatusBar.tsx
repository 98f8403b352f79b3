// The status bar: whether the office answers, when it was backed up, how many documents, long work with its end and a stop.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Progress } from '../../src-main/office/messages.ts'
import { formatDate, vietnamDate, vietnamTime } from '../../src-main/text/dates.ts'
import { ask, type ValueOf } from '../data/ask.ts'
import { bridge, type OfficeProcessState } from '../data/bridge.ts'
import { useMay } from '../data/desk.ts'
import { today as todayQuery } from '../data/queries.ts'
import { faceOf } from './keys.ts'
import { register, searchList, usePlace } from './place.ts'
import styles from './Frame.module.css'

export function StatusBar({ state }: { readonly state: ValueOf<'office.state'> }) {
  const { t } = useTranslation()
  const [process, setProcess] = useState<OfficeProcessState>('ready')
  const reads = useMay('read-documents')
  const registers = useMay('keep-registers')
  const counts = useQuery({ ...todayQuery, enabled: reads }).data
  useEffect(() => bridge.on('state', ({ state: now }) => setProcess(now)), [])

  const at = state.lastBackup === null ? null : Date.parse(state.lastBackup)
  const backupDay = at === null ? '' : vietnamDate(at)
  const when = at === null ? '' : backupDay === state.today ? t('todayAt', { time: vietnamTime(at) }) : `${vietnamTime(at)} ${formatDate(backupDay)}`
  const numbers = [
    t('status.documents', { count: state.documents }),
    counts && counts.overdue > 0 && t('status.overdue', { count: counts.overdue }),
    counts && counts.dueSoon > 0 && t('status.dueSoon', { count: counts.dueSoon }),
  ].filter(Boolean).join(' · ')
  const warning = state.warnings[0]

  return (
    <footer className={styles.status}>
      <span className={styles.pulse} role="status"><span className={styles.dot} data-state={process} />{t(`status.${process === 'refused' ? 'stopped' : process}`)}</span>
      <span>{at === null ? t('status.backupNone') : t('status.backup', { at: when })}</span>
      <span>{numbers}</span>
      {warning && <span className={styles.warning} title={t(`warning.${warning.code}`)}>{t(`warning.${warning.code}`)}</span>}
      <Tasks />
      <span className={styles.keys}>
        {registers && <button type="button" className={styles.keyButton} onClick={() => register()}>{faceOf('register')} {t('incoming.register')}</button>}
        {reads && <button type="button" className={styles.keyButton} onClick={searchList}>{faceOf('search')} {t('status.find')}</button>}
        <button type="button" className={styles.keyButton} onClick={() => usePlace.setState({ over: 'keys' })}>{faceOf('keys')} {t('keys.title')}</button>
      </span>
    </footer>
  )
}

interface Running extends Progress {
  /** ms, performance.now */
  readonly since: number
}

/** Long work under way: what, how far, how long yet, stop. */
function Tasks() {
  const { t, i18n } = useTranslation()
  const [running, setRunning] = useState<readonly Running[]>([])
  useEffect(() => bridge.on('progress', (progress) => {
    setRunning((before) => {
      const others = before.filter(({ id }) => id !== progress.id)
      const since = before.find(({ id }) => id === progress.id)?.since ?? performance.now()
      return progress.ended ? others : [...others, { ...progress, since }]
    })
  }), [])
  // What ends in less than half a second is not worth a word.
  const task = running.findLast(({ since }) => performance.now() - since > 500)
  if (!task) return null
  const share = task.of ? task.done / task.of : 0
  const left = share > 0.02 ? Math.round(((performance.now() - task.since) / share) * (1 - share) / 1000) : null
  const key = `task.${task.name}`
  return (
    <span className={styles.task}>
      {t((i18n.exists(key) ? key : 'task.other') as 'task.other')}
      <span className={styles.track} role="progressbar" aria-label={t('task.other')} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)}>
        <span className={styles.done} style={{ display: 'block', width: `${share * 100}%` }} />
      </span>
      {left !== null && t('task.left', { time: left < 90 ? t('task.seconds', { count: left }) : t('task.minutes', { count: Math.round(left / 60) }) })}
      <button type="button" className={styles.keyButton} onClick={() => void ask('office.cancelTask', { id: task.id })}>{t('task.cancel')}</button>
    </span>
  )
}
