// This PC in the network of its office: listens where it is a hub, dials the hubs that it knows, exchanges with whoever is linked, and
// lets new PCs in while somebody in charge has opened the door.
import type { Archive } from '../archive/archive.ts'
import type { Refused } from '../archive/admit.ts'
import { latestMigration } from '../archive/schema.ts'
import { sql } from '../archive/sql.ts'
import { announceHub } from './announce.ts'
import type { Announcing } from './announce.ts'
import type { Hello, KnownDevice, Message } from './codec.ts'
import { deviceRow, deviceRows, isMember, knownDevices, mayHold, publicKeyOf } from './devices.ts'
import { dial } from './dial.ts'
import { readPackings } from './entries-form.ts'
import { startExchange } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import { deviceCertificate } from './identity.ts'
import { listInterfaces, watchNetwork } from './interfaces.ts'
import type { NetworkFiles } from './files.ts'
import type { Link } from './link.ts'
import { listen } from './listen.ts'
import type { Listener } from './listen.ts'
import { startPairing } from './pairing.ts'
import type { Pairing } from './pairing.ts'
import { protocolVersion } from './protocol.ts'
import { keepLinked } from './redial.ts'
import type { Redial } from './redial.ts'
import { each, systemTimers } from './timers.ts'
import type { Timers } from './timers.ts'

export interface NodeOptions {
  readonly archive: Archive
  readonly files: NetworkFiles
  /** version of the program */
  readonly program: string
  /** of this PC, to be shown */
  readonly name: string
  officeName(): string
  /** whether this PC may be networked at all */
  mayLink(): boolean
  /** something that windows show of the network changed */
  changed(): void
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void
  readonly timers?: Timers
  /** UDP */
  readonly announcePort?: number
}

/** How this PC stands with another one. */
export interface PeerState {
  readonly device: string
  /** linked: with an open link; dialling: tries; away: waits, or does not dial it */
  readonly state: 'linked' | 'dialling' | 'away'
  /** entries that it is not known to have; null while it is not linked */
  readonly toSend: number | null
  /** how far its clock is ahead of this PC's, ms; null while it is not linked */
  readonly clockAhead: number | null
  /** why the last attempt or link ended, as a code; null where none did */
  readonly fault: string | null
}

/** A PC that wants to join, whose code is there to be compared. */
export interface Joining {
  readonly device: string
  readonly name: string
  readonly address: string | null
  /** null: not there yet */
  readonly code: string | null
}

export interface NetworkNode {
  /** Brings what runs to what the tables say: hub or not, hubs to dial, devices that may link. */
  settle(): Promise<void>
  /** where this PC listens; null where it does not */
  readonly port: number | null
  peers(): readonly PeerState[]
  joining(): readonly Joining[]
  /** whether a PC that is not known is taken into pairing, and until when, ms since 1970 */
  openDoor(until: number): void
  readonly doorOpenUntil: number | null
  pairingOf(device: string): Pairing | null
  readonly refused: readonly Refused[]
  stop(): Promise<void>
}

/** ms */
const lookEach = 20_000

/** What is kept of entries that were refused: to be shown, newest last. */
const refusedKept = 50

interface Linked {
  readonly link: Link
  readonly exchange: Exchange
  readonly dialledHere: boolean
  readonly clockAhead: number
}

