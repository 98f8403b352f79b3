// The conditions of a list in words: one chip for each, with the names of the filters it stands for.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../../../src-main/text/dates.ts'
import type { Filters } from '../../app/place.ts'
import { bodyTree, registers, useDocumentTypes } from '../../data/queries.ts'

export interface Chip {
  readonly names: readonly (keyof Filters)[]
  readonly words: string
}

export function without(filters: Filters, names: readonly (keyof Filters)[]): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([name]) => !names.includes(name as keyof Filters)))
}

export function useChips(filters: Filters): readonly Chip[] {
  const { t } = useTranslation()
  const types = useDocumentTypes()
  const bodies = useQuery({ ...bodyTree, enabled: filters.issuingBodyId !== undefined }).data
  const books = useQuery({ ...registers, enabled: filters.registerId !== undefined }).data
  const chips: Chip[] = []
  const { issuingBodyId, documentTypeId, urgency, secrecy, status, registerId, from, to, dueBy, dueFrom, withoutFile, withoutSubBodies, channel, signer } = filters
  if (issuingBodyId) {
    const name = bodies?.bodies.find((body) => body.id === issuingBodyId)?.name ?? '…'
    chips.push({ names: ['issuingBodyId', 'withoutSubBodies'], words: withoutSubBodies ? t('incoming.bodyAlone', { name }) : name })
  }
  if (documentTypeId) chips.push({ names: ['documentTypeId'], words: types.get(documentTypeId)?.name ?? '…' })
  if (signer) chips.push({ names: ['signer'], words: t('incoming.signedBy', { signer }) })
  if (registerId) chips.push({ names: ['registerId'], words: books?.registers.find((book) => book.id === registerId)?.name ?? '…' })
  if (from || to) {
    const words = from && to ? t('incoming.between', { from: formatDate(from), to: formatDate(to) }) : from ? t('incoming.since', { from: formatDate(from) }) : t('incoming.until', { to: formatDate(to!) })
    chips.push({ names: ['from', 'to'], words })
  }
  if (urgency) chips.push({ names: ['urgency'], words: t(`terms.urgency.${urgency}`) })
  if (secrecy) chips.push({ names: ['secrecy'], words: t(`terms.secrecy.${secrecy}`) })
  if (channel) chips.push({ names: ['channel'], words: t(`terms.byChannel.${channel}`) })
  if (status) chips.push({ names: ['status'], words: t(`terms.status.${status}`) })
  if (dueBy || dueFrom) {
    const words = dueBy && dueFrom ? t('incoming.dueBetween', { from: formatDate(dueFrom), to: formatDate(dueBy) }) : dueBy ? t('incoming.dueBy', { date: formatDate(dueBy) }) : t('incoming.dueSince', { from: formatDate(dueFrom!) })
    chips.push({ names: ['dueBy', 'dueFrom'], words })
  }
  if (withoutFile) chips.push({ names: ['withoutFile'], words: t('incoming.withoutFile') })
  return chips
}
