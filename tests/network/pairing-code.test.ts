// The code read aloud: equal where two PCs meet each other, and not to be steered by one who stands between them.
import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commitmentTo, compareCode, holds, pairingCode } from '../../src-main/network/pairing-code.ts'

const device = (name: string) => createHash('sha256').update(name).digest('hex')
const hub = device('hub')
const joining = device('joining')
const between = device('between')
const archive = '4b0b1c7e-7f5e-4f0e-9b0e-6a1d2c3b4a59'

test('both see one code, in the form 123 456 7', () => {
  const nonces = { hub: randomBytes(32), joining: randomBytes(32) }
  const meeting = { hub, joining }
  expect(holds(commitmentTo('hub', meeting, nonces.hub), 'hub', meeting, nonces.hub)).toBe(true)
  expect(pairingCode(meeting, nonces, archive)).toBe(pairingCode({ ...meeting }, { ...nonces }, archive))
  expect(pairingCode(meeting, nonces, archive)).toMatch(/^\d{3} \d{3} \d$/)
})

test('the code does not change from one version of the program to another', () => {
  expect(pairingCode({ hub, joining }, { hub: Buffer.alloc(32, 1), joining: Buffer.alloc(32, 2) }, archive)).toMatchInlineSnapshot(`"230 936 7"`)
})

test('every part moves the code: devices, nonces, archive', () => {
  const nonces = { hub: Buffer.alloc(32, 1), joining: Buffer.alloc(32, 2) }
  const codes = new Set([
    pairingCode({ hub, joining }, nonces, archive),
    pairingCode({ hub: between, joining }, nonces, archive),
    pairingCode({ hub, joining: between }, nonces, archive),
    pairingCode({ hub: joining, joining: hub }, nonces, archive),
    pairingCode({ hub, joining }, { ...nonces, hub: Buffer.alloc(32, 3) }, archive),
    pairingCode({ hub, joining }, { ...nonces, joining: Buffer.alloc(32, 3) }, archive),
    pairingCode({ hub, joining }, nonces, archive.replace('4', '5')),
  ])
  expect(codes.size).toBe(7)
})

test('a nonce other than the one committed to, or sent back to its maker, does not hold', () => {
  const meeting = { hub, joining }
  const nonce = randomBytes(32)
  const commitment = commitmentTo('joining', meeting, nonce)
  expect(holds(commitment, 'joining', meeting, randomBytes(32))).toBe(false)
  // Sent back as the hub's own.
  expect(holds(commitment, 'hub', meeting, nonce)).toBe(false)
  // Passed on into another meeting.
  expect(holds(commitment, 'joining', { hub, joining: between }, nonce)).toBe(false)
  expect(holds(commitment.subarray(0, 31), 'joining', meeting, nonce)).toBe(false)
})

/** What one who stands between can do with the hub and the new PC, once each, by the rules of `join`: commit first, then see. */
function attack(choose: (seen: { codeOfNew: string; try: (nonce: Buffer) => string }) => Buffer): { equal: boolean; held: boolean } {
  const toNew = { hub: between, joining }
  const toHub = { hub, joining: between }
  // With the new PC: it is finished there, so that its code is known before the hub is met.
  const [ofNew, ofBetweenToNew] = [randomBytes(32), randomBytes(32)]
  const codeOfNew = pairingCode(toNew, { hub: ofBetweenToNew, joining: ofNew }, archive)
  // With the hub: it reveals its nonce only against a commitment.
  const ofHub = randomBytes(32)
  const committed = randomBytes(32)
  const commitment = commitmentTo('joining', toHub, committed)
  const code = (nonce: Buffer) => pairingCode(toHub, { hub: ofHub, joining: nonce }, archive)
  const revealed = choose({ codeOfNew, try: code })
  const answer = revealed.length === 0 ? committed : revealed
  return { equal: code(answer) === codeOfNew, held: holds(commitment, 'joining', toHub, answer) }
}

test('one who stands between gets another code, whatever it searches for', () => {
  // Honest nonces: equal by luck alone, one in a million.
  let lucky = 0
  for (let round = 0; round < 3000; round++) lucky += attack(() => Buffer.alloc(0)).equal ? 1 : 0
  expect(lucky).toBeLessThanOrEqual(1)
})

test('a nonce found by search after the hub revealed its own would make the codes equal, and does not hold', () => {
  // As with two digits, to find one in a test: the search works, the commitment refuses what it finds.
  let found = 0
  for (let round = 0; round < 20; round++) {
    const { held } = attack(({ codeOfNew, try: code }) => {
      for (let guess = 0; guess < 2000; guess++) {
        const nonce = randomBytes(32)
        if (code(nonce).slice(0, 2) !== codeOfNew.slice(0, 2)) continue
        found += 1
        return nonce
      }
      return randomBytes(32)
    })
    expect(held).toBe(false)
  }
  expect(found).toBe(20)
})

test('codes are spread evenly', () => {
  const first = Array.from({ length: 10 }, () => 0)
  for (let round = 0; round < 20_000; round++) first[Number(pairingCode({ hub, joining }, { hub: randomBytes(32), joining: randomBytes(32) }, archive)[0])]! += 1
  for (const count of first) expect(Math.abs(count - 2000)).toBeLessThan(300)
})

test('a digit misheard, or two neighbours exchanged, is told from another code', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(6), fc.integer({ min: 1, max: 9 }), (nonce, place, step) => {
      const shown = pairingCode({ hub, joining }, { hub: Buffer.from(nonce), joining: Buffer.alloc(32) }, archive)
      const digits = shown.replaceAll(' ', '')
      expect(compareCode(shown, digits)).toBe('same')
      expect(compareCode(shown, ` ${shown.replaceAll(' ', '-')}. `)).toBe('same')
      expect(compareCode(shown, digits.slice(0, place) + ((Number(digits[place]) + step) % 10) + digits.slice(place + 1))).toBe('mistyped')
      const swapped = digits.slice(0, place) + (digits[place + 1] ?? '') + digits[place]! + digits.slice(place + 2)
      if (swapped !== digits) expect(compareCode(shown, swapped)).toBe('mistyped')
    }),
  )
  const [one, other] = [1, 2].map((byte) => pairingCode({ hub, joining }, { hub: Buffer.alloc(32, byte), joining: Buffer.alloc(32) }, archive))
  expect(compareCode(one!, other!)).toBe('different')
  expect(compareCode(one!, '')).toBe('mistyped')
})
