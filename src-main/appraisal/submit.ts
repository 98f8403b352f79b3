// A draft on its way (trình, trả lại, góp ý): submitted to somebody in charge, given back with the reason, commented.
import { err, ok } from '../contract/result.ts'
import { handleCommand } from '../handler/handler.ts'
import type { CommandContext } from '../handler/handler.ts'
import { mayReadLevel } from '../handler/person.ts'
import { doerFor } from '../people/acting.ts'
import { accountRow, isActive, personOf } from '../people/index.ts'
import { mayReadDocument } from '../registers/reading/readers.ts'
import { staleDocument } from '../registers/records.ts'
import type { DocumentRow } from '../registers/records.ts'
import { holdersAct, isInCharge, maySubmit, openDraft, writeAct } from './acting.ts'
import { comment, returnDraft, submitDraft } from './contract.ts'
import type { PresentedTo } from './schemas.ts'

/** Why a draft cannot be submitted to somebody; null where it can. A person without account is not asked. */
function receiverFault({ tx, rulebook, today }: CommandContext, to: PresentedTo, document: DocumentRow) {
  if ('name' in to) return null
  const account = accountRow(tx, to.accountId)
  if (account === undefined || !isActive(account, today)) return err('ACCOUNT_NOT_FOUND', { id: to.accountId })
  const person = personOf(tx, rulebook, to.accountId, today)
  const who = { id: account.id, name: account.name }
  if (person === null || !isInCharge(person)) return err('NOT_IN_CHARGE', who)
  if (!mayReadLevel(person, document.secrecy)) return err('CLEARANCE_TOO_LOW', who)
  return mayReadDocument(tx, person, document) ? null : err('NOT_A_READER', who)
}

const submit = handleCommand(submitDraft, (context, { documentId, to, note, onBehalfOf, basedOn }) => {
  const found = openDraft(context, documentId)
  if (!found.ok) return found
  const draft = found.value
  if (!maySubmit(context.tx, context.person, draft)) return err('DRAFT_NOT_YOURS', { id: documentId })
  const stale = staleDocument(context.tx, documentId, basedOn)
  if (stale !== null) return stale
  const fault = receiverFault(context, to, draft.row)
  if (fault !== null) return fault
  const doer = doerFor(context, submitDraft.name, onBehalfOf)
  return doer.ok ? writeAct(context, draft, doer.value, { kind: 'submitted', to, text: note }) : doer
})

const giveBack = handleCommand(returnDraft, (context, { documentId, reason, onBehalfOf }) => {
  const found = openDraft(context, documentId)
  if (!found.ok) return found
  const draft = found.value
  const { submission, giving } = draft.standing
  if (submission === null || giving !== null) return err('DRAFT_NOT_SUBMITTED', { id: documentId })
  const doer = onBehalfOf === undefined ? ok(holdersAct(context.person, draft)) : doerFor(context, returnDraft.name, onBehalfOf)
  return doer.ok ? writeAct(context, draft, doer.value, { kind: 'returned', text: reason }) : doer
})

const say = handleCommand(comment, (context, { documentId, text, onBehalfOf }) => {
  const found = openDraft(context, documentId)
  if (!found.ok) return found
  const doer = doerFor(context, comment.name, onBehalfOf)
  return doer.ok ? writeAct(context, found.value, doer.value, { kind: 'commented', text }) : doer
})

export const submitHandlers = [submit, giveBack, say]
