// The office process is killed, as by a power cut, within what people, handling and secrecy write: before the commit nothing of a command
// stands, after it the same command under the same id answers what was done, once.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startOffice, stop } from './office-process.ts'
import type { OfficeProcess } from './office-process.ts'

const root = mkdtempSync(join(tmpdir(), 'Văn thư '))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const start = (crashAt?: string): Promise<OfficeProcess | null> => startOffice({ archive: join(root, 'Kho lưu'), configuration: join(root, 'cấu hình'), about: String(crashAt), crashAt })
const decision = { numberSymbol: '5-QĐ/ĐU', date: '2026-01-16', by: 'Đảng ủy', reason: 'x' }

async function ask(office: OfficeProcess, name: string, input: unknown): Promise<Record<string, unknown>> {
  const answer = await office.call(name, input)
  if (answer?.ok !== true) throw new Error(`${name}: ${JSON.stringify(answer)}`)
  return answer.value
}

test('a kill within a command of people, handling or secrecy leaves all of it or nothing, and the same again does it once', { timeout: 240_000 }, async () => {
  let office = (await start())!
  await ask(office, 'office.setUp', { name: 'Văn phòng thử', level: 'commune', parentName: '', symbolSuffix: 'ĐU', place: '', term: { name: 'Nhiệm kỳ thử', from: '2025-08-01' } })
  const path = join(root, 'sẽ hủy.txt')
  writeFileSync(path, 'nội dung sẽ hủy')
  const { fileId } = await ask(office, 'files.stage', { path })
  const registered = { documentTypeId: 'cong-van', issuingBody: { name: 'Tỉnh ủy thử', level: 'province' }, arrivalDate: '2026-01-15' }
  await ask(office, 'secrecy.setPcRule', { filesUpTo: 'mat', standAlone: true, reason: 'x' })
  const { id: documentId } = await ask(office, 'registers.registerIncoming', { ...registered, subject: 'việc thường' })
  const { id: secretId } = await ask(office, 'registers.registerIncoming', { ...registered, subject: 'việc sẽ hủy', secrecy: 'mat', files: [{ fileId, role: 'main' }] })
  const { id: unitId } = await ask(office, 'people.addUnit', { name: 'Ban một' })
  await stop(office)

  const commands: readonly (readonly [name: string, input: Record<string, unknown>])[] = [
    ['people.editUnit', { id: unitId, changes: { name: 'Ban hai' } }],
    ['handling.distribute', { documentId, to: [{ unitId, role: 'lead', direction: 'tham mưu' }, { name: 'Văn phòng', role: 'information' }], dueDate: '2026-02-20' }],
    ['secrecy.limitReading', { documentId, readers: [{ unitId, may: 'work' }], reason: 'x' }],
    ['secrecy.changeLevel', { documentId, to: 'mat', decision }],
    ['secrecy.giveCopy', { documentId, holder: 'Bí thư' }],
    ['secrecy.destroyDocument', { documentId: secretId, decision }],
  ]
  for (const [name, input] of commands) {
    const given = { ...input, commandId: name }
    for (const point of ['before-commit', 'after-commit']) {
      const dying = await start(`${point}:1`)
      expect(dying, `${name} ${point}`).not.toBeNull()
      expect(await dying!.call(name, given), `${name} ${point}`).toBeNull()
      await dying!.gone
    }
    office = (await start())!
    const first = await ask(office, name, given)
    expect(await ask(office, name, given)).toEqual(first)
    expect(await ask(office, 'office.verify', {}), name).toMatchObject({ integrity: true, foreignKeys: true, journal: { ok: true }, replayEqual: true, files: { missing: 0, corrupt: 0 } })
    await stop(office)
  }

  office = (await start())!
  expect(await ask(office, 'handling.getCourse', { documentId })).toMatchObject({ assignments: [{ role: 'lead' }, { role: 'information' }] })
  expect(await ask(office, 'secrecy.getCourse', { documentId })).toMatchObject({ level: 'mat', decisions: [{ kind: 'raised' }], copies: [{ number: 1 }] })
  // The kill came between the destruction and the erasing of its file.
  await expect.poll(() => office.call('files.read', { fileId })).toMatchObject({ ok: false, error: { code: 'FILE_NOT_FOUND' } })
  await stop(office)
})
