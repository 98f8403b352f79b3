// Noting what became of papers: received, on one's own desk or from the signed sheet, returned, lost; all of a stack or some. And striking a
// note through that was made in error.
import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lengths } from '../../../src-main/contract/choices.ts'
import { officeState } from '../../data/queries.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { DayChoice } from '../print/DayChoice.tsx'
import { takeBack, takeBackReceipts } from './PaperActs.tsx'
import type { PaperTask } from './papers.ts'
import styles from './Papers.module.css'

type Noting = Extract<PaperTask, { readonly papers: unknown }>
type Striking = Extract<PaperTask, { readonly kind: 'strike' }>

export default function PaperDialog({ task, onClose }: { readonly task: PaperTask; readonly onClose: () => void }) {
  return task.kind === 'strike' ? <StrikeNote task={task} onClose={onClose} /> : <Note task={task} onClose={onClose} />
}

const titles = { receive: 'papers.receiveTitle', signed: 'papers.signedTitle', returned: 'papers.returnTitle', lost: 'papers.loseTitle' } as const
const submits = { receive: 'papers.receive', signed: 'save', returned: 'papers.return', lost: 'papers.lose' } as const

function Note({ task: { kind, papers }, onClose }: { readonly task: Noting; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const today = useQuery(officeState).data?.today ?? ''
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [date, setDate] = useState<string | null>(today)
  const [receivedBy, setReceivedBy] = useState('')
  const [words, setWords] = useState('')
  const { busy, trouble, send } = useCommand()
  const chosen = papers.filter(({ id }) => !left.has(id))
  const to = papers[0]?.to ?? ''
  const ids = chosen.map(({ id }) => id)
  const on = date ? { date } : {}
  const done = (said: string, undo?: () => void) => {
    notify(said, undo === undefined ? {} : { undo })
    onClose()
  }
  /** Ctrl+Z, for one paper: whoever took back a stack at once would have to strike each. */
  const undoOf = (what: 'received' | 'returned' | 'lost') => (ids.length === 1 ? () => void takeBack(ids[0]!, what) : undefined)
  const save = () => {
    switch (kind) {
      case 'receive': return void send('registers.confirmReceipt', { ids, ...on }, () => done(t('papers.receiveDone', { count: ids.length }), () => void takeBackReceipts(ids)))
      case 'signed': return void send('registers.noteReceipts', { ids, receivedBy, ...on }, () => done(t('papers.signedDone', { to }), undoOf('received')))
      case 'returned': return void send('registers.notePaperReturned', { ids, ...on, ...(words.trim() === '' ? {} : { note: words }) }, () => done(t('papers.returnDone', { to }), undoOf('returned')))
      case 'lost': return void send('registers.notePaperLost', { ids, reason: words, ...on }, () => done(t('papers.loseDone', { to }), undoOf('lost')))
    }
  }
  const isReady = ids.length > 0 && date !== null && (kind !== 'signed' || receivedBy.trim() !== '') && (kind !== 'lost' || words.trim() !== '')
  const what = kind === 'returned' ? t('papers.returnWhat') : kind === 'lost' ? t('papers.loseWhat') : papers.length > 1 ? t(kind === 'receive' ? 'papers.receiveWhat' : 'papers.signedWhat') : undefined
  return (
    <Dialog title={t(titles[kind], { to })} what={what} submit={t(submits[kind])} onClose={onClose} onSubmit={save} busy={busy} disabled={!isReady} trouble={trouble}>
      <ul className={styles.chosen} aria-label={t('papers.chosen')}>
        {papers.map(({ id, called }) => (
          <li key={id}>
            {papers.length === 1 ? called : (
              <Checkbox label={called} checked={!left.has(id)} onChange={(event) => setLeft(new Set(event.currentTarget.checked ? [...left].filter((one) => one !== id) : [...left, id]))} />
            )}
          </li>
        ))}
      </ul>
      {kind === 'signed' && <TextInput data-autofocus label={t('dispatch.receivedBy')} required value={receivedBy} maxLength={200} onChange={(event) => setReceivedBy(event.currentTarget.value)} />}
      {kind === 'lost' && <Textarea data-autofocus label={t('papers.loseReason')} required rows={2} value={words} maxLength={lengths.reason} onChange={(event) => setWords(event.currentTarget.value)} />}
      {kind === 'returned' && <TextInput data-autofocus label={t('papers.returnNote')} value={words} maxLength={lengths.note} onChange={(event) => setWords(event.currentTarget.value)} />}
      <DayChoice label={t('papers.day')} value={date} today={today} onChange={setDate} />
    </Dialog>
  )
}

function StrikeNote({ task: { paper, what }, onClose }: { readonly task: Striking; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const { busy, trouble, send } = useCommand()
  const called = `${paper.called}, ${paper.to}`
  const isOwn = what === 'own'
  const done = () => {
    notify(t(isOwn ? 'papers.takeBackDone' : 'papers.strikeDone'))
    onClose()
  }
  const strike = () => void (isOwn ? send('registers.takeBackReceipts', { ids: [paper.id], reason }, done) : send('registers.strikeDispatchNote', { id: paper.id, kind: what, reason }, done))
  return (
    <Dialog title={t(isOwn ? 'papers.takeBackTitle' : 'papers.strikeTitle', { what: called })} what={t(isOwn ? 'papers.takeBackWhat' : 'papers.strikeWhat')} submit={isOwn ? t('papers.takeBack') : t(`papers.strike.${what}`)} onClose={onClose} onSubmit={strike} busy={busy} disabled={reason.trim() === ''} trouble={trouble}>
      <Textarea data-autofocus label={t('reason')} required value={reason} maxLength={lengths.reason} rows={2} onChange={(event) => setReason(event.currentTarget.value)} />
    </Dialog>
  )
}
