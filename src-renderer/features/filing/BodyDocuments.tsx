// The documents of one body: years and types with their counts, the list, and what may be done with the body.
import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Body } from '../../../src-main/filing/contract.ts'
import { formatDate } from '../../../src-main/text/dates.ts'
import { openEither } from '../../app/place.ts'
import { read } from '../../data/ask.ts'
import { useMay } from '../../data/desk.ts'
import { useDocumentTypes } from '../../data/queries.ts'
import { useSettings } from '../../data/settings.ts'
import { useDocumentPages } from '../../data/useDocumentPages.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { DataList } from '../../ui/DataList.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconDots } from '../../ui/icons.ts'
import { DocumentRow } from '../list/DocumentRow.tsx'
import type { BodyTask } from './task.ts'
import styles from './Filing.module.css'

interface BodyDocumentsProps {
  readonly body: Body
  /** the year chosen above the tree */
  readonly year: number | undefined
  readonly today: string
  readonly keysActive: boolean
  readonly onTask: (task: BodyTask) => void
}

export function BodyDocuments({ body, year, today, keysActive, onTask }: BodyDocumentsProps) {
  const { t } = useTranslation()
  const types = useDocumentTypes()
  const keeps = useMay('keep-bodies')
  const files = useMay('keep-registers')
  const textSize = useSettings((settings) => settings.textSize)
  const [picked, setPicked] = useState<{ readonly year: number; readonly type?: string } | null>(null)
  const [current, setCurrent] = useState(-1)
  const shelf = useQuery({
    queryKey: ['documents', 'browse', body.id],
    queryFn: () => read('registers.browseBody', { issuingBodyId: body.id }),
    placeholderData: (before) => before,
  }).data
  const years = shelf?.years.filter((one) => year === undefined || one.year === year) ?? []

  const find = useMemo(() => {
    const shownYear = picked?.year ?? year
    return { filters: { issuingBodyId: body.id, ...(shownYear === undefined ? {} : { year: shownYear }), ...(picked?.type ? { documentTypeId: picked.type } : {}) } }
  }, [body.id, year, picked])
  const { pages, state } = useDocumentPages(find)
  const want = useCallback((from: number, to: number) => pages.want(from, to), [pages])
  const count = state.total ?? 0
  const chosen = pages.row(current)
  const pick = (next: typeof picked) => {
    setPicked(next)
    setCurrent(-1)
  }
  const isPicked = (one: number, type?: string) => (picked?.year === one && picked.type === type ? ('true' as const) : undefined)
  const facts = [t(`terms.level.${body.level}`), body.shortName, body.symbol, body.validTo && t('filing.closedOn', { date: formatDate(body.validTo) }), body.mergedInto && t('filing.merged'), !body.verified && !body.isGroup && t('filing.unverified')].filter(Boolean)
  const stands = body.mergedInto === null && body.validTo === null

  return (
    <>
      <header className={styles.title}>
        <div className={styles.what}>
          <h2 title={body.name}>{body.name}</h2>
          <p>{facts.join(' · ')}</p>
        </div>
        {stands && keeps && <Button onClick={() => onTask({ kind: 'add', under: body })}>{t('filing.addUnder')}</Button>}
        {keeps && <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button icon={<IconDots size={16} stroke={1.5} />} label={t('filing.actions', { name: body.name })} />
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onTask({ kind: 'edit', body })}>{t('filing.mend')}</Menu.Item>
            <Menu.Item onClick={() => onTask({ kind: 'rename', body })}>{t('filing.rename')}</Menu.Item>
            {stands && <Menu.Item onClick={() => onTask({ kind: 'move', body })}>{t('filing.move')}</Menu.Item>}
            {!body.isGroup && body.mergedInto === null && <Menu.Item onClick={() => onTask({ kind: 'merge', body })}>{t('filing.merge')}</Menu.Item>}
            {stands && !body.isGroup && <Menu.Item onClick={() => onTask({ kind: 'close', body })}>{t('filing.closeBody')}</Menu.Item>}
            {!stands && <Menu.Item onClick={() => onTask({ kind: 'reopen', body })}>{t('filing.reopen')}</Menu.Item>}
          </Menu.Dropdown>
        </Menu>}
      </header>
      <div className={styles.shelf}>
        <nav className={styles.years} aria-label={t('filing.types')}>
          <ul>
            <li>
              <button type="button" aria-current={picked === null ? 'true' : undefined} onClick={() => pick(null)}>
                {year ?? t('filing.everyYear')}
                <span className={styles.n}>{years.reduce((sum, one) => sum + one.count, 0)}</span>
              </button>
            </li>
            {years.map((one) => (
              <li key={one.year}>
                <button type="button" aria-current={isPicked(one.year)} aria-expanded={picked?.year === one.year || years.length === 1} onClick={() => pick({ year: one.year })}>{one.year}<span className={styles.n}>{one.count}</span></button>
                {(picked?.year === one.year || years.length === 1) && (
                  <ul>
                    {one.types.map(({ documentTypeId, count: n }) => (
                      <li key={documentTypeId}>
                        <button type="button" aria-current={isPicked(one.year, documentTypeId)} onClick={() => pick({ year: one.year, type: documentTypeId })}>
                          {types.get(documentTypeId)?.name ?? documentTypeId}
                          <span className={styles.n}>{n}</span>
                        </button>
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        </nav>
        <div className={styles.documents}>
          <div className={styles.bar}>
            <span>{state.total === null ? t('loading') : t('filing.count', { count })}</span>
            {files && <Button disabled={!chosen} onClick={() => chosen && onTask({ kind: 'file', document: chosen })}>{t('tree.fileUnder')}</Button>}
          </div>
          <div className={styles.list}>
            {state.refusal && count === 0 ? (
              <EmptyState title={inWords(state.refusal)}><Button onClick={() => pages.refresh()}>{t('tryAgain')}</Button></EmptyState>
            ) : state.total === 0 ? (
              <EmptyState title={t('filing.empty')} what={t('filing.emptyDo')} />
            ) : (
              <DataList
                label={t('filing.documents', { name: body.name })}
                count={count}
                rowHeight={Math.round(59.5 * textSize)}
                current={current}
                onCurrent={setCurrent}
                onOpen={(index) => {
                  const row = pages.row(index)
                  if (row) openEither(row)
                }}
                onRange={want}
                resetOn={find}
                keysActive={keysActive}
                dragText={(index) => pages.row(index)?.id}
                rowLabel={(index) => {
                  const row = pages.row(index)
                  return row ? t('incoming.row', { number: `${row.arrivalNumber}${row.arrivalSuffix}`, symbol: row.numberSymbol || t('terms.noNumber'), body: row.issuingBodyName, subject: row.subject }) : t('loading')
                }}
                render={(index) => <DocumentRow row={pages.row(index)} layout="lines" columns={['issuedDate', 'body', 'due']} today={today} year={picked?.year ?? year ?? null} />}
              />
            )}
          </div>
        </div>
      </div>
    </>
  )
}
