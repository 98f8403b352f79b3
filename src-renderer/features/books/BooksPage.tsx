// Sổ đăng ký: the books of the office, their years and numbers; opening a book, its starting number, closing a year, printing.
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../app/keys.ts'
import { importRegisters, usePlace } from '../../app/place.ts'
import { useMay } from '../../data/desk.ts'
import { officeState, registers } from '../../data/queries.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconPlus, IconPrinter } from '../../ui/icons.ts'
import PrintRegister from '../print/PrintRegister.tsx'
import { printable } from '../print/printable.ts'
import { ConfirmLastNumber } from '../today/ConfirmLastNumber.tsx'
import { CloseBook, CloseYear, OpenBook, RenameBook, ReopenYear, StartNumber } from './BookDialogs.tsx'
import type { Book } from './book.ts'
import styles from './Books.module.css'

const ImportsPage = lazy(() => import('../intake/ImportsPage.tsx'))

type Task =
  | { readonly kind: 'open' }
  | { readonly kind: 'print'; readonly bookId?: string; readonly year?: number }
  | { readonly kind: 'start' | 'rename' | 'closeBook' | 'reopenBook'; readonly book: Book }
  | { readonly kind: 'close' | 'reopen' | 'confirm'; readonly book: Book; readonly year: Book['years'][number] }

export default function BooksPage() {
  const { t } = useTranslation()
  const query = useQuery(registers)
  const today = useQuery(officeState).data?.today ?? ''
  const covered = usePlace((place) => place.over !== null)
  const [task, setTask] = useState<Task | null>(null)
  const importing = usePlace((place) => place.importing)
  const keeps = useMay('keep-books')
  const prints = useMay('print')
  const close = () => setTask(null)
  useKeys({ print: () => setTask({ kind: 'print' }) }, prints && !covered && task === null && !importing)

  if (importing && keeps) return <Suspense><ImportsPage onBack={() => importRegisters(false)} /></Suspense>

  if (query.isError) return <EmptyState title={inWords(asRefusal(query.error))}><Button onClick={() => void query.refetch()}>{t('tryAgain')}</Button></EmptyState>
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('books.title')}</h1>
        {keeps && <Button onClick={() => importRegisters()}>{t('intake.title')}</Button>}
        {keeps && <Button icon={<IconPlus size={16} stroke={1.5} />} onClick={() => setTask({ kind: 'open' })}>{t('books.open')}</Button>}
        {prints && <Button kind="main" keyOf="print" icon={<IconPrinter size={16} stroke={1.5} />} onClick={() => setTask({ kind: 'print' })}>{t('books.print')}</Button>}
      </header>
      {query.data?.registers.map((book) => <BookPart key={book.id} book={book} onTask={setTask} />)}
      {prints && <OtherBooks onTask={setTask} />}
      {task?.kind === 'open' && <OpenBook today={today} onClose={close} />}
      {task?.kind === 'start' && <StartNumber book={task.book} today={today} onClose={close} />}
      {task?.kind === 'rename' && <RenameBook book={task.book} onClose={close} />}
      {(task?.kind === 'closeBook' || task?.kind === 'reopenBook') && <CloseBook book={task.book} onClose={close} />}
      {task?.kind === 'close' && <CloseYear book={task.book} year={task.year.year} today={today} onClose={close} />}
      {task?.kind === 'reopen' && <ReopenYear book={task.book} year={task.year.year} onClose={close} />}
      {task?.kind === 'confirm' && <ConfirmLastNumber book={{ registerId: task.book.id, name: task.book.name, year: task.year.year, lastNumber: task.year.lastNumber }} onClose={close} />}
      {task?.kind === 'print' && <PrintRegister registerId={task.bookId} year={task.year} onClose={close} />}
    </div>
  )
}

