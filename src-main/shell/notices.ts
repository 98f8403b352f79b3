// Notices of the system: one of ours at a time; a click brings the window to the front. Where the system has none (a Linux without a
// notification service) nothing is shown, and the window's own reminder stays. Only what Electron 33 to 45 share.
import { Notification, powerMonitor } from 'electron'
import type { BrowserWindow } from 'electron'
import type { Notice } from './reminding.ts'

/** How often is looked whether somebody is to be told, ms. */
const every = 60_000

/** Kept, or its click would go with it. */
let shown: Notification | null = null

/** Shows a notice in the place of the one before it. */
export function showNotice({ title, body }: Notice, icon: string, clicked: () => void): void {
  if (!Notification.isSupported()) return
  shown?.close()
  shown = new Notification({ title, body, icon })
  shown.on('click', clicked)
  shown.show()
}

/** Looks every minute, and at once when the PC wakes. After Electron is ready. */
export function lookAgain(look: () => Promise<void>): void {
  setInterval(() => void look(), every).unref()
  powerMonitor.on('resume', () => void look())
}

export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
