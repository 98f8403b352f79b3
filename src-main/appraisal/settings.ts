// Whether issuing asks for the approvals of content and form.
import { ok } from '../contract/result.ts'
import { handleCommand, handleQuery } from '../handler/handler.ts'
import { approvalsAsked } from '../registers/outgoing/approvals.ts'
import { getRule, setRule } from './contract.ts'

const keep = handleCommand(setRule, ({ tx }, { approvals }) => ok({ entry: tx.append([{ table: 'approval_rule', id: 'issuing', set: { mode: approvals } }]) }))

const show = handleQuery(getRule, ({ db, rulebook, today }) => ok({ approvals: approvalsAsked(db, rulebook, today), ruled: rulebook.approvalsOn(today) }))

export const settingsHandlers = [keep, show]
