// The network as this PC has it now, and when that changes: another cable, another address, awake again. No system tells Node, so it is
// looked at each 2 s.
import { networkInterfaces } from 'node:os'
import { times } from './protocol.ts'
import { each } from './timers.ts'
import type { Timers } from './timers.ts'

export interface Interface {
  readonly name: string
  /** IPv4 */
  readonly address: string
  /** of its subnet; the address itself where it has none */
  readonly broadcast: string
}

/** changed: addresses came or went; woke: the PC slept, or its clock was set forward, which cannot be told apart. */
export type NetworkEvent = 'changed' | 'woke'

export interface NetworkWatch {
  interfaces(): readonly Interface[]
  /** Calls at each event; answers how to listen no more. */
  on(call: (event: NetworkEvent) => void): () => void
  stop(): void
}

/** This PC's IPv4 interfaces, without the one that leads back to itself. */
export function listInterfaces(): Interface[] {
  return Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? []).flatMap(({ family, internal, address, netmask }) => (family === 'IPv4' && !internal ? [{ name, address, broadcast: broadcastOf(address, netmask) }] : [])),
  )
}

/** The address that all PCs of a subnet hear: `192.168.1.7`, `255.255.255.0` → `192.168.1.255`. */
export function broadcastOf(address: string, netmask: string): string {
  const mask = netmask.split('.').map(Number)
  return address.split('.').map((part, place) => Number(part) | (~mask[place]! & 0xff)).join('.')
}

/** Watches the network. `list`: what the interfaces are, the system's unless given. */
export function watchNetwork(timers: Timers, list: () => readonly Interface[] = listInterfaces): NetworkWatch {
  const calls = new Set<(event: NetworkEvent) => void>()
  let current = list()
  let seen = sameText(current)
  let lead = timers.wall() - timers.now()
  const tell = (event: NetworkEvent): void => {
    for (const call of calls) call(event)
  }
  const stop = each(timers, times.watch, () => {
    // Running time may stand still while the PC sleeps, the clock on the wall does not. Set back is no waking.
    const before = lead
    lead = timers.wall() - timers.now()
    const now = list()
    const text = sameText(now)
    const isChanged = text !== seen
    current = now
    seen = text
    if (isChanged) tell('changed')
    if (lead - before > times.slept) tell('woke')
  })
  return {
    interfaces: () => current,
    on(call) {
      calls.add(call)
      return () => calls.delete(call)
    },
    stop,
  }
}

function sameText(interfaces: readonly Interface[]): string {
  return interfaces.map(({ name, address, broadcast }) => `${name} ${address} ${broadcast}`).sort().join('\n')
}
