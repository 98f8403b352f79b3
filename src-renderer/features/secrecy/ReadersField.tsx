// Người được đọc: persons and units while one types, one line each with what they may do.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readerRights, type ReaderRight } from '../../../src-main/registers/reading/rules.ts'
import { PeopleField } from '../handling/PeopleField.tsx'
import { withReader, type ChosenReader } from './readers.ts'

interface ReadersFieldProps {
  readonly chosen: readonly ChosenReader[]
  readonly onChange: (chosen: readonly ChosenReader[]) => void
  /** who cannot be named, with the reason in words */
  readonly barred: ReadonlyMap<string, string>
}

export function ReadersField({ chosen, onChange, barred }: ReadersFieldProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  return (
    <PeopleField
      label={t('secrecy.readers.field')}
      hint={t('handling.give.toHint')}
      moreHint={t('handling.give.toMore')}
      keysHint={t('secrecy.readers.keys')}
      chosen={chosen}
      choices={readerRights.map((value) => ({ value, words: t(`terms.readerRight.${value}`), short: t(`secrecy.readers.short.${value}`) }))}
      choiceOf={({ may }) => may}
      choiceName={(name) => t('secrecy.readers.mayOf', { name })}
      barred={barred}
      namesAlone={false}
      typed={typed}
      onTyped={setTyped}
      onTake={({ kind, id, name }) => {
        if (kind !== 'name') onChange(withReader(chosen, { kind, id, name }))
      }}
      onChoose={(at, value) => onChange(chosen.map((one, other) => (other === at ? { ...one, may: value as ReaderRight } : one)))}
      onDrop={(at) => onChange(chosen.filter((_, other) => other !== at))}
    />
  )
}
