// The bytes of a stored file, read in pieces through the contract.
import { useEffect, useState } from 'react'
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

/** The bytes of a file while the view stands; what failed. */
export function useBytes(fileId: string, size: number): { readonly bytes: Uint8Array | null; readonly trouble: unknown } {
  const [bytes, setBytes] = useState<Uint8Array | null>(null)
  const [trouble, setTrouble] = useState<unknown>(null)
  useEffect(() => {
    const stop = new AbortController()
    readWhole(fileId, size, stop.signal).then(setBytes, (failure: unknown) => {
      if (!stop.signal.aborted) setTrouble(failure)
    })
    return () => stop.abort()
  }, [fileId, size])
  return { bytes, trouble }
}

/** Text in UTF-8, UTF-16 with its mark, or else as Windows-1258 wrote Vietnamese. */
export function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1258').decode(bytes)
  }
}
