// Backs up, upgrades or restores in a process of its own, so that it can die at a crash point: <what> <directory> <configuration> <folder>
import { restoreBackup } from '../../src-main/archive/restore.ts'
import { writeBackup } from '../../src-main/archive/backup.ts'
import { openArchiveKept } from '../../src-main/archive/upgrade.ts'
import { nextSchema, open, openFiles, smallSchema } from './small-archive.ts'

const [what, directory, configuration, folder] = process.argv.slice(2) as [string, string, string, string]
if (what === 'backup') {
  const archive = open({ root: '', directory, configuration, remove: () => undefined })
  const written = await writeBackup({ archive, files: await openFiles(archive), to: folder, now: Date.now() })
  process.exitCode = written.ok ? 0 : 1
} else if (what === 'upgrade') {
  const opened = await openArchiveKept({ directory, configuration, schema: nextSchema, now: Date.now, make: false })
  if (opened.ok) opened.value.close()
  process.exitCode = opened.ok ? 0 : 1
} else {
  const restored = await restoreBackup({ directory, configuration, from: folder, schema: smallSchema, now: Date.now() })
  process.exitCode = restored.ok ? 0 : 1
}
