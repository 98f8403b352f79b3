// The network of the office: which PCs take part, how this one stands with them, and who is let in.
import { z } from 'zod'
import { defineCommand, defineQuery } from '../contract/define.ts'
import { commandId, entryRef, secrecy, text } from '../contract/fields.ts'

const device = z.string().regex(/^[0-9a-f]{64}$/)
const pcName = text(100, 1)
const done = z.strictObject({})

export const getState = defineQuery('network.getState', {
  about: 'How this PC stands with the others of the office: linked or alone, what is still to be sent',
  needs: 'signed-in',
  input: z.strictObject({}),
  output: z.strictObject({
    device,
    /** of this PC; null: it was given none yet */
    name: z.string().nullable(),
    /** the port at which this PC listens as a hub; null: it is none, or cannot */
    port: z.int().nullable(),
    isHub: z.boolean(),
    /** other PCs of the office, and hubs that this one links to */
    peers: z.array(z.strictObject({
      device,
      name: z.string().nullable(),
      clearance: secrecy,
      retiredAt: z.string().nullable(),
      /** linked; dialling: tries now; away: neither */
      state: z.enum(['linked', 'dialling', 'away']),
      /** entries that it is not known to have; null while it is not linked */
      toSend: z.int().nullable(),
      /** ms that its clock is ahead; null while it is not linked */
      clockAhead: z.number().nullable(),
      /** why the last attempt or link ended; null where none did */
      fault: z.string().nullable(),
      /** when they were linked last, UTC */
      lastContactAt: z.string().nullable(),
    })),
    /** PCs that want to join: the code is compared by voice */
    joining: z.array(z.strictObject({ device, name: z.string(), address: z.string().nullable(), code: z.string().nullable() })),
    /** until when a PC that is not known may ask to join, UTC */
    doorOpenUntil: z.string().nullable(),
    /** entries of other PCs that were refused, and why */
    refused: z.array(z.strictObject({ entry: z.string(), why: z.string() })),
    /** entries of newer programs that wait for an upgrade of this one */
    parked: z.int(),
    /** fields in which PCs wrote different values beside each other */
    conflicts: z.int(),
  }),
})

export const openHub = defineCommand('network.openHub', {
  about: 'Makes this PC a hub, which the others of the office link to',
  needs: ['manage-office'],
  input: z.strictObject({ commandId, name: pcName, /** TCP; 0: any free one */ port: z.int().min(0).max(65535).default(24180) }),
  output: z.strictObject({ device }),
  errors: ['STANDS_ALONE'],
})

export const closeHub = defineCommand('network.closeHub', {
  about: 'Makes this PC a hub no longer: links from others end, those that it dials itself go on',
  needs: ['manage-office'],
  input: z.strictObject({ commandId }),
  output: done,
})

export const openDoor = defineCommand('network.openDoor', {
  about: 'Lets PCs that are not known ask to join, for some minutes',
  needs: ['manage-office'],
  input: z.strictObject({ minutes: z.int().min(1).max(60).default(10) }),
  output: z.strictObject({ until: z.string() }),
  errors: ['NO_HUB'],
})

export const agreeJoin = defineCommand('network.agreeJoin', {
  about: 'Lets a PC in whose code, read aloud there, is the same as here',
  needs: ['manage-office'],
  input: z.strictObject({ device, code: z.string().min(1).max(20), name: pcName, clearance: secrecy.default('none') }),
  output: z.strictObject({ entry: entryRef }),
  errors: ['NOT_JOINING', 'CODE_MISTYPED', 'CODE_DIFFERENT'],
})

export const refuseJoin = defineCommand('network.refuseJoin', {
  about: 'Sends away a PC that wants to join',
  needs: ['manage-office'],
  input: z.strictObject({ device }),
  output: done,
  errors: ['NOT_JOINING'],
})

export const retireDevice = defineCommand('network.retireDevice', {
  about: 'Takes a PC out of the office for good: nobody links with it any more. What it wrote and others have stays',
  needs: ['manage-office'],
  input: z.strictObject({ commandId, device, reason: text(500, 1) }),
  output: z.strictObject({ entry: entryRef }),
  errors: ['DEVICE_NOT_FOUND', 'DEVICE_RETIRED', 'OWN_DEVICE'],
})

export const networkContract = [getState, openHub, closeHub, openDoor, agreeJoin, refuseJoin, retireDevice] as const
