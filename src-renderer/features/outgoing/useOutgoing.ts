// What happens in the form of an outgoing document: the number it would get, the draft, saving and issuing.
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { approvalAspects, type ApprovalAspect } from '../../../src-main/contract/choices.ts'
import { parseDate } from '../../../src-main/text/dates.ts'
import { changeOutgoing, compose, openOutgoing, usePlace } from '../../app/place.ts'
import { read, type Refusal, type ValueOf } from '../../data/ask.ts'
import { onLeft, useMay } from '../../data/desk.ts'
import type { Document } from '../../data/queries.ts'
import { useKept } from '../../data/settings.ts'
import { useSend } from '../../data/useCommand.ts'
import { inWords } from '../../data/words.ts'
import { dismissAbout, notify } from '../../ui/notices.ts'
import { bodyNamed } from '../fields/BodyField.tsx'
import { useDelayed } from '../fields/useDelayed.ts'
import { draftLeftHere, draftOfBefore, forgetDraft, useDraft, type Draft } from '../registration/drafts.ts'
import { sentFiles, useFormFiles, type FormFile } from '../registration/staged-files.ts'
import { emptyOutgoing, errorsIn, fieldOfOutgoing, fieldsOf, issuerSaid, nobody, recipientTyped, type KeptSigner, type OutgoingName, type OutgoingValues } from './outgoing-values.ts'

/** The number that was given last, large beside the next form until that is left. */
interface Given {
  readonly id: string
  readonly numberSymbol: string
  readonly subject: string
  readonly until: 'numbered' | 'issued'
}
export const useGiven = create<{ readonly given: Given | null }>(() => ({ given: null }))
onLeft(() => useGiven.setState({ given: null }))

type Next = ValueOf<'registers.nextOutgoingNumber'>
type Found = Draft<OutgoingValues> & { readonly savedAt: string }

export interface OutgoingForm {
  readonly values: OutgoingValues
  readonly change: (change: Partial<OutgoingValues>) => void
  readonly files: ReturnType<typeof useFormFiles>
  readonly today: string
  /** the document has its number: type, body, day and secrecy stay */
  readonly numbered: boolean
  /** signed, and waiting for its number */
  readonly waiting: boolean
  /** Ctrl+Enter issues; a document that is out is only mended */
  readonly canIssue: boolean
  /** which approvals the document lacks as it stood when the form was opened */
  readonly lacksApproval: readonly ApprovalAspect[]
  /** the person may give it its number, and issue it */
  readonly mayIssue: boolean
  readonly next: Next | undefined
  /** the office and those whose office it is: whoever else may be chosen */
  readonly issuers: Next['issuers']
  readonly noNumber: Refusal | null
  readonly asksReason: 'closed' | 'backdated' | 'free' | 'asked' | null
  /** the archive was restored: numbers that it does not know may stand on paper */
  readonly asksPaper: boolean
  readonly refusal: Refusal | null
  readonly busy: boolean
  readonly offered: Found | null
  readonly useOffered: () => void
  readonly dropOffered: () => void
  readonly message: (name: OutgoingName) => string | undefined
  readonly touch: (name: OutgoingName) => void
  /** takes a type; a document that was the office's or its committee's goes over to the usual one of the new type */
  readonly takeType: (type: { readonly id: string; readonly name: string }) => void
  readonly issue: (until?: 'numbered' | 'issued') => void
  /** keeps a draft; `awaitNumber` says whether it is signed and waits for its number, left out it stays as it was */
  readonly keep: (awaitNumber?: boolean) => void
  readonly leave: () => void
}

/** What is typed and not taken names a body of the tree where it is written in full: the issuer, and recipients. */
async function settled(values: OutgoingValues): Promise<OutgoingValues> {
  const named = (text: string) => bodyNamed(text).catch(() => null)
  const { body, recipientText } = values
  const issuer = body.id === null && !body.isNew && body.name.trim() !== '' ? await named(body.name.trim()) : null
  const typed = await Promise.all(recipientText.split(';').map((text) => text.trim()).filter(Boolean).map(async (text) => {
    const found = await named(text)
    return found?.id ? { kind: 'body' as const, bodyId: found.id, name: found.name } : recipientTyped(text)
  }))
  const fresh = typed.filter((one) => one.bodyId === null || !values.recipients.some(({ bodyId }) => bodyId === one.bodyId))
  return { ...values, body: issuer ?? body, recipients: [...values.recipients, ...fresh], recipientText: '' }
}

const filesOf = (record: Document): readonly FormFile[] => record.files.map((file) => ({ key: `${file.fileId} ${file.name}`, name: file.name, role: file.role, staged: file, done: 1, trouble: null }))

