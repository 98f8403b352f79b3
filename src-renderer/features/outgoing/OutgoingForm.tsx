// The form of an outgoing document, in the order of the eye on paper. Enter goes on, Ctrl+Enter issues, Ctrl+S keeps a draft.
import { Menu, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { secrecies, urgencies, subjectNeedsLeave } from '../../../src-main/contract/choices.ts'
import type { Secrecy, Urgency } from '../../../src-main/contract/fields.ts'
import { formatDate, vietnamDate, vietnamTime } from '../../../src-main/text/dates.ts'
import { faceOf, useCover } from '../../app/keys.ts'
import { read } from '../../data/ask.ts'
import { useDocumentTypes } from '../../data/queries.ts'
import { inWords } from '../../data/words.ts'
import { Button } from '../../ui/Button.tsx'
import '../../ui/fields.css'
import { IconDots } from '../../ui/icons.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { TypeAhead } from '../../ui/TypeAhead.tsx'
import { approvalRule } from '../appraisal/appraisal.ts'
import { DayField } from '../fields/DayField.tsx'
import { typeNamed, TypeField } from '../fields/TypeField.tsx'
import { useDelayed } from '../fields/useDelayed.ts'
import styles from '../registration/Registration.module.css'
import { DocumentField } from './DocumentField.tsx'
import own from './Outgoing.module.css'
import { NumberWanted } from './NumberWanted.tsx'
import { OutgoingMore, type PlainField } from './OutgoingMore.tsx'
import { fieldOfOutgoing, lengthOf, type Authority } from './outgoing-values.ts'
import { RecipientsField } from './RecipientsField.tsx'
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
  const { values, change, message, touch, refusal, numbered, canIssue, mayIssue, today } = form
  const types = useDocumentTypes()
  const general = refusal && !fieldOfOutgoing[refusal.code] ? inWords(refusal) : null

  const plain: PlainField = (name) => ({
    name,
    value: values[name],
    maxLength: lengthOf(name),
    error: message(name),
    autoComplete: 'off',
    onChange: (event) => change({ [name]: event.currentTarget.value }),
    onBlur: () => touch(name),
  })
  const day = (name: 'issuedDate' | 'dueDate', label: string, lean: 'past' | 'year') => (
    <DayField label={label} name={name} text={values[name]} onText={(text) => change({ [name]: text })} onBlur={() => touch(name)} today={today} lean={lean} error={message(name)} />
  )
  
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
        {numbered ? <p className={own.why}>{t('outgoing.frozen')}</p> : <NumberWanted form={form} />}
        {!numbered && (
          <div className={styles.two}>
            <TypeField
              aria-required
              label={t('terms.field.documentTypeId')}
              name="typeText"
              text={values.typeText}
              error={message('typeText')}
              onText={(text) => {
                const named = typeNamed(types.values(), text)
                if (named) form.takeType({ id: named.id, name: text })
                else change({ typeText: text, typeId: '' })
              }}
              onTake={form.takeType}
              onBlur={() => {
                const named = typeNamed(types.values(), values.typeText)
                if (named) form.takeType(named)
                touch('typeText')
              }}
              ref={focusFirst}
            />
            {day('issuedDate', t('terms.field.issuedDate'), 'past')}
          </div>
        )}
        {form.asksReason && (
          <TextInput
            label={t('outgoing.lateReason')}
            aria-required
            description={form.asksReason === 'closed' ? t('outgoing.whyClosed') : form.asksReason === 'free' ? t('outgoing.whyFree') : form.asksReason === 'backdated' ? t('outgoing.whyBackdated', { number: form.next?.last?.number ?? 0, date: form.next?.last ? formatDate(form.next.last.issuedDate) : '' }) : undefined}
            {...plain('lateReason')}
          />
        )}
        {form.asksPaper && <TextInput label={t('outgoing.lastOnPaper')} aria-required inputMode="numeric" {...plain('lastOnPaper')} />}
        <Textarea aria-required={!subjectNeedsLeave(values.secrecy)} label={t('terms.field.subject')} rows={2} classNames={{ input: styles.subject ?? '' }} {...plain('subject')} />
        {subjectNeedsLeave(values.secrecy) && <TextInput aria-required={values.subject.trim() !== ''} label={t('terms.field.subjectAllowedBy')} description={t('registration.subjectNeedsLeave')} {...plain('subjectAllowedBy')} />}
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
        <DocumentField label={t('outgoing.inReplyTo')} direction="incoming" chosen={values.inReplyTo} onChange={(inReplyTo) => change({ inReplyTo, answeredText: '' })} typed={{ text: values.answeredText, onText: (answeredText) => change({ answeredText }), error: message('answeredText'), onBlur: () => touch('answeredText') }} />
        <div className={styles.three}>
          <TextInput label={t('outgoing.recordCopyHolder')} {...plain('recordCopyHolder')} />
          <TextInput label={t('terms.field.copies')} inputMode="numeric" {...plain('copies')} maxLength={3} />
          <TextInput label={t('terms.field.pages')} inputMode="numeric" {...plain('pages')} maxLength={3} />
        </div>
        <OutgoingMore form={form} plain={plain} due={day('dueDate', t('terms.field.dueDate'), 'year')} />
      </div>
      {general && <p className={styles.trouble} role="alert">{general}</p>}
      <Unapproved form={form} />
      <footer className={styles.actions}>
        {mayIssue ? (
          <>
            <Button kind="main" keyOf="saveNext" busy={form.busy} onClick={() => form.issue()} data-save>{t('outgoing.issue')}</Button>
            <button type="button" className={styles.textButton} onClick={() => form.keep()}>{t(numbered ? 'registration.save' : 'outgoing.keep')} <Kbd>{faceOf('save')}</Kbd></button>
            {!numbered && <OtherWays form={form} />}
          </>
        ) : (
          <>
            <Button kind="main" keyOf="save" busy={form.busy} onClick={() => form.keep()} data-save>{t(canIssue && !numbered ? 'outgoing.keep' : 'registration.save')}</Button>
            {canIssue && !numbered && <button type="button" className={styles.textButton} onClick={() => form.keep(!form.waiting)}>{t(form.waiting ? 'outgoing.backToDraft' : 'outgoing.await')}</button>}
          </>
        )}
        <button type="button" className={styles.textButton} onClick={form.leave}>{t('registration.leave')} <Kbd>{faceOf('escape')}</Kbd></button>
      </footer>
    </form>
  )
}

