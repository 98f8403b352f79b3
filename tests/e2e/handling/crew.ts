// The window as several people in turn use it, for the tests of handling: who signs in and out, and where things stand on its pages.
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { setUpOffice } from '../clerk.ts'
import { launchApp } from '../launch.ts'
import type { RunningApp } from '../launch.ts'
import { missingForNotifications, startNotifications } from '../notifications.ts'
import type { Notifications } from '../notifications.ts'

/** What everybody chooses in the end, and what they were given at first. */
export const password = 'một câu chỉ mình nhớ'
export const firstPassword = 'mật khẩu đọc cho nhau'

export interface Crew {
  readonly running: RunningApp
  /** undefined where no notification service can be started */
  readonly system: Notifications | undefined
  readonly gate: (name: string) => Locator
  readonly article: () => Locator
  readonly board: () => Locator
  readonly area: (name: string) => Locator
  /** Signs in; at the first time the password is changed behind the page. */
  signIn(login: string, name: string): Promise<void>
  signOut(): Promise<void>
  close(): Promise<void>
}

/** Starts the window on an office of its own, with a notification service where there is one. */
export async function openCrew(): Promise<Crew> {
  const system = missingForNotifications.length === 0 ? await startNotifications() : undefined
  const running = await launchApp(system === undefined ? {} : { env: { DBUS_SESSION_BUS_ADDRESS: system.address } })
  await setUpOffice(running)
  const { page } = running
  const known = new Set(['chanhvanphong'])
  const gate = (name: string) => page.getByRole('form', { name })
  return {
    running,
    system,
    gate,
    article: () => page.getByRole('article'),
    board: () => page.getByRole('listbox', { name: 'Danh sách việc' }),
    area: (name) => page.getByRole('navigation', { name: 'Các khu làm việc' }).getByRole('button', { name }),
    async signOut() {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Tìm mọi thứ' }).fill('dang xuat')
      await page.getByRole('option', { name: 'Đăng xuất' }).waitFor()
      await page.keyboard.press('Enter')
      await gate('Đăng nhập').waitFor()
    },
    async signIn(login, name) {
      const isFirst = !known.has(login)
      await gate('Đăng nhập').getByLabel('Tên đăng nhập').fill(login)
      await page.keyboard.press('Tab')
      await page.keyboard.type(isFirst ? firstPassword : password)
      await page.keyboard.press('Enter')
      if (isFirst) {
        const form = gate('Chọn mật khẩu mới')
        await form.waitFor()
        await expect.poll(() => page.evaluate('document.activeElement.type')).toBe('password')
        await page.keyboard.type(password)
        await form.getByLabel('Gõ lại mật khẩu mới').fill(password)
        await page.keyboard.press('Enter')
        await expect.poll(() => form.count()).toBe(0)
        known.add(login)
      }
      await page.getByRole('banner').getByRole('button', { name }).waitFor()
    },
    async close() {
      await running.close()
      system?.close()
    },
  }
}

/** What axe finds serious on the page as it stands: nothing; and nothing scrolls sideways. */
export async function nothingSerious(page: Page): Promise<void> {
  const results = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const serious = results.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map((node) => node.html) }))).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true)
}
