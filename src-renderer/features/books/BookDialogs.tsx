// Opening a book, its name, the number it starts with, closing it or a year of it, and opening them again.
import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Call } from '../../../src-main/office/contract.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import type { Book } from './book.ts'

type Kind = Call<'registers.openRegister'>['kind']
// The general book is there from the first day.
const kinds: readonly Kind[] = ['secret', 'letters', 'other']

/** A book number as typed; NaN where it is none. */
function bookNumber(typed: string): number {
  const number = /^\d{1,7}$/.test(typed.trim()) ? Number(typed) : Number.NaN
  return number >= 1 ? number : Number.NaN
}

export function OpenBook({ today, onClose }: { readonly today: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const [kind, setKind] = useState<Kind>('secret')
  const [name, setName] = useState<string | null>(null)
  const [start, setStart] = useState('')
  const written = name ?? (kind === 'other' ? '' : t(`terms.registerKind.${kind}`))
  const startNumber = start.trim() === '' ? null : bookNumber(start)

  const open = () =>
    void send('registers.openRegister', { name: written, kind, ...(startNumber === null ? {} : { startNumber, year: Number(today.slice(0, 4)) }) }, () => {
      notify(t('books.opened', { name: written.trim() }))
      onClose()
    })
  return (
    <Dialog title={t('books.open')} onClose={onClose} onSubmit={open} submit={t('books.open')} busy={busy} disabled={written.trim() === '' || Number.isNaN(startNumber)} trouble={trouble}>
      <NativeSelect data-autofocus label={t('books.kind')} value={kind} data={kinds.map((value) => ({ value, label: t(`terms.registerKind.${value}`) }))} onChange={(event) => setKind(event.currentTarget.value as Kind)} />
      <TextInput label={t('books.name')} maxLength={200} value={written} onChange={(event) => setName(event.currentTarget.value)} />
      <TextInput label={t('books.startNumber')} description={t('books.startWhat')} placeholder="1" inputMode="numeric" value={start} error={Number.isNaN(startNumber) ? t('books.startUnread') : undefined} onChange={(event) => setStart(event.currentTarget.value)} />
    </Dialog>
  )
}

export function StartNumber({ book, today, onClose }: { readonly book: Book; readonly today: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const thisYear = Number(today.slice(0, 4))
  const [year, setYear] = useState(thisYear)
  const [start, setStart] = useState('')
  const startNumber = bookNumber(start)
  const years = [...new Set([thisYear + 1, thisYear, ...book.years.map((one) => one.year)])].sort((one, other) => other - one)

  const save = () =>
    void send('registers.setStartNumber', { registerId: book.id, year, startNumber }, () => {
      notify(t('books.startSet', { number: startNumber }))
      onClose()
    })
  return (
    <Dialog title={`${t('books.start')}: ${book.name}`} what={t('books.startWhat')} onClose={onClose} onSubmit={save} busy={busy} disabled={Number.isNaN(startNumber)} trouble={trouble}>
      <NativeSelect label={t('books.year')} value={year} data={years.map(String)} onChange={(event) => setYear(Number(event.currentTarget.value))} />
      <TextInput data-autofocus label={t('books.startNumber')} inputMode="numeric" value={start} error={start.trim() !== '' && Number.isNaN(startNumber) ? t('books.startUnread') : undefined} onChange={(event) => setStart(event.currentTarget.value)} />
    </Dialog>
  )
}

export function RenameBook({ book, onClose }: { readonly book: Book; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const [name, setName] = useState(book.name)
  const rename = () =>
    void send('registers.renameRegister', { registerId: book.id, name }, () => {
      notify(t('books.renamed', { name: name.trim() }))
      onClose()
    })
  return (
    <Dialog title={`${t('books.rename')}: ${book.name}`} onClose={onClose} onSubmit={rename} submit={t('books.rename')} busy={busy} disabled={name.trim() === '' || name.trim() === book.name} trouble={trouble}>
      <TextInput data-autofocus label={t('books.name')} maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
    </Dialog>
  )
}

/** Closes an open book, or opens a closed one. */
export function CloseBook({ book, onClose }: { readonly book: Book; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const name = book.closed ? 'registers.reopenRegister' : 'registers.closeRegister'
  const [what, submit, done] = book.closed ? (['reopenBookWhat', 'reopenBook', 'bookReopened'] as const) : (['closeBookWhat', 'closeBook', 'bookClosed'] as const)
  const act = () =>
    void send(name, { registerId: book.id }, () => {
      notify(t(`books.${done}`, { name: book.name }))
      onClose()
    })
  return <Dialog title={`${t(`books.${submit}`)}: ${book.name}`} what={t(`books.${what}`)} onClose={onClose} onSubmit={act} submit={t(`books.${submit}`)} busy={busy} trouble={trouble} />
}

export function CloseYear({ book, year, today, onClose }: { readonly book: Book; readonly year: number; readonly today: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const close = () =>
    void send('registers.closeYear', { registerId: book.id, year }, () => {
      notify(t('books.yearClosed', { year, name: book.name }))
      onClose()
    })
  // Until its last day documents still come: each of them would need a reason.
  const running = today < `${year}-12-31`
  return <Dialog title={`${t('books.closeYear')} ${year}: ${book.name}`} what={`${running ? `${t('books.yearRuns', { year })} ` : ''}${t('books.closeYearWhat', { year })}`} onClose={onClose} onSubmit={close} submit={t('books.closeYear')} busy={busy} trouble={trouble} />
}

export function ReopenYear({ book, year, onClose }: { readonly book: Book; readonly year: number; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const [reason, setReason] = useState('')
  const reopen = () =>
    void send('registers.reopenYear', { registerId: book.id, year, reason }, () => {
      notify(t('books.yearReopened', { year, name: book.name }))
      onClose()
    })
  return (
    <Dialog title={`${t('books.reopenYear')} ${year}: ${book.name}`} what={t('books.reopenYearWhat', { year })} onClose={onClose} onSubmit={reopen} submit={t('books.reopenYear')} busy={busy} disabled={reason.trim() === ''} trouble={trouble}>
      <TextInput data-autofocus label={t('terms.field.reason')} required maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </Dialog>
  )
}
