// The key by which something is enciphered to a device that is not there to be asked (khóa thỏa thuận): X25519, beside the Ed25519 key that
// signs. node:crypto offers no way from one curve to the other, so its private half is derived from the seed of the device key: nothing more
// is kept secret, and a device that has its key has this one. Its public half is told by the device, signed:
//   card 96 = X25519 public key 32 ‖ Ed25519 signature 64 of ("van-thu agreement 1" ‖ device id 32 ‖ X25519 public key 32)
//   X25519 private key = HKDF-SHA256(seed of the Ed25519 key, no salt, "van-thu agreement 1")
import { createPrivateKey, createPublicKey, hkdfSync, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { deviceId } from '../archive/entry.ts'

const use = Buffer.from('van-thu agreement 1', 'latin1')
// DER before the 32 bytes of a key (RFC 8410).
const privateHead = Buffer.from('302e020100300506032b656e04220420', 'hex')
const publicHead = Buffer.from('302a300506032b656e032100', 'hex')

export interface Agreement {
  readonly key: KeyObject
  /** what others are told of it: 96 bytes */
  readonly card: Buffer
}

/** The agreement key of a device; the same each time. `key`: its Ed25519 private key. */
export function agreementOf({ device, key }: { readonly device: string; readonly key: KeyObject }): Agreement {
  const seed = key.export({ type: 'pkcs8', format: 'der' }).subarray(-32)
  const secret = Buffer.from(hkdfSync('sha256', seed, '', use, 32))
  const agreement = createPrivateKey({ key: Buffer.concat([privateHead, secret]), type: 'pkcs8', format: 'der' })
  const publicKey = rawPublicKey(agreement)
  return { key: agreement, card: Buffer.concat([publicKey, sign(null, signed(device, publicKey), key)]) }
}

/** The public key of a card; null where the device with this key (Ed25519, SPKI DER) did not sign it. */
export function readAgreement(publicKey: Buffer, card: Buffer): KeyObject | null {
  if (card.length !== 96) return null
  try {
    const key = createPublicKey({ key: publicKey, type: 'spki', format: 'der' })
    const raw = card.subarray(0, 32)
    return key.asymmetricKeyType === 'ed25519' && verify(null, signed(deviceId(key), raw), key, card.subarray(32)) ? publicKeyOf(raw) : null
  } catch {
    return null // no key
  }
}

/** The 32 bytes of an X25519 key's public half. */
export function rawPublicKey(key: KeyObject): Buffer {
  return (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' }).subarray(-32)
}

/** An X25519 public key from its 32 bytes. */
export function publicKeyOf(raw: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([publicHead, raw]), type: 'spki', format: 'der' })
}

function signed(device: string, publicKey: Buffer): Buffer {
  return Buffer.concat([use, Buffer.from(device, 'hex'), publicKey])
}