/** What lacks of the approvals that the office asks for, before one issues. */
function Unapproved({ form }: { readonly form: Form }) {
  const { t } = useTranslation()
  const rule = useQuery({ ...approvalRule, enabled: form.mayIssue }).data?.approvals ?? 'off'
  if (!form.mayIssue || rule === 'off' || form.lacksApproval.length === 0) return null
  return <p className={own.unapproved}>{t(`appraisal.lacking.${rule}`, { aspects: form.lacksApproval.map((aspect) => t(`appraisal.aspect.${aspect}`)).join(', ') })}</p>
}

/** Where typing begins. */
const focusFirst = (field: HTMLInputElement | null) => {
  if (field && !field.dataset['began']) {
    field.dataset['began'] = 'yes'
    field.focus()
  }
}

/** What else can be done with a document that has no number yet. */
function OtherWays({ form }: { readonly form: Form }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  // Esc closes the menu, not the form below.
  useCover(open)
  return (
    <Menu position="top-end" width={260} opened={open} onChange={setOpen}>
      <Menu.Target>
        <Button kind="bare" icon={<IconDots size={16} stroke={1.5} />} label={t('more')} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => form.issue('numbered')}>{t('outgoing.numberOnly')}</Menu.Item>
        <Menu.Item onClick={() => form.keep(!form.waiting)}>{t(form.waiting ? 'outgoing.backToDraft' : 'outgoing.await')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
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
