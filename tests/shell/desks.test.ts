// One archive in the place of another: the old office ends only when the new one is open and its window drawn, and each window
// speaks to its own office alone.
import { EventEmitter } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { createDesks } from '../../src-main/shell/desks.ts'
import type { Desks, Heard } from '../../src-main/shell/desks.ts'
import type { OfficeProcess } from '../../src-main/shell/office-process.ts'

class FakeWindow extends EventEmitter {
  readonly webContents = {}
  gone = false
  readonly name: string
  constructor(name: string) {
    super()
    this.name = name
    if (!undrawn) setImmediate(() => this.emit('ready-to-show'))
  }
  isDestroyed = () => this.gone
  close = () => {
    happened.push(`${this.name} closes`)
    this.destroy()
  }
  destroy = () => {
    this.gone = true
    this.emit('closed')
  }
}

let happened: string[]
let told: string[]
let undrawn: boolean
let tasks: { name: string }[]
let windows: FakeWindow[]
let offices: Map<string, Heard>
let desks: Desks

beforeEach(() => {
  happened = []
  told = []
  undrawn = false
  tasks = []
  windows = []
  offices = new Map()
  desks = makeDesks()
  desks.begin('cũ', false)
  desks.showWindow()
})

function makeDesks(): Desks {
  return createDesks({
    startOffice(folder, heard) {
      happened.push(`${folder} starts`)
      offices.set(folder, heard)
      return {
        call: async (name: string) => (name === 'office.tasks' ? { ok: true, value: { tasks } } : { ok: true, value: folder }),
        branch: 'child-process',
        pid: 1,
        state: 'ready',
        async stop() {
          happened.push(`${folder} stops`)
        },
      } satisfies OfficeProcess
    },
    makeUploads: () => ({ close: async () => {} }) as never,
    openWindow() {
      windows.push(new FakeWindow(`window ${windows.length + 1}`))
      return windows.at(-1) as never
    },
    tell: (window, event) => void told.push(`${(window as unknown as FakeWindow).name}: ${event}`),
    patience: 50,
  })
}

const answer = async (folder: string, say: (heard: Heard) => void) => {
  const exchanged = desks.exchange(folder)
  await expect.poll(() => offices.has(folder)).toBe(true)
  say(offices.get(folder)!)
  return exchanged
}
const ready = (heard: Heard) => heard.onState('ready')
const senderOf = (at: number) => windows[at]!.webContents as never

test('the new office opens, its window is drawn, then the old window closes, and the old office ends last', async () => {
  expect(await answer('mới', ready)).toEqual({ ok: true, value: {} })
  expect(desks.current()!.folder).toBe('mới')
  await expect.poll(() => happened).toEqual(['cũ starts', 'mới starts', 'window 1 closes', 'cũ stops'])
})

test('until it is closed, the old window speaks to the old office, and hears nothing of the new one', async () => {
  const exchanged = desks.exchange('mới')
  await expect.poll(() => offices.has('mới')).toBe(true)
  offices.get('mới')!.onEvent({ kind: 'changed', topics: ['documents'] })
  expect(told).toEqual([])
  ready(offices.get('mới')!)
  await exchanged
  expect([desks.of(senderOf(0))?.folder, desks.of(senderOf(1))?.folder, desks.of({} as never)]).toEqual(['cũ', 'mới', undefined])
  offices.get('mới')!.onEvent({ kind: 'changed', topics: ['documents'] })
  expect(told).toEqual(['window 2: changed'])
})

test('an archive that does not open leaves everything as it is, and its office is ended', async () => {
  const error = { code: 'ARCHIVE_LOCKED', params: { directory: 'x' } }
  expect(await answer('hỏng', (heard) => {
    heard.onState('refused')
    heard.onEvent({ kind: 'refused', error })
  })).toEqual({ ok: false, error })
  expect(happened).toEqual(['cũ starts', 'hỏng starts', 'hỏng stops'])
  expect([desks.current()!.folder, windows.length, windows[0]!.gone]).toEqual(['cũ', 1, false])
})

test('an office that dies while it opens is not started again and again', async () => {
  expect(await answer('chết', (heard) => heard.onState('restarting'))).toMatchObject({ ok: false, error: { code: 'INTERNAL' } })
  expect(happened.at(-1)).toBe('chết stops')
})

test('a window that is never drawn does not take the place of one that is', async () => {
  undrawn = true
  expect(await answer('mới', ready)).toMatchObject({ ok: false, error: { code: 'INTERNAL' } })
  expect([desks.current()!.folder, windows[0]!.gone, windows[1]!.gone]).toEqual(['cũ', false, true])
})

test('a backup that is being written is not cut short, and one archive is opened at a time', async () => {
  tasks = [{ name: 'search.readTexts' }, { name: 'office.backUp' }]
  expect(await desks.exchange('mới')).toEqual({ ok: false, error: { code: 'ARCHIVE_WORK_GOES_ON', params: { name: 'office.backUp' } } })
  tasks = [{ name: 'search.readTexts' }]
  const first = answer('mới', ready)
  expect(await desks.exchange('khác')).toMatchObject({ ok: false, error: { code: 'ARCHIVE_OPENING' } })
  expect(await first).toMatchObject({ ok: true })
})

test('the end of the program closes both, once', async () => {
  const exchanged = desks.exchange('mới')
  await expect.poll(() => offices.has('mới')).toBe(true)
  const closed = desks.close()
  ready(offices.get('mới')!)
  await closed
  expect(await exchanged).toMatchObject({ ok: false, error: { code: 'CANCELLED' } })
  expect(happened.filter((what) => what.endsWith('stops')).sort()).toEqual(['cũ stops', 'mới stops'])
})

test('an archive whose folder is gone starts no office; it is opened when the folder is back', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'kho rời ')), 'kho')
  try {
    desks = makeDesks()
    desks.begin(folder, true)
    const desk = desks.current()!.office
    expect(await desk.call('office.state', {}, 'window')).toEqual({ ok: false, error: { code: 'ARCHIVE_MISSING', params: { folder } } })
    expect(happened).not.toContain(`${folder} starts`)
    mkdirSync(folder)
    writeFileSync(join(folder, 'archive.json'), '{}')
    expect(await desk.call('office.state', {}, 'window')).toEqual({ ok: true, value: folder })
    expect(happened).toContain(`${folder} starts`)
  } finally {
    rmSync(join(folder, '..'), { recursive: true, force: true })
  }
})
