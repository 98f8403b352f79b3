// The shell: starts the office process first, then the window, and ties them together. Thin, and only what Electron 33 to 45
// share: all else runs in the office process.
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, BrowserWindow, Menu, nativeTheme } from 'electron'
import type { FromOffice } from '../office/messages.ts'
import { eventChannel } from './channels.ts'
import type { WindowEvent } from './channels.ts'
import { answerWindow } from './ipc.ts'
import { findNode, startOfficeProcess } from './office-process.ts'
import { announceScheme, serveScheme } from './scheme.ts'
import { openSettings } from './settings.ts'
import { createUploads } from './uploads.ts'
import { guardSessions, openWindow } from './window.ts'

const dist = dirname(dirname(fileURLToPath(import.meta.url)))
const root = dirname(dist)
// Beside app.asar in the package (the office process and other programs cannot read inside it), else in the project.
const resources = app.isPackaged && root.endsWith('.asar') ? join(process.resourcesPath, 'resources') : join(root, 'resources')
const unpacked = root.endsWith('.asar') ? `${root}.unpacked` : root

const userData = process.env['VANTHU_USER_DATA']
if (userData !== undefined && userData !== '') app.setPath('userData', userData)

if (!app.requestSingleInstanceLock()) {
  app.quit()
} else {
  start()
}

function log(level: string, text: string): void {
  process.stderr.write(`${new Date().toISOString()} ${level} ${text}\n`)
}

function start(): void {
  announceScheme()
  const settings = openSettings()
  const archive = process.env['VANTHU_ARCHIVE'] ?? settings.get('archive') ?? join(app.getPath('userData'), 'archive')
  let window: BrowserWindow | null = null

  function tell(event: WindowEvent, detail: unknown): void {
    if (window !== null && !window.isDestroyed()) window.webContents.send(eventChannel, { event, detail })
  }

  function heard(event: Exclude<FromOffice, { kind: 'answer' }>): void {
    if (event.kind === 'changed') tell('changed', { topics: event.topics })
    if (event.kind === 'progress') tell('progress', event.progress)
  }

  const office = startOfficeProcess({
    program: join(unpacked, 'dist', 'office', 'entry.js'),
    // The keys lie where the command line looks for them too: the office process knows the place.
    arguments: ['--archive', archive, '--resources', resources],
    node: findNode(process.resourcesPath, root),
    onEvent: heard,
    onState: (state) => tell('state', { state }),
    log: (text) => log('info', text),
  })
  const uploads = createUploads(join(app.getPath('temp'), `van-thu-upload-${process.pid}`), (input) => office.call('files.stage', input, 'shell'))
  const opened = mkdtempSync(join(tmpdir(), 'van-thu-'))

  app.on('second-instance', () => {
    if (window === null) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  })
  app.on('window-all-closed', () => app.quit())
  let ending = false
  app.on('before-quit', (event) => {
    if (ending) return
    ending = true
    event.preventDefault()
    // Files opened with another program may still be held open; they go at the next start of the system at the latest.
    void Promise.all([office.stop(), uploads.close(), rm(opened, { recursive: true, force: true }).catch(() => {})]).finally(() => app.quit())
  })

  function applySettings(): void {
    nativeTheme.themeSource = settings.get('theme')
  }

  void app.whenReady().then(() => {
    applySettings()
    guardSessions()
    serveScheme(join(dist, 'renderer'), join(resources, 'guide'))
    Menu.setApplicationMenu(null)
    window = openWindow({ preload: join(dist, 'shell', 'preload.cjs'), icon: join(resources, 'icons', 'icon.png'), settings, title: 'Văn Thư' })
    window.on('closed', () => (window = null))
    answerWindow({ office, uploads, settings, window: () => window, settingsChanged: applySettings, log, opened })
  })
}
