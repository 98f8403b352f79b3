// Who cannot be given a document, in words: beside their names while one types.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Secrecy } from '../../../src-main/contract/fields.ts'
import { usePerson } from '../../data/desk.ts'
import { persons } from '../../data/people.ts'
import type { Document } from '../../data/queries.ts'
import { readersOf } from '../../data/secrecy.ts'
import { barsOfReceivers, type Bar } from './readers.ts'

/** Says the reasons of bars, at a document of this level. */
export function useBarWords(secrecy: Secrecy): (bars: ReadonlyMap<string, Bar>) => ReadonlyMap<string, string> {
  const { t } = useTranslation()
  const level = t(`terms.secrecy.${secrecy}`)
  return (bars) => new Map([...bars].map(([key, bar]) => [key, t(`secrecy.readers.bar.${bar}`, { level })]))
}

/** To whom a document cannot be handed, with the reason in words; nobody in an archive without accounts, and until it is known. */
export function useBarredReceivers(record: Pick<Document, 'id' | 'secrecy'>): ReadonlyMap<string, string> {
  const hasPerson = usePerson() !== null
  const words = useBarWords(record.secrecy)
  const everybody = useQuery({ ...persons, enabled: hasPerson }).data
  const readers = useQuery({ ...readersOf(record.id), enabled: hasPerson }).data
  return everybody && readers ? words(barsOfReceivers(readers, everybody)) : new Map()
}
