// One document: what it is, and its leaves (the document itself, its fields, its handling, its history).
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { untyped } from '../../../src-main/rulebook/rules.ts'
import { formatDate } from '../../../src-main/text/dates.ts'
import { useKeys } from '../../app/keys.ts'
import { compose, editDocument, usePlace, type DocumentTab } from '../../app/place.ts'
import { useMay } from '../../data/desk.ts'
import { documentById, type Document } from '../../data/queries.ts'
import { useReaderRight } from '../../data/secrecy.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { DueMark, FrozenMark, LimitedMark, SecrecyMark, StatusMark, UrgencyMark } from '../../ui/Marks.tsx'
import { isDrafted } from '../appraisal/appraisal.ts'
import { listDate } from '../list/DocumentRow.tsx'
import { OutgoingActions } from '../outgoing/OutgoingActions.tsx'
import { DocumentActions } from './DocumentActions.tsx'
import { FileView } from './viewer/FileView.tsx'
import { Withdrawn } from './Withdrawn.tsx'
import styles from './DocumentPane.module.css'

const Details = lazy(() => import('./Details.tsx'))
const OutgoingDetails = lazy(() => import('../outgoing/OutgoingDetails.tsx'))
const CourseLeaf = lazy(() => import('../handling/CourseLeaf.tsx'))
const DraftLeaf = lazy(() => import('../appraisal/DraftLeaf.tsx'))
const History = lazy(() => import('./History.tsx'))
const allTabs: readonly DocumentTab[] = ['text', 'details', 'handling', 'history']
/** in these states nothing of a document is mended, and nobody answers it */
const fixed: readonly Document['status'][] = ['cancelled', 'recalled', 'withdrawn']

/** "Nghị quyết 15-NQ/TU"; a document without a number is called by its subject. */
export function titleOf({ documentTypeId, documentTypeName, numberSymbol, subject }: Pick<Document, 'documentTypeId' | 'documentTypeName' | 'numberSymbol' | 'subject'>): string {
  const type = documentTypeId === untyped ? '' : documentTypeName
  return numberSymbol === '' ? [type, subject].filter(Boolean).join(': ') : [type, numberSymbol].filter(Boolean).join(' ')
}

