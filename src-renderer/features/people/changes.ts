// A change of rights in words: what it was, and what it became. What stands in it is written by people/, one form a kind.
import type { TFunction } from 'i18next'
import type { Secrecy } from '../../../src-main/contract/fields.ts'
import type { Right, Role } from '../../../src-main/contract/rights.ts'
import type { ReaderRight } from '../../../src-main/registers/reading/rules.ts'
import { formatDate } from '../../../src-main/text/dates.ts'
import type { RightsChange } from '../../data/people.ts'

type Words = TFunction<'words'>
type Of = Readonly<Record<string, unknown>>

const rolesIn = (t: Words, roles: unknown): string => (Array.isArray(roles) && roles.length > 0 ? roles.map((role) => t(`people.role.${role as Role}`)).join(', ') : t('people.noRole'))
const levelIn = (t: Words, level: unknown): string => t(`terms.secrecy.${level as Secrecy}`)
const dayIn = (day: unknown): string => (typeof day === 'string' && day !== '' ? formatDate(day) : '…')

function readersIn(t: Words, readers: unknown): string {
  return (readers as readonly { readonly name: string; readonly may: ReaderRight }[]).map(({ name, may }) => t('people.change.reader', { name, may: t(`terms.readerRight.${may}`) })).join('; ')
}

function activeIn(t: Words, { from, to, blocked }: Of): string {
  return blocked === true ? t('people.blocked') : t('people.change.days', { from: dayIn(from), to: dayIn(to) })
}

/** @returns what the change says, after whom it is about */
export function changeInWords(t: Words, { kind, before, after }: RightsChange): string {
  const [was, is] = [(before ?? {}) as Of, (after ?? {}) as Of]
  switch (kind) {
    case 'account': return t('people.change.account', { roles: rolesIn(t, is['roles']), clearance: levelIn(t, is['clearance']) })
    case 'roles': return t('people.change.roles', { before: rolesIn(t, before), after: rolesIn(t, after) })
    case 'clearance': return t('people.change.clearance', { before: levelIn(t, before), after: levelIn(t, after) })
    case 'active': return t('people.change.active', { before: activeIn(t, was), after: activeIn(t, is) })
    case 'delegation': return after === null ? t('people.change.delegationEnded', { role: t(`people.role.${was['role'] as Role}`) }) : t('people.change.delegation', { role: t(`people.role.${is['role'] as Role}`), from: dayIn(is['from']), to: dayIn(is['to']), reason: String(is['reason'] ?? '') })
    case 'role-right': return t(is['granted'] === true ? 'people.change.given' : 'people.change.taken', { role: t(`people.role.${is['role'] as Role}`), right: t(`people.right.${is['right'] as Right}`), reason: String(is['reason'] ?? '') })
    case 'password': return t(is['done'] === true ? 'people.change.passwordSet' : 'people.change.passwordAsked', { reason: String(is['reason'] ?? was['reason'] ?? '') })
    case 'document': {
      const of = { number: String(is['number'] ?? ''), reason: String(is['reason'] ?? '') }
      return is['readers'] === null ? t('people.change.opened', of) : t('people.change.limited', { ...of, readers: readersIn(t, is['readers']) })
    }
    case 'pc': return t('people.change.pc', { before: levelIn(t, was['filesUpTo']), after: levelIn(t, is['filesUpTo']), reason: String(is['reason'] ?? '') })
  }
}
