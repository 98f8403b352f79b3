// One old register: how it is read, what would be made of it, what is wrong, and the import.
import { NativeSelect, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../app/keys.ts'
import { usePlace } from '../../app/place.ts'
import { bridge, type StagedFile } from '../../data/bridge.ts'
import { ask } from '../../data/ask.ts'
import { registers, useDocumentTypes } from '../../data/queries.ts'
import { useCommand } from '../../data/useCommand.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconDownload } from '../../ui/icons.ts'
import { notify } from '../../ui/notices.ts'
import '../../ui/fields.css'
import { TypeField, typeNamed } from '../fields/TypeField.tsx'
import { bookOf, type Asked, type Only, type ReadBook } from './book.ts'
import { BodiesPart } from './BodiesPart.tsx'
import { ColumnsPart } from './ColumnsPart.tsx'
import { LeftOutPart, RowsPart } from './RowsPart.tsx'
import { TermsPart } from './TermsPart.tsx'
import styles from './Intake.module.css'

const parts = ['rows', 'columns', 'bodies', 'leftOut'] as const
type Part = (typeof parts)[number]

export function ImportBook({ file, onDone }: { readonly file: StagedFile; readonly onDone: () => void }) {
  const { t, i18n } = useTranslation()
  const [asked, setAsked] = useState<Asked>({ fileId: file.fileId })
  const [from, setFrom] = useState(0)
  const [only, setOnly] = useState<Only>(null)
  const [part, setPart] = useState<Part>('rows')
  const [trouble, setTrouble] = useState<string | null>(null)
  const covered = usePlace((place) => place.over !== null)
  const { busy, trouble: refused, send } = useCommand()
  const query = useQuery({ ...bookOf(asked, from, only), placeholderData: keepPreviousData })
  // A word that leaves nothing to read (a sheet without a table, a term over another) can be taken back: the reading before it stays.
  const [before, setBefore] = useState<ReadBook | undefined>(undefined)
  if (query.data !== undefined && query.data !== before) setBefore(query.data)
  const book = query.data ?? before
  const change = (said: Partial<Asked>) => {
    setFrom(0)
    setAsked((earlier) => ({ ...earlier, ...said }))
  }
  const faulty = book?.counts.rowsWithErrors ?? 0
  const count = book?.made.documents ?? 0
  const ready = book !== undefined && !query.isFetching && !query.isError && count > 0

  const bringOver = () => {
    if (!ready || busy) return
    void send('intake.importRegister', { ...asked, withoutFaulty: faulty > 0 }, ({ documents }) => {
      notify(t('intake.imported', { count: documents, name: file.name }))
      onDone()
    })
  }
  const exportFaults = async () => {
    setTrouble(null)
    const answer = await ask('intake.exportFaults', { ...asked, language: i18n.language === 'en' ? 'en' : 'vi' })
    const saved = answer.ok ? await bridge.savePrinted(answer.value.fileName, answer.value.bytes) : answer
    if (!saved.ok) setTrouble(inWords(saved.error))
    else if (saved.value.saved && answer.ok) notify(t('books.saved', { name: answer.value.fileName }))
  }
  useKeys({ saveNext: bringOver }, !covered)
  const said = query.isError ? inWords(asRefusal(query.error)) : (refused ?? trouble)

  if (query.isError && !book) return <EmptyState title={inWords(asRefusal(query.error))}><Button onClick={() => void query.refetch()}>{t('tryAgain')}</Button></EmptyState>
  if (!book) return <p className={styles.what} role="status">{t('intake.reading')}</p>
  return (
    <>
      <Reading file={file} book={book} asked={asked} onChange={change} />
      <section className={styles.part} aria-label={file.name}>
        <header className={styles.sum}>
          <p role="status">{busy ? t('intake.importing') : query.isFetching ? t('intake.reading') : query.isError ? t('intake.unread') : <Sum book={book} />}</p>
          {faulty > 0 && !query.isError && <Button icon={<IconDownload size={16} stroke={1.5} />} onClick={() => void exportFaults()}>{t('intake.exportFaults')}</Button>}
          <Button kind="main" keyOf="saveNext" busy={busy} disabled={!ready} onClick={bringOver}>{faulty > 0 ? t('intake.importWithout', { count, faulty }) : t('intake.import', { count })}</Button>
        </header>
        {said && <p className={styles.trouble} role="alert">{said}</p>}
        {book.remembered && <p className={styles.said}>{t('intake.remembered')}</p>}
        {book.made.periods.slice(0, 12).map((period) => <p key={period.name} className={styles.said}>{t('intake.made.period', { ...period, count: period.documents })}</p>)}
        <TermsPart book={book} asked={asked} onChange={change} />
        <div className={styles.tabs} role="tablist" aria-label={t('intake.title')}>
          {parts.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              id={`intake-tab-${one}`}
              aria-selected={one === part}
              aria-controls="intake-part"
              tabIndex={one === part ? 0 : -1}
              onClick={() => setPart(one)}
              onKeyDown={(event) => {
                const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
                if (step === 0) return
                const next = parts[(parts.indexOf(one) + step + parts.length) % parts.length]!
                setPart(next)
                document.getElementById(`intake-tab-${next}`)?.focus()
              }}
            >
              {t(`intake.parts.${one}`)}
            </button>
          ))}
        </div>
        <div id="intake-part" role="tabpanel" aria-labelledby={`intake-tab-${part}`}>
          {part === 'columns' && <ColumnsPart book={book} onFields={(fields) => change({ fields, direction: book.direction })} />}
          {part === 'rows' && <RowsPart book={book} only={only} from={from} onOnly={(wanted) => { setOnly(wanted); setFrom(0) }} onFrom={setFrom} />}
          {part === 'bodies' && <BodiesPart book={book} decisions={asked.bodies ?? []} onDecisions={(bodies) => change({ bodies })} />}
          {part === 'leftOut' && <LeftOutPart book={book} />}
        </div>
      </section>
    </>
  )
}

