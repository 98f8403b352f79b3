// Lập phiếu giao nhận: several documents handed to one receiver on paper, all or none; the sheet opens to be printed and signed.
import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import i18n from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MarkedDocument } from '../../app/place.ts'
import { ask, newCommandId } from '../../data/ask.ts'
import { useMay } from '../../data/desk.ts'
import { officeState } from '../../data/queries.ts'
import { useSend } from '../../data/useCommand.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { openHandOvers } from '../document/file-actions.ts'
import { PersonField } from '../handling/PersonField.tsx'
import type { ChosenReceiver } from '../handling/receivers.ts'
import { DocumentField } from '../outgoing/DocumentField.tsx'
import { DayChoice } from '../print/DayChoice.tsx'
import styles from './Papers.module.css'

type Receiver = Omit<ChosenReceiver, 'role'>

/** A receiver as the command takes it. */
export function sentReceiver({ kind, id, name }: { readonly kind: Receiver['kind']; readonly id: string | null; readonly name: string }) {
  return kind === 'account' ? { accountId: id ?? '' } : kind === 'unit' ? { unitId: id ?? '' } : { name }
}

interface HandOverDialogProps {
  readonly documents: readonly MarkedDocument[]
  readonly onDone?: () => void
  readonly onClose: () => void
}

export default function HandOverDialog({ documents, onDone, onClose }: HandOverDialogProps) {
  const { t } = useTranslation()
  const today = useQuery(officeState).data?.today ?? ''
  const mayPrint = useMay('print')
  const [chosen, setChosen] = useState(documents)
  const [receiver, setReceiver] = useState<Receiver | null>(null)
  const [typed, setTyped] = useState('')
  const [date, setDate] = useState<string | null>(today)
  const [printsIt, setPrintsIt] = useState(true)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const { busy, send } = useSend('registers.handOver')
  // What is typed and was not taken counts as a name: a click on the button must not lose it.
  const to = receiver ?? (typed.trim() === '' ? null : { kind: 'name' as const, id: '', name: typed.trim() })

  const hand = async () => {
    if (to === null) return
    setTrouble(null)
    setFault(null)
    const answer = await send({ to: sentReceiver(to), documentIds: chosen.map(({ id }) => id), ...(date ? { date } : {}) })
    if (!answer.ok) {
      const { documentId, id } = (answer.error.params ?? {}) as { readonly documentId?: string; readonly id?: string }
      const at = chosen.find((one) => one.id === (documentId ?? id))
      setFault(at?.id ?? null)
      return setTrouble(at === undefined ? inWords(answer.error) : t('papers.hand.fault', { what: at.words, trouble: inWords(answer.error) }))
    }
    const { id, ids, number } = answer.value
    notify(t('papers.hand.done', { number, count: ids.length, to: to.name }), { undo: () => void strikeAll(ids) })
    onDone?.()
    onClose()
    if (mayPrint && printsIt) void openHandOvers([id])
  }
  return (
    <Dialog wide title={t('papers.hand.title')} what={t('papers.hand.what')} submit={t('papers.hand.submit')} onClose={onClose} onSubmit={() => void hand()} busy={busy} disabled={to === null || chosen.length === 0 || date === null} trouble={trouble}>
      <div className={styles.half}>
        {receiver === null ? (
          <PersonField label={t('papers.hand.to')} text={typed} withUnits autoFocus required placeholder={t('papers.hand.toHint')} onText={setTyped} onTake={(one) => { setReceiver(one); setTyped('') }} />
        ) : (
          <div className={styles.receiver}>
            <span className={styles.label}>{t('papers.hand.to')}</span>
            <span className={styles.taken}><b>{receiver.name}</b> <Button kind="bare" onClick={() => setReceiver(null)}>{t('papers.hand.change')}</Button></span>
          </div>
        )}
        <DayChoice label={t('papers.day')} value={date} today={today} onChange={setDate} />
      </div>
      <div>
        <span className={styles.label}>{t('papers.hand.documents')}</span>
        {chosen.length === 0 && <p className={styles.none}>{t('papers.hand.none')}</p>}
        <ol className={styles.chosen} aria-label={t('papers.hand.documents')}>
          {chosen.map((one) => (
            <li key={one.id} data-fault={one.id === fault || undefined}>
              <span>{one.words}</span>
              <button type="button" className={styles.drop} aria-label={t('papers.hand.drop', { what: one.words })} onClick={() => setChosen(chosen.filter(({ id }) => id !== one.id))}>✕</button>
            </li>
          ))}
        </ol>
      </div>
      {/* What is taken stands in the list above, with what was marked. */}
      <DocumentField label={t('papers.hand.add')} direction="incoming" chosen={none} onChange={(added) => setChosen([...chosen, ...added.filter(({ id }) => !chosen.some((one) => one.id === id))])} />
      {mayPrint && <Checkbox label={t('papers.hand.print')} checked={printsIt} onChange={(event) => setPrintsIt(event.currentTarget.checked)} />}
    </Dialog>
  )
}

const none: readonly MarkedDocument[] = []

/** Hoàn tác: strikes the lines of a batch that was just made. */
async function strikeAll(ids: readonly string[]): Promise<void> {
  const answer = await ask('registers.strikeDispatches', { commandId: newCommandId(), ids: [...ids], reason: i18n.t('papers.undoReason') })
  notify(answer.ok ? i18n.t('undone') : inWords(answer.error), answer.ok ? {} : { kind: 'trouble' })
}
