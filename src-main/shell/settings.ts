// What this PC remembers, apart from any archive: language, theme, text size, window, where the archive lies, who was notified when.
import Store from 'electron-store'

export interface PcSettings {
  language: 'vi' | 'en'
  theme: 'system' | 'light' | 'dark'
  textSize: number
  /** what the window keeps for itself */
  window: Record<string, unknown>
  bounds: { x?: number; y?: number; width: number; height: number; maximized: boolean } | null
  /** null: the usual folder, in the program's own */
  archive: string | null
  /** used lately, the latest first */
  archives: KnownArchive[]
  /** ids of persons who want no notices of the system at this PC */
  quiet: string[]
  /** folder and person → the time of which they were notified last, 'YYYY-MM-DD HH:MM' */
  reminded: Record<string, string>
}

export interface KnownArchive {
  readonly folder: string
  /** of its office; '' while it is not set up */
  readonly name: string
  readonly isSample: boolean
}

const defaults: PcSettings = { language: 'vi', theme: 'system', textSize: 1, window: {}, bounds: null, archive: null, archives: [], quiet: [], reminded: {} }

/** Opens the settings; a file that cannot be read is set aside and begun anew, since nothing in it is worth a refusal. */
export function openSettings(): Store<PcSettings> {
  return new Store<PcSettings>({ name: 'settings', defaults, clearInvalidConfig: true })
}
