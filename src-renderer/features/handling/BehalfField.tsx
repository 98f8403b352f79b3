// Ghi thay: whose words one writes down; for those who may note in place of others.
import { useTranslation } from 'react-i18next'
import type { Call } from '../../../src-main/office/contract.ts'
import { PersonField } from './PersonField.tsx'

/** Whose act it is: a person of the office, or a name in free words; '' nobody else's. */
export interface Behalf {
  readonly id: string
  readonly name: string
}
export const nobodyElse: Behalf = { id: '', name: '' }

/** As the command takes it. */
export function sentBehalf({ id, name }: Behalf): Pick<Call<'handling.direct'>, 'onBehalfOf'> {
  return name.trim() === '' ? {} : { onBehalfOf: id === '' ? { name: name.trim() } : { accountId: id } }
}

/** @param needed one’s own words cannot be these: whose they are must be said */
export function BehalfField({ value, onChange, needed = false }: { readonly value: Behalf; readonly needed?: boolean; readonly onChange: (value: Behalf) => void }) {
  const { t } = useTranslation()
  return (
    <PersonField
      label={t('handling.give.behalf')}
      placeholder={t(needed ? 'handling.give.behalfNeeded' : 'handling.give.behalfHint')}
      required={needed}
      // Once chosen it is what stands: nothing more is offered for it, and Enter is the dialog's.
      text={value.name}
      settled={value.id !== ''}
      withUnits={false}
      onText={(name) => onChange({ id: '', name })}
      onTake={({ id, name }) => onChange({ id, name })}
    />
  )
}