/** Books of outgoing documents and of what becomes of documents on paper: they are kept by other areas, and printed here. */
function OtherBooks({ onTask }: { readonly onTask: (task: Task) => void }) {
  const { t } = useTranslation()
  const { books = [], ledgers = [] } = useQuery(printable).data ?? {}
  const others = [
    ...books.filter(({ direction }) => direction === 'outgoing').map(({ id, name, years }) => ({ id, name, years })),
    ...ledgers.map(({ ledger, name, years }) => ({ id: ledger, name, years })),
  ]
  if (others.length === 0) return null
  return (
    <section className={styles.book} aria-label={t('books.others')}>
      <header className={styles.name}>
        <h2>{t('books.others')}</h2>
        <p>{t('books.othersWhat')}</p>
      </header>
      <table>
        <thead><tr><th scope="col">{t('books.book')}</th><th scope="col" className={styles.state}>{t('books.year')}</th><th><span className="unseen">{t('more')}</span></th></tr></thead>
        <tbody>
          {others.map(({ id, name, years }) => (
            <tr key={id}>
              <td>{name}</td>
              <td className={styles.state}>{years.length === 0 ? '–' : years.slice(0, 6).join(', ')}</td>
              <td className={styles.acts}><Button onClick={() => onTask({ kind: 'print', bookId: id })}>{t('books.print')}</Button></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function BookPart({ book, onTask }: { readonly book: Book; readonly onTask: (task: Task) => void }) {
  const { t, i18n } = useTranslation()
  const number = new Intl.NumberFormat(i18n.language)
  const keeps = useMay('keep-books')
  const prints = useMay('print')
  return (
    <section className={styles.book} aria-label={book.name}>
      <header className={styles.name}>
        <h2>{book.name}</h2>
        <p>{t(`terms.registerKind.${book.kind}`)}{book.closed && ` · ${t('books.isClosed')}`}</p>
        {keeps && !book.closed && <Button kind="bare" onClick={() => onTask({ kind: 'start', book })}>{t('books.start')}</Button>}
        {keeps && <Button kind="bare" onClick={() => onTask({ kind: 'rename', book })}>{t('books.rename')}</Button>}
        {/* Registrations go into the general book where none is said: it stays open. */}
        {keeps && !book.closed && book.kind !== 'general' && <Button kind="bare" onClick={() => onTask({ kind: 'closeBook', book })}>{t('books.closeBook')}</Button>}
        {keeps && book.closed && <Button kind="bare" onClick={() => onTask({ kind: 'reopenBook', book })}>{t('books.reopenBook')}</Button>}
      </header>
      {book.years.length === 0 ? (
        <p className={styles.none}>{t('books.yearEmpty')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('books.year')}</th>
              <th scope="col">{t('books.first')}</th>
              <th scope="col">{t('books.last')}</th>
              <th scope="col">{t('books.documents')}</th>
              <th scope="col">{t('books.cancelled')}</th>
              <th scope="col" className={styles.state}>{t('books.state')}</th>
              <th><span className="unseen">{t('more')}</span></th>
            </tr>
          </thead>
          <tbody>
            {book.years.map((one) => (
              <tr key={one.year}>
                <td>{one.year}</td>
                <td>{one.startNumber}</td>
                <td>{one.lastNumber >= one.startNumber ? one.lastNumber : '–'}</td>
                <td>{number.format(one.documents)}</td>
                <td>{number.format(one.cancelled)}</td>
                <td className={styles.state}>
                  {one.unconfirmed ? <span className={styles.asks}>{t('books.needsNumber')}</span> : one.closed ? t('books.isClosed') : t('books.isOpen')}
                </td>
                <td className={styles.acts}>
                  {keeps && one.unconfirmed && <Button onClick={() => onTask({ kind: 'confirm', book, year: one })}>{t('today.lastOnPaper')}</Button>}
                  {keeps && !one.closed && <Button kind="bare" onClick={() => onTask({ kind: 'close', book, year: one })}>{t('books.closeYear')}</Button>}
                  {keeps && one.closed && <Button kind="bare" onClick={() => onTask({ kind: 'reopen', book, year: one })}>{t('books.reopenYear')}</Button>}
                  {prints && <Button onClick={() => onTask({ kind: 'print', bookId: book.id, year: one.year })}>{t('books.print')}</Button>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
