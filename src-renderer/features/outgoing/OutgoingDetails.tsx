// Every field of an outgoing document: its number and series, who signed and for whom, to whom it goes and what they answered.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate, formatDateLong } from '../../../src-main/text/dates.ts'
import { useMay } from '../../data/desk.ts'
import type { Document } from '../../data/queries.ts'
import { useReaderRight } from '../../data/secrecy.ts'
import { Button } from '../../ui/Button.tsx'
import { FileWays, sizeInWords } from '../document/Details.tsx'
import styles from '../document/DocumentPane.module.css'
import { PaperTrail } from '../dispatch/PaperTrail.tsx'
import { ReadersPart } from '../secrecy/ReadersPart.tsx'
import { SecrecyCourse } from '../secrecy/SecrecyCourse.tsx'
import { Links } from './Links.tsx'
import own from './Outgoing.module.css'
import { AnswerDialog, type Recipient } from './OutgoingDialogs.tsx'

export default function OutgoingDetails({ record }: { readonly record: Document }) {
  const { t, i18n } = useTranslation()
  const [answering, setAnswering] = useState<Recipient | null>(null)
  const { outgoing } = record
  const withdrawn = record.status === 'withdrawn'
  const may = useReaderRight(record)
  const registers = useMay('keep-registers') && may === 'work'
  if (!outgoing) return null
  const authority = outgoing.authority === null || outgoing.authority === 'none' ? '' : [t(`outgoing.authorities.${outgoing.authority}`), outgoing.onBehalfOf].filter(Boolean).join(' ')
  const rows: readonly (readonly [string, string | number | null | undefined])[] = [
    [t('terms.field.numberSymbol'), record.numberSymbol || t('outgoing.noNumberYet')],
    [t('outgoing.seriesName'), outgoing.seriesName],
    [t('outgoing.identificationCode'), outgoing.identificationCode],
    [t('terms.field.documentTypeId'), record.documentTypeName],
    [t('terms.field.issuedDate'), record.issuedDate && formatDateLong(record.issuedDate)],
    [t('terms.field.issuingBody'), record.issuingBodyName],
    [t('terms.field.subject'), record.subject],
    [t('terms.field.signer'), [authority, record.signer.position, record.signer.name].filter(Boolean).join(' · ')],
    [t('outgoing.recordCopyHolder'), outgoing.recordCopyHolder],
    [t('terms.field.copies'), record.copies],
    [t('terms.field.pages'), record.pages],
    [t('terms.field.urgency'), t(`terms.urgency.${record.urgency}`)],
    [t('terms.field.secrecy'), t(`terms.secrecy.${record.secrecy}`)],
    [t('terms.field.dueDate'), record.dueDate && formatDateLong(record.dueDate)],
    [t('terms.field.register'), record.registerName],
    [t('terms.field.language'), record.language],
    [t('terms.field.fileCode'), record.fileCode && [record.fileCode.organId, record.fileCode.fileCatalog, record.fileCode.fileNotation].join(' · ')],
    [t('terms.field.docOrdinal'), record.docOrdinal],
    [t('terms.field.note'), record.note],
    [t('outgoing.recallReason'), outgoing.recallReason],
    [t('terms.field.cancelReason'), record.cancelReason],
    [t('outgoing.lateReason'), record.lateReason],
  ]
  const rare = new Set<string>([t('outgoing.recallReason'), t('terms.field.cancelReason'), t('outgoing.lateReason'), t('terms.field.dueDate'), t('terms.field.language'), t('terms.field.fileCode'), t('terms.field.docOrdinal')])
  const asked = outgoing.recipients.filter(({ recall }) => recall !== null)
  return (
    <div className={styles.sheet} tabIndex={0} role="group" aria-label={t('document.tab.details')}>
      <dl className={styles.fields}>
        {rows.filter(([name, value]) => !rare.has(name) || (value !== null && value !== undefined)).map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value === null || value === undefined || value === '' ? t('document.none') : value}</dd>
          </div>
        ))}
      </dl>
      <SecrecyCourse record={record} />
      <ReadersPart record={record} />
      <h3 className={styles.section}>{t('outgoing.recipients')}</h3>
      {asked.length > 0 && <p className={own.small}>{t('outgoing.answeredSoFar', { done: asked.filter(({ recall }) => recall?.answer != null).length, of: asked.length })}</p>}
      {outgoing.recipients.length === 0 && <p className={own.small}>{t('outgoing.noRecipients')}</p>}
      <ul className={styles.plainList}>
        {outgoing.recipients.map((one) => (
          <li key={one.id} className={own.recipient}>
            <span>{one.name} {(one.kind === 'person' || one.kind === 'group') && <small className={own.small}>{t(`outgoing.recipientKind.${one.kind}`)}</small>}</span>
            {one.recall && (
              <>
                <span className={own.small}>{one.recall.answer === null ? t('outgoing.notAnswered') : [t(`outgoing.answers.${one.recall.answer}`), one.recall.answeredOn && formatDate(one.recall.answeredOn), one.recall.note].filter(Boolean).join(' · ')}</span>
                {!withdrawn && registers && <Button kind={one.recall.answer === null ? 'quiet' : 'bare'} onClick={() => setAnswering(one)}>{t('outgoing.noteAnswer')}</Button>}
              </>
            )}
          </li>
        ))}
      </ul>
      <Links links={record.links} />
      <PaperTrail record={record} />
      {record.files.length > 0 && <h3 className={styles.section}>{t('terms.field.files')}</h3>}
      <ul className={styles.plainList}>
        {record.files.map((file) => (
          <li key={`${file.fileId}-${file.name}`} className={styles.fileLine}>
            <span title={file.name}>{file.name}</span>
            <span className={styles.small}>{[t(`outgoing.role.${file.role}`), sizeInWords(file.size, i18n.language), t(`document.textState.${file.text}`)].join(' · ')}</span>
            {!withdrawn && may !== 'read' && <FileWays file={file} />}
          </li>
        ))}
      </ul>
      {answering && <AnswerDialog recipient={answering} onClose={() => setAnswering(null)} />}
    </div>
  )
}
