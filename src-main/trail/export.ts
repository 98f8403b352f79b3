// The audit trail as files that anybody can check with sha256sum and openssl, in thirty years too, without this program. Payloads of
// what one may read go along; of the rest the hashes stand, so that the chain is whole for everybody.
import { setImmediate } from 'node:timers/promises'
import type { ReadDb } from '../archive/database.ts'
import { envelopeBytes } from '../archive/entry.ts'
import type { Payload } from '../archive/entry.ts'
import type { ArchiveSchema } from '../archive/schema.ts'
import { sql } from '../archive/sql.ts'
import { ok } from '../contract/result.ts'
import { zipParts } from '../documents/forms/ooxml.ts'
import { handleTask } from '../handler/handler.ts'
import { mayReadCompartment } from '../handler/person.ts'
import type { Person } from '../handler/person.ts'
import { recordsWithheld } from '../registers/index.ts'
import { exportTrail } from './contract.ts'
import { saysOf } from './rules.ts'

const howTo = `Nhật ký kiểm tra (audit trail) — cách kiểm tra không cần chương trình

devices.json      khóa công khai của từng máy (SPKI, PEM)
entries.jsonl     mỗi dòng một mục, theo thứ tự ghi
  bytes      các byte của phong bì (hex); mở đầu "VTE1", rồi máy 32 byte, epoch 4, số thứ tự 8, đồng hồ 6 + 2,
             băm của phong bì trước 32, số ngăn 2, rồi từng ngăn: độ dài tên 2, tên, băm 32
  hash       SHA-256 của bytes
  signature  chữ ký Ed25519 của hash, bằng khóa của máy
  previous   băm của phong bì trước đó của cùng máy và epoch: chuỗi không đứt thì không mục nào bị bớt hay chen
  parts      từng ngăn: hash = SHA-256(salt ‖ body). Ngăn mà người xuất không được đọc, hoặc đã hủy, chỉ còn hash

Kiểm tra một mục (bash, jq, openssl):
  line=$(sed -n 1p entries.jsonl)
  echo "$line" | jq -r .bytes | xxd -r -p | sha256sum                     # = .hash
  echo "$line" | jq -r .hash | xxd -r -p > hash.bin
  echo "$line" | jq -r .signature | xxd -r -p > signature.bin
  jq -r '."'$(echo "$line" | jq -r .device)'"' devices.json > device.pem
  openssl pkeyutl -verify -pubin -inkey device.pem -rawin -in hash.bin -sigfile signature.bin
  (echo "$line" | jq -r '.parts[0].salt' | xxd -r -p; echo "$line" | jq -j '.parts[0].body') | sha256sum   # = .parts[0].hash

In English: each line is an entry; SHA-256 of bytes is hash, hash is signed with the device's Ed25519 key, previous is the hash of
the entry before it of the same device and epoch, and each part's hash is SHA-256(salt followed by body).
`

interface Row {
  readonly position: number
  readonly device: string
  readonly epoch: number
  readonly sequence: number
  readonly clockMs: number
  readonly clockCount: number
  readonly previous: Buffer
  readonly hash: Buffer
  readonly signature: Buffer
}

async function* lines(db: ReadDb, schema: ArchiveSchema, person: Person, signal: AbortSignal, told: (entries: number) => void): AsyncGenerator<string> {
  for (let position = 0; ; ) {
    signal.throwIfAborted()
    const rows = db.all<Row>(sql`
      SELECT envelope.position, device.id AS device, envelope.epoch, envelope.sequence, envelope.clock_ms AS clockMs, envelope.clock_count AS clockCount, envelope.previous, envelope.hash, envelope.signature
      FROM journal_envelope AS envelope JOIN journal_device AS device ON device.no = envelope.device_no
      WHERE envelope.position > ${position} ORDER BY envelope.position LIMIT 200`)
    if (rows.length === 0) return
    const withheld = recordsWithheld(db, schema, person, rows.map((row) => row.position))
    const mayRead = (at: number, compartment: string, body: string) => mayReadCompartment(person, compartment) && !saysOf(JSON.parse(body) as Payload, withheld.get(at))
    for (const { device, epoch, sequence, clockMs: ms, clockCount: count, previous, hash, signature, position: at } of rows) {
      const parts = db.all<{ compartment: string; hash: Buffer; salt: Buffer | null; body: string | null }>(sql`SELECT compartment, hash, salt, body FROM journal_part WHERE position = ${at} ORDER BY compartment`)
      const bytes = envelopeBytes({ device, epoch, sequence, clock: { ms, count }, previous, parts })
      yield `${JSON.stringify({
        device, epoch, sequence, clock: { ms, count }, previous: previous.toString('hex'), bytes: bytes.toString('hex'), hash: hash.toString('hex'), signature: signature.toString('hex'),
        parts: parts.map((part) => ({ compartment: part.compartment, hash: part.hash.toString('hex'), ...(part.salt !== null && part.body !== null && mayRead(at, part.compartment, part.body) ? { salt: part.salt.toString('hex'), body: part.body } : {}) })),
      })}\n`
      position = at
    }
    told(position)
    await setImmediate()
  }
}

const pem = (key: Buffer) => `-----BEGIN PUBLIC KEY-----\n${key.toString('base64')}\n-----END PUBLIC KEY-----\n`

/** The handler of trail.export. @param flush lays accesses that wait into the journal first */
export const exportTrailOf = (schema: ArchiveSchema, flush: () => void) => handleTask(exportTrail, async ({ db, person, now, today, signal, progress }) => {
  flush()
  const entries = db.value<number>(sql`SELECT count(*) FROM journal_envelope`) ?? 0
  const devices = db.all<{ id: string; public_key: Buffer }>(sql`SELECT id, public_key FROM journal_device ORDER BY no`)
  const bytes = await zipParts([
    ['HUONG-DAN.txt', howTo],
    ['devices.json', JSON.stringify(Object.fromEntries(devices.map(({ id, public_key }) => [id, pem(public_key)])), null, 1)],
    ['entries.jsonl', lines(db, schema, person, signal, (done) => progress(done, entries))],
  ], new Date(now))
  return ok({ fileName: `Nhật ký kiểm tra ${today}.zip`, mediaType: 'application/zip', entries, bytes: new Uint8Array(bytes) })
})
