// Finding hubs: a hub says each 5 s where it is, and answers who asks; who seeks asks on every interface and lists what it hears. All of
// it is hearsay until TLS and the pairing: anybody on the network can say anything, so lists are bounded and nothing is believed.
import { archiveTag, writeAnnouncement, writeQuery } from './datagram.ts'
import { openEther } from './ether.ts'
import type { Ether } from './ether.ts'
import type { NetworkWatch } from './interfaces.ts'
import { ports, times } from './protocol.ts'
import { each, systemTimers } from './timers.ts'
import type { Timers } from './timers.ts'

interface Where {
  readonly network: NetworkWatch
  readonly timers?: Timers
  /** UDP; the usual one unless given */
  readonly announcePort?: number
}

export interface AnnounceOptions extends Where {
  readonly archiveId: string
  /** 64 hex digits */
  readonly device: string
  /** of the office or PC, to be shown */
  readonly name: string
  /** TCP, where the hub listens */
  readonly port: number
}

export interface Announcing {
  /** Whether queries cannot be heard here, another program having the port: announcements go on. */
  readonly isDeaf: boolean
  stop(): void
}

/** Answers of a hub in a second: one to each seeker is enough. */
const answersPerSecond = 50

/** Announces a hub until stopped. */
export function announceHub(options: AnnounceOptions): Announcing {
  const timers = options.timers ?? systemTimers
  const tag = archiveTag(options.archiveId)
  const words = writeAnnouncement({ tag, device: options.device, port: options.port, name: options.name })
  let answers = 0
  const ether: Ether = openEther({
    port: options.announcePort ?? ports.announce,
    network: options.network,
    timers,
    hear(datagram, from) {
      if (datagram.type !== 'query' || (datagram.tag !== null && datagram.tag !== tag) || answers >= answersPerSecond) return
      answers += 1
      ether.answer(words, from)
    },
    onInterfaces: () => ether.say(words),
  })
  const stopCounting = each(timers, 1000, () => (answers = 0))
  const stopSaying = each(timers, times.announce, () => ether.say(words))
  return {
    get isDeaf() {
      return ether.isDeaf
    },
    stop() {
      stopCounting()
      stopSaying()
      ether.stop()
    },
  }
}

/** A hub as it was heard of; nothing of it is proven. */
export interface HeardHub {
  readonly device: string
  readonly host: string
  readonly port: number
  readonly name: string
  readonly protocol: number
  /** tag of its archive, 16 hex digits */
  readonly tag: string
}

export interface SeekOptions extends Where {
  /** the archive whose hubs are sought; null: every hub, for a PC that wants to join */
  readonly archiveId: string | null
  /** The hubs that are heard of changed: one came, went, or moved. */
  onHubs?(hubs: readonly HeardHub[]): void
}

export interface Seeking {
  hubs(): readonly HeardHub[]
  /** Asks now; it asks by itself at the beginning, each 5 s, and when the interfaces change. */
  ask(): void
  stop(): void
}

/** Hubs kept in all, and of one host: who makes them up crowds out nobody else's. */
const hubsKept = 64
const hubsPerHost = 4

/** Seeks hubs until stopped. */
export function seekHubs(options: SeekOptions): Seeking {
  const timers = options.timers ?? systemTimers
  const tag = options.archiveId === null ? null : archiveTag(options.archiveId)
  const query = writeQuery(tag)
  const heard = new Map<string, { hub: HeardHub; at: number }>()
  const hubs = () => [...heard.values()].map(({ hub }) => hub)
  const changed = () => options.onHubs?.(hubs())

  const ether: Ether = openEther({
    port: options.announcePort ?? ports.announce,
    network: options.network,
    timers,
    hear(datagram, { host }) {
      if (datagram.type !== 'announcement' || (tag !== null && datagram.tag !== tag)) return
      const { type: _type, ...said } = datagram
      const hub: HeardHub = { ...said, host }
      // A hub with two addresses is two ways to it.
      const key = `${host} ${hub.device}`
      const before = heard.get(key)
      if (before === undefined && (heard.size >= hubsKept || hubs().filter((one) => one.host === host).length >= hubsPerHost)) return
      heard.set(key, { hub, at: timers.now() })
      if (before === undefined || JSON.stringify(before.hub) !== JSON.stringify(hub)) changed()
    },
    onInterfaces: () => ether.say(query),
  })
  const stopAsking = each(timers, times.announce, () => {
    const due = [...heard].filter(([, { at }]) => timers.now() - at >= times.hubForgotten)
    for (const [key] of due) heard.delete(key)
    if (due.length > 0) changed()
    ether.say(query)
  })
  return {
    hubs,
    ask: () => ether.say(query),
    stop() {
      stopAsking()
      ether.stop()
    },
  }
}
