// The conditions of a list: body, type, signer, urgency, secrecy, status, days; of incoming documents the channel, the book, the
// due date and those without a file, of outgoing ones the year or term of their numbers. Each shows as a chip once it is set.
import { Checkbox, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { channels, secrecies, urgencies } from '../../../src-main/contract/choices.ts'
import { formatDate, parseDate } from '../../../src-main/text/dates.ts'
import { changeList, useListPlace, type Direction, type Filters } from '../../app/place.ts'
import { bodyTree, officeState, registers, useDocumentTypes } from '../../data/queries.ts'
import { Button } from '../../ui/Button.tsx'
import '../../ui/fields.css'
import { BodyField } from '../fields/BodyField.tsx'
import { DayField } from '../fields/DayField.tsx'
import { without } from './chips.ts'
import styles from './FilterPanel.module.css'
import { PeriodField } from './PeriodField.tsx'
import { SignerField } from './SignerField.tsx'

const statuses = {
  incoming: ['registered', 'returned', 'cancelled'],
  outgoing: ['draft', 'awaiting-number', 'numbered', 'issued', 'replaced', 'corrected', 'recalled', 'cancelled'],
} as const

export default function FilterPanel({ direction, onDone }: { readonly direction: Direction; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const isOut = direction === 'outgoing'
  const form = useRef<HTMLFormElement>(null)
  // Fetched when it is first asked for, it comes after the panel has looked for something to give the keyboard to.
  useEffect(() => form.current?.querySelector<HTMLInputElement>('input')?.focus(), [])
  const { filters } = useListPlace(direction)
  const change = (name: keyof Filters, value: string | true | null | undefined) => {
    const rest = without(filters, name === 'issuingBodyId' ? [name, 'withoutSubBodies'] : [name])
    changeList(direction, { filters: value ? { ...rest, [name]: value } : rest })
  }
  const types = useDocumentTypes()
  const books = useQuery(registers).data?.registers ?? []
  const bodies = useQuery(bodyTree).data?.bodies
  const today = useQuery(officeState).data?.today ?? '2000-01-01'
  const [body, setBody] = useState({ id: filters.issuingBodyId ?? null, name: bodies?.find(({ id }) => id === filters.issuingBodyId)?.name ?? '' })
  const shown = (date: string | undefined) => (date ? formatDate(date) : '')
  const [days, setDays] = useState({ from: shown(filters.from), to: shown(filters.to), dueFrom: shown(filters.dueFrom), dueBy: shown(filters.dueBy) })

  const choice = (name: 'urgency' | 'secrecy' | 'status' | 'channel', label: string, values: readonly { value: string; label: string }[]) => (
    <Select label={label} placeholder={t('incoming.any')} data={values} value={filters[name] ?? null} onChange={(value) => change(name, value)} clearable comboboxProps={{ withinPortal: false }} allowDeselect clearButtonProps={{ 'aria-label': t('incoming.clearAll') }} />
  )
  const day = (name: 'from' | 'to' | 'dueFrom' | 'dueBy', label: string) => (
    <DayField
      label={label}
      today={today}
      text={days[name]}
      error={days[name] !== '' && !parseDate(days[name], today) ? t('registration.error.date') : undefined}
      onText={(text) => {
        setDays({ ...days, [name]: text })
        change(name, text === '' ? null : (parseDate(text, today) ?? filters[name] ?? null))
      }}
    />
  )
  return (
    <form
      ref={form}
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault()
        onDone()
      }}
    >
      <div className={styles.wide}>
        <BodyField
          label={t('terms.field.issuingBody')}
          placeholder={t('incoming.any')}
          value={body}
          onChange={(next) => {
            setBody(next)
            change('issuingBodyId', next.id)
          }}
        />
      </div>
      <Select
        label={t('terms.field.documentTypeId')}
        data={[...types.values()].map(({ id, name }) => ({ value: id, label: name }))}
        value={filters.documentTypeId ?? null}
        onChange={(value) => change('documentTypeId', value)}
        placeholder={t('incoming.any')}
        searchable
        clearable
        comboboxProps={{ withinPortal: false }}
        clearButtonProps={{ 'aria-label': t('incoming.clearAll') }}
      />
      {isOut && (
        <PeriodField
          filters={filters}
          onChange={({ from, to }) => {
            setDays({ ...days, from: shown(from), to: shown(to) })
            changeList(direction, { filters: { ...without(filters, ['from', 'to']), ...(from ? { from } : {}), ...(to ? { to } : {}) } })
          }}
        />
      )}
      {day('from', t(isOut ? 'incoming.fromOut' : 'incoming.from'))}
      {day('to', t(isOut ? 'incoming.toOut' : 'incoming.to'))}
      {!isOut && <SignerField direction={direction} />}
      {choice('urgency', t('terms.field.urgency'), urgencies.map((value) => ({ value, label: t(`terms.urgency.${value}`) })))}
      {choice('secrecy', t('terms.field.secrecy'), secrecies.map((value) => ({ value, label: t(`terms.secrecy.${value}`) })))}
      {choice('status', t('terms.field.status'), statuses[direction].map((value) => ({ value, label: t(`terms.status.${value}`) })))}
      {isOut ? <SignerField direction={direction} /> : (
        <>
          {choice('channel', t('terms.field.channel'), channels.map((value) => ({ value, label: t(`terms.channel.${value}`) })))}
          {day('dueFrom', t('incoming.dueFrom'))}
          {day('dueBy', t('incoming.dueUntil'))}
          {books.length > 1 && (
            <Select label={t('terms.field.register')} data={books.map(({ id, name }) => ({ value: id, label: name }))} value={filters.registerId ?? null} onChange={(value) => change('registerId', value)} placeholder={t('incoming.any')} clearable comboboxProps={{ withinPortal: false }} />
          )}
          <Checkbox className={styles.tick ?? ''} label={t('incoming.withoutFile')} checked={filters.withoutFile ?? false} onChange={(event) => change('withoutFile', event.currentTarget.checked || undefined)} />
        </>
      )}
      <div className={styles.actions}>
        <Button type="submit">{t('close')}</Button>
        <Button kind="bare" onClick={() => changeList(direction, { filters: {} })}>{t('incoming.clearAll')}</Button>
      </div>
    </form>
  )
}
