// The short code that two persons compare by voice when a PC joins: it shows that nobody stands between the two TLS connections.
//
// Both sides commit to a random nonce before either reveals one (SAS, as in Vaudenay, CRYPTO 2005; ZRTP, RFC 6189, does the same).
// Who stands between has its own certificate on each side, hence other device ids on each side, hence another code on each side unless
// it finds nonces that make them equal; but it must commit to them before it sees those of the two PCs, so it has one guess in a
// million for each attempt, and each attempt needs a person who reads a code aloud. Role and device ids stand in the commitment, so
// that none can be sent back to its maker as somebody else's.
//
//   commitment = SHA-256("vanthu/1 commitment" | role u8 (0 hub, 1 new PC) | device of the hub 32 | device of the new PC 32 | nonce 32)
//   code       = first 8 bytes of SHA-256("vanthu/1 code" | device of the hub 32 | device of the new PC 32 | nonce of the hub 32 |
//                nonce of the new PC 32 | archive id, UTF-8) as u64, modulo 1,000,000; then a check digit
// The remainder of 2^64 by a million prefers no code by more than 1 in 10^13.
import { createHash, timingSafeEqual } from 'node:crypto'

export type Role = 'hub' | 'joining'

/** Who meets, as each side sees it: its own device, and the one of the certificate at the other end. 64 hex digits each. */
export interface Meeting {
  readonly hub: string
  readonly joining: string
}

/** What a side sends before it has seen the other's nonce, 32 bytes. `nonce`: 32 random bytes, used once. */
export function commitmentTo(role: Role, meeting: Meeting, nonce: Buffer): Buffer {
  return createHash('sha256').update('vanthu/1 commitment').update(Buffer.from([role === 'hub' ? 0 : 1])).update(devices(meeting)).update(nonce).digest()
}

/** Whether the nonce that `role` revealed is the one that it committed to. */
export function holds(commitment: Buffer, role: Role, meeting: Meeting, nonce: Buffer): boolean {
  return commitment.length === 32 && nonce.length === 32 && timingSafeEqual(commitment, commitmentTo(role, meeting, nonce))
}

/** The code to be shown, `123 456 7`: six digits and a check digit. Only after both nonces held. */
export function pairingCode(meeting: Meeting, nonces: { readonly hub: Buffer; readonly joining: Buffer }, archiveId: string): string {
  const hash = createHash('sha256').update('vanthu/1 code').update(devices(meeting)).update(nonces.hub).update(nonces.joining).update(archiveId, 'utf8').digest()
  const digits = String(hash.readBigUInt64BE() % 1_000_000n).padStart(6, '0')
  return `${digits.slice(0, 3)} ${digits.slice(3)} ${checkDigit(digits)}`
}

/**
 * Compares a code that was typed as it was heard. mistyped: its check digit is wrong, so it was misheard or mistyped, and may be
 * typed again; different: another code, so somebody may stand between, and the attempt is over.
 */
export function compareCode(shown: string, typed: string): 'same' | 'mistyped' | 'different' {
  const digits = typed.replace(/[\s.-]/g, '')
  if (!/^\d{7}$/.test(digits) || checkDigit(digits.slice(0, 6)) !== digits[6]) return 'mistyped'
  return digits === shown.replaceAll(' ', '') ? 'same' : 'different'
}

function devices({ hub, joining }: Meeting): Buffer {
  return Buffer.from(hub + joining, 'hex')
}

// Damm, 2004: a quasigroup that finds every single wrong digit and every two neighbours exchanged.
const damm = ['0317598642', '7092154863', '4206871359', '1750983426', '6123045978', '3674209581', '5869720134', '8945362017', '9438617205', '2581436790']

function checkDigit(digits: string): string {
  let state = 0
  for (const digit of digits) state = Number(damm[state]![Number(digit)])
  return String(state)
}
