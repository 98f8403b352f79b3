// Hướng dẫn: the pages of the guide, a search over all of them, and the one that is read.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { foldMarks } from '../../../src-main/text/fold.ts'
import { useKeys } from '../../app/keys.ts'
import { usePlace } from '../../app/place.ts'
import { useSettings } from '../../data/settings.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Markdown } from './Markdown.tsx'
import { guide } from './pages.ts'
import styles from './Help.module.css'

const plain = (text: string) => foldMarks(text).toLowerCase()

/** How often the words stand in a text; 0 when one of them does not. */
function hits(text: string, words: readonly string[]): number {
  const counts = words.map((word) => text.split(word).length - 1)
  return counts.includes(0) ? 0 : counts.reduce((sum, count) => sum + count, 0)
}

export default function GuidePage() {
  const { t } = useTranslation()
  const language = useSettings((settings) => settings.language)
  const { chapter, over } = usePlace()
  const [search, setSearch] = useState('')
  const query = useQuery(guide(language))
  const searchBox = useRef<HTMLInputElement>(null)
  const article = useRef<HTMLElement>(null)
  const go = (page: string) => usePlace.setState({ chapter: page })

  useKeys(
    {
      search: () => searchBox.current?.select(),
      escape: () => {
        if (search === '') return false
        setSearch('')
      },
    },
    over === null,
  )
  useEffect(() => {
    if (article.current) article.current.scrollTop = 0
  }, [chapter])

  if (query.isError) return <EmptyState title={t('keeping.guideMissing')}><Button onClick={() => void query.refetch()}>{t('tryAgain')}</Button></EmptyState>
  const all = query.data ?? []
  const words = plain(search).split(/\s+/).filter(Boolean)
  const listed = words.length === 0 ? all.map((page) => ({ page, count: 0 })) : all.map((page) => ({ page, count: hits(plain(page.words), words) })).filter(({ count }) => count > 0)
  const shown = all.find(({ name }) => name === chapter) ?? all[0]

  return (
    <div className={styles.page}>
      <nav className={styles.contents} aria-label={t('guide.contents')}>
        <h1>{t('guide.title')}</h1>
        <input
          ref={searchBox}
          type="search"
          aria-label={t('guide.find')}
          placeholder={t('guide.find')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && listed[0]) go(listed.toSorted((one, other) => other.count - one.count)[0]!.page.name)
          }}
        />
        <ul>
          {listed.map(({ page, count }) => (
            <li key={page.name}>
              <button type="button" aria-current={page === shown ? 'page' : undefined} onClick={() => go(page.name)}>
                {page.title}
                {count > 0 && <span className={styles.count} aria-label={t('keeping.found', { count })}>{count}</span>}
              </button>
            </li>
          ))}
        </ul>
        {query.data && listed.length === 0 && <p className={styles.none} role="status">{t('guide.none')}</p>}
      </nav>
      <article ref={article} className={styles.article} tabIndex={0} aria-label={shown?.title}>
        <div className={styles.text}>{shown && <Markdown blocks={shown.blocks} onPage={go} />}</div>
      </article>
    </div>
  )
}
