// The office over an archive of the bench, in this process, as office/entry.ts opens it.
import { openOffice } from '../../src-main/office/office.ts'
import type { Office } from '../../src-main/office/office.ts'
import { resources } from './bench-archive.ts'

export type { Office } from '../../src-main/office/office.ts'

export async function openBenchOffice(archive: { readonly directory: string; readonly configuration: string }, say: (text: string) => void): Promise<Office> {
  const { directory, configuration } = archive
  const office = await openOffice({ directory, configuration, resources, now: Date.now, make: false, onEvent: () => undefined, log: (level, text) => level === 'error' && say(text) })
  const trouble = office.trouble()
  if (trouble !== null) throw new Error(`${trouble.code} ${JSON.stringify(trouble.params ?? {})}`)
  return office
}