export default function DocumentPane({ id, today }: { readonly id: string; readonly today: string }) {
  const { t } = useTranslation()
  const query = useQuery(documentById(id))
  const chosenTab = usePlace((place) => place.tab)
  const [fileAt, setFileAt] = useState(0)
  const own = useReaderRight(query.data)
  const registers = useMay('keep-registers') && own === 'work'
  const drafts = useMay('draft')
  useKeys({
    edit: () => {
      if (!query.data || fixed.includes(query.data.status)) return false
      if (!(query.data.direction === 'outgoing' ? drafts && own === 'work' : registers)) return false
      if (query.data.direction === 'outgoing') compose({ kind: 'edit', id })
      else editDocument(id)
    },
    reply: () => (drafts && query.data?.direction === 'incoming' && !fixed.includes(query.data.status) ? compose({ kind: 'reply', id }) : false),
  })

  if (query.isError) return <EmptyState title={inWords(asRefusal(query.error))} />
  const record = query.data
  if (!record) return <div className={styles.pane} aria-busy />
  const file = record.files[fileAt] ?? record.files[0]
  const arrived = t('document.arrived', { date: `${listDate(record.registerDate, record.issuedDate ? Number(record.issuedDate.slice(0, 4)) : null)}${record.arrivalTime ? ` ${record.arrivalTime}` : ''}` })
  const isOut = record.direction === 'outgoing'
  // Withdrawn with its import it is there to be read alone.
  const withdrawn = record.status === 'withdrawn'
  const tabs = isOut && withdrawn ? allTabs.filter((one) => one !== 'handling') : allTabs
  const tab = tabs.includes(chosenTab) ? chosenTab : 'details'
  const facts = isOut ? [record.issuedDate && t('document.issued', { date: formatDate(record.issuedDate) }), record.issuingBodyName, record.toPlaces && t('outgoing.sentTo', { places: record.toPlaces })].filter(Boolean) : [
    record.issuedDate && t('document.issued', { date: formatDate(record.issuedDate) }),
    record.issuingBodyName,
    record.channel ? `${arrived}, ${t(`terms.byChannel.${record.channel}`)}` : arrived,
    record.pages && t('terms.pages', { count: record.pages }),
  ].filter(Boolean)

  return (
    <article
      className={styles.pane}
      data-document-pane={withdrawn || !registers ? 'read' : true}
      tabIndex={-1}
      aria-label={titleOf(record)}
      onKeyDown={(event) => {
        // Dialogs and menus of this pane lie elsewhere in the page and close themselves.
        if (event.key !== 'Escape' || !event.currentTarget.contains(event.target as Node)) return
        document.querySelector<HTMLElement>('[role=listbox]')?.focus()
        event.preventDefault()
      }}
    >
      <header className={styles.head}>
        <div className={styles.titleLine}>
          <h2 className={`${styles.title} ${record.status === 'cancelled' || withdrawn ? styles.struck : ''}`}>
            {!isOut && !withdrawn && <span className={styles.arrival} title={t('terms.field.arrivalNumber')}><span className="unseen">{t('terms.field.arrivalNumber')} </span>{record.arrivalNumber}{record.arrivalSuffix}</span>} {titleOf(record)}
          </h2>
          <span className={styles.marks}>
            <StatusMark status={record.status} draftState={record.draftState} />
            <SecrecyMark secrecy={record.secrecy} />
            <LimitedMark limited={record.limited} words />
            <FrozenMark frozen={record.frozen} reason={record.frozenReason} />
            <UrgencyMark urgency={record.urgency} />
            {record.status === 'registered' && <DueMark dueDate={record.dueDate} today={today} />}
          </span>
          {withdrawn ? null : isOut ? <OutgoingActions record={record} file={tab === 'text' ? file : undefined} /> : <DocumentActions record={record} file={tab === 'text' ? file : undefined} />}
        </div>
        {record.numberSymbol !== '' && <p className={styles.subject} title={record.subject}>{record.subject}</p>}
        <p className={styles.facts}>{facts.join(' · ')}</p>
        {withdrawn && <Withdrawn record={record} />}
        {record.cancelReason && <p className={styles.because}>{t('document.cancelledBecause', { reason: record.cancelReason })}</p>}
        {record.outgoing?.recallReason && <p className={styles.because}>{t('outgoing.recalledBecause', { reason: record.outgoing.recallReason })}</p>}
        <div className={styles.tabLine}>
          <div className={styles.tabs} role="tablist" aria-label={titleOf(record)}>
            {tabs.map((one) => (
              <button
                key={one}
                type="button"
                role="tab"
                id={`tab-${one}`}
                aria-selected={one === tab}
                aria-controls="document-leaf"
                tabIndex={one === tab ? 0 : -1}
                className={styles.tab}
                onClick={() => usePlace.setState({ tab: one })}
                onKeyDown={(event) => {
                  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
                  const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length]!
                  if (step === 0) return
                  usePlace.setState({ tab: next })
                  document.getElementById(`tab-${next}`)?.focus()
                }}
              >
                {one === 'handling' && isOut ? t(isDrafted(record) ? 'appraisal.tab' : 'appraisal.course') : t(`document.tab.${one}`)}
              </button>
            ))}
          </div>
          {tab === 'text' && record.files.length > 1 && (
            <span className={styles.files}>
              {record.files.map((one, at) => (
                <button key={one.fileId} type="button" className={styles.file} aria-pressed={one === file} title={one.name} onClick={() => setFileAt(at)}>{one.name}</button>
              ))}
            </span>
          )}
        </div>
      </header>
      <div className={styles.leaf} id="document-leaf" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        <Suspense>
          {tab === 'details' && (isOut ? <OutgoingDetails record={record} /> : <Details record={record} />)}
          {tab === 'handling' && (isOut ? <DraftLeaf record={record} /> : <CourseLeaf record={record} today={today} />)}
          {tab === 'history' && <History id={id} />}
          {tab === 'text' && (file ? <FileView key={file.fileId} file={file} opens={own !== 'read'} /> : <EmptyState title={t('document.noFile')} what={record.secrecy !== 'none' ? t('document.secretNoFile') : record.status === 'cancelled' || withdrawn || !registers ? undefined : t('document.noFileDo')} />)}
        </Suspense>
      </div>
    </article>
  )
}
