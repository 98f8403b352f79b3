// The search within a list: words are looked for after a short rest, Enter and the arrow lead into what was found.
import { useEffect, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { faceOf } from '../../app/keys.ts'
import { changeList, listPlace, useListPlace, type Direction } from '../../app/place.ts'
import { IconSearch } from '../../ui/icons.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import styles from './List.module.css'

const PAUSE = 120 // ms between the last letter and the search

interface SearchBoxProps {
  readonly direction: Direction
  readonly box: RefObject<HTMLInputElement | null>
}

export function SearchBox({ direction, box }: SearchBoxProps) {
  const { t } = useTranslation()
  const { text } = useListPlace(direction)
  const look = (words: string) => changeList(direction, { text: words })
  const [typed, setTyped] = useState(text)
  useEffect(() => setTyped(text), [text])
  useEffect(() => {
    if (typed === listPlace(direction).text) return
    const timer = setTimeout(() => changeList(direction, { text: typed }), PAUSE)
    return () => clearTimeout(timer)
  }, [typed, direction])

  return (
    <div className={styles.search} role="search">
      <IconSearch size={15} stroke={1.5} aria-hidden />
      <input
        ref={box}
        type="text"
        value={typed}
        maxLength={1000}
        placeholder={t('incoming.search')}
        aria-label={t('incoming.search')}
        aria-keyshortcuts="/"
        spellCheck={false}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && typed !== '') {
            // Words go first; the next Esc is for the filters.
            setTyped('')
            look('')
          } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
            look(typed)
            document.querySelector<HTMLElement>('[role=listbox]')?.focus()
          } else return
          event.preventDefault()
        }}
      />
      {typed === '' ? <Kbd>{faceOf('search')}</Kbd> : <button type="button" className={styles.clear} aria-label={t('incoming.clearSearch')} onClick={() => { setTyped(''); look('') }}>✕</button>}
    </div>
  )
}
