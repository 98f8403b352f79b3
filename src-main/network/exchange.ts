// The exchange of entries over one link, both ways at once (protocol.ts, steps 5 to 9). Taking in goes on in portions that a save
// never waits for; sending runs in a loop of its own, so that two PCs which send much to each other both go on reading.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { entriesAtOnce } from '../archive/admit.ts'
import type { ForeignEntry, Refused } from '../archive/admit.ts'
import type { ReadDb } from '../archive/database.ts'
import type { Journal } from '../archive/journal.ts'
import { lineOf } from '../archive/vector.ts'
import type { KnownDevice, Message } from './codec.ts'
import { batchFrom } from './entries-form.ts'
import type { Link } from './link.ts'
import { countLacking, entriesAfter, startFor } from './outbox.ts'

export interface ExchangeOptions {
  readonly link: Link
  readonly db: ReadDb
  readonly journal: Pick<Journal, 'admit' | 'vector'>
  /** the public key (SPKI DER) of a device whose entries are taken */
  keyOf(device: string): Buffer | null
  /** what this PC knows of the office's devices */
  devices(): readonly KnownDevice[]
  /** the other side's devices: keys of such as are not known here yet */
  learn(devices: readonly KnownDevice[]): void
  /** whether the PC at the other end may hold the payloads of a compartment */
  mayHold(compartment: string): boolean
  /** after each change of how the two stand */
  onChange(): void
  onRefused(refused: readonly Refused[]): void
}

export interface Exchange {
  /** takes a message of the link; false for one that is not of the exchange */
  receive(message: Message): Promise<boolean>
  /** something new may stand in the journal */
  wake(): void
  /** entries that the other side is not known to have */
  toSend(): number
  /** whether the other side said how far it is, and all was sent */
  readonly isInStep: boolean
}

/** Begins the exchange over an open link. */
export function startExchange(options: ExchangeOptions): Exchange {
  const { link, db, journal } = options
  let has: Record<string, number> | null = null
  let position = 0
  let isSending = false
  let isWoken = false
  let isClosed = false
  void link.closed.then(() => { isClosed = true })

  void link.send({ kind: 'devices', devices: options.devices() })
  void link.send({ kind: 'vector', lines: journal.vector() })

  function note(lines: Readonly<Record<string, number>>): void {
    has ??= {}
    for (const [line, sequence] of Object.entries(lines)) has[line] = Math.max(has[line] ?? 0, sequence)
  }

  async function pump(): Promise<void> {
    if (isSending || has === null) return void (isWoken = true)
    isSending = true
    try {
      do {
        isWoken = false
        for (;;) {
          const portion = entriesAfter(db, position, has, options.mayHold)
          if (portion.upTo === position || isClosed) break
          for (let from = 0; from < portion.entries.length; ) {
            const some = portion.entries.slice(from, from + batchFrom(portion.entries, from))
            from += some.length
            const sent = await link.send({ kind: 'entries', entries: some })
            // What was not sent is sent over the next link: the other side's vector says from where.
            if (!sent.ok) return
          }
          position = portion.upTo
          options.onChange()
          await nextTurn()
        }
      } while (isWoken && !isClosed)
    } finally {
      isSending = false
    }
  }

  async function take(entries: readonly ForeignEntry[]): Promise<void> {
    const before = journal.vector()
    // Who sends an entry has it.
    for (const line of Map.groupBy(entries, lineOf)) note({ [line[0]]: line[1].at(-1)!.sequence })
    for (let from = 0; from < entries.length; from += entriesAtOnce) {
      const admitted = journal.admit(entries.slice(from, from + entriesAtOnce), options.keyOf)
      if (admitted.refused.length > 0) options.onRefused(admitted.refused)
      // Between two portions a save takes its turn.
      await nextTurn()
    }
    const moved = Object.fromEntries(Object.entries(journal.vector()).filter(([line, sequence]) => before[line] !== sequence))
    if (Object.keys(moved).length > 0) void link.send({ kind: 'ack', lines: moved })
    options.onChange()
  }

  return {
    async receive(message) {
      if (message.kind === 'devices') options.learn(message.devices)
      else if (message.kind === 'vector') {
        has = null
        note(message.lines)
        position = startFor(db, message.lines, journal.vector())
        void pump()
        options.onChange()
      } else if (message.kind === 'ack') {
        note(message.lines)
        options.onChange()
      } else if (message.kind === 'entries') await take(message.entries)
      else return false
      return true
    },
    wake: () => void pump(),
    toSend: () => (has === null ? 0 : countLacking(has, journal.vector())),
    get isInStep() {
      return has !== null && !isSending && countLacking(has, journal.vector()) === 0
    },
  }
}
