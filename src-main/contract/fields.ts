// Field schemas that several capabilities share. Lengths come from the rulebook's table of Phụ lục VI, Part II.
import { z } from 'zod'
import { channels, levels, secrecies, urgencies } from './choices.ts'
import { firstDay, firstYear, lastDay, lastYear } from './days.ts'

/** Identifier of a record, made by the command that makes the record. */
export const recordId = z.string().min(1).max(64).regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/)

/** `commandId`: any string of 1–64 characters; the same id with the same input gives the stored answer. */
export const commandId = z.string().min(1).max(64).optional()

/** A calendar day, YYYY-MM-DD, that exists and is possible in an office's records (days.ts). */
export const day = z.iso
  .date()
  .refine((value) => value >= firstDay, { error: 'too-small', params: { limit: firstDay } })
  .refine((value) => value <= lastDay, { error: 'too-large', params: { limit: lastDay } })
  .meta({ description: `YYYY-MM-DD, ${firstDay} to ${lastDay}` })

/** A calendar year of a book. */
export const year = z.int().min(firstYear).max(lastYear)

/** Time of day in Vietnam, HH:MM. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** SHA-256 of a file's plain bytes, lower-case hex. */
export const fileId = z.string().regex(/^[0-9a-f]{64}$/)

/** The entry that a record's caller saw last: `<device>.<epoch>.<sequence>`. */
export const entryRef = z.string().regex(/^[0-9a-f]{64}\.[0-9]{1,10}\.[0-9]{1,16}$/)

// Characters that have no place in a line of text: C0/C1 controls, and bidi overrides that make a name read as another.
const hidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u

/** Text of at most `length` characters (UTF-16 units after NFC), trimmed; control and bidi marks refused. */
export function text(length: number, least = 0) {
  return z
    .string()
    .normalize('NFC')
    .trim()
    .min(least)
    .max(length)
    .refine((value) => !hidden.test(value), { error: 'hidden-characters' })
}

export const level = z.enum(levels)
export const channel = z.enum(channels)
export const urgency = z.enum(urgencies)
export const secrecy = z.enum(secrecies)

export type Level = z.output<typeof level>
export type Channel = z.output<typeof channel>
export type Urgency = z.output<typeof urgency>
export type Secrecy = z.output<typeof secrecy>
