// The door of the room: handlers, tables, and what the office process needs to keep the search index in step.
import type { Handler } from '../handler/handler.ts'
import { arrivalHandlers } from './arrivals.ts'
import { bookHandlers } from './books.ts'
import { browseHandlers } from './browse.ts'
import { cancelDocumentHandlers } from './cancel-document.ts'
import { copyHandlers } from './copies/make-copy.ts'
import { printCopyHandlers } from './copies/print-copy.ts'
import { followPapersHandlers } from './dispatch/follow-papers.ts'
import { handOverHandlers } from './dispatch/hand-over.ts'
import { listPapersHandlers } from './dispatch/list-papers.ts'
import { dispatchHandlers } from './dispatch/note-dispatch.ts'
import { printBatchHandlers } from './dispatch/print-batch.ts'
import { ledgerHandlers } from './dispatch/print-ledger.ts'
import { editDocumentHandlers } from './edit-document.ts'
import { fileDocumentsHandlers } from './file-documents.ts'
import { freezeHandlers } from './freeze/freeze.ts'
import { findHandlers } from './find-documents.ts'
import { mergeBodiesHandlers } from './merge-bodies.ts'
import { issueHandlers } from './outgoing/issue.ts'
import { recallHandlers } from './outgoing/recall.ts'
import { printHandlers } from './print.ts'
import { printRegisterHandlers } from './print-register.ts'
import { readDocumentHandlers } from './read-document.ts'
import { registerIncomingHandlers } from './register-incoming.ts'
import { reportHandlers } from './reports/handlers.ts'
import { countHandlers } from './searches/count.ts'
import { exportHandlers } from './searches/export.ts'
import { savedSearchHandlers } from './searches/saved.ts'
import { seriesCommands } from './series/commands.ts'
import { gapHandlers } from './series/gaps.ts'
import { seriesQueries } from './series/queries.ts'
import { suggestHandlers } from './suggest.ts'
import { todayHandlers } from './today.ts'
import { twinHandlers } from './twins.ts'

export const registerHandlers: Handler[] = [
  ...registerIncomingHandlers,
  ...arrivalHandlers,
  ...editDocumentHandlers,
  ...cancelDocumentHandlers,
  ...fileDocumentsHandlers,
  ...mergeBodiesHandlers,
  ...bookHandlers,
  ...readDocumentHandlers,
  ...findHandlers,
  ...twinHandlers,
  ...suggestHandlers,
  ...browseHandlers,
  ...todayHandlers,
  ...printHandlers,
  ...printRegisterHandlers,
  ...issueHandlers,
  ...recallHandlers,
  ...seriesCommands,
  ...seriesQueries,
  ...gapHandlers,
  ...reportHandlers,
  ...copyHandlers,
  ...printCopyHandlers,
  ...dispatchHandlers,
  ...handOverHandlers,
  ...followPapersHandlers,
  ...listPapersHandlers,
  ...printBatchHandlers,
  ...ledgerHandlers,
  ...savedSearchHandlers,
  ...countHandlers,
  ...exportHandlers,
  ...freezeHandlers,
]

export { doubtNumbers, startingBooks } from './books.ts'
export { copiesMigration } from './copies/schema.ts'
export { dueDayOf, registersDerivations, settleDue } from './derive.ts'
export { paperHolders } from './dispatch/records.ts'
export { papersMigration } from './dispatch/schema.ts'
export { documentCount, filesOf } from './records.ts'
export { filesFault } from './files-of.ts'
export { issuerMigration, outgoingMigration } from './outgoing/schema.ts'
export { frozenAmong } from './freeze/freeze.ts'
export { freezeMigration } from './freeze/schema.ts'
export { subjectMigration } from './subject/schema.ts'
export { readersMigration } from './reading/schema.ts'
export { registersMigration } from './schema.ts'
export { documentsOfBody, documentsTouchedBy, searchEntries } from './search-entries.ts'
export { searchesMigration } from './searches/schema.ts'
export { documentsConcerned, limitedAmong, readableBy, recordsWithheld, withheldFrom } from './reading/withheld.ts'
export { seriesMigration } from './series/schema.ts'
export { severalDerivations, severalMigration } from './several/schema.ts'
