// A field that offers what fits while one types. Arrows choose, Enter takes, Esc closes the offer and nothing else; Ctrl+Enter is the
// form's, and takes nothing.
import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode, type Ref } from 'react'
import './fields.css'

export interface Offer {
  readonly value: string
  readonly label: string
  /** second line, in small */
  readonly note?: string | undefined
  /** never under Enter by itself: it is chosen by an arrow or a click */
  readonly deliberate?: boolean
  /** to be read alone; the note says why */
  readonly disabled?: boolean
}

interface TypeAheadProps {
  readonly label: string
  readonly text: string
  readonly offers: readonly Offer[]
  readonly onText: (text: string) => void
  readonly onTake: (offer: Offer) => void
  readonly onBlur?: () => void
  /** what stands in the list when nothing fits */
  readonly nothing?: string | undefined
  readonly error?: ReactNode
  readonly description?: ReactNode
  readonly 'aria-description'?: string | undefined
  readonly 'aria-required'?: boolean
  readonly placeholder?: string | undefined
  readonly name?: string
  readonly className?: string | undefined
  readonly ref?: Ref<HTMLInputElement> | undefined
  readonly maxLength?: number
  readonly autoFocus?: boolean
  /** the first offer is under Enter at once; not where anything may be written */
  readonly preselect?: boolean
}

export function TypeAhead({ label, text, offers, onText, onTake, onBlur, nothing, ref, autoFocus, preselect = true, ...input }: TypeAheadProps) {
  // The option under Enter, for a screen reader: Mantine tells it of arrows alone, and keeps the last one of a closed list.
  const [active, setActive] = useState<string>()
  const box = useCombobox({
    onDropdownClose: () => {
      box.resetSelectedOption()
      setActive(undefined)
    },
  })
  const followActive = () => setActive(document.querySelector(`[id="${box.listId}"] [data-combobox-selected]`)?.id)
  const { dropdownOpened, selectFirstOption } = box
  const shown = offers.length > 0 || (nothing !== undefined && text !== '')
  // Offers come a moment after the letters: each time the first is laid under Enter anew.
  const offered = offers.map(({ value, label: words, deliberate }) => (deliberate ? words : value)).join(' ')
  const byArrow = useRef(false)
  useEffect(() => {
    if (!preselect || !dropdownOpened || offered === '' || text === '') return
    if (offers.find(({ disabled }) => !disabled)?.deliberate && !byArrow.current) box.resetSelectedOption()
    else selectFirstOption()
    byArrow.current = false
    followActive()
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
      <Combobox.Target withExpandedAttribute aria-expanded={dropdownOpened && shown} aria-activedescendant={(dropdownOpened && active) || ''}>
        <TextInput
          {...input}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
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
            // The arrow moves the option after this.
            queueMicrotask(followActive)
            if (event.key === 'ArrowDown' && !dropdownOpened) byArrow.current = true
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              // Nothing lies under the key any more when Mantine looks, after this.
              box.resetSelectedOption()
              box.closeDropdown()
            }
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
      <Combobox.Dropdown hidden={!shown}>
        <Combobox.Options mah={260} style={{ overflowY: 'auto' }} aria-label={label}>
          {offers.map(({ value, label: words, note, disabled = false }) => (
            <Combobox.Option key={value} value={value} disabled={disabled}>
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
