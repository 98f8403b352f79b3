// The shell: starts the office process first, then the window, and ties them together. Thin, and only what Electron 33 to 45
// share: all else runs in the office process.
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, Menu, nativeTheme } from 'electron'
import type { BrowserWindow } from 'electron'
import { createArchives } from './archives.ts'
import { eventChannel } from './channels.ts'
import type { WindowEvent } from './channels.ts'
import { createDesks } from './desks.ts'
import { answerWindow } from './ipc.ts'
import { chooseKeyStore, keyStore, unsealForCommandLine } from './key-store.ts'
import { bringForward, lookAgain, showNotice } from './notices.ts'
import { chooseBranch, findNode, startOfficeProcess } from './office-process.ts'
import { createReminding } from './reminding.ts'
import { announceScheme, serveScheme } from './scheme.ts'
import { openSettings } from './settings.ts'
import { sweepTemporary, temporaryFolder } from './temporary.ts'
import { createUploads } from './uploads.ts'
import { guardSessions, keepBounds, openWindow } from './window.ts'

const dist = dirname(dirname(fileURLToPath(import.meta.url)))
const root = dirname(dist)
// Beside app.asar in the package (the office process and other programs cannot read inside it), else in the project.
const resources = app.isPackaged && root.endsWith('.asar') ? join(process.resourcesPath, 'resources') : join(root, 'resources')
const unpacked = root.endsWith('.asar') ? `${root}.unpacked` : root

const userData = process.env['VANTHU_USER_DATA']
if (userData !== undefined && userData !== '') app.setPath('userData', userData)

chooseKeyStore()
// The command line asks for a key beside a running app: no window, and no lock.
if (process.argv.includes('--unseal-key')) {
  void unsealForCommandLine().then((code) => app.exit(code))
} else if (!app.requestSingleInstanceLock()) {
  app.quit()
} else {
  start()
}

function log(level: string, text: string): void {
  process.stderr.write(`${new Date().toISOString()} ${level} ${text}\n`)
}

function start(): void {
  // As the shortcut that the installer makes has it: Windows shows no notice of a program that it cannot name.
  if (process.platform === 'win32') app.setAppUserModelId('vn.van-thu')
  announceScheme()
  const settings = openSettings()
  const named = process.env['VANTHU_ARCHIVE'] ?? ''
  const usual = join(app.getPath('userData'), 'archive')
  const remembered = settings.get('archive')
  const opened = temporaryFolder(tmpdir())
  let uploadFolders = 0
  const icon = join(resources, 'icons', 'icon.png')
  const tell = (window: BrowserWindow, event: WindowEvent, detail: unknown): void => window.webContents.send(eventChannel, { event, detail })

  const desks = createDesks({
    startOffice: (archive, heard) =>
      startOfficeProcess({
        program: join(unpacked, 'dist', 'office', 'entry.js'),
        // The keys lie where the command line looks for them too: the office process knows the place.
        arguments: ['--archive', archive, '--resources', resources, '--desk', randomUUID(), '--key-store'],
        node: findNode(process.resourcesPath, root),
        keyStore,
        compiled: join(app.getPath('userData'), 'compiled'),
        ...heard,
        log: (text) => log('info', text),
      }),
    makeUploads: (office) => createUploads(join(app.getPath('temp'), `van-thu-upload-${process.pid}-${++uploadFolders}`), (input) => office.call('files.stage', input, 'shell')),
    openWindow: (before) => {
      if (before !== null) keepBounds(before, settings)
      return openWindow({ preload: join(dist, 'shell', 'preload.cjs'), icon, settings, title: 'Văn Thư' })
    },
    tell,
  })
  const look = createReminding({
    settings,
    desks,
    now: Date.now,
    show: (notice, desk) =>
      showNotice(notice, icon, () => {
        // The archive that it spoke of may have been exchanged for another.
        const window = desks.current()?.window
        if (!window) return
        bringForward(window)
        if (desks.current() === desk) tell(window, 'board', { when: notice.tab })
      }),
  })
  const archives = createArchives({ settings, usual, fixed: named !== '', desks })
  const begin = (): void => desks.begin(named || (remembered ?? usual), named === '' && remembered !== null)
  // A utility process cannot be started before Electron is ready: it ends the program. A child process gains that time.
  if (chooseBranch() === 'child-process') begin()

  app.on('second-instance', () => {
    const window = desks.current()?.window
    if (window) bringForward(window)
  })
  app.on('window-all-closed', () => app.quit())
  let ending: Promise<unknown> | undefined
  let hasEnded = false
  app.on('before-quit', (event) => {
    if (hasEnded) return
    // Closing the windows asks to quit once more: the offices end first.
    event.preventDefault()
    // Files opened with another program may still be held open; they go at the next start of the program.
    ending ??= Promise.all([desks.close(), rm(opened, { recursive: true, force: true }).catch(() => {})]).finally(() => {
      hasEnded = true
      app.quit()
    })
  })

  function applySettings(): void {
    nativeTheme.themeSource = settings.get('theme')
  }

  void app.whenReady().then(() => {
    applySettings()
    guardSessions()
    serveScheme(join(dist, 'renderer'), join(resources, 'guide'))
    Menu.setApplicationMenu(null)
    if (chooseBranch() !== 'child-process') begin()
    desks.showWindow()
    answerWindow({ desks, archives, settings, settingsChanged: applySettings, log, opened })
    // The settings may lie on a full disk: nobody is told then, and nothing else suffers.
    lookAgain(() => look().catch((fault: unknown) => log('warn', `no notice: ${String(fault)}`)))
    // What a power cut left, once the window is there.
    setTimeout(() => {
      for (const name of sweepTemporary(tmpdir())) log('info', `removed what was left in ${name}`)
    }, 3000).unref()
  })
}
