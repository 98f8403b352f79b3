// The office over an archive of the bench, in this process, as office/entry.ts opens it.
import { openOffice } from '../../src-main/office/office.ts'
import { resources } from './bench-archive.ts'

export type Office = Extract<Awaited<ReturnType<typeof openOffice>>, { ok: true }>['value']

export async function openBenchOffice(archive: { readonly directory: string; readonly configuration: string }, say: (text: string) => void): Promise<Office> {
  const { directory, configuration } = archive
  const opened = await openOffice({ directory, configuration, resources, now: Date.now, make: false, onEvent: () => undefined, log: (level, text) => level === 'error' && say(text) })
  if (!opened.ok) throw new Error(`${opened.error.code} ${JSON.stringify(opened.error.params ?? {})}`)
  return opened.value
}
