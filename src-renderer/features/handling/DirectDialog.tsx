// Bút phê: a leader's words on a document, typed, taken from the usual phrases by a digit, or written by hand.
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay, usePerson } from '../../data/desk.ts'
import type { Document } from '../../data/queries.ts'
import { useSend } from '../../data/useCommand.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { calledOf } from '../dispatch/trail.ts'
import { BehalfField, nobodyElse, sentBehalf } from './BehalfField.tsx'
import { DirectionField } from './DirectionField.tsx'
import { InkPad, stageInk } from './InkPad.tsx'

export default function DirectDialog({ record, onClose }: { readonly record: Document; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const notesForOthers = useMay('note-for-others')
  const directs = useMay('direct')
  const hasPerson = usePerson() !== null
  const [direction, setDirection] = useState('')
  const [behalf, setBehalf] = useState(nobodyElse)
  const [byHand, setByHand] = useState(false)
  const [isWritten, setWritten] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const pad = useRef<HTMLCanvasElement>(null)
  const { busy, send } = useSend('handling.direct')
  // Who may not direct says whose words these are.
  const lacksName = hasPerson && !directs && behalf.name.trim() === ''

  const write = async () => {
    setTrouble(null)
    let fileId: string | null
    try {
      fileId = await stageInk(pad)
    } catch (failure) {
      const { code } = asRefusal(failure)
      return setTrouble(code === 'INTERNAL' ? t('handling.ink.failed') : inWords(asRefusal(failure)))
    }
    const answer = await send({ documentId: record.id, ...(direction.trim() === '' ? {} : { direction: direction.trim() }), ...(fileId === null ? {} : { ink: { fileId } }), ...sentBehalf(behalf) })
    if (!answer.ok) return setTrouble(inWords(answer.error))
    notify(t('handling.direct.done', { number: calledOf(record) }))
    onClose()
  }
  return (
    <Dialog title={t('handling.direct.title', { number: calledOf(record) })} submit={t('handling.direct.submit')} onClose={onClose} onSubmit={() => void write()} busy={busy} disabled={lacksName || (direction.trim() === '' && !(byHand && isWritten))} trouble={trouble}>
      <DirectionField autoFocus value={direction} onChange={setDirection} />
      {byHand ? <InkPad pad={pad} onDrop={() => setByHand(false)} onWritten={setWritten} /> : <div><Button onClick={() => setByHand(true)}>{t('handling.ink.write')}</Button></div>}
      {notesForOthers && <BehalfField value={behalf} onChange={setBehalf} needed={hasPerson && !directs} />}
    </Dialog>
  )
}
