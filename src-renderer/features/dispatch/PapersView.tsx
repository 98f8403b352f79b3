// Bản giấy: papers that somebody must run after, by receiver: to be received by oneself, not received, asked back, lost.
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate, formatDateShort } from '../../../src-main/text/dates.ts'
import { changeBoard, openEither, usePlace, type PapersTab } from '../../app/place.ts'
import { useMay, usePerson } from '../../data/desk.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { countWords } from '../../ui/count.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SecrecyMark, UrgencyMark } from '../../ui/Marks.tsx'
import { TabRow } from '../../ui/TabRow.tsx'
import { openById } from '../document/open-by-id.ts'
import { PaperActs } from './PaperActs.tsx'
import { handOvers, paperOfList, wordsOfPaper, type HandOver, type PaperTask } from './papers.ts'
import styles from './Papers.module.css'

const PaperDialog = lazy(() => import('./PaperDialog.tsx'))
const HandOverDialog = lazy(() => import('./HandOverDialog.tsx'))

export function PapersView({ today }: { readonly today: string }) {
  const { t, i18n } = useTranslation()
  const chosenTab = usePlace(({ board }) => board.papers)
  const keeps = useMay('keep-registers')
  const hasPerson = usePerson() !== null
  const tabs: readonly PapersTab[] = [...(hasPerson ? ['mine' as const] : []), 'waiting', 'asked-back', 'lost']
  const tab = chosenTab !== null && tabs.includes(chosenTab) ? chosenTab : hasPerson && !keeps ? 'mine' : 'waiting'
  const [task, setTask] = useState<PaperTask | null>(null)
  const [isMaking, setMaking] = useState(false)
  const mine = useQuery({ ...handOvers('waiting', 'mine'), enabled: hasPerson })
  const others = useQuery(handOvers(tab === 'mine' ? 'waiting' : tab, 'all'))
  const query = tab === 'mine' ? mine : others
  const countOf = (one: PapersTab) => (one === 'mine' ? mine.data?.counts.waiting : others.data?.counts[one])
  const { rows = [], more = 0 } = query.data ?? {}
  const byReceiver = [...Map.groupBy(rows, ({ to }) => JSON.stringify(to)).entries()]

  return (
    <>
      <div className={styles.head}>
        <TabRow id="papers" label={t('papers.tabsName')} tabs={tabs} chosen={tab} controls="papers-list" onChoose={(papers) => changeBoard({ papers })}>
          {(one) => <>{t(`papers.tabs.${one}`)} <span>{countOf(one) === undefined ? '' : countWords(i18n.language, countOf(one)!)}</span></>}
        </TabRow>
        {keeps && (
          <span className={styles.makes}>
            <Button onClick={() => setMaking(true)}>{t('papers.hand.act')}</Button>
            <Button kind="main" onClick={() => usePlace.setState({ over: 'hand-over' })}>{t('papers.suggest.act')}</Button>
          </span>
        )}
      </div>
      <div className={styles.list} id="papers-list" role="tabpanel" aria-labelledby={`papers-${tab}`} tabIndex={0}>
        {query.isError ? (
          <EmptyState title={inWords(asRefusal(query.error))}><Button onClick={() => void query.refetch()}>{t('tryAgain')}</Button></EmptyState>
        ) : query.data === undefined ? <div aria-busy /> : rows.length === 0 ? (
          <EmptyState title={t(`papers.empty.${tab}`)} what={keeps || tab === 'mine' ? t(`papers.emptyDo.${tab}`) : undefined} />
        ) : byReceiver.map(([key, papers]) => <Receiver key={key} papers={papers} isMine={tab === 'mine'} canReceive={tab === 'waiting'} year={Number(today.slice(0, 4))} onTask={setTask} />)}
        {more > 0 && <p className={styles.none}>{t('papers.more', { count: more })}</p>}
      </div>
      <Suspense>
        {task !== null && <PaperDialog task={task} onClose={() => setTask(null)} />}
        {isMaking && <HandOverDialog documents={[]} onClose={() => setMaking(false)} />}
      </Suspense>
    </>
  )
}

interface ReceiverProps {
  readonly papers: readonly HandOver[]
  /** they wait for the person at this desk */
  readonly isMine: boolean
  /** none of them is received */
  readonly canReceive: boolean
  /** dates of this year are shown without it */
  readonly year: number
  readonly onTask: (task: PaperTask) => void
}

/** The papers of one receiver, each with what is waited for. */
function Receiver({ papers, isMine, canReceive, year, onTask }: ReceiverProps) {
  const { t } = useTranslation()
  const keeps = useMay('keep-registers')
  const name = papers[0]!.to.name
  const all = papers.map((one) => paperOfList(t, one))
  return (
    <section className={styles.receiverPart} aria-label={t('papers.ofReceiver', { name })}>
      <header>
        <h2>{name}</h2>
        <span className={styles.count}>{t('papers.count', { count: papers.length })}</span>
        {papers.length > 1 && isMine && <Button onClick={() => onTask({ kind: 'receive', papers: all })}>{t('papers.receiveAll', { count: papers.length })}</Button>}
        {papers.length > 1 && canReceive && keeps && <Button onClick={() => onTask({ kind: 'signed', papers: all })}>{t('papers.signedAll', { count: papers.length })}</Button>}
      </header>
      <ul>
        {papers.map((one, at) => {
          const { document, date, batch } = one
          const day = date.startsWith(`${year}-`) ? formatDateShort(date) : formatDate(date)
          return (
            <li key={one.id}>
              <span className={styles.number}>{document.direction === 'incoming' ? document.number : ''}</span>
              <span className={styles.what}>
                <button type="button" className={styles.open} onClick={() => void (document.direction === 'outgoing' ? openEither(document) : openById(document.id, 'details'))}>{document.numberSymbol || t('terms.noNumber')}</button>
                <SecrecyMark secrecy={document.secrecy} />
                <UrgencyMark urgency={document.urgency} />
                <span className={styles.subject} title={document.subject}>{document.subject}</span>
              </span>
              <span className={styles.when}>{[t('papers.handed', { date: day }), batch !== null && t('papers.sheet', { number: batch.number })].filter(Boolean).join(' · ')}</span>
              <span className={styles.state} data-lost={one.state === 'lost' || undefined}>{wordsOfPaper(t, all[at]!).filter((words) => !(isMine || canReceive) || words !== t('papers.waiting')).join(' · ')}</span>
              <span className={styles.acts}><PaperActs paper={all[at]!} onTask={onTask} /></span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
