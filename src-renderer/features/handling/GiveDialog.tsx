// Giao xử lý, chuyển tiếp: to whom and as what, with which words, until when. By the keyboard alone: type and Enter to add, a digit for a
// usual phrase, Enter with nothing typed to give.
import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import i18n from 'i18next'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, newCommandId } from '../../data/ask.ts'
import { useMay } from '../../data/desk.ts'
import { persons } from '../../data/people.ts'
import { officeState, type Document } from '../../data/queries.ts'
import { useSend } from '../../data/useCommand.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { calledOf } from '../dispatch/trail.ts'
import { useBarredReceivers } from '../secrecy/bars.ts'
import { BehalfField, nobodyElse, sentBehalf } from './BehalfField.tsx'
import { DirectionField, usePhrase } from './DirectionField.tsx'
import { DueField } from './DueField.tsx'
import { courseOf, suggestedFor, type CourseAssignment } from './handling.ts'
import styles from './Handling.module.css'
import { InkPad, stageInk } from './InkPad.tsx'
import { matching, sentReceivers, withReceiver, type ChosenReceiver } from './receivers.ts'
import { ReceiversField } from './ReceiversField.tsx'
import { isOver } from './WorkMarks.tsx'

interface GiveDialogProps {
  readonly record: Document
  /** what is passed on; without it the document itself is handed out */
  readonly passing?: CourseAssignment
  readonly onClose: () => void
}

export default function GiveDialog({ record, passing, onClose }: GiveDialogProps) {
  const { t } = useTranslation()
  const today = useQuery(officeState).data?.today ?? ''
  const course = useQuery(courseOf(record.id)).data
  const proposed = useQuery(suggestedFor(record.id)).data?.dueDate
  const notesForOthers = useMay('note-for-others') && passing === undefined
  const phraseOf = usePhrase()
  const [chosen, setChosen] = useState<readonly ChosenReceiver[]>([])
  const [typed, setTyped] = useState('')
  const [direction, setDirection] = useState('')
  const [due, setDue] = useState<string | null | undefined>(passing === undefined ? undefined : (passing.dueDate ?? ''))
  const [asksReceipt, setAsksReceipt] = useState(false)
  const [behalf, setBehalf] = useState(nobodyElse)
  const [byHand, setByHand] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const pad = useRef<HTMLCanvasElement>(null)
  const handingOut = useSend('handling.distribute')
  const passingOn = useSend('handling.passOn')
  const busy = handingOut.busy || passingOn.busy
  const standing = course?.assignments.find((one) => one.role === 'lead' && one.parentId === (passing?.id ?? null) && !isOver(one.state))
  const barred = useBarredReceivers(record)
  const everybody = useQuery(persons).data
  // What is typed and was not added yet counts, as whoever is called so, else as a name: a click on the button must not lose it.
  const name = typed.trim()
  const meant = everybody && matching(everybody, name).find((one) => one.name === name)
  const isBarred = meant !== undefined && barred.has(`${meant.kind} ${meant.id}`)
  const all = name === '' || isBarred ? chosen : withReceiver(chosen, meant ?? { kind: 'name', id: '', name }, standing !== undefined)

  const give = async () => {
    setTrouble(null)
    const dueDate = due === undefined ? (proposed ?? null) : due === '' ? null : due
    const common = { to: sentReceivers(all), ...(direction.trim() === '' ? {} : { direction: direction.trim() }), dueDate, asksReceipt }
    let fileId: string | null
    try {
      fileId = await stageInk(pad)
    } catch (failure) {
      const { code } = asRefusal(failure)
      return setTrouble(code === 'INTERNAL' ? t('handling.ink.failed') : inWords(asRefusal(failure)))
    }
    const answer = passing
      ? await passingOn.send({ assignmentId: passing.id, ...common })
      : await handingOut.send({ documentId: record.id, ...common, ...(fileId === null ? {} : { ink: { fileId } }), ...sentBehalf(behalf) })
    if (!answer.ok) return setTrouble(inWords(answer.error))
    const { assignmentIds } = answer.value
    const number = calledOf(record)
    notify(t(passing ? 'handling.give.passed' : 'handling.give.given', { number, names: all.map(({ name }) => name).join(', ') }), { undo: () => void takeBack(assignmentIds, number), undoWords: t('handling.give.takeBack') })
    onClose()
  }
  const title = t(passing ? 'handling.give.passTitle' : 'handling.give.title', { number: calledOf(record) })
  return (
    <Dialog
      wide
      title={title}
      what={standing && t('handling.give.leads', { name: standing.to.name })}
      submit={t(passing ? 'handling.give.pass' : 'handling.give.submit')}
      onClose={onClose}
      onSubmit={() => void give()}
      busy={busy}
      disabled={all.length === 0 || isBarred || due === null || course === undefined || proposed === undefined}
      trouble={trouble}
    >
      <div className={styles.halves}>
        <div className={styles.half}>
          <ReceiversField chosen={chosen} onChange={setChosen} hasLead={standing !== undefined} barred={barred} typed={typed} onTyped={setTyped} onDigit={(digit) => setDirection(phraseOf(digit) ?? direction)} />
          <DirectionField value={direction} onChange={setDirection} />
          {passing === undefined && (byHand ? <InkPad pad={pad} onDrop={() => setByHand(false)} onWritten={() => {}} /> : <div><Button onClick={() => setByHand(true)}>{t('handling.ink.write')}</Button></div>)}
        </div>
        <div className={styles.half}>
          <DueField record={record} today={today} value={due} onChange={setDue} />
          <Checkbox label={t('handling.give.receipt')} checked={asksReceipt} onChange={(event) => setAsksReceipt(event.currentTarget.checked)} />
          {notesForOthers && <BehalfField value={behalf} onChange={setBehalf} />}
        </div>
      </div>
    </Dialog>
  )
}

/** Rút lại: withdraws what was just given, the last first. */
async function takeBack(assignmentIds: readonly string[], number: string): Promise<void> {
  for (const assignmentId of assignmentIds.toReversed()) {
    const answer = await ask('handling.withdraw', { commandId: newCommandId(), assignmentId, reason: i18n.t('handling.give.takeBackReason') })
    if (!answer.ok) return notify(inWords(answer.error), { kind: 'trouble' })
  }
  notify(i18n.t('handling.give.takenBack', { number }))
}
