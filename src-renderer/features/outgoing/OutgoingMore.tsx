// Fields of an outgoing document that few need: the day by which it is to be answered, a number with a letter, language, note, and
// the dossier where it is known already (FileCode, DocOrdinal).
import { Textarea, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../registration/Registration.module.css'
import type { OutgoingName, OutgoingValues } from './outgoing-values.ts'
import type { OutgoingForm } from './useOutgoing.ts'

/** Names of the fields that are texts. */
export type TextName = { [K in OutgoingName]: OutgoingValues[K] extends string ? K : never }[OutgoingName]

/** What a plain field of the form is given. */
export type PlainField = (name: TextName) => {
  readonly name: string
  readonly value: string
  readonly maxLength: number
  readonly error: string | undefined
  readonly autoComplete: 'off'
  readonly onChange: (event: { readonly currentTarget: { readonly value: string } }) => void
  readonly onBlur: () => void
}

const few = ['note', 'suffixOf', 'language', 'organId', 'docOrdinal', 'dueDate'] as const

export function OutgoingMore({ form, plain, due }: { readonly form: OutgoingForm; readonly plain: PlainField; readonly due: ReactNode }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(few.some((name) => form.values[name] !== ''))
  return (
    <>
      <button type="button" className={styles.textButton} aria-expanded={open} onClick={() => setOpen(!open)}>{open ? t('registration.fewerFields') : t('registration.moreFields')}</button>
      {open && (
        <>
          <div className={styles.two}>
            {due}
            {!form.numbered && <TextInput label={t('registration.suffix')} placeholder={t('registration.suffixHint')} inputMode="numeric" {...plain('suffixOf')} maxLength={7} />}
          </div>
          <div className={styles.two}>
            <TextInput label={t('terms.field.language')} placeholder={t('outgoing.languageHint')} {...plain('language')} />
            <TextInput label={t('terms.field.docOrdinal')} inputMode="numeric" {...plain('docOrdinal')} maxLength={3} />
          </div>
          <div className={styles.three}>
            <TextInput label={t('terms.field.organId')} {...plain('organId')} />
            <TextInput label={t('terms.field.fileCatalog')} inputMode="numeric" {...plain('fileCatalog')} maxLength={4} />
            <TextInput label={t('terms.field.fileNotation')} {...plain('fileNotation')} />
          </div>
          <Textarea label={t('terms.field.note')} rows={1} classNames={{ input: styles.subject ?? '' }} {...plain('note')} />
        </>
      )}
    </>
  )
}
