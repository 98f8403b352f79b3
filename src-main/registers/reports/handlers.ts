// Reports of the registers answered: which is asked for, over which days.
import type { InputOf } from '../../contract/define.ts'
import { handleQuery, handleTask } from '../../handler/handler.ts'
import type { QueryContext } from '../../handler/handler.ts'
import { readableBy } from '../reading/withheld.ts'
import { printReport, report } from './contract.ts'
import { dayReport } from './day-report.ts'
import { incomingHandling, outgoingHandling, recordCopies } from './handling.ts'
import type { Report } from './report.ts'
import { spanOf } from './rules.ts'
import { statistics } from './statistics.ts'
import { printedReport, shownAs } from './tell.ts'

function make({ db, rulebook, today, person }: QueryContext, { kind, span, day = today, withTopSecretSubjects }: InputOf<typeof report>): Report {
  const readable = readableBy(db, person)
  switch (kind) {
    case 'day-by-level': return dayReport(db, rulebook, { by: 'level', day, withTopSecretSubjects, readable })
    case 'day-by-channel': return dayReport(db, rulebook, { by: 'channel', day, withTopSecretSubjects, readable })
    case 'statistics': return statistics(db, rulebook, span, day, readable)
    case 'handling-incoming': return incomingHandling(db, rulebook, { days: spanOf(span, day), today, withTopSecretSubjects, readable })
    case 'handling-outgoing': return outgoingHandling(db, rulebook, { days: spanOf(span, day), today, withTopSecretSubjects, readable })
    case 'record-copies': return recordCopies(db, rulebook, { days: spanOf(span, day), today, withTopSecretSubjects, readable })
  }
}

const show = handleQuery(report, (context, input) => shownAs(make(context, input), context.rulebook, context.today))

const print = handleTask(printReport, async (context, { signerPost, format, ...input }) => {
  return await printedReport(context, make(context, input), { signerPost, format })
})

export const reportHandlers = [show, print]
