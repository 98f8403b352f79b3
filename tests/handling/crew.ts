// People at a test's desk: accounts and units as the archive keeps them, and each as the person who acts.
import { join } from 'node:path'
import { sql } from '../../src-main/archive/sql.ts'
import type { Change } from '../../src-main/archive/journal.ts'
import type { Secrecy } from '../../src-main/contract/fields.ts'
import type { Role } from '../../src-main/contract/rights.ts'
import type { Person } from '../../src-main/handler/person.ts'
import { personOf } from '../../src-main/people/index.ts'
import { loadRulebook } from '../../src-main/rulebook/load.ts'
import { resources } from '../registers/desk.ts'
import type { Desk, Value } from '../registers/desk.ts'

const rulebook = loadRulebook(join(resources, 'rulebook'))

interface Member {
  readonly name: string
  readonly roles: readonly Role[]
  readonly unitId?: string
  readonly clearance?: Secrecy
}

/** The office of the tests: a leader, its clerk, a unit with a head and a specialist, and a specialist of another unit. */
export const crew: Readonly<Record<string, Member>> = {
  leader: { name: 'Bí thư', roles: ['leader'], clearance: 'tuyet-mat' },
  clerk: { name: 'Văn thư', roles: ['clerk'], unitId: 'vp', clearance: 'tuyet-mat' },
  head: { name: 'Trưởng ban Xây dựng Đảng', roles: ['leader'], unitId: 'xdd', clearance: 'mat' },
  specialist: { name: 'Chuyên viên Xây dựng Đảng', roles: ['specialist'], unitId: 'xdd' },
  other: { name: 'Chuyên viên Kiểm tra', roles: ['specialist'], unitId: 'kt' },
}

const units = { vp: 'Văn phòng', xdd: 'Ban Xây dựng Đảng', kt: 'Ủy ban Kiểm tra' } as const

/** Puts the crew into the archive, and whoever a test needs beside them. */
export function hire(desk: Desk, beside: Readonly<Record<string, Member>> = {}): void {
  const made: Change[] = [
    ...Object.entries(units).map(([id, name], at): Change => ({ table: 'unit', id, set: { name, sort_order: at, closed: 0 } })),
    ...Object.entries({ ...crew, ...beside }).flatMap(([id, { name, roles, unitId, clearance }]): Change[] => [
      { table: 'account', id, set: { login: id, name, unit_id: unitId ?? null, position: name, clearance: clearance ?? 'none', active_from: '2020-01-01', active_to: null, blocked: 0, added_at: '2026-03-10T02:00:00.000Z' } },
      ...roles.map((role): Change => ({ table: 'account_role', id: `${id}:${role}`, set: { account_id: id, role, held: 1 } })),
    ]),
  ]
  desk.archive.journal.transact({ command: 'people.addAccount', actor: 'local' }, (tx) => ({ ok: true, value: tx.append(made) }))
}

/** Who acts from now on. */
export function sit(desk: Desk, id: keyof typeof crew): void {
  desk.as(personOf(desk.db, rulebook, id as string, '2026-03-10') as Person)
}

/** Does something as one of the crew. */
export function by(desk: Desk, id: keyof typeof crew) {
  return {
    ok(name: string, input: Value = {}): Value {
      sit(desk, id)
      return desk.ok(name, input)
    },
    refusal(name: string, input: Value = {}): Value {
      sit(desk, id)
      return desk.refusal(name, input)
    },
    call(name: string, input: Value = {}): Value {
      sit(desk, id)
      return desk.call(name, input)
    },
  }
}

/** How much the archive holds of a table. */
export const rowsIn = (desk: Desk, table: 'assignment' | 'handling_event'): number =>
  desk.db.value<number>(table === 'assignment' ? sql`SELECT count(*) FROM assignment` : sql`SELECT count(*) FROM handling_event`)!
