// Benches `list-withheld`, `search-withheld`, `board`, `sign-in`: the same questions asked by a person who may not read all, with hundreds
// of documents limited to others; the board of a person with much work; a sign-in, whose password is made slow on purpose.
// On a copy of the archive, since they write accounts, limits and work into it.
import { sql } from '../../src-main/archive/sql.ts'
import type { BenchArchive } from './bench-archive.ts'
import { kindsOf } from './find.ts'
import { median, quantile, rowOf, spread, timed } from './measure.ts'
import type { Measured } from './measure.ts'
import { openBenchOffice } from './office.ts'
import type { Office } from './office.ts'

export const peopleRows = ['list-withheld', 'search-withheld', 'board', 'sign-in'] as const
type Name = (typeof peopleRows)[number]

/** As of a person who may read all: find.ts. A board counts each of its tabs, a sign-in may take as long as typing the password does. */
const limits = { 'list-withheld': 5, 'search-withheld': 15, board: 50, 'sign-in': 1000 } as const
const limited = 500
const work = 3000
const password = 'một câu chỉ mình nhớ'
const rounds = 3

/** Measures what a person sees who is not cleared. @param archive may be written to */
export async function benchPeople(archive: BenchArchive, wanted: readonly Name[], say: (text: string) => void): Promise<Measured[]> {
  const office = await openBenchOffice(archive, say)
  try {
    const ask = async (name: string, input: unknown, desk = ''): Promise<Record<string, unknown>> => {
      const answer = await office.call(name, input, 'window', desk)
      if (!answer.ok) throw new Error(`${name}: ${answer.error.code} ${JSON.stringify(answer.error.params ?? {})}`)
      return answer.value as Record<string, unknown>
    }
    const signIns: number[] = []
    const chief = (await ask('people.begin', { login: 'chief', name: 'Chánh Văn phòng', password }))['id']
    const other = (await ask('people.addAccount', { login: 'other', name: 'Chuyên viên', roles: ['specialist'], clearance: 'none', password }))['id']
    for (let turn = 0; turn < 5; turn += 1) signIns.push(await timed(() => ask('people.signIn', { login: 'other', password }, 'other')))
    const measured: Measured[] = []
    if (wanted.includes('sign-in')) measured.push({ row: rowOf('sign-in', median(signIns), 'ms', limits['sign-in'], 1), details: [spread('a sign-in', signIns)] })

    say(`${limited} documents limited to one reader, ${work} pieces of work …`)
    const db = office.session()!.archive.db
    const documents = db.all<{ id: string }>(sql`SELECT id FROM document WHERE status = 'registered' AND direction = 'incoming' AND secrecy = 'none' ORDER BY id LIMIT ${limited * 40}`).map(({ id }) => id)
    for (let at = 0; at < limited; at += 1) await ask('secrecy.limitReading', { documentId: documents[at * 39], readers: [{ accountId: chief, may: 'work' }], reason: 'đo' })
    for (let at = 0; at < work; at += 1) await ask('handling.distribute', { documentId: documents[at * 6 + 1 + (at % 39 === 0 ? 1 : 0)], to: [{ accountId: other, role: 'lead' }] }).catch(() => undefined)

    for (const [row, name] of [['list-withheld', 'list'], ['search-withheld', 'search']] as const) {
      if (!wanted.includes(row)) continue
      const details: string[] = []
      let worst = 0
      for (const [kind, questions] of Object.entries(await kindsOf(name, seenBy(office, 'other'), archive.facts))) {
        const times = await Promise.resolve(questions).then(async (some) => {
          const least: number[] = []
          for (let round = 0; round < rounds; round += 1) for (const [at, question] of some.entries()) least[at] = Math.min(least[at] ?? Infinity, await timed(() => ask('registers.findDocuments', question, 'other')))
          return least
        })
        worst = Math.max(worst, quantile(times, 0.95))
        details.push(spread(kind, times))
      }
      measured.push({ row: rowOf(row, worst, 'ms', limits[row], 1), details })
    }
    if (wanted.includes('board')) {
      const times: number[] = []
      for (let turn = 0; turn < 20; turn += 1) for (const when of ['open', 'overdue', 'due-soon', 'waiting'] as const) times.push(await timed(() => ask('handling.listBoard', { scope: turn % 2 === 0 ? 'mine' : 'all', when }, 'other')))
      measured.push({ row: rowOf('board', quantile(times, 0.95), 'ms', limits.board, 1), details: [spread('a tab of the board', times)] })
    }
    return measured
  } finally {
    await office.close()
  }
}

/** The office as a person at a desk has it. */
function seenBy(office: Office, desk: string): Office {
  return { ...office, call: (name, input, sender) => office.call(name, input, sender, desk) }
}
