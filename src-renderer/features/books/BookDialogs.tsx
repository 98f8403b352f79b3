// Opening a book, the number it starts with, closing a year of it.
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
      <TextInput label={t('books.startNumber')} description={t('books.startWhat')} placeholder="1" inputMode="numeric" value={start} onChange={(event) => setStart(event.currentTarget.value)} />
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
      <TextInput data-autofocus label={t('books.startNumber')} inputMode="numeric" value={start} onChange={(event) => setStart(event.currentTarget.value)} />
    </Dialog>
  )
}

export function CloseYear({ book, year, onClose }: { readonly book: Book; readonly year: number; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { busy, trouble, send } = useCommand()
  const close = () =>
    void send('registers.closeYear', { registerId: book.id, year }, () => {
      notify(t('books.yearClosed', { year, name: book.name }))
      onClose()
    })
  return <Dialog title={`${t('books.closeYear')} ${year}: ${book.name}`} what={t('books.closeYearWhat', { year })} onClose={onClose} onSubmit={close} submit={t('books.closeYear')} busy={busy} trouble={trouble} />
}
