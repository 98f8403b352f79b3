// What the office answers of its network: on the tables, and on the node where one runs (a command line beside nobody has none).
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import type { Handler } from '../handler/handler.ts'
import { handleCommand, handleQuery } from '../handler/handler.ts'
import * as contract from './contract.ts'
import { deviceRow, deviceRows } from './devices.ts'
import type { NetworkNode } from './node.ts'
import { compareCode } from './pairing-code.ts'

export interface OwnPc {
  /** this PC's device */
  readonly device: string
  /** SPKI DER */
  readonly publicKey: Buffer
}

/** @param node the node that runs; null where none does. `mayLink`: whether this PC may be networked at all */
export function networkHandlers(own: OwnPc, node: () => NetworkNode | null, mayLink: () => boolean): Handler[] {
  /** After the command's transaction: the node goes by what the tables say then. */
  const settleLater = (): void => void setImmediate(() => void node()?.settle())

  return [
    handleQuery(contract.getState, ({ db }) => {
      const running = node()
      const rows = new Map(deviceRows(db).map((row) => [row.id, row]))
      const contacts = new Map(db.all<{ device: string; at: string }>(sql`SELECT device, at FROM network_contact`).map(({ device, at }) => [device, at]))
      const hubs = db.all<{ device: string }>(sql`SELECT device FROM network_hub`).map(({ device }) => device)
      const states = new Map(running?.peers().map((peer) => [peer.device, peer]))
      const devices = new Set([...rows.keys(), ...hubs, ...states.keys()])
      devices.delete(own.device)
      const until = running?.doorOpenUntil ?? null
      return ok({
        device: own.device,
        name: rows.get(own.device)?.name ?? null,
        port: running?.port ?? null,
        isHub: db.value<number>(sql`SELECT listens FROM network_pc`) === 1,
        peers: [...devices].map((device) => {
          const row = rows.get(device)
          const { state, toSend, clockAhead, fault } = states.get(device) ?? { state: 'away' as const, toSend: null, clockAhead: null, fault: null }
          return { device, name: row?.name ?? null, clearance: row?.clearance ?? 'none', retiredAt: row?.retired_at ?? null, state, toSend, clockAhead, fault, lastContactAt: contacts.get(device) ?? null }
        }),
        joining: [...(running?.joining() ?? [])],
        doorOpenUntil: until === null ? null : new Date(until).toISOString(),
        refused: (running?.refused ?? []).map(({ entry, why }) => ({ entry, why })),
        parked: db.value<number>(sql`SELECT count(DISTINCT position) FROM journal_parked`)!,
        conflicts: db.value<number>(sql`SELECT count(*) FROM (SELECT DISTINCT table_name, record_id, field FROM merge_conflict)`)!,
      })
    }),

    handleCommand(contract.openHub, ({ tx, now, actor }, { name, port }) => {
      if (!mayLink()) return err('STANDS_ALONE')
      const known = deviceRow(tx, own.device)
      if (known === undefined) {
        tx.append([{ table: 'device', id: own.device, set: { name, public_key: own.publicKey.toString('base64'), clearance: 'tuyet-mat', approved_at: new Date(now).toISOString(), approved_by: actor } }])
      } else if (known.name !== name) tx.append([{ table: 'device', id: own.device, set: { name } }])
      tx.local(sql`INSERT INTO network_pc (id, listens, port) VALUES ('pc', 1, ${port}) ON CONFLICT (id) DO UPDATE SET listens = 1, port = excluded.port`)
      settleLater()
      return ok({ device: own.device })
    }),

    handleCommand(contract.closeHub, ({ tx }) => {
      tx.local(sql`UPDATE network_pc SET listens = 0`)
      settleLater()
      return ok({})
    }),

    handleCommand(contract.openDoor, ({ now }, { minutes }) => {
      const running = node()
      if (running === null || running.port === null) return err('NO_HUB')
      const until = now + minutes * 60_000
      running.openDoor(until)
      return ok({ until: new Date(until).toISOString() })
    }),

    handleCommand(contract.agreeJoin, ({ tx, now, actor }, { device, code, name, clearance }) => {
      const pairing = node()?.pairingOf(device) ?? null
      if (pairing === null || pairing.code === null) return err('NOT_JOINING', { device })
      const compared = compareCode(pairing.code, code)
      if (compared === 'mistyped') return err('CODE_MISTYPED')
      if (compared === 'different') {
        // Somebody may stand between: this attempt is over.
        pairing.refuse()
        return err('CODE_DIFFERENT')
      }
      const entry = tx.append([{ table: 'device', id: device, set: { name, public_key: pairing.publicKey.toString('base64'), clearance, approved_at: new Date(now).toISOString(), approved_by: actor } }])
      setImmediate(() => pairing.agree())
      return ok({ entry })
    }),

    handleCommand(contract.refuseJoin, (_context, { device }) => {
      const pairing = node()?.pairingOf(device) ?? null
      if (pairing === null) return err('NOT_JOINING', { device })
      pairing.refuse()
      return ok({})
    }),

    handleCommand(contract.retireDevice, ({ tx, now, actor }, { device, reason }) => {
      const row = deviceRow(tx, device)
      if (row === undefined) return err('DEVICE_NOT_FOUND', { device })
      if (device === own.device) return err('OWN_DEVICE')
      if (row.retired_at !== null) return err('DEVICE_RETIRED', { device })
      const entry = tx.append([{ table: 'device', id: device, set: { retired_at: new Date(now).toISOString(), retired_by: actor, retire_reason: reason } }])
      tx.local(sql`DELETE FROM network_hub WHERE device = ${device}`)
      return ok({ entry })
    }),
  ]
}
