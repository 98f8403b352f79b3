// The recovery key: however it is typed it is read, a slip is told with its group, and nothing but the right one opens.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { carryRecovery, drawSecret, formatSecret, isGenuine, layRecovery, nameOfKey, openRecovery, openWithTyped, parseSecret, publicOf, readRecovery, sealRecovery } from '../../src-main/archive/recovery.ts'
import type { Recovery, RecoverySecret } from '../../src-main/archive/recovery.ts'

const signs = '0123456789CFGHJKMNPRTVX'
const archiveId = '01234567-89ab-4cde-8f01-23456789abcd'
const madeAt = '2026-11-27T08:00:00.000Z'
const anySecret = fc.array(fc.constantFrom(...signs), { minLength: 36, maxLength: 36 }).map((drawn) => drawn.join('') as RecoverySecret)

function sealedTo(secret: RecoverySecret, key: Buffer): Recovery {
  return sealRecovery(key, { archiveId, madeAt, publicKey: publicOf(secret, archiveId) })
}

test('a drawn secret has nine groups of five, more than 160 bits, and is drawn anew each time', () => {
  const drawn = Array.from({ length: 50 }, () => drawSecret())
  expect(new Set(drawn).size).toBe(50)
  expect(36 * Math.log2(signs.length)).toBeGreaterThan(160)
  for (const secret of drawn) expect(formatSecret(secret)).toMatch(new RegExp(`^([${signs}]{5}-){8}[${signs}]{5}$`))
  // Each sign comes: 1,800 draws leave one of 23 out once in 10^34 runs.
  expect(new Set(drawn.join('')).size).toBe(signs.length)
})

test('any noise of typing is tolerated', () => {
  const noisy = fc.tuple(anySecret, fc.array(fc.tuple(fc.nat(), fc.constantFrom(' ', '-', '–', '\n', '  ', '.', '\t', '\u00a0', '_', '\u200b'))), fc.infiniteStream(fc.nat({ max: 3 })))
  fc.assert(
    fc.property(noisy, ([secret, noise, turns]) => {
      const twins: Record<string, string> = { 0: 'oOqD', 1: 'iIlL', 2: 'zZzZ', 5: 'sSsS', 8: 'bBbB' }
      let typed = [...formatSecret(secret).replaceAll('-', noise.length % 2 === 0 ? '-' : '')]
        .map((sign) => {
          const turn = turns.next().value
          return turn === 0 ? sign : turn === 1 ? sign.toLowerCase() : (twins[sign]?.[turn] ?? sign)
        })
        .join('')
      for (const [at, blank] of noise) typed = typed.slice(0, at % (typed.length + 1)) + blank + typed.slice(at % (typed.length + 1))
      expect(parseSecret(typed)).toEqual({ ok: true, value: secret })
    }),
  )
})

test('a single wrong sign, one left out or doubled, two neighbours or two groups exchanged are told, with the group', () => {
  fc.assert(
    fc.property(anySecret, fc.nat({ max: 44 }), fc.constantFrom(...signs, 'A', 'W', 'Đ', 'Ư', '?'), fc.nat({ max: 8 }), (secret, at, other, second) => {
      const printed = formatSecret(secret).split('-')
      const [group, place] = [Math.floor(at / 5), at % 5]
      const said = printed[group]!
      const withGroup = (changed: string) => printed.map((one, index) => (index === group ? changed : one)).join('-')
      const refused = (typed: string) => expect(parseSecret(typed)).toEqual({ ok: false, error: { code: 'RECOVERY_KEY_MISTYPED', params: { group: group + 1 } } })
      if (other !== said[place]) refused(withGroup(said.slice(0, place) + other + said.slice(place + 1)))
      refused(withGroup(said.slice(0, place) + said.slice(place + 1)))
      refused(withGroup(said.slice(0, place + 1) + said.slice(place)))
      if (place < 4 && said[place] !== said[place + 1]) refused(withGroup(said.slice(0, place) + said[place + 1] + said[place] + said.slice(place + 2)))
      if (second !== group) {
        const exchanged = printed.map((one, index) => (index === group ? printed[second]! : index === second ? said : one)).join('')
        expect(parseSecret(exchanged)).toEqual({ ok: false, error: { code: 'RECOVERY_KEY_MISTYPED', params: { group: Math.min(group, second) + 1 } } })
      }
    }),
  )
  for (const typed of ['', '-', 'xin chào', '0'.repeat(500)]) expect(parseSecret(typed)).toMatchObject({ ok: false, error: { code: 'RECOVERY_KEY_MISTYPED' } })
})

