// Faults of the machine under an archive, as values: a disk that is full, a folder that cannot be written, a medium that fails,
// a file that is no longer what was written. Anything else is a fault of the program and is thrown on.
import { err } from '../contract/result.ts'
import { isDamage } from './database.ts'

/** `what`: the system's code alone (EROFS, SQLITE_CANTOPEN), never a path. */
export type MachineFault =
  | { readonly code: 'DISK_FULL' | 'ARCHIVE_LOCKED'; readonly params: Record<string, never> }
  | { readonly code: 'PATH_NOT_WRITABLE' | 'DISK_FAILED'; readonly params: { readonly what: string } }
  | { readonly code: 'ARCHIVE_DAMAGED'; readonly params: { readonly what: string } }

const full = /^(SQLITE_FULL|ENOSPC|EDQUOT)$/
const failing = /^(SQLITE_IOERR.*|EIO|ENXIO|ENODEV|ESTALE|ETIMEDOUT|EHOSTDOWN|EHOSTUNREACH)$/
const closed = /^(SQLITE_(CANTOPEN|READONLY|PERM|AUTH).*|EACCES|EPERM|EROFS|ENOTDIR|EEXIST|EISDIR|ELOOP|ENAMETOOLONG|EINVAL|ENOTEMPTY|EBUSY)$/

/** The error value of a fault of the machine; null for a fault of the program. `damaged`: what a damaged file is called. */
export function machineFault(fault: unknown, damaged = 'archive.db'): { readonly ok: false; readonly error: MachineFault } | null {
  const code = (fault as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return null
  if (isDamage(fault)) return err('ARCHIVE_DAMAGED', { what: damaged })
  if (full.test(code)) return err<'DISK_FULL'>('DISK_FULL')
  // Held by another program, such as one that looks for viruses.
  if (code.startsWith('SQLITE_BUSY')) return err<'ARCHIVE_LOCKED'>('ARCHIVE_LOCKED')
  if (failing.test(code)) return err('DISK_FAILED', { what: code })
  if (closed.test(code)) return err('PATH_NOT_WRITABLE', { what: code })
  return null
}
