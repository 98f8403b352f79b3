// Approvals of a draft (duyệt nội dung, thẩm định thể thức), and taking them back.
import type { ApprovalAspect } from '../contract/choices.ts'
import { err } from '../contract/result.ts'
import { handleCommand } from '../handler/handler.ts'
import type { CommandContext } from '../handler/handler.ts'
import { localOperator } from '../handler/person.ts'
import { doerFor } from '../people/acting.ts'
import { accountRow, personOf } from '../people/index.ts'
import type { OnBehalfOf } from '../people/schemas.ts'
import { staleDocument } from '../registers/records.ts'
import { approving, mayWithdraw, openDraft, writeAct } from './acting.ts'
import { approve, withdrawApproval } from './contract.ts'

/** Why an approval cannot be whose it is said to be: of an account, it must be one that approves that; null where it can. */
function approverFault({ tx, rulebook, today, person }: CommandContext, aspect: ApprovalAspect, onBehalfOf: OnBehalfOf | undefined) {
  const right = approving[aspect]
  if (onBehalfOf === undefined) return person.rights.has(right) ? null : err('NOT_ALLOWED', { name: approve.name, needs: [right] })
  if ('name' in onBehalfOf) return null
  const { accountId } = onBehalfOf
  const account = accountRow(tx, accountId)
  if (account === undefined) return err('ACCOUNT_NOT_FOUND', { id: accountId })
  return personOf(tx, rulebook, accountId, today)?.rights.has(right) === true ? null : err('NOT_IN_CHARGE', { id: account.id, name: account.name })
}

const agree = handleCommand(approve, (context, { documentId, aspect, basedOn, note, onBehalfOf }) => {
  const found = openDraft(context, documentId)
  if (!found.ok) return found
  // What one did not see one does not approve.
  const stale = staleDocument(context.tx, documentId, basedOn)
  if (stale !== null) return stale
  if (found.value.standing.holds[aspect] !== null) return err('DRAFT_APPROVED', { aspect })
  const fault = approverFault(context, aspect, onBehalfOf)
  if (fault !== null) return fault
  const doer = doerFor(context, approve.name, onBehalfOf)
  return doer.ok ? writeAct(context, found.value, doer.value, { kind: 'approved', aspect, text: note }) : doer
})

const takeBack = handleCommand(withdrawApproval, (context, { documentId, aspect, reason }) => {
  const found = openDraft(context, documentId)
  if (!found.ok) return found
  const draft = found.value
  const approval = draft.rows.find(({ id }) => id === draft.standing.holds[aspect])
  if (approval === undefined) return err('APPROVAL_NOT_FOUND', { aspect })
  const { person } = context
  if (!mayWithdraw(person, approval)) return err('APPROVAL_NOT_YOURS', { aspect })
  // Taken back by who gave it; noted by whoever writes that down for them.
  const own = approval.done_by === person.id
  return writeAct(context, draft, { by: approval.done_by, byName: approval.done_by_name, notedBy: own || person.id === localOperator.id ? null : person.id }, { kind: 'withdrawn', aspect, text: reason })
})

export const approveHandlers = [agree, takeBack]
