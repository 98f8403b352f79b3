// What lies outside the archive folder, in this user's configuration folder: the archive's key (key-file.ts), this device's signing
// key, and for each place where the archive stood the last entry seen there. A folder that was copied or set back to an older
// state shows by these.
//
//   <configuration>/archives/<archive id>/key…         the key, as key-file.ts keeps it
//   <configuration>/archives/<archive id>/device.pem   Ed25519 private key, PKCS8
//   <configuration>/archives/<archive id>/places.json  [{place, path, epoch}]
//   <configuration>/archives/<archive id>/seen-<place> "<epoch> <sequence> <hash hex>", written over in place
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { makeFolderNow } from '../files/disk.ts'
import { deviceId } from './entry.ts'
import type { Identity } from './journal.ts'
import { howKept, keyFolder, readKey, writeDurably, writeKey } from './key-file.ts'
import { takeLock } from './lock.ts'

export interface Place {
  /** file system and number of the database file: a copy has another, a moved folder the same */
  readonly place: string
  readonly path: string
  readonly epoch: number
}

export interface Seen {
  readonly epoch: number
  readonly sequence: number
  /** hex */
  readonly hash: string
}

export interface Keyring {
  readonly archiveId: string
  /** 32 bytes */
  readonly key: Buffer
  identity(epoch: number): Identity
  readonly device: string
  /** Where the archive stood; none where the record of it cannot be read. */
  places(): Place[]
  /** Whether there is a record of places that cannot be read: it may have told of a copy. */
  placesDamaged(): boolean
  /** Takes the next epoch of this device for a place, above `known`, the highest that the archive tells of. */
  takeEpoch(place: string, path: string, known: number): number
  /** Notes that the archive stands at a place too, under an epoch that it has: the same entries in another file. */
  addPlace(place: Place): void
  seen(place: string): Seen | null
  /** Opens the record of what is seen at a place. */
  openSeen(place: string): { write(seen: Seen): void; close(): void }
}

/** The user's configuration folder: `VANTHU_CONFIG_DIR`, else the system's usual place. */
export function configurationDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment['VANTHU_CONFIG_DIR']
  if (named !== undefined && named !== '') return named
  if (process.platform === 'win32') return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'van-thu')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'van-thu')
  return join(environment['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'van-thu')
}

/** The keys of an archive; null where this user has none for it, or a broken one. With `make`, new keys are made. */
export function openKeyring(configuration: string, archiveId: string, make: boolean): Keyring | null {
  if (!/^[0-9a-f-]{36}$/.test(archiveId)) return null
  const folder = keyFolder(configuration, archiveId)
  if (make && howKept(folder) === 'given') writeKey(folder, randomBytes(32))
  const key = readKey(folder)
  if (key === null) return null

  // Read, and on a new PC made, only when something is to be signed or compared: verification writes nothing anywhere.
  let known: { key: KeyObject; public: KeyObject; id: string } | null = null
  const device = () => (known ??= openDevice(join(folder, 'device.pem')))
  const placesFile = join(folder, 'places.json')
  const places = (): Place[] => (existsSync(placesFile) ? (readPlaces(placesFile) ?? []) : [])
  const placesDamaged = () => existsSync(placesFile) && readPlaces(placesFile) === null

  return {
    archiveId,
    key,
    get device() {
      return device().id
    },
    identity(epoch) {
      const { id, key: signing, public: open } = device()
      return { device: id, epoch, key: signing, publicKey: open.export({ type: 'spki', format: 'der' }) }
    },
    places,
    placesDamaged,
    takeEpoch(place, path, known) {
      // Two copies opened in the same moment must not take the same epoch.
      const lock = takeLock(join(folder, 'places.lock'), 10_000)
      if (lock === null) throw new Error('the record of places is held by another process')
      try {
        if (placesDamaged()) renameSync(placesFile, `${placesFile}.damaged`)
        const noted = places()
        const seen = readdirSync(folder).flatMap((name) => (name.startsWith('seen-') ? (seenIn(join(folder, name))?.epoch ?? []) : []))
        const epoch = Math.max(known, ...noted.map((one) => one.epoch), ...seen) + 1
        // An older epoch of the same place stays in the list: its number must never be taken again.
        writeDurably(placesFile, JSON.stringify([...noted, { place, path, epoch }]))
        return epoch
      } finally {
        lock.release()
      }
    },
    addPlace(place) {
      const lock = takeLock(join(folder, 'places.lock'), 10_000)
      if (lock === null) throw new Error('the record of places is held by another process')
      try {
        if (!placesDamaged()) writeDurably(placesFile, JSON.stringify([...places(), place]))
      } finally {
        lock.release()
      }
    },
    seen: (place) => seenIn(seenFile(folder, place)),
    openSeen(place) {
      const file = seenFile(folder, place)
      const descriptor = openSync(file, existsSync(file) ? 'r+' : 'w+', 0o600)
      return {
        // Not synced: a power cut may set it back, which makes it say less, never something wrong.
        write: ({ epoch, sequence, hash }) => {
          writeSync(descriptor, `${String(epoch).padStart(10)} ${String(sequence).padStart(16)} ${hash}\n`, 0, 'latin1')
        },
        close: () => closeSync(descriptor),
      }
    },
  }
}

/** Lays down the signing key with which this PC was let into an office; false where this user has keys of that archive already. */
export function placeDevice(configuration: string, archiveId: string, key: KeyObject): boolean {
  const folder = keyFolder(configuration, archiveId)
  const file = join(folder, 'device.pem')
  if (existsSync(file) || howKept(folder) !== 'given') return false
  makeFolderNow(folder)
  writeDurably(file, key.export({ type: 'pkcs8', format: 'pem' }) as string)
  return true
}

/** This PC's signing key for an archive, made at its first use. */
function openDevice(file: string): { key: KeyObject; public: KeyObject; id: string } {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519')
    // A key that was given for this run alone leaves no folder.
    makeFolderNow(dirname(file))
    writeDurably(file, privateKey.export({ type: 'pkcs8', format: 'pem' }) as string)
  }
  const key = createPrivateKey(readFileSync(file))
  const open = createPublicKey(key)
  return { key, public: open, id: deviceId(open) }
}

function seenIn(file: string): Seen | null {
  if (!existsSync(file)) return null
  const match = /^ *(\d+) +(\d+) +([0-9a-f]{64})/.exec(readFileSync(file, 'latin1'))
  return match === null ? null : { epoch: Number(match[1]), sequence: Number(match[2]), hash: match[3]! }
}

/** The record of places; null where it was cut short or overwritten. */
function readPlaces(file: string): Place[] | null {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return Array.isArray(read) && read.every(isPlace) ? read : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function isPlace(value: unknown): value is Place {
  const { place, path, epoch } = (value ?? {}) as Partial<Record<keyof Place, unknown>>
  return typeof place === 'string' && typeof path === 'string' && Number.isSafeInteger(epoch)
}

/** File system and number of a file: the same while it is renamed or moved, another for a copy. */
export function placeOf(path: string): string {
  const { dev, ino } = statSync(path, { bigint: true })
  return `${dev.toString(36)}-${ino.toString(36)}`
}

function seenFile(folder: string, place: string): string {
  return join(folder, `seen-${place}`)
}
