// The dialling side of a link: TLS 1.3 with this PC's certificate, and the device at the other end held against the one expected
// before anything it says is taken.
import { connect } from 'node:tls'
import { err } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { deviceOfCertificate, signatureAlgorithm } from './identity.ts'
import type { DeviceCertificate } from './identity.ts'
import { openLink } from './link.ts'
import type { Ending, Link, LinkOptions } from './link.ts'
import { alpn, times } from './protocol.ts'
import { systemTimers } from './timers.ts'

export interface DialOptions extends LinkOptions {
  readonly host: string
  readonly port: number
  readonly certificate: DeviceCertificate
  /**
   * member: the device that was paired; another is refused. joining: pairing, where the device is what the code will show; null where an
   * address was typed, else the one that was announced.
   */
  readonly to: { readonly standing: 'member'; readonly device: string } | { readonly standing: 'joining'; readonly device: string | null }
}

/**
 * UNREACHABLE: no connection (detail: the system's code, or TIMED_OUT). HANDSHAKE_FAILED: no TLS 1.3 of this protocol. OTHER_DEVICE: another
 * certificate than expected, so another PC or somebody between. Else why the link ended before it was open.
 */
export type DialFault = Ending | { readonly code: 'UNREACHABLE' | 'HANDSHAKE_FAILED' | 'OTHER_DEVICE'; readonly params: { readonly detail: string } }

/** Dials once. Answers the open link, or why there is none, within 30 s. */
export function dial(options: DialOptions): Promise<Result<Link, DialFault>> {
  const timers = options.timers ?? systemTimers
  return new Promise((resolve) => {
    let isConnected = false
    let isOpening = false
    const socket = connect({
      host: options.host,
      port: options.port,
      cert: options.certificate.certificate,
      key: options.certificate.key,
      minVersion: 'TLSv1.3',
      maxVersion: 'TLSv1.3',
      sigalgs: signatureAlgorithm,
      ALPNProtocols: [alpn],
      // No authority signs these certificates: the key is what is compared, below.
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    })
    const fail = (code: 'UNREACHABLE' | 'HANDSHAKE_FAILED' | 'OTHER_DEVICE', detail: string): void => {
      // From there on the link says why it ended.
      if (isOpening) return
      stopWaiting()
      socket.destroy()
      resolve(err(code, { detail }))
    }
    const stopWaiting = timers.after(times.greeting, () => fail(isConnected ? 'HANDSHAKE_FAILED' : 'UNREACHABLE', 'TIMED_OUT'))
    socket.once('connect', () => (isConnected = true))
    socket.on('error', (error: NodeJS.ErrnoException) => fail(isConnected ? 'HANDSHAKE_FAILED' : 'UNREACHABLE', error.code ?? error.message))
    socket.once('close', () => fail(isConnected ? 'HANDSHAKE_FAILED' : 'UNREACHABLE', 'CLOSED'))
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerX509Certificate()
      const device = certificate === undefined ? null : deviceOfCertificate(certificate)
      if (device === null || socket.alpnProtocol !== alpn || socket.isSessionReused()) return fail('HANDSHAKE_FAILED', 'not of this protocol')
      if (options.to.device !== null && device !== options.to.device) return fail('OTHER_DEVICE', device)
      stopWaiting()
      isOpening = true
      socket.setNoDelay(true)
      const peer = { device, publicKey: certificate!.publicKey.export({ type: 'spki', format: 'der' }), standing: options.to.standing, localAddress: socket.localAddress ?? null, remoteAddress: socket.remoteAddress ?? null }
      void openLink(socket, peer, options).then(resolve)
    })
  })
}
