// Thông báo của hệ điều hành: at the times that the office set, how much work waits for the person at the desk. Numbers alone, never
// a subject, a number or a name of a document: what a system notifies stays in its history, and on the screen of a locked PC.
import type Store from 'electron-store'
import type { Answer as AnswerTo, Call, Name } from '../office/contract.ts'
import { timeDue } from '../text/day-times.ts'
import type { Desk, Desks } from './desks.ts'
import type { PcSettings } from './settings.ts'

type ValueOf<N extends Name> = Extract<AnswerTo<N>, { ok: true }>['value']
type BoardCounts = ValueOf<'handling.listBoard'>['counts']
/** Tab of the board that shows what is told first. */
export type NoticeTab = 'overdue' | 'today' | 'due-soon' | 'waiting'

export interface Notice {
  readonly title: string
  readonly body: string
  readonly tab: NoticeTab
}

interface Words {
  readonly title: string
  readonly counted: Readonly<Record<NoticeTab, (count: number) => string>>
}

const words: Readonly<Record<PcSettings['language'], Words>> = {
  vi: {
    title: 'Văn Thư: việc cần xử lý',
    counted: { overdue: (count) => `${count} việc quá hạn`, today: (count) => `${count} việc hạn hôm nay`, 'due-soon': (count) => `${count} việc sắp đến hạn`, waiting: (count) => `${count} việc chưa nhận` },
  },
  en: {
    title: 'Văn Thư: work to handle',
    counted: { overdue: (count) => `${count} overdue`, today: (count) => `${count} due today`, 'due-soon': (count) => `${count} due soon`, waiting: (count) => `${count} not accepted yet` },
  },
}

/** What is said of a board's counts, the most urgent first; null: there is nothing to say. */
export function noticeOf(counts: Pick<BoardCounts, NoticeTab>, language: PcSettings['language']): Notice | null {
  // The board's due soon holds what is due today.
  const told = { ...counts, 'due-soon': counts['due-soon'] - counts.today }
  const tabs = (['overdue', 'today', 'due-soon', 'waiting'] as const).filter((tab) => told[tab] > 0)
  const { title, counted } = words[language]
  return tabs[0] === undefined ? null : { title, body: tabs.map((tab) => counted[tab](told[tab])).join(' · '), tab: tabs[0] }
}

interface RemindingOptions {
  readonly settings: Pick<Store<PcSettings>, 'get' | 'set'>
  readonly desks: Pick<Desks, 'current'>
  /** Shows a notice of the system, in the place of the one before it. */
  readonly show: (notice: Notice, desk: Desk) => void
  /** ms since 1970 UTC */
  readonly now: () => number
}

/** As many persons as the PC remembers when they were told. */
const mostTold = 50

/** Gives what looks whether somebody is to be told now, and tells them: asked every minute, and when the PC wakes. */
export function createReminding({ settings, desks, show, now }: RemindingOptions): () => Promise<void> {
  let isLooking = false

  async function look(): Promise<void> {
    const desk = desks.current()
    if (desk?.office.state !== 'ready') return
    const ask = async <N extends Name>(name: N, input: Call<N>): Promise<ValueOf<N> | null> => {
      const answer = (await desk.office.call(name, input, 'shell')) as AnswerTo<Name>
      return answer.ok ? (answer.value as ValueOf<N>) : null
    }
    // Nobody is told of another's work: not before somebody signed in with a password of their own, nor while the desk is locked.
    const person = (await ask('people.readDesk', {}))?.person ?? null
    if (person === null || person.mustChangePassword || settings.get('quiet').includes(person.id)) return
    const rule = await ask('handling.getReminderTimes', {})
    const whose = `${desk.folder} ${person.id}`
    const due = rule === null ? null : timeDue(rule, settings.get('reminded')[whose] ?? null, now())
    if (due === null) return
    const board = await ask('handling.listBoard', { scope: 'mine', when: 'overdue', limit: 1 })
    if (board === null) return
    // Kept before it is shown, and also where there is nothing to show: what comes in later waits for the next time.
    const others = Object.entries(settings.get('reminded')).filter(([other]) => other !== whose).slice(1 - mostTold)
    settings.set('reminded', Object.fromEntries([...others, [whose, due]]))
    const notice = noticeOf(board.counts, settings.get('language'))
    if (notice !== null) show(notice, desk)
  }

  return async () => {
    if (isLooking) return
    isLooking = true
    try {
      await look()
    } finally {
      isLooking = false
    }
  }
}
