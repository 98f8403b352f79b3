// Every page of an encrypted database carries a seal (HMAC-SHA512, form of SQLCipher 4). SQLite checks it when it reads a page,
// but reads no free page; so that a changed byte anywhere in the file is found, all pages are gone through here.
//
// Page: [salt 16, on page 1 only] | encrypted bytes | IV 16 | HMAC 64. The HMAC covers encrypted bytes, IV and the page's number
// (u32, little-endian). HMAC key = PBKDF2-HMAC-SHA512(key, salt with each byte XOR 0x3a, 2 rounds, 32 bytes).
import { createHmac, pbkdf2Sync } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

const pageBytes = 4096
const saltBytes = 16
const sealBytes = 64
const pagesAtOnce = 256

/** A page that a checkpoint was just writing is read again before it counts as damaged. */
const readings = 5
const pause = 20

/** Numbers of the pages (from 1) whose seal does not fit, at most `most`. `key`: the database's, 32 bytes. */
export function damagedPages(path: string, key: Buffer, most = 20): number[] {
  const file = openSync(path, 'r')
  try {
    const salt = Buffer.alloc(saltBytes)
    if (readSync(file, salt, 0, saltBytes, 0) < saltBytes) return [1]
    const sealKey = pbkdf2Sync(key, Buffer.from(salt.map((byte) => byte ^ 0x3a)), 2, 32, 'sha512')
    const damaged: number[] = []
    const size = fstatSync(file).size
    const pages = Math.ceil(size / pageBytes)
    const buffer = Buffer.alloc(pageBytes * pagesAtOnce)
    for (let first = 1; first <= pages && damaged.length < most; first += pagesAtOnce) {
      const bytes = readSync(file, buffer, 0, buffer.length, (first - 1) * pageBytes)
      for (let from = 0; from < bytes && damaged.length < most; from += pageBytes) {
        const number = first + from / pageBytes
        if (!fits(buffer.subarray(from, Math.min(from + pageBytes, bytes)), number, sealKey) && !fitsLater(file, number, sealKey)) damaged.push(number)
      }
    }
    return damaged
  } finally {
    closeSync(file)
  }
}

function fits(page: Buffer, number: number, sealKey: Buffer): boolean {
  if (page.length < pageBytes) return false
  // A page that the file was lengthened by and that never was written holds nothing. One in use shows in integrity_check.
  if (page.every((byte) => byte === 0)) return true
  const place = Buffer.alloc(4)
  place.writeUInt32LE(number)
  const seal = createHmac('sha512', sealKey).update(page.subarray(number === 1 ? saltBytes : 0, pageBytes - sealBytes)).update(place).digest()
  return seal.equals(page.subarray(pageBytes - sealBytes))
}

function fitsLater(file: number, number: number, sealKey: Buffer): boolean {
  const page = Buffer.alloc(pageBytes)
  for (let reading = 1; reading < readings; reading += 1) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
    const bytes = readSync(file, page, 0, pageBytes, (number - 1) * pageBytes)
    if (fits(page.subarray(0, bytes), number, sealKey)) return true
  }
  return false
}
