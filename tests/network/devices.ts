// Devices for tests of the network, as the keyring makes them.
import { createHash, generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Hello } from '../../src-main/network/codec.ts'
import { readPackings } from '../../src-main/network/entries-form.ts'

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

const archiveId = '4b0b1c7e-7f5e-4f0e-9b0e-6a1d2c3b4a59'

/** What a device says of itself. */
export function helloOf(device: string, more: Partial<Hello> = {}): Hello {
  return { protocol: 1, program: '0.1.0', schema: 120, archiveId, device, epoch: 1, clockMs: 0, name: 'Máy văn thư', addresses: [], unpacks: [...readPackings], ...more }
}
