// An office whose archive an older program wrote: it opens, and office.restore leads back to what stood before the migration.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openArchive } from '../../src-main/archive/archive.ts'
import { officeSchema } from '../../src-main/office/schema.ts'
import { ok } from '../../src-main/contract/result.ts'
import { openTestOffice } from './open.ts'

test('the backup before a migration is listed, and restored by its path', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hồ sơ '))
  // The program before books came: the same tables, fewer of them.
  const older = { migrations: officeSchema.migrations.filter(({ name }) => !name.startsWith('registers')), derivations: officeSchema.derivations.filter(({ table }) => table.startsWith('body')) }
  const archive = openArchive({ directory: join(folder, 'kho lưu trữ'), configuration: join(folder, 'cấu hình'), schema: older, now: Date.now, make: true })
  if (!archive.ok) throw new Error(archive.error.code)
  archive.value.journal.transact({ command: 'filing.addBody', actor: 'local' }, (tx) =>
    ok(tx.append([{ table: 'body', id: 'cũ', set: { level: 'other', is_group: 0, verified: 1, sort_order: 10 } }])),
  )
  archive.value.close()

  const desk = await openTestOffice({ folder })
  const { backups } = await desk.ask('office.listBackups', {})
  expect(backups).toMatchObject([{ entries: 1, files: 0, checked: true }])
  expect((await desk.ask('office.state', {})).setUp).toBe(true)

  expect(await desk.ask('office.restore', { from: backups[0]!.path })).toMatchObject({ entries: 1, entriesLost: 2 })
  // The older state is brought to this program's form again, after a backup of its own.
  expect(await desk.ask('office.state', {})).toMatchObject({ setUp: false })
  expect((await desk.ask('filing.tree', {})).bodies.map((body) => body.id)).toEqual(['cũ'])
  await desk.close()
})
