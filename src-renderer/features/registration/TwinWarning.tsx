// "Đã có trong sổ": the twin that shows while one types, and its three ways on (NĐ 30/2020/NĐ-CP, Phụ lục VI, III.1.h).
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../../../src-main/text/dates.ts'
import { openDocument } from '../../app/place.ts'
import type { Registration } from './useRegistration.ts'
import styles from './Registration.module.css'

const ArrivalDialog = lazy(() => import('../document/ArrivalDialog.tsx'))

interface TwinWarningProps {
  readonly twin: NonNullable<Registration['twin']>
  readonly canArrive: boolean
  readonly onAnyway: () => void
  /** the document is noted as a later arrival: this form is not needed any more */
  readonly onArrived: () => void
}

export function TwinWarning({ twin, canArrive, onAnyway, onArrived }: TwinWarningProps) {
  const { t } = useTranslation()
  const [arriving, setArriving] = useState(false)
  const issued = twin.issuedDate ? t('registration.twinIssued', { date: formatDate(twin.issuedDate) }) : t('registration.twinUndated')
  return (
    <div className={styles.twin} role="alert">
      <p>
        <strong>{t('registration.twin')}</strong>{' '}
        {t('registration.twinIs', { symbol: twin.numberSymbol, body: twin.issuingBodyName, issued, number: `${twin.arrivalNumber}${twin.arrivalSuffix}` })}
      </p>
      <p className={styles.ways}>
        <button type="button" onClick={() => openDocument(twin.id)}>{t('registration.twinOpen')}</button>
        {canArrive && <button type="button" onClick={() => setArriving(true)}>{t('registration.twinPaper')}</button>}
        <button type="button" onClick={onAnyway}>{t('registration.twinAnyway')}</button>
      </p>
      <Suspense>
        {arriving && <ArrivalDialog record={twin} onClose={() => setArriving(false)} onDone={onArrived} />}
      </Suspense>
    </div>
  )
}
