// Tên loại văn bản, typed ahead by name or abbreviation, without marks too.
import type { ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { foldMarks } from '../../../src-main/text/fold.ts'
import { useDocumentTypes, type Rulebook } from '../../data/queries.ts'
import { TypeAhead } from '../../ui/TypeAhead.tsx'

type DocumentType = Rulebook['documentTypes'][number]

interface TypeFieldProps {
  readonly label: string
  readonly text: string
  readonly onText: (text: string) => void
  readonly onTake: (type: { readonly id: string; readonly name: string }) => void
  readonly onBlur?: () => void
  readonly error?: ReactNode
  readonly 'aria-description'?: string | undefined
  readonly 'aria-required'?: boolean
  readonly name?: string
  readonly className?: string | undefined
  readonly ref?: Ref<HTMLInputElement> | undefined
}

const plain = (text: string) => foldMarks(text).toLowerCase().trim()

/** Types that fit what is typed: by abbreviation first, then by the beginning of the name, then by any word of it. */
export function fittingTypes(types: Iterable<DocumentType>, typed: string): readonly DocumentType[] {
  const wanted = plain(typed)
  const ranked = [...types].map((type) => {
    const name = plain(type.name)
    if (wanted === '') return { type, rank: 2 }
    if (type.abbreviations.some((one) => plain(one) === wanted)) return { type, rank: 0 }
    if (name.startsWith(wanted)) return { type, rank: 1 }
    return { type, rank: name.split(' ').some((word) => word.startsWith(wanted)) || name.includes(wanted) ? 2 : 9 }
  })
  return ranked.filter(({ rank }) => rank < 9).sort((a, b) => a.rank - b.rank).map(({ type }) => type)
}

/** The type a text names exactly: by its name or, when only one bears it, its abbreviation. */
export function typeNamed(types: Iterable<DocumentType>, typed: string): DocumentType | undefined {
  const wanted = plain(typed)
  if (wanted === '') return undefined
  const all = [...types]
  const byName = all.find(({ name }) => plain(name) === wanted)
  const byAbbreviation = all.filter(({ abbreviations }) => abbreviations.some((one) => plain(one) === wanted))
  return byName ?? (byAbbreviation.length === 1 ? byAbbreviation[0] : undefined)
}

export function TypeField({ text, onTake, ...field }: TypeFieldProps) {
  const { t } = useTranslation()
  const types = useDocumentTypes()
  // A name written out in full stays the first offer, the one under Enter; the others follow to be chosen instead.
  const named = typeNamed(types.values(), text)
  const chosen = named?.name === text ? named : undefined
  const fitting = fittingTypes(types.values(), chosen ? '' : text)
  const offers = (chosen ? [chosen, ...fitting.filter(({ id }) => id !== chosen.id)] : fitting).map(({ id, name, abbreviations }) => ({ value: id, label: name, note: abbreviations.join(', ') }))
  return <TypeAhead {...field} maxLength={100} text={text} offers={offers} nothing={t('registration.noType')} onTake={({ value, label }) => onTake({ id: value, name: label })} />
}
