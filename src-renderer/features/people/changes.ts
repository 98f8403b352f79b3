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

interface Reader {
  readonly name: string
  readonly may: ReaderRight
}

const readersIn = (t: Words, readers: readonly Reader[]): string => readers.map(({ name, may }) => t('people.change.reader', { name, may: t(`terms.readerRight.${may}`) })).join('; ')

/** Who reads a limited document: all of them where everybody did before, else who came, who may do something else now, and who went. */
function limitedIn(t: Words, before: readonly Reader[] | null, after: readonly Reader[]): string {
  if (before === null) return t('people.change.limited', { readers: readersIn(t, after) })
  const had = (one: Reader) => before.find(({ name }) => name === one.name)
  const parts = [
    ['readersAdded', after.filter((one) => had(one) === undefined)],
    ['readersChanged', after.filter((one) => had(one) !== undefined && had(one)!.may !== one.may)],
    ['readersRemoved', before.filter((one) => !after.some(({ name }) => name === one.name))],
  ] as const
  const said = parts.filter(([, readers]) => readers.length > 0).map(([kind, readers]) => t(`people.change.${kind}`, { readers: kind === 'readersRemoved' ? readers.map(({ name }) => name).join('; ') : readersIn(t, readers) }))
  return said.join('; ') || t('people.change.readersSame')
}

/** @returns whom or what a change is about */
export function aboutInWords(t: Words, { kind, aboutName, after }: RightsChange): string {
  if (kind === 'document') return t('people.change.aboutDocument', { number: String(((after ?? {}) as Of)['number'] ?? '') || t('terms.noNumber') })
  if (kind === 'pc') return t('people.tieTitle')
  return aboutName ?? t('people.everybody')
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
      const said = is['readers'] === null ? t('people.change.opened') : limitedIn(t, was['readers'] as readonly Reader[] | null, is['readers'] as readonly Reader[])
      return t('people.change.because', { said, reason: String(is['reason'] ?? '') })
    }
    case 'pc': return t('people.change.pc', { before: levelIn(t, was['filesUpTo']), after: levelIn(t, is['filesUpTo']), reason: String(is['reason'] ?? '') })
  }
}
