// The form of an outgoing document, in the order of the eye on paper. Enter goes on, Ctrl+Enter issues, Ctrl+S keeps a draft.
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { secrecies, urgencies } from '../../../src-main/contract/choices.ts'
import type { Secrecy, Urgency } from '../../../src-main/contract/fields.ts'
import { formatDate, vietnamDate, vietnamTime } from '../../../src-main/text/dates.ts'
import { faceOf } from '../../app/keys.ts'
import { showSeries } from '../../app/place.ts'
import { read } from '../../data/ask.ts'
import { useDocumentTypes } from '../../data/queries.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import '../../ui/fields.css'
import { Kbd } from '../../ui/Kbd.tsx'
import { TypeAhead } from '../../ui/TypeAhead.tsx'
import { BodyField } from '../fields/BodyField.tsx'
import { DayField } from '../fields/DayField.tsx'
import { typeNamed, TypeField } from '../fields/TypeField.tsx'
import { useDelayed } from '../fields/useDelayed.ts'
import styles from '../registration/Registration.module.css'
import { DocumentField } from './DocumentField.tsx'
import own from './Outgoing.module.css'
import { fieldOfOutgoing, lengthOf, type Authority, type OutgoingName } from './outgoing-values.ts'
import { RecipientsField } from './RecipientsField.tsx'
import { periodName } from './series.ts'
import type { OutgoingForm as Form } from './useOutgoing.ts'

const authorities: readonly Authority[] = ['none', 'tm', 'kt', 'tl']

/** Enter goes to the next field; an offer of a list is taken first, by the field itself. */
function goOn(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
  const target = event.target as HTMLElement
  if (!target.matches('input, textarea, select') || (event.shiftKey && target.matches('textarea'))) return
  event.preventDefault()
  const fields = [...event.currentTarget.querySelectorAll<HTMLElement>('input:not([type=hidden]):not(:disabled), textarea, select:not(:disabled), [data-save]')].filter((field) => field.tabIndex >= 0 && field.offsetParent !== null)
  const next = fields[fields.indexOf(target) + (event.shiftKey ? -1 : 1)]
  next?.focus()
  // What is typed over what stands there takes its place.
  if (next instanceof HTMLTextAreaElement) next.select()
}

