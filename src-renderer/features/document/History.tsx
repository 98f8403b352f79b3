// Everything that happened to a document, newest last: when, what, which field, before and after.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatDate, isDate, vietnamDate, vietnamTime } from '../../../src-main/text/dates.ts'
import type { ReaderRight } from '../../../src-main/registers/reading/rules.ts'
import type { ValueOf } from '../../data/ask.ts'
import { bodyTree, historyOf, useDocumentTypes } from '../../data/queries.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import styles from './DocumentPane.module.css'

type Entry = ValueOf<'registers.documentHistory'>['entries'][number]
type Change = Entry['changes'][number]

/** snake_case of a column as the field's name in the words. */
const fieldOf = (column: string): string => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** Columns that say nothing to a reader: keys made for search, order and joining. */
const inner = /(^id$|key$|sort|fold|^entry|documentId$|^direction$|Json$|^fileId$|^registerId$|^year$|^registeredAt$|^position$|^role$)/i

export default function History({ id }: { readonly id: string }) {
  const { t, i18n } = useTranslation()
  const query = useQuery(historyOf(id))
  const types = useDocumentTypes()
  const bodies = useQuery(bodyTree).data?.bodies

  if (query.isError) return <EmptyState title={inWords(asRefusal(query.error))} />
  if (query.data?.entries.length === 0) return <EmptyState title={t('document.historyEmpty')} />

  const words = (field: string, value: Change['before']): string => {
    if (field === 'may') return value === null ? t('document.noReader') : t(`terms.readerRight.${String(value) as ReaderRight}`)
    if (value === null || value === '') return t('document.blank')
    const text = String(value)
    if (isDate(text)) return formatDate(text)
    if (field === 'limited' || field === 'frozen') return t(text === '1' ? 'document.yes' : 'document.no')
    if (field === 'documentTypeId') return types.get(text)?.name ?? text
    if (field === 'issuingBodyId') return bodies?.find((body) => body.id === text)?.name ?? text
    for (const group of ['urgency', 'secrecy', 'channel', 'status', 'level'] as const) {
      if (field === group && i18n.exists(`terms.${group}.${text}`)) return t(`terms.${group}.${text}` as 'terms.status.registered')
    }
    return text
  }
  return (
    <ol className={styles.sheet} tabIndex={0} aria-label={t('document.tab.history')}>
      {query.data?.entries.map(({ entry, at, actor, command, reason, changes }) => {
        const instant = Date.parse(at)
        const key = `document.history.${command}`
        // Command names hold a dot, which also parts the keys of the words.
        const known = i18n.exists(key)
        // A registration, or the import of a register, sets every field at once: they stand on the leaf beside.
        const readable = (command === 'registers.registerIncoming' || command === 'intake.importRegister' ? [] : changes)
          .map((change) => ({ ...change, field: fieldOf(change.field) }))
          .filter(({ field, about, before, after }) => about !== undefined || (!inner.test(field) && before !== after && !(reason !== undefined && after === reason) && i18n.exists(`terms.field.${field}`)))
        return (
          <li key={entry} className={styles.entry}>
            <time dateTime={at}>{Number.isNaN(instant) ? at : `${vietnamTime(instant)} ${formatDate(vietnamDate(instant))}`}</time>
            <span className={styles.what}>{[known ? t(key as 'document.none') : command, actor === 'local' ? t('role') : actor].filter(Boolean).join(' · ')}{reason && `: ${reason}`}</span>
            <ul className={styles.changes}>
              {readable.map(({ record, field, about, before, after }) => (
                <li key={`${record}-${field}-${about ?? ''}`}>
                  {about === undefined ? t(`terms.field.${field}` as 'terms.field.subject') : t('document.reader', { name: about })}: {before !== null && <><del>{words(field, before)}</del> → </>}<ins>{words(field, after)}</ins>
                </li>
              ))}
            </ul>
          </li>
        )
      })}
    </ol>
  )
}
