// Nơi nhận: bodies of the tree while one types, or anything else by its name. Enter adds, ";" adds what is typed as it stands.
import { useQuery, keepPreviousData } from '@tanstack/react-query'
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

export function RecipientsField({ form }: { readonly form: OutgoingForm }) {
  const { t } = useTranslation()
  const { recipients, recipientText: text } = form.values
  const sought = useDelayed(text.trim(), 80)
  const rows = useQuery({ queryKey: ['bodies', 'find', sought], queryFn: () => read('filing.findBodies', { text: sought, limit: 10 }), enabled: sought !== '', placeholderData: keepPreviousData }).data?.rows ?? []
  const free = rows.filter(({ id }) => !recipients.some(({ bodyId }) => bodyId === id))

  const put = (one: FormRecipient) => {
    const known = recipients.some(({ kind, bodyId, name }) => (one.bodyId !== null ? bodyId === one.bodyId : bodyId === null && name === one.name && kind === one.kind))
    form.change({ recipients: known ? recipients : [...recipients, one], recipientText: '' })
  }
  /** What is typed as it stands: a body that it names in full, else a unit by name. */
  const putTyped = async (typed: string) => {
    form.change({ recipientText: '' })
    const named = await bodyNamed(typed).catch(() => null)
    put(named?.id ? { kind: 'body', bodyId: named.id, name: named.name } : recipientTyped(typed))
  }
  const typed = text.trim()
  const offers = typed === '' ? [] : [
    ...free.map(({ id, name, path }) => ({ value: id, label: name, note: path })),
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
        void putTyped(text.trim())
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
          const at = typed.indexOf(';')
          if (at < 0) return form.change({ recipientText: typed })
          const before = typed.slice(0, at).trim()
          if (before === '') form.change({ recipientText: typed.slice(at + 1).trimStart() })
          else void putTyped(before)
        }}
        onTake={({ value, label }) => {
          const kind = named.find((one) => one === value)
          put(kind ? { kind, bodyId: null, name: typed } : { kind: 'body', bodyId: value, name: label })
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
