// Registration: left the scan, right the form in the order of the eye on paper. For a new document, or one that is mended.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Registering } from '../../app/place.ts'
import { useKeys } from '../../app/keys.ts'
import { documentById, type Document } from '../../data/queries.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { RegistrationForm } from './RegistrationForm.tsx'
import { ScanPane } from './ScanPane.tsx'
import { useRegistration } from './useRegistration.ts'
import styles from './Registration.module.css'

export default function RegistrationPage({ registering }: { readonly registering: Registering }) {
  return registering.kind === 'edit' ? <Edit id={registering.id} dropped={registering.files} /> : <Sheet record={null} dropped={registering.files} />
}

function Edit({ id, dropped }: { readonly id: string; readonly dropped: readonly File[] | undefined }) {
  const query = useQuery(documentById(id))
  if (query.isError) return <EmptyState title={inWords(asRefusal(query.error))} />
  // Keyed by the entry: when the document changes elsewhere, the form begins from what stands now.
  return query.data ? <Sheet key={query.data.entry} record={query.data} dropped={dropped} /> : null
}

function Sheet({ record, dropped }: { readonly record: Document | null; readonly dropped: readonly File[] | undefined }) {
  const { t } = useTranslation()
  const registration = useRegistration(record, dropped)
  const { save, leave, addFiles } = registration
  const [over, setOver] = useState(false)
  useKeys({ saveNext: () => save(record === null), save: () => save(false), escape: leave, chooseFile: () => addFiles() })
  const title = record ? t('registration.editTitle', { number: `${record.arrivalNumber}${record.arrivalSuffix}` }) : t('registration.title')
  return (
    <div
      className={styles.sheet}
      onDragOver={(event) => event.dataTransfer.types.includes('Files') && setOver(true)}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={(event) => {
        setOver(false)
        addFiles([...event.dataTransfer.files])
      }}
    >
      <ScanPane registration={registration} title={title} over={over} />
      <RegistrationForm registration={registration} record={record} />
    </div>
  )
}
