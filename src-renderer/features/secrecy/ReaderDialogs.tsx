// Hạn chế người đọc (NĐ 30/2020/NĐ-CP, Phụ lục VI, III.3.b): who alone may read a document and what each may do, and opening it again.
// Each can be taken back at once by whoever still may.
import { Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import i18n from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lengths } from '../../../src-main/contract/choices.ts'
import { changeList } from '../../app/place.ts'
import { ask, newCommandId, type ValueOf } from '../../data/ask.ts'
import { usePerson, type SignedIn } from '../../data/desk.ts'
import { persons } from '../../data/people.ts'
import type { Document } from '../../data/queries.ts'
import { readersOf, type Readers } from '../../data/secrecy.ts'
import { useCommand } from '../../data/useCommand.ts'
import { inWords } from '../../data/words.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { calledOf } from '../dispatch/trail.ts'
import { courseOf, type CourseAssignment } from '../handling/handling.ts'
import { isOver } from '../handling/WorkMarks.tsx'
import { barsOfReaders, chosenOf, leftTo, proposedReaders, readsPaper, sentReaders, stillThere, type ChosenReader } from './readers.ts'
import { PapersOut } from './PapersOut.tsx'
import { ReadersField } from './ReadersField.tsx'
import styles from './Secrecy.module.css'
import { useBarWords } from './bars.ts'

interface DialogProps {
  readonly record: Document
  readonly onClose: () => void
}

export function LimitDialog({ record, onClose }: DialogProps) {
  const person = usePerson()
  const everybody = useQuery(persons).data
  const now = useQuery(readersOf(record.id)).data
  const isHandled = record.direction === 'incoming'
  const course = useQuery({ ...courseOf(record.id), enabled: isHandled })
  if (person === null || !everybody || !now || (isHandled && course.isPending)) return null
  const working = course.data?.assignments.filter(({ state }) => !isOver(state)) ?? []
  return <Limiting record={record} person={person} everybody={everybody} now={now} working={working} onClose={onClose} />
}

interface LimitingProps extends DialogProps {
  readonly person: SignedIn
  readonly everybody: ValueOf<'people.listPersons'>
  readonly now: Readers
  /** what is open of its handling */
  readonly working: readonly CourseAssignment[]
}

function Limiting({ record, person, everybody, now, working, onClose }: LimitingProps) {
  const { t } = useTranslation()
  const bars = barsOfReaders(now)
  const barWords = useBarWords(record.secrecy)
  const [{ kept, gone }] = useState(() => stillThere(now.limited ? chosenOf(now.readers) : proposedReaders(person, working), everybody, bars))
  const [chosen, setChosen] = useState(kept)
  const [reason, setReason] = useState('')
  const { busy, trouble, send } = useCommand()
  const number = calledOf(record)
  const left = leftTo({ id: person.id, unitId: everybody.persons.find(({ id }) => id === person.id)?.unitId ?? null }, chosen)
  const before = now.limited ? chosenOf(now.readers) : null

  const save = () => {
    void send('secrecy.limitReading', { documentId: record.id, readers: sentReaders(chosen), reason }, () => {
      notify(t(now.limited ? 'secrecy.readers.changed' : 'secrecy.readers.limited', { number, count: chosen.length }), left === 'work' ? { undo: () => void takeBack(record.id, before) } : {})
      onClose()
      // It is not there any more for who shut themselves out.
      if (left === null) changeList(record.direction, { documentId: null })
    })
  }
  return (
    <Dialog
      wide
      title={t(now.limited ? 'secrecy.readers.changeTitle' : 'secrecy.readers.limitTitle', { number })}
      what={t('secrecy.readers.limitWhat')}
      submit={t(now.limited ? 'save' : 'secrecy.readers.limitDo')}
      onClose={onClose}
      onSubmit={save}
      busy={busy}
      disabled={chosen.length === 0 || reason.trim() === ''}
      trouble={trouble}
    >
      <ReadersField chosen={chosen} onChange={setChosen} barred={barWords(bars)} />
      <PapersOut holders={now.papersOut} what={t('secrecy.papers.limit')} noteOf={(holder) => (readsPaper(holder, chosen, everybody) ? null : t('secrecy.papers.noReader'))} />
      {gone.length > 0 && <p className={styles.none}>{t('secrecy.readers.gone', { names: gone.map(({ name }) => name).join(', ') })}</p>}
      {left !== 'work' && <p className={styles.warned} role="status">{left === null ? t('secrecy.readers.shutOut') : t('secrecy.readers.lessLeft', { may: t(`terms.readerRight.${left}`) })}</p>}
      <Textarea label={t('reason')} required value={reason} rows={2} maxLength={lengths.reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </Dialog>
  )
}

export function OpenReadingDialog({ record, onClose }: DialogProps) {
  const { t } = useTranslation()
  const now = useQuery(readersOf(record.id)).data
  const [reason, setReason] = useState('')
  const { busy, trouble, send } = useCommand()
  const number = calledOf(record)
  const save = () =>
    void send('secrecy.openReading', { documentId: record.id, reason }, () => {
      notify(t('secrecy.readers.opened', { number }), { undo: () => void takeBack(record.id, chosenOf(now?.readers ?? [])) })
      onClose()
    })
  return (
    <Dialog title={t('secrecy.readers.openTitle', { number })} what={t('secrecy.readers.openWhat')} submit={t('secrecy.readers.open')} onClose={onClose} onSubmit={save} busy={busy} disabled={reason.trim() === '' || !now} trouble={trouble}>
      <Textarea data-autofocus label={t('reason')} required value={reason} rows={2} maxLength={lengths.reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </Dialog>
  )
}

/** Brings back the readers that there were; null: everybody. */
async function takeBack(documentId: string, before: readonly ChosenReader[] | null): Promise<void> {
  const common = { commandId: newCommandId(), documentId, reason: i18n.t('secrecy.readers.undoReason') }
  const answer = before === null ? await ask('secrecy.openReading', common) : await ask('secrecy.limitReading', { ...common, readers: sentReaders(before) })
  if (answer.ok) notify(i18n.t('undone'))
  else notify(inWords(answer.error), { kind: 'trouble' })
}
