// Giao cho: who is to handle a document, one line each with a role; the first leads, the next cooperate.
import { useTranslation } from 'react-i18next'
import { roles, type AssignmentRole } from '../../../src-main/handling/words.ts'
import { PeopleField } from './PeopleField.tsx'
import { withReceiver, withRole, type ChosenReceiver } from './receivers.ts'

interface ReceiversFieldProps {
  readonly chosen: readonly ChosenReceiver[]
  readonly onChange: (chosen: readonly ChosenReceiver[]) => void
  /** somebody leads already: no more can */
  readonly hasLead: boolean
  /** who cannot be given it, with the reason in words */
  readonly barred: ReadonlyMap<string, string>
  /** a digit pressed with nothing typed */
  readonly onDigit: (digit: number) => void
  readonly typed: string
  readonly onTyped: (typed: string) => void
}

export function ReceiversField({ chosen, onChange, hasLead, barred, onDigit, typed, onTyped }: ReceiversFieldProps) {
  const { t } = useTranslation()
  return (
    <PeopleField
      label={t('handling.give.to')}
      hint={t('handling.give.toHint')}
      moreHint={t('handling.give.toMore')}
      keysHint={t('handling.give.roleKeys')}
      chosen={chosen}
      choices={roles.map((role) => ({ value: role, words: t(`handling.role.${role}`), short: t(`handling.role.${role}`).toLowerCase(), out: hasLead && role === 'lead' }))}
      choiceOf={({ role }) => role}
      choiceName={(name) => t('handling.give.roleOf', { name })}
      barred={barred}
      namesAlone
      typed={typed}
      onTyped={onTyped}
      onTake={(one) => onChange(withReceiver(chosen, one, hasLead))}
      onChoose={(at, role) => onChange(withRole(chosen, at, role as AssignmentRole))}
      onDrop={(at) => onChange(chosen.filter((_, other) => other !== at))}
      onDigit={onDigit}
    />
  )
}
