// Opening a series of the office's own, and changing one: what it numbers, how a number is written (shown as it is typed), and what
// of it is not as the rulebook has it, which needs a reason.
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { differences, writeNumber } from '../../../src-main/registers/series/rules.ts'
import { read } from '../../data/ask.ts'
import { officeState, useDocumentTypes } from '../../data/queries.ts'
import { useCommand } from '../../data/useCommand.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { BodyField, type ChosenBody } from '../fields/BodyField.tsx'
import { typeNamed, TypeField } from '../fields/TypeField.tsx'
import registration from '../registration/Registration.module.css'
import styles from './Outgoing.module.css'
import { issuerSaid } from './outgoing-values.ts'
import { wholeNumber, type Series } from './series.ts'

/** Numbers documents of every type. */
const everyType = '*'

/** What was typed over what the rulebook, or the series as it stands, has; undefined: left as it is. */
interface Typed {
  readonly name?: string
  readonly period?: 'term' | 'year'
  readonly secrecy?: 'joint' | 'open' | 'secret'
  readonly startNumber?: string
  readonly pad?: string
  readonly format?: string
  readonly formatWithoutType?: string
  readonly symbol?: string
}

/** @param series the one that is changed; null opens a new one */
export function SeriesForm({ series, onClose }: { readonly series: Series | null; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const types = useDocumentTypes()
  const office = useQuery(officeState).data?.office
  const { busy, trouble, send } = useCommand()
  const [chosenBody, setBody] = useState<ChosenBody | null>(series ? { id: series.issuingBodyId, name: series.issuingBodyName } : null)
  const body: ChosenBody = chosenBody ?? { id: null, name: office?.name ?? '', isNew: true }
  const [numbered, setNumbered] = useState<readonly string[]>(series?.documentTypeIds ?? [])
  const [typeText, setTypeText] = useState('')
  const [typed, setTyped] = useState<Typed>({})
  const [closed, setClosed] = useState(series?.closed ?? false)
  const [reason, setReason] = useState(series?.reason ?? '')
  const type = (part: Typed) => setTyped((before) => ({ ...before, ...part }))

  const named = issuerSaid(body).issuingBody
  const first = numbered.find((id) => id !== everyType) ?? 'cong-van'
  const rule = useQuery({
    queryKey: ['registers', 'seriesRule', first, named],
    queryFn: () => read('registers.seriesRule', { documentTypeId: first, issuingBody: named! }),
    enabled: named !== undefined && body.name !== '',
    placeholderData: keepPreviousData,
  }).data

  const typeName = (id: string) => (id === everyType ? t('outgoing.series.everyType') : (types.get(id)?.name ?? id))
  const values = {
    name: typed.name ?? series?.name ?? (numbered.length === 0 ? '' : `${numbered.map(typeName).join(', ')} – ${rule?.issuingBody.name ?? body.name}`.slice(0, 200)),
    period: typed.period ?? series?.period ?? rule?.period ?? 'term',
    secrecy: typed.secrecy ?? series?.secrecy ?? (rule?.secrecy === 'separate' ? 'open' : 'joint'),
    startNumber: wholeNumber(typed.startNumber ?? String(series?.startNumber ?? rule?.startNumber ?? 1), 1),
    pad: wholeNumber(typed.pad ?? String(series?.pad ?? rule?.pad ?? 2), 1),
    format: typed.format ?? series?.format ?? rule?.format ?? '',
    formatWithoutType: typed.formatWithoutType ?? series?.formatWithoutType ?? rule?.formatWithoutType ?? '',
    symbol: (typed.symbol ?? series?.symbol ?? '').trim() || null,
  } as const
  const kept = { ...values, secrecy: values.secrecy === 'joint' ? 'joint' : 'separate', joins: numbered.length === 1 && numbered[0] !== everyType ? 'type' : 'all' } as const
  const unlike = rule && numbered.length > 0 && !closed ? differences(kept, rule) : []
  const symbol = values.symbol ?? rule?.symbol ?? null
  const unread = (Number.isNaN(values.startNumber) || Number.isNaN(values.pad) || values.pad > 9) ? t('outgoing.series.unreadNumber') : !values.format.includes('{number}') || !values.formatWithoutType.includes('{number}') ? t('outgoing.series.formatNeeds', { number: '{number}', type: '{type}', symbol: '{symbol}' }) : null

  const add = (id: string) => {
    setTypeText('')
    setNumbered((before) => [...before.filter((one) => one !== everyType && one !== id), id])
  }
  const sent = { name: values.name.trim(), documentTypeIds: [...numbered], startNumber: values.startNumber, pad: values.pad, format: values.format, formatWithoutType: values.formatWithoutType, symbol: values.symbol }
  const why = reason.trim() === '' ? {} : { reason: reason.trim() }
  const done = () => {
    notify(t(series ? 'outgoing.series.saved' : 'outgoing.series.madeOpen', { name: sent.name }))
    onClose()
  }
  const save = () => {
    if (series) void send('registers.editSeries', { seriesId: series.id, changes: sent, ...(closed === series.closed ? {} : { closed }), ...why }, done)
    else if (named) void send('registers.openSeries', { issuingBody: named, ...sent, period: values.period, secrecy: values.secrecy, ...why }, done)
  }
  const text = (name: 'startNumber' | 'pad' | 'format' | 'formatWithoutType', label: string) => (
    <TextInput label={label} value={typed[name] ?? String(values[name])} maxLength={60} autoComplete="off" onChange={(event) => type({ [name]: event.currentTarget.value })} />
  )

  return (
    <Dialog wide title={t(series ? 'outgoing.series.editTitle' : 'outgoing.series.newTitle', { name: series?.name ?? '' })} what={t(series ? 'outgoing.series.editWhat' : 'outgoing.series.newWhat')} submit={t(series ? 'save' : 'outgoing.series.new')} onClose={onClose} onSubmit={save} busy={busy} disabled={numbered.length === 0 || values.name.trim() === '' || named === undefined || unread !== null || (unlike.length > 0 && reason.trim() === '')} trouble={trouble}>
      <div className={styles.numberLine} role="group" aria-label={t('outgoing.series.preview')}>
        <span className={registration.label}>{t('outgoing.series.preview')}</span>
        <output className={styles.symbol}>{unread === null && symbol !== null ? writeNumber(values, values.startNumber, '', rule?.abbreviation ?? null, symbol) : '…'}</output>
        {unread !== null && <span className={styles.why} role="alert">{unread}</span>}
        {symbol === null && named && <span className={styles.why} role="alert">{t('outgoing.series.noSymbol', { name: body.name })}</span>}
      </div>
      {unlike.length > 0 && rule && (
        <div className={registration.twin} role="alert">
          <p>{t('outgoing.series.unlike', { source: rule.source })}</p>
          <ul>{unlike.map(({ field, ruled }) => <li key={field}>{t(`outgoing.series.rule.${field}`, { ruled: field === 'period' ? t(ruled === 'year' ? 'outgoing.series.byYear' : 'outgoing.series.byTerm') : field === 'secrecy' || field === 'joins' ? t(`outgoing.series.ruled.${ruled as 'joint'}`) : ruled })}</li>)}</ul>
        </div>
      )}
      {(unlike.length > 0 || reason !== '') && <TextInput label={t('outgoing.series.why')} aria-required maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />}
      {!series && <BodyField label={t('terms.field.issuingBody')} value={body} onChange={setBody} />}
      <div className={registration.two}>
        <TypeField label={t('outgoing.series.types')} text={typeText} onText={setTypeText} onTake={({ id }) => add(id)} onBlur={() => {
          const one = typeNamed(types.values(), typeText)
          if (one) add(one.id)
        }} />
        <Checkbox className={styles.checkLine ?? ''} label={t('outgoing.series.everyType')} checked={numbered.includes(everyType)} onChange={(event) => setNumbered(event.currentTarget.checked ? [everyType] : [])} />
      </div>
      {numbered.length > 0 && (
        <div className={styles.chips} role="list" aria-label={t('outgoing.series.numbered')}>
          {numbered.map((id) => (
            <span key={id} role="listitem" className={styles.chip}>
              <span>{typeName(id)}</span>
              <button type="button" aria-label={t('outgoing.series.dropType', { name: typeName(id) })} onClick={() => setNumbered(numbered.filter((one) => one !== id))}>✕</button>
            </span>
          ))}
        </div>
      )}
      {!series && (
        <div className={registration.two}>
          <NativeSelect label={t('outgoing.series.runs')} value={values.period} data={[{ value: 'term', label: t('outgoing.series.byTerm') }, { value: 'year', label: t('outgoing.series.byYear') }]} onChange={(event) => type({ period: event.currentTarget.value as 'term' | 'year' })} />
          <NativeSelect label={t('terms.field.secrecy')} value={values.secrecy} data={(['joint', 'open', 'secret'] as const).map((value) => ({ value, label: t(`outgoing.series.secrecy.${value}`) }))} onChange={(event) => type({ secrecy: event.currentTarget.value as 'joint' | 'open' | 'secret' })} />
        </div>
      )}
      <div className={registration.three}>
        {text('startNumber', t('outgoing.series.first'))}
        {text('pad', t('outgoing.series.pad'))}
        <TextInput label={t('outgoing.series.symbol')} placeholder={rule?.symbol ?? ''} maxLength={30} value={typed.symbol ?? values.symbol ?? ''} onChange={(event) => type({ symbol: event.currentTarget.value })} />
      </div>
      <div className={registration.two}>
        {text('format', t('outgoing.series.format'))}
        {text('formatWithoutType', t('outgoing.series.formatWithoutType'))}
      </div>
      <TextInput label={t('outgoing.series.name')} maxLength={200} value={values.name} onChange={(event) => type({ name: event.currentTarget.value })} />
      {series && <Checkbox label={t('outgoing.series.closeIt')} checked={closed} onChange={(event) => setClosed(event.currentTarget.checked)} />}
    </Dialog>
  )
}
