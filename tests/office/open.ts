// Opens an office in a folder of its own, with its own configuration folder, as the office process does.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commonCodes } from '../../src-main/contract/define.ts'
import { errorParams } from '../../src-main/contract/errors.ts'
import type { ErrorCode } from '../../src-main/contract/errors.ts'
import type { ErrorValue } from '../../src-main/contract/result.ts'
import { contractByName } from '../../src-main/office/contract.ts'
import type { Answer, Call, Name } from '../../src-main/office/contract.ts'
import type { FromOffice, Sender } from '../../src-main/office/messages.ts'
import { openOffice } from '../../src-main/office/office.ts'
import type { Office } from '../../src-main/office/session-form.ts'

export interface TestOffice {
  readonly office: Office
  /** of this test alone; its name holds a space and marks, as folders of offices do */
  readonly folder: string
  readonly directory: string
  readonly configuration: string
  readonly events: FromOffice[]
  /** what it wrote to its log */
  readonly words: string[]
  call<N extends Name>(name: N, input: Call<N>, sender?: Sender): Promise<Answer<N>>
  /** the value, or a failure that shows the error */
  ask<N extends Name>(name: N, input: Call<N>): Promise<Extract<Answer<N>, { ok: true }>['value']>
  /** the same at another desk: another window, another person */
  at(desk: string): Pick<TestOffice, 'call' | 'ask'>
  close(): Promise<void>
}

export const commune = { name: 'Văn phòng Đảng ủy xã Tam Hồng', parentName: 'Tỉnh ủy Phú Thọ', level: 'commune', symbolSuffix: 'ĐU', place: 'Tam Hồng', term: { name: '2025 - 2030', from: '2025-07-01' } } as const

/** Fails the test where an error bears a param that is not declared beside its code. */
export function assertParams({ code, params = {} }: ErrorValue): void {
  const declared = errorParams[code as ErrorCode]
  const undeclared = Object.keys(params).filter((name) => !declared.includes(name))
  if (undeclared.length > 0) throw new Error(`${code} bears ${undeclared.join(', ')}, which contract/errors.ts does not name`)
}

/** Calls that fail the test where an answer bears a code that neither the contract nor the common ones name. */
function declared(office: Office): Office['call'] {
  return async (name, input, sender, desk) => {
    const answer = await office.call(name, input, sender, desk)
    const known: readonly string[] = [...commonCodes, ...(contractByName.get(name)?.errors ?? [])]
    if (!answer.ok && !known.includes(answer.error.code)) throw new Error(`${name} answers ${answer.error.code}, which its contract does not name`)
    if (!answer.ok) assertParams(answer.error)
    return answer
  }
}

/**
 * Opens an office; set up as a commune's unless told otherwise. `now` sets its clock, ms; `troubled`: it may be one that cannot be
 * opened; `directory`: another archive under the same configuration.
 */
export async function openTestOffice(options: { now?: () => number; setUp?: boolean; folder?: string; directory?: string; troubled?: boolean } = {}): Promise<TestOffice> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'hồ sơ '))
  const directory = options.directory ?? join(folder, 'kho lưu trữ')
  const configuration = join(folder, 'cấu hình')
  const events: FromOffice[] = []
  const words: string[] = []
  const opened = await openOffice({
    directory,
    configuration,
    resources: join(import.meta.dirname, '..', '..', 'resources'),
    now: options.now ?? Date.now,
    make: true,
    onEvent: (event) => events.push(event),
    log: (level, text) => words.push(`${level} ${text}`),
  })
  const trouble = opened.trouble()
  if (trouble !== null && options.troubled !== true) throw new Error(JSON.stringify(trouble))
  const office: Office = { ...opened, call: declared(opened) }
  const at = (desk: string): Pick<TestOffice, 'call' | 'ask'> => {
    const call = async <N extends Name>(name: N, input: Call<N>, sender: Sender = 'command-line') => (await office.call(name, input, sender, desk)) as Answer<N>
    const ask: TestOffice['ask'] = async (name, input) => {
      const answer = await call(name, input)
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}\n${words.join('\n')}`)
      return answer.value as never
    }
    return { call, ask }
  }
  const { call, ask } = at('')
  if (trouble === null && options.setUp !== false && !(await ask('office.state', {})).setUp) await ask('office.setUp', commune)
  return {
    office,
    folder,
    directory,
    configuration,
    events,
    words,
    call,
    ask,
    at,
    async close() {
      await office.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
