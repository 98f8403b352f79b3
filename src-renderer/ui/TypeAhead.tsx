// A field that offers what fits while one types. Arrows choose, Enter takes, Esc closes the offer and nothing else.
import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useEffect, type ReactNode, type Ref } from 'react'
import './fields.css'

export interface Offer {
  readonly value: string
  readonly label: string
  /** second line, in small */
  readonly note?: string | undefined
}

interface TypeAheadProps {
  readonly label: string
  readonly text: string
  readonly offers: readonly Offer[]
  readonly onText: (text: string) => void
  readonly onTake: (offer: Offer) => void
  readonly onBlur?: () => void
  /** what stands in the list when nothing fits */
  readonly nothing?: string
  readonly error?: ReactNode
  readonly 'aria-description'?: string | undefined
  readonly placeholder?: string | undefined
  readonly required?: boolean
  readonly name?: string
  readonly className?: string | undefined
  readonly ref?: Ref<HTMLInputElement> | undefined
  readonly maxLength?: number
  readonly autoFocus?: boolean
  /** the first offer is under Enter at once; not where anything may be written */
  readonly preselect?: boolean
}

export function TypeAhead({ label, text, offers, onText, onTake, onBlur, nothing, ref, autoFocus, preselect = true, ...input }: TypeAheadProps) {
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() })
  const { dropdownOpened, selectFirstOption } = box
  // Offers come a moment after the letters: each time the first is laid under Enter anew.
  const offered = offers.map(({ value }) => value).join(' ')
  useEffect(() => {
    if (preselect && dropdownOpened && offered !== '' && text !== '') selectFirstOption()
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [offered, dropdownOpened, preselect])
  return (
    <Combobox
      store={box}
      onOptionSubmit={(value) => {
        const offer = offers.find((one) => one.value === value)
        if (offer) onTake(offer)
        box.closeDropdown()
      }}
    >
      <Combobox.Target>
        <TextInput
          {...input}
          ref={ref}
          label={label}
          value={text}
          autoComplete="off"
          spellCheck={false}
          data-autofocus={autoFocus || undefined}
          onChange={(event) => {
            onText(event.currentTarget.value)
            box.openDropdown()
          }}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => box.openDropdown()}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && box.dropdownOpened) {
              event.stopPropagation()
              event.preventDefault()
              box.closeDropdown()
            }
          }}
          onBlur={() => {
            box.closeDropdown()
            onBlur?.()
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={offers.length === 0 && (!nothing || text === '')}>
        <Combobox.Options mah={260} style={{ overflowY: 'auto' }} aria-label={label}>
          {offers.map(({ value, label: words, note }) => (
            <Combobox.Option key={value} value={value}>
              {words}
              {note && <span style={{ display: 'block', color: 'var(--ink-2)', fontSize: 'var(--small)' }}>{note}</span>}
            </Combobox.Option>
          ))}
          {offers.length === 0 && nothing && <Combobox.Empty>{nothing}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
