// Files of the form on their way into the sealed store: dropped bytes go up in chunks, chosen ones by their token.
import { useCallback, useRef, useState } from 'react'
import type { Call } from '../../../src-main/office/contract.ts'
import type { FileRole } from '../../../src-main/registers/schemas.ts'
import { bridge, type StagedFile } from '../../data/bridge.ts'
import { inWords } from '../../data/words.ts'

export interface FormFile {
  readonly key: string
  readonly name: string
  readonly role: FileRole
  /** null while it is under way */
  readonly staged: StagedFile | null
  /** share that went up, 0 to 1 */
  readonly done: number
  readonly trouble: string | null
}

type SentFile = NonNullable<Call<'registers.registerIncoming'>['files']>[number]
type Staging = Awaited<ReturnType<typeof bridge.stageToken>>
const CHUNK = 1024 * 1024 // bytes

/** Sends the bytes of a file up in chunks. */
export async function upload(file: File, moved: (share: number) => void, gone: () => boolean): Promise<Staging> {
  const id = await bridge.beginUpload(file.name)
  for (let at = 0; at < file.size; at += CHUNK) {
    if (gone()) return bridge.endUpload(id, true)
    const answer = await bridge.uploadChunk(id, new Uint8Array(await file.slice(at, at + CHUNK).arrayBuffer()))
    if (!answer.ok) {
      await bridge.endUpload(id, true)
      return answer
    }
    moved(Math.min(1, (at + CHUNK) / file.size))
  }
  return bridge.endUpload(id, gone())
}

/** What the command takes of the files that are ready. */
export function sentFiles(files: readonly FormFile[]): SentFile[] {
  return files.flatMap(({ staged, role, name }) => (staged ? [{ fileId: staged.fileId, role, name }] : []))
}

/** The files of a form, with their staging. */
export function useFormFiles(first: readonly FormFile[]): {
  readonly files: readonly FormFile[]
  readonly set: (files: readonly FormFile[]) => void
  readonly add: (files: readonly File[]) => void
  readonly choose: () => Promise<void>
  readonly remove: (key: string) => void
  readonly makeMain: (key: string) => void
} {
  const [files, set] = useState(first)
  const removed = useRef(new Set<string>())
  const count = useRef(0)

  const begin = useCallback((name: string, stage: (moved: (share: number) => void, gone: () => boolean) => Promise<Staging>) => {
    const key = `file-${Date.now()}-${count.current++}`
    const change = (part: Partial<FormFile>) => set((before) => before.map((file) => (file.key === key ? { ...file, ...part } : file)))
    set((before) => [...before, { key, name, role: before.length === 0 ? 'main' : 'appendix', staged: null, done: 0, trouble: null }])
    stage((done) => change({ done }), () => removed.current.has(key)).then(
      (answer) => change(answer.ok ? { staged: answer.value, name: answer.value.name, done: 1 } : { trouble: inWords(answer.error) }),
      () => change({ trouble: inWords({ code: 'FILE_UNREADABLE' }) }),
    )
  }, [])

  return {
    files,
    set,
    add: useCallback((dropped) => {
      for (const file of dropped) begin(file.name, (moved, gone) => upload(file, moved, gone))
    }, [begin]),
    choose: useCallback(async () => {
      for (const { token, name } of await bridge.chooseFiles()) begin(name, () => bridge.stageToken(token))
    }, [begin]),
    remove: useCallback((key) => {
      removed.current.add(key)
      set((before) => {
        const kept = before.filter((file) => file.key !== key)
        return kept.some(({ role }) => role === 'main') ? kept : kept.map((file, at) => (at === 0 ? { ...file, role: 'main' } : file))
      })
    }, []),
    makeMain: useCallback((key) => set((before) => before.map((file) => ({ ...file, role: file.key === key ? 'main' : 'appendix' }))), []),
  }
}
