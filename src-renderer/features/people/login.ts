// The login that is proposed for a name: without its marks, in one word.
import { foldMarks } from '../../../src-main/text/fold.ts'

/** "Chánh Văn phòng" → "chanhvanphong" */
export function loginFor(name: string): string {
  return foldMarks(name).toLowerCase().replace(/[^a-z0-9]/g, '').slice(0, 40)
}

/** Whether a login can be one: small letters, digits, dots, two at least. */
export function isLogin(login: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{1,39}$/.test(login.trim().toLowerCase())
}
