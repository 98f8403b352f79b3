// The title of the list of incoming documents, which says its year and leads to the others.
import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlace } from '../../app/place.ts'
import { registers } from '../../data/queries.ts'
import { IconChevronDown } from '../../ui/icons.ts'
import styles from './IncomingPage.module.css'

export function YearMenu({ thisYear }: { readonly thisYear: number }) {
  const { t } = useTranslation()
  const year = usePlace((place) => place.year)
  const [asked, setAsked] = useState(false)
  const books = useQuery({ ...registers, enabled: asked }).data
  const years = [...new Set([thisYear, ...(books?.registers.flatMap((book) => book.years.map((one) => one.year)) ?? [])])].sort((a, b) => b - a)
  return (
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
  )
}
