// Starts the real app in the Electron at hand, on an archive and settings of its own.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from 'playwright-core'
import type { ElectronApplication, Page } from 'playwright-core'

export const root = join(import.meta.dirname, '..', '..')

export interface RunningApp {
  readonly app: ElectronApplication
  readonly page: Page
  readonly folder: string
  /** what the app wrote to stderr */
  words(): string
  close(): Promise<void>
}

/** The Electron of the tests: the one that set-up found. */
export function electronPath(): string {
  const named = process.env['VANTHU_ELECTRON']
  if (named !== undefined && named !== '') return named
  const cached = join(root, '.cache', 'electron')
  const version = existsSync(cached) ? readdirSync(cached).find((name) => existsSync(join(cached, name, 'electron'))) : undefined
  if (version === undefined) throw new Error('no Electron runtime: npm run -s set-up')
  return join(cached, version, 'electron')
}

/** Environment of an app that keeps everything in `folder`; `usual`: its archive where the program itself puts it. */
export function environmentIn(folder: string, usual = false): Record<string, string> {
  return {
    ...(process.env as Record<string, string>),
    VANTHU_USER_DATA: join(folder, 'người dùng'),
    VANTHU_CONFIG_DIR: join(folder, 'cấu hình'),
    VANTHU_ARCHIVE: usual ? '' : join(folder, 'kho'),
    // Not the key store of whoever runs the tests: it may ask for a password.
    VANTHU_KEY_STORE: 'file',
  }
}

export const sandboxArguments: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** In which an app that starts on a busy machine is there, ms. */
const startTime = 25_000

/**
 * Starts the program under Playwright. Once in some fifty starts on a busy machine Chromium 130 says where its debugging port listens
 * and then leaves Playwright's first messages there unanswered, while the app itself is up: window drawn, archive made, and the same
 * port answers others. Then, and only then, it is started once more, and said.
 */
export async function startElectron(options: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  try {
    return await _electron.launch({ ...options, timeout: startTime })
  } catch (error) {
    if (!String((error as Error).message).includes('DevTools listening on')) throw error
    console.warn('the debugging port did not answer; the app is started once more')
    return await _electron.launch({ ...options, timeout: startTime })
  }
}

/** Opens the app; `folder` of an earlier one opens it again. */
export async function launchApp(options: { folder?: string; usual?: boolean; env?: Record<string, string> } = {}): Promise<RunningApp> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'văn thư '))
  const app = await startElectron({ executablePath: electronPath(), args: [...sandboxArguments, root], env: { ...environmentIn(folder, options.usual), ...options.env } })
  let words = ''
  app.process().stderr?.on('data', (chunk: Buffer) => (words += chunk.toString()))
  const page = await app.firstWindow()
  return {
    app,
    page,
    folder,
    words: () => words,
    async close() {
      await app.close()
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The office process of a running app. */
export function officePid({ app }: RunningApp): number {
  const [pid] = execFileSync('pgrep', ['-P', String(app.process().pid), '-f', 'dist/office/entry.js'], { encoding: 'utf8' }).split('\n')
  return Number(pid)
}

/** Closes the window as a person does, which ends the app. */
export async function closeWindow({ app }: RunningApp): Promise<void> {
  const gone = app.waitForEvent('close')
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
  await gone
}

/** Ends the app as a power cut does: nothing is told, nothing is closed. */
export async function killApp({ app }: RunningApp): Promise<void> {
  const gone = app.waitForEvent('close')
  process.kill(app.process().pid!, 'SIGKILL')
  await gone
}

/** Chooses the ground as a person does, through the command palette. */
export async function chooseTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.keyboard.press('Control+k')
  // The palette is fetched when it is first asked for.
  await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).fill(theme === 'dark' ? 'nen toi' : 'nen sang')
  await page.keyboard.press('Enter')
  await page.locator(`html[data-mantine-color-scheme=${theme}]`).waitFor({ state: 'attached' })
}
