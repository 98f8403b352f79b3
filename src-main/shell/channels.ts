// The one map of channels between window and shell: what each takes. Raw channel names stand nowhere else.
import { z } from 'zod'

const bytes = z.instanceof(Uint8Array).refine((value) => value.byteLength <= 64 * 1024 * 1024)

/** Input of each request channel. A message that does not fit is refused before anyone sees it. */
export const requests = {
  'office:invoke': z.strictObject({ name: z.string().max(100), input: z.unknown() }),
  'files:choose': z.strictObject({}),
  'files:stage-token': z.strictObject({ token: z.string().length(36) }),
  'files:upload-begin': z.strictObject({ name: z.string().max(1000) }),
  'files:upload-chunk': z.strictObject({ upload: z.string().length(36), bytes: bytes.refine((value) => value.byteLength <= 8 * 1024 * 1024) }),
  'files:upload-end': z.strictObject({ upload: z.string().length(36), cancelled: z.boolean() }),
  'files:open': z.strictObject({ fileId: z.string().regex(/^[0-9a-f]{64}$/), name: z.string().max(1000) }),
  'files:save': z.strictObject({ fileId: z.string().regex(/^[0-9a-f]{64}$/), name: z.string().max(1000) }),
  'print:save': z.strictObject({ fileName: z.string().max(300), bytes }),
  'print:open': z.strictObject({ fileName: z.string().max(300), bytes }),
  'settings:get': z.strictObject({}),
  'settings:set': z.strictObject({
    language: z.enum(['vi', 'en']).optional(),
    theme: z.enum(['system', 'light', 'dark']).optional(),
    textSize: z.number().min(0.8).max(2).optional(),
    window: z.record(z.string().max(100), z.unknown()).optional(),
    quiet: z.array(z.string().max(64)).max(1000).optional(),
  }),
  'archive:list': z.strictObject({}),
  'archive:choose': z.strictObject({}),
  'archive:open': z.strictObject({ folder: z.string().min(1).max(4096) }),
  'archive:begin': z.strictObject({}),
  'backup:write': z.strictObject({}),
  'backup:choose-and-write': z.strictObject({}),
  'backup:choose-and-restore': z.strictObject({}),
  'backup:restore': z.strictObject({ path: z.string().min(1).max(4096) }),
  'log:write': z.strictObject({ level: z.enum(['error', 'warn', 'info']), message: z.string().max(10_000) }),
} as const

export type Request = keyof typeof requests
export type RequestInput<R extends Request> = z.output<(typeof requests)[R]>

/** Events that the shell sends to the window. */
export const eventChannel = 'office:event'
export type WindowEvent = 'changed' | 'progress' | 'state' | 'board'
