// The list of outgoing documents with the tree of their types, and the way to the series of their numbers.
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../app/keys.ts'
import { compose, showSeries } from '../../app/place.ts'
import { useMay } from '../../data/desk.ts'
import { useKept } from '../../data/settings.ts'
import { Button } from '../../ui/Button.tsx'
import { ListView } from '../list/ListView.tsx'
import { useDocumentList } from '../list/useDocumentList.ts'
import styles from './Outgoing.module.css'
import { TypeTree } from './TypeTree.tsx'
import tree from './TypeTree.module.css'

/** Pixels of the window from which list, document and tree stand side by side. */
const roomForTree = 1280

export function OutgoingList({ today }: { readonly today: string }) {
  const { t } = useTranslation()
  const drafts = useMay('draft')
  const list = useDocumentList('outgoing', null)
  const [showsTypes, showTypes] = useKept('outgoingTypes', window.innerWidth >= roomForTree)
  useKeys({ types: () => showTypes(!showsTypes) }, list.keysActive)
  const documents = (
    <ListView
      list={list}
      today={today}
      year={Number(today.slice(0, 4))}
      label={t('outgoing.list')}
      heading={t('area.outgoing')}
      action={drafts && <Button kind="main" keyOf="compose" onClick={() => compose()}>{t('outgoing.compose')}</Button>}
      empty={{ title: t('outgoing.empty'), what: drafts ? t('outgoing.emptyDo') : undefined }}
      foot={<footer className={styles.foot}><Button kind="bare" keyOf="types" pressed={showsTypes} onClick={() => showTypes(!showsTypes)}>{t('outgoing.types.title')}</Button><Button kind="bare" onClick={showSeries}>{t('outgoing.series.title')}</Button></footer>}
      rowLabel={(row) => t('outgoing.rowLabel', { symbol: row.numberSymbol || t('outgoing.noNumberYet'), subject: row.subject, status: [t(`terms.status.${row.status}`), row.draftState && t(`terms.draftState.${row.draftState}`)].filter(Boolean).join(', ') })}
    />
  )
  return showsTypes ? <div className={tree.beside}><TypeTree />{documents}</div> : documents
}
