// In sổ đăng ký: which book or series, which year, dates or numbers, what of the secret documents; made as PDF in the official form
// (NĐ 30/2020/NĐ-CP, Phụ lục IV), as a sheet or as a Word file.
import { Checkbox, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Call } from '../../../src-main/office/contract.ts'
import { officeState } from '../../data/queries.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DayChoice } from './DayChoice.tsx'
import { FormatChoice, MadePrint } from './MadePrint.tsx'
import { printable } from './printable.ts'
import { usePrinting, type Format, type PrintName } from './usePrinting.ts'
import styles from './Print.module.css'

type Range = 'year' | 'date' | 'number'
type Secret = NonNullable<Call<'registers.printRegister'>['secret']>
const secrets: readonly Secret[] = ['apart', 'alone', 'among']

interface PrintRegisterProps {
  readonly registerId?: string | undefined
  readonly year?: number | undefined
  readonly onClose: () => void
}

export default function PrintRegister({ registerId, year: firstYear, onClose }: PrintRegisterProps) {
  const { t } = useTranslation()
  const { books = [], ledgers = [] } = useQuery(printable).data ?? {}
  const today = useQuery(officeState).data?.today ?? ''
  const [bookId, setBookId] = useState(registerId ?? '')
  const kept = ledgers.find(({ ledger }) => ledger === bookId)
  const book = kept === undefined ? (books.find(({ id }) => id === bookId) ?? books[0]) : undefined
  const [wantedSeries, setSeries] = useState('')
  const seriesId = book?.series.some(({ id }) => id === wantedSeries) ? wantedSeries : ''
  const known = (book ?? kept)?.years ?? []
  const years = known.length > 0 ? known : [Number(today.slice(0, 4))]
  const [wantedYear, setYear] = useState(firstYear)
  const year = wantedYear !== undefined && years.includes(wantedYear) ? wantedYear : years[0]
  const [wantedRange, setRange] = useState<Range>('year')
  // The other books have no numbers that run by the year.
  const range = kept !== undefined && wantedRange === 'number' ? 'year' : wantedRange
  const [from, setFrom] = useState<string | null>('')
  const [to, setTo] = useState<string | null>('')
  const [numberFrom, setNumberFrom] = useState('')
  const [numberTo, setNumberTo] = useState('')
  const [volume, setVolume] = useState('1')
  const [withCover, setCover] = useState(true)
  const [secret, setSecret] = useState<Secret>('apart')
  const [withTopSecretSubjects, setTopSecret] = useState(false)
  const [format, setFormat] = useState<Format>('pdf')
  const mixed = book !== undefined && book.kind !== 'secret' && book.holdsSecret

  const common = {
    // Two days say their years themselves, also of a range over several; they need not lie in the year that is chosen.
    ...(year && !(range === 'date' && from && to) ? { year } : {}),
    ...(range === 'date' ? { ...(from ? { from } : {}), ...(to ? { to } : {}) } : {}),
    withTopSecretSubjects,
    volume: Number(volume),
    withCover,
    format,
  }
  const printing = usePrinting<PrintName>(kept ? 'registers.printLedger' : 'registers.printRegister', kept ? { ...common, ledger: kept.ledger } : {
    ...common,
    ...(book ? { registerId: book.id } : {}),
    ...(seriesId === '' ? {} : { seriesId }),
    ...(range === 'number' ? { ...(numberFrom ? { numberFrom: Number(numberFrom) } : {}), ...(numberTo ? { numberTo: Number(numberTo) } : {}) } : {}),
    ...(mixed ? { secret } : {}),
  })
  const readable = whole(volume, 999) && (range !== 'number' || [numberFrom, numberTo].every((typed) => typed === '' || whole(typed, 9_999_999))) && (range !== 'date' || (from !== null && to !== null))
  const { made, making, trouble, make } = printing

  return (
    <Dialog title={t('books.printTitle')} wide={made !== null && format === 'pdf'} onClose={onClose} trouble={trouble} {...(made ? {} : { onSubmit: () => void make(), submit: t(format === 'pdf' ? 'books.preview' : 'print.export'), busy: making, disabled: !readable || (!book && !kept) })}>
      <div className={styles.pair}>
        <NativeSelect label={t('books.book')} data-autofocus value={kept?.ledger ?? book?.id ?? ''} data={[...books.map(({ id, name }) => ({ value: id, label: name })), ...ledgers.map(({ ledger, name }) => ({ value: ledger, label: name }))]} onChange={(event) => setBookId(event.currentTarget.value)} />
        <NativeSelect label={t('books.year')} value={year ?? ''} data={years.map(String)} onChange={(event) => setYear(Number(event.currentTarget.value))} />
      </div>
      {book !== undefined && book.series.length > 0 && (
        <NativeSelect label={t('print.series')} value={seriesId} data={[{ value: '', label: t('print.allSeries') }, ...book.series.map(({ id, name }) => ({ value: id, label: name }))]} onChange={(event) => setSeries(event.currentTarget.value)} />
      )}
      <SegmentedControl
        fullWidth
        aria-label={t('books.range')}
        value={range}
        onChange={(value) => setRange(value as Range)}
        data={[{ value: 'year', label: t('books.wholeYear') }, { value: 'date', label: t('books.byDate') }, ...(kept ? [] : [{ value: 'number', label: t('books.byNumber') }])]}
      />
      {range === 'date' && (
        <div className={styles.half}>
          <DayChoice label={t('books.from')} today={today} value={from} onChange={setFrom} />
          <DayChoice label={t('books.to')} today={today} value={to} onChange={setTo} />
        </div>
      )}
      {range === 'number' && (
        <div className={styles.half}>
          <TextInput label={t('books.numberFrom')} inputMode="numeric" value={numberFrom} onChange={(event) => setNumberFrom(event.currentTarget.value.trim())} />
          <TextInput label={t('books.numberTo')} inputMode="numeric" value={numberTo} onChange={(event) => setNumberTo(event.currentTarget.value.trim())} />
        </div>
      )}
      {mixed && <NativeSelect label={t('print.secret')} value={secret} data={secrets.map((value) => ({ value, label: t(`print.secrets.${value}`) }))} onChange={(event) => setSecret(event.currentTarget.value as Secret)} />}
      {(kept !== undefined || (book?.holdsTopSecret && (!mixed || secret !== 'apart'))) && <Checkbox label={t('print.topSecret')} checked={withTopSecretSubjects} onChange={(event) => setTopSecret(event.currentTarget.checked)} />}
      <div className={styles.pair}>
        <Checkbox className={styles.cover ?? ''} label={t('books.cover')} checked={withCover} disabled={format !== 'pdf'} onChange={(event) => setCover(event.currentTarget.checked)} />
        <TextInput label={t('books.volume')} inputMode="numeric" value={volume} onChange={(event) => setVolume(event.currentTarget.value.trim())} />
      </div>
      <FormatChoice value={format} onChange={setFormat} />
      <MadePrint printing={printing} />
    </Dialog>
  )
}

/** Whether what was typed is a whole number from 1 to `most`. */
function whole(typed: string, most: number): boolean {
  return /^\d{1,7}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= most
}
