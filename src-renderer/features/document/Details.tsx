// Every field of a document, in the order of the register; its arrivals, returns and files.
import { useTranslation } from 'react-i18next'
import { formatDate, formatDateLong, vietnamDate, vietnamTime } from '../../../src-main/text/dates.ts'
import type { Document } from '../../data/queries.ts'
import { useReaderRight } from '../../data/secrecy.ts'
import { Button } from '../../ui/Button.tsx'
import { IconDownload, IconExternalLink } from '../../ui/icons.ts'
import { openFile, saveFile } from './file-actions.ts'
import { PaperTrail } from '../dispatch/PaperTrail.tsx'
import { ReadersPart } from '../secrecy/ReadersPart.tsx'
import { SecrecyCourse } from '../secrecy/SecrecyCourse.tsx'
import { Links } from '../outgoing/Links.tsx'
import styles from './DocumentPane.module.css'

/** Bytes as people say them. */
export function sizeInWords(bytes: number, language: string): string {
  const [unit, value] = bytes < 1024 * 1024 ? ['KB', bytes / 1024] as const : ['MB', bytes / 1024 / 1024] as const
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} ${unit}`
}

/** Opens a file elsewhere, or saves it. */
export function FileWays({ file }: { readonly file: Document['files'][number] }) {
  const { t } = useTranslation()
  return (
    <>
      <Button kind="bare" icon={<IconExternalLink size={16} stroke={1.5} />} label={t('document.openFile')} onClick={() => void openFile(file)} />
      <Button kind="bare" icon={<IconDownload size={16} stroke={1.5} />} label={t('document.saveFile')} onClick={() => void saveFile(file)} />
    </>
  )
}

export default function Details({ record }: { readonly record: Document }) {
  const { t, i18n } = useTranslation()
  const withdrawn = record.status === 'withdrawn'
  const takesFiles = useReaderRight(record) !== 'read'
  const registeredAt = Date.parse(record.registeredAt)
  const signer = [record.signer.position, record.signer.name].filter(Boolean).join(' · ')
  const rows: readonly (readonly [string, string | number | null | undefined | false])[] = [
    [t('terms.field.arrivalNumber'), withdrawn ? null : `${record.arrivalNumber}${record.arrivalSuffix}`],
    [t('terms.field.arrivalDate'), `${formatDateLong(record.registerDate)}${record.arrivalTime ? `, ${record.arrivalTime}` : ''}`],
    [t('terms.field.register'), record.registerName],
    [t('terms.field.numberSymbol'), record.numberSymbol || t('terms.noNumber')],
    [t('terms.field.issuedDate'), record.issuedDate && formatDateLong(record.issuedDate)],
    [t('terms.field.issuingBody'), record.issuingBodyName],
    [t('terms.field.documentTypeId'), record.documentTypeName],
    [t('terms.field.subject'), record.subject],
    [t('terms.field.signer'), signer],
    [t('terms.field.urgency'), t(`terms.urgency.${record.urgency}`)],
    [t('terms.field.secrecy'), t(`terms.secrecy.${record.secrecy}`)],
    [t('terms.field.pages'), record.pages],
    [t('terms.field.copies'), record.copies],
    [t('terms.field.channel'), record.channel && t(`terms.channel.${record.channel}`)],
    [t('terms.field.toPlaces'), record.toPlaces],
    [t('terms.field.dueDate'), record.dueDate && formatDateLong(record.dueDate)],
    [t('terms.field.language'), record.language],
    [t('terms.field.note'), record.note],
    [t('terms.field.fileCode'), record.fileCode && [record.fileCode.organId, record.fileCode.fileCatalog, record.fileCode.fileNotation].join('.')],
    [t('terms.field.docOrdinal'), record.docOrdinal],
    [t('terms.field.duplicateReason'), record.duplicateReason],
    [t('terms.field.lateReason'), record.lateReason],
    [t('terms.field.cancelReason'), record.cancelReason],
    [t('terms.field.registeredAt'), Number.isNaN(registeredAt) ? record.registeredAt : `${vietnamTime(registeredAt)} ${formatDate(vietnamDate(registeredAt))}`],
  ]
  const rare = new Set<string>([t('terms.field.fileCode'), t('terms.field.docOrdinal'), t('terms.field.duplicateReason'), t('terms.field.lateReason'), t('terms.field.cancelReason'), t('terms.field.language')])
  return (
    <div className={styles.sheet} tabIndex={0} role="group" aria-label={t('document.tab.details')}>
      <dl className={styles.fields}>
        {rows.filter(([name, value]) => !(rare.has(name) && (value === null || value === undefined))).map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value === null || value === undefined || value === '' ? t('document.none') : value}</dd>
          </div>
        ))}
      </dl>
      <SecrecyCourse record={record} />
      <ReadersPart record={record} />
      <Links links={record.links} />
      <PaperTrail record={record} />
      {record.arrivals.length > 0 && <h3 className={styles.section}>{t('document.arrivals')}</h3>}
      <ul className={styles.plainList}>
        {record.arrivals.map(({ id, date, time, channel, note }) => (
          <li key={id}>{[`${formatDate(date)}${time ? ` ${time}` : ''}`, t(`terms.byChannel.${channel}`), note].filter(Boolean).join(' · ')}</li>
        ))}
      </ul>
      {record.returns.length > 0 && <h3 className={styles.section}>{t('document.returns')}</h3>}
      <ul className={styles.plainList}>
        {record.returns.map(({ id, date, reason, returnedTo }, at) => (
          // Taken back, unless it is the last one and the document is away.
          <li key={id}>{[t('document.returnedOn', { date: formatDate(date), reason }), returnedTo, (record.status === 'registered' || at < record.returns.length - 1) && t('document.returnUndone')].filter(Boolean).join(' · ')}</li>
        ))}
      </ul>
      {record.files.length > 0 && <h3 className={styles.section}>{t('terms.field.files')}</h3>}
      <ul className={styles.plainList}>
        {record.files.map((file) => (
          <li key={`${file.fileId}-${file.name}`} className={styles.fileLine}>
            <span title={file.name}>{file.name}</span>
            <span className={styles.small}>
              {[file.role === 'appendix' && t('document.appendix'), sizeInWords(file.size, i18n.language), t(`document.textState.${file.text}`)].filter(Boolean).join(' · ')}
            </span>
            {!withdrawn && takesFiles && <FileWays file={file} />}
          </li>
        ))}
      </ul>
    </div>
  )
}
