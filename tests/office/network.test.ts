// PCs of one office over real TLS: one joins by a code that two persons compare, both work alone and linked, and come to the same.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../../src-main/archive/sql.ts'
import { verifyUnopened } from '../../src-main/office/keeping.ts'
import { officeSchema } from '../../src-main/office/schema.ts'
import { joinOffice } from '../../src-main/network/join.ts'
import { dumpOf } from '../archive/peers.ts'
import { openTestOffice } from './open.ts'
import type { TestOffice } from './open.ts'

let hub: TestOffice
let other: TestOffice
let folder: string
let port: number

const state = (office: TestOffice) => office.ask('network.getState', {})
const documentOf = (office: TestOffice, subject: string) => office.ask('registers.registerIncoming', { documentTypeId: 'cong-van', subject, numberSymbol: '', issuingBody: { id: 'tinh-uy' } } as never)

/** Until both have the same entries; fails after ten seconds. */
async function inStep(...offices: readonly TestOffice[]): Promise<void> {
  await expect.poll(() => new Set(offices.map(({ office }) => JSON.stringify(Object.entries(office.session()!.archive.journal.vector()).toSorted()))).size, { timeout: 10_000, interval: 20 }).toBe(1)
}

const sameTables = (...offices: readonly TestOffice[]): void => {
  const [first, ...others] = offices.map(({ office }) => dumpOf(office.session()!.archive))
  for (const one of others) expect(one).toBe(first)
}

beforeAll(async () => {
  hub = await openTestOffice()
  folder = mkdtempSync(join(tmpdir(), 'máy hai '))
  await documentOf(hub, 'Trước khi có mạng')
  await hub.ask('network.openHub', { name: 'Máy văn thư', port: 0 })
  await hub.office.session()!.startNetwork('may-van-thu')
  port = (await state(hub)).port!
})
afterAll(async () => {
  await other?.close()
  await hub.close()
  rmSync(folder, { recursive: true, force: true })
})

const wanting = (compare: (code: string) => Promise<boolean>, name = 'may-hai', into = folder) =>
  joinOffice({ directory: join(into, 'kho lưu trữ'), configuration: join(into, 'cấu hình'), schema: officeSchema, now: Date.now, host: '127.0.0.1', port, device: null, program: '0.1.0', name, compare })

describe('joining', () => {
  test('nobody is taken into pairing while the door is shut', async () => {
    expect(await wanting(async () => true)).toMatchObject({ ok: false, error: { code: 'HUB_REFUSES', params: { why: 'NOT_ADMITTED' } } })
  })

  test('a code that is not the same ends the attempt on both sides, a mistyped one can be typed again, and refusing sends away', async () => {
    await hub.ask('network.openDoor', { minutes: 5 })
    const attempt = wanting(async () => true)
    await expect.poll(async () => (await state(hub)).joining[0]?.code ?? null).not.toBe(null)
    const { device, code } = (await state(hub)).joining[0]! as { device: string; code: string }
    const mistyped = `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`
    expect(await hub.call('network.agreeJoin', { device, code: mistyped, name: 'Máy hai' })).toMatchObject({ ok: false, error: { code: 'CODE_MISTYPED' } })
    await hub.ask('network.refuseJoin', { device })
    expect(await attempt).toMatchObject({ ok: false, error: { code: 'JOIN_REFUSED' } })
    // The person at the new PC does not see the same code.
    expect(await wanting(async () => false)).toMatchObject({ ok: false, error: { code: 'JOIN_REFUSED' } })
    expect((await state(hub)).peers).toEqual([])
  })

  test('both agree: the new PC has an archive of the office’s identity, which fills by itself', async () => {
    const attempt = wanting(async (code) => {
      await expect.poll(async () => (await state(hub)).joining[0]?.code ?? null).toBe(code)
      const { device } = (await state(hub)).joining[0]!
      await hub.ask('network.agreeJoin', { device, code, name: 'Máy hai', clearance: 'none' })
      return true
    })
    expect(await attempt).toMatchObject({ ok: true, value: { archiveId: hub.office.session()!.archive.id, officeName: 'Văn phòng Đảng ủy xã Tam Hồng' } })
    // A second joining into the same folder finds the first one there.
    other = await openTestOffice({ folder, setUp: false })
    expect(other.office.session()!.isSetUp).toBe(false)
    // Before the first entries came nothing can be written: an archive begins once.
    expect(await other.call('office.setUp', { name: 'x', parentName: 'x', level: 'commune', symbolSuffix: 'ĐU', place: 'x', term: { name: 'x', from: '2025-07-01' } } as never)).toMatchObject({ ok: false, error: { code: 'OFFICE_ARRIVING' } })
    await other.office.session()!.startNetwork('may-hai')
    await inStep(hub, other)
    sameTables(hub, other)
    expect((await other.ask('registers.findDocuments', {})).rows.map(({ subject }) => subject)).toEqual(['Trước khi có mạng'])
    await expect.poll(async () => (await state(hub)).peers).toMatchObject([{ name: 'Máy hai', state: 'linked', toSend: 0 }])
    expect((await state(other)).peers).toMatchObject([{ name: 'Máy văn thư', state: 'linked', toSend: 0 }])
  })
})

