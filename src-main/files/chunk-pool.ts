// Memory of chunks in use (vùng đệm): buffers that pass from file to file instead of being allocated for each chunk.
//
// Fresh memory is what sealing costs most: the kernel hands it out page by page and zeroed, and on a virtual machine a
// chunk of 512 KiB takes ten times as long to get as to encrypt. Measured on 64 MB: 9,000 page faults, more than half of
// the time of staging.

/** Idle bytes kept: enough for one file coming in and one going out. */
const mostIdle = 6 * 2 ** 20

const idle = new Map<number, Buffer[]>()
let idleBytes = 0

/** A set of equally large buffers, handed out in turn. */
export interface Rotation {
  /** The next buffer; what it held `count` calls ago is overwritten. */
  next(): Buffer
  /** Gives the buffers back. Only when nobody reads from or writes to them any more. */
  release(): void
}

/** `count` buffers of `bytes` bytes in turn, borrowed when first asked for. */
export function rotation(bytes: number, count: number): Rotation {
  const held: Buffer[] = []
  let turn = -1
  return {
    next() {
      turn = (turn + 1) % count
      return (held[turn] ??= borrow(bytes))
    },
    release() {
      for (const buffer of held.splice(0)) giveBack(buffer)
    },
  }
}

function borrow(bytes: number): Buffer {
  const buffer = idle.get(bytes)?.pop()
  if (buffer === undefined) return Buffer.allocUnsafeSlow(bytes)
  idleBytes -= bytes
  return buffer
}

function giveBack(buffer: Buffer): void {
  if (idleBytes + buffer.length > mostIdle) return
  idleBytes += buffer.length
  const ofSize = idle.get(buffer.length)
  if (ofSize === undefined) idle.set(buffer.length, [buffer])
  else ofSize.push(buffer)
}

/**
 * Frees the memory of a buffer now instead of at some garbage collection, so that the next allocation of its size gets
 * the same, warm memory. The buffer is empty afterwards. One that shares its memory with others is left alone.
 */
export function freeNow(buffer: Buffer): void {
  const memory = buffer.buffer
  if (memory instanceof ArrayBuffer && memory.byteLength === buffer.byteLength) memory.transfer(0)
}
