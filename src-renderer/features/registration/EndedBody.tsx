// "Cơ quan đã kết thúc": the issuing body had ended before the document was issued. Ways on: its successor, or the body as chosen.
import { useTranslation } from 'react-i18next'
import type { Refusal } from '../../data/ask.ts'
import { inWords } from '../../data/words.ts'
import type { ChosenBody } from '../fields/BodyField.tsx'
import styles from './Registration.module.css'

interface EndedBodyProps {
  readonly refusal: Refusal
  readonly onSuccessor: (body: ChosenBody) => void
  readonly onAnyway: () => void
}

/** The body that follows the one of a BODY_ENDED refusal, or null. */
export function successorIn(refusal: Refusal): { readonly id: string; readonly name: string } | null {
  return (refusal.params?.['successor'] ?? null) as ReturnType<typeof successorIn>
}

export function EndedBody({ refusal, onSuccessor, onAnyway }: EndedBodyProps) {
  const { t } = useTranslation()
  const successor = successorIn(refusal)
  return (
    <div className={styles.twin} role="alert">
      <p>{inWords(refusal)}</p>
      <p className={styles.ways}>
        {successor && <button type="button" onClick={() => onSuccessor(successor)}>{t('registration.endedSuccessor', { name: successor.name })}</button>}
        <button type="button" onClick={onAnyway}>{t('registration.endedAnyway')}</button>
      </p>
    </div>
  )
}
