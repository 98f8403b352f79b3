// What happens in the form: guesses from the symbol, the twin while typing, the draft, and saving.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import i18n from 'i18next'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useForm, type UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { Call } from '../../../src-main/office/contract.ts'
import { formatDate, parseDate, vietnamDate, vietnamTime } from '../../../src-main/text/dates.ts'
import { numberSymbolKey } from '../../../src-main/text/number-symbol.ts'
import { editDocument, openDocument, register, usePlace } from '../../app/place.ts'
import { ask, newCommandId, read, type Refusal, type ValueOf } from '../../data/ask.ts'
import { onLeft } from '../../data/desk.ts'
import { queryClient, useDocumentTypes, type Document } from '../../data/queries.ts'
import { useSend } from '../../data/useCommand.ts'
import { inWords } from '../../data/words.ts'
import { dismissAbout, notify } from '../../ui/notices.ts'
import { bodyNamed } from '../fields/BodyField.tsx'
import { useDelayed } from '../fields/useDelayed.ts'
import { draftKey, draftLeftHere, draftOfBefore, forgetDraft, useDraft, type Draft } from './drafts.ts'
import { changesOf, emptyForm, errorsOf, fieldOfRefusal, formOf, lengths, registerCall, type Carried, type FieldName, type FormValues } from './form-values.ts'
import { guessBody, guessType, tidySymbol } from './guess.ts'
import { sentFiles, useFormFiles, type FormFile } from './staged-files.ts'

/** What was saved last, for the stamp. */
type Saved = ValueOf<'registers.registerIncoming'> & { readonly symbol: string; readonly body: string }

/** What the form after this one takes over; lives as long as its person is there. */
let carried: Carried | undefined
onLeft(() => (carried = undefined))

const filesOf = (record: Document): readonly FormFile[] =>
  record.files.map((file) => ({ key: file.fileId, name: file.name, role: file.role, staged: file, done: 1, trouble: null }))

/** What a person said yes to after it was shown. */
interface Accepted {
  readonly acceptClock?: boolean
  readonly acceptEndedBody?: boolean
}

export interface Registration {
  readonly form: UseFormReturn<FormValues>
  readonly values: FormValues
  readonly files: ReturnType<typeof useFormFiles>
  readonly today: string
  /** fields that the machine filled and nobody confirmed yet */
  readonly guessed: ReadonlySet<FieldName>
  readonly confirm: (name: FieldName) => void
  /** fills a field for the person, with a mark; leaves alone what is filled */
  readonly guess: (name: FieldName, fill: () => void) => void
  /** adds files, from the system's dialog where none are given; then one goes on at the number and symbol */
  readonly addFiles: (dropped?: readonly File[]) => void
  /** writes the number and symbol tidily, with a mark; a person may take it back */
  readonly tidyNumber: () => void
  /** brings back what was typed; false when nothing was rewritten */
  readonly untidyNumber: () => boolean
  readonly twin: ValueOf<'registers.findTwin'>['twins'][number] | undefined
  readonly refusal: Refusal | null
  readonly saved: Saved | null
  readonly busy: boolean
  readonly offered: (Draft & { readonly savedAt: string }) | null
  readonly useOffered: () => void
  readonly dropOffered: () => void
  readonly save: (next: boolean, accepted?: Accepted) => void
  readonly leave: () => void
  readonly forget: () => void
  readonly message: (name: FieldName) => string | undefined
}

