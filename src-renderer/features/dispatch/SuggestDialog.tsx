// Giao bản giấy theo phân phối: what was handed out and not handed over on paper yet, one sheet for each receiver.
import { Checkbox, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlace } from '../../app/place.ts'
import { useMay } from '../../data/desk.ts'
import { officeState } from '../../data/queries.ts'
import { useSend } from '../../data/useCommand.ts'
import { asRefusal, inWords } from '../../data/words.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SecrecyMark } from '../../ui/Marks.tsx'
import { notify } from '../../ui/notices.ts'
import { openHandOvers } from '../document/file-actions.ts'
import { sentReceiver } from './HandOverDialog.tsx'
import { suggestedHandOvers, type Suggested } from './papers.ts'
import styles from './Papers.module.css'

const spans = [1, 7] as const
const close = () => usePlace.setState({ over: null })
const keyOf = ({ to }: Suggested, documentId: string) => `${to.kind} ${to.id ?? to.name} ${documentId}`

export default function SuggestDialog() {
  const { t } = useTranslation()
  const today = useQuery(officeState).data?.today ?? ''
  const mayPrint = useMay('print')
  const [days, setDays] = useState<number>(1)
  const [printsIt, setPrintsIt] = useState(true)
  const query = useQuery(suggestedHandOvers(today, days))
  const receivers = query.data?.receivers ?? []
  // The paper goes to who leads (Điều 23 khoản 4); a mark that was set by hand stands.
  const [marks, setMarks] = useState<Readonly<Record<string, boolean>>>({})
  const [trouble, setTrouble] = useState<string | null>(null)
  const { busy, send } = useSend('registers.handOver')
  const isChosen = (one: Suggested, { role, document }: Suggested['lines'][number]) => marks[keyOf(one, document.id)] ?? role === 'lead'
  const sheets = receivers.map((one) => ({ one, documentIds: one.lines.filter((line) => isChosen(one, line)).map(({ document }) => document.id) })).filter(({ documentIds }) => documentIds.length > 0)
  const mark = (one: Suggested, documentIds: readonly string[], on: boolean) => setMarks({ ...marks, ...Object.fromEntries(documentIds.map((id) => [keyOf(one, id), on])) })

  const hand = async () => {
    setTrouble(null)
    const made: string[] = []
    let refusal: string | null = null
    for (const { one, documentIds } of sheets) {
      const answer = await send({ to: sentReceiver(one.to), documentIds })
      if (!answer.ok) {
        refusal = t('papers.suggest.stopped', { name: one.to.name, trouble: inWords(answer.error) })
        break
      }
      made.push(answer.value.id)
    }
    // What was made stands, also where a later sheet was refused.
    if (made.length > 0) {
      notify(t('papers.suggest.done', { count: made.length, lines: sheets.slice(0, made.length).reduce((sum, { documentIds }) => sum + documentIds.length, 0) }))
      if (mayPrint && printsIt) void openHandOvers(made)
    }
    if (refusal === null) close()
    else setTrouble(refusal)
  }
  return (
    <Dialog wide title={t('papers.suggest.title')} what={t('papers.suggest.what')} submit={t('papers.suggest.submit', { count: sheets.length })} onClose={close} onSubmit={() => void hand()} busy={busy} disabled={sheets.length === 0} trouble={trouble ?? (query.isError ? inWords(asRefusal(query.error)) : null)}>
      <div className={styles.half}>
        <NativeSelect data-autofocus label={t('papers.suggest.days')} value={String(days)} data={spans.map((span) => ({ value: String(span), label: t(span === 1 ? 'papers.suggest.today' : 'papers.suggest.week') }))} onChange={(event) => setDays(Number(event.currentTarget.value))} />
      </div>
      {query.data && receivers.length === 0 && <EmptyState title={t('papers.suggest.none')} what={t('papers.suggest.noneDo')} />}
      <div className={styles.suggested}>
        {receivers.map((one) => {
          const all = one.lines.map(({ document }) => document.id)
          const chosen = one.lines.filter((line) => isChosen(one, line)).length
          return (
            <section key={keyOf(one, '')} aria-label={one.to.name}>
              <Checkbox
                label={<b>{one.to.name}</b>}
                aria-label={t('papers.suggest.all', { name: one.to.name })}
                checked={chosen === all.length}
                indeterminate={chosen > 0 && chosen < all.length}
                onChange={(event) => mark(one, all, event.currentTarget.checked)}
              />
              <ul>
                {one.lines.map((line) => (
                  <li key={line.document.id}>
                    <Checkbox
                      label={`${line.document.arrivalNumber}${line.document.arrivalSuffix} · ${line.document.numberSymbol || t('terms.noNumber')}`}
                      checked={isChosen(one, line)}
                      onChange={(event) => mark(one, [line.document.id], event.currentTarget.checked)}
                    />
                    <span className={styles.subject} title={line.document.subject}>{line.document.subject}</span>
                    <SecrecyMark secrecy={line.document.secrecy} />
                    <span className={styles.role}>{t(`handling.role.${line.role}`)}</span>
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
      </div>
      {mayPrint && receivers.length > 0 && <Checkbox label={t('papers.hand.print')} checked={printsIt} onChange={(event) => setPrintsIt(event.currentTarget.checked)} />}
    </Dialog>
  )
}
