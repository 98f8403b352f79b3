// Decisions about a secret document: its level changed, its protection extended, itself destroyed. Each keeps the paper it rests on.
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { lengths, secrecies, subjectNeedsLeave } from '../../../src-main/contract/choices.ts'
import type { Secrecy } from '../../../src-main/contract/fields.ts'
import { formatDate } from '../../../src-main/text/dates.ts'
import { officeState, type Document } from '../../data/queries.ts'
import { courseOf } from '../../data/secrecy.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { calledOf } from '../dispatch/trail.ts'
import { DayChoice } from '../print/DayChoice.tsx'
import { FilesForbidden } from './FilesForbidden.tsx'
import { PapersOut } from './PapersOut.tsx'
import styles from './Secrecy.module.css'

interface DecisionProps {
  readonly record: Document
  readonly onClose: () => void
}

interface Decision {
  readonly numberSymbol: string
  readonly date: string
  readonly by: string
  readonly reason: string
}

/** The paper of a decision: its fields, and what they say; null while one of them is empty. */
function useDecision(autoFocus: boolean): { readonly decision: Decision | null; readonly today: string; readonly fields: ReactNode } {
  const { t } = useTranslation()
  const today = useQuery(officeState).data?.today ?? ''
  const [numberSymbol, setNumber] = useState('')
  const [date, setDate] = useState<string | null>(today)
  const [by, setBy] = useState('')
  const [reason, setReason] = useState('')
  const isWhole = date !== null && date !== '' && [numberSymbol, by, reason].every((words) => words.trim() !== '')
  return {
    decision: isWhole ? { numberSymbol, date, by, reason } : null,
    today,
    fields: (
      <>
        <div className={styles.half}>
          <TextInput {...(autoFocus ? { 'data-autofocus': true } : {})} label={t('secrecy.decisionNumber')} required value={numberSymbol} maxLength={lengths.numberSymbol} autoComplete="off" onChange={(event) => setNumber(event.currentTarget.value)} />
          <DayChoice label={t('secrecy.decisionDay')} value={date} today={today} onChange={setDate} />
        </div>
        <TextInput label={t('secrecy.decisionOf')} required value={by} maxLength={lengths.bodyName} onChange={(event) => setBy(event.currentTarget.value)} />
        <Textarea label={t('reason')} required value={reason} rows={2} maxLength={lengths.reason} onChange={(event) => setReason(event.currentTarget.value)} />
      </>
    ),
  }
}

export function ChangeLevelDialog({ record, onClose }: DecisionProps) {
  const { t } = useTranslation()
  const { decision, today, fields } = useDecision(false)
  const [to, setTo] = useState<Secrecy | ''>('')
  const [until, setUntil] = useState<string | null>('')
  const [allowedBy, setAllowedBy] = useState('')
  const { busy, trouble, send } = useCommand()
  const number = calledOf(record)
  const save = () => {
    if (to === '' || decision === null) return
    void send('secrecy.changeLevel', { documentId: record.id, to, decision, ...(to !== 'none' && until ? { protectedUntil: until } : {}), ...(subjectNeedsLeave(to) && allowedBy.trim() !== '' ? { subjectAllowedBy: allowedBy.trim() } : {}) }, () => {
      notify(t('secrecy.changed', { number, level: t(`terms.secrecy.${to}`) }))
      onClose()
    })
  }
  return (
    <Dialog title={t('secrecy.changeTitle', { number })} what={t('secrecy.changeWhat')} submit={t('secrecy.changeShort')} onClose={onClose} onSubmit={save} busy={busy} disabled={to === '' || decision === null || until === null} trouble={trouble}>
      <div className={styles.half}>
        <NativeSelect
          data-autofocus
          label={t('secrecy.to')}
          required
          value={to}
          data={[{ value: '', label: t('secrecy.choose') }, ...secrecies.filter((level) => level !== record.secrecy).map((value) => ({ value, label: t(`terms.secrecy.${value}`) }))]}
          onChange={(event) => setTo(event.currentTarget.value as Secrecy | '')}
        />
        {to !== '' && to !== 'none' && <DayChoice label={t('secrecy.untilField')} description={t('secrecy.untilHint')} value={until} today={today} onChange={setUntil} />}
      </div>
      {to !== '' && <FilesForbidden secrecy={to} files={record.files.length} />}
      {to !== '' && subjectNeedsLeave(to) && <TextInput label={t('terms.field.subjectAllowedBy')} description={t('secrecy.subjectGoes')} value={allowedBy} maxLength={200} onChange={(event) => setAllowedBy(event.currentTarget.value)} />}
      {fields}
    </Dialog>
  )
}

export function ExtendDialog({ record, onClose }: DecisionProps) {
  const { t } = useTranslation()
  const { decision, today, fields } = useDecision(true)
  const [until, setUntil] = useState<string | null>('')
  const { busy, trouble, send } = useCommand()
  const number = calledOf(record)
  const save = () => {
    if (!until || decision === null) return
    void send('secrecy.extendProtection', { documentId: record.id, until, decision }, () => {
      notify(t('secrecy.extended', { number, date: formatDate(until) }))
      onClose()
    })
  }
  return (
    <Dialog title={t('secrecy.extendTitle', { number })} what={t('secrecy.extendWhat')} submit={t('secrecy.extend')} onClose={onClose} onSubmit={save} busy={busy} disabled={!until || decision === null} trouble={trouble}>
      {fields}
      <DayChoice label={t('secrecy.untilField')} value={until} today={today} onChange={setUntil} />
    </Dialog>
  )
}

export function DestroyDialog({ record, onClose }: DecisionProps) {
  const { t } = useTranslation()
  const { decision, fields } = useDecision(true)
  const papersOut = useQuery(courseOf(record.id)).data?.papersOut ?? []
  const [isSure, setSure] = useState(false)
  const { busy, trouble, send } = useCommand()
  const number = calledOf(record)
  const save = () => {
    if (!isSure || decision === null) return
    void send('secrecy.destroyDocument', { documentId: record.id, decision }, ({ files }) => {
      notify(t('secrecy.destroyed', { number: record.numberSymbol || t('terms.noNumber'), count: files }))
      onClose()
    })
  }
  return (
    <Dialog title={t('secrecy.destroyTitle', { number })} what={t('secrecy.destroyWhat')} submit={t('secrecy.destroyDo')} onClose={onClose} onSubmit={save} busy={busy} disabled={!isSure || decision === null} trouble={trouble}>
      <p className={styles.forever}>{t('secrecy.destroyForever')}</p>
      <PapersOut holders={papersOut} what={t('secrecy.papers.destroy')} />
      {fields}
      <Checkbox label={t('secrecy.destroySure')} checked={isSure} onChange={(event) => setSure(event.currentTarget.checked)} />
    </Dialog>
  )
}
