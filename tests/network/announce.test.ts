// Hubs found by UDP: on loopback, and between two network namespaces where the machine can make them.
import { createSocket } from 'node:dgram'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { announceHub, seekHubs } from '../../src-main/network/announce.ts'
import type { HeardHub } from '../../src-main/network/announce.ts'
import { archiveTag, readDatagram, writeAnnouncement, writeQuery } from '../../src-main/network/datagram.ts'
import { createGate } from '../../src-main/network/ether.ts'
import { watchNetwork } from '../../src-main/network/interfaces.ts'
import type { Interface } from '../../src-main/network/interfaces.ts'
import { datagramBound } from '../../src-main/network/protocol.ts'
import { systemTimers } from '../../src-main/network/timers.ts'
import { manualTimers } from './manual-timers.ts'
import { ip, twoNamespaces } from './namespaces.ts'

const archiveId = '4b0b1c7e-7f5e-4f0e-9b0e-6a1d2c3b4a59'
const device = 'a'.repeat(64)
const loopback: Interface = { name: 'lo', address: '127.0.0.1', broadcast: '127.255.255.255' }

const until = async (holds: () => boolean, ms = 5000) => {
  for (let waited = 0; !holds() && waited < ms; waited += 20) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(holds()).toBe(true)
}

/** A UDP port that is free now. */
async function freePort(): Promise<number> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  const { port } = socket.address()
  await new Promise<void>((resolve) => socket.close(() => resolve()))
  return port
}

/** A network of loopback alone, which the test can take away. */
function localNetwork() {
  const here = { interfaces: [loopback] }
  const network = watchNetwork(systemTimers, () => here.interfaces)
  onTestFinished(() => network.stop())
  return { here, network }
}

function seeking(announcePort: number, network: ReturnType<typeof watchNetwork>, archive: string | null = archiveId) {
  const lists: (readonly HeardHub[])[] = []
  const seek = seekHubs({ archiveId: archive, network, announcePort, onHubs: (hubs) => lists.push(hubs) })
  onTestFinished(() => seek.stop())
  return { seek, lists }
}

test('who seeks finds the hub within a second, and again after it moved', async () => {
  const announcePort = await freePort()
  const { network } = localNetwork()
  const hub = announceHub({ archiveId, device, name: 'Văn phòng Đảng ủy', port: 4711, network, announcePort })
  await new Promise((resolve) => setTimeout(resolve, 200))
  const { seek } = seeking(announcePort, network)
  await until(() => seek.hubs().length === 1, 1000)
  expect(seek.hubs()[0]).toEqual({ device, host: '127.0.0.1', port: 4711, name: 'Văn phòng Đảng ủy', protocol: 1, tag: archiveTag(archiveId) })
  hub.stop()
  const moved = announceHub({ archiveId, device, name: 'Văn phòng Đảng ủy', port: 4712, network, announcePort })
  onTestFinished(() => moved.stop())
  await until(() => seek.hubs()[0]?.port === 4712, 1000)
})

test('hubs of other archives are heard by those alone who seek any', async () => {
  const announcePort = await freePort()
  const { network } = localNetwork()
  const hub = announceHub({ archiveId, device, name: 'Một', port: 4711, network, announcePort })
  onTestFinished(() => hub.stop())
  const { seek: other } = seeking(announcePort, network, '00000000-0000-4000-8000-000000000000')
  const { seek: any } = seeking(announcePort, network, null)
  await until(() => any.hubs().length === 1)
  expect(other.hubs()).toEqual([])
})

test('an interface that comes later is followed', async () => {
  const announcePort = await freePort()
  const { here, network } = localNetwork()
  here.interfaces = []
  await new Promise((resolve) => setTimeout(resolve, 2500))
  const hub = announceHub({ archiveId, device, name: 'Một', port: 4711, network, announcePort })
  onTestFinished(() => hub.stop())
  const { seek } = seeking(announcePort, network)
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(seek.hubs()).toEqual([])
  here.interfaces = [loopback]
  await until(() => seek.hubs().length === 1)
})

