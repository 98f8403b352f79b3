// A new PC joins its office: it meets a hub, both persons compare the code, and an archive of the office's identity is made here, empty:
// all that it is cleared for comes by the exchange, once it is opened.
import { generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { openArchive } from '../archive/archive.ts'
import type { OpenArchive } from '../archive/archive.ts'
import { deviceId } from '../archive/entry.ts'
import { placeDevice } from '../archive/keyring.ts'
import { latestMigration } from '../archive/schema.ts'
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import type { ErrorValue, Result } from '../contract/result.ts'
import type { Hello, Message } from './codec.ts'
import { dial } from './dial.ts'
import { readPackings } from './entries-form.ts'
import { deviceCertificate } from './identity.ts'
import type { Link } from './link.ts'
import { startPairing } from './pairing.ts'
import type { Pairing } from './pairing.ts'
import { protocolVersion } from './protocol.ts'
import { systemTimers } from './timers.ts'

export interface JoinOptions extends Pick<OpenArchive, 'directory' | 'configuration' | 'schema' | 'now'> {
  readonly host: string
  readonly port: number
  /** the hub's device, where it is known beforehand; null where an address was typed */
  readonly device: string | null
  readonly program: string
  /** of this PC, to be shown at the hub */
  readonly name: string
  /** Shows the code, and answers whether it is the same at the hub, by the voice of the person there. */
  compare(code: string): Promise<boolean>
}

/**
 * Joins an office. Errors: HUB_UNREACHABLE {detail}, HUB_REFUSES {why} (its door is not open, it is busy), JOIN_REFUSED (a person said
 * no), JOIN_BROKEN (what came was not what was committed to: somebody may stand between), JOIN_LOST, ARCHIVE_HERE (the folder holds one
 * already), and those of openArchive.
 */
export async function joinOffice(options: JoinOptions): Promise<Result<{ readonly archiveId: string; readonly officeName: string }, ErrorValue>> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const own = { device: deviceId(publicKey), key: privateKey, publicKey: publicKey.export({ type: 'spki', format: 'der' }) }
  const hello = (): Hello => ({
    protocol: protocolVersion, program: options.program, schema: latestMigration(options.schema), archiveId: null, device: own.device, epoch: 0,
    clockMs: systemTimers.wall(), name: options.name, addresses: [], unpacks: [...readPackings],
  })
  let pairing: Pairing | null = null
  const over = (link: Link): Pairing | null => {
    if (pairing !== null || link.hello.archiveId === null) return pairing
    pairing = startPairing({
      link,
      role: 'joining',
      meeting: { hub: link.device, joining: own.device },
      archiveId: link.hello.archiveId,
      officeName: '',
      onCode: (code) => void options.compare(code).then((same) => (same ? pairing?.agree() : pairing?.refuse())),
    })
    return pairing
  }
  const dialled = await dial({
    host: options.host,
    port: options.port,
    certificate: deviceCertificate(own),
    to: { standing: 'joining', device: options.device },
    hello,
    receive: (link: Link, message: Message) => over(link)?.receive(message),
  })
  if (!dialled.ok) {
    const { code, params } = dialled.error
    return code === 'BYE' ? err('HUB_REFUSES', { why: params.detail }) : err('HUB_UNREACHABLE', { detail: `${code} ${params.detail}` })
  }
  const begun = over(dialled.value)
  if (begun === null) {
    dialled.value.close('NO_OFFICE')
    return err('HUB_REFUSES', { why: 'NO_OFFICE' })
  }
  const end = await begun.end
  if (end.how !== 'agreed') return err(({ refused: 'JOIN_REFUSED', broken: 'JOIN_BROKEN', lost: 'JOIN_LOST' } as const)[end.how])
  const made = makeJoined(options, end.archiveId, own.key, { device: dialled.value.device, host: options.host, port: options.port })
  return made.ok ? ok({ archiveId: end.archiveId, officeName: end.officeName }) : made
}

/** The office's archive here, empty, with the hub that it is filled from. */
function makeJoined({ directory, configuration, schema, now }: JoinOptions, archiveId: string, key: KeyObject, hub: { device: string; host: string; port: number }): Result<null, ErrorValue> {
  if (!placeDevice(configuration, archiveId, key)) return err('ARCHIVE_HERE')
  const opened = openArchive({ directory, configuration, schema, now, make: true, id: archiveId })
  if (!opened.ok) return opened
  const { db, id, close } = opened.value
  try {
    if (id !== archiveId || db.value(sql`SELECT 1 FROM journal_envelope LIMIT 1`) !== undefined) return err('ARCHIVE_HERE')
    db.transaction(() => {
      db.run(sql`INSERT INTO archive_fact (name, value) VALUES ('joined', ${hub.device})`)
      db.run(sql`INSERT INTO network_hub (device, host, port) VALUES (${hub.device}, ${hub.host}, ${hub.port})`)
    })
    return ok(null)
  } finally {
    close()
  }
}
