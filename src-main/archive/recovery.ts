// The recovery key (khóa khôi phục): a secret on paper that opens an archive on a PC that has not its key. The archive's key lies
// sealed in recovery.json beside the archive and in its backup sets; it is sealed to a public key that follows from the secret, so
// that it can be sealed anew (another archive key) without the paper.
//
//   secret       36 signs drawn evenly from 23 (162 bits): digits, and letters that look like no other sign and that no Vietnamese
//                typing (Telex, VNI) makes another letter of: no vowels, no D, no W
//   on paper     9 groups of 5 signs: four of the secret, then a check sign = (2a + 3b + 4c + 5d + 7 × group) mod 23. 23 is a
//                prime, so one wrong sign, two neighbours exchanged, and two whole groups exchanged are always told
//   key pair     X25519 (RFC 7748), private key = HKDF-SHA256(secret as ASCII, salt = archive id, info = "van-thu recovery key 1")
//   sealed       with an X25519 key pair for this once:
//                seal key = HKDF-SHA256(shared point, salt = ephemeral public ‖ public, info = "van-thu recovery seal 1 " ‖ archive id)
//                sealed = AES-256-GCM(seal key, nonce = 12 zero bytes, archive key) ‖ 16 bytes tag
//                (ephemeral-static Diffie-Hellman as in ECIES and HPKE's base mode, RFC 9180; each seal key is used once)
//   mac          HMAC-SHA256(key derived from the archive's, the other fields): who cannot read the archive cannot put a public key of
//                their own here, to which a later key would then be sealed
//
//   recovery.json {format, archiveId, madeAt, public, ephemeral, sealed, mac}, bytes as base64url
//
// What it does not hide: that there is a recovery key, and since when.
import { createCipheriv, createDecipheriv, createHash, createHmac, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, randomInt, timingSafeEqual } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { err, ok } from '../contract/result.ts'
import type { Result } from '../contract/result.ts'
import { syncFolderNow, writeSynced } from './hashing.ts'

const signs = '0123456789CFGHJKMNPRTVX'
const groups = 9
const groupLength = 5
const weights = [2, 3, 4, 5] as const

/** What people read or type in the place of a sign. */
const lookAlikes: Readonly<Record<string, string>> = { O: '0', Q: '0', D: '0', I: '1', L: '1', Z: '2', S: '5', B: '8' }

/** Form of recovery.json; raised when an older program could no longer read it. */
const recoveryFormat = 1

/** The signs of a secret without their check signs. */
export type RecoverySecret = string & { readonly brand: 'recovery secret' }

export interface Recovery {
  readonly format: number
  readonly archiveId: string
  /** ISO 8601, UTC */
  readonly madeAt: string
  readonly public: Buffer
  readonly ephemeral: Buffer
  readonly sealed: Buffer
  readonly mac: Buffer
}

export type RecoveryRefusal =
  | { readonly code: 'RECOVERY_KEY_ABSENT' | 'RECOVERY_KEY_WRONG'; readonly params: Record<string, never> }
  | { readonly code: 'RECOVERY_KEY_MISTYPED'; readonly params: { readonly group: number } }
  | { readonly code: 'ARCHIVE_DAMAGED'; readonly params: { readonly what: string } }

/** Draws a new secret. */
export function drawSecret(): RecoverySecret {
  return Array.from({ length: groups * weights.length }, () => signs[randomInt(signs.length)]).join('') as RecoverySecret
}

/** The secret as it is printed: `0C7KM-…`, nine groups of five. */
export function formatSecret(secret: RecoverySecret): string {
  return Array.from({ length: groups }, (_, group) => {
    const said = secret.slice(group * weights.length, (group + 1) * weights.length)
    return said + signs[checkOf(said, group)]
  }).join('-')
}

/**
 * Reads what a person typed: upper or lower case, look-alikes, blanks and dashes anywhere or nowhere. Errors: RECOVERY_KEY_MISTYPED
 * {group}, the first group, counted from 1, that is not as it was printed.
 */
