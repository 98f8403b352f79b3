// The disk becomes full while people work: each command says so and leaves nothing half done, reading goes on, what was read is kept once
// there is room again, and verification finds nothing.
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { tinyDisk } from '../files/tiny-disk.ts'
import { startOffice, stop } from './office-process.ts'

const password = 'một câu chỉ mình nhớ'
const decision = { numberSymbol: '5-QĐ/ĐU', date: '2026-01-16', by: 'Đảng ủy', reason: 'x' }

test('a full disk refuses what people, handling and secrecy write, and ends nothing', { timeout: 120_000 }, async (context) => {
  const root = mkdtempSync(join(tmpdir(), 'đĩa đầy '))
  // Once the disk is taken off again.
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const disk = join(root, 'đĩa')
  mkdirSync(disk)
  const refused = tinyDisk(disk, 60)
  if (refused !== null) {
    console.log(`skipped: ${refused}`)
    return context.skip(refused)
  }
  const office = (await startOffice({ archive: join(disk, 'Kho lưu'), configuration: join(root, 'cấu hình'), about: 'full disk' }))!
  const ask = async (name: string, input: unknown): Promise<Record<string, unknown>> => {
    const answer = await office.call(name, input)
    if (answer?.ok !== true) throw new Error(`${name}: ${JSON.stringify(answer)}`)
    return answer.value
  }
  await ask('office.setUp', { name: 'Văn phòng thử', level: 'commune', parentName: '', symbolSuffix: 'ĐU', place: '', term: { name: 'Nhiệm kỳ thử', from: '2025-08-01' } })
  const { id: chief } = await ask('people.begin', { login: 'chief', name: 'Chánh Văn phòng', password })
  const register = (subject: string, secrecy: string) => ask('registers.registerIncoming', { documentTypeId: 'cong-van', issuingBody: { name: 'Tỉnh ủy thử', level: 'province' }, subject, secrecy, arrivalDate: '2026-01-15' })
  const { id: documentId } = await register('việc thường', 'none')
  const { id: secretId } = await register('việc kín', 'mat')
  const { assignmentIds } = await ask('handling.distribute', { documentId, to: [{ accountId: chief, role: 'lead' }] }) as { assignmentIds: string[] }

  const free = () => statfsSync(disk).bavail * statfsSync(disk).bsize
  for (let at = 0; free() > 0 && at < 20; at += 1) try { writeFileSync(join(disk, `đầy ${at}`), Buffer.alloc(free())) } catch { /* full */ }
  const commands = [
    ['people.addUnit', { name: 'Ban mới' }], ['handling.reportProgress', { assignmentId: assignmentIds[0], text: 'đang làm' }], ['handling.complete', { assignmentId: assignmentIds[0] }],
    ['secrecy.changeLevel', { documentId, to: 'mat', decision }], ['secrecy.destroyDocument', { documentId: secretId, decision }],
  ] as const
  // What room there is in files already made is used up first.
  for (let at = 0; (await office.call('handling.savePhrase', { text: `${at} ${'chữ '.repeat(120)}` }))?.ok === true; at += 1) expect(at).toBeLessThan(20_000)
  for (const [name, input] of commands) expect(await office.call(name, { commandId: name, ...input }), name).toMatchObject({ ok: false, error: { code: 'DISK_FULL' } })
  // What is read is noted within seconds.
  for (let at = 0; at < 3; at += 1) {
    expect(await office.call('registers.getDocument', { id: documentId })).toMatchObject({ ok: true, value: { subject: 'việc thường' } })
    await after(2500)
  }

  for (let at = 0; at < 20; at += 1) rmSync(join(disk, `đầy ${at}`), { force: true })
  for (const [name, input] of commands) expect(await office.call(name, { commandId: name, ...input }), name).toMatchObject({ ok: true })
  await ask('trail.export', {})
  expect((await ask('trail.listAccess', { documentId, kind: 'view' }))['rows']).toMatchObject([{ times: 3 }])
  expect(await ask('office.verify', {})).toMatchObject({ integrity: true, foreignKeys: true, journal: { ok: true }, replayEqual: true })
  await stop(office)
})
