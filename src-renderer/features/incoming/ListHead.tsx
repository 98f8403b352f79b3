import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { faceOf } from '../../app/keys.ts'
import { register, usePlace } from '../../app/place.ts'
import { registers } from '../../data/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { IconChevronDown, IconSearch } from '../../ui/icons.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import styles from './IncomingPage.module.css'

const PAUSE = 120 // ms between the last letter and the search

/** The head of the list: its name and year, the search within it, and the one main action. */
export function ListHead({ searchBox, thisYear }: { readonly searchBox: RefObject<HTMLInputElement | null>; readonly thisYear: number }) {
  const { t } = useTranslation()
  const { text, year } = usePlace()
  const [typed, setTyped] = useState(text)
  const [asked, setAsked] = useState(false)
  const books = useQuery({ ...registers, enabled: asked }).data
  const years = [...new Set([thisYear, ...(books?.registers.flatMap((book) => book.years.map((one) => one.year)) ?? [])])].sort((a, b) => b - a)

  useEffect(() => setTyped(text), [text])
  useEffect(() => {
    if (typed === usePlace.getState().text) return
    const timer = setTimeout(() => usePlace.setState({ text: typed }), PAUSE)
    return () => clearTimeout(timer)
  }, [typed])

  return (
    <div className={styles.head}>
      <h1 className={styles.heading}>
        <Menu position="bottom-start" onOpen={() => setAsked(true)}>
          <Menu.Target>
            <button type="button" className={styles.year}>
              {year === 'all' ? t('incoming.titleAll') : t('incoming.title', { year: year ?? thisYear })} <IconChevronDown size={15} stroke={1.5} aria-hidden />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {years.map((one) => <Menu.Item key={one} onClick={() => usePlace.setState({ year: one === thisYear ? null : one })}>{one}</Menu.Item>)}
            <Menu.Item onClick={() => usePlace.setState({ year: 'all' })}>{t('incoming.everyYear')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </h1>
      <div className={styles.search} role="search">
        <IconSearch size={15} stroke={1.5} aria-hidden />
        <input
          ref={searchBox}
          type="text"
          value={typed}
          maxLength={1000}
          placeholder={t('incoming.search')}
          aria-label={t('incoming.search')}
          aria-keyshortcuts="/"
          spellCheck={false}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
            usePlace.setState({ text: typed })
            document.querySelector<HTMLElement>('[role=listbox]')?.focus()
            event.preventDefault()
          }}
        />
        {typed === '' ? <Kbd>{faceOf('search')}</Kbd> : <button type="button" className={styles.clear} aria-label={t('incoming.clearSearch')} onClick={() => { setTyped(''); usePlace.setState({ text: '' }) }}>✕</button>}
      </div>
      <Button kind="main" keyOf="register" onClick={() => register()}>{t('incoming.register')}</Button>
    </div>
  )
}
