// Pairing over real links: equal codes where two PCs meet, others where somebody stands between with certificates of its own.
import { randomBytes } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import type { Message } from '../../src-main/network/codec.ts'
import { dial } from '../../src-main/network/dial.ts'
import { deviceCertificate } from '../../src-main/network/identity.ts'
import type { DeviceCertificate } from '../../src-main/network/identity.ts'
import type { Link } from '../../src-main/network/link.ts'
import { listen } from '../../src-main/network/listen.ts'
import { commitmentTo, holds, pairingCode } from '../../src-main/network/pairing-code.ts'
import type { Role } from '../../src-main/network/pairing-code.ts'
import { helloOf, newDevice } from './devices.ts'

const archiveId = '4b0b1c7e-7f5e-4f0e-9b0e-6a1d2c3b4a59'

/** One side of step 4 of the protocol, over a link in pairing. */
function pairing(role: Role, own: string) {
  const nonce = randomBytes(32)
  const code = Promise.withResolvers<string>()
  let theirs: Buffer | null = null
  const meeting = (link: Link) => (role === 'hub' ? { hub: own, joining: link.device } : { hub: link.device, joining: own })
  return {
    code: code.promise,
    begin: (link: Link) => void link.send({ kind: 'join', step: 'commit', commitment: commitmentTo(role, meeting(link), nonce) }),
    receive(link: Link, message: Message) {
      if (message.kind !== 'join') return
      if (message.step === 'commit') {
        theirs = Buffer.from(message.commitment)
        return void link.send({ kind: 'join', step: 'reveal', nonce })
      }
      const other = role === 'hub' ? 'joining' : 'hub'
      if (theirs === null || !holds(theirs, other, meeting(link), message.nonce)) return code.resolve('refused')
      code.resolve(pairingCode(meeting(link), role === 'hub' ? { hub: nonce, joining: message.nonce } : { hub: message.nonce, joining: nonce }, archiveId))
    },
  }
}

async function hubAt(certificate: DeviceCertificate) {
  const side = pairing('hub', certificate.device)
  const listener = await listen({ certificate, port: 0, host: '127.0.0.1', admit: () => 'joining', hello: () => helloOf(certificate.device), receive: side.receive, onLink: side.begin })
  if (!listener.ok) throw new Error('no hub')
  onTestFinished(() => listener.value.close('DONE'))
  return { code: side.code, port: listener.value.port }
}

async function join(certificate: DeviceCertificate, port: number) {
  const side = pairing('joining', certificate.device)
  const link = await dial({ certificate, host: '127.0.0.1', port, to: { standing: 'joining', device: null }, hello: () => helloOf(certificate.device, { archiveId: null }), receive: side.receive })
  if (!link.ok) throw new Error(link.error.code)
  side.begin(link.value)
  return side.code
}

const [hub, pc, between] = [1, 2, 3].map(() => deviceCertificate(newDevice())) as [DeviceCertificate, DeviceCertificate, DeviceCertificate]

test('two PCs that meet show one code', async () => {
  const at = await hubAt(hub)
  const code = await join(pc, at.port)
  expect(code).toMatch(/^\d{3} \d{3} \d$/)
  expect(code).toBe(await at.code)
})

test('with somebody between them they show two', async () => {
  const [at, middle] = [await hubAt(hub), await hubAt(between)]
  const [ofPc] = await Promise.all([join(pc, middle.port), join(between, at.port)])
  expect(ofPc).toBe(await middle.code)
  expect(await at.code).not.toBe(ofPc)
})
