// Answers the window's messages: each is checked for its sender (the page of one of our desks, top frame) and its form before anyone sees it.
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, dialog, ipcMain, shell } from 'electron'
import type { IpcMainInvokeEvent } from 'electron'
import type Store from 'electron-store'
import type { Archives } from './archives.ts'
import { requests } from './channels.ts'
import type { Request, RequestInput } from './channels.ts'
import { safeFileName } from '../text/file-name.ts'
import type { Desk, Desks } from './desks.ts'
import type { Answer } from './office-process.ts'
import { pageOrigin } from './scheme.ts'
import type { PcSettings } from './settings.ts'

interface Around {
  readonly desks: Pick<Desks, 'of'>
  readonly archives: Archives
  readonly settings: Store<PcSettings>
  readonly settingsChanged: () => void
  readonly log: (level: string, text: string) => void
  /** folder of copies opened with other programs, emptied at the end */
  readonly opened: string
}

type Replies = { readonly [R in Request]: (input: RequestInput<R>, desk: Desk) => unknown }

/** Whether a message comes from our own page in the top frame of our window. */
export function isTrusted(frame: { url: string; parent: unknown } | null): boolean {
  return frame !== null && frame.parent === null && frame.url.startsWith(`${pageOrigin()}/`)
}

/** Ties the channels to what answers them. */
export function answerWindow(around: Around): void {
  const { desks, archives, settings, log } = around
  const folderChosen = async ({ window }: Desk): Promise<string | null> => {
    const chosen = await dialog.showOpenDialog(window!, { properties: ['openDirectory', 'createDirectory'] })
    return chosen.canceled ? null : (chosen.filePaths[0] ?? null)
  }
  const replies: Replies = {
    'office:invoke': ({ name, input }, { office }) => office.call(name, input, 'window'),
    'files:choose': async (_, { window, uploads }) => {
      const chosen = await dialog.showOpenDialog(window!, { properties: ['openFile', 'multiSelections'] })
      return chosen.canceled ? [] : uploads.offer(chosen.filePaths)
    },
    'files:stage-token': ({ token }, { uploads }) => uploads.stageToken(token),
    'files:upload-begin': ({ name }, { uploads }) => uploads.begin(name),
    'files:upload-chunk': ({ upload, bytes }, { uploads }) => uploads.chunk(upload, bytes),
    'files:upload-end': ({ upload, cancelled }, { uploads }) => uploads.end(upload, cancelled),
    'files:open': async ({ fileId, name }, { office }) => {
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
    'files:save': async ({ fileId, name }, { office, window }) => {
      const chosen = await dialog.showSaveDialog(window!, { defaultPath: join(app.getPath('documents'), safeFileName(name)) })
      if (chosen.canceled || chosen.filePath === '') return { ok: true, value: { saved: false } }
      // The office writes it, so that it is asked there whether the person may take it out.
      const copied = await office.call('files.copyOut', { fileId, path: chosen.filePath, kept: true }, 'shell')
      return copied.ok ? { ok: true, value: { saved: true } } : copied
    },
    'print:save': async ({ fileName, bytes }, { window }) => {
      const chosen = await dialog.showSaveDialog(window!, { defaultPath: join(app.getPath('documents'), safeFileName(fileName)) })
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
      const { language, theme, textSize, window, quiet } = settings.store
      return { language, theme, textSize, window, quiet }
    },
    'settings:set': (change) => {
      for (const [name, value] of Object.entries(change)) if (value !== undefined) settings.set(name as keyof PcSettings, value as never)
      around.settingsChanged()
      return done
    },
    'archive:list': (_, desk) => archives.list(desk),
    'archive:choose': async (_, desk) => {
      const folder = await folderChosen(desk)
      return folder === null ? refusal('CANCELLED') : archives.open(desk, folder)
    },
    'archive:open': ({ folder }, desk) => archives.openKnown(desk, folder),
    'archive:begin': (_, desk) => archives.begin(desk),
    'backup:write': (_, { office }) => office.call('office.backUp', {}, 'shell'),
    'backup:choose-and-write': async (_, desk) => {
      const to = await folderChosen(desk)
      return to === null ? refusal('CANCELLED') : desk.office.call('office.backUp', { to, remember: true }, 'shell')
    },
    'backup:choose-and-restore': async (_, desk) => {
      const chosen = await dialog.showOpenDialog(desk.window!, { properties: ['openDirectory'] })
      return chosen.canceled ? refusal('CANCELLED') : desk.office.call('office.restore', { from: chosen.filePaths[0] }, 'shell')
    },
    'backup:restore': async ({ path }, { office }) => {
      // Only a backup that the office itself lists: the window names no other place on the disk.
      const listed = await office.call('office.listBackups', {}, 'shell')
      const known = listed.ok && (listed.value as { readonly backups: readonly { readonly path: string }[] }).backups.some((backup) => backup.path === path)
      return known ? office.call('office.restore', { from: path }, 'shell') : refusal('BACKUP_NOT_FOUND')
    },
    'log:write': ({ level, message }) => log(level, message),
  }

  for (const channel of Object.keys(requests) as Request[]) {
    ipcMain.handle(channel, (event: IpcMainInvokeEvent, input: unknown) => {
      const desk = desks.of(event.sender)
      if (desk === undefined || !isTrusted(event.senderFrame)) {
        log('warn', `refused ${channel} from an unknown sender`)
        throw new Error('refused')
      }
      const checked = requests[channel].safeParse(input)
      if (!checked.success) return refusal('INVALID_INPUT', { issues: checked.error.issues.slice(0, 5).map(({ path, code }) => ({ path: path.join('.'), problem: code })) })
      return (replies[channel] as (input: unknown, desk: Desk) => unknown)(checked.data, desk)
    })
  }
}

const done: Answer = { ok: true, value: {} }

function refusal(code: string, params: Record<string, unknown> = {}): Answer {
  return { ok: false, error: { code, params } }
}
