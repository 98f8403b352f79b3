// Danh sách việc trong ngày: what is overdue, due today, due in the next working days or not accepted yet, by who has it, to be printed.
// It holds what the board's tabs hold for the same person and the same filters. NĐ 30/2020/NĐ-CP, Điều 24 (theo dõi, đôn đốc).
import type { ReadDb } from '../archive/database.ts'
import { sql } from '../archive/sql.ts'
import type { InputOf } from '../contract/define.ts'
import type { TableLine } from '../documents/forms/printed-table.ts'
import { bodyNamer } from '../filing/records.ts'
import { handleTask } from '../handler/handler.ts'
import type { TaskContext } from '../handler/handler.ts'
import { localOperator } from '../handler/person.ts'
import { addWorkingDays, workingDaysBetween } from '../rulebook/calendar.ts'
import type { WorkingCalendar } from '../rulebook/calendar.ts'
import { isUnsaid, numberOf, typeAndSubject } from '../registers/printing.ts'
import { documentRows, issuerOf, nameDay } from '../registers/records.ts'
import type { DocumentRow } from '../registers/records.ts'
import type { Report } from '../registers/reports/report.ts'
import { printedReport } from '../registers/reports/tell.ts'
import { addDays, formatDate } from '../text/dates.ts'
import { doerOf, namesIn } from '../people/acting.ts'
import type { Names } from '../people/acting.ts'
import { printDailyList } from './board-contract.ts'
import { officeCalendar } from './days.ts'
import { assignmentRows, partyOf } from './records.ts'
import type { AssignmentRow } from './records.ts'
import { countTabs, whoseItems } from './whose.ts'
import type { Whose } from './whose.ts'
import type { AssignmentRole } from './words.ts'

type Asked = Omit<InputOf<typeof printDailyList>, 'format'>

const roleWords: Readonly<Record<AssignmentRole, string>> = { lead: 'Chủ trì', cooperating: 'Phối hợp', information: 'Để biết' }
const inVietnamese = new Intl.Collator('vi', { numeric: true })

/** How late it is or how long there is yet, in working days; nothing of a day that lies beyond the years of the calendar. */
function termWords(calendar: WorkingCalendar, dueDate: string | null, today: string): string {
  if (dueDate === null) return ''
  if (dueDate === today) return 'hôm nay'
  const [oldest, latest] = [Math.min(...calendar.years.keys()), Math.max(...calendar.years.keys())]
  if (dueDate > today) return Number(dueDate.slice(0, 4)) > latest ? '' : `còn ${workingDaysBetween(calendar, today, dueDate)} ngày`
  // What is overdue for longer is as late as the calendar's first day, as the reminders say it.
  const since = Number(dueDate.slice(0, 4)) < oldest ? `${oldest}-01-01` : dueDate
  return `quá hạn ${workingDaysBetween(calendar, since, today)} ngày`
}

/** Whose list it is, with what it is narrowed to. */
function whoseWords(db: ReadDb, { id, name, unitId }: TaskContext['person'], names: Names, { scope, accountId, unitId: ofUnit, givenBy, bodyId }: Whose, today: string): string {
  const scopes: Readonly<Record<Whose['scope'], string>> = {
    mine: `Việc của ${name}`, 'given-by-me': `Việc do ${name} giao`, unit: unitId === null ? `Việc của ${name}` : `Việc của đơn vị ${names.unit(unitId)}`, all: 'Việc của toàn cơ quan',
  }
  return [
    scopes[id === localOperator.id ? 'all' : scope],
    ...(accountId === undefined ? [] : [`người xử lý: ${names.account(accountId)}`]),
    ...(ofUnit === undefined ? [] : [`đơn vị: ${names.unit(ofUnit)}`]),
    ...(givenBy === undefined ? [] : [`người giao: ${names.account(givenBy)}`]),
    ...(bodyId === undefined ? [] : [`cơ quan ban hành: ${bodyNamer(db, [bodyId])(bodyId, today)}`]),
  ].join('; ')
}

/** What was said with the work; of a Tuyệt mật document it says what that is about. */
function directionOf({ role, direction }: AssignmentRow, document: DocumentRow, withTopSecret: boolean): string {
  const said = direction === null || isUnsaid(document, withTopSecret) ? [] : [direction]
  return [roleWords[role], ...said].join(': ')
}

function dailyList({ db, rulebook, today, person }: TaskContext, { soonDays, withTopSecretSubjects, ...of }: Asked): Report {
  const calendar = officeCalendar(db, rulebook, today, today)
  const soonUntil = addWorkingDays(calendar, today, soonDays)
  const items = whoseItems(db, person, of)
  const ids = db.all<{ id: string }>(sql`
    SELECT assignment_id AS id FROM ${items.table}
    WHERE phase = 'open' AND (day <= ${soonUntil} OR waiting = 1) AND ${items.condition}
    ORDER BY day, assignment_id`)
  const names = namesIn(db)
  const rows = assignmentRows(db, ids.map(({ id }) => id))
  const documents = documentRows(db, [...new Set(rows.map((row) => row.document_id))])
  const bodyName = bodyNamer(db, [...documents.values()].map(issuerOf))
  const holders = [...Map.groupBy(rows, (row) => JSON.stringify(partyOf(row, names)))].map(([, own]) => ({ party: partyOf(own[0]!, names), own }))
  let ordinal = 0
  const lines = holders.toSorted((a, b) => inVietnamese.compare(a.party.name, b.party.name)).flatMap(({ party, own }): TableLine[] => [
    { kind: 'group', text: `${party.name}: ${own.length} việc` },
    ...own.map((row): TableLine => {
      const document = documents.get(row.document_id)!
      const giver = doerOf(row.given_by, row.given_by_name, names)
      return {
        kind: 'row',
        cells: {
          ordinal: ++ordinal,
          arrivalNumber: numberOf(document),
          arrivalDate: document.arrival_date ?? document.register_date,
          author: bodyName(issuerOf(document), nameDay(document)),
          numberSymbol: document.number_symbol,
          typeAndSubject: typeAndSubject(document, rulebook, withTopSecretSubjects),
          dueDate: row.due_date ?? '',
          term: [termWords(calendar, row.due_date, today), ...(row.state === 'given' ? ['chưa nhận'] : [])].filter((word) => word !== '').join('; '),
          givenBy: giver.id === localOperator.id ? localOperator.name : giver.name,
          direction: directionOf(row, document, withTopSecretSubjects),
        },
      }
    }),
  ])
  const counts = countTabs(db, items, { yesterday: addDays(today, -1), today, soonUntil })
  return {
    formId: 'danh-sach-viec-trong-ngay', places: { whose: whoseWords(db, person, names, of, today), day: formatDate(today) }, name: `Danh sách việc ngày ${formatDate(today).replaceAll('/', '.')}`, from: today, to: today,
    lines, charts: [], whenEmpty: 'Không có việc nào.',
    closing: rows.length === 0 ? [] : [
      `Cộng ${rows.length} việc: quá hạn ${counts.overdue}; hạn hôm nay ${counts.today}; sắp đến hạn (đến ngày ${formatDate(soonUntil)}) ${counts['due-soon'] - counts.today}; chưa nhận ${counts.waiting}.`,
    ],
    documents: documents.size,
    secrecies: [...documents.values()].map(({ secrecy }) => secrecy),
  }
}

const print = handleTask(printDailyList, async (context, { format, ...asked }) => await printedReport(context, dailyList(context, asked), { format }))

export const dailyListHandlers = [print]
