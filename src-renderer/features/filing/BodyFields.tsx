// The fields of a body that adding and mending share.
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { level as levelField, type Level } from '../../../src-main/contract/fields.ts'
import styles from './Filing.module.css'

export interface WrittenBody {
  readonly name: string
  readonly shortName: string
  readonly symbol: string
  readonly code: string
  readonly level: Level
  /** one a line */
  readonly aliases: string
}

/** The other names of a body, as the contract takes them. */
export function aliasList(written: WrittenBody): string[] {
  return [...new Set(written.aliases.split('\n').map((line) => line.trim()).filter(Boolean))]
}

export function BodyFields({ written, onChange }: { readonly written: WrittenBody; readonly onChange: (written: WrittenBody) => void }) {
  const { t } = useTranslation()
  const field = (name: 'name' | 'shortName' | 'symbol' | 'code', maxLength: number) => ({
    label: t(`filing.${name}`),
    maxLength,
    value: written[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => onChange({ ...written, [name]: event.currentTarget.value }),
  })
  return (
    <div className={styles.pair}>
      <TextInput {...field('name', 200)} className={styles.whole ?? ''} data-autofocus aria-required />
      <TextInput {...field('shortName', 100)} />
      <TextInput {...field('symbol', 30)} />
      <NativeSelect
        label={t('filing.level')}
        value={written.level}
        data={levelField.options.map((value) => ({ value, label: t(`terms.level.${value}`) }))}
        onChange={(event) => onChange({ ...written, level: event.currentTarget.value as Level })}
      />
      <TextInput {...field('code', 13)} />
      <Textarea label={t('filing.aliases')} rows={3} className={styles.whole ?? ''} styles={{ input: { height: 'auto' } }} value={written.aliases} onChange={(event) => onChange({ ...written, aliases: event.currentTarget.value })} />
    </div>
  )
}
