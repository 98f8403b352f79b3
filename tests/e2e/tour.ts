// The tour: the app driven through its real window, as a clerk would: sets up an office, registers real documents with their
// files, is refused a duplicate, finds without marks and by number, opens the filing tree, prints the register.
// Leaves pictures, the printed register and index.html in out/tour. Run by `npm start -- --tour`, and by tour.test.ts.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { chooseTheme, launchApp, root } from './launch.ts'
import type { RunningApp } from './launch.ts'

interface Truth {
  readonly number_symbol: string
  readonly date: string
  readonly issuing_body: string
  readonly type: string
  readonly subject: string
}
interface Fixture {
  readonly path: string
  readonly truth: Truth
}

export interface TourDocument {
  readonly file: string
  readonly numberSymbol: string
  readonly issuedDate: string
  readonly issuingBody: string
  readonly type: string
  readonly subject: string
}

const fixtures = join(root, 'tests', 'fixtures')
const out = join(root, 'out', 'tour')

/** The real documents, and those made by rule ("mẫu") for kinds that are missing among them. */
export function tourDocuments(): TourDocument[] {
  const official = (JSON.parse(readFileSync(join(fixtures, 'official', 'index.json'), 'utf8')) as Fixture[]).map((one) => fromTruth('official', one))
  const decree = (JSON.parse(readFileSync(join(fixtures, 'legal-docx', 'index.json'), 'utf8')) as Fixture[]).filter((one) => one.path === 'nd30-2020.docx').map((one) => fromTruth('legal-docx', one))
  const samples = (JSON.parse(readFileSync(join(fixtures, 'samples', 'index.json'), 'utf8')) as (Omit<Fixture, 'truth'> & { truth: Truth | null })[]).filter((one): one is Fixture => one.truth?.number_symbol != null).slice(0, 6).map((one) => fromTruth('samples', one))
  return [...official, ...decree, ...samples]
}

function fromTruth(folder: string, { path, truth }: Fixture): TourDocument {
  return {
    file: join(fixtures, folder, path),
    numberSymbol: truth.number_symbol,
    issuedDate: truth.date.split('-').toReversed().join('/'),
    issuingBody: truth.issuing_body,
    type: truth.type,
    subject: truth.subject,
  }
}

/** What the tour saw, for the test that runs it. */
export interface TourResult {
  readonly registered: number
  readonly lastNumber: number
  readonly duplicateRefused: boolean
  readonly foundWithoutMarks: number
  readonly foundByNumber: number
  readonly printedBytes: number
  readonly pictures: readonly string[]
}

interface Window {
  office: { invoke(name: string, input: unknown): Promise<{ ok: boolean; value: Record<string, unknown> }> }
}
declare const window: Window

/** Plays the tour with `documents`; pictures and the register go to out/tour. */
export async function playTour(documents: readonly TourDocument[], say: (text: string) => void = () => {}): Promise<TourResult> {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const running = await launchApp()
  const pictures: { file: string; words: string }[] = []
  const { page } = running
  const picture = async (name: string, words: string): Promise<void> => {
    const file = `${String(pictures.length + 1).padStart(2, '0')}-${name}.png`
    await page.waitForTimeout(250)
    await page.screenshot({ path: join(out, file) })
    pictures.push({ file, words })
    say(`${file}  ${words}`)
  }
  try {
    await setUp(page, picture)
    let lastNumber = 0
    for (const [index, document] of documents.entries()) {
      lastNumber = await register(running, document, index === 0 ? picture : undefined)
      say(`  số đến ${lastNumber}: ${document.numberSymbol}`)
    }
    await picture('da-dang-ky', `Đã đăng ký ${documents.length} văn bản; số vừa cấp hiện lớn để đóng dấu`)
    const duplicateRefused = await tryDuplicate(page, documents[0]!, picture)
    await leaveForm(page)
    await picture('danh-sach', 'Sổ văn bản đến, văn bản đang đọc ở bên phải')
    const foundWithoutMarks = await find(page, 'quy dinh che do bao cao', picture, 'tim-khong-dau', 'Tìm không dấu')
    const foundByNumber = await find(page, '15 nq tu', picture, 'tim-so', 'Tìm “15 nq tu”')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Cơ quan ban hành' }).first().click()
    await page.waitForTimeout(800)
    await picture('cay-co-quan', 'Cây cơ quan ban hành, từ Trung ương đến cơ sở')
    await page.getByRole('button', { name: 'Hôm nay' }).first().click()
    await page.waitForTimeout(500)
    await picture('hom-nay', 'Hôm nay')
    await chooseTheme(page, 'dark')
    await page.getByRole('button', { name: 'Văn bản đến' }).first().click()
    await page.waitForTimeout(500)
    await picture('nen-toi', 'Nền tối')
    const printedBytes = await printRegister(page)
    writeFileSync(join(out, 'index.html'), indexPage(pictures))
    return { registered: documents.length, lastNumber, duplicateRefused, foundWithoutMarks, foundByNumber, printedBytes, pictures: pictures.map((one) => one.file) }
  } finally {
    await running.close()
  }
}

