// Certificates of devices: read by Node and by OpenSSL, tied to the key and to nothing else.
import { spawnSync } from 'node:child_process'
import { X509Certificate, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { deviceId } from '../../src-main/archive/entry.ts'
import { deviceCertificate, deviceOfCertificate } from '../../src-main/network/identity.ts'
import { newDevice } from './devices.ts'

test('a certificate names the device by its key, for a hundred years, and is the same each time', () => {
  for (let round = 0; round < 50; round++) {
    const identity = newDevice()
    const made = deviceCertificate(identity)
    const read = new X509Certificate(made.certificate)
    expect(made.device).toBe(deviceId(createPublicKey(identity.key)))
    expect(deviceOfCertificate(read)).toBe(made.device)
    expect(read.verify(read.publicKey)).toBe(true)
    expect(read.ca).toBe(false)
    expect(read.subject).toBe(`CN=${made.device}`)
    expect([read.validFromDate.toISOString(), read.validToDate.toISOString()]).toEqual(['2000-01-01T00:00:00.000Z', '2100-01-01T00:00:00.000Z'])
    expect(deviceCertificate(identity).certificate).toBe(made.certificate)
  }
})

test('OpenSSL reads it without complaint', (context) => {
  const { certificate } = deviceCertificate(newDevice())
  const run = spawnSync('openssl', ['x509', '-noout', '-text', '-ext', 'keyUsage'], { input: certificate, encoding: 'utf8' })
  if (run.error !== undefined) return context.skip('no openssl on this machine')
  expect(run.stderr).toBe('')
  expect(run.stdout).toContain('Public Key Algorithm: ED25519')
  expect(run.stdout).toContain('Digital Signature')
})

test('a certificate of another kind of key names no device', (context) => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const folder = mkdtempSync(join(tmpdir(), 'key '))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const run = spawnSync('openssl', ['req', '-x509', '-key', join(folder, 'key.pem'), '-subj', '/CN=x'], { encoding: 'utf8' })
  if (run.error !== undefined) return context.skip('no openssl on this machine')
  expect(deviceOfCertificate(new X509Certificate(run.stdout))).toBeNull()
})
