// One link between two PCs, over a stream whose other end is known: hello, messages both ways, heartbeats, farewell. What each side
// does on each fault stands in protocol.ts. TLS stands below, in listen.ts and dial.ts.
//
// Messages are handed on one at a time, and nothing more is read until the handler is done: who sends too fast is held back by TCP, not
// by memory here.
import type { Duplex } from 'node:stream'
import { err, ok } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { decodeMessage, encodeMessage, kindOfByte } from './codec.ts'
import type { Hello, Message, TooLarge } from './codec.ts'
import { packingFor } from './entries-form.ts'
import { createFrameReader, createFrameWriter, frameHead } from './frames.ts'
import { bounds, joiningKinds, kinds, times, unknownKindBound } from './protocol.ts'
import { each, systemTimers } from './timers.ts'
import type { Timers } from './timers.ts'

/** How the other end is taken: as a PC of the office, or as one in pairing, with which only the kinds of pairing pass. */
export type LinkStanding = 'member' | 'joining'

/**
 * Why a link ended. CLOSED_HERE: by `close`; BYE: by the other side, `detail` is its reason; SILENT: nothing heard for 30 s; LOST: the
 * connection broke or was ended without a word; GARBAGE: what came was not of the protocol; OTHER_ARCHIVE: two offices;
 * GREETING_LATE: no hello in time; HANDLER_FAILED: this program could not handle a message, a fault of its own.
 */
export interface Ending {
  readonly code: 'CLOSED_HERE' | 'BYE' | 'SILENT' | 'LOST' | 'GARBAGE' | 'OTHER_ARCHIVE' | 'GREETING_LATE' | 'HANDLER_FAILED'
  /** for the log and for IT staff */
  readonly params: { readonly detail: string; /** where a handler failed */ readonly cause?: unknown }
}

export type Sent = Result<null, TooLarge | { readonly code: 'LINK_CLOSED' }>

export interface Link {
  /** the other side's, as TLS showed it */
  readonly device: string
  /** of its certificate, SPKI DER */
  readonly publicKey?: Buffer
  readonly standing: LinkStanding
  /** what the other side said of itself */
  readonly hello: Hello
  /** this PC's own address of the connection */
  readonly localAddress: string | null
  readonly remoteAddress: string | null
  /**
   * Sends a message; chunks of files leave after all else. Answers once it was handed to the connection and there is room for the
   * next: who sends much waits for each answer.
   */
  send(message: Message): Promise<Sent>
  /** Ends the link; the other side is told why (a code). Messages that have not left are dropped. */
  close(why: string): void
  /** settles once, when the link has ended; never rejects */
  readonly closed: Promise<Ending>
}

export interface LinkOptions {
  /** This PC's own hello, asked for at the opening. */
  hello(): Hello
  /** Takes a message other than hello, bye and ping; the next comes when it is done. */
  receive(link: Link, message: Message): void | Promise<void>
  readonly timers?: Timers | undefined
}

export interface Peer {
  readonly device: string
  /** of its certificate, SPKI DER; left out where TLS stands elsewhere */
  readonly publicKey?: Buffer
  readonly standing: LinkStanding
  readonly localAddress: string | null
  readonly remoteAddress: string | null
}