test('malformed datagrams and made-up hubs leave the list bounded and the true hub in it', async () => {
  const announcePort = await freePort()
  const { network } = localNetwork()
  const { seek } = seeking(announcePort, network)
  const liar = createSocket('udp4')
  await new Promise<void>((resolve) => liar.bind(0, '127.0.0.2', resolve))
  onTestFinished(() => void liar.close())
  for (let count = 0; count < 300; count++) {
    liar.send(writeAnnouncement({ tag: archiveTag(archiveId), device: count.toString(16).padStart(64, '0'), port: 1, name: 'x' }), announcePort, '127.0.0.1')
    liar.send(Buffer.alloc(count * 3, count), announcePort, '127.0.0.1')
  }
  const hub = announceHub({ archiveId, device, name: 'Một', port: 4711, network, announcePort })
  onTestFinished(() => hub.stop())
  // Its first word may be lost in the flood.
  await until(() => seek.hubs().some((one) => one.device === device), 15_000)
  expect(seek.hubs().length).toBeLessThanOrEqual(5)
})

test('a hub that falls silent is forgotten', async () => {
  const announcePort = await freePort()
  const timers = manualTimers()
  const network = watchNetwork(timers, () => [loopback])
  const seek = seekHubs({ archiveId, network, announcePort, timers })
  onTestFinished(() => seek.stop())
  const teller = createSocket('udp4')
  onTestFinished(() => void teller.close())
  await new Promise((resolve) => setTimeout(resolve, 200))
  teller.send(writeAnnouncement({ tag: archiveTag(archiveId), device, port: 1, name: 'x' }), announcePort, '127.0.0.1')
  await until(() => seek.hubs().length === 1)
  await timers.pass(26_000)
  expect(seek.hubs()).toEqual([])
})

test('a sender that floods is heard twenty times a second, others are heard on', async () => {
  const timers = manualTimers()
  const takes = createGate(timers)
  const count = (sender: string) => Array.from({ length: 1000 }, () => takes(sender)).filter(Boolean).length
  expect([count('10.0.0.1'), count('10.0.0.1'), count('10.0.0.2')]).toEqual([20, 0, 20])
  await timers.pass(1000)
  expect(count('10.0.0.1')).toBe(20)
})

test('datagrams come out as they went in, names clipped at a whole letter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 1, max: 65535 }), (name, port) => {
      const bytes = writeAnnouncement({ tag: '0123456789abcdef', device, port, name })
      expect(bytes.length).toBeLessThanOrEqual(datagramBound)
      expect(readDatagram(bytes)).toMatchObject({ type: 'announcement', tag: '0123456789abcdef', device, port })
      expect((readDatagram(bytes) as { name: string }).name).not.toContain('\ufffd')
    }),
  )
  expect(readDatagram(writeQuery(null))).toEqual({ type: 'query', protocol: 1, tag: null })
  expect(readDatagram(writeAnnouncement({ tag: '0123456789abcdef', device, port: 1, name: 'Máy\u202e gnốd' }))).toMatchObject({ name: 'Máy gnốd' })
})

test('any bytes are read as a datagram or as none, without a throw', () => {
  const whole = writeAnnouncement({ tag: archiveTag(archiveId), device, port: 1, name: 'x'.repeat(50) })
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), fc.nat(whole.length), fc.nat(255), (some, place, byte) => {
      readDatagram(Buffer.from(some))
      const changed = Buffer.from(whole)
      changed[place] = byte
      readDatagram(changed)
      readDatagram(whole.subarray(0, place))
    }),
    { numRuns: 2000 },
  )
  expect(readDatagram(Buffer.concat([whole, Buffer.alloc(datagramBound)]))).toBeNull()
})

test('a hub in another network namespace is found over a cable, and again under its new address', { timeout: 60_000 }, async (context) => {
  const spaces = twoNamespaces()
  if (spaces === null) return context.skip('this machine lets no network namespaces with veth be made')
  const { a, b } = spaces
  spaces.run(a, 'announce-child.ts', 'hub')
  const seek = spaces.run(b, 'announce-child.ts', 'seek')
  const hosts = () => seek.lines().filter((line) => line.startsWith('[')).map((line) => (JSON.parse(line) as HeardHub[]).map(({ host }) => host)).at(-1) ?? []
  await until(() => hosts().includes('10.77.0.1'), 20_000)
  // Another address: the old one is gone, a new one is there.
  ip(`-n ${a} address flush dev ${a}`)
  ip(`-n ${a} address add 10.77.0.9/24 brd + dev ${a}`)
  await until(() => hosts().includes('10.77.0.9'), 15_000)
})
