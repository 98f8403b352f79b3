// What this PC remembers about the window: language, theme, text size, columns, widths, who wants no notices. The shell keeps it on disk.
import { create } from 'zustand'
import { bridge, type Settings } from './bridge.ts'

export const useSettings = create<Settings>(() => ({ language: 'vi', theme: 'system', textSize: 1, window: {}, quiet: [] }))

/** Reads the settings once, before the first picture. */
export async function loadSettings(): Promise<Settings> {
  const settings = await bridge.settings.get()
  useSettings.setState(settings)
  return settings
}

/** Changes settings here and on disk. */
export function changeSettings(change: Partial<Settings>): void {
  useSettings.setState(change)
  void bridge.settings.set(change)
}

/** A small thing the window keeps under a name of its own (a width, the columns of a list). */
export function useKept<Value>(name: string, first: Value): readonly [Value, (value: Value) => void] {
  const kept = useSettings((settings) => settings.window[name]) as Value | undefined
  return [kept ?? first, (value) => changeSettings({ window: { ...useSettings.getState().window, [name]: value } })]
}
