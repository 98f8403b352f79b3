// PCs with real stores of files that exchange them over links in this process.
import { createHash, randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { duplexPair } from 'node:stream'
import { onTestFinished } from 'vitest'
import type { FileStore } from '../../src-main/files/store.ts'
import type { Message } from '../../src-main/network/codec.ts'
import { createFileExchange } from '../../src-main/network/file-exchange.ts'
import type { FileExchange, FileExchangeOptions } from '../../src-main/network/file-exchange.ts'
import { openLink } from '../../src-main/network/link.ts'
import type { Link } from '../../src-main/network/link.ts'
import { partialsIn } from '../../src-main/network/partial.ts'
import { freshStore, value } from '../files/store-setting.ts'
import { helloOf } from './devices.ts'

export interface FilePeer {
  readonly device: string
  readonly store: FileStore
  /** of partials */
  readonly folder: string
  exchange: FileExchange
  /** ids of files as they came into the store */
  readonly fetched: string[]
  readonly givenUp: string[]
  readonly failed: string[]
  /** begins anew, as a program that was ended */
  restart(): Promise<void>
  /** what came over its links, before the exchange takes it; an answer takes its place */
  seen: (message: Message) => Message | void
}

/** A PC named by one hex digit. */
export async function filePeer(digit: string, options: Partial<FileExchangeOptions> = {}): Promise<FilePeer> {
  const { store, folder: whole, key } = await freshStore()
  const folder = join(whole, 'partials')
  const [fetched, givenUp, failed]: [string[], string[], string[]] = [[], [], []]
  const make = () =>
    createFileExchange({
      store,
      mayLeave: () => true,
      partials: partialsIn({ folder, key, diskName: store.diskName }),
      events: { fetched: (fileId) => fetched.push(fileId), peerGivenUp: (device) => givenUp.push(device), failed: (_fileId, code) => failed.push(code) },
      ...options,
    })
  const peer: FilePeer = {
    device: digit.repeat(64),
    store,
    folder,
    exchange: make(),
    fetched,
    givenUp,
    failed,
    seen: () => {},
    async restart() {
      await peer.exchange.stop()
      peer.exchange = make()
    },
  }
  onTestFinished(() => peer.exchange.stop())
  return peer
}

export interface Cable {
  /** from the first to the second, and back */
  readonly links: readonly [Link, Link]
  pull(): Promise<void>
}

/** Links two PCs. */
export async function cable(first: FilePeer, second: FilePeer): Promise<Cable> {
  const [left, right] = duplexPair()
  const open = (peer: FilePeer, other: FilePeer, stream: typeof left) =>
    openLink(stream, { device: other.device, standing: 'member', localAddress: null, remoteAddress: null }, { hello: () => helloOf(peer.device), receive: (link, message) => peer.exchange.receive(link, peer.seen(message) ?? message) })
  const opened = await Promise.all([open(first, second, left), open(second, first, right)])
  const [one, other] = opened.map((link) => {
    if (!link.ok) throw new Error(link.error.code)
    return link.value
  })
  first.exchange.attach(one!)
  second.exchange.attach(other!)
  const pull = async () => {
    left.destroy()
    right.destroy()
    await Promise.all([one!.closed, other!.closed])
  }
  onTestFinished(pull)
  return { links: [one!, other!], pull }
}

/** Puts a file of random bytes into a PC's store. */
export async function fileAt(peer: FilePeer, size: number): Promise<{ fileId: string; size: number }> {
  const bytes = randomBytes(size)
  value(await peer.store.stage(bytes))
  return { fileId: createHash('sha256').update(bytes).digest('hex'), size }
}

/** Waits until something is so. */
export async function until(is: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  for (const end = Date.now() + ms; !(await is()); ) {
    if (Date.now() > end) throw new Error('waited in vain')
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

export const MiB = 2 ** 20

/** Names of what lies beside a PC's store. */
export async function waitingOf(peer: FilePeer): Promise<string[]> {
  return readdir(peer.folder).catch(() => [])
}