type Picture = (name: string, words: string) => Promise<void>

async function setUp(page: Page, picture: Picture): Promise<void> {
  await page.getByRole('heading', { name: 'Thiết lập văn phòng' }).waitFor()
  await page.getByLabel('Tên cơ quan').fill('Văn phòng Đảng ủy xã Tam Hồng')
  await page.getByLabel('Cơ quan cấp trên').fill('Tỉnh ủy Phú Thọ')
  await page.getByLabel('Địa danh').fill('Tam Hồng')
  await picture('thiet-lap', 'Lần chạy đầu: tên cơ quan, cấp, ký hiệu, nhiệm kỳ')
  await page.getByRole('button', { name: 'Thiết lập' }).click()
  await page.getByRole('button', { name: /Đăng ký/ }).first().waitFor()
  await picture('so-trong', 'Sổ còn trống nói phải làm gì')
}

/** Registers through the form by keyboard; gives the number shown for the stamp. */
async function register({ page, app }: RunningApp, document: TourDocument, picture?: Picture): Promise<number> {
  const form = page.getByRole('form', { name: 'Biểu mẫu đăng ký' })
  if (!(await form.isVisible())) await page.keyboard.press('F2')
  await form.waitFor()
  await chooseFile(app, page, document.file)
  await form.getByLabel('Số và ký hiệu', { exact: true }).fill(document.numberSymbol)
  await form.getByLabel('Ngày văn bản', { exact: true }).fill(document.issuedDate)
  await chooseBody(page, document.issuingBody)
  await form.getByLabel('Tên loại', { exact: true }).fill(document.type)
  await page.waitForTimeout(450)
  await page.keyboard.press('Enter')
  await form.getByLabel('Trích yếu', { exact: true }).fill(document.subject)
  if (picture !== undefined) {
    await page.waitForTimeout(1200)
    await picture('dang-ky', 'Biểu mẫu bên cạnh bản quét; số đến sắp cấp')
  }
  const before = await highestNumber(page)
  await page.keyboard.press('Control+Enter')
  await page.waitForFunction((last) => window.office.invoke('registers.nextNumber', {}).then((answer) => (answer.value['number'] as number) - 1 > last), before, { timeout: 15_000, polling: 100 })
  return highestNumber(page)
}

/** Takes the body that is offered; one that is not in the tree is added, by choosing so. */
async function chooseBody(page: Page, name: string, isKnown = false): Promise<void> {
  await page.getByRole('form', { name: 'Biểu mẫu đăng ký' }).getByLabel('Cơ quan ban hành', { exact: true }).fill(name)
  // The offers come a moment after the letters, later on a busy machine.
  await page.getByRole('listbox', { name: 'Cơ quan ban hành' }).getByRole('option').first().waitFor({ timeout: 5_000 })
  // One that is in the tree is found by the office, which may take its time.
  if (isKnown) await page.getByRole('listbox', { name: 'Cơ quan ban hành' }).getByRole('option').filter({ hasNotText: /^Thêm “/ }).filter({ hasText: name }).first().waitFor({ timeout: 15_000 })
  await page.waitForTimeout(350)
  if (await page.getByRole('option', { name: /^Thêm “/ }).isVisible()) await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
}

