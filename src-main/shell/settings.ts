// What this PC remembers, apart from any archive: language, theme, text size, window, and where the archive lies.
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
}

export interface KnownArchive {
  readonly folder: string
  /** of its office; '' while it is not set up */
  readonly name: string
  readonly isSample: boolean
}

const defaults: PcSettings = { language: 'vi', theme: 'system', textSize: 1, window: {}, bounds: null, archive: null, archives: [] }

/** Opens the settings; a file that cannot be read is set aside and begun anew, since nothing in it is worth a refusal. */
export function openSettings(): Store<PcSettings> {
  return new Store<PcSettings>({ name: 'settings', defaults, clearInvalidConfig: true })
}