/** Exchanges hellos over a stream to a known peer; answers the link, or why there is none. The stream belongs to the link from now on. */
export function openLink(stream: Duplex, peer: Peer, options: LinkOptions): Promise<Result<Link, Ending>> {
  const timers = options.timers ?? systemTimers
  const own = options.hello()
  const writer = createFrameWriter(stream)
  let isFirst = true
  const reader = createFrameReader({
    bound(byte) {
      const kind = kindOfByte(byte)
      const comesFirst = isFirst
      isFirst = false
      // Who is turned away is told so in place of a hello.
      if (comesFirst ? kind !== 'hello' && kind !== 'bye' : kind === 'hello') return -1
      if (kind === null) return peer.standing === 'member' ? unknownKindBound : bounds.hello
      return peer.standing === 'member' || joiningKinds.includes(kind) ? bounds[kind] : -1
    },
    knows: (byte) => kindOfByte(byte) !== null,
  })

  let link: Link | null = null
  let ending: Ending | null = null
  let isBusy = false
  let heard = timers.now()
  let pinged = heard
  const closed = Promise.withResolvers<Ending>()
  const opened = Promise.withResolvers<Result<Link, Ending>>()

  /** Ends once; `bye`: what the other side is told, null where it told it or cannot hear. */
  function end(code: Ending['code'], detail: string, bye: string | null, cause?: unknown): void {
    if (ending !== null) return
    ending = { code, params: { detail, ...(cause === undefined ? {} : { cause }) } }
    stopBeating()
    stopGreeting()
    writer.stop()
    const payload = bye === null ? null : encodeMessage({ kind: 'bye', why: bye })
    if (payload?.ok === true && stream.writable) {
      stream.write(Buffer.concat([frameHead(kinds.bye, payload.value.length), payload.value]))
      stream.end()
      // Until the other side has read it, what still comes is read and dropped: a reset would overtake the word of farewell.
      const stopWaiting = timers.after(times.farewell, () => stream.destroy())
      stream.once('close', stopWaiting)
    } else stream.destroy()
    opened.resolve({ ok: false, error: ending })
    closed.resolve(ending)
  }

  const stopGreeting = timers.after(times.greeting, () => end('GREETING_LATE', 'no hello in time', null))
  const stopBeating = each(timers, times.beat, () => {
    const now = timers.now()
    // While a message is handled nothing is read, so nothing can be heard.
    if (!isBusy && now - heard >= times.dead) return end('SILENT', `nothing heard for ${times.dead / 1000} s`, null)
    if (now - pinged < times.ping || writer.queued > 0 || stream.writableNeedDrain) return
    pinged = now
    void writer.write(kinds.ping, Buffer.alloc(0))
  })

  function greet(hello: Hello): void {
    if (hello.device !== peer.device) return end('GARBAGE', 'hello of another device', 'GARBAGE')
    if (hello.archiveId !== null && own.archiveId !== null && hello.archiveId !== own.archiveId) return end('OTHER_ARCHIVE', hello.archiveId, 'OTHER_ARCHIVE')
    stopGreeting()
    const packing = packingFor(hello.unpacks)
    link = {
      ...peer,
      hello,
      async send(message) {
        const payload = encodeMessage(message, packing)
        if (!payload.ok) return payload
        const isSent = await writer.write(kinds[message.kind], payload.value, message.kind === 'fileChunk' ? 'bulk' : 'soon')
        return isSent ? ok(null) : err('LINK_CLOSED')
      },
      close: (why) => end('CLOSED_HERE', why, why),
      closed: closed.promise,
    }
    opened.resolve(ok(link))
  }

  async function take(message: Message): Promise<void> {
    if (message.kind === 'hello') return greet(message)
    if (message.kind === 'bye') return end('BYE', message.why, null)
    if (message.kind === 'ping' || link === null) return
    isBusy = true
    try {
      await options.receive(link, message)
    } catch (error) {
      end('HANDLER_FAILED', `${message.kind}: ${error instanceof Error ? error.message : String(error)}`, 'INTERNAL', error)
    } finally {
      isBusy = false
      heard = timers.now()
    }
  }

  async function read(): Promise<void> {
    try {
      for await (const bytes of stream) {
        if (ending !== null) continue
        heard = timers.now()
        const frames = reader.feed(bytes as Buffer)
        if (!frames.ok) {
          end('GARBAGE', `frame of kind ${frames.error.params.kind}, ${frames.error.params.length} bytes`, 'GARBAGE')
          continue
        }
        for (const { kind, payload } of frames.value) {
          const message = decodeMessage(kindOfByte(kind)!, payload)
          if (message.ok) await take(message.value)
          else end('GARBAGE', `${message.error.params.kind}: ${message.error.params.why}`, 'GARBAGE')
          if (ending !== null) break
        }
      }
      end('LOST', 'ended by the other side', null)
    } catch (error) {
      end('LOST', (error as NodeJS.ErrnoException).code ?? String(error), null)
    }
  }

  // Errors come to the reading loop; one that comes after it must find a listener.
  stream.on('error', () => {})
  stream.once('close', () => {
    if (isBusy) end('LOST', 'closed', null)
  })
  const greeting = encodeMessage({ kind: 'hello', ...own })
  if (!greeting.ok) throw new Error('the own hello is too large')
  void writer.write(kinds.hello, greeting.value)
  void read()
  return opened.promise
}

/** Tells who is not let in why, and closes. */
export function turnAway(stream: Duplex, why: string, timers: Timers): void {
  stream.on('error', () => {})
  const payload = encodeMessage({ kind: 'bye', why })
  if (payload.ok && stream.writable) stream.end(Buffer.concat([frameHead(kinds.bye, payload.value.length), payload.value]))
  stream.resume()
  const stopWaiting = timers.after(times.farewell, () => stream.destroy())
  stream.once('close', stopWaiting)
}
