// The form: fields in the order of the eye on paper. Enter goes on, Ctrl+Enter saves and opens the next, Ctrl+S saves.
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState, type KeyboardEvent } from 'react'
import { Controller } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { channels, levels, secrecies, urgencies, subjectNeedsLeave } from '../../../src-main/contract/choices.ts'
import { formatDate, vietnamDate, vietnamTime } from '../../../src-main/text/dates.ts'
import { goTo, openDocument } from '../../app/place.ts'
import { faceOf } from '../../app/keys.ts'
import { read } from '../../data/ask.ts'
import { registers, type Document } from '../../data/queries.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import '../../ui/fields.css'
import { BodyField } from '../fields/BodyField.tsx'
import { DayField } from '../fields/DayField.tsx'
import { typeNamed, TypeField } from '../fields/TypeField.tsx'
import { useDocumentTypes } from '../../data/queries.ts'
import { EndedBody, successorIn } from './EndedBody.tsx'
import { fieldOfRefusal, lengths, type FieldName } from './form-values.ts'
import { MoreFields } from './MoreFields.tsx'
import { SuggestField } from './SuggestField.tsx'
import { TwinWarning } from './TwinWarning.tsx'
import { dayIn, type Registration } from './useRegistration.ts'
import styles from './Registration.module.css'

/** Enter goes to the next field; an offer of a list is taken first, by the field itself. */
function goOn(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
  const target = event.target as HTMLElement
  if (!target.matches('input, textarea, select') || (event.shiftKey && target.matches('textarea'))) return
  event.preventDefault()
  const fields = [...event.currentTarget.querySelectorAll<HTMLElement>('input:not([type=hidden]), textarea, select, [data-save]')].filter((field) => field.tabIndex >= 0 && field.offsetParent !== null)
  const step = event.shiftKey ? -1 : 1
  fields[fields.indexOf(target) + step]?.focus()
}

