// The PCs of the office as its records have them: who was approved, what each is cleared for, who was retired.
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import { secrecies } from '../contract/choices.ts'
import type { Secrecy } from '../contract/fields.ts'
import type { KnownDevice } from './codec.ts'

export interface DeviceRow {
  readonly id: string
  readonly name: string
  /** SPKI DER, base64 */
  readonly public_key: string
  readonly clearance: Secrecy
  readonly approved_at: string
  readonly retired_at: string | null
}

export function deviceRows(db: ReadDb): DeviceRow[] {
  return db.all<DeviceRow>(sql`SELECT id, name, public_key, clearance, approved_at, retired_at FROM device ORDER BY name, id`)
}

export function deviceRow(db: ReadDb, id: string): DeviceRow | undefined {
  return db.get<DeviceRow>(sql`SELECT id, name, public_key, clearance, approved_at, retired_at FROM device WHERE id = ${id}`)
}

/** Whether a device may link: approved, and not retired. */
export function isMember(db: ReadDb, id: string): boolean {
  return deviceRow(db, id)?.retired_at === null
}

/** Every device whose entries the archive may hold: those approved, and those that wrote before the office had a network. */
export function knownDevices(db: ReadDb): KnownDevice[] {
  const rows = deviceRows(db)
  const approved = new Set(rows.map(({ id }) => id))
  const earlier = db.all<{ id: string; public_key: Buffer }>(sql`SELECT id, public_key FROM journal_device`).filter(({ id }) => !approved.has(id))
  return [
    ...rows.map(({ id, name, public_key, retired_at }) => ({ id, name, publicKey: Buffer.from(public_key, 'base64'), retiredAt: retired_at })),
    ...earlier.map(({ id, public_key }) => ({ id, name: '', publicKey: Buffer.from(public_key), retiredAt: null })),
  ]
}

/** The public key of a device, SPKI DER; null where it is not known. */
export function publicKeyOf(db: ReadDb, id: string): Buffer | null {
  const approved = deviceRow(db, id)
  if (approved !== undefined) return Buffer.from(approved.public_key, 'base64')
  return db.value<Buffer>(sql`SELECT public_key FROM journal_device WHERE id = ${id}`) ?? null
}

/** Whether a device is given the payloads of a compartment: those of a secret level only where it is cleared for it. */
export function mayHold(db: ReadDb, id: string, compartment: string): boolean {
  const [kind, level] = compartment.split(':')
  if (kind !== 'secrecy') return true
  const clearance = deviceRow(db, id)?.clearance ?? 'none'
  return secrecies.indexOf(level as Secrecy) <= secrecies.indexOf(clearance)
}
