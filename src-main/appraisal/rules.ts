// Decisions about drafts: what of a document is approved, which version an act is of, what approvals hold, where a draft stands. Pure.
import type { ApprovalAspect } from '../contract/choices.ts'
import type { ActKind, ApprovalOutcome, DraftState } from './words.ts'

/** What of a document stands on it and was approved, or was not. */
export interface DraftWords {
  readonly documentTypeId: string
  readonly subject: string
  readonly issuingBodyId: string
  readonly signerName: string | null
  readonly signerPosition: string | null
  readonly authority: string | null
  readonly onBehalfOf: string | null
  readonly urgency: string
  readonly secrecy: string
  readonly dueDate: string | null
  readonly language: string | null
  /** to whom it goes, in their order */
  readonly recipients: readonly string[]
  readonly files: readonly { readonly fileId: string; readonly role: string }[]
}

/**
 * A draft's words and files as one text: equal where nothing of them differs. Number and day, how many copies and pages there are, who
 * keeps the record copy, notes for the office, and the scan of the signed copy come with the signing and issuing of what was approved.
 */
export function writtenOut({ authority, files, ...words }: DraftWords): string {
  const named = Object.entries(words).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, value === '' ? null : value])
  const read = files.filter(({ role }) => role !== 'signed').map(({ fileId, role }) => `${role} ${fileId}`).toSorted()
  return JSON.stringify([named, authority === 'none' || authority === '' ? null : authority, read])
}

/** What is decided by of an act; all of a draft's come in the order of time. */
export interface Act {
  readonly id: string
  readonly kind: ActKind
  readonly aspect: ApprovalAspect | null
  readonly version: number
  /** SHA-256 of what it was done on; null: that was destroyed */
  readonly hash: string | null
}

/** A draft's version as it stands: its number, and the SHA-256 of its words and files. */
export interface Version {
  readonly number: number
  readonly hash: string
}

/** The version of what stands: that of the last act, and a new one where something was changed since. What nobody acted on is no version of its own. */
export function versionOf(acts: readonly Act[], hash: string): Version {
  const last = acts.at(-1)
  if (last === undefined) return { number: 1, hash }
  return { number: last.hash === null || last.hash === hash ? last.version : last.version + 1, hash }
}

/** What became of an approval: the first of what came after it, or a change of what it approved. */
export function outcomeOf(acts: readonly Act[], approval: Act, version: Version): ApprovalOutcome {
  for (const act of acts.slice(acts.indexOf(approval) + 1)) {
    if (act.hash !== approval.hash || act.version !== approval.version) return 'changed'
    if (act.kind === 'returned') return 'returned'
    if (act.aspect === approval.aspect && act.kind === 'withdrawn') return 'withdrawn'
    if (act.aspect === approval.aspect && act.kind === 'approved') return 'renewed'
  }
  return approval.hash === version.hash && approval.version === version.number ? 'holds' : 'changed'
}

export interface DraftStanding {
  readonly state: Exclude<DraftState, 'issued'>
  /** something was changed since the last act */
  readonly changed: boolean
  /** the approvals that hold, by their ids */
  readonly holds: Readonly<Record<ApprovalAspect, string | null>>
  /** the last time that it was submitted; null: never */
  readonly submission: Act | null
  /** the last time that it was given back, where it was not submitted since */
  readonly giving: Act | null
}

/** Where a draft stands by its acts. */
export function standingOf(acts: readonly Act[], version: Version): DraftStanding {
  const holding = (aspect: ApprovalAspect) => acts.find((act) => act.kind === 'approved' && act.aspect === aspect && outcomeOf(acts, act, version) === 'holds')?.id ?? null
  const holds = { content: holding('content'), form: holding('form') }
  const submission = acts.findLast(({ kind }) => kind === 'submitted') ?? null
  const moved = acts.findLast(({ kind }) => kind === 'submitted' || kind === 'returned')
  const state = holds.content !== null && holds.form !== null ? 'approved' : moved === undefined ? 'drafting' : moved.kind === 'returned' ? 'returned' : 'submitted'
  return { state, changed: acts.length > 0 && version.number !== acts.at(-1)!.version, holds, submission, giving: moved?.kind === 'returned' ? moved : null }
}
