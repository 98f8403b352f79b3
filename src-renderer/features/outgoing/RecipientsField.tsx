// Nơi nhận: bodies of the tree while one types, or anything else by its name. Enter adds, ";" adds what is typed as it stands.
import { useQuery, keepPreviousData } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { read } from '../../data/ask.ts'
import { TypeAhead } from '../../ui/TypeAhead.tsx'
import { bodyNamed } from '../fields/BodyField.tsx'
import { useDelayed } from '../fields/useDelayed.ts'
import { lengthOf, recipientTyped, type FormRecipient } from './outgoing-values.ts'
import styles from './Outgoing.module.css'
import type { OutgoingForm } from './useOutgoing.ts'

/** What a name may stand for that is no body of the tree; a unit is what Enter takes. */
const named = ['unit', 'person', 'group'] as const

/** The recipients with one more, unless it is among them. */
function withRecipient(recipients: readonly FormRecipient[], one: FormRecipient): readonly FormRecipient[] {
  const known = recipients.some(({ kind, bodyId, name }) => (one.bodyId !== null ? bodyId === one.bodyId : bodyId === null && name === one.name && kind === one.kind))
  return known ? recipients : [...recipients, one]
}

async function recipientNamed(typed: string): Promise<FormRecipient> {
  const found = await bodyNamed(typed).catch(() => null)
  return found?.id ? { kind: 'body', bodyId: found.id, name: found.name } : recipientTyped(typed)
}

export function RecipientsField({ form }: { readonly form: OutgoingForm }) {
  const { t } = useTranslation()
  const { recipients, recipientText: text } = form.values
  const sought = useDelayed(text.trim(), 80)
  const { data, isPlaceholderData } = useQuery({ queryKey: ['bodies', 'find', sought], queryFn: () => read('filing.findBodies', { text: sought, limit: 10 }), enabled: sought !== '', placeholderData: keepPreviousData })
  const rows = data?.rows ?? []
  // Offers for what was typed before are shown until the next ones come, but Enter means what is typed now.
  const stale = isPlaceholderData || sought !== text.trim()
  const free = rows.filter(({ id }) => !recipients.some(({ bodyId }) => bodyId === id))

  // Names are looked up one after the other, and what is found joins what stands by then: nothing typed meanwhile is lost, and the
  // order is that of the typing.
  const standing = useRef(recipients)
  standing.current = recipients
  const adding = useRef(Promise.resolve())
  /** @param rest what goes on being typed */
  const put = (found: Promise<readonly FormRecipient[]>, rest = '') => {
    form.change({ recipientText: rest })
    adding.current = adding.current.then(async () => {
      standing.current = (await found).reduce(withRecipient, standing.current)
      form.change({ recipients: standing.current })
    })
  }
  /** What is typed as it stands: bodies that it names in full, else units by name. */
  const putTyped = (names: readonly string[], rest?: string) => put(Promise.all(names.map(recipientNamed)), rest)
  const typed = text.trim()
  const offers = typed === '' ? [] : [
    ...free.map(({ id, name, path }) => ({ value: id, label: name, note: path, deliberate: stale })),
    ...named.map((kind) => ({ value: kind, label: t(`outgoing.asRecipient.${kind}`, { name: typed }), deliberate: true })),
  ]
  return (
    <div
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement)) return
        if (event.key === 'Backspace' && text === '' && recipients.length > 0) form.change({ recipients: recipients.slice(0, -1) })
        if (event.key !== 'Enter' || event.shiftKey || text.trim() === '') return
        // Enter adds here; with nothing typed it goes on, like everywhere.
        event.stopPropagation()
        if (event.defaultPrevented) return
        event.preventDefault()
        putTyped([text.trim()])
      }}
    >
      <TypeAhead
        label={t('outgoing.recipients')}
        name="recipientText"
        maxLength={lengthOf('recipientText')}
        text={text}
        offers={offers}
        placeholder={recipients.length === 0 ? t('outgoing.recipientsHint') : t('outgoing.recipientsMore')}
        error={form.message('recipientText')}
        onText={(typed) => {
          const parts = typed.split(';')
          if (parts.length === 1) return form.change({ recipientText: typed })
          putTyped(parts.slice(0, -1).map((part) => part.trim()).filter((part) => part !== ''), parts.at(-1)!.trimStart())
        }}
        onTake={({ value, label }) => {
          const kind = named.find((one) => one === value)
          put(Promise.resolve([kind ? { kind, bodyId: null, name: typed } : { kind: 'body', bodyId: value, name: label }]))
        }}
      />
      {recipients.length > 0 && (
        <div className={styles.chips} role="list" aria-label={t('outgoing.recipients')}>
          {recipients.map((one, at) => (
            <span key={one.bodyId ?? `${one.kind} ${one.name}`} role="listitem" className={styles.chip}>
              <span title={one.name}>{one.name}</span>
              {(one.kind === 'person' || one.kind === 'group') && <small>{t(`outgoing.recipientKind.${one.kind}`)}</small>}
              <button type="button" tabIndex={-1} aria-label={t('outgoing.removeRecipient', { name: one.name })} onClick={() => form.change({ recipients: recipients.filter((_, other) => other !== at) })}>✕</button>
            </span>
          ))}
        </div>
      )}
    </div>
  )
}