export function OutgoingForm({ form }: { readonly form: Form }) {
  const { t } = useTranslation()
  const { values, change, message, touch, refusal, numbered, canIssue, today } = form
  const types = useDocumentTypes()
  const [more, setMore] = useState(values.note !== '' || values.suffixOf !== '')
  const general = refusal && !fieldOfOutgoing[refusal.code] ? inWords(refusal) : null

  type Text = { [K in OutgoingName]: (typeof values)[K] extends string ? K : never }[OutgoingName]
  const plain = (name: Text) => ({
    name,
    value: values[name],
    maxLength: lengthOf(name),
    error: message(name),
    autoComplete: 'off' as const,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => change({ [name]: event.currentTarget.value }),
    onBlur: () => touch(name),
  })
  const day = (name: 'issuedDate' | 'dueDate', label: string, lean: 'past' | 'year') => (
    <DayField label={label} name={name} text={values[name]} onText={(text) => change({ [name]: text })} onBlur={() => touch(name)} today={today} lean={lean} error={message(name)} />
  )
  const frozen = <p className={own.why}>{t('outgoing.frozen')}</p>

  return (
    <form className={styles.form} aria-label={t('outgoing.form')} onKeyDown={goOn} onSubmit={(event) => event.preventDefault()} noValidate>
      <div className={styles.fields}>
        {form.offered && (
          <div className={styles.offer} role="status">
            <span>{t('registration.draftFound', { at: atTime(form.offered.savedAt) })}</span>
            <span className={styles.ways}>
              <button type="button" onClick={form.useOffered}>{t('registration.draftUse')}</button>
              <button type="button" onClick={form.dropOffered}>{t('registration.draftDrop')}</button>
            </span>
          </div>
        )}
        {numbered ? frozen : <NumberWanted form={form} />}
        {!numbered && (
          <div className={styles.two}>
            <TypeField
              aria-required
              label={t('terms.field.documentTypeId')}
              name="typeText"
              text={values.typeText}
              error={message('typeText')}
              onText={(text) => change({ typeText: text, typeId: typeNamed(types.values(), text)?.id ?? '', reservationId: '' })}
              onTake={({ id, name }) => change({ typeText: name, typeId: id, reservationId: '' })}
              onBlur={() => {
                const named = typeNamed(types.values(), values.typeText)
                if (named) change({ typeText: named.name, typeId: named.id })
                touch('typeText')
              }}
              ref={focusFirst}
            />
            {day('issuedDate', t('terms.field.issuedDate'), 'past')}
          </div>
        )}
        {form.asksReason && (
          <TextInput
            label={t('terms.field.lateReason')}
            required
            description={form.asksReason === 'closed' ? t('outgoing.whyClosed') : form.asksReason === 'backdated' ? t('outgoing.whyBackdated', { number: form.next?.last?.number ?? 0, date: form.next?.last ? formatDate(form.next.last.issuedDate) : '' }) : undefined}
            {...plain('lateReason')}
          />
        )}
        {form.asksPaper && <TextInput label={t('outgoing.lastOnPaper')} required inputMode="numeric" {...plain('lastOnPaper')} />}
        <Textarea aria-required label={t('terms.field.subject')} rows={2} classNames={{ input: styles.subject ?? '' }} {...plain('subject')} />
        <div className={styles.two}>
          <SignerName form={form} />
          <TextInput label={t('terms.field.signerPosition')} {...plain('signerPosition')} />
        </div>
        <div className={styles.two}>
          <NativeSelect label={t('outgoing.authority')} data={authorities.map((value) => ({ value, label: t(`outgoing.authorities.${value}`) }))} value={values.authority} name="authority" onChange={(event) => change({ authority: event.currentTarget.value as Authority })} />
          <TextInput label={t('outgoing.onBehalfOf')} placeholder={t('outgoing.onBehalfOfHint')} disabled={values.authority === 'none'} {...plain('onBehalfOf')} />
        </div>
        <RecipientsField form={form} />
        <div className={styles.two}>
          <NativeSelect label={t('terms.field.urgency')} data={urgencies.map((value) => ({ value, label: t(`terms.urgency.${value}`) }))} value={values.urgency} name="urgency" onChange={(event) => change({ urgency: event.currentTarget.value as Urgency })} />
          <NativeSelect label={t('terms.field.secrecy')} data={secrecies.map((value) => ({ value, label: t(`terms.secrecy.${value}`) }))} value={values.secrecy} name="secrecy" disabled={numbered} onChange={(event) => change({ secrecy: event.currentTarget.value as Secrecy })} />
        </div>
        <DocumentField label={t('outgoing.inReplyTo')} direction="incoming" chosen={values.inReplyTo} onChange={(inReplyTo) => change({ inReplyTo })} />
        <div className={styles.three}>
          <TextInput label={t('outgoing.recordCopyHolder')} {...plain('recordCopyHolder')} />
          <TextInput label={t('terms.field.copies')} inputMode="numeric" {...plain('copies')} maxLength={3} />
          <TextInput label={t('terms.field.pages')} inputMode="numeric" {...plain('pages')} maxLength={3} />
        </div>
        <button type="button" className={styles.textButton} aria-expanded={more} onClick={() => setMore(!more)}>{more ? t('registration.fewerFields') : t('registration.moreFields')}</button>
        {more && (
          <>
            <div className={styles.two}>
              {day('dueDate', t('terms.field.dueDate'), 'year')}
              {!numbered && <TextInput label={t('registration.suffix')} placeholder={t('registration.suffixHint')} inputMode="numeric" {...plain('suffixOf')} maxLength={7} />}
            </div>
            {!numbered && <BodyField label={t('terms.field.issuingBody')} placeholder={t('outgoing.ownOffice')} name="body" value={values.body} onChange={(body) => change({ body })} onBlur={() => touch('body')} error={message('body')} />}
            <Textarea label={t('terms.field.note')} rows={1} classNames={{ input: styles.subject ?? '' }} {...plain('note')} />
          </>
        )}
      </div>
      {general && <p className={styles.trouble} role="alert">{general}</p>}
      <footer className={styles.actions}>
        {canIssue ? (
          <>
            <Button kind="main" keyOf="saveNext" busy={form.busy} onClick={form.issue} data-save>{t('outgoing.issue')}</Button>
            <button type="button" className={styles.textButton} onClick={form.keep}>{t(numbered ? 'registration.save' : 'outgoing.keep')} <Kbd>{faceOf('save')}</Kbd></button>
          </>
        ) : <Button kind="main" keyOf="save" busy={form.busy} onClick={form.keep} data-save>{t('registration.save')}</Button>}
        <button type="button" className={styles.textButton} onClick={form.leave}>{t('registration.leave')} <Kbd>{faceOf('escape')}</Kbd></button>
      </footer>
    </form>
  )
}

