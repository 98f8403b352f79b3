// A line of the transfer book as it is shown: where its paper is, who said so.
import type { ReadDb } from '../../archive/database.ts'
import type { Person } from '../../handler/person.ts'
import { nameOf } from '../../people/index.ts'
import type { BatchRow, DispatchRow } from './records.ts'
import { isReceiver, stateOf } from './rules.ts'

export function shownPaper(db: ReadDb, person: Person, row: DispatchRow, batches: ReadonlyMap<string, BatchRow>) {
  const batch = batches.get(row.batch_id ?? '')
  const onScreen = row.received_by_id !== null
  return {
    batch: batch === undefined ? null : { id: batch.id, number: batch.number },
    state: stateOf(row),
    receivedBy: row.received_by,
    receivedDate: row.received_date,
    onScreen,
    isMyReceipt: onScreen && row.received_by_id === person.id && row.outcome === null && row.struck_reason === null && isReceiver(person, row),
    receiptNotedBy: onScreen || row.receipt_noted_by === null ? null : nameOf(db, row.receipt_noted_by),
    askedBackOn: row.asked_back_on,
    outcome: row.outcome === null ? null : { kind: row.outcome, date: row.outcome_on!, note: row.outcome_note, notedBy: nameOf(db, row.outcome_by!) },
    isMine: isReceiver(person, row),
  }
}
