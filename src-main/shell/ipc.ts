// Answers the window's messages: each is checked for its sender (our own page, top frame) and its form before anyone sees it.
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, dialog, ipcMain, shell } from 'electron'
import type { BrowserWindow, IpcMainInvokeEvent } from 'electron'
import type Store from 'electron-store'
import { requests } from './channels.ts'
import type { Request, RequestInput } from './channels.ts'
import { safeFileName } from '../text/file-name.ts'
import type { Answer, OfficeProcess } from './office-process.ts'
import { pageOrigin } from './scheme.ts'
import type { PcSettings } from './settings.ts'
import type { Uploads } from './uploads.ts'

interface Around {
  readonly office: OfficeProcess
  readonly uploads: Uploads
  readonly settings: Store<PcSettings>
  readonly window: () => BrowserWindow | null
  readonly settingsChanged: () => void
  readonly log: (level: string, text: string) => void
  /** folder of copies opened with other programs, emptied at the end */
  readonly opened: string
}

type Replies = { readonly [R in Request]: (input: RequestInput<R>) => unknown }

/** Whether a message comes from our own page in the top frame of our window. */
export function isTrusted(frame: { url: string; parent: unknown } | null): boolean {
  return frame !== null && frame.parent === null && frame.url.startsWith(`${pageOrigin()}/`)
}

/** Ties the channels to what answers them. */
export function answerWindow(around: Around): void {
  const { office, uploads, settings, log } = around
  const replies: Replies = {
    'office:invoke': ({ name, input }) => office.call(name, input, 'window'),
    'files:choose': async () => {
      const chosen = await dialog.showOpenDialog(around.window()!, { properties: ['openFile', 'multiSelections'] })
      return chosen.canceled ? [] : uploads.offer(chosen.filePaths)
    },
    'files:stage-token': ({ token }) => uploads.stageToken(token),
    'files:upload-begin': ({ name }) => uploads.begin(name),
    'files:upload-chunk': ({ upload, bytes }) => uploads.chunk(upload, bytes),
    'files:upload-end': ({ upload, cancelled }) => uploads.end(upload, cancelled),
    'files:open': async ({ fileId, name }) => {
      // A received program is never started: only kinds that a viewer opens go to the system.
      if (!/\.(pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|txt|csv|jpe?g|png|gif|tiff?|webp|bmp|zip|7z|rar|eml|msg|xml)$/i.test(name)) return refusal('FILE_NOT_OPENED', { name })
      const folder = join(around.opened, fileId.slice(0, 16))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const path = join(folder, safeFileName(name))
      const copied = await office.call('files.copyOut', { fileId, path }, 'shell')
      if (!copied.ok && copied.error.code !== 'FILE_EXISTS') return copied
      const trouble = await shell.openPath(path)
      return trouble === '' ? done : refusal('FILE_NOT_OPENED', { name, cause: trouble })
    },
    'print:save': async ({ fileName, bytes }) => {
      const chosen = await dialog.showSaveDialog(around.window()!, { defaultPath: join(app.getPath('documents'), safeFileName(fileName)) })
      if (chosen.canceled || chosen.filePath === '') return { ok: true, value: { saved: false } }
      await writeFile(chosen.filePath, bytes)
      return { ok: true, value: { saved: true } }
    },
    'print:open': async ({ fileName, bytes }) => {
      await mkdir(around.opened, { recursive: true, mode: 0o700 })
      const path = join(around.opened, `${Date.now()}-${safeFileName(fileName)}`)
      await writeFile(path, bytes)
      await chmod(path, 0o400)
      const trouble = await shell.openPath(path)
      return trouble === '' ? done : refusal('FILE_NOT_OPENED', { name: fileName, cause: trouble })
    },
    'settings:get': () => {
      const { language, theme, textSize, window } = settings.store
      return { language, theme, textSize, window }
    },
    'settings:set': (change) => {
      for (const [name, value] of Object.entries(change)) if (value !== undefined) settings.set(name as keyof PcSettings, value as never)
      around.settingsChanged()
      return done
    },
    'backup:write': () => office.call('office.backUp', {}, 'shell'),
    'backup:choose-and-write': async () => {
      const chosen = await dialog.showOpenDialog(around.window()!, { properties: ['openDirectory', 'createDirectory'] })
      return chosen.canceled ? refusal('CANCELLED') : office.call('office.backUp', { to: chosen.filePaths[0], remember: true }, 'shell')
    },
    'backup:choose-and-restore': async () => {
      const chosen = await dialog.showOpenDialog(around.window()!, { properties: ['openDirectory'] })
      return chosen.canceled ? refusal('CANCELLED') : office.call('office.restore', { from: chosen.filePaths[0] }, 'shell')
    },
    'backup:restore': async ({ path }) => {
      // Only a backup that the office itself lists: the window names no other place on the disk.
      const listed = await office.call('office.listBackups', {}, 'shell')
      const known = listed.ok && (listed.value as { readonly backups: readonly { readonly path: string }[] }).backups.some((backup) => backup.path === path)
      return known ? office.call('office.restore', { from: path }, 'shell') : refusal('BACKUP_NOT_FOUND')
    },
    'log:write': ({ level, message }) => log(level, message),
  }

  for (const channel of Object.keys(requests) as Request[]) {
    ipcMain.handle(channel, (event: IpcMainInvokeEvent, input: unknown) => {
      if (event.sender !== around.window()?.webContents || !isTrusted(event.senderFrame)) {
        log('warn', `refused ${channel} from an unknown sender`)
        throw new Error('refused')
      }
      const checked = requests[channel].safeParse(input)
      if (!checked.success) return refusal('INVALID_INPUT', { issues: checked.error.issues.slice(0, 5).map(({ path, code }) => ({ path: path.join('.'), problem: code })) })
      return (replies[channel] as (input: unknown) => unknown)(checked.data)
    })
  }
}

const done: Answer = { ok: true, value: {} }

function refusal(code: string, params: Record<string, unknown> = {}): Answer {
  return { ok: false, error: { code, params } }
}
