// Drafting and issuing: left the files and the number that was given, right the form. For a new document, a reply, or one that
// stands already.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate, vietnamDate } from '../../../src-main/text/dates.ts'
import { useKeys } from '../../app/keys.ts'
import type { Drafting } from '../../app/place.ts'
import { documentById, rulebook, useDocumentTypes, type Document } from '../../data/queries.ts'
import { useKept } from '../../data/settings.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import styles from '../registration/Registration.module.css'
import { OutgoingFiles } from './OutgoingFiles.tsx'
import { OutgoingForm } from './OutgoingForm.tsx'
import { answeredOf, emptyOutgoing, valuesOf, type KeptSigner, type OutgoingValues } from './outgoing-values.ts'
import { useOutgoing } from './useOutgoing.ts'

/** Most answers are official letters. */
const usualReply = 'cong-van'

export default function OutgoingSheet({ drafting }: { readonly drafting: Drafting }) {
  const { t } = useTranslation()
  const types = useDocumentTypes()
  const hasRules = useQuery(rulebook).isSuccess
  const id = drafting.kind === 'new' ? null : drafting.id
  const query = useQuery({ ...documentById(id ?? ''), enabled: id !== null })
  const [kept] = useKept<Partial<KeptSigner>>('outgoingSigner', {})
  const today = vietnamDate(Date.now())

  function replyTo(record: Document): OutgoingValues {
    const type = types.get(usualReply)
    const called = record.documentTypeName.charAt(0).toLowerCase() + record.documentTypeName.slice(1)
    return {
      ...emptyOutgoing(today, kept),
      ...(type ? { typeText: type.name, typeId: type.id } : {}),
      subject: t('outgoing.replySubject', { type: called, symbol: record.numberSymbol, date: record.issuedDate === null ? '' : formatDate(record.issuedDate) }).replace(/\s+/g, ' ').trim(),
      recipients: [{ kind: 'body', bodyId: record.issuingBodyId, name: record.issuingBodyName }],
      urgency: record.urgency,
      inReplyTo: [answeredOf(record)],
    }
  }

  if (query.isError && id !== null) return <EmptyState title={inWords(asRefusal(query.error))} />
  const source = query.data
  if (id !== null && (!source || !hasRules)) return null
  const record = drafting.kind === 'edit' ? (source ?? null) : null
  const begin = () => (record !== null ? valuesOf(record) : drafting.kind === 'reply' && source ? replyTo(source) : emptyOutgoing(today, kept))
  return <Sheet key={record?.entry ?? 'new'} formKey={id === null ? 'outgoing:new' : `outgoing:${drafting.kind}:${id}`} record={record} today={today} begin={begin} />
}

function Sheet({ formKey, record, today, begin }: { readonly formKey: string; readonly record: Document | null; readonly today: string; readonly begin: () => OutgoingValues }) {
  const { t } = useTranslation()
  // The form begins once; what is kept of a signer later is for the next one.
  const [first] = useState(begin)
  const form = useOutgoing(formKey, record, today, first)
  const [over, setOver] = useState(false)
  useKeys({ saveNext: () => form.issue(), save: () => form.keep(), escape: form.leave, chooseFile: () => void form.files.choose() })
  const title = record === null ? t(first.inReplyTo.length > 0 ? 'outgoing.replyTitle' : 'outgoing.newTitle') : t('outgoing.editTitle', { what: record.numberSymbol || t('outgoing.noNumberYet') })
  return (
    <div
      className={styles.sheet}
      onDragOver={(event) => event.dataTransfer.types.includes('Files') && setOver(true)}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={(event) => {
        setOver(false)
        form.files.add([...event.dataTransfer.files])
      }}
    >
      <OutgoingFiles form={form} title={title} over={over} />
      <OutgoingForm form={form} />
    </div>
  )
}