/** What an import would make, and what it would leave, in one line. */
function Sum({ book: { counts, made } }: { readonly book: ReadBook }) {
  const { t } = useTranslation()
  const parts = [
    t('intake.made.documents', { count: made.documents }),
    counts.rowsWithErrors > 0 && t('intake.made.rowsLeft', { count: counts.rowsWithErrors }),
    made.bodies.length > 0 && t('intake.made.bodies', { count: made.bodies.length }),
    made.series.length > 0 && t('intake.made.series', { count: made.series.length }),
    counts.warnings > 0 && t('intake.made.warnings', { count: counts.warnings }),
  ]
  return <>{parts.filter(Boolean).join(' · ')}</>
}

/** How the file is read: sheet, direction, book, year, type. */
function Reading({ file, book, asked, onChange }: { readonly file: StagedFile; readonly book: ReadBook; readonly asked: Asked; readonly onChange: (said: Partial<Asked>) => void }) {
  const { t } = useTranslation()
  const types = useDocumentTypes()
  const [type, setType] = useState('')
  const [year, setYear] = useState('')
  const books = (useQuery(registers).data?.registers ?? []).filter(({ closed }) => !closed)
  return (
    <div className={styles.choices}>
      <p className={styles.name}>{file.name}</p>
      {book.sheets.length > 1 && <NativeSelect label={t('intake.sheet')} value={asked.sheet ?? book.sheet} data={[...book.sheets]} onChange={(event) => onChange({ sheet: event.currentTarget.value, fields: undefined })} />}
      <NativeSelect
        label={t('intake.direction')}
        value={asked.direction ?? book.direction}
        data={(['incoming', 'outgoing'] as const).map((value) => ({ value, label: t(`intake.directions.${value}`) }))}
        onChange={(event) => onChange({ direction: event.currentTarget.value as ReadBook['direction'], fields: undefined, registerId: undefined })}
      />
      {book.direction === 'incoming' && books.length > 1 && (
        <NativeSelect label={t('intake.register')} value={asked.registerId ?? 'den'} data={books.map(({ id, name }) => ({ value: id, label: name }))} onChange={(event) => onChange({ registerId: event.currentTarget.value })} />
      )}
      <TextInput
        className={styles.year ?? ''}
        label={t('intake.year')}
        title={t('intake.yearWhat')}
        inputMode="numeric"
        maxLength={4}
        value={year}
        onChange={(event) => {
          const typed = event.currentTarget.value.trim()
          setYear(typed)
          if (typed === '') onChange({ year: undefined })
          else if (/^(?:19|20)\d\d$/.test(typed)) onChange({ year: Number(typed) })
        }}
      />
      <TypeField
        label={t('intake.defaultType')}
        text={type}
        onText={(text) => {
          setType(text)
          const named = typeNamed(types.values(), text)
          if (text.trim() === '' || named) onChange({ defaultTypeId: named?.id })
        }}
        onTake={({ id, name }) => {
          setType(name)
          onChange({ defaultTypeId: id })
        }}
      />
    </div>
  )
}
