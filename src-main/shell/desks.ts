// A desk: one archive with its office process, its window, and the files on their way into it. There is one; while another
// archive is opened there are two, and each window speaks to its own office alone, so that nothing typed at the one desk ever
// reaches the archive of the other. The new archive must be open and its window drawn before the old ones go.
import type { BrowserWindow, WebContents } from 'electron'
import { err, ok } from '../contract/result.ts'
import type { ErrorValue } from '../contract/result.ts'
import type { OfficeEvent } from '../office/messages.ts'
import { holdsArchive } from './archive-folder.ts'
import type { WindowEvent } from './channels.ts'
import type { Answer, OfficeProcess, OfficeState } from './office-process.ts'
import type { Uploads } from './uploads.ts'

export interface Desk {
  readonly folder: string
  readonly office: OfficeProcess
  readonly uploads: Uploads
  /** null before it is opened and after it was closed */
  window: BrowserWindow | null
}

/** What an office process says of itself. */
export interface Heard {
  readonly onEvent: (event: OfficeEvent) => void
  readonly onState: (state: OfficeState) => void
}

interface DesksOptions {
  startOffice(folder: string, heard: Heard): OfficeProcess
  makeUploads(office: OfficeProcess): Uploads
  /** opens a window that shows itself when it is drawn, where the one before it stands */
  openWindow(before: BrowserWindow | null): BrowserWindow
  tell(window: BrowserWindow, event: WindowEvent, detail: unknown): void
  /** ms to wait for the new window's first picture */
  readonly patience?: number
}

export interface Desks {
  /** Starts the office of the first desk. `known`: an archive stood there before, so none is made in its place. */
  begin(folder: string, known: boolean): void
  showWindow(): void
  current(): Desk | undefined
  /** The desk of a window that asks; undefined for any other sender. */
  of(sender: WebContents): Desk | undefined
  /**
   * Opens the archive of a folder in the place of the current one. Errors: those of opening it (the current one then stays
   * as it is), ARCHIVE_OPENING, ARCHIVE_WORK_GOES_ON {name}.
   */
  exchange(folder: string): Promise<Answer>
  close(): Promise<void>
}

/** Work that would be cut short with the office, and lost. */
const lasting = new Set(['office.backUp', 'office.useSample'])

export function createDesks(options: DesksOptions): Desks {
  const desks: Desk[] = []
  const leaving = new Map<Desk, Promise<void>>()
  let isMoving = false
  let isClosing = false

  function sit(folder: string, known: boolean, watch: (state: OfficeState, error?: ErrorValue) => void = () => {}): Desk {
    const tell = (event: WindowEvent, detail: unknown): void => {
      if (desk.window !== null && !desk.window.isDestroyed()) options.tell(desk.window, event, detail)
    }
    let refused: ErrorValue | undefined
    const start = (): OfficeProcess =>
      options.startOffice(folder, {
        onEvent(event) {
          if (event.kind === 'changed') tell('changed', { topics: event.topics })
          if (event.kind === 'progress') tell('progress', event.progress)
          if (event.kind === 'refused') watch('refused', (refused = event.error))
        },
        onState(state) {
          tell('state', { state })
          if (state !== 'refused') watch(state, refused)
        },
      })
    const office = known ? whenThere(folder, start) : start()
    const desk: Desk = { folder, office, uploads: options.makeUploads(office), window: null }
    desks.push(desk)
    return desk
  }

  /** Closes the window first, so that what is typed in it is kept; then the office, in order. */
  function leave(desk: Desk): Promise<void> {
    const going = leaving.get(desk) ?? closeWindow(desk.window).then(async () => {
      await Promise.all([desk.office.stop(), desk.uploads.close()])
      desks.splice(desks.indexOf(desk), 1)
    })
    leaving.set(desk, going)
    return going
  }

  function openWindow(desk: Desk, before: BrowserWindow | null): BrowserWindow {
    const window = options.openWindow(before)
    desk.window = window
    window.on('closed', () => (desk.window = null))
    return window
  }

  /** Starts the office of a folder; what it could not be opened for, or null. */
  function openArchive(folder: string): { readonly desk: Desk; readonly opened: Promise<ErrorValue | null> } {
    const { promise, resolve } = Promise.withResolvers<ErrorValue | null>()
    const desk = sit(folder, false, (state, error) => {
      if (state === 'ready') resolve(null)
      else if (state === 'refused') resolve(error ?? { code: 'OFFICE_RESTARTED' })
      else if (state !== 'starting') resolve({ code: 'INTERNAL', params: { reference: `office ${state}` } })
    })
    return { desk, opened: promise }
  }

  async function move(folder: string): Promise<Answer> {
    const before = desks[0]!
    const tasks = await before.office.call('office.tasks', {}, 'shell')
    const going = tasks.ok ? (tasks.value as { tasks: { name: string }[] }).tasks.find(({ name }) => lasting.has(name)) : undefined
    if (going !== undefined) return err('ARCHIVE_WORK_GOES_ON', { name: going.name })

    const { desk, opened } = openArchive(folder)
    const trouble = await opened
    if (trouble !== null || isClosing) {
      await leave(desk)
      return { ok: false, error: trouble ?? { code: 'CANCELLED' } }
    }
    if (!(await isDrawn(openWindow(desk, before.window), options.patience ?? 20_000))) {
      await leave(desk)
      return err('INTERNAL', { reference: 'window' })
    }
    desks.sort((one, other) => Number(other === desk) - Number(one === desk))
    // The answer reaches the old window first.
    setImmediate(() => void leave(before))
    return ok({})
  }

  return {
    begin: (folder, known) => void sit(folder, known),
    showWindow: () => void openWindow(desks[0]!, null),
    current: () => desks[0],
    of: (sender) => desks.find(({ window }) => window !== null && !window.isDestroyed() && window.webContents === sender),
    async exchange(folder) {
      if (isMoving) return err('ARCHIVE_OPENING')
      isMoving = true
      try {
        return await move(folder)
      } finally {
        isMoving = false
      }
    },
    async close() {
      isClosing = true
      await Promise.all([...desks].map(leave))
    },
  }
}

/** Whether a window draws its first picture in time. */
function isDrawn(window: BrowserWindow, patience: number): Promise<boolean> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => resolve(false), patience)
    window.once('ready-to-show', () => {
      clearTimeout(impatient)
      resolve(true)
    })
  })
}

/** Closes a window as by hand; one that does not answer is taken away. */
function closeWindow(window: BrowserWindow | null): Promise<void> {
  return new Promise((resolve) => {
    if (window === null || window.isDestroyed()) return resolve()
    const impatient = setTimeout(() => window.destroy(), 3_000)
    window.once('closed', () => {
      clearTimeout(impatient)
      resolve()
    })
    window.close()
  })
}

/**
 * The office of an archive that stood in a folder before. Where it is gone (its disk is not connected), no office is started,
 * which would make an empty archive in its place; each question looks again.
 */
function whenThere(folder: string, start: () => OfficeProcess): OfficeProcess {
  let office: OfficeProcess | null = null
  const look = async (): Promise<OfficeProcess | null> => {
    if (office === null && (await holdsArchive(folder))) office ??= start()
    return office
  }
  const first = look()
  return {
    async call(name, input, sender) {
      await first
      const found = await look()
      return found === null ? err('ARCHIVE_MISSING', { folder }) : found.call(name, input, sender)
    },
    get branch() {
      return office?.branch ?? 'child-process'
    },
    get pid() {
      return office?.pid
    },
    get state() {
      return office?.state ?? 'refused'
    },
    async stop() {
      await first
      await office?.stop()
    },
  }
}