export function createNode(options: NodeOptions): NetworkNode {
  const { archive, log, changed } = options
  const { db, journal } = archive
  const timers = options.timers ?? systemTimers
  const identity = archive.keyring.identity(archive.epoch)
  const certificate = deviceCertificate(identity)
  const network = watchNetwork(timers)
  const linked = new Map<string, Linked>()
  const pairings = new Map<string, { readonly pairing: Pairing; readonly link: Link }>()
  const redials = new Map<string, { readonly redial: Redial; readonly address: string }>()
  const dialling = new Map<string, { state: 'dialling' | 'linked' | 'waiting'; fault: string | null }>()
  /** keys of devices that a member told and whose record is still to come */
  const told = new Map<string, Buffer>()
  const refused: Refused[] = []
  let listener: Listener | null = null
  let announcing: Announcing | null = null
  let doorOpenUntil: number | null = null
  let isStopped = false
  let settling: Promise<void> = Promise.resolve()

  const hello = (): Hello => ({
    protocol: protocolVersion,
    program: options.program,
    schema: latestMigration(archive.schema),
    archiveId: archive.id,
    device: identity.device,
    epoch: identity.epoch,
    clockMs: timers.wall(),
    name: options.name,
    addresses: listener === null ? [] : listInterfaces().slice(0, 16).map(({ address }) => ({ host: address, port: listener!.port })),
    unpacks: [...readPackings],
  })

  function learn(devices: readonly KnownDevice[]): void {
    for (const { id, publicKey } of devices) if (publicKeyOf(db, id) === null) told.set(id, publicKey)
  }

  /** The exchange over a link; messages may come before whoever opened it is told. */
  function exchangeOver(link: Link, dialledHere: boolean): Exchange | null {
    const known = linked.get(link.device)
    if (known?.link === link) return known.exchange
    if (known !== undefined) {
      // Both dialled: that of the lower device stays, on both sides alike. One side alone: its older link is a broken one.
      const keepsOld = known.dialledHere !== dialledHere && known.dialledHere === identity.device < link.device
      ;(keepsOld ? link : known.link).close('TWICE')
      if (keepsOld) return null
    }
    const { device } = link
    const exchange = startExchange({
      link,
      db,
      journal,
      keyOf: (id) => publicKeyOf(db, id) ?? told.get(id) ?? null,
      devices: () => knownDevices(db),
      learn,
      mayHold: (compartment) => mayHold(db, device, compartment),
      onChange: changed,
      onRefused(some) {
        refused.push(...some)
        refused.splice(0, refused.length - refusedKept)
        for (const { entry, why } of some) log('warn', `entry ${entry} of another PC was refused: ${why}`)
      },
    })
    options.files.exchange.attach(link)
    linked.set(device, { link, exchange, dialledHere, clockAhead: link.hello.clockMs - timers.wall() })
    noteContact(device)
    changed()
    void link.closed.then(({ code, params }) => {
      log('info', `link with ${device.slice(0, 8)} ended: ${code} ${params.detail}`)
      if (linked.get(device)?.link !== link) return
      linked.delete(device)
      if (!isStopped) noteContact(device)
      changed()
    })
    return exchange
  }

  function noteContact(device: string): void {
    db.run(sql`INSERT INTO network_contact (device, at) VALUES (${device}, ${new Date(timers.wall()).toISOString()}) ON CONFLICT (device) DO UPDATE SET at = excluded.at`)
  }

  function pairingOver(link: Link): Pairing {
    const known = pairings.get(link.device)
    if (known?.link === link) return known.pairing
    known?.link.close('TWICE')
    const pairing = startPairing({
      link,
      role: 'hub',
      meeting: { hub: identity.device, joining: link.device },
      archiveId: archive.id,
      officeName: options.officeName(),
      onCode: changed,
    })
    pairings.set(link.device, { pairing, link })
    void link.closed.then(() => {
      if (pairings.get(link.device)?.link === link) pairings.delete(link.device)
      changed()
    })
    changed()
    return pairing
  }

  const receiver = (dialledHere: boolean) => async (link: Link, message: Message): Promise<void> => {
    if (link.standing === 'joining') return pairingOver(link).receive(message)
    const exchange = exchangeOver(link, dialledHere)
    if (exchange !== null && !(await exchange.receive(message))) await options.files.exchange.receive(link, message)
  }

  async function settleListening(): Promise<void> {
    const pc = db.get<{ listens: number; port: number }>(sql`SELECT listens, port FROM network_pc`)
    if (pc?.listens !== 1 || !options.mayLink()) {
      announcing?.stop()
      announcing = null
      await listener?.close('CLOSED')
      listener = null
      return
    }
    if (listener !== null) return
    const opened = await listen({
      certificate,
      port: pc.port,
      hello,
      receive: receiver(false),
      admit: (device) => (isMember(db, device) ? 'member' : doorOpenUntil !== null && timers.wall() < doorOpenUntil && deviceRow(db, device) === undefined ? 'joining' : null),
      onLink: (link) => void (link.standing === 'joining' ? pairingOver(link) : exchangeOver(link, false)),
      timers,
    })
    if (!opened.ok) return log('error', `cannot listen at port ${pc.port}: ${opened.error.params.detail}`)
    listener = opened.value
    announcing = announceHub({ archiveId: archive.id, device: identity.device, name: options.officeName() || options.name, port: listener.port, network, timers, ...(options.announcePort === undefined ? {} : { announcePort: options.announcePort }) })
  }

  function settleDialling(): void {
    const hubs = db.all<{ device: string; host: string; port: number }>(sql`SELECT device, host, port FROM network_hub`).filter(({ device }) => device !== identity.device && options.mayLink())
    const wanted = new Map(hubs.map((hub) => [hub.device, hub]))
    for (const [device, { redial, address }] of redials) {
      const hub = wanted.get(device)
      if (hub !== undefined && address === `${hub.host} ${hub.port}`) continue
      redial.stop('CHANGED')
      redials.delete(device)
      dialling.delete(device)
    }
    for (const { device, host, port } of hubs) {
      if (redials.has(device)) continue
      const redial = keepLinked<Link>({
        async dial() {
          const link = await dial({ host, port, certificate, to: { standing: 'member', device }, hello, receive: receiver(true), timers })
          if (link.ok) exchangeOver(link.value, true)
          return link
        },
        onState(state) {
          dialling.set(device, { state: state.state, fault: state.state === 'waiting' ? state.fault : null })
          changed()
        },
        network,
        timers,
      })
      redials.set(device, { redial, address: `${host} ${port}` })
    }
  }

  async function settle(): Promise<void> {
    if (isStopped) return
    for (const { id, retired_at } of deviceRows(db)) if (retired_at !== null) linked.get(id)?.link.close('RETIRED')
    if (!options.mayLink()) for (const { link } of linked.values()) link.close('CLOSED')
    await settleListening()
    settleDialling()
    changed()
  }

  archive.onCommitted((_head, touched) => {
    if (isStopped) return
    for (const { exchange } of linked.values()) exchange.wake()
    if (touched.some(({ table }) => table === 'device')) setImmediate(() => void node.settle())
  })

  // What this PC may do is a table of its own, of which no commit tells; and a port that was taken may be free.
  const stopLooking = each(timers, lookEach, () => void node.settle())

  const node: NetworkNode = {
    settle: () => (settling = settling.then(settle).catch((error: unknown) => log('error', `network: ${String(error)}`))),
    get port() {
      return listener?.port ?? null
    },
    peers() {
      const devices = new Set([...deviceRows(db).map(({ id }) => id), ...redials.keys(), ...linked.keys()])
      devices.delete(identity.device)
      return [...devices].map((device) => {
        const one = linked.get(device)
        const tried = dialling.get(device)
        return {
          device,
          state: one !== undefined ? ('linked' as const) : tried?.state === 'dialling' ? ('dialling' as const) : ('away' as const),
          toSend: one?.exchange.toSend() ?? null,
          clockAhead: one?.clockAhead ?? null,
          fault: one === undefined ? (tried?.fault ?? null) : null,
        }
      })
    },
    joining: () => [...pairings].map(([device, { pairing, link }]) => ({ device, name: link.hello.name, address: link.remoteAddress, code: pairing.code })),
    openDoor(until) {
      doorOpenUntil = until
      changed()
    },
    get doorOpenUntil() {
      return doorOpenUntil !== null && timers.wall() < doorOpenUntil ? doorOpenUntil : null
    },
    pairingOf: (device) => pairings.get(device)?.pairing ?? null,
    refused,
    async stop() {
      isStopped = true
      stopLooking()
      await settling
      await options.files.stop()
      for (const { redial } of redials.values()) redial.stop('CLOSED')
      announcing?.stop()
      for (const { link } of [...linked.values(), ...pairings.values()]) link.close('CLOSED')
      await listener?.close('CLOSED')
      network.stop()
    },
  }
  return node
}