/** @param record the document that is mended or issued, or null for a new one @param first what a new form begins with */
export function useOutgoing(key: string, record: Document | null, today: string, first: OutgoingValues): OutgoingForm {
  const { t } = useTranslation()
  const left = useMemo(() => draftLeftHere<OutgoingValues>(key), [key])
  const [values, setValues] = useState(left ? { ...first, ...left.values } : first)
  const files = useFormFiles(left?.files ?? (record ? filesOf(record) : []))
  const [tried, setTried] = useState<'no' | 'keep' | 'issue'>('no')
  const [touched, setTouched] = useState<ReadonlySet<OutgoingName>>(new Set())
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [offered, setOffered] = useState<Found | null>(null)
  const [, keepSigner] = useKept<Partial<KeptSigner>>('outgoingSigner', {})
  const drafting = useSend('registers.draftOutgoing')
  const editing = useSend('registers.editOutgoing')
  const issuing = useSend('registers.issueOutgoing')
  const busy = drafting.busy || editing.busy || issuing.busy

  useEffect(() => dismissAbout(key), [key])
  useEffect(() => void draftOfBefore<OutgoingValues>(key).then(setOffered), [key])
  // A new form is worth keeping for what was typed, not for the signer it took over.
  const typed = [values.typeText, values.subject, values.note, values.recipientText, values.answeredText].join('') !== '' || values.recipients.length + values.inReplyTo.length > 0
  const worth = key === 'outgoing:new' ? typed || files.files.length > 0 : JSON.stringify(values) !== JSON.stringify(first) || (record === null && files.files.length > 0)
  useDraft(key, { values, files: files.files }, worth)

  const change = useCallback((part: Partial<OutgoingValues>) => setValues((before) => ({ ...before, ...part })), [])
  const numbered = (record?.outgoing?.orderNumber ?? null) !== null
  const canIssue = record === null || record.status === 'draft' || record.status === 'awaiting-number' || record.status === 'numbered'
  const mayIssue = useMay('keep-registers') && canIssue

  const day = parseDate(values.issuedDate, today, 'past')
  const usual = { documentTypeId: values.typeId, secrecy: values.secrecy, ...(day ? { issuedDate: day } : {}) }
  const call = useDelayed(JSON.stringify({ ...usual, ...issuerSaid(values.body) }), 60)
  const number = useQuery({
    queryKey: ['registers', 'nextOutgoing', call],
    queryFn: () => read('registers.nextOutgoingNumber', JSON.parse(call) as { documentTypeId: string }),
    enabled: values.typeId !== '' && !numbered,
    placeholderData: (before) => before,
  })
  const next = values.typeId === '' || numbered || number.isError ? undefined : number.data
  const takeType = ({ id, name }: { readonly id: string; readonly name: string }) => {
    if (id === values.typeId) return change({ typeText: name })
    const body = number.data?.issuer.kind === 'other' ? values.body : id === first.typeId ? first.body : nobody
    change({ typeText: name, typeId: id, body, reservationId: '', number: '' })
  }

  const noNumber = number.isError && values.typeId !== '' ? (number.error as unknown as Refusal) : null
  // A body that cannot number has no list of the usual issuers beside its refusal: they are as known before, or those of the usual one.
  const others = useQuery({ queryKey: ['registers', 'nextOutgoing', JSON.stringify(usual)], queryFn: () => read('registers.nextOutgoingNumber', usual), enabled: noNumber !== null && (values.body.id !== null || values.body.isNew === true) })
  const known = useRef<Next['issuers']>([])
  known.current = next?.issuers ?? others.data?.issuers ?? known.current
  const backdated = next?.last != null && day !== null && day < next.last.issuedDate && values.number === '' && values.suffixOf.trim() === ''
  const isFree = values.number !== '' && values.reservationId === ''
  const asksReason = numbered ? null : next?.closed ? 'closed' : isFree ? 'free' : backdated ? 'backdated' : refusal && fieldOfOutgoing[refusal.code] === 'lateReason' ? 'asked' : null

  const asksPaper = !numbered && (values.lastOnPaper !== '' || refusal?.code === 'FIRST_NUMBER_IN_DOUBT')

  const errorsFor = (toIssue: boolean, now = values) => {
    const errors = errorsIn(now, today, toIssue)
    if (toIssue && asksReason !== null && now.lateReason.trim() === '') errors.lateReason = { key: 'empty' }
    return errors
  }
  const errors = errorsFor(tried === 'issue' && canIssue)
  const message = (name: OutgoingName): string | undefined => {
    if (refusal && fieldOfOutgoing[refusal.code] === name) return inWords(refusal)
    const error = errors[name]
    if (!error || (tried === 'no' && (error.key === 'empty' || !touched.has(name)))) return undefined
    return t(`registration.error.${error.key}` as 'registration.error.tooLong', { limit: error.limit, length: error.length, least: error.least, most: error.most } as { limit: number; length: number })
  }

  /** What is sent; undefined where a field must be mended first, which then has the focus, or while it is being looked up. */
  const settling = useRef(false)
  const ready = async (toIssue: boolean) => {
    if (settling.current) return undefined
    setTried(toIssue ? 'issue' : 'keep')
    setRefusal(null)
    settling.current = true
    const now = errorsIn(values, today, false).recipientText ? values : await settled(values)
    settling.current = false
    const wrong = errorsFor(toIssue && canIssue, now)
    if (Object.keys(wrong).length > 0) {
      setTimeout(() => [...document.querySelectorAll<HTMLInputElement>('form [name]')].find(({ name }) => name in wrong)?.focus())
      return undefined
    }
    if (files.files.some(({ staged, trouble }) => staged === null && trouble === null)) {
      setRefusal({ code: 'FILE_NOT_STAGED' })
      return undefined
    }
    return fieldsOf(now, today, sentFiles(files.files))
  }

  const keep = async (awaitNumber?: boolean) => {
    if (busy) return
    const sent = await ready(awaitNumber === true)
    if (sent === undefined) return
    const said = awaitNumber === undefined ? {} : { awaitNumber }
    const answer = record ? await editing.send({ id: record.id, basedOn: record.entry, changes: sent, ...said }) : await drafting.send({ ...sent, ...said })
    if (!answer.ok) return setRefusal(answer.error)
    forgetDraft(key)
    notify(t(record && !canIssue ? 'outgoing.edited' : awaitNumber ? 'outgoing.waits' : 'outgoing.kept', { what: record?.numberSymbol || (sent.subject ?? '') }))
    openOutgoing(answer.value.id)
  }

  const issue = async (until: 'numbered' | 'issued' = 'issued') => {
    if (busy) return
    if (!mayIssue) return keep()
    const sent = await ready(true)
    if (sent === undefined) return
    const answer = await issuing.send({
      ...sent,
      until,
      ...(record ? { id: record.id, basedOn: record.entry } : {}),
      ...(values.reservationId === '' ? {} : { reservationId: values.reservationId }),
      ...(values.number === '' ? {} : { number: Number(values.number) }),
      ...(values.suffixOf.trim() === '' ? {} : { suffixOf: Number(values.suffixOf) }),
      ...(values.lateReason.trim() === '' ? {} : { lateReason: values.lateReason.trim() }),
      ...(values.lastOnPaper.trim() === '' ? {} : { lastOnPaper: Number(values.lastOnPaper) }),
    })
    if (!answer.ok) {
      setRefusal(answer.error)
      const asked = fieldOfOutgoing[answer.error.code]
      if (asked === 'lateReason' || asked === 'lastOnPaper') setTimeout(() => document.querySelector<HTMLElement>(`[name=${asked}]`)?.focus())
      return
    }
    forgetDraft(key)
    const { signerName, signerPosition, authority, onBehalfOf, recordCopyHolder } = values
    const kept = { signerName, signerPosition, authority, onBehalfOf, recordCopyHolder }
    keepSigner(kept)
    // Of what was on its way it is said that it went out before it was approved.
    if (record !== null && record.draftState !== null && answer.value.unapproved.length > 0) notify(t('appraisal.issuedUnapproved', { number: answer.value.numberSymbol, aspects: answer.value.unapproved.map((aspect) => t(`appraisal.aspect.${aspect}`)).join(', ') }))
    changeOutgoing({ documentId: answer.value.id })
    usePlace.setState({ tab: 'details' })
    useGiven.setState({ given: { id: answer.value.id, numberSymbol: answer.value.numberSymbol, subject: sent.subject ?? '', until } })
    // The next form is ready: this one begins anew, that of a reply or a draft gives way to it.
    if (key !== 'outgoing:new') return compose()
    setValues(emptyOutgoing(today, kept))
    files.set([])
    setTried('no')
    setTouched(new Set())
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[name=typeText]')?.focus())
  }

  return {
    values, change, files, today, numbered, waiting: record?.status === 'awaiting-number', canIssue, mayIssue, lacksApproval: record === null ? approvalAspects : (record.outgoing?.lacksApproval ?? []), next, issuers: known.current, noNumber, asksReason, asksPaper, refusal, busy, offered, message,
    touch: (name) => setTouched((before) => new Set(before).add(name)),
    useOffered: () => {
      if (offered) {
        setValues({ ...first, ...offered.values })
        files.set(offered.files)
      }
      setOffered(null)
    },
    dropOffered: () => {
      forgetDraft(key)
      setOffered(null)
    },
    takeType,
    issue: (until) => void issue(until),
    keep: (awaitNumber) => void keep(awaitNumber),
    leave: () => {
      const here = usePlace.getState().drafting
      usePlace.setState({ drafting: null })
      useGiven.setState({ given: null })
      if (worth && here) notify(t('registration.leaveAsk'), { about: key, action: { label: t('registration.draftUse'), run: () => compose(here) } })
    },
  }
}