async function highestNumber(page: Page): Promise<number> {
  return page.evaluate(() => window.office.invoke('registers.nextNumber', {}).then((answer) => (answer.value['number'] as number) - 1))
}

/** The system's dialog cannot be driven; it answers with the file, and all behind it is real. */
async function chooseFile(app: RunningApp['app'], page: Page, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)
  await page.getByRole('button', { name: 'Chọn tệp' }).first().click()
  await page.waitForTimeout(300)
}

async function tryDuplicate(page: Page, document: TourDocument, picture: Picture): Promise<boolean> {
  const form = page.getByRole('form', { name: 'Biểu mẫu đăng ký' })
  // The number counts as given before the window has cleared the form for the next document.
  await page.waitForFunction(`document.querySelector('[name=subject]')?.value === ''`)
  await form.getByLabel('Số và ký hiệu', { exact: true }).fill(` ${document.numberSymbol.toLowerCase()} `)
  await chooseBody(page, document.issuingBody, true)
  const twin = page.getByText('Đã có trong sổ', { exact: false })
  await twin.first().waitFor({ timeout: 15_000 })
  await picture('trung-so', 'Văn bản trùng hiện ra khi đang gõ, với ba cách đi tiếp')
  return twin.first().isVisible()
}

async function leaveForm(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Văn bản đến' }).first().click()
  await page.keyboard.press('Escape')
  await page.getByRole('listbox', { name: 'Danh sách văn bản đến' }).or(page.getByRole('grid')).first().waitFor()
  await page.waitForTimeout(500)
  await page.keyboard.press('j')
  await page.waitForTimeout(1500)
}

async function find(page: Page, words: string, picture: Picture, name: string, title: string): Promise<number> {
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox', { name: 'Tìm trong danh sách' }).or(page.getByLabel('Tìm trong danh sách')).first().fill(words)
  await page.waitForTimeout(900)
  await picture(name, title)
  return page.evaluate((text) => window.office.invoke('registers.findDocuments', { text }).then((answer) => answer.value['total'] as number), words)
}

async function printRegister(page: Page): Promise<number> {
  const bytes = await page.evaluate(async () => {
    const answer = (await window.office.invoke('registers.printRegister', {})) as unknown as { ok: boolean; value: { bytes: Uint8Array } }
    return answer.ok ? Array.from(answer.value.bytes) : []
  })
  writeFileSync(join(out, 'so-dang-ky-van-ban-den.pdf'), Buffer.from(bytes))
  return bytes.length
}

function indexPage(pictures: readonly { file: string; words: string }[]): string {
  const figures = pictures.map(({ file, words }) => `<figure><figcaption>${words}</figcaption><img src="${file}" alt="${words}"></figure>`).join('\n')
  return `<!doctype html>
<html lang="vi"><meta charset="utf-8"><title>Văn Thư: đi một vòng</title>
<style>body{font:16px/1.5 sans-serif;max-width:1100px;margin:2rem auto;padding:0 1rem;background:#faf8f5;color:#1e2024}img{width:100%;border:1px solid #e4dfd8;border-radius:6px}figure{margin:0 0 2rem}figcaption{margin-bottom:.5rem}</style>
<h1>Văn Thư: đi một vòng</h1>
<p><a href="so-dang-ky-van-ban-den.pdf">Sổ đăng ký văn bản đến đã in (PDF)</a></p>
${figures}
</html>
`
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const result = await playTour(tourDocuments(), (text) => process.stdout.write(`${text}\n`))
  process.stdout.write(`\nĐã đăng ký ${result.registered} văn bản. Xem: ${join(out, 'index.html')}\n`)
}
