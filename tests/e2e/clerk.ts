// What a clerk does in the real window, for the tests that drive it: files dropped, chosen and opened, the form filled, and
// the office asked behind it. The system's own dialogs and programs cannot be driven: they answer as told, all else is real.
import type { ElectronApplication, Locator, Page } from 'playwright-core'
import type { Answer, Call, Name } from '../../src-main/office/contract.ts'
import type { RunningApp } from './launch.ts'

interface Office {
  invoke(name: string, input: unknown): Promise<unknown>
}
declare const window: { office: Office }

type ValueOf<N extends Name> = Extract<Answer<N>, { ok: true }>['value']

/** Asks the office as the window does; throws what it refuses. */
export async function ask<N extends Name>(page: Page, name: N, input: Omit<Call<N>, 'commandId'>): Promise<ValueOf<N>> {
  const answer = (await page.evaluate(([called, given]) => window.office.invoke(called, given), [name, input] as const)) as Answer<Name>
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
  return answer.value as ValueOf<N>
}

/** Sends a command, with an id of its own. */
export function command<N extends Name>(page: Page, name: N, input: Omit<Call<N>, 'commandId'>): Promise<ValueOf<N>> {
  return ask(page, name, { ...input, commandId: crypto.randomUUID() })
}

export const officeNames = { name: 'Văn phòng Đảng ủy xã Tam Hồng', parentName: 'Đảng ủy xã Tam Hồng', level: 'commune', symbolSuffix: 'ĐU', place: 'Tam Hồng' } as const

/** Sets the office up, and waits for the list. */
export async function setUpOffice({ page }: RunningApp): Promise<void> {
  await page.getByRole('heading', { name: 'Thiết lập văn phòng' }).waitFor()
  await command(page, 'office.setUp', officeNames)
  await page.getByRole('searchbox').or(page.getByLabel('Tìm trong danh sách')).first().waitFor()
}

/** Registers a document behind the form: what a test finds in the book. */
export function given(page: Page, document: Partial<Call<'registers.registerIncoming'>> & { readonly numberSymbol: string }): Promise<ValueOf<'registers.registerIncoming'>> {
  return command(page, 'registers.registerIncoming', {
    documentTypeId: 'cong-van',
    issuingBody: { name: 'Huyện ủy Yên Lạc', level: 'district' },
    subject: `về việc thứ ${document.numberSymbol}`,
    ...document,
  } as Call<'registers.registerIncoming'>)
}

export const formOf = (page: Page): Locator => page.getByRole('form', { name: 'Biểu mẫu đăng ký' })
export const field = (page: Page, label: string): Locator => formOf(page).getByLabel(label, { exact: true })
/** The lines of the list of incoming documents that are drawn. */
export const lines = (page: Page): Locator => page.getByRole('listbox', { name: 'Danh sách văn bản đến' }).getByRole('option')
export const line = (page: Page, words: string | RegExp): Locator => lines(page).filter({ hasText: words })
/** The words after an action. */
export const notice = (page: Page, words: string | RegExp): Locator => page.getByRole('status').getByText(words)

export async function openForm(page: Page): Promise<void> {
  await page.keyboard.press('F2')
  await formOf(page).waitFor()
}

/** Drops files of this machine on a place of the window, as the system's desktop does. */
export async function dropFiles(page: Page, place: Locator, files: readonly string[]): Promise<void> {
  const box = (await place.boundingBox())!
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at, data: { items: [], files: [...files], dragOperationsMask: 1 } })
  }
  await session.detach()
}

/** What the system's next dialogs for opening answer: these paths. */
export async function chooseInDialog(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths })
  }, [...paths])
}

/** What the system's next dialogs for saving answer: this path. */
export async function saveInDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
}

/** Notes what is opened with the system's programs instead of opening it; gives the paths that were opened since. */
export async function openedFiles(app: ElectronApplication): Promise<() => Promise<string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openPath = (path) => {
      opened.push(path)
      return Promise.resolve('')
    }
  })
  return () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened.splice(0))
}