/** Where typing begins. */
const focusFirst = (field: HTMLInputElement | null) => {
  if (field && !field.dataset['began']) {
    field.dataset['began'] = 'yes'
    field.focus()
  }
}

/** The number that will be given, where it comes from, and what stands against it. */
function NumberWanted({ form }: { readonly form: Form }) {
  const { t } = useTranslation()
  const { values, next, noNumber } = form
  const kept = next?.reservations.find(({ id }) => id === values.reservationId)
  return (
    <div className={own.numberLine}>
      <span className={styles.label}>{t('outgoing.willGet')}</span>
      <output className={own.symbol}>{!next ? '…' : kept ? next.numberSymbol.replace(String(next.number), String(kept.left[0] ?? '?')) : values.suffixOf.trim() !== '' ? `${values.suffixOf.trim()}…` : next.numberSymbol}</output>
      {next && <span className={own.why}>{t('outgoing.because', { series: next.seriesName, period: periodName(t, next.period, { ...next, name: next.periodName }) })}</span>}
      {values.typeId === '' && <span className={own.why}>{t('outgoing.chooseType')}</span>}
      {noNumber && <p className={styles.twin} role="alert">{inWords(noNumber)} <span className={styles.ways}><button type="button" onClick={showSeries}>{t('outgoing.series.title')}</button></span></p>}
      {next?.unconfirmed && <p className={styles.twin} role="alert">{t('outgoing.unconfirmed')} <span className={styles.ways}><button type="button" onClick={showSeries}>{t('outgoing.series.title')}</button></span></p>}
      {next && next.reservations.length > 0 && (
        <NativeSelect
          aria-label={t('outgoing.whichNumber')}
          value={values.reservationId}
          data={[{ value: '', label: t('outgoing.nextNumber', { number: next.number }) }, ...next.reservations.filter(({ left }) => left.length > 0).map(({ id, left, purpose }) => ({ value: id, label: t('outgoing.keptNumber', { number: left[0] ?? 0, purpose }) }))]}
          onChange={(event) => form.change({ reservationId: event.currentTarget.value })}
        />
      )}
    </div>
  )
}

/** The signer, with those who signed for this office before. */
function SignerName({ form }: { readonly form: Form }) {
  const { t } = useTranslation()
  const { values, change } = form
  const text = useDelayed(values.signerName.trim(), 100)
  const call = { field: 'signer' as const, text, ...(values.body.id === null ? {} : { issuingBodyId: values.body.id }) }
  const rows = useQuery({ queryKey: ['documents', 'suggest', call], queryFn: () => read('registers.suggest', call), enabled: text !== '', placeholderData: keepPreviousData }).data?.rows ?? []
  return (
    <TypeAhead
      aria-required
      label={t('terms.field.signerName')}
      name="signerName"
      maxLength={lengthOf('signerName')}
      text={values.signerName}
      offers={rows.filter(({ value }) => value !== values.signerName).map(({ value, position }, at) => ({ value: String(at), label: value, note: position }))}
      error={form.message('signerName')}
      preselect={false}
      onText={(signerName) => change({ signerName })}
      onTake={({ label }) => {
        const row = rows.find(({ value }) => value === label)
        change({ signerName: label, ...(row?.position && values.signerPosition === '' ? { signerPosition: row.position } : {}) })
      }}
      onBlur={() => form.touch('signerName')}
    />
  )
}

function atTime(savedAt: string): string {
  const at = Date.parse(savedAt)
  return Number.isNaN(at) ? savedAt : `${vietnamTime(at)} ${formatDate(vietnamDate(at))}`
}
