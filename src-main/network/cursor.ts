// Reading bytes that a stranger may have written: every read is checked against what is left, and says so by one kind of throw that never
// leaves the room (codec.ts and datagram.ts catch it).

/** What was read is not of its form. */
export class Malformed extends Error {}

export class Cursor {
  at = 0
  readonly bytes: Buffer

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  get left(): number {
    return this.bytes.length - this.at
  }

  /** Throws unless `count` bytes are left. */
  need(count: number): void {
    if (count > this.left) throw new Malformed('cut short')
  }

  /** Throws unless everything was read. */
  end(): void {
    if (this.left !== 0) throw new Malformed('bytes after the end')
  }

  u8(): number {
    this.need(1)
    return this.bytes[this.at++]!
  }

  u16(): number {
    this.need(2)
    const value = this.bytes.readUInt16BE(this.at)
    this.at += 2
    return value
  }

  u32(): number {
    this.need(4)
    const value = this.bytes.readUInt32BE(this.at)
    this.at += 4
    return value
  }

  u48(): number {
    this.need(6)
    const value = this.bytes.readUIntBE(this.at, 6)
    this.at += 6
    return value
  }

  /** A u64 that JavaScript counts with exactly; throws above. */
  u64(): number {
    const high = this.u32()
    if (high > 0x1fffff) throw new Malformed('number too large')
    return high * 0x1_0000_0000 + this.u32()
  }

  /** The next bytes, sharing memory. */
  take(count: number): Buffer {
    this.need(count)
    return this.bytes.subarray(this.at, (this.at += count))
  }

  hex(count: number): string {
    this.need(count)
    return this.bytes.toString('hex', this.at, (this.at += count))
  }

  text(count: number): string {
    this.need(count)
    return this.bytes.toString('utf8', this.at, (this.at += count))
  }

  rest(): Buffer {
    return this.take(this.left)
  }
}

/** Writes a u64 that JavaScript counts with exactly. */
export function writeU64(bytes: Buffer, value: number, at: number): void {
  bytes.writeUInt32BE(Math.floor(value / 0x1_0000_0000), at)
  bytes.writeUInt32BE(value % 0x1_0000_0000, at + 4)
}