describe('two PCs', () => {
  test('what one saves stands at the other within a second, and windows there are told', async () => {
    const before = hub.events.length
    await hub.ask('filing.addBody', { name: 'Ban Tổ chức Tỉnh ủy', level: 'province' })
    const { id } = await documentOf(other, 'Từ máy hai')
    await expect.poll(async () => (await hub.call('registers.getDocument', { id })).ok, { timeout: 1_000, interval: 10 }).toBe(true)
    expect(hub.events.slice(before)).toContainEqual(expect.objectContaining({ kind: 'changed', topics: expect.arrayContaining(['documents']) }))
    await inStep(hub, other)
    sameTables(hub, other)
  })

  test('a file comes after its document, whole, also where the link ended meanwhile; the archive says what it still lacks', async () => {
    const path = join(hub.folder, 'tờ trình.bin')
    const bytes = randomBytes(3_000_000)
    writeFileSync(path, bytes)
    const { fileId } = await hub.ask('files.stage', { path } as never) as { fileId: string }
    const { id } = await hub.ask('registers.registerIncoming', { documentTypeId: 'cong-van', subject: 'Có tệp', issuingBody: { id: 'tinh-uy' }, files: [{ fileId, role: 'main' }] } as never) as { id: string }
    await inStep(hub, other)
    const { files, archive } = other.office.session()!
    await expect.poll(() => files.has(fileId), { timeout: 10_000 }).toBe(true)
    expect((await files.read(fileId)).ok && Buffer.compare((await files.read(fileId) as { value: Buffer }).value, bytes)).toBe(0)
    await expect.poll(() => archive.db.value(sql`SELECT count(*) FROM file_lacking`)).toBe(0)
    expect((await other.ask('registers.getDocument', { id })).files).toHaveLength(1)
    sameTables(hub, other)
  })

  test('the cable is out, both change one subject; the cable is in, and both show both values', async () => {
    const { id } = await documentOf(hub, 'Trích yếu')
    await inStep(hub, other)
    await hub.ask('network.closeHub', {})
    await expect.poll(async () => (await state(other)).peers[0]!.state, { timeout: 10_000 }).not.toBe('linked')
    const edit = async (office: TestOffice, subject: string) => office.ask('registers.editDocument', { id, basedOn: (await office.ask('registers.getDocument', { id })).entry, changes: { subject } })
    await edit(hub, 'Trích yếu sửa ở máy văn thư')
    await edit(other, 'Trích yếu sửa ở máy hai')
    await documentOf(other, 'Một mình')
    expect((await state(other)).conflicts).toBe(0)
    await hub.ask('network.openHub', { name: 'Máy văn thư', port })
    await inStep(hub, other)
    sameTables(hub, other)
    expect([(await state(hub)).conflicts, (await state(other)).conflicts]).toEqual([1, 1])
    expect((await hub.ask('registers.documentHistory', { id })).entries.length).toBe(3)
  })

  test('a secret stays with the PC that is cleared: the other has its envelope and no byte of what it says', async () => {
    const { id } = await hub.ask('registers.registerIncoming', { documentTypeId: 'cong-van', subject: 'Tuyệt đối không lộ', issuingBody: { id: 'tinh-uy' }, secrecy: 'mat' } as never)
    await inStep(hub, other)
    const { db } = other.office.session()!.archive
    expect(await other.call('registers.getDocument', { id })).toMatchObject({ ok: false, error: { code: 'DOCUMENT_NOT_FOUND' } })
    for (const { name } of db.all<{ name: string }>({ text: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", values: [] })) {
      expect(JSON.stringify(db.all({ text: `SELECT * FROM "${name}"`, values: [] })), name).not.toContain('không lộ')
    }
    expect((await other.office.session()!.archive.journal).vector()).toEqual(hub.office.session()!.archive.journal.vector())
  })

  test('what the merge made verifies, and replays the same', async () => {
    for (const { office, directory, configuration } of [hub, other]) {
      void office
      const report = await verifyUnopened({ directory, configuration, beside: true })
      expect(report).toMatchObject({ ok: true, value: { integrity: true, journal: { ok: true }, replayEqual: true } })
    }
  })

  test('a retired PC is linked with no more, and what it wrote stays', async () => {
    const device = other.office.session()!.archive.keyring.device
    await documentOf(other, 'Trước khi thôi dùng')
    await inStep(hub, other)
    await hub.ask('network.retireDevice', { device, reason: 'hỏng' })
    await expect.poll(async () => (await state(hub)).peers[0]!.state).toBe('away')
    await documentOf(other, 'Sau khi thôi dùng')
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect((await hub.ask('registers.findDocuments', {})).rows.map(({ subject }) => subject)).toContain('Trước khi thôi dùng')
    expect((await hub.ask('registers.findDocuments', {})).rows.map(({ subject }) => subject)).not.toContain('Sau khi thôi dùng')
    expect(await hub.call('network.retireDevice', { device, reason: 'nữa' })).toMatchObject({ ok: false, error: { code: 'DEVICE_RETIRED' } })
    expect(await hub.call('network.retireDevice', { device: hub.office.session()!.archive.keyring.device, reason: 'x' })).toMatchObject({ ok: false, error: { code: 'OWN_DEVICE' } })
  })
})
