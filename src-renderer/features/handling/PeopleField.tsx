// Persons and units chosen while one types, one line each with a choice of its own: a role, a right. Arrows choose a line, Alt+1…3 what
// it says.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Kbd } from '../../ui/Kbd.tsx'
import { PersonField, type Found } from './PersonField.tsx'
import styles from './Handling.module.css'

interface Choice {
  readonly value: string
  readonly words: string
  /** beside its key */
  readonly short: string
  /** not to be chosen now; the others keep their keys */
  readonly out?: boolean
}

interface PeopleFieldProps<One extends Found> {
  readonly label: string
  /** what stands in the empty field, before anybody is chosen and after */
  readonly hint: string
  readonly moreHint: string
  /** what Alt+1…3 do */
  readonly keysHint: string
  readonly chosen: readonly One[]
  readonly choices: readonly Choice[]
  readonly choiceOf: (one: One) => string
  /** what the choice of a line is called */
  readonly choiceName: (name: string) => string
  /** who cannot be chosen, with the reason in words */
  readonly barred?: ReadonlyMap<string, string> | undefined
  /** anybody may be named in free words */
  readonly namesAlone: boolean
  readonly typed: string
  readonly onTyped: (typed: string) => void
  readonly onTake: (one: Found) => void
  readonly onChoose: (at: number, value: string) => void
  readonly onDrop: (at: number) => void
  /** a digit pressed with nothing typed */
  readonly onDigit?: (digit: number) => void
}

export function PeopleField<One extends Found>({ label, hint, moreHint, keysHint, chosen, choices, choiceOf, choiceName, barred, namesAlone, typed, onTyped, onTake, onChoose, onDrop, onDigit }: PeopleFieldProps<One>) {
  const { t } = useTranslation()
  // The line that was added, changed or chosen last: what Alt+1…3 is about.
  const [last, setLast] = useState<string | null>(null)
  const at = Math.max(0, chosen.findIndex((one) => keyOf(one) === last))
  const choose = (index: number, value: string) => {
    setLast(keyOf(chosen[index]!))
    onChoose(index, value)
  }
  return (
    <div
      className={styles.receivers}
      onKeyDown={(event) => {
        const choice = event.altKey ? choices[Number(event.code.replace('Digit', '')) - 1] : undefined
        if (choice === undefined || choice.out || chosen[at] === undefined) return
        event.preventDefault()
        choose(at, choice.value)
      }}
    >
      <PersonField
        label={label}
        text={typed}
        withUnits
        namesAlone={namesAlone}
        barred={barred}
        autoFocus
        placeholder={chosen.length === 0 ? hint : moreHint}
        onText={(text) => onTyped(text)}
        onTake={(one) => {
          onTyped('')
          setLast(keyOf(one))
          onTake(one)
        }}
        onKey={(event) => {
          if (typed !== '' || event.altKey || event.ctrlKey || event.metaKey) return
          if (event.key === 'Backspace' && chosen.length > 0) onDrop(chosen.length - 1)
          else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && chosen.length > 1) {
            event.preventDefault()
            setLast(keyOf(chosen[(at + (event.key === 'ArrowUp' ? -1 : 1) + chosen.length) % chosen.length]!))
          } else if (onDigit && /^[1-9]$/.test(event.key)) {
            event.preventDefault()
            onDigit(Number(event.key))
          }
        }}
      />
      {chosen.length > 0 && (
        <ul className={styles.chosen} aria-label={label}>
          {chosen.map((one, index) => (
            <li key={keyOf(one)} data-last={index === at || undefined}>
              <span className={styles.who} title={one.name}>{one.name}{one.kind !== 'account' && <small>{t(`handling.give.${one.kind}`)}</small>}</span>
              <select tabIndex={-1} aria-label={choiceName(one.name)} value={choiceOf(one)} onChange={(event) => choose(index, event.currentTarget.value)}>
                {choices.filter(({ out }) => !out).map(({ value, words }) => <option key={value} value={value}>{words}</option>)}
              </select>
              <button type="button" tabIndex={-1} className={styles.drop} aria-label={t('handling.give.remove', { name: one.name })} onClick={() => onDrop(index)}>✕</button>
            </li>
          ))}
        </ul>
      )}
      {chosen.length > 0 && (
        <p className={styles.hint}>
          {keysHint}: {choices.map(({ value, short, out }, index) => (out ? null : <span key={value}><Kbd>Alt {index + 1}</Kbd> {short}</span>))}
        </p>
      )}
    </div>
  )
}

const keyOf = ({ kind, id, name }: Found): string => `${kind} ${id || name}`