/** @param record the document that is mended, or null for a new one */
export function useRegistration(record: Document | null, dropped: readonly File[] | undefined): Registration {
  const { t } = useTranslation()
  const key = draftKey(record?.id ?? null)
  const today = vietnamDate(Date.now())
  const opened = useMemo(() => (record ? formOf(record) : emptyForm(today, vietnamTime(Date.now()), carried)), [record]) // eslint-disable-line react-hooks/exhaustive-deps
  const left = useMemo(() => draftLeftHere(key), [key])
  const form = useForm<FormValues>({ defaultValues: left?.values ?? opened })
  const values = form.watch()
  const files = useFormFiles(left?.files ?? (record ? filesOf(record) : []))
  const [guessed, setGuessed] = useState<ReadonlySet<FieldName>>(new Set())
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [saved, setSaved] = useState<Saved | null>(null)
  const [tried, setTried] = useState(false)
  const [offered, setOffered] = useState<Registration['offered']>(null)
  const registering = useSend('registers.registerIncoming')
  const editing = useSend('registers.editDocument')
  const types = useDocumentTypes()
  const addFiles = files.add

  const added = useRef(false)
  useEffect(() => {
    // Strict effects run twice; the files of one drop are taken once.
    if (!dropped || added.current) return
    added.current = true
    addFiles(dropped)
  }, [dropped, addFiles])
  // That it was left as a draft need not be said once it is back.
  useEffect(() => dismissAbout(key), [key])
  useEffect(() => void draftOfBefore(key).then(setOffered), [key])

  const touched = form.formState.isDirty || files.files.length > (record ? -1 : 0)
  const worth = record ? JSON.stringify(values) !== JSON.stringify(opened) : touched && (values.numberSymbol + values.subject + values.body.name !== '' || files.files.length > 0)
  useDraft(key, { values, files: files.files }, worth)

  const confirm = useCallback((name: FieldName) => setGuessed((before) => (before.has(name) ? new Set([...before].filter((one) => one !== name)) : before)), [])
  const guess = useCallback((name: FieldName, fill: () => void) => {
    fill()
    setGuessed((before) => new Set(before).add(name))
    // What is typed into a field that was filled meanwhile takes the place of the guess.
    requestAnimationFrame(() => {
      const at = document.activeElement
      if ((at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement) && at.name === name) at.select()
    })
  }, [])

  // What was typed before it was written tidily; once a person took that back, the field is theirs.
  const typedNumber = useRef<string | 'theirs' | null>(null)
  const tidyNumber = () => {
    const typed = form.getValues('numberSymbol')
    const tidy = tidySymbol(typed)
    if (tidy === null || typedNumber.current === 'theirs' || typed === opened.numberSymbol) return
    typedNumber.current = typed
    guess('numberSymbol', () => form.setValue('numberSymbol', tidy, { shouldDirty: true }))
  }
  const untidyNumber = () => {
    const typed = typedNumber.current
    if (typed === null || typed === 'theirs' || tidySymbol(typed) !== form.getValues('numberSymbol')) return false
    typedNumber.current = 'theirs'
    form.setValue('numberSymbol', typed, { shouldDirty: true })
    confirm('numberSymbol')
    return true
  }

  // The symbol tells type and body; only empty fields, or earlier guesses, are filled.
  const symbol = useDelayed(values.numberSymbol.trim(), 150)
  const guessedNow = useRef(guessed)
  guessedNow.current = guessed
  // What the file itself says (a heading QUY ĐỊNH over 05-QĐ/TU) is surer than what its symbol lets guess.
  const fromFile = useRef<{ readonly symbol: string; readonly names: ReadonlySet<FieldName> }>({ symbol: '', names: new Set() })
  useEffect(() => {
    if (symbol === '' || (record && symbol === opened.numberSymbol)) return
    let late = false
    const now = form.getValues()
    const open = (name: FieldName, empty: boolean) => empty || (guessedNow.current.has(name) && !(fromFile.current.symbol === symbol && fromFile.current.names.has(name)))
    const type = guessType(symbol, [...types.values()])
    if (type && open('typeText', now.typeText === '') && now.typeId !== type.id) {
      guess('typeText', () => {
        form.setValue('typeText', type.name, { shouldDirty: true })
        form.setValue('typeId', type.id, { shouldDirty: true })
      })
    }
    void guessBody(symbol).then((body) => {
      if (late || !body || !open('body', form.getValues('body').name === '')) return
      guess('body', () => form.setValue('body', body, { shouldDirty: true }))
    }, () => {})
    return () => void (late = true)
  }, [symbol, types, form, guess, record, opened])

  // What the main file says about itself fills the fields that are still empty, each with its mark. A read that comes late
  // meets what was typed meanwhile, and leaves it alone; the machine's own guesses from a symbol give way.
  const mainFile = files.files.find(({ role }) => role === 'main')?.staged?.fileId
  const readFile = useRef<string | undefined>(undefined)
  const mainNow = useRef(mainFile)
  mainNow.current = mainFile
  useEffect(() => {
    if (mainFile === undefined) readFile.current = undefined
    if (record || mainFile === undefined || readFile.current === mainFile || left?.files.some(({ staged }) => staged?.fileId === mainFile)) return
    readFile.current = mainFile
    void ask('intake.readFields', { fileId: mainFile }).then((answer) => {
      // The next form may stand there by now.
      if (!answer.ok || mainNow.current !== mainFile) return
      const { numberSymbol, issuedDate, documentTypeId, subject, signerPosition, signerName, issuingBody } = answer.value
      const put = (name: 'numberSymbol' | 'issuedDate' | 'subject' | 'signerPosition' | 'signerName', value: string | undefined) => {
        if (value !== undefined && value !== '' && form.getValues(name) === '') guess(name, () => form.setValue(name, value, { shouldDirty: true }))
      }
      fromFile.current = { symbol: numberSymbol ?? '', names: new Set([...(documentTypeId ? ['typeText' as const] : []), ...(issuingBody ? ['body' as const] : [])]) }
      put('numberSymbol', numberSymbol)
      put('issuedDate', issuedDate && formatDate(issuedDate))
      put('subject', subject)
      put('signerPosition', signerPosition?.slice(0, lengths.signerPosition))
      put('signerName', signerName?.slice(0, lengths.signerName))
      const open = (name: FieldName, empty: boolean) => empty || guessedNow.current.has(name)
      const type = documentTypeId === undefined ? undefined : types.get(documentTypeId)
      if (type && open('typeText', form.getValues('typeText') === '')) {
        guess('typeText', () => {
          form.setValue('typeText', type.name, { shouldDirty: true })
          form.setValue('typeId', type.id, { shouldDirty: true })
        })
      }
      if (issuingBody && open('body', form.getValues('body').name === '') && (issuingBody.id !== null || form.getValues('body').name === '')) {
        guess('body', () => form.setValue('body', { id: issuingBody.id, name: issuingBody.name.slice(0, lengths.body) }, { shouldDirty: true }))
      }
    })
  }, [mainFile, record, left, types, form, guess])

  const bodyName = useDelayed(values.body.name.trim(), 150)
  const twinOf = values.body.id !== null ? { id: values.body.id } : bodyName === '' ? undefined : { name: bodyName }
  const issued = dayIn(values.issuedDate, today)
  const asked = {
    numberSymbol: symbol,
    ...(twinOf ? { issuingBody: twinOf } : {}),
    ...(issued ? { issuedDate: issued } : {}),
    ...(values.typeId ? { documentTypeId: values.typeId } : {}),
    ...(record ? { exceptId: record.id } : {}),
  }
  const twins = useQuery({
    queryKey: ['documents', 'twin', asked],
    queryFn: () => read('registers.findTwin', asked),
    enabled: twinOf !== undefined && numberSymbolKey(symbol) !== '',
    // The warning stands still while more of the form is filled, or a click on it would meet nothing.
    placeholderData: keepPreviousData,
  }).data?.twins
  const twin = twinOf !== undefined && numberSymbolKey(symbol) !== '' ? twins?.[0] : undefined

  const toNumber = () => requestAnimationFrame(() => document.querySelector<HTMLElement>('[name="numberSymbol"]')?.focus())
  const addToForm = async (given?: readonly File[]) => {
    if (given) files.add(given)
    else await files.choose()
    toNumber()
  }

  const begin = (next: FormValues, with_: readonly FormFile[]) => {
    form.reset(next)
    files.set(with_)
    setGuessed(new Set())
    setTried(false)
    setRefusal(null)
    typedNumber.current = null
    fromFile.current = { symbol: '', names: new Set() }
  }

  const errors = errorsOf(values, today)
  const message = (name: FieldName): string | undefined => {
    if (refusal && fieldOfRefusal[refusal.code] === name && refusal.code !== 'DUPLICATE_DOCUMENT') return inWords(refusal)
    const error = errors[name]
    // An empty field is a fault only when one wants to save; what is typed wrong is said when the field is left.
    if (!error || (!tried && (error.key === 'empty' || !form.formState.touchedFields[name]))) return undefined
    return t(`registration.error.${error.key}` as 'registration.error.tooLong', { limit: error.limit, length: error.length, least: error.least, most: error.most } as { limit: number; length: number })
  }

  const save = async (next: boolean, accepted: Accepted = {}): Promise<void> => {
    if (registering.busy || editing.busy) return
    setTried(true)
    setRefusal(null)
    tidyNumber()
    const written = form.getValues('body')
    if (written.id === null && !written.isNew && written.name.trim() !== '') {
      const named = await bodyNamed(written.name.trim()).catch(() => null)
      if (named) form.setValue('body', named, { shouldDirty: true })
    }
    const now = form.getValues()
    const wrong = errorsOf(now, today)
    if (Object.keys(wrong).length > 0) {
      // The first in the order of the eye.
      const fields = document.querySelectorAll<HTMLInputElement>('form [name]')
      return [...fields].find(({ name }) => name in wrong)?.focus()
    }
    if (files.files.some(({ staged, trouble }) => staged === null && trouble === null)) return setRefusal({ code: 'FILE_NOT_STAGED' })
    const sent = sentFiles(files.files)
    if (record) {
      const before = sentFiles(filesOf(record))
      const sameFiles = JSON.stringify(sent) === JSON.stringify(before)
      const changes = changesOf(opened, now, today)
      if (Object.keys(changes).length === 0 && sameFiles) {
        forgetDraft(key)
        return openDocument(record.id)
      }
      const answer = await editing.send({
        id: record.id,
        basedOn: record.entry,
        changes,
        ...(accepted.acceptEndedBody === true ? { acceptEndedBody: true } : {}),
        ...(sameFiles ? {} : { files: sent }),
        ...(now.duplicateReason.trim() === '' ? {} : { acceptDuplicate: { reason: now.duplicateReason.trim() } }),
      })
      if (!answer.ok) return setRefusal(answer.error)
      forgetDraft(key)
      const back = { id: record.id, basedOn: answer.value.entry, changes: changesOf(now, opened, today), ...(sameFiles ? {} : { files: before }) }
      notify(t('registration.edited', { number: `${record.arrivalNumber}${record.arrivalSuffix}` }), { undo: () => void takeEditBack(back) })
      return openDocument(record.id)
    }
    const answer = await registering.send({ ...registerCall(now, today, sent), ...accepted })
    if (!answer.ok) return setRefusal(answer.error)
    forgetDraft(key)
    carried = { registerId: now.registerId, channel: now.channel, toPlaces: now.toPlaces, copies: now.copies }
    if (!next) {
      notify(`${t('registration.saved')} ${answer.value.arrivalNumber}${answer.value.arrivalSuffix} · ${t('registration.savedOn', { date: formatDate(answer.value.arrivalDate) })}`)
      return openDocument(answer.value.id)
    }
    setSaved({ ...answer.value, symbol: now.numberSymbol.trim(), body: now.body.name.trim() })
    begin(emptyForm(today, vietnamTime(Date.now()), carried), [])
    toNumber()
  }

  return {
    form, values, files, today, guessed, confirm, guess, addFiles: (dropped) => void addToForm(dropped), tidyNumber, untidyNumber, twin, refusal, saved, offered, message,
    busy: registering.busy || editing.busy,
    useOffered: () => {
      if (offered) begin(offered.values, offered.files)
      setOffered(null)
    },
    dropOffered: () => {
      forgetDraft(key)
      setOffered(null)
    },
    save: (next, accepted) => void save(next, accepted),
    leave: () => {
      usePlace.setState({ registering: null })
      if (worth) notify(t('registration.leaveAsk'), { about: key, action: { label: t('registration.draftUse'), run: () => (record ? editDocument(record.id) : register()) } })
    },
    forget: () => {
      forgetDraft(key)
      void queryClient.invalidateQueries({ queryKey: ['documents'] })
    },
  }
}

/** Writes what stood before an edit again; refused when someone edited the document meanwhile. */
async function takeEditBack(back: Omit<Call<'registers.editDocument'>, 'commandId'>): Promise<void> {
  const answer = await ask('registers.editDocument', { ...back, commandId: newCommandId(), acceptDuplicate: { reason: i18n.t('document.undoEditReason') } })
  if (answer.ok) notify(i18n.t('undone'))
  else notify(inWords(answer.error), { kind: 'trouble' })
}

/** The day a field names, or undefined. */
export function dayIn(text: string, today: string): string | undefined {
  return parseDate(text, today, 'past') ?? undefined
}
