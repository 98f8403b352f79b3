// Announces or seeks a hub in a network namespace of its own, for announce.test.ts: `hub` or `seek`, and prints a line for each list heard.
import { announceHub, seekHubs } from '../../src-main/network/announce.ts'
import { listInterfaces, watchNetwork } from '../../src-main/network/interfaces.ts'
import { systemTimers } from '../../src-main/network/timers.ts'

const archiveId = '4b0b1c7e-7f5e-4f0e-9b0e-6a1d2c3b4a59'
const network = watchNetwork(systemTimers)
if (process.argv[2] === 'hub') announceHub({ archiveId, device: 'a'.repeat(64), name: 'Văn phòng Đảng ủy', port: 4711, network })
else seekHubs({ archiveId, network, onHubs: (hubs) => console.log(JSON.stringify(hubs)) })
console.log(`ready ${listInterfaces().map(({ address }) => address).join(' ')}`)
// Until the test has seen enough.
setTimeout(() => {}, 60_000)
