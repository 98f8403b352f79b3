// Fields that are paths of the caller's machine. A caller with a folder of its own (the command line) makes them whole before it
// sends them, because who answers may stand in another folder.
import { resolve } from 'node:path'
import { z } from 'zod'
import type { Contract } from './define.ts'

/** A path of this machine, at most 4096 characters; relative ones stand below the caller's folder. */
export const localPath = z.string().min(1).max(4096).meta({ format: 'path' })

/** The input with its paths made whole against `folder`; an input of another form is left as it is. */
export function wholePaths(contract: Contract, input: unknown, folder: string): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input
  const { properties = {} } = z.toJSONSchema(contract.input, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, { format?: string }> }
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, Object.hasOwn(properties, name) && properties[name]!.format === 'path' && typeof value === 'string' && value !== '' ? resolve(folder, value) : value]),
  )
}
