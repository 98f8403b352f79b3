// The one door to the outside: `window.office`, put there by the shell's preload. Nothing else in the window speaks to it.
import type { ErrorValue } from '../../src-main/contract/result.ts'
import type { Topic } from '../../src-main/contract/topic.ts'
import type { Answer, Call, Name } from '../../src-main/office/contract.ts'
import type { Progress } from '../../src-main/office/messages.ts'

/** A file a person chose in the system's dialog: a token that names it once, never its path. */
export interface ChosenFile {
  readonly token: string
  readonly name: string
  /** bytes */
  readonly size: number
}

export interface StagedFile {
  readonly fileId: string
  readonly size: number
  readonly mediaType: string
  readonly name: string
}

export interface BridgeEvents {
  changed: { readonly topics: readonly Topic[] }
  progress: Progress
  state: { readonly state: OfficeProcessState }
  /** a notice of the system was clicked: its tab of the board */
  board: { readonly when: BoardTab }
}
type BoardTab = NonNullable<Call<'handling.listBoard'>['when']>
export type OfficeProcessState = 'starting' | 'ready' | 'refused' | 'restarting' | 'stopped'

/** What this PC remembers about the window; kept by the shell. */
export interface Settings {
  readonly language: 'vi' | 'en'
  readonly theme: 'system' | 'light' | 'dark'
  readonly textSize: number
  /** what the window keeps for itself: columns, widths */
  readonly window: Readonly<Record<string, unknown>>
  /** ids of persons who want no notices of the system at this PC */
  readonly quiet: readonly string[]
}

/** An answer of the shell itself: like one of the contract, with codes of its own (FILE_NOT_OPENED). */
export type ShellAnswer<Value> = Promise<{ readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: ErrorValue }>

/** An archive that this PC knows. */
export interface KnownArchive {
  readonly folder: string
  /** of its office; '' while it is not set up */
  readonly name: string
  readonly isSample: boolean
}

export interface ArchiveList {
  readonly current: KnownArchive
  /** used lately, the latest first, without the current one */
  readonly known: readonly (KnownArchive & { readonly isThere: boolean })[]
  /** the next start opens the archive that the environment names, whatever is chosen */
  readonly fixed: boolean
  /** where a new archive would be made without asking for a folder */
  readonly fresh: string
}

export interface Bridge {
  invoke<N extends Name>(name: N, input: Call<N>): Promise<Answer<N>>
  /** @returns how to stop listening */
  on<E extends keyof BridgeEvents>(event: E, listener: (event: BridgeEvents[E]) => void): () => void
  chooseFiles(): Promise<readonly ChosenFile[]>
  stageToken(token: string): ShellAnswer<StagedFile>
  beginUpload(name: string): Promise<string>
  uploadChunk(upload: string, bytes: Uint8Array): ShellAnswer<unknown>
  endUpload(upload: string, cancelled: boolean): ShellAnswer<StagedFile>
  openExternally(fileId: string, name: string): ShellAnswer<unknown>
  /** a copy of a stored file, where a person chooses in the system's dialog */
  saveFile(fileId: string, name: string): ShellAnswer<{ readonly saved: boolean }>
  savePrinted(fileName: string, bytes: Uint8Array): ShellAnswer<{ readonly saved: boolean }>
  openPrinted(fileName: string, bytes: Uint8Array): ShellAnswer<unknown>
  /** to the remembered place */
  backUp(): Promise<Answer<'office.backUp'>>
  /** to a place chosen in the system's dialog, which is remembered */
  backUpElsewhere(): Promise<Answer<'office.backUp'>>
  /** @param path one of office.listBackups; without it the folder is asked for */
  restore(path?: string): Promise<Answer<'office.restore'>>
  /** Ways to another archive. One that opens answers, and then its own window takes the place of this one. */
  readonly archives: {
    list(): ShellAnswer<ArchiveList>
    /** a folder chosen in the system's dialog: an archive, or an empty one for a new archive */
    choose(): ShellAnswer<unknown>
    /** one of the list */
    open(folder: string): ShellAnswer<unknown>
    /** a new archive in the folder that the list proposes */
    begin(): ShellAnswer<unknown>
  }
  readonly settings: { get(): Promise<Settings>; set(change: Partial<Settings>): Promise<unknown> }
  log(level: 'error' | 'warn' | 'info', message: string): void
}

declare global {
  interface Window {
    readonly office: Bridge
  }
}

export const bridge: Bridge = window.office
