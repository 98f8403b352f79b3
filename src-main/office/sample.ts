// "Use the sample office": fills an archive that is not set up with an office of posts, not names, to look around in.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Archive } from '../archive/archive.ts'
import { err, ok } from '../contract/result.ts'
import type { ErrorValue, Result } from '../contract/result.ts'
import type { Handler } from '../handler/handler.ts'
import { handleTask } from '../handler/handler.ts'
import { addDays } from '../text/dates.ts'
import { useSample } from './own-contract.ts'
import { readOffice } from './own-handlers.ts'

interface SampleOffice {
  readonly office: Record<string, unknown>
  readonly documents: readonly SampleDocument[]
}

type SampleDocument = Record<string, unknown> & {
  /** days before today on which it arrived */
  readonly daysAgo: number
  /** days from the arrival to the document's own date, and to the day it is due */
  readonly issuedDaysBefore?: number
  readonly dueDaysAfter?: number
  /** paths below resources/sample-office */
  readonly files?: readonly string[]
}

/** The handler of office.useSample. */
export function sampleHandler(options: {
  readonly archive: Archive
  readonly resources: string
  readonly call: (name: string, input: unknown) => Promise<Result<unknown, ErrorValue>>
}): Handler {
  const { archive, call } = options
  const folder = join(options.resources, 'sample-office')
  return handleTask(useSample, async ({ db, today, signal, progress, actor }) => {
    if (readOffice(db) !== undefined) return err('ALREADY_SET_UP')
    const sample = JSON.parse(await readFile(join(folder, 'sample-office.json'), 'utf8')) as SampleOffice
    await expectOk(call('office.setUp', sample.office))
    archive.journal.transact({ command: useSample.name, actor }, (tx) => ok(tx.append([{ table: 'office', id: 'office', set: { is_sample: 1 } }])))
    let done = 0
    for (const { daysAgo, issuedDaysBefore, dueDaysAfter, files = [], ...fields } of sample.documents) {
      if (signal.aborted) return err('CANCELLED')
      const arrivalDate = addDays(today, -daysAgo)
      const staged = []
      for (const [index, path] of files.entries()) {
        const file = await expectOk(call('files.stage', { path: join(folder, path) }))
        staged.push({ fileId: (file as { fileId: string }).fileId, role: index === 0 ? 'main' : 'appendix' })
      }
      await expectOk(
        call('registers.registerIncoming', {
          ...fields,
          arrivalDate,
          ...(issuedDaysBefore === undefined ? {} : { issuedDate: addDays(arrivalDate, -issuedDaysBefore) }),
          ...(dueDaysAfter === undefined ? {} : { dueDate: addDays(arrivalDate, dueDaysAfter) }),
          files: staged,
          lateReason: 'mẫu',
        }),
      )
      progress(++done, sample.documents.length)
    }
    return ok({ documents: done })
  })
}

async function expectOk(answer: Promise<Result<unknown, ErrorValue>>): Promise<unknown> {
  const given = await answer
  if (!given.ok) throw new Error(`the sample office does not fit: ${JSON.stringify(given.error)}`)
  return given.value
}
