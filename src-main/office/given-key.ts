// The key that whoever calls the command line brings along, for an archive whose key this user has not: VANTHU_KEY_FILE (a file with
// the key as hex, or with the recovery key), VANTHU_RECOVERY_KEY, `--recovery-key-file`. It is kept in memory and written nowhere.
import { readFileSync } from 'node:fs'
import { keyMissing } from '../archive/archive.ts'
import { holdKey, keyFolder, keyIn } from '../archive/key-file.ts'
import { openWithTyped } from '../archive/recovery.ts'
import { opensWith } from '../archive/verify-alone.ts'
import { ok } from '../contract/result.ts'
import type { ErrorValue, Result } from '../contract/result.ts'

/** What a caller brings; null: nothing. Throws where a file of it cannot be read. */
export function broughtKey(recoveryKeyFile: string | undefined, environment: NodeJS.ProcessEnv = process.env): string | null {
  const { VANTHU_KEY_FILE: keyFile = '', VANTHU_RECOVERY_KEY: typed = '' } = environment
  if (keyFile !== '') return readFileSync(keyFile, 'utf8')
  if (typed !== '') return typed
  return recoveryKeyFile === undefined ? null : readFileSync(recoveryKeyFile, 'utf8')
}

/**
 * Gives this process the key of an archive. @param folder the archive, or a backup set of it. Errors: those of a recovery key; KEY_MISSING
 * where a key as hex does not open the archive.
 */
export function takeBrought(brought: string, configuration: string, archiveId: string, folder: string): Result<null, ErrorValue> {
  const hex = keyIn(brought)
  const key = hex === null ? openWithTyped(folder, archiveId, brought) : ok(hex)
  if (!key.ok) return key
  if (hex !== null && !opensWith(folder, hex)) {
    process.stderr.write('VANTHU_KEY_FILE holds no key of this archive\n')
    return keyMissing(configuration, archiveId, folder)
  }
  holdKey(keyFolder(configuration, archiveId), key.value)
  return ok(null)
}
