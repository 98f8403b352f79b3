// The tree beside the list of outgoing documents: type → term or year → their numbers. What is chosen stands in the list as its
// conditions, so a chip clears it, and a condition set elsewhere is the chosen line here.
import { Tree, useTree, type TreeNodeData } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import { changeList, useListPlace, type Filters } from '../../app/place.ts'
import { read, type ValueOf } from '../../data/ask.ts'
import { useDocumentTypes } from '../../data/queries.ts'
import { countWords } from '../../ui/count.ts'
import { IconChevronDown, IconChevronRight } from '../../ui/icons.ts'
import { without } from '../list/chips.ts'
import { periodKey, periodName } from './series.ts'
import styles from './TypeTree.module.css'

const typesOfDocuments = queryOptions({ queryKey: ['documents', 'types'], queryFn: () => read('registers.browseTypes', {}) })
type Type = ValueOf<'registers.browseTypes'>['types'][number]

interface Line extends TreeNodeData {
  readonly count: number
  readonly find: Filters
}

const keyOf = ({ documentTypeId = '', from, to }: Filters): string => (from === undefined ? documentTypeId : `${documentTypeId}|${periodKey({ from, to: to ?? null })}`)

function lineOf(t: TFunction<'words'>, { documentTypeId, count, periods }: Type, name: string): Line {
  const children = periods.map(({ kind, from, to, name: called, count: here }): Line => {
    const find = { documentTypeId, from, ...(to === null ? {} : { to }) }
    return { value: keyOf(find), label: periodName(t, kind, { from, to, name: called }), count: here, find }
  })
  return { value: documentTypeId, label: name, count, find: { documentTypeId }, ...(children.length === 0 ? {} : { children }) }
}

export function TypeTree() {
  const { t, i18n } = useTranslation()
  const { filters } = useListPlace('outgoing')
  const names = useDocumentTypes()
  const types = useQuery(typesOfDocuments).data?.types
  const lines = useMemo(() => {
    const named = (types ?? []).map((type) => ({ type, name: names.get(type.documentTypeId)?.name ?? type.documentTypeId }))
    return named.sort((one, other) => one.name.localeCompare(other.name, 'vi')).map(({ type, name }) => lineOf(t, type, name))
  }, [types, names, t])
  const tree = useTree()
  const chosen = keyOf(filters)
  // A term that is chosen stands in a type that is open. The tree's functions are new with each drawing: were they what the effect
  // waits for, it would draw for ever.
  const { expand } = tree
  const open = useRef(expand)
  open.current = expand
  useEffect(() => {
    if (filters.from !== undefined && filters.documentTypeId !== undefined) open.current(filters.documentTypeId)
  }, [filters.from, filters.documentTypeId])

  const choose = (find: Filters) => changeList('outgoing', { filters: { ...without(filters, ['documentTypeId', 'from', 'to']), ...find }, order: find.documentTypeId === undefined ? null : 'number-down' })

  return (
    <nav className={styles.pane} aria-label={t('outgoing.types.title')}>
      <button type="button" className={styles.all} aria-current={chosen === '' ? 'true' : undefined} onClick={() => choose({})}>{t('outgoing.types.all')}</button>
      <Tree
        className={styles.tree ?? ''}
        data={lines}
        tree={tree}
        levelOffset="0.875rem"
        expandOnClick={false}
        aria-label={t('outgoing.types.title')}
        onKeyDown={(event) => {
          const value = (event.target as HTMLElement).closest<HTMLElement>('[data-value]')?.dataset['value']
          const line = lines.flatMap((one) => [one, ...((one.children ?? []) as Line[])]).find((one) => one.value === value)
          if (event.key !== 'Enter' || line === undefined) return
          event.preventDefault()
          choose(line.find)
        }}
        renderNode={({ node, expanded, hasChildren, elementProps, tree: { toggleExpanded } }) => {
          const line = node as Line
          return (
            <div {...elementProps} className={styles.line} aria-current={line.value === chosen ? 'true' : undefined} onClick={() => choose(line.find)}>
              {hasChildren ? (
                <span
                  className={styles.fold}
                  onClick={(event) => {
                    event.stopPropagation()
                    toggleExpanded(line.value)
                  }}
                >
                  {expanded ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
                </span>
              ) : <span className={styles.fold} />}
              <span className={styles.name}>{line.label}</span>
              <span className={styles.count}>{countWords(i18n.language, line.count)}</span>
            </div>
          )
        }}
      />
    </nav>
  )
}
