// Keeping a link up, in the time of the test: waits, their cap, and what makes it try at once.
import { expect, test } from 'vitest'
import type { Result } from '../../src-main/contract/result.ts'
import { broadcastOf, watchNetwork } from '../../src-main/network/interfaces.ts'
import type { Interface } from '../../src-main/network/interfaces.ts'
import { keepLinked, waitAfter } from '../../src-main/network/redial.ts'
import type { Kept, RedialState } from '../../src-main/network/redial.ts'
import { manualTimers } from './manual-timers.ts'

const cable: Interface = { name: 'eth0', address: '192.168.1.7', broadcast: '192.168.1.255' }
const wireless: Interface = { name: 'wlan0', address: '10.0.0.7', broadcast: '10.0.0.255' }

/** A redial whose hub is there or not, as the test says. */
function keeping() {
  const timers = manualTimers()
  const office = { interfaces: [cable], isThere: false, hangs: false }
  const network = watchNetwork(timers, () => office.interfaces)
  const dials: number[] = []
  const states: RedialState[] = []
  const links: { end: (code: string) => void; closedFor: string | null }[] = []
  const dial = (): Promise<Result<Kept, { code: string }>> => {
    dials.push(timers.now())
    if (office.hangs) return new Promise((resolve) => timers.after(15_000, () => resolve({ ok: false, error: { code: 'UNREACHABLE' } })))
    if (!office.isThere) return Promise.resolve({ ok: false, error: { code: 'UNREACHABLE' } })
    const closed = Promise.withResolvers<{ code: string }>()
    const link = { end: (code: string) => closed.resolve({ code }), closedFor: null as string | null }
    links.push(link)
    return Promise.resolve({
      ok: true,
      value: {
        localAddress: '::ffff:192.168.1.7',
        closed: closed.promise,
        close(why) {
          link.closedFor = why
          closed.resolve({ code: 'CLOSED_HERE' })
        },
      },
    })
  }
  const redial = keepLinked({ dial, network, timers, random: () => 0.5, onState: (state) => states.push(state) })
  return { timers, office, dials, states, links, redial }
}

test('waits double up to a minute, each half by chance', () => {
  expect([0, 1, 2, 3, 6, 7, 1000].map((failures) => waitAfter(failures, 1))).toEqual([1000, 2000, 4000, 8000, 60_000, 60_000, 60_000])
  expect(waitAfter(3, 0)).toBe(4000)
})

test('a hub that is away is tried ever more seldom, and found when it is back', async () => {
  const { timers, office, dials, states, links } = keeping()
  await timers.pass(600_000)
  const gaps = dials.slice(1).map((at, place) => at - dials[place]!)
  expect(gaps.slice(0, 5)).toEqual([750, 1500, 3000, 6000, 12_000])
  expect(gaps.at(-1)).toBe(45_000)
  expect(states.at(-1)).toEqual({ state: 'waiting', fault: 'UNREACHABLE', wait: 45_000 })
  office.isThere = true
  await timers.pass(60_000)
  expect(states.at(-1)).toEqual({ state: 'linked' })
  expect(links).toHaveLength(1)
})

test('after a good link the first wait is short again; after one that broke at once it goes on growing', async () => {
  const { timers, office, states, links } = keeping()
  office.isThere = true
  await timers.pass(5000)
  links[0]!.end('OTHER_ARCHIVE')
  await timers.pass(1)
  expect(states.at(-1)).toMatchObject({ state: 'waiting', wait: 1500 })
  await timers.pass(40_000)
  links[1]!.end('LOST')
  await timers.pass(1)
  expect(states.at(-1)).toMatchObject({ state: 'waiting', fault: 'LOST', wait: 750 })
})

test('another network is tried at once', async () => {
  const { timers, office, dials } = keeping()
  await timers.pass(600_000)
  const before = dials.length
  office.interfaces = [cable, wireless]
  await timers.pass(2000)
  expect(dials.length).toBe(before + 1)
})

test('an attempt that hangs over a network that is gone is followed by one at once', async () => {
  const { timers, office, dials } = keeping()
  office.hangs = true
  await timers.pass(1000)
  const before = dials.length
  office.interfaces = [wireless]
  await timers.pass(2000)
  expect(dials.length).toBe(before)
  office.hangs = false
  await timers.pass(15_000)
  expect(dials.at(-1)! - dials.at(-2)!).toBeLessThanOrEqual(15_000)
})

test('a link whose own address is gone ends at once; one more network leaves it alone', async () => {
  const { timers, office, links, dials } = keeping()
  office.isThere = true
  await timers.pass(1000)
  office.interfaces = [cable, wireless]
  await timers.pass(3000)
  expect(links[0]!.closedFor).toBeNull()
  office.interfaces = [wireless]
  await timers.pass(3000)
  expect(links[0]!.closedFor).toBe('ADDRESS_GONE')
  expect(dials.length).toBeGreaterThan(1)
})

test('a PC that wakes drops the link that the other side gave up, and dials at once', async () => {
  const { timers, office, links, states } = keeping()
  office.isThere = true
  await timers.pass(40_000)
  timers.sleep(3_600_000)
  await timers.pass(2000)
  expect(links[0]!.closedFor).toBe('WOKE')
  expect(links).toHaveLength(2)
  expect(states.at(-1)).toEqual({ state: 'linked' })
})

test('a clock that is set back changes nothing', async () => {
  const { timers, office, links } = keeping()
  office.isThere = true
  await timers.pass(40_000)
  timers.sleep(-3_600_000)
  await timers.pass(5000)
  expect(links[0]!.closedFor).toBeNull()
})

test('stopped, it dials no more', async () => {
  const { timers, office, links, dials, redial } = keeping()
  office.isThere = true
  await timers.pass(1000)
  const before = dials.length
  redial.stop('QUIT')
  expect(links[0]!.closedFor).toBe('QUIT')
  await timers.pass(600_000)
  redial.nudge()
  expect(dials).toHaveLength(before)
})

test('broadcast addresses follow from the mask', () => {
  expect([broadcastOf('192.168.1.7', '255.255.255.0'), broadcastOf('10.20.30.40', '255.255.240.0'), broadcastOf('127.0.0.1', '255.0.0.0'), broadcastOf('10.0.0.1', '255.255.255.255')]).toEqual(['192.168.1.255', '10.20.31.255', '127.255.255.255', '10.0.0.1'])
})
