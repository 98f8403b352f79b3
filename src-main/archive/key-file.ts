// How this PC keeps the key of an archive: in a file that only this user may read, or sealed by the system's key store (Windows
// DPAPI, macOS Keychain, GNOME's and KDE's on Linux), which the shell alone can reach. On the way from the one to the other there is
// no moment in which a crash leaves neither.
//
//   <configuration>/archives/<archive id>/key         32 bytes, hex
//   <configuration>/archives/<archive id>/key.sealed  base64 of that hex, sealed; stands in its place
//   <configuration>/archives/<archive id>/next/       a key that is to take its place, in the same two forms
//   <configuration>/archives/<archive id>/socket      32 random bytes, hex: what the owner of the archive and the command line prove
//                                                     to each other; not the key, which the command line may be unable to read
import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { PlainKeyReason } from '../contract/choices.ts'
import { makeFolderNow } from '../files/disk.ts'
import { crashPoint } from './crash-point.ts'
import { syncFolderNow } from './hashing.ts'

/** The system's key store, as whoever can reach it offers it. */
export interface KeyStore {
  /** base64, or why it cannot be trusted with a key */
  seal(text: string): Promise<{ readonly sealed: string } | { readonly why: PlainKeyReason }>
  /** null where the store does not open it: another user, another PC, locked */
  unseal(sealed: string): Promise<string | null>
}

/** Keys that this process was given and that stand readable in no file, by their folder. */
const held = new Map<string, Buffer>()

/** What this PC keeps of an archive outside it. */
export function keyFolder(configuration: string, archiveId: string): string {
  return join(configuration, 'archives', archiveId)
}

/** The key of an archive: the one that this process was given, else that of the file; null where there is none, or a broken one. */
export function readKey(folder: string): Buffer | null {
  return held.get(folder) ?? readPlainKey(folder)
}

/** Gives this process a key, which it keeps in memory alone. */
export function holdKey(folder: string, key: Buffer): void {
  held.set(folder, key)
}

/** Writes the key for this PC. */
export function writeKey(folder: string, key: Buffer): void {
  makeFolderNow(folder)
  writeDurably(plainFile(folder), key.toString('hex'))
}

/** How the key is kept: `given`: not on this PC. */
export function howKept(folder: string): 'system' | 'file' | 'given' {
  return existsSync(plainFile(folder)) ? 'file' : existsSync(sealedFile(folder)) ? 'system' : 'given'
}

/** Whether a sealed key stands there. */
export function isKeySealed(folder: string): boolean {
  return existsSync(sealedFile(folder))
}

/** Has the system's key store open a sealed key for this process, where no file says it. */
export async function takeSealedKey(folder: string, store: Pick<KeyStore, 'unseal'>): Promise<void> {
  if (!existsSync(sealedFile(folder)) || readKey(folder) !== null) return
  const key = keyIn((await store.unseal(readFileSync(sealedFile(folder), 'latin1').trim())) ?? '')
  if (key !== null) held.set(folder, key)
}

/**
 * Puts a sealed key in the place of the file. Answers why the file stays, else null. The file goes last, after the sealed one was
 * read from the disk and opened: after a crash at any point one of the two opens, and the next start goes on.
 */
export async function sealKeyFile(folder: string, store: KeyStore): Promise<PlainKeyReason | null> {
  const key = readPlainKey(folder)
  if (key === null) return null
  const text = key.toString('hex')
  const answer = await store.seal(text)
  if ('why' in answer) return answer.why
  writeDurably(sealedFile(folder), answer.sealed)
  crashPoint('after-key-sealed')
  if ((await store.unseal(readFileSync(sealedFile(folder), 'latin1').trim())) !== text) {
    // The file stands: what opens nothing must not look as if it did.
    rmSync(sealedFile(folder), { force: true })
    return 'failed'
  }
  crashPoint('before-key-removed')
  held.set(folder, key)
  rmSync(plainFile(folder))
  // A writing of the file that was cut short is the key too.
  for (const name of readdirSync(folder)) if (/^key\.\d+\.new$/.test(name)) rmSync(join(folder, name))
  syncFolderNow(folder)
  crashPoint('after-key-removed')
  return null
}

/** The way back: a file in the place of the sealed key, which this process holds. */
export function unsealKeyFile(folder: string): void {
  const key = readKey(folder)
  if (key === null || !existsSync(sealedFile(folder))) return
  writeKey(folder, key)
  if (readPlainKey(folder)?.equals(key) !== true) return
  rmSync(sealedFile(folder))
  syncFolderNow(folder)
}

/** Where a key waits that is to take the place of the one that stands, when the archive is exchanged for one under it. */
export function nextKeyFolder(folder: string): string {
  return join(folder, 'next')
}

/** Writes the next key for this PC. */
export function writeNextKey(folder: string, key: Buffer): void {
  dropNextKey(folder)
  writeKey(nextKeyFolder(folder), key)
  syncFolderNow(folder)
}

/**
 * Puts the next key in the place of the one that stands, as often as it takes: nothing of the old one is left before the new one is
 * there, and the new one waits until it is. Where none waits nothing is done.
 */
export function takeNextKey(folder: string): void {
  const next = nextKeyFolder(folder)
  const forms = [plainFile, sealedFile]
  const waiting = forms.filter((form) => existsSync(form(next)))
  if (waiting.length === 0) return
  const key = readKey(next)
  // A file of the old key would be read in the place of a sealed new one.
  for (const form of forms) if (!waiting.includes(form)) rmSync(form(folder), { force: true })
  for (const form of waiting) renameSync(form(next), form(folder))
  syncFolderNow(folder)
  held.delete(folder)
  if (key !== null) held.set(folder, key)
}

/** Forgets a key that is not to come after all. */
export function dropNextKey(folder: string): void {
  held.delete(nextKeyFolder(folder))
  rmSync(nextKeyFolder(folder), { recursive: true, force: true })
}

/** What the owner of an archive and the command line prove to each other; null where there is none yet. With `make`, one is made. */
export function socketToken(folder: string, make: boolean): Buffer | null {
  const file = join(folder, 'socket')
  const known = existsSync(file) ? keyIn(readFileSync(file, 'latin1')) : null
  if (known !== null || !make) return known
  const token = randomBytes(32)
  makeFolderNow(folder)
  writeDurably(file, token.toString('hex'))
  return token
}

/** 32 bytes written as hex; null for anything else. */
export function keyIn(text: string): Buffer | null {
  const hex = text.trim()
  return /^[0-9a-f]{64}$/i.test(hex) ? Buffer.from(hex, 'hex') : null
}

function readPlainKey(folder: string): Buffer | null {
  const file = plainFile(folder)
  // A file that was cut short opens nothing.
  return existsSync(file) ? keyIn(readFileSync(file, 'latin1')) : null
}

function plainFile(folder: string): string {
  return join(folder, 'key')
}

function sealedFile(folder: string): string {
  return join(folder, 'key.sealed')
}

/** Writes a small file that only this user may read, whole or not at all. */
export function writeDurably(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.new`
  const descriptor = openSync(temporary, 'w', 0o600)
  try {
    writeSync(descriptor, text)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  if (process.platform !== 'win32') chmodSync(temporary, 0o600)
  renameSync(temporary, path)
  // Without its entry in the folder, a key is lost in a power cut, and with it the archive that is encrypted under it.
  syncFolderNow(dirname(path))
}
