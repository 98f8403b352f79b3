// Locking the marked documents of a list against every change, and releasing them, for one reason. One that stays as it is is said with why, and
// stays marked; what was done can be undone at once.
import { Textarea } from '@mantine/core'
import i18n from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lengths } from '../../../src-main/contract/choices.ts'
import { usePlace, type MarkedDocument } from '../../app/place.ts'
import { ask, newCommandId, type ValueOf } from '../../data/ask.ts'
import { useCommand } from '../../data/useCommand.ts'
import { inWords } from '../../data/words.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import papers from '../dispatch/Papers.module.css'

export type Freezing = 'freeze' | 'release'
type Refused = ValueOf<'registers.freezeDocuments'>['refused']

interface FreezeSetProps {
  readonly what: Freezing
  readonly documents: readonly MarkedDocument[]
  readonly onClose: () => void
}

export default function FreezeSetDialog({ what, documents, onClose }: FreezeSetProps) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(documents)
  const [reason, setReason] = useState('')
  const [left, setLeft] = useState<{ readonly done: number; readonly refused: Refused } | null>(null)
  const { busy, trouble, send } = useCommand()
  const count = chosen.length

  const told = (done: number, refused: Refused, undo: () => void) => {
    const unchanged = count - done - refused.length
    const said = [t(`document.frozen.set.${what}Done`, { count: done }), unchanged > 0 && t(`document.frozen.set.${what}Were`, { count: unchanged })].filter(Boolean).join('; ')
    notify(said, done > 0 ? { undo } : {})
    // What stays as it is stays marked: somebody has to look at it.
    usePlace.setState({ marked: chosen.filter(({ id }) => refused.some((one) => one.id === id)) })
    if (refused.length === 0) onClose()
    else setLeft({ done, refused })
  }
  const submit = () => {
    const ids = chosen.map(({ id }) => id)
    if (what === 'freeze') void send('registers.freezeDocuments', { ids, reason }, (value) => told(value.ids.length, value.refused, () => void releaseAgain(value.ids)))
    else void send('registers.releaseDocuments', { ids, reason }, (value) => told(value.ids.length, value.refused, () => void freezeAgain(value.were)))
  }
  if (left !== null) {
    return (
      <Dialog title={t(`document.frozen.set.${what}Left`, { count: left.refused.length })} what={left.done > 0 ? t(`document.frozen.set.${what}Done`, { count: left.done }) : undefined} onClose={onClose}>
        <ul className={papers.chosen} aria-label={t('document.frozen.set.documents')}>
          {left.refused.map(({ code, ...params }) => (
            <li key={params.id} data-fault><span>{documents.find(({ id }) => id === params.id)?.words}<br />{inWords({ code, params })}</span></li>
          ))}
        </ul>
      </Dialog>
    )
  }
  return (
    <Dialog title={t(`document.frozen.set.${what}Title`, { count })} what={t(`document.frozen.set.${what}What`)} submit={t(`document.frozen.set.${what}Do`, { count })} onClose={onClose} onSubmit={submit} busy={busy} disabled={count === 0 || reason.trim() === ''} trouble={trouble}>
      <ul className={papers.chosen} aria-label={t('document.frozen.set.documents')}>
        {chosen.map((one) => (
          <li key={one.id}>
            <span>{one.words}</span>
            <button type="button" className={papers.drop} aria-label={t('document.frozen.set.drop', { what: one.words })} onClick={() => setChosen(chosen.filter(({ id }) => id !== one.id))}>✕</button>
          </li>
        ))}
      </ul>
      <Textarea label={t('reason')} required value={reason} maxLength={lengths.reason} rows={2} data-autofocus onChange={(event) => setReason(event.currentTarget.value)} />
    </Dialog>
  )
}

/** Hoàn tác of locking: releases what was locked by it, and nothing that was locked before. */
export async function releaseAgain(ids: readonly string[]): Promise<void> {
  const answer = await ask('registers.releaseDocuments', { ids: [...ids], reason: i18n.t('document.frozen.undoReason'), commandId: newCommandId() })
  notify(answer.ok ? i18n.t('undone') : inWords(answer.error), answer.ok ? {} : { kind: 'trouble' })
}

/** Hoàn tác of releasing: locks again, each for the reason for which it was locked. */
export async function freezeAgain(were: ValueOf<'registers.releaseDocuments'>['were']): Promise<void> {
  for (const { reason, ids } of were) {
    const answer = await ask('registers.freezeDocuments', { ids, reason: reason || i18n.t('document.frozen.undoReason'), commandId: newCommandId() })
    if (!answer.ok) return notify(inWords(answer.error), { kind: 'trouble' })
  }
  notify(i18n.t('undone'))
}
