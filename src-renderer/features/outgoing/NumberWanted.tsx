// The number that a document will get, before anything is saved: how it is written, by which series and term, in whose name, and
// which other numbers may be taken.
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { writeNumber } from '../../../src-main/registers/series/rules.ts'
import { showSeries } from '../../app/place.ts'
import { read } from '../../data/ask.ts'
import { useMay } from '../../data/desk.ts'
import { inWords } from '../../data/words.ts'
import { BodyField } from '../fields/BodyField.tsx'
import styles from '../registration/Registration.module.css'
import own from './Outgoing.module.css'
import { nobody } from './outgoing-values.ts'
import { periodName } from './series.ts'
import type { OutgoingForm as Form } from './useOutgoing.ts'

type Next = NonNullable<Form['next']>

/** As many numbers are offered of one reservation, and of all that are free. */
const mostOffered = 50

export function NumberWanted({ form }: { readonly form: Form }) {
  const { t } = useTranslation()
  const { values, next, noNumber } = form
  const seriesLink = <span className={styles.ways}><button type="button" onClick={showSeries}>{t('outgoing.series.title')}</button></span>
  return (
    <div className={own.numberLine}>
      <span className={styles.label}>{t('outgoing.willGet')}</span>
      <output className={own.symbol}>{next ? written(next, values.number, values.suffixOf.trim()) : '…'}</output>
      {next && <span className={own.why}>{t('outgoing.because', { series: next.seriesName, period: periodName(t, next.period, { ...next, name: next.periodName }) })}</span>}
      {values.typeId === '' && <span className={own.why}>{t('outgoing.chooseType')}</span>}
      {noNumber && <p className={styles.twin} role="alert">{inWords(noNumber)} {seriesLink}</p>}
      {next?.unconfirmed && <p className={styles.twin} role="alert">{t('outgoing.unconfirmed')} {seriesLink}</p>}
      {(next !== undefined || noNumber !== null || form.issuers.length > 0) && values.typeId !== '' && (
        <div className={`${styles.two} ${own.choices}`}>
          <Issuer form={form} />
          {next && <WhichNumber form={form} next={next} />}
        </div>
      )}
    </div>
  )
}

/** The number as it would stand on paper: the next one, one that was chosen, or one with a letter behind it. */
function written({ format, number, abbreviation, symbol }: Next, chosen: string, suffixOf: string): string {
  if (/^\d+$/.test(suffixOf)) return writeNumber(format, Number(suffixOf), '…', abbreviation, symbol)
  return writeNumber(format, chosen === '' ? number : Number(chosen), '', abbreviation, symbol)
}

/** Cơ quan ban hành: the office, the committee whose office it is, or any body of the tree. */
function Issuer({ form }: { readonly form: Form }) {
  const { t } = useTranslation()
  const { values, next, noNumber, issuers, change } = form
  const [other, setOther] = useState(false)
  // While a number is asked for, and where there is none, it is whoever was chosen.
  const chosen = values.body.isNew ? issuers.find(({ name }) => name === values.body.name)?.kind : undefined
  const kind = other ? 'other' : (next?.issuer.kind ?? chosen ?? (noNumber || values.body.name !== '' ? 'other' : (issuers[0]?.kind ?? 'other')))
  return (
    <div>
      <NativeSelect
        label={t('terms.field.issuingBody')}
        name="issuer"
        value={kind}
        data={[...issuers.map((one) => ({ value: one.kind, label: one.name })), { value: 'other', label: kind === 'other' && !other && next ? next.issuer.name : t('outgoing.otherIssuer') }]}
        onChange={(event) => {
          const chosen = issuers.find((one) => one.kind === event.currentTarget.value)
          setOther(chosen === undefined)
          change({ body: chosen ? { id: null, name: chosen.name, isNew: true } : nobody, reservationId: '', number: '' })
        }}
      />
      {kind === 'other' && <BodyField label={t('outgoing.otherIssuer')} name="body" value={values.body} onChange={(body) => change({ body, reservationId: '', number: '' })} onBlur={() => form.touch('body')} error={form.message('body')} />}
    </div>
  )
}

/** The next number, one that is kept for a purpose, or one that is free again. */
function WhichNumber({ form, next }: { readonly form: Form; readonly next: Next }) {
  const { t } = useTranslation()
  const { values, change } = form
  const prints = useMay('print')
  const call = { seriesId: next.seriesId ?? '', periodId: next.periodId ?? '' }
  const gaps = useQuery({ queryKey: ['documents', 'gaps', call], queryFn: () => read('registers.gapReport', call), enabled: prints && next.periodId !== null && next.number > 1 }).data?.rows ?? []
  const kept = next.reservations.flatMap(({ id, left, purpose }) => left.slice(0, mostOffered).map((number) => ({ value: `${id} ${number}`, label: t('outgoing.keptNumber', { number, purpose }) })))
  // A number whose document was cancelled stays taken; what is kept for a purpose is offered above.
  const free = gaps
    .filter(({ state }) => state === 'expired' || state === 'lost' || state === 'unexplained')
    .flatMap(({ numberFrom, numberTo, state }) => Array.from({ length: Math.min(mostOffered, numberTo - numberFrom + 1) }, (_, at) => ({ value: ` ${numberFrom + at}`, label: t('outgoing.freeNumber', { number: numberFrom + at, why: t(`outgoing.series.gap.${state}`) }) })))
    .slice(0, mostOffered)
  if (kept.length + free.length === 0) return null
  return (
    <NativeSelect
      label={t('outgoing.whichNumber')}
      name="number"
      value={values.number === '' ? '' : `${values.reservationId} ${values.number}`}
      data={[{ value: '', label: t('outgoing.nextNumber', { number: next.number }) }, ...kept, ...free]}
      onChange={(event) => {
        const [reservationId = '', number = ''] = event.currentTarget.value.split(' ')
        change({ reservationId, number })
      }}
    />
  )
}
