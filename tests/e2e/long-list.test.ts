// The list of an office with thousands of documents: only what is seen is drawn, and it is what stands there.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureBenchArchive } from '../bench/bench-archive.ts'
import { ask, lines } from './clerk.ts'
import { environmentIn, launchApp } from './launch.ts'
import type { RunningApp } from './launch.ts'

const COUNT = 3_000
/** Lines drawn at most: what fits into the window, and a few before and after. */
const DRAWN = 40
const folder = mkdtempSync(join(tmpdir(), 'văn thư dài '))
let running: RunningApp
/** what a screen reader says of each line, in the order of the list */
let expected: string[]

beforeAll(async () => {
  const made = ensureBenchArchive(COUNT, () => {})
  const { VANTHU_ARCHIVE, VANTHU_CONFIG_DIR } = environmentIn(folder)
  cpSync(made.directory, VANTHU_ARCHIVE!, { recursive: true })
  cpSync(made.configuration, VANTHU_CONFIG_DIR!, { recursive: true })
  running = await launchApp({ folder })
  await chooseYear('Mọi năm')
  await running.page.getByText('3.000 văn bản').first().waitFor()
  expected = await everything()
}, 120_000)
afterAll(async () => {
  await running.close()
  rmSync(folder, { recursive: true, force: true })
})

async function chooseYear(year: string): Promise<void> {
  await running.page.getByRole('heading', { level: 1 }).getByRole('button').click()
  await running.page.getByRole('menuitem', { name: year, exact: true }).click()
}

/** All lines, as the office gives them page by page, from the newest day and the highest number down. */
async function everything(): Promise<string[]> {
  const all = []
  for (let after: string | undefined; ; ) {
    const { rows, next } = await ask(running.page, 'registers.findDocuments', { limit: 500, ...(after === undefined ? {} : { after }) })
    all.push(...rows)
    if (next === undefined) break
    after = next
  }
  const sorted = all.toSorted((a, b) => b.registerDate.localeCompare(a.registerDate) || b.arrivalNumber! - a.arrivalNumber!)
  return sorted.map((row) => `Số đến ${row.arrivalNumber}${row.arrivalSuffix}, ${row.numberSymbol || 'không số'}, ${row.issuingBodyName}, ${row.subject}`)
}

/** The lines that are drawn: place in the list, and words. */
const drawn = () => lines(running.page).evaluateAll((options) => options.map((one) => ({ place: Number(one.ariaPosInSet), words: one.ariaLabel ?? '' })))

/** Waits until the place is drawn, then gives which of the drawn lines say something else than they should. */
async function wrongLinesAt(place: number): Promise<unknown[]> {
  let seen: Awaited<ReturnType<typeof drawn>> = []
  await expect.poll(async () => {
    seen = await drawn()
    return seen.some((one) => one.place === place) && seen.every(({ words }) => words !== 'Đang tải…')
  }, { timeout: 10_000 }).toBe(true)
  expect(seen.length).toBeLessThanOrEqual(DRAWN)
  return seen.filter((one) => one.words !== expected[one.place - 1])
}

const list = () => running.page.getByRole('listbox', { name: 'Danh sách văn bản đến' })
const selected = () => list().getByRole('option', { selected: true }).getAttribute('aria-posinset')

test('it opens at the newest, and draws no more than fits', async () => {
  expect(expected).toHaveLength(COUNT)
  expect(await wrongLinesAt(1)).toEqual([])
})

test('End goes to the oldest document at once, Home comes back', async () => {
  const { page } = running
  await list().focus()
  await page.keyboard.press('End')
  expect(await wrongLinesAt(COUNT)).toEqual([])
  expect(await selected()).toBe(String(COUNT))
  await page.keyboard.press('Home')
  expect(await wrongLinesAt(1)).toEqual([])
  expect(await selected()).toBe('1')
})

test('the scroll bar dropped in the middle shows what stands there', async () => {
  await list().evaluate((box) => (box.scrollTop = box.scrollHeight / 2))
  expect(await wrongLinesAt(COUNT / 2)).toEqual([])
})

test('the wheel runs through hundreds of lines without drawing more of them', async () => {
  const { page } = running
  const before = await list().evaluate((box) => box.scrollTop)
  const most = page.evaluate(() => new Promise<number>((resolve) => {
    let [frames, highest] = [0, 0]
    const look = (): void => {
      highest = Math.max(highest, document.querySelectorAll('[role=listbox] [role=option]').length)
      if (++frames === 60) resolve(highest)
      else requestAnimationFrame(look)
    }
    look()
  }))
  await list().hover()
  for (let turn = 0; turn < 20; turn++) await page.mouse.wheel(0, 600)
  expect(await most).toBeLessThanOrEqual(DRAWN)
  await expect.poll(() => list().evaluate((box) => box.scrollTop)).toBeGreaterThan(before + 10_000)
  const atTop = await list().evaluate((box) => Math.ceil(box.scrollTop / box.querySelector<HTMLElement>('[role=option]')!.offsetHeight))
  expect(await wrongLinesAt(atTop + 2)).toEqual([])
})

test('J goes down line by line and the document beside follows', async () => {
  const { page } = running
  await list().focus()
  await page.keyboard.press('Home')
  for (let line = 0; line < 3; line++) await page.keyboard.press('j')
  expect(await selected()).toBe('4')
  const symbol = expected[3]!.split(', ')[1]!
  await page.getByRole('article').getByRole('heading', { name: symbol }).waitFor()
})

test('a year by its numbers stands in natural order: 9, 10, 11', async () => {
  const { page } = running
  await chooseYear('2020')
  await page.getByRole('button', { name: /^Thứ tự/ }).click()
  await page.getByRole('menuitemradio', { name: 'Số đến tăng dần' }).click()
  await expect.poll(async () => (await drawn()).slice(0, 12).map(({ words }) => words.split(',')[0])).toEqual(Array.from({ length: 12 }, (_, at) => `Số đến ${at + 1}`))
})
