// Which calls may be asked again when the office process died over them. Told by the name alone, so that the shell starts
// without building every schema; tests/shell/repeat.test.ts holds this against the contract.

const reading = /\.(get|find|list|suggest|count|browse|next|tree|state|today|read|rulebook|tasks|verify|print|document|export|report$|copyOut|copiesOf|dispatchOf|gapReport|seriesRule)/

/** What leaves the same behind however often it is done: nothing typed or dropped is lost because the office died over keeping it. */
const settled = new Set(['office.saveDraft', 'office.dropDraft', 'files.stage'])

/** A query, or a command that may be done twice or whose commandId makes the second asking safe. Another may have been done or not. */
export function mayRepeat({ name, input }: { name: string; input: unknown }): boolean {
  return reading.test(name) || settled.has(name) || (typeof input === 'object' && input !== null && typeof (input as { commandId?: unknown }).commandId === 'string')
}
