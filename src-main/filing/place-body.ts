// Where a body stands and how long: moving it in the tree, closing it with a successor.
import { err, ok } from '../contract/result.ts'
import { handleCommand } from '../handler/handler.ts'
import { staleBody } from './change-body.ts'
import { closeBody, moveBody } from './contract.ts'
import { bodyRow } from './records.ts'
import { leadsTo } from './rules.ts'

const move = handleCommand(moveBody, ({ tx }, { id, parentId, order, basedOn }) => {
  const body = bodyRow(tx, id)
  if (body === undefined) return err('BODY_NOT_FOUND', { id })
  const stale = staleBody(tx, id, basedOn)
  if (stale !== null) return stale
  if (body.merged_into !== null) return err('BODY_CLOSED', { id })
  if (parentId !== null) {
    const parent = bodyRow(tx, parentId)
    if (parent === undefined) return err('BODY_NOT_FOUND', { id: parentId })
    if (leadsTo(parentId, id, (from) => bodyRow(tx, from)?.parent_id ?? null)) return err('BODY_LOOP', { id, parentId })
    if (parent.merged_into !== null || (parent.valid_to !== null && body.valid_to === null)) return err('BODY_CLOSED', { id: parentId })
  }
  const set = { parent_id: parentId, ...(order === undefined ? {} : { sort_order: order }) }
  return ok({ id, entry: tx.append([{ table: 'body', id, set }]) })
})

const close = handleCommand(closeBody, ({ tx }, { id, to, successorId, basedOn }) => {
  const body = bodyRow(tx, id)
  if (body === undefined) return err('BODY_NOT_FOUND', { id })
  const stale = staleBody(tx, id, basedOn)
  if (stale !== null) return stale
  if (body.valid_to !== null || body.merged_into !== null) return err('BODY_CLOSED', { id })
  if (body.valid_from !== null && to < body.valid_from) return err('DATES_REVERSED', { from: body.valid_from, to })
  if (successorId != null) {
    if (bodyRow(tx, successorId) === undefined) return err('BODY_NOT_FOUND', { id: successorId })
    if (leadsTo(successorId, id, (from) => bodyRow(tx, from)?.successor_id ?? null)) return err('BODY_LOOP', { id, successorId })
  }
  return ok({ id, entry: tx.append([{ table: 'body', id, set: { valid_to: to, successor_id: successorId ?? null } }]) })
})

export const placeBodyHandlers = [move, close]
