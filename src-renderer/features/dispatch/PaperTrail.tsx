// What becomes of a document on paper: copies with their own numbers, to whom it was sent, who uses its record copy.
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../../../src-main/text/dates.ts'
import { useMay } from '../../data/desk.ts'
import type { Document } from '../../data/queries.ts'
import { useReaderRight } from '../../data/secrecy.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Button } from '../../ui/Button.tsx'
import { IconPrinter, IconX } from '../../ui/icons.ts'
import { notify } from '../../ui/notices.ts'
import pane from '../document/DocumentPane.module.css'
import { openPrint } from '../document/file-actions.ts'
import type { Struck } from './NoteDialogs.tsx'
import { PaperActs } from './PaperActs.tsx'
import { paperOfTrail, wordsOfPaper, type Paper, type PaperTask } from './papers.ts'
import { calledOf, copiesOf, dispatchOf, type Copy, type Dispatch, type Use } from './trail.ts'
import styles from './PaperTrail.module.css'

const CopyDialog = lazy(() => import('./CopyDialog.tsx'))
const DispatchDialog = lazy(async () => ({ default: (await import('./NoteDialogs.tsx')).DispatchDialog }))
const HandOverDialog = lazy(() => import('./HandOverDialog.tsx'))
const PaperDialog = lazy(() => import('./PaperDialog.tsx'))
const UseDialog = lazy(async () => ({ default: (await import('./NoteDialogs.tsx')).UseDialog }))
const StrikeDialog = lazy(async () => ({ default: (await import('./NoteDialogs.tsx')).StrikeDialog }))

type Task = { readonly kind: 'copy' | 'send' | 'hand' | 'use' } | { readonly kind: 'paper'; readonly task: PaperTask } | { readonly kind: 'strike'; readonly struck: Struck }

export function PaperTrail({ record }: { readonly record: Document }) {
  const { t } = useTranslation()
  const copies = useQuery(copiesOf(record.id)).data?.copies ?? []
  const { dispatches = [], uses = [] } = useQuery(dispatchOf(record.id)).data ?? {}
  const [task, setTask] = useState<Task | null>(null)
  const { send } = useCommand()
  const close = () => setTask(null)
  const isOut = record.direction === 'outgoing'
  // Withdrawn with its import it is there to be read alone.
  const own = useReaderRight(record)
  const registers = useMay('keep-registers') && own === 'work'
  const prints = useMay('print') && own !== 'read'
  const readOnly = record.status === 'withdrawn' || !registers
  const stands = record.status !== 'cancelled' && !readOnly && (!isOut || record.numberSymbol !== '')
  const giveBack = (use: Use) => void send('registers.returnRecordCopy', { id: use.id }, () => notify(t('dispatch.returned')))
  const strike = (struck: Struck) => setTask({ kind: 'strike', struck })

  return (
    <>
      <Part title={t('dispatch.copies')} none={copies.length === 0 ? t('dispatch.copyNone') : null} act={stands && record.status !== 'recalled' ? { words: t('dispatch.copy'), go: () => setTask({ kind: 'copy' }) } : null}>
        {copies.map((one) => (
          <Line key={one.id} readOnly={readOnly} struckReason={one.struckReason} words={wordsOfCopy(t, one)} onStrike={() => strike({ name: 'registers.strikeCopy', id: one.id, what: one.numberSymbol })}>
            {prints && record.status !== 'withdrawn' && <Button kind="bare" icon={<IconPrinter size={16} stroke={1.5} />} label={t('dispatch.printCopy', { number: one.numberSymbol })} onClick={() => void openPrint('registers.printCopy', one.id)} />}
          </Line>
        ))}
      </Part>
      <Part title={t('dispatch.dispatches')} none={dispatches.length === 0 ? t('dispatch.dispatchNone') : null} act={stands ? { words: t('dispatch.send'), go: () => setTask({ kind: 'send' }) } : null} further={stands && record.status !== 'returned' ? { words: t('papers.hand.act'), go: () => setTask({ kind: 'hand' }) } : null}>
        {dispatches.map((one) => {
          const paper = paperOfTrail(one, calledOf(record))
          return (
            <Line key={one.id} readOnly={readOnly} struckReason={one.struckReason} words={wordsOfDispatch(t, one, paper)} isAlarming={one.state === 'lost'} below={one.struckNotes.map((note) => t('papers.struck', { what: struckWords(t, note), reason: note.reason }))} onStrike={() => strike({ name: 'registers.strikeDispatch', id: one.id, what: one.to })}>
              {record.status !== 'withdrawn' && <PaperActs paper={paper} onTask={(asked) => setTask({ kind: 'paper', task: asked })} />}
            </Line>
          )
        })}
      </Part>
      {isOut && (
        <Part title={t('dispatch.uses')} none={uses.length === 0 ? t('dispatch.useNone') : null} act={stands ? { words: t('dispatch.use'), go: () => setTask({ kind: 'use' }) } : null}>
          {uses.map((one) => (
            <Line key={one.id} readOnly={readOnly} struckReason={one.struckReason} words={wordsOfUse(t, one)} onStrike={() => strike({ name: 'registers.strikeRecordCopyUse', id: one.id, what: one.user })}>
              {!readOnly && one.returnDate === null && one.struckReason === null && <Button onClick={() => giveBack(one)}>{t('dispatch.giveBack')}</Button>}
            </Line>
          ))}
        </Part>
      )}
      <Suspense>
        {task?.kind === 'copy' && <CopyDialog record={record} onClose={close} />}
        {task?.kind === 'send' && <DispatchDialog record={record} sent={dispatches} onClose={close} />}
        {task?.kind === 'use' && <UseDialog record={record} onClose={close} />}
        {task?.kind === 'hand' && <HandOverDialog documents={[{ id: record.id, words: calledOf(record) }]} onClose={close} />}
        {task?.kind === 'paper' && <PaperDialog task={task.task} onClose={close} />}
        {task?.kind === 'strike' && <StrikeDialog struck={task.struck} onClose={close} />}
      </Suspense>
    </>
  )
}

