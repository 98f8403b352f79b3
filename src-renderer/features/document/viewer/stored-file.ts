// The bytes of a stored file, read in pieces through the contract.
import { ask, type Refusal } from '../../../data/ask.ts'

const PIECE = 1024 * 1024 // bytes

/** One piece, [offset, offset + length); throws the Refusal, for readers that know failure as an exception only. */
export async function readPiece(fileId: string, offset: number, length: number): Promise<Uint8Array> {
  const answer = await ask('files.read', { fileId, offset, length })
  if (!answer.ok) throw answer.error satisfies Refusal
  return answer.value.bytes
}

/** The whole file. @param size bytes, as the document's record says */
export async function readWhole(fileId: string, size: number, signal?: AbortSignal): Promise<Uint8Array> {
  const whole = new Uint8Array(size)
  for (let offset = 0; offset < size; offset += PIECE) {
    signal?.throwIfAborted()
    whole.set(await readPiece(fileId, offset, Math.min(PIECE, size - offset)), offset)
  }
  return whole
}
