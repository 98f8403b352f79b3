// Cable out, cable in, between two network namespaces: the link is given up and taken up again by itself, on both sides.
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { deviceId } from '../../src-main/archive/entry.ts'
import { ip, twoNamespaces } from './namespaces.ts'

/** Waits until it holds; what both said is shown where it does not. */
const until = async (holds: () => boolean, ms: number, said: () => unknown = () => '') => {
  const end = performance.now() + ms
  while (!holds() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 50))
  expect(holds(), JSON.stringify(said())).toBe(true)
}

test('a PC whose cable is pulled knows it at once, dials when it is back, and the hub is rid of the dead link', { timeout: 120_000 }, async (context) => {
  // Beside many other tests a pulled cable was twice not noticed within 25 s; alone it always is. Until that is understood it is tried apart.
  if (process.env['VANTHU_LONG'] !== '1') return context.skip('tried by npm run test:long: beside many other tests the machine sometimes tells of the cable too late')
  const spaces = twoNamespaces()
  if (spaces === null) return context.skip('this machine lets no network namespaces with veth be made')
  const folder = mkdtempSync(join(tmpdir(), 'cable '))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [hubKey, pcKey] = ['hub', 'pc'].map((name) => {
    const pair = generateKeyPairSync('ed25519')
    writeFileSync(join(folder, name), pair.privateKey.export({ type: 'pkcs8', format: 'pem' }))
    return { file: join(folder, name), device: deviceId(pair.publicKey) }
  }) as [{ file: string; device: string }, { file: string; device: string }]
  const hub = spaces.run(spaces.a, 'link-child.ts', 'hub', hubKey.file)
  await until(() => hub.lines().includes('ready'), 20_000)
  const pc = spaces.run(spaces.b, 'link-child.ts', 'pc', pcKey.file, hubKey.device, '10.77.0.1')
  const links = () => pc.lines().filter((line) => line === '{"state":"linked"}').length
  await until(() => links() === 1, 20_000)

  ip(`-n ${spaces.b} link set ${spaces.b} down`)
  await until(() => pc.lines().some((line) => line.includes('"fault":"CLOSED_HERE"')), 25_000, () => [pc.lines(), hub.lines()])
  ip(`-n ${spaces.b} link set ${spaces.b} up`)
  await until(() => links() === 2, 20_000)
  await until(() => hub.lines().filter((line) => line.startsWith('linked')).length === 2, 5_000)

  // The farewell of the first link may have waited in the system and come after all; else silence ends it.
  await until(() => hub.lines().some((line) => line === 'ended SILENT' || line === 'ended BYE' || line === 'ended LOST'), 45_000)
})