interface PartProps {
  readonly title: string
  readonly none: string | null
  readonly act: PartAct | null
  readonly further?: PartAct | null
  readonly children: ReactNode
}

interface PartAct {
  readonly words: string
  readonly go: () => void
}

function Part({ title, none, act, further = null, children }: PartProps) {
  return (
    <section aria-label={title}>
      <h3 className={`${pane.section} ${styles.head}`}>{title}{[further, act].map((one) => one && <Button key={one.words} kind="bare" onClick={one.go}>{one.words}</Button>)}</h3>
      {none !== null && <p className={styles.none}>{none}</p>}
      <ul className={pane.plainList}>{children}</ul>
    </section>
  )
}

interface LineProps {
  readonly words: readonly [string, string]
  /** it cannot be struck */
  readonly readOnly: boolean
  readonly struckReason: string | null
  /** a paper that nobody finds */
  readonly isAlarming?: boolean
  /** what was noted of it and struck */
  readonly below?: readonly string[]
  readonly onStrike: () => void
  readonly children: ReactNode
}

function Line({ words: [first, rest], readOnly, struckReason, isAlarming = false, below = [], onStrike, children }: LineProps) {
  const { t } = useTranslation()
  return (
    <li className={styles.line}>
      <span className={struckReason !== null ? styles.struck : isAlarming ? styles.lost : ''}><b>{first}</b> {rest}</span>
      {struckReason !== null && <span className={styles.because}>{t('dispatch.struckBecause', { reason: struckReason })}</span>}
      {children}
      {struckReason === null && !readOnly && <Button kind="bare" icon={<IconX size={14} stroke={1.5} />} label={`${t('dispatch.strike')}: ${first}`} onClick={onStrike} />}
      {below.map((words, at) => <span key={at} className={styles.note}>{words}</span>)}
    </li>
  )
}

const joined = (...parts: readonly (string | null | false)[]) => parts.filter(Boolean).join(' · ')

function wordsOfCopy(t: TFunction<'words'>, one: Copy): readonly [string, string] {
  return [one.numberSymbol, joined(t(`dispatch.kinds.${one.kind}`), one.extract, formatDate(one.date), one.copies !== null && t('dispatch.countCopies', { count: one.copies }), one.recipients, one.signer, one.note)]
}

function wordsOfDispatch(t: TFunction<'words'>, one: Dispatch, paper: Paper): readonly [string, string] {
  return [one.to, joined(
    t(`terms.channel.${one.channel}`), formatDate(one.date), one.envelopes !== null && t('dispatch.countEnvelopes', { count: one.envelopes }), one.envelopeNumber !== null && t('dispatch.envelopeOf', { number: one.envelopeNumber }),
    one.copies !== null && t('dispatch.countCopies', { count: one.copies }), one.batch !== null && t('papers.sheet', { number: one.batch.number }), one.note, ...wordsOfPaper(t, paper),
  )]
}

/** A note that was struck: "trả lại 12/03/2026: rách góc". */
function struckWords(t: TFunction<'words'>, { kind, date, person, note }: Dispatch['struckNotes'][number]): string {
  const day = date === null ? '' : formatDate(date)
  const words = kind === 'received' ? t('papers.received', { who: person ?? '', date: day }) : kind === 'asked-back' ? t('papers.askedBack', { date: day }) : t(`papers.${kind}`, { date: day })
  return [words.trim(), note].filter(Boolean).join(': ')
}

function wordsOfUse(t: TFunction<'words'>, one: Use): readonly [string, string] {
  return [one.user, joined(formatDate(one.date), one.purpose, one.permittedBy !== null && t('dispatch.by', { who: one.permittedBy }), one.note, one.returnDate === null ? t('dispatch.out') : t('dispatch.back', { date: formatDate(one.returnDate) }))]
}
