// An office's desk for tests: a real archive in a temporary folder, with the handlers of filing, registers, handling and appraisal on it, as the
// router of the office process calls them. The clock stands still until it is set.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { v7 as timeOrderedId } from 'uuid'
import { openArchive } from '../../src-main/archive/archive.ts'
import { heldFile } from '../../src-main/archive/held-files.ts'
import type { Touched } from '../../src-main/archive/journal.ts'
import { openSearchIndex } from '../../src-main/archive/search/index.ts'
import { sql } from '../../src-main/archive/sql.ts'
import type { Contract } from '../../src-main/contract/define.ts'
import type { ErrorValue, Result } from '../../src-main/contract/result.ts'
import { filingHandlers, startingTree } from '../../src-main/filing/index.ts'
import { appraisalHandlers } from '../../src-main/appraisal/index.ts'
import { handlingHandlers } from '../../src-main/handling/index.ts'
import type { Handler } from '../../src-main/handler/handler.ts'
import type { Secrecy } from '../../src-main/contract/fields.ts'
import { localOperator } from '../../src-main/handler/person.ts'
import type { Person } from '../../src-main/handler/person.ts'
import { officeSchema } from '../../src-main/office/schema.ts'
import { documentsOfBody, documentsTouchedBy, registerHandlers, searchEntries, startingBooks } from '../../src-main/registers/index.ts'
import { assertParams } from '../office/open.ts'
import { loadRulebook } from '../../src-main/rulebook/load.ts'
import { vietnamDate } from '../../src-main/text/dates.ts'

export const resources = resolve('resources')
const rulebook = loadRulebook(join(resources, 'rulebook'))
const handlers = new Map([...filingHandlers, ...registerHandlers, ...handlingHandlers, ...appraisalHandlers].map((handler) => [handler.contract.name, handler]))

/* oxlint-disable-next-line typescript/no-explicit-any -- answers are read field by field in tests */
export type Value = any

export function openDesk(options: { readonly setUp?: boolean } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'văn thư desk '))
  let now = Date.parse('2026-03-10T02:00:00Z')
  let person: Person = localOperator
  // What a test of registers is about is not what a PC may hold.
  let filesUpTo: Secrecy = 'tuyet-mat'
  const opened = openArchive({ directory: join(folder, 'archive'), configuration: join(folder, 'config'), schema: officeSchema, now: () => now, make: true })
  if (!opened.ok) throw new Error(opened.error.code)
  const archive = opened.value
  const { index } = openSearchIndex(join(folder, 'archive', 'search.db'), randomBytes(32))
  archive.onCommitted((head, touched: readonly Touched[]) => {
    const { ids, rest, bodies } = documentsTouchedBy(archive.db, touched)
    const named = bodies.flatMap((body) => documentsOfBody(archive.db, body, null, 10_000))
    index.put(searchEntries(archive.db, [...new Set([...ids, ...rest, ...named])], rulebook.typeName), head.position)
  })

  const surroundings = () => ({ rulebook, now, today: vietnamDate(now), actor: person.id, person, desk: 'desk', filesUpTo })
  const reading = () => ({ ...surroundings(), db: archive.db, search: index.db, textStates: (ids: readonly string[]) => index.textStates(ids) })

  function run(name: string, input: unknown): unknown {
    const handler: Handler | undefined = handlers.get(name)
    if (handler === undefined) throw new Error(`nobody answers ${name}`)
    const contract: Contract = handler.contract
    const said = contract.input.parse(input)
    if (handler.kind === 'command') {
      return archive.journal.transact({ command: name, actor: person.id }, (tx) =>
        handler.run({ ...surroundings(), tx, heldFile: (fileId) => heldFile(tx, officeSchema, fileId), newId: timeOrderedId }, said as never, undefined as never) as Result<unknown>)
    }
    if (handler.kind === 'query') return handler.run(reading(), said as never)
    const task = {
      ...reading(), files: undefined as never, resources, headHash: archive.journal.head().hash.toString('hex'), officeName: 'Đảng ủy xã Tam Hồng',
      signal: new AbortController().signal, progress() {},
    }
    return handler.run(task, said as never)
  }

  const desk = {
    archive,
    db: archive.db,
    index,
    call: (name: string, input: unknown = {}) => run(name, input) as Result<Value, ErrorValue>,
    /** The value of an answer that must be good; it must fit the contract. */
    ok(name: string, input: unknown = {}): Value {
      const answer = run(name, input) as Result<Value, ErrorValue>
      if (!answer.ok) throw new Error(`${name}: ${answer.error.code} ${JSON.stringify(answer.error.params)}`)
      return handlers.get(name)!.contract.output.parse(answer.value)
    },
    /** The error of an answer that must be a refusal, with a code that the contract names. */
    refusal(name: string, input: unknown = {}): { code: string; params: Value } {
      const answer = run(name, input) as Result<Value, ErrorValue>
      if (answer.ok) throw new Error(`${name} was answered: ${JSON.stringify(answer.value)}`)
      const known: readonly string[] = [...handlers.get(name)!.contract.errors, 'STALE_RECORD', 'NOT_SET_UP']
      if (!known.includes(answer.error.code)) throw new Error(`${name} answers ${answer.error.code}, which its contract does not name`)
      assertParams(answer.error)
      return answer.error as { code: string; params: Value }
    },
    async task(name: string, input: unknown = {}): Promise<Result<Value, ErrorValue>> {
      return (await run(name, input)) as Result<Value, ErrorValue>
    },
    /** Who acts from now on; a test of rights calls the router, this calls handlers. */
    as(who: Partial<Person>) {
      person = { ...localOperator, ...who }
    },
    /** Up to which level this PC may hold files. */
    holds(level: Secrecy) {
      filesUpTo = level
    },
    setClock(instant: string) {
      now = Date.parse(instant)
    },
    /** Lays a file down as staged. */
    stage(fileId: string, name = 'văn bản.pdf', mediaType = 'application/pdf') {
      archive.db.run(sql`INSERT INTO staged_file (file_id, size, media_type, name, staged_at) VALUES (${fileId}, 12, ${mediaType}, ${name}, '2026-03-10')`)
      return { fileId, role: 'main' as const }
    },
    /** Registers an ordinary document; fields may be given. */
    register(fields: Record<string, unknown> = {}): Value {
      return desk.ok('registers.registerIncoming', { ...plain, ...fields })
    },
    close() {
      index.close()
      archive.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  if (options.setUp !== false) {
    archive.journal.transact({ command: 'office.setUp', actor: 'local' }, (tx) => {
      const office = { name: 'Đảng ủy xã Tam Hồng', parentName: 'Tỉnh ủy Phú Thọ', level: 'commune' as const, place: 'Tam Hồng', symbolSuffix: 'ĐU' }
      tx.appendAll([
        {
          table: 'office',
          id: 'office',
          set: { name: office.name, parent_name: office.parentName, level: office.level, symbol_suffix: 'ĐU', place: office.place, is_sample: 0, set_up_at: '2026-03-10T02:00:00.000Z' },
        },
        ...startingBooks(rulebook),
      ])
      tx.appendAll(startingTree(rulebook, office, timeOrderedId))
      return { ok: true, value: null }
    })
  }
  return desk
}

export type Desk = ReturnType<typeof openDesk>

/** What every registration needs. */
export const plain = { documentTypeId: 'cong-van', issuingBody: { name: 'Tỉnh ủy Phú Thọ' }, subject: 'Về việc báo cáo công tác tháng' } as const
