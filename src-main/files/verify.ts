// Whether the store holds what the records refer to, sound, and nothing else.

import { stopIfCancelled } from './errors.ts'

export type FileCheck = 'ok' | 'missing' | 'corrupt'

export interface FilesVerified {
  /** Different files referred to. */
  readonly count: number
  /** Ids of files referred to that are not there. */
  readonly missing: readonly string[]
  /** Ids of files that are there, but not as they were sealed. */
  readonly corrupt: readonly string[]
  /** Names on disk that nobody refers to: what a crash between staging and commit leaves. Sound. */
  readonly unreferenced: readonly string[]
}

/**
 * Reads through every file of `fileIds` (twins count once), then looks for names that belong to none.
 * Throws FileFailure: CANCELLED, FILE_UNREADABLE (a folder of the store).
 */
export async function verifyAll(
  fileIds: Iterable<string> | AsyncIterable<string>,
  ways: {
    check: (fileId: string, signal?: AbortSignal) => Promise<FileCheck>
    diskName: (fileId: string) => string
    names: () => AsyncIterable<string>
    onProgress?: (checked: number) => void
    signal?: AbortSignal
  },
): Promise<FilesVerified> {
  const { check, diskName, names, onProgress, signal } = ways
  const referred = new Set<string>()
  const missing: string[] = []
  const corrupt: string[] = []
  for await (const fileId of fileIds) {
    stopIfCancelled(signal)
    const name = diskName(fileId)
    if (referred.has(name)) continue
    referred.add(name)
    const found = await check(fileId, signal)
    if (found === 'missing') missing.push(fileId)
    if (found === 'corrupt') corrupt.push(fileId)
    onProgress?.(referred.size)
  }
  const unreferenced: string[] = []
  for await (const name of names()) {
    stopIfCancelled(signal)
    if (!referred.has(name)) unreferenced.push(name)
  }
  return { count: referred.size, missing, corrupt, unreferenced }
}
