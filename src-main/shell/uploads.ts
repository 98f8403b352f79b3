// Files on their way from the window into the store. The window never sends a path: a dialog hands out a token that works
// once, and dropped bytes come in chunks into a temporary file of ours, which goes when it is staged.
import { randomUUID } from 'node:crypto'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Answer } from './office-process.ts'

/** Largest file taken through the window, bytes; larger ones come through the command line. */
const largestUpload = 4 * 1024 ** 3

interface Upload {
  readonly path: string
  readonly name: string
  readonly handle: FileHandle
  size: number
}

export interface Uploads {
  /** Tokens for paths chosen in a dialog. */
  offer(paths: readonly string[]): Promise<{ token: string; name: string; size: number }[]>
  stageToken(token: string): Promise<Answer>
  begin(name: string): Promise<string>
  chunk(upload: string, bytes: Uint8Array): Promise<Answer>
  end(upload: string, cancelled: boolean): Promise<Answer>
  close(): Promise<void>
}

export function createUploads(folder: string, stage: (input: { path: string; name?: string }) => Promise<Answer>): Uploads {
  const tokens = new Map<string, string>()
  const uploads = new Map<string, Upload>()
  const unknown: Answer = { ok: false, error: { code: 'NOT_FOUND', params: { what: 'upload', id: '' } } }

  return {
    async offer(paths) {
      const offered = []
      for (const path of paths) {
        const token = randomUUID()
        tokens.set(token, path)
        offered.push({ token, name: basename(path), size: (await stat(path)).size })
      }
      return offered
    },
    async stageToken(token) {
      const path = tokens.get(token)
      if (path === undefined) return unknown
      tokens.delete(token)
      return stage({ path })
    },
    async begin(name) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const upload = randomUUID()
      const path = join(folder, upload)
      uploads.set(upload, { path, name, handle: await open(path, 'wx', 0o600), size: 0 })
      return upload
    },
    async chunk(upload, bytes) {
      const one = uploads.get(upload)
      if (one === undefined) return unknown
      one.size += bytes.byteLength
      if (one.size > largestUpload) return { ok: false, error: { code: 'FILE_TOO_LARGE', params: { limit: largestUpload } } }
      await one.handle.write(bytes)
      return { ok: true, value: {} }
    },
    async end(upload, cancelled) {
      const one = uploads.get(upload)
      if (one === undefined) return unknown
      uploads.delete(upload)
      await one.handle.close()
      try {
        const name = [...one.name].slice(-300).join('').trim()
        return cancelled ? { ok: true, value: {} } : await stage(name === '' ? { path: one.path } : { path: one.path, name })
      } finally {
        await rm(one.path, { force: true })
      }
    },
    async close() {
      for (const { handle } of uploads.values()) await handle.close().catch(() => {})
      await rm(folder, { recursive: true, force: true })
    },
  }
}
