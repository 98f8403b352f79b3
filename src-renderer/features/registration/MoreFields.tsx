// The fields that few documents need: note, language, a number squeezed in (12a), the dossier where it is known already.
import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lengths } from './form-values.ts'
import type { PlainField } from './form-values.ts'
import { SuggestField } from './SuggestField.tsx'
import type { Registration } from './useRegistration.ts'
import styles from './Registration.module.css'

export function MoreFields({ registration, plain, isNew }: { readonly registration: Registration; readonly plain: PlainField; readonly isNew: boolean }) {
  const { t } = useTranslation()
  const { values } = registration
  const filled = [values.note, values.language, values.suffixOf, values.organId, values.docOrdinal].some((text) => text !== '')
  const [open, setOpen] = useState(filled)
  return (
    <>
      <button type="button" className={styles.textButton} aria-expanded={open} onClick={() => setOpen(!open)}>{open ? t('registration.fewerFields') : t('registration.moreFields')}</button>
      {open && (
        <>
          <Textarea label={t('terms.field.note')} rows={1} maxLength={lengths.note} classNames={{ input: styles.subject ?? '' }} {...plain('note')} />
          <div className={styles.two}>
            <SuggestField registration={registration} name="language" of="language" label={t('terms.field.language')} maxLength={lengths.language} />
            {isNew && <TextInput label={t('registration.suffix')} placeholder={t('registration.suffixHint')} inputMode="numeric" maxLength={7} autoComplete="off" {...plain('suffixOf')} />}
          </div>
          <div className={styles.two}>
            <TextInput label={t('terms.field.organId')} maxLength={lengths.organId} autoComplete="off" {...plain('organId')} />
            <TextInput label={t('terms.field.fileCatalog')} inputMode="numeric" maxLength={4} autoComplete="off" {...plain('fileCatalog')} />
          </div>
          <div className={styles.two}>
            <TextInput label={t('terms.field.fileNotation')} maxLength={lengths.fileNotation} autoComplete="off" {...plain('fileNotation')} />
            <TextInput label={t('terms.field.docOrdinal')} inputMode="numeric" maxLength={3} autoComplete="off" {...plain('docOrdinal')} />
          </div>
        </>
      )}
    </>
  )
}
