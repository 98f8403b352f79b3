// Giao cho: who is to handle a document, one line each with a role; the first leads, the next cooperate. Arrows choose
// a line, Alt+1…3 changes its role.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { roles, type AssignmentRole } from '../../../src-main/handling/words.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { PersonField } from './PersonField.tsx'
import { withReceiver, withRole, type ChosenReceiver } from './receivers.ts'
import styles from './Handling.module.css'

interface ReceiversFieldProps {
  readonly chosen: readonly ChosenReceiver[]
  readonly onChange: (chosen: readonly ChosenReceiver[]) => void
  /** somebody leads already: no more can */
  readonly hasLead: boolean
  /** a digit pressed with nothing typed */
  readonly onDigit: (digit: number) => void
  readonly typed: string
  readonly onTyped: (typed: string) => void
}

export function ReceiversField({ chosen, onChange, hasLead, onDigit, typed, onTyped }: ReceiversFieldProps) {
  const { t } = useTranslation()
  // The line that was added, changed or chosen last: what Alt+1…3 is about.
  const [last, setLast] = useState<string | null>(null)
  const at = Math.max(0, chosen.findIndex((one) => keyOf(one) === last))
  const setRole = (index: number, role: AssignmentRole) => {
    setLast(keyOf(chosen[index]!))
    onChange(withRole(chosen, index, role))
  }
  return (
    <div
      className={styles.receivers}
      onKeyDown={(event) => {
        const role = event.altKey ? roles[Number(event.code.replace('Digit', '')) - 1] : undefined
        if (role === undefined || chosen[at] === undefined || (hasLead && role === 'lead')) return
        event.preventDefault()
        setRole(at, role)
      }}
    >
      <PersonField
        label={t('handling.give.to')}
        text={typed}
        withUnits
        autoFocus
        placeholder={t(chosen.length === 0 ? 'handling.give.toHint' : 'handling.give.toMore')}
        onText={(text) => onTyped(text)}
        onTake={(one) => {
          onTyped('')
          setLast(keyOf(one))
          onChange(withReceiver(chosen, one, hasLead))
        }}
        onKey={(event) => {
          if (typed !== '' || event.altKey || event.ctrlKey || event.metaKey) return
          if (event.key === 'Backspace' && chosen.length > 0) onChange(chosen.slice(0, -1))
          else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && chosen.length > 1) {
            event.preventDefault()
            setLast(keyOf(chosen[(at + (event.key === 'ArrowUp' ? -1 : 1) + chosen.length) % chosen.length]!))
          } else if (/^[1-9]$/.test(event.key)) {
            event.preventDefault()
            onDigit(Number(event.key))
          }
        }}
      />
      {chosen.length > 0 && (
        <ul className={styles.chosen} aria-label={t('handling.give.to')}>
          {chosen.map((one, index) => (
            <li key={keyOf(one)} data-last={index === at || undefined}>
              <span className={styles.who} title={one.name}>{one.name}{one.kind !== 'account' && <small>{t(`handling.give.${one.kind}`)}</small>}</span>
              <select tabIndex={-1} aria-label={t('handling.give.roleOf', { name: one.name })} value={one.role} onChange={(event) => setRole(index, event.currentTarget.value as AssignmentRole)}>
                {roles.filter((role) => !hasLead || role !== 'lead').map((role) => <option key={role} value={role}>{t(`handling.role.${role}`)}</option>)}
              </select>
              <button type="button" tabIndex={-1} className={styles.drop} aria-label={t('handling.give.remove', { name: one.name })} onClick={() => onChange(chosen.filter((_, other) => other !== index))}>✕</button>
            </li>
          ))}
        </ul>
      )}
      {chosen.length > 0 && (
        <p className={styles.hint}>
          {t('handling.give.roleKeys')}: {roles.map((role, index) => (hasLead && role === 'lead' ? null : <span key={role}><Kbd>Alt {index + 1}</Kbd> {t(`handling.role.${role}`).toLowerCase()}</span>))}
        </p>
      )}
    </div>
  )
}

const keyOf = ({ kind, id, name }: Pick<ChosenReceiver, 'kind' | 'id' | 'name'>): string => `${kind} ${id || name}`
