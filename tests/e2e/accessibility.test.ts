// What a screen reader and weak eyes meet: axe finds nothing serious on the pages of the sample office, in light and in dark,
// and nothing scrolls sideways at 1366 × 768.
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chooseTheme, launchApp } from './launch.ts'
import type { RunningApp } from './launch.ts'

let running: RunningApp
beforeAll(async () => {
  running = await launchApp()
  await running.page.getByRole('button', { name: 'Dùng cơ quan mẫu' }).click()
  await running.page.getByRole('button', { name: /Đăng ký/ }).first().waitFor({ timeout: 60_000 })
}, 120_000)
afterAll(() => running.close())

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  test.each(['Hôm nay', 'Văn bản đến', 'Cơ quan ban hành', 'Sổ đăng ký', 'Báo cáo', 'Cài đặt', 'Hướng dẫn'])('%s', async (area) => {
    const { page } = running
    await chooseTheme(page, theme)
    await page.getByRole('navigation').getByRole('button', { name: area }).click()
    await page.waitForTimeout(700)
    const results = await new AxeBuilder({ page }).setLegacyMode().analyze()
    const serious = results.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map((node) => node.html) }))).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true)
  })
})