export function RegistrationForm({ registration, record }: { readonly registration: Registration; readonly record: Document | null }) {
  const { t } = useTranslation()
  const { form, values, today, guessed, confirm, message, refusal, twin } = registration
  const { control } = form
  const types = useDocumentTypes()
  const [anyway, setAnyway] = useState(false)
  const reason = useRef<HTMLTextAreaElement>(null)
  const books = useQuery(registers).data?.registers.filter(({ closed }) => !closed) ?? []

  const arrivalDate = dayIn(values.arrivalDate, today)
  // Without a choice of the clerk's the book follows from level and type.
  const nextCall = { ...(values.registerId === '' ? { secrecy: values.secrecy, ...(values.typeId === '' ? {} : { documentTypeId: values.typeId }) } : { registerId: values.registerId }), ...(arrivalDate ? { arrivalDate } : {}) }
  const next = useQuery({ queryKey: ['registers', 'next', nextCall], queryFn: () => read('registers.nextNumber', nextCall), enabled: record === null }).data

  const mark = (name: FieldName) => (guessed.has(name) ? styles.guessed : undefined)
  const hint = (name: FieldName) => (guessed.has(name) ? t('registration.byMachine') : undefined)
  /** What every plain field has: name, error, mark, and confirmation on leaving. */
  const plain = (name: Exclude<FieldName, 'body'>) => {
    const field = form.register(name)
    return { ...field, error: message(name), className: mark(name), onBlur: async (event: { target: unknown; type?: unknown }) => { confirm(name); await field.onBlur(event) } }
  }
  const touched = (name: FieldName) => {
    form.setValue(name, form.getValues(name), { shouldTouch: true })
    confirm(name)
  }
  const day = (name: 'arrivalDate' | 'issuedDate' | 'dueDate', label: string, lean: 'past' | 'year') => (
    <Controller
      control={control}
      name={name}
      render={({ field }) => <DayField aria-required={name === 'arrivalDate'} label={label} name={name} ref={field.ref} text={field.value} onText={field.onChange} onBlur={() => touched(name)} today={today} lean={lean} error={message(name)} className={mark(name)} />}
    />
  )
  const choice = (name: 'urgency' | 'secrecy' | 'channel', label: string, options: readonly { value: string; label: string }[]) => <NativeSelect label={label} data={options} {...plain(name)} />
  const number = plain('numberSymbol')
  const shownTwin = twin ?? (refusal?.code === 'DUPLICATE_DOCUMENT' ? (refusal.params?.['twin'] as typeof twin) : undefined)
  const general = refusal && refusal.code !== 'DUPLICATE_DOCUMENT' && refusal.code !== 'CLOCK_IN_DOUBT' && refusal.code !== 'BODY_ENDED' && !fieldOfRefusal[refusal.code] ? inWords(refusal) : null

  // What is typed over a guess takes its place, also where the field was reached by Enter.
  const selectGuess = ({ target }: { readonly target: EventTarget }) => {
    if ((target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && guessed.has(target.name as FieldName)) target.select()
  }

  return (
    <form className={styles.form} aria-label={t('registration.form')} onKeyDown={goOn} onFocus={selectGuess} onSubmit={(event) => event.preventDefault()} noValidate>
      <div className={styles.fields}>
        {registration.offered && (
          <div className={styles.offer} role="status">
            <span>{t('registration.draftFound', { at: draftTime(registration.offered.savedAt) })}</span>
            <span className={styles.ways}>
              <button type="button" onClick={registration.useOffered}>{t('registration.draftUse')}</button>
              <button type="button" onClick={registration.dropOffered}>{t('registration.draftDrop')}</button>
            </span>
          </div>
        )}
        <div className={styles.three}>
          <div>
            <span className={styles.label}>{record ? t('registration.keptNumber') : t('registration.nextNumber')}</span>
            <output className={styles.number}>{record ? `${record.arrivalNumber}${record.arrivalSuffix}` : values.suffixOf.trim() !== '' ? `${values.suffixOf.trim()}…` : (next?.number ?? '…')}</output>
          </div>
          {day('arrivalDate', t('registration.arrival'), 'past')}
          <TextInput label={t('terms.field.arrivalTime')} maxLength={5} autoComplete="off" {...plain('arrivalTime')} />
        </div>
        {next?.yearClosed && <TextInput label={t('registration.lateReason')} required maxLength={lengths.lateReason} {...plain('lateReason')} />}
        {next?.unconfirmed && (
          <div className={styles.offer} role="alert">
            {t('registration.unconfirmed')} <span className={styles.ways}><button type="button" onClick={() => goTo('today')}>{t('registration.confirmNumber')}</button></span>
          </div>
        )}
        {books.length > 1 && record === null && (
          <NativeSelect label={t('terms.field.register')} data={books.map(({ id, name }) => ({ value: id, label: name }))} {...plain('registerId')} value={values.registerId || (next?.registerId ?? '')} />
        )}
        <div className={styles.two}>
          <TextInput
            label={t('terms.field.numberSymbol')}
            maxLength={lengths.numberSymbol}
            autoComplete="off"
            spellCheck={false}
            autoFocus
            {...number}
            title={guessed.has('numberSymbol') ? t('registration.tidied') : undefined}
            aria-description={guessed.has('numberSymbol') ? t('registration.tidied') : undefined}
            onBlur={async (event) => {
              await number.onBlur(event)
              registration.tidyNumber()
            }}
            onKeyDown={(event) => {
              if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey && registration.untidyNumber()) event.preventDefault()
            }}
          />
          {day('issuedDate', t('terms.field.issuedDate'), 'past')}
        </div>
        {shownTwin && <TwinWarning twin={shownTwin} canArrive={record === null} onAnyway={() => { setAnyway(true); requestAnimationFrame(() => reason.current?.focus()) }} onArrived={() => { registration.forget(); openDocument(shownTwin.id) }} />}
        {(anyway || values.duplicateReason !== '') && shownTwin && (
          <Controller control={control} name="duplicateReason" render={({ field }) => <Textarea label={t('registration.twinReason')} required rows={1} maxLength={lengths.duplicateReason} {...field} ref={reason} error={message('duplicateReason')} />} />
        )}
        <Controller
          control={control}
          name="body"
          render={({ field }) => (
            <BodyField aria-required label={t('terms.field.issuingBody')} name="body" ref={field.ref} value={field.value} offerNew onChange={(body) => { confirm('body'); field.onChange(body); if (body.isNew) setTimeout(() => document.querySelector<HTMLElement>('[name=bodyLevel]')?.focus()) }} onBlur={() => touched('body')} error={message('body')} description={field.value.isNew ? t('registration.isNewBody') : undefined} aria-description={hint('body')} className={mark('body')} />
          )}
        />
        {values.body.isNew && <NativeSelect label={t('registration.bodyLevel')} data={[{ value: '', label: '–' }, ...levels.map((value) => ({ value, label: t(`terms.level.${value}`) }))]} {...plain('bodyLevel')} />}
        {refusal?.code === 'BODY_ENDED' && values.body.id !== successorIn(refusal)?.id && (
          <EndedBody refusal={refusal} onSuccessor={(body) => { confirm('body'); form.setValue('body', body, { shouldDirty: true }) }} onAnyway={() => registration.save(record === null, { acceptEndedBody: true })} />
        )}
        <div className={styles.three}>
          <Controller
            control={control}
            name="typeText"
            render={({ field }) => (
              <TypeField
                aria-required
                label={t('terms.field.documentTypeId')}
                name="typeText"
                ref={field.ref}
                text={field.value}
                error={message('typeText')}
                aria-description={hint('typeText')}
                className={mark('typeText')}
                onText={(text) => {
                  confirm('typeText')
                  field.onChange(text)
                  form.setValue('typeId', typeNamed(types.values(), text)?.id ?? '')
                }}
                onTake={({ id, name }) => {
                  field.onChange(name)
                  form.setValue('typeId', id)
                }}
                onBlur={() => {
                  const named = typeNamed(types.values(), form.getValues('typeText'))
                  if (named) form.setValue('typeText', named.name)
                  touched('typeText')
                }}
              />
            )}
          />
          <TextInput label={t('terms.field.signerPosition')} maxLength={lengths.signerPosition} autoComplete="off" {...plain('signerPosition')} />
          <SuggestField registration={registration} name="signerName" of="signer" label={t('terms.field.signerName')} maxLength={lengths.signerName} onTake={(row) => { if (row.position && values.signerPosition === '') form.setValue('signerPosition', row.position) }} />
        </div>
        <Textarea aria-required={!subjectNeedsLeave(values.secrecy)} label={t('terms.field.subject')} rows={2} maxLength={lengths.subject} classNames={{ input: styles.subject ?? '' }} {...plain('subject')} />
        {subjectNeedsLeave(values.secrecy) && <TextInput aria-required={values.subject.trim() !== ''} label={t('terms.field.subjectAllowedBy')} description={t('registration.subjectNeedsLeave')} maxLength={200} autoComplete="off" {...plain('subjectAllowedBy')} />}
        <div className={styles.two}>
          {choice('urgency', t('terms.field.urgency'), urgencies.map((value) => ({ value, label: t(`terms.urgency.${value}`) })))}
          {choice('secrecy', t('terms.field.secrecy'), secrecies.map((value) => ({ value, label: t(`terms.secrecy.${value}`) })))}
        </div>
        <div className={styles.two}>
          <SuggestField registration={registration} name="toPlaces" of="toPlaces" label={t('terms.field.toPlaces')} maxLength={lengths.toPlaces} />
          {day('dueDate', t('terms.field.dueDate'), 'year')}
        </div>
        <div className={styles.three}>
          <TextInput label={t('terms.field.pages')} inputMode="numeric" maxLength={3} autoComplete="off" {...plain('pages')} />
          <TextInput label={t('terms.field.copies')} inputMode="numeric" maxLength={3} autoComplete="off" {...plain('copies')} />
          {choice('channel', t('terms.field.channel'), [{ value: '', label: '–' }, ...channels.map((value) => ({ value, label: t(`terms.channel.${value}`) }))])}
        </div>
        <MoreFields registration={registration} plain={plain} isNew={record === null} />
      </div>
      {refusal?.code === 'CLOCK_IN_DOUBT' && (
        <div className={styles.offer} role="alert">
          {t('registration.clock', clockTimes(refusal.params))} <span className={styles.ways}><button type="button" onClick={() => registration.save(true, { acceptClock: true })}>{t('registration.clockRight')}</button></span>
        </div>
      )}
      {general && <p className={styles.trouble} role="alert">{general}</p>}
      <footer className={styles.actions}>
        <Button kind="main" keyOf={record ? 'save' : 'saveNext'} busy={registration.busy} onClick={() => registration.save(record === null)} data-save>{record ? t('registration.save') : t('registration.saveNext')}</Button>
        {!record && <button type="button" className={styles.textButton} onClick={() => registration.save(false)}>{t('registration.save')} <Kbd>{faceOf('save')}</Kbd></button>}
        <button type="button" className={styles.textButton} onClick={registration.leave}>{t('registration.leave')} <Kbd>{faceOf('escape')}</Kbd></button>
      </footer>
    </form>
  )
}

function draftTime(savedAt: string): string {
  const at = Date.parse(savedAt)
  return Number.isNaN(at) ? savedAt : `${vietnamTime(at)} ${formatDate(vietnamDate(at))}`
}

function clockTimes(params: Readonly<Record<string, unknown>> | undefined): { readonly now: string; readonly last: string } {
  const words = (value: unknown) => draftTime(typeof value === 'number' ? new Date(value).toISOString() : String(value))
  return { now: words(params?.['now']), last: words(params?.['lastEntryAt']) }
}
