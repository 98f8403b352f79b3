// Which bodies the spellings of the old register mean: spellings that are nearly alike stand together, for one decision.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from '@tanstack/react-query'
import { bodyTree } from '../../data/queries.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { BodyField, type ChosenBody } from '../fields/BodyField.tsx'
import type { Asked, BodyGroup, ReadBook } from './book.ts'
import styles from './Intake.module.css'

type Decisions = NonNullable<Asked['bodies']>

interface BodiesPartProps {
  readonly book: ReadBook
  readonly decisions: Decisions
  readonly onDecisions: (decisions: Decisions) => void
}

export function BodiesPart({ book, decisions, onDecisions }: BodiesPartProps) {
  const { t } = useTranslation()
  if (book.bodies.length === 0) return <EmptyState title={t('intake.bodiesEmpty')} />
  const decide = (group: BodyGroup, body: ChosenBody) => {
    const names = group.variants.map(({ name }) => name)
    const others = decisions.filter((decision) => !decision.names.some((name) => names.includes(name)))
    if (body.id !== null) onDecisions([...others, { names, id: body.id }])
    else if (body.isNew) onDecisions([...others, { names, name: body.name }])
    else if (others.length !== decisions.length) onDecisions(others)
  }
  return (
    <>
      <p className={styles.said}>{t('intake.bodiesWhat')}</p>
      <table className={styles.table}>
        <thead><tr><th scope="col">{t('intake.bodyIn')}</th><th scope="col" className={styles.end}>{t('intake.bodyTimes')}</th><th scope="col">{t('intake.bodyMeans')}</th></tr></thead>
        <tbody>
          {book.bodies.map((group) => (
            <tr key={group.variants[0]!.name}>
              <td className={styles.wide}>{group.variants.map(({ name }) => name).join(' · ')}</td>
              <td className={styles.end}>{group.count}</td>
              <td className={styles.field}><Meaning group={group} onDecide={(body) => decide(group, body)} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Meaning({ group, onDecide }: { readonly group: BodyGroup; readonly onDecide: (body: ChosenBody) => void }) {
  const { t } = useTranslation()
  const known = useQuery(bodyTree).data?.bodies.find(({ id }) => id === group.id)
  const [body, setBody] = useState<ChosenBody | null>(null)
  const shown = body ?? (known ? { id: known.id, name: known.name } : { id: null, name: '' })
  return (
    <BodyField
      label={t('intake.bodyFor', { name: group.name })}
      placeholder={t('intake.bodyNew', { name: group.name })}
      offerNew
      value={shown}
      onChange={(chosen) => {
        setBody(chosen)
        onDecide(chosen)
      }}
    />
  )
}
