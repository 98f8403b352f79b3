// Sao văn bản: form of copy, which part, how many, for whom, who signs; the number is given on saving.
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lengths } from '../../../src-main/contract/choices.ts'
import type { Call } from '../../../src-main/office/contract.ts'
import { officeState, type Document } from '../../data/queries.ts'
import { useSend } from '../../data/useCommand.ts'
import { inWords } from '../../data/words.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { openPrint } from '../document/file-actions.ts'
import { DayChoice } from '../print/DayChoice.tsx'
import { calledOf, copiesOf, countOf, linesOf } from './trail.ts'
import styles from './PaperTrail.module.css'

type Kind = Call<'registers.makeCopy'>['kind']
type Authority = NonNullable<Call<'registers.makeCopy'>['signer']['authority']>
const kinds: readonly Kind[] = ['sao-y', 'sao-luc', 'trich-sao']
const authorities: readonly Authority[] = ['none', 'tl', 'tm', 'kt']

export default function CopyDialog({ record, onClose }: { readonly record: Document; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const today = useQuery(officeState).data?.today ?? ''
  const next = useQuery(copiesOf(record.id)).data?.next
  const [kind, setKind] = useState<Kind>('sao-y')
  const [extract, setExtract] = useState('')
  const [copies, setCopies] = useState('')
  const [date, setDate] = useState<string | null>(today)
  const [recipients, setRecipients] = useState('')
  const [name, setName] = useState('')
  const [position, setPosition] = useState('')
  const [authority, setAuthority] = useState<Authority>('none')
  const [onBehalfOf, setOnBehalfOf] = useState('')
  const [asked, setAsked] = useState<'late' | 'paper' | null>(null)
  const [answer, setAnswer] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const { busy, send } = useSend('registers.makeCopy')
  const count = countOf(copies)
  const isExtract = kind === 'trich-sao'
  const ready = name.trim() !== '' && date !== null && count !== null && (!isExtract || extract.trim() !== '') && (asked === null || (asked === 'paper' ? /^\d{1,7}$/.test(answer.trim()) : answer.trim() !== ''))

  const save = async () => {
    const made = await send({
      documentId: record.id,
      kind,
      ...(date ? { date } : {}),
      ...(isExtract ? { extract } : {}),
      ...(typeof count === 'number' ? { copies: count } : {}),
      recipients: linesOf(recipients),
      signer: { name, ...(position.trim() === '' ? {} : { position }), ...(authority === 'none' ? {} : { authority, ...(onBehalfOf.trim() === '' ? {} : { onBehalfOf }) }) },
      ...(asked === 'late' ? { lateReason: answer } : {}),
      ...(asked === 'paper' ? { lastOnPaper: Number(answer) } : {}),
    })
    if (made.ok) {
      notify(t('dispatch.copyGiven', { number: made.value.numberSymbol }))
      onClose()
      void openPrint('registers.printCopy', made.value.id)
      return
    }
    // What a clerk can answer is asked for here.
    const { code } = made.error
    if (code === 'FIRST_NUMBER_IN_DOUBT') setAsked('paper')
    else if (code === 'NUMBER_BACKDATED' || code === 'PERIOD_CLOSED') setAsked('late')
    setTrouble(inWords(made.error))
  }
  return (
    <Dialog title={t('dispatch.copyTitle', { number: calledOf(record) })} what={t('dispatch.copyWhat')} submit={t('dispatch.copy')} onClose={onClose} onSubmit={() => void save()} busy={busy} disabled={!ready} trouble={trouble}>
      {next && <p className={styles.next}>{t('dispatch.copyNext', { number: next })}</p>}
      <div className={styles.half}>
        <NativeSelect data-autofocus label={t('dispatch.kind')} value={kind} data={kinds.map((value) => ({ value, label: t(`dispatch.kinds.${value}`) }))} onChange={(event) => setKind(event.currentTarget.value as Kind)} />
        <DayChoice label={t('dispatch.date')} value={date} today={today} onChange={setDate} />
      </div>
      {isExtract && <TextInput label={t('dispatch.extract')} required placeholder={t('dispatch.extractHint')} value={extract} maxLength={500} onChange={(event) => setExtract(event.currentTarget.value)} />}
      <div className={styles.half}>
        <TextInput label={t('dispatch.signerName')} required value={name} maxLength={lengths.signerName} onChange={(event) => setName(event.currentTarget.value)} />
        <TextInput label={t('dispatch.signerPosition')} value={position} maxLength={lengths.signerPosition} onChange={(event) => setPosition(event.currentTarget.value)} />
      </div>
      <div className={styles.half}>
        <NativeSelect label={t('outgoing.authority')} value={authority} data={authorities.map((value) => ({ value, label: t(`outgoing.authorities.${value}`) }))} onChange={(event) => setAuthority(event.currentTarget.value as Authority)} />
        {authority === 'none'
          ? <TextInput label={t('dispatch.copyCount')} inputMode="numeric" value={copies} error={count === null} onChange={(event) => setCopies(event.currentTarget.value)} />
          : <TextInput label={t('outgoing.onBehalfOf')} value={onBehalfOf} placeholder={t('outgoing.onBehalfOfHint')} maxLength={200} onChange={(event) => setOnBehalfOf(event.currentTarget.value)} />}
      </div>
      {authority !== 'none' && <TextInput label={t('dispatch.copyCount')} inputMode="numeric" value={copies} error={count === null} onChange={(event) => setCopies(event.currentTarget.value)} />}
      <Textarea label={t('dispatch.recipients')} value={recipients} rows={3} onChange={(event) => setRecipients(event.currentTarget.value)} />
      {asked !== null && <TextInput label={t(asked === 'late' ? 'dispatch.lateReason' : 'dispatch.lastOnPaper')} required value={answer} maxLength={500} onChange={(event) => setAnswer(event.currentTarget.value)} />}
    </Dialog>
  )
}
