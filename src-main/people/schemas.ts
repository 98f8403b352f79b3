// How acts of persons are said, in several rooms: whose act it is, who wrote it down, to whom it goes.
import { z } from 'zod'
import { recordId, text } from '../contract/fields.ts'

/** Whose act it is that another writes down (ghi thay). */
export const onBehalfOf = z.union([z.strictObject({ accountId: recordId }), z.strictObject({ name: text(200, 1) })])
export type OnBehalfOf = z.output<typeof onBehalfOf>

/** A person or unit as it is shown; `id` null: a name in free words. */
export const party = z.strictObject({ kind: z.enum(['account', 'unit', 'name']), id: z.string().nullable(), name: z.string() })
export type Party = z.output<typeof party>

/** Who did something: 'local' is the operator of an archive without accounts. */
export const doer = z.strictObject({ id: z.string().nullable(), name: z.string() })
