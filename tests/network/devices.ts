// Devices for tests of the network, as the keyring makes them.
import { createHash, generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

export interface TestDevice {
  readonly device: string
  readonly key: KeyObject
  readonly publicKey: Buffer
}

export function newDevice(): TestDevice {
  const pair = generateKeyPairSync('ed25519')
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' })
  return { device: createHash('sha256').update(publicKey).digest('hex'), key: pair.privateKey, publicKey }
}
