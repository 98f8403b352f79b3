// Cơ quan ban hành: the tree on the left; the documents of the chosen body on the right, by year and type.
import { useQuery } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../app/keys.ts'
import { usePlace } from '../../app/place.ts'
import { useMay } from '../../data/desk.ts'
import { bodyTree, countsByBody, officeState } from '../../data/queries.ts'
import { useKept } from '../../data/settings.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconPlus } from '../../ui/icons.ts'
import { BodyDialog } from './BodyDialog.tsx'
import type { BodyTask } from './task.ts'
import { BodyDocuments } from './BodyDocuments.tsx'
import { BodyTree } from './BodyTree.tsx'
import { endedBefore, fileUnder } from './file-documents.ts'
import { buildTree, visibleRows, wayTo } from './tree.ts'
import styles from './Filing.module.css'

export default function FilingPage() {
  const { t } = useTranslation()
  const bodyId = usePlace((place) => place.bodyId)
  const covered = usePlace((place) => place.over !== null)
  const keeps = useMay('keep-bodies')
  const files = useMay('keep-registers')
  const [year, setYear] = useState<number | undefined>()
  const [search, setSearch] = useState('')
  const [withClosed, keepClosed] = useKept('filingWithClosed', false)
  const [keptOpen, keepOpen] = useKept<readonly string[] | null>('filingOpen', null)
  const [task, setTask] = useState<BodyTask | null>(null)
  const searchBox = useRef<HTMLInputElement>(null)
  const sought = useDeferredValue(search)

  const tree = useQuery(bodyTree)
  const counts = useQuery({ ...countsByBody(year), placeholderData: (before) => before })
  const today = useQuery(officeState).data?.today ?? ''
  const roots = useMemo(
    () => buildTree(tree.data?.bodies ?? [], new Map(counts.data?.counts.map(({ issuingBodyId, count }) => [issuingBodyId, count])), withClosed),
    [tree.data, counts.data, withClosed],
  )
  // Nothing was opened or closed yet: the first level stands open.
  const open = useMemo(() => new Set(keptOpen ?? roots.map(({ body }) => body.id)), [keptOpen, roots])
  const rows = useMemo(() => visibleRows(roots, open, sought), [roots, open, sought])
  const chosen = tree.data?.bodies.find(({ id }) => id === bodyId)

  const latest = useRef({ open, bodies: tree.data?.bodies })
  latest.current = { open, bodies: tree.data?.bodies }
  const onOpen = useCallback((id: string, opens: boolean) => {
    const next = new Set(latest.current.open)
    if (opens) next.add(id)
    else next.delete(id)
    keepOpen([...next])
    // The rows are drawn again only when they change: what changes under them is read through `latest`.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  const onChoose = useCallback((id: string) => usePlace.setState({ bodyId: id }), [])
  const file = useCallback(async (ids: readonly string[], id: string) => {
    const bodies = latest.current.bodies ?? []
    const body = bodies.find((one) => one.id === id)
    const ended = body ? await endedBefore(ids, body, bodies) : null
    if (ended) setTask({ kind: 'ended', ...ended })
    else await fileUnder(ids, id, body?.name ?? '')
  }, [])
  const onFile = useCallback((ids: readonly string[], id: string) => void file(ids, id), [file])

  // Whoever comes from elsewhere (the palette, a document) sees the body in its place.
  useEffect(() => {
    if (!bodyId || !tree.data) return
    const way = wayTo(roots, bodyId)
    if (way.some((id) => !latest.current.open.has(id))) keepOpen([...latest.current.open, ...way])
    // Only a new choice or a new tree opens the way; what the person closed afterwards stays closed.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [bodyId, tree.data])

  useKeys(
    {
      search: () => searchBox.current?.select(),
      escape: () => {
        if (search === '') return false
        setSearch('')
        searchBox.current?.blur()
      },
    },
    !covered && task === null,
  )

  if (tree.isError) return <EmptyState title={inWords(asRefusal(tree.error))}><Button onClick={() => void tree.refetch()}>{t('tryAgain')}</Button></EmptyState>
  return (
    <div className={styles.page}>
      <section className={styles.left} aria-labelledby="filing-title">
        <header className={styles.head}>
          <h1 id="filing-title">{t('filing.title')}</h1>
          {keeps && <Button icon={<IconPlus size={16} stroke={1.5} />} onClick={() => setTask({ kind: 'add', under: chosen ?? null })}>{t('filing.add')}</Button>}
        </header>
        <div className={styles.find}>
          <input
            ref={searchBox}
            type="search"
            aria-label={t('filing.find')}
            placeholder={t('filing.find')}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
              event.preventDefault()
              const first = rows.find(({ node, open: isOpen }) => !isOpen || node.children.length === 0) ?? rows[0]
              if (first) onChoose(first.node.body.id)
              document.querySelector<HTMLElement>('[role=tree]')?.focus()
            }}
          />
          <select aria-label={t('filing.year')} value={year ?? ''} onChange={(event) => setYear(event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value))}>
            <option value="">{t('filing.everyYear')}</option>
            {counts.data?.years.map((one) => <option key={one} value={one}>{one}</option>)}
          </select>
          <label><input type="checkbox" checked={withClosed} onChange={(event) => keepClosed(event.currentTarget.checked)} />{t('filing.showClosed')}</label>
        </div>
        <BodyTree rows={rows} chosen={bodyId} onChoose={onChoose} onOpen={onOpen} onDrop={files ? onFile : null} />
      </section>
      <section className={styles.right} aria-label={chosen?.name ?? t('filing.choose')}>
        {chosen ? <BodyDocuments key={chosen.id} body={chosen} year={year} today={today} keysActive={!covered && task === null} onTask={setTask} /> : <EmptyState title={t('filing.choose')} what={t('filing.chooseDo')} />}
      </section>
      {task && <BodyDialog task={task} today={today} onFile={onFile} onClose={() => setTask(null)} />}
    </div>
  )
}
