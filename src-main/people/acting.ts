// How an act is written down: by its doer, or by another in their place (ghi thay); and the names by which doers are shown.
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import { err, ok } from '../contract/result.ts'
import type { CommandContext } from '../handler/handler.ts'
import { localOperator } from '../handler/person.ts'
import { accountRow, nameOf } from './records.ts'
import type { OnBehalfOf } from './schemas.ts'

/** Whose act it is, and who wrote it down in their place. */
export interface Doer {
  readonly by: string | null
  readonly byName: string | null
  readonly notedBy: string | null
}

/**
 * Whose act a command is: the person's, or another's whom it names (needs the right to note for others). In an archive without
 * accounts who wrote it down is not said: there is one person. Errors: ACCOUNT_NOT_FOUND, NOT_ALLOWED.
 */
export function doerFor({ tx, person }: Pick<CommandContext, 'tx' | 'person'>, name: string, onBehalfOf: OnBehalfOf | undefined) {
  if (onBehalfOf === undefined) return ok<Doer>({ by: person.id, byName: null, notedBy: null })
  if (!person.rights.has('note-for-others')) return err('NOT_ALLOWED', { name, needs: ['note-for-others'] })
  const notedBy = person.id === localOperator.id ? null : person.id
  if ('name' in onBehalfOf) return ok<Doer>({ by: null, byName: onBehalfOf.name, notedBy })
  if (accountRow(tx, onBehalfOf.accountId) === undefined) return err('ACCOUNT_NOT_FOUND', { id: onBehalfOf.accountId })
  return ok<Doer>({ by: onBehalfOf.accountId, byName: null, notedBy: onBehalfOf.accountId === person.id ? null : notedBy })
}

export interface Names {
  /** of an account ('local' stays for the window to say) */
  account(id: string): string
  unit(id: string): string
}

/** Names of accounts and units, each read once. */
export function namesIn(db: ReadDb): Names {
  const known = new Map<string, string>()
  const once = (key: string, read: () => string): string => {
    const name = known.get(key) ?? read()
    known.set(key, name)
    return name
  }
  return {
    account: (id) => once(`account ${id}`, () => nameOf(db, id)),
    unit: (id) => once(`unit ${id}`, () => db.value<string>(sql`SELECT name FROM unit WHERE id = ${id}`) ?? id),
  }
}

/** Who did something: an account, or a name in free words. */
export function doerOf(id: string | null, name: string | null, names: Names) {
  return { id, name: id === null ? (name ?? '') : names.account(id) }
}
