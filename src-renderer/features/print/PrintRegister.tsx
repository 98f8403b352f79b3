// In sổ đăng ký: which book, which year, dates or numbers; made as PDF in the official form (NĐ 30/2020/NĐ-CP, Phụ lục IV),
// then saved, or opened in the system's viewer for printing.
import { Checkbox, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Call } from '../../../src-main/office/contract.ts'
import type { Progress } from '../../../src-main/office/messages.ts'
import { ask, type ValueOf } from '../../data/ask.ts'
import { bridge } from '../../data/bridge.ts'
import { officeState, registers } from '../../data/queries.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconDownload, IconPrinter } from '../../ui/icons.ts'
import { notify } from '../../ui/notices.ts'
import { DayChoice } from './DayChoice.tsx'
import styles from './Print.module.css'

/** The pages as they will be printed. */
const Pages = lazy(async () => {
  const [{ PdfView }, { openPdfBytes }] = await Promise.all([import('../document/viewer/PdfView.tsx'), import('../document/viewer/pdf.ts')])
  // A copy: pdf.js takes the bytes with it into its worker.
  return { default: ({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }) => <PdfView name={name} open={() => openPdfBytes(bytes.slice())} /> }
})

type Range = 'year' | 'date' | 'number'

interface PrintRegisterProps {
  readonly registerId?: string | undefined
  readonly year?: number | undefined
  readonly onClose: () => void
}

export default function PrintRegister({ registerId, year: firstYear, onClose }: PrintRegisterProps) {
  const { t } = useTranslation()
  const books = useQuery(registers).data?.registers ?? []
  const today = useQuery(officeState).data?.today ?? ''
  const thisYear = Number(today.slice(0, 4))
  const [bookId, setBookId] = useState(registerId ?? '')
  const book = books.find(({ id }) => id === bookId) ?? books.find(({ kind }) => kind === 'general') ?? books[0]
  const years = [...new Set([...(book?.years.map((one) => one.year) ?? []), ...(book?.years.length ? [] : [thisYear])])]
  const [wantedYear, setYear] = useState(firstYear)
  const year = wantedYear !== undefined && years.includes(wantedYear) ? wantedYear : years[0]
  const [range, setRange] = useState<Range>('year')
  const [from, setFrom] = useState<string | null>('')
  const [to, setTo] = useState<string | null>('')
  const [numberFrom, setNumberFrom] = useState('')
  const [numberTo, setNumberTo] = useState('')
  const [volume, setVolume] = useState('1')
  const [withCover, setCover] = useState(true)
  const [making, setMaking] = useState(false)
  const [progress, setProgress] = useState<Progress | null>(null)
  const [made, setMade] = useState<ValueOf<'registers.printRegister'> | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  useEffect(() => bridge.on('progress', (now) => now.name === 'registers.printRegister' && setProgress(now.ended ? null : now)), [])

  const call: Call<'registers.printRegister'> = {
    ...(book ? { registerId: book.id } : {}),
    // Two days say their years themselves, also of a range over several; they need not lie in the year that is chosen.
    ...(year && !(range === 'date' && from && to) ? { year } : {}),
    ...(range === 'date' ? { ...(from ? { from } : {}), ...(to ? { to } : {}) } : {}),
    ...(range === 'number' ? { ...(numberFrom ? { numberFrom: Number(numberFrom) } : {}), ...(numberTo ? { numberTo: Number(numberTo) } : {}) } : {}),
    volume: Number(volume),
    withCover,
  }
  const key = JSON.stringify(call)
  // Another choice makes what was made before another book.
  useEffect(() => setMade(null), [key])
  const readable = whole(volume, 999) && (range !== 'number' || ([numberFrom, numberTo].every((typed) => typed === '' || whole(typed, 9_999_999)))) && (range !== 'date' || (from !== null && to !== null))

  const make = async () => {
    setMaking(true)
    setTrouble(null)
    const answer = await ask('registers.printRegister', call)
    setMaking(false)
    if (answer.ok) setMade(answer.value)
    else if (answer.error.code !== 'CANCELLED') setTrouble(inWords(answer.error))
  }
  const save = async () => {
    if (!made) return
    const answer = await bridge.savePrinted(made.fileName, made.bytes)
    if (!answer.ok) return setTrouble(inWords(answer.error))
    if (answer.value.saved) notify(t('books.saved', { name: made.fileName }))
  }
  const open = async () => {
    if (!made) return
    const answer = await bridge.openPrinted(made.fileName, made.bytes)
    if (!answer.ok) setTrouble(inWords(answer.error))
  }

  return (
    <Dialog title={t('books.printTitle')} wide={made !== null} onClose={onClose} trouble={trouble} {...(made ? {} : { onSubmit: () => void make(), submit: t('books.preview'), busy: making, disabled: !readable || !book })}>
      <div className={styles.pair}>
        <NativeSelect label={t('books.book')} data-autofocus value={book?.id ?? ''} data={books.map(({ id, name }) => ({ value: id, label: name }))} onChange={(event) => setBookId(event.currentTarget.value)} />
        <NativeSelect label={t('books.year')} value={year ?? ''} data={years.map(String)} onChange={(event) => setYear(Number(event.currentTarget.value))} />
      </div>
      <SegmentedControl
        fullWidth
        aria-label={t('books.range')}
        value={range}
        onChange={(value) => setRange(value as Range)}
        data={[{ value: 'year', label: t('books.wholeYear') }, { value: 'date', label: t('books.byDate') }, { value: 'number', label: t('books.byNumber') }]}
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
      <div className={styles.pair}>
        <Checkbox className={styles.cover ?? ''} label={t('books.cover')} checked={withCover} onChange={(event) => setCover(event.currentTarget.checked)} />
        <TextInput label={t('books.volume')} inputMode="numeric" value={volume} onChange={(event) => setVolume(event.currentTarget.value.trim())} />
      </div>
      {making && (
        <p className={styles.making} role="status">
          <progress aria-label={t('books.making')} {...(progress?.of ? { value: progress.done, max: progress.of } : {})} />
          {t('books.making')}
          {progress && <Button kind="bare" onClick={() => void ask('office.cancelTask', { id: progress.id })}>{t('task.cancel')}</Button>}
        </p>
      )}
      {made && (
        <div className={styles.made} role="status">
          <span className={styles.file}>{made.fileName} · {t('books.pages', { count: made.pages })}</span>
          <Button kind="main" icon={<IconPrinter size={16} stroke={1.5} />} onClick={() => void open()}>{t('books.printNow')}</Button>
          <Button icon={<IconDownload size={16} stroke={1.5} />} onClick={() => void save()}>{t('books.savePdf')}</Button>
          <div className={styles.pages}><Suspense><Pages key={key} name={`print ${key}`} bytes={made.bytes} /></Suspense></div>
        </div>
      )}
    </Dialog>
  )
}

/** Whether what was typed is a whole number from 1 to `most`. */
function whole(typed: string, most: number): boolean {
  return /^\d{1,7}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= most
}
