// The certificate by which a PC shows in TLS that it holds its device key. Self-signed, Ed25519, of one fixed form (RFC 5280,
// RFC 8410), made anew at each start and kept nowhere: what is pinned is the key, so another certificate of the same key needs no
// new pairing. Its days do not matter, since PCs of offices have wrong clocks: 2000 to 2100.
//
// Its few fields are written here as DER. @peculiar/x509 would bring 20 packages, a global polyfill and 100 ms of loading for this
// one form; nothing is parsed by hand: Node reads certificates.
import { createHash, sign } from 'node:crypto'
import type { KeyObject, X509Certificate } from 'node:crypto'
import { deviceId } from '../archive/entry.ts'

export interface DeviceCertificate {
  /** PEM */
  readonly certificate: string
  /** PEM, PKCS8: as TLS takes it */
  readonly key: string
  /** 64 hex digits: SHA-256 of the public key */
  readonly device: string
}

/** The only way of signing that TLS is let use. Electron's TLS offers it only where it is asked for by name. */
export const signatureAlgorithm = 'ed25519'

/** Makes the certificate of a device from its Ed25519 private key and public key (SPKI DER), as the keyring's identity has them. */
export function deviceCertificate(identity: { readonly key: KeyObject; readonly publicKey: Buffer }): DeviceCertificate {
  const device = createHash('sha256').update(identity.publicKey).digest('hex')
  const algorithm = sequence(oid('2b6570')) // 1.3.101.112, Ed25519
  // The device id is as long as a common name may be: 64 characters.
  const name = sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(device, 'latin1')))))
  const serial = Buffer.from(device.slice(0, 32), 'hex')
  serial[0] = (serial[0]! & 0x3f) | 0x40 // positive, and without leading zeros
  const keyUsage = sequence(oid('551d0f'), der(0x01, Buffer.from([0xff])), der(0x04, der(0x03, Buffer.from([0x07, 0x80])))) // digitalSignature
  const certified = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), // version 3
    der(0x02, serial),
    algorithm,
    name,
    // UTCTime ends with 2049.
    sequence(der(0x17, Buffer.from('000101000000Z', 'latin1')), der(0x18, Buffer.from('21000101000000Z', 'latin1'))),
    name,
    identity.publicKey,
    der(0xa3, sequence(keyUsage)),
  )
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign(null, certified, identity.key)]))
  return { certificate: pem(sequence(certified, algorithm, signature)), key: identity.key.export({ type: 'pkcs8', format: 'pem' }) as string, device }
}

/** The device that a peer's certificate names, 64 hex digits; null where its key is no Ed25519 key. TLS has shown that the peer holds the key. */
export function deviceOfCertificate(certificate: X509Certificate): string | null {
  try {
    const key = certificate.publicKey
    return key.asymmetricKeyType === 'ed25519' ? deviceId(key) : null
  } catch {
    // A key of a kind that this Node cannot read.
    return null
  }
}

function der(tag: number, content: Buffer): Buffer {
  const length = content.length < 0x80 ? [content.length] : content.length < 0x100 ? [0x81, content.length] : [0x82, content.length >> 8, content.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

function sequence(...contents: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(contents))
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'))
}

function pem(bytes: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/(.{64})(?=.)/g, '$1\n')}\n-----END CERTIFICATE-----\n`
}
