// UDP on every IPv4 interface: one socket that hears the port of announcements, and one for each interface that speaks, so that a word
// leaves by each of them and not only by the one the system prefers. Interfaces that come and go are followed.
import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { readDatagram } from './datagram.ts'
import type { Datagram } from './datagram.ts'
import type { NetworkWatch } from './interfaces.ts'
import { multicastGroup } from './protocol.ts'
import type { Timers } from './timers.ts'

export interface Sender {
  readonly host: string
  readonly port: number
}

export interface EtherOptions {
  /** UDP port of announcements */
  readonly port: number
  readonly network: NetworkWatch
  readonly timers: Timers
  hear(datagram: Datagram, from: Sender): void
  /** The interfaces are others now, and there are sockets on them. */
  onInterfaces(): void
}

export interface Ether {
  /** To everybody, by multicast and by broadcast, on each interface. What cannot be sent is not: it is said again soon. */
  say(bytes: Buffer): void
  /** To one. */
  answer(bytes: Buffer, to: Sender): void
  /** Whether the port of announcements is another program's here, so that only answers are heard. */
  readonly isDeaf: boolean
  stop(): void
}

/** Datagrams taken in a second: of one sender, and of all. More is dropped unread, as a flood or a loop is. */
const perSender = 20
const perSecond = 400

export function openEther(options: EtherOptions): Ether {
  const mouths = new Map<string, { socket: Socket; broadcast: string; isReady: boolean }>()
  const joined = new Set<string>()
  let ear: Socket | null = null
  let isListening = false
  let isStopped = false
  const takes = createGate(options.timers)

  function heard(bytes: Buffer, from: { address: string; port: number }): void {
    if (isStopped || !takes(from.address)) return
    const datagram = readDatagram(bytes)
    if (datagram !== null) options.hear(datagram, { host: from.address, port: from.port })
  }

  function openEar(): void {
    const socket = createSocket({ type: 'udp4', reuseAddr: true })
    ear = socket
    socket.on('message', heard)
    socket.on('error', () => {
      // Tried again when the network changes.
      if (ear === socket) ear = null
      isListening = false
      joined.clear()
      quietly(() => socket.close())
    })
    socket.bind(options.port, () => {
      isListening = true
      quietly(() => socket.setBroadcast(true))
      follow()
    })
    socket.unref()
  }

  function openMouth(address: string, broadcast: string): void {
    const socket = createSocket({ type: 'udp4' })
    const mouth = { socket, broadcast, isReady: false }
    mouths.set(address, mouth)
    const drop = (): void => {
      if (mouths.get(address) === mouth) mouths.delete(address)
      quietly(() => socket.close())
    }
    socket.on('message', heard)
    socket.on('error', drop)
    socket.bind({ address, port: 0 }, () => {
      // The interface may be gone again.
      quietly(() => socket.setBroadcast(true))
      quietly(() => socket.setMulticastInterface(address))
      quietly(() => socket.setMulticastTTL(1))
      mouth.isReady = true
      options.onInterfaces()
    })
    socket.unref()
  }

  function follow(): void {
    if (isStopped) return
    const now = new Map(options.network.interfaces().map(({ address, broadcast }) => [address, broadcast]))
    for (const [address, { socket, broadcast }] of mouths) {
      if (now.get(address) === broadcast) continue
      mouths.delete(address)
      quietly(() => socket.close())
    }
    for (const address of joined) if (!now.has(address)) joined.delete(address)
    for (const [address, broadcast] of now) {
      if (!mouths.has(address)) openMouth(address, broadcast)
      if (isListening && !joined.has(address) && quietly(() => ear?.addMembership(multicastGroup, address))) joined.add(address)
    }
  }

  const stopWatching = options.network.on(() => {
    if (ear === null) openEar()
    follow()
  })
  openEar()
  follow()

  return {
    say(bytes) {
      for (const { socket, broadcast, isReady } of mouths.values()) {
        if (!isReady) continue
        for (const to of new Set([multicastGroup, broadcast])) quietly(() => socket.send(bytes, options.port, to, () => {}))
      }
    },
    answer(bytes, to) {
      const socket = ear ?? [...mouths.values()][0]?.socket
      quietly(() => socket?.send(bytes, to.port, to.host, () => {}))
    },
    get isDeaf() {
      return !isListening
    },
    stop() {
      isStopped = true
      stopWatching()
      for (const socket of [ear, ...[...mouths.values()].map(({ socket }) => socket)]) quietly(() => socket?.close())
      mouths.clear()
    },
  }
}

/** Whether a datagram of this sender may be taken now; keeps no more senders than a second brings. */
export function createGate(timers: Timers): (sender: string) => boolean {
  let second = timers.now()
  let all = 0
  const bySender = new Map<string, number>()
  return (sender) => {
    if (timers.now() - second >= 1000) {
      second = timers.now()
      all = 0
      bySender.clear()
    }
    const ofSender = (bySender.get(sender) ?? 0) + 1
    if (ofSender > perSender || all >= perSecond) return false
    bySender.set(sender, ofSender)
    all += 1
    return true
  }
}

/** Does what the system may refuse while an interface goes away; answers whether it did. */
function quietly(act: () => void): boolean {
  try {
    act()
    return true
  } catch {
    return false
  }
}