test('the key comes back from its own secret alone', () => {
  const key = randomBytes(32)
  const secret = drawSecret()
  const recovery = sealedTo(secret, key)
  expect(openRecovery(recovery, secret)).toEqual({ ok: true, value: key })
  expect(JSON.stringify(recovery)).not.toContain(key.toString('base64url'))
  const wrong = { ok: false, error: { code: 'RECOVERY_KEY_WRONG', params: {} } }
  fc.assert(fc.property(anySecret, (other) => void expect(openRecovery(recovery, other)).toEqual(wrong)), { numRuns: 30 })
  // Sealed twice, nothing is alike but the public key; and another key is sealed to the same paper without it.
  const later = sealRecovery(randomBytes(32), { archiveId, madeAt, publicKey: recovery.public })
  expect(later.sealed).not.toEqual(recovery.sealed)
  expect(nameOfKey(later.public)).toBe(nameOfKey(recovery.public))
  expect(openRecovery(later, secret).ok).toBe(true)
})

test('whatever was changed in the file is told, and nobody without the key puts a key of their own in it', () => {
  const key = randomBytes(32)
  const secret = drawSecret()
  const recovery = sealedTo(secret, key)
  for (const field of ['public', 'ephemeral', 'sealed', 'mac'] as const) {
    const bytes = Buffer.from(recovery[field])
    bytes[bytes.length - 1]! ^= 1
    expect(openRecovery({ ...recovery, [field]: bytes }, secret), field).toMatchObject({ ok: false, error: { code: 'ARCHIVE_DAMAGED' } })
    expect(openRecovery({ ...recovery, [field]: Buffer.alloc(0) }, secret).ok, field).toBe(false)
  }
  expect(openRecovery({ ...recovery, madeAt: '2020-01-01T00:00:00.000Z' }, secret)).toMatchObject({ error: { code: 'ARCHIVE_DAMAGED' } })
  expect(isGenuine(recovery, key)).toBe(true)
  expect(isGenuine(sealedTo(drawSecret(), randomBytes(32)), key)).toBe(false)
})

test('on the disk: written whole, carried on to a backup set, an unreadable one is damage', () => {
  const [from, to] = [mkdtempSync(join(tmpdir(), 'kho ')), mkdtempSync(join(tmpdir(), 'bộ '))]
  const key = randomBytes(32)
  const [first, second] = [drawSecret(), drawSecret()]
  expect(openWithTyped(from, archiveId, formatSecret(first))).toMatchObject({ error: { code: 'RECOVERY_KEY_ABSENT' } })
  layRecovery(from, sealedTo(first, key)).use()
  expect(readRecovery(from)).toEqual(expect.objectContaining({ archiveId, madeAt }))
  carryRecovery(from, to, key, false)
  expect(openWithTyped(to, archiveId, formatSecret(first).toLowerCase())).toEqual({ ok: true, value: key })
  expect(openWithTyped(to, archiveId.replace('0', '1'), formatSecret(first))).toMatchObject({ error: { code: 'ARCHIVE_DAMAGED' } })

  const laid = layRecovery(from, sealedTo(second, key))
  expect(openWithTyped(from, archiveId, formatSecret(first)).ok).toBe(true)
  laid.use()
  expect(openWithTyped(from, archiveId, formatSecret(first))).toMatchObject({ error: { code: 'RECOVERY_KEY_WRONG' } })
  carryRecovery(from, to, key, false)
  expect(openWithTyped(to, archiveId, formatSecret(first)).ok).toBe(true)
  carryRecovery(from, to, key, true)
  expect(openWithTyped(to, archiveId, formatSecret(second)).ok).toBe(true)

  // What is not of this key is carried nowhere.
  layRecovery(from, sealedTo(first, randomBytes(32))).use()
  carryRecovery(from, to, key, true)
  expect(openWithTyped(to, archiveId, formatSecret(second)).ok).toBe(true)
  const file = join(to, 'recovery.json')
  const whole = readFileSync(file, 'utf8')
  for (const broken of ['', '{', 'null', '[]', whole.slice(0, 80), whole.replace('"format":1', '"format":2')]) {
    writeFileSync(file, broken)
    expect(openWithTyped(to, archiveId, formatSecret(second)), broken).toMatchObject({ error: { code: 'ARCHIVE_DAMAGED' } })
  }
  for (const folder of [from, to]) rmSync(folder, { recursive: true })
})
