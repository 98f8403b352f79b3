// The listening side of links: mutual TLS 1.3, and nobody who is not admitted gets a byte taken.
import { createServer } from 'node:tls'
import type { TLSSocket } from 'node:tls'
import type { Socket } from 'node:net'
import { err, ok } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { deviceOfCertificate, signatureAlgorithm } from './identity.ts'
import type { DeviceCertificate } from './identity.ts'
import { openLink, turnAway } from './link.ts'
import type { Link, LinkOptions, LinkStanding } from './link.ts'
import { alpn, connections, times } from './protocol.ts'
import { systemTimers } from './timers.ts'

export interface ListenOptions extends LinkOptions {
  readonly certificate: DeviceCertificate
  /** 0: any free one */
  readonly port: number
  /** the address to listen at; every one of this PC unless given */
  readonly host?: string
  /** Who a device is taken for; null: not admitted (unknown, retired). Asked at each connection, before any byte of it is taken, and again after its hello. */
  admit(device: string, remoteAddress: string | null): LinkStanding | null
  /** A link is open; messages may have come already. */
  onLink(link: Link): void
  readonly limits?: Partial<Record<keyof typeof connections, number>>
}

export interface Listener {
  readonly port: number
  readonly links: ReadonlySet<Link>
  /** connections of which no hello came yet */
  readonly waiting: number
  /** Ends every link of a device, as when it is retired. */
  drop(device: string, why: string): void
  /** Ends all links and listens no more. */
  close(why: string): Promise<void>
}

/** Listens for links; `CANNOT_LISTEN` where the port is taken or the address is not this PC's. */
export function listen(options: ListenOptions): Promise<Result<Listener, { readonly code: 'CANNOT_LISTEN'; readonly params: { readonly detail: string } }>> {
  const timers = options.timers ?? systemTimers
  const limits: Record<keyof typeof connections, number> = { ...connections, ...options.limits }
  const links = new Set<Link>()
  /** connections without a hello, with how each is taken from the count */
  const waiting = new Map<string, Set<Socket>>()
  let waitingAll = 0

  const server = createServer({
    cert: options.certificate.certificate,
    key: options.certificate.key,
    minVersion: 'TLSv1.3',
    maxVersion: 'TLSv1.3',
    sigalgs: signatureAlgorithm,
    ALPNProtocols: [alpn],
    requestCert: true,
    // No authority signs these certificates: who is admitted is asked below, by the key.
    rejectUnauthorized: false,
    handshakeTimeout: times.greeting,
  })

  // Before TLS, whose handshake is what a flood of connections would have this PC compute.
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    const sameAddress = waiting.get(address) ?? new Set()
    socket.on('error', () => socket.destroy())
    if (sameAddress.size >= limits.waitingPerAddress || waitingAll >= limits.waiting) return void socket.destroy()
    waiting.set(address, sameAddress.add(socket))
    waitingAll += 1
    socket.once('close', () => greeted(socket, address))
    const stopWaiting = timers.after(times.greeting, () => {
      if (waiting.get(address)?.has(socket) === true) socket.destroy()
    })
    socket.once('close', stopWaiting)
  })

  function greeted(socket: Socket, address: string): void {
    const sameAddress = waiting.get(address)
    if (sameAddress?.delete(socket) !== true) return
    waitingAll -= 1
    if (sameAddress.size === 0) waiting.delete(address)
  }

  /** The connection below TLS, by its two ends: Node hands out only the one above. */
  function rawOf(socket: TLSSocket): Socket | null {
    const port = socket.remotePort
    return [...(waiting.get(socket.remoteAddress ?? '') ?? [])].find((one) => one.remotePort === port) ?? null
  }

  server.on('tlsClientError', (_error, socket) => socket.destroy())
  server.on('secureConnection', (socket) => void meet(socket))

  async function meet(socket: TLSSocket): Promise<void> {
    const certificate = socket.getPeerX509Certificate()
    const device = certificate === undefined ? null : deviceOfCertificate(certificate)
    if (device === null || socket.alpnProtocol !== alpn || socket.isSessionReused()) return void socket.destroy()
    const remoteAddress = socket.remoteAddress ?? null
    const raw = rawOf(socket)
    const standing = options.admit(device, remoteAddress)
    if (standing === null) return turnAway(socket, 'NOT_ADMITTED', timers)
    const joining = [...links].filter((one) => one.standing === 'joining').length
    if (links.size >= limits.all || (standing === 'joining' && joining >= limits.joining)) return turnAway(socket, 'BUSY', timers)

    socket.setNoDelay(true)
    const opened = await openLink(socket, { device, publicKey: certificate!.publicKey.export({ type: 'spki', format: 'der' }), standing, localAddress: socket.localAddress ?? null, remoteAddress }, options)
    if (!opened.ok) return
    const link = opened.value
    if (raw !== null) greeted(raw, remoteAddress ?? '')
    // It may have been retired between its certificate and its hello.
    if (options.admit(device, remoteAddress) !== standing || !server.listening) return link.close('NOT_ADMITTED')
    links.add(link)
    void link.closed.then(() => links.delete(link))
    options.onLink(link)
  }

  return new Promise((resolve) => {
    server.once('error', (error) => resolve(err('CANNOT_LISTEN', { detail: (error as NodeJS.ErrnoException).code ?? error.message })))
    server.listen({ port: options.port, ...(options.host === undefined ? {} : { host: options.host }) }, () => {
      const address = server.address()
      server.on('error', () => {})
      resolve(
        ok({
          port: typeof address === 'object' && address !== null ? address.port : options.port,
          links,
          get waiting() {
            return waitingAll
          },
          drop(device, why) {
            for (const link of links) if (link.device === device) link.close(why)
          },
          close(why) {
            const done = new Promise<void>((closed) => server.close(() => closed()))
            for (const link of links) link.close(why)
            for (const sockets of waiting.values()) for (const socket of sockets) socket.destroy()
            return done
          },
        }),
      )
    })
  })
}
