// The window of an archive: sandboxed, without the network, going nowhere but to its own page.
import { BrowserWindow, nativeTheme, screen, session } from 'electron'
import type Store from 'electron-store'
import { appOrigin, pageOrigin } from './scheme.ts'
import type { PcSettings } from './settings.ts'

/** Grounds of look.md, shown before the first picture so that nothing flashes. */
const ground = { light: '#FAF8F5', dark: '#17181A' }

/** Denies permissions and navigation, everywhere and from the first moment. */
export function guardSessions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  session.defaultSession.on('will-download', (event) => event.preventDefault())
  // The window has no network: whatever is not its own page is cut off.
  session.defaultSession.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !/^(app:|blob:|data:|devtools:)/.test(details.url) && pageOrigin() === appOrigin })
  })
}

/** Opens the window where it stood last. */
export function openWindow(options: { preload: string; icon: string; settings: Store<PcSettings>; title: string }): BrowserWindow {
  const { settings } = options
  const kept = settings.get('bounds')
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    ...fitting(kept),
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: options.title,
    icon: options.icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: process.env['VANTHU_DEVTOOLS'] === '1',
      // The window's compiled code is kept from the first start on, not from the third.
      v8CacheOptions: 'bypassHeatCheck',
    },
  })
  const { webContents } = window
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  const deny = (event: { preventDefault(): void }): void => event.preventDefault()
  webContents.on('will-navigate', deny)
  webContents.on('will-redirect', deny)
  webContents.on('will-frame-navigate', deny)
  webContents.on('will-attach-webview', deny)
  window.once('ready-to-show', () => {
    if (kept?.maximized === true) window.maximize()
    window.show()
  })
  window.on('close', () => keepBounds(window, settings))
  void window.loadURL(`${pageOrigin()}/`)
  return window
}

/** Remembers where a window stands. */
export function keepBounds(window: BrowserWindow, settings: Store<PcSettings>): void {
  const { x, y, width, height } = window.getNormalBounds()
  settings.set('bounds', { x, y, width, height, maximized: window.isMaximized() })
}

/** Kept bounds, unless their screen is gone. */
function fitting(kept: PcSettings['bounds']): { x?: number; y?: number; width?: number; height?: number } {
  if (kept === null) return {}
  const { x, y, width, height } = kept
  if (x === undefined || y === undefined) return { width, height }
  const area = screen.getDisplayMatching({ x, y, width, height }).workArea
  const visible = x < area.x + area.width - 100 && x + width > area.x + 100 && y >= area.y - 10 && y < area.y + area.height - 100
  return visible ? { x, y, width, height } : { width: Math.min(width, area.width), height: Math.min(height, area.height) }
}