export function parseSecret(typed: string): Result<RecoverySecret, RecoveryRefusal> {
  const upper = typed.normalize('NFKC').toUpperCase()
  const clean = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '').replace(/./gu, (sign) => lookAlikes[sign] ?? sign)
  const whole = clean(upper)
  const parted = upper.split(/[^\p{L}\p{N}]+/u).map(clean).filter((group) => group !== '')
  // Where a sign is missing or too many, the dashes still say in which group.
  const read = whole.length !== groups * groupLength && parted.length === groups ? parted : Array.from({ length: groups }, (_, group) => whole.slice(group * groupLength, (group + 1) * groupLength))
  const wrong = read.findIndex((group, at) => !isGroup(group, at))
  if (wrong !== -1) return err('RECOVERY_KEY_MISTYPED', { group: wrong + 1 })
  if (whole.length > groups * groupLength) return err('RECOVERY_KEY_MISTYPED', { group: groups })
  return ok(read.map((group) => group.slice(0, weights.length)).join('') as RecoverySecret)
}

function isGroup(group: string, at: number): boolean {
  return group.length === groupLength && [...group].every((sign) => signs.includes(sign)) && signs[checkOf(group, at)] === group[weights.length]
}

function checkOf(group: string, at: number): number {
  return (weights.reduce((sum, weight, place) => sum + weight * signs.indexOf(group[place]!), 0) + 7 * at) % signs.length
}

/** The public key that follows from a secret, 32 bytes. */
export function publicOf(secret: RecoverySecret, archiveId: string): Buffer {
  return rawOf(createPublicKey(privateOf(secret, archiveId)))
}

/** A short name of a recovery key, to tell one sheet of paper from another: of its public key, so it gives nothing away. */
export function nameOfKey(publicKey: Buffer): string {
  return createHash('sha256').update('van-thu recovery name 1').update(publicKey).digest('hex').slice(0, 8).toUpperCase()
}

/** Seals an archive's key to a public key. @param madeAt when the secret was drawn, ISO 8601 */
export function sealRecovery(key: Buffer, { archiveId, madeAt, publicKey }: { readonly archiveId: string; readonly madeAt: string; readonly publicKey: Buffer }): Recovery {
  const once = generateKeyPairSync('x25519')
  const ephemeral = rawOf(once.publicKey)
  const cipher = createCipheriv('aes-256-gcm', sealKey(once.privateKey, publicKey, ephemeral, publicKey, archiveId), Buffer.alloc(12))
  const sealed = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()])
  const said = { format: recoveryFormat, archiveId, madeAt, public: publicKey, ephemeral, sealed }
  return { ...said, mac: macOf(said, key) }
}

/** Opens a sealed key. Errors: RECOVERY_KEY_WRONG where the secret is another's, or was made void; ARCHIVE_DAMAGED where the file was changed. */
export function openRecovery(recovery: Recovery, secret: RecoverySecret): Result<Buffer, RecoveryRefusal> {
  const own = privateOf(secret, recovery.archiveId)
  const publicKey = rawOf(createPublicKey(own))
  const key = unseal(recovery, own, publicKey)
  if (key !== null && isGenuine(recovery, key)) return ok(key)
  return key === null && !publicKey.equals(recovery.public) ? err('RECOVERY_KEY_WRONG', {}) : err('ARCHIVE_DAMAGED', { what: 'recovery.json' })
}

/** Whether a recovery key was made by someone who holds the archive's key, and seals that key. */
export function isGenuine(recovery: Recovery, key: Buffer): boolean {
  const right = macOf(recovery, key)
  return recovery.mac.length === right.length && timingSafeEqual(recovery.mac, right)
}

function unseal({ ephemeral, sealed, archiveId }: Recovery, own: KeyObject, publicKey: Buffer): Buffer | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', sealKey(own, ephemeral, ephemeral, publicKey, archiveId), Buffer.alloc(12), { authTagLength: 16 })
    decipher.setAuthTag(sealed.subarray(-16))
    const key = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
    return key.length === 32 ? key : null
  } catch {
    // A tag that does not fit, or bytes that are no point of the curve.
    return null
  }
}

