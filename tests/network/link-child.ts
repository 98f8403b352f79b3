// A hub, or a PC that keeps a link to it, in a network namespace of its own, for cable.test.ts: `hub <key file>` or `pc <key file> <hub's
// device> <host>`. Prints a line for each thing that happens.
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dial } from '../../src-main/network/dial.ts'
import { deviceCertificate } from '../../src-main/network/identity.ts'
import { watchNetwork } from '../../src-main/network/interfaces.ts'
import { listen } from '../../src-main/network/listen.ts'
import { keepLinked } from '../../src-main/network/redial.ts'
import { systemTimers } from '../../src-main/network/timers.ts'
import { helloOf } from './devices.ts'

const [role, keyFile, hub = '', host = ''] = process.argv.slice(2)
const key = createPrivateKey(readFileSync(keyFile!))
const certificate = deviceCertificate({ key, publicKey: createPublicKey(key).export({ type: 'spki', format: 'der' }) })
const common = { certificate, hello: () => helloOf(certificate.device), receive: () => {} }
const port = 4711

if (role === 'hub') {
  const listener = await listen({
    ...common,
    port,
    admit: () => 'member',
    onLink(link) {
      console.log(`linked ${link.remoteAddress}`)
      void link.closed.then(({ code }) => console.log(`ended ${code}`))
    },
  })
  console.log(listener.ok ? 'ready' : listener.error.params.detail)
} else {
  const network = watchNetwork(systemTimers)
  keepLinked({
    network,
    dial: () => dial({ ...common, host, port, to: { standing: 'member', device: hub } }),
    onState: (state) => console.log(JSON.stringify(state)),
  })
}
// Until the test has seen enough.
setTimeout(() => {}, 120_000)
