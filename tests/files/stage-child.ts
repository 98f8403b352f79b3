// Run as a program by kill.test.ts, which kills it: stages a large file from memory again and again, saying
// before each what its id will be, and after it that it is done. Arguments: store folder, key (hex), megabytes.
import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { openFileStore } from '../../src-main/files/store.ts'

const [directory, keyHex, megabytes] = process.argv.slice(2)
const opened = await openFileStore({ directory: directory!, key: Buffer.from(keyHex!, 'hex') })
if (!opened.ok) throw new Error(opened.error.code)
const block = randomBytes(1e6)
function* pieces(round: number): Generator<Buffer> {
  for (let i = 0; i < Number(megabytes); i += 1) {
    block.writeUInt32LE(round, 0)
    block.writeUInt32LE(i, 4)
    yield Buffer.from(block)
  }
}
for (let round = 0; ; round += 1) {
  const hash = createHash('sha256')
  for (const piece of pieces(round)) hash.update(piece)
  const planned = hash.digest('hex')
  process.stdout.write(`planned ${planned}\n`)
  const staged = await opened.value.stage(Readable.from(pieces(round)))
  if (!staged.ok) throw new Error(staged.error.code)
  if (staged.value.fileId !== planned) throw new Error('another id')
  process.stdout.write(`staged ${planned}\n`)
}