function sealKey(own: KeyObject, other: Buffer, ephemeral: Buffer, publicKey: Buffer, archiveId: string): Buffer {
  const shared = diffieHellman({ privateKey: own, publicKey: publicFrom(other) })
  return Buffer.from(hkdfSync('sha256', shared, Buffer.concat([ephemeral, publicKey]), `van-thu recovery seal 1 ${archiveId}`, 32))
}

function privateOf(secret: RecoverySecret, archiveId: string): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'latin1'), Buffer.from(archiveId), 'van-thu recovery key 1', 32))
  // PKCS8 of an X25519 private key (RFC 8410): always these bytes before its 32.
  return createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), seed]), format: 'der', type: 'pkcs8' })
}

function publicFrom(raw: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), raw]), format: 'der', type: 'spki' })
}

function rawOf(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' }).subarray(-32)
}

function macOf({ format, archiveId, madeAt, public: publicKey, ephemeral, sealed }: Omit<Recovery, 'mac'>, key: Buffer): Buffer {
  const macKey = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'van-thu recovery mac 1', 32))
  return createHmac('sha256', macKey).update(JSON.stringify([format, archiveId, madeAt, ...[publicKey, ephemeral, sealed].map((one) => one.toString('base64url'))])).digest()
}

/** The recovery key of a folder (an archive, a backup set); null where it has none, or one that cannot be read. */
export function readRecovery(folder: string): Recovery | null {
  const path = recoveryPath(folder)
  if (!existsSync(path)) return null
  try {
    const read = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
    const { format, archiveId, madeAt } = read
    if (format !== recoveryFormat || typeof archiveId !== 'string' || typeof madeAt !== 'string') return null
    const bytes = (name: string): Buffer => Buffer.from(String(read[name] ?? ''), 'base64url')
    return { format, archiveId, madeAt, public: bytes('public'), ephemeral: bytes('ephemeral'), sealed: bytes('sealed'), mac: bytes('mac') }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null
    throw error
  }
}

/**
 * Opens the key of an archive with what a person typed. @param folder an archive or a backup set. Errors: RECOVERY_KEY_ABSENT (none
 * was made), RECOVERY_KEY_MISTYPED, RECOVERY_KEY_WRONG, ARCHIVE_DAMAGED.
 */
export function openWithTyped(folder: string, archiveId: string, typed: string): Result<Buffer, RecoveryRefusal> {
  if (!existsSync(recoveryPath(folder))) return err('RECOVERY_KEY_ABSENT', {})
  const secret = parseSecret(typed)
  if (!secret.ok) return secret
  const recovery = readRecovery(folder)
  return recovery?.archiveId === archiveId ? openRecovery(recovery, secret.value) : err('ARCHIVE_DAMAGED', { what: 'recovery.json' })
}

/** Whether a folder has a recovery key, in whatever state. */
export function hasRecovery(folder: string): boolean {
  return existsSync(recoveryPath(folder))
}

/** Gives a folder the recovery key of another where it has none of its own for this key; with `anew`, also in the place of its own. */
export function carryRecovery(from: string, to: string, key: Buffer, anew: boolean): void {
  const [given, stands] = [readRecovery(from), readRecovery(to)]
  if (given === null || !isGenuine(given, key)) return
  if (stands !== null && isGenuine(stands, key) && (!anew || stands.mac.equals(given.mac))) return
  layRecovery(to, given).use()
}

/** Lays a recovery key beside what is to stand in a folder; `use` puts it in the place of the one before, which is then void. */
export function layRecovery(folder: string, recovery: Recovery): { use(): void; drop(): void } {
  const path = recoveryPath(folder)
  const { public: publicKey, ephemeral, sealed, mac } = recovery
  const bytes = Object.fromEntries(Object.entries({ public: publicKey, ephemeral, sealed, mac }).map(([name, one]) => [name, one.toString('base64url')]))
  const { format, archiveId, madeAt } = recovery
  writeSynced(`${path}.new`, `${JSON.stringify({ format, archiveId, madeAt, ...bytes })}\n`)
  return {
    use() {
      renameSync(`${path}.new`, path)
      syncFolderNow(dirname(path))
    },
    drop: () => rmSync(`${path}.new`, { force: true }),
  }
}

function recoveryPath(folder: string): string {
  return join(folder, 'recovery.json')
}
