// What of a document's subject may stand in the register: that of a Tuyệt mật document only where a person in charge allowed it (sổ đăng ký
// bí mật nhà nước: trích yếu của văn bản Tuyệt mật chỉ ghi khi người có thẩm quyền đồng ý). Pure.
import { subjectNeedsLeave } from '../../contract/choices.ts'
import type { Secrecy } from '../../contract/fields.ts'
import { err, ok } from '../../contract/result.ts'

/** What stands in a subject's place where none is written. */
export const noSubject = '(không ghi trích yếu)'

/**
 * The columns of a subject as it may stand. @param subject undefined: none was written @param allowedBy who allowed it; null: nobody
 * Errors: SUBJECT_NOT_ALLOWED {secrecy}; SUBJECT_MISSING, at a level that does not keep it out.
 */
export function settleSubject(secrecy: Secrecy, subject: string | undefined, allowedBy: string | null) {
  const written = subject === undefined || subject === noSubject ? undefined : subject
  if (!subjectNeedsLeave(secrecy)) return subject === undefined ? err('SUBJECT_MISSING') : ok({ subject, subject_allowed_by: null })
  if (written === undefined) return ok({ subject: noSubject, subject_allowed_by: null })
  return allowedBy === null ? err('SUBJECT_NOT_ALLOWED', { secrecy }) : ok({ subject: written, subject_allowed_by: allowedBy })
}
