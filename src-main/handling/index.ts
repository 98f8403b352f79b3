// The door of the room of handling: what is done with incoming documents, by whom, until when.
import type { Handler } from '../handler/handler.ts'
import { boardHandlers } from './board.ts'
import { courseHandlers } from './course.ts'
import { dailyListHandlers } from './daily-list.ts'
import { distributeHandlers } from './distribute.ts'
import { followHandlers } from './follow.ts'
import { handOverSuggestions } from './hand-over.ts'
import { printCourseHandlers } from './print-course.ts'
import { reportHandlers } from './report.ts'
import { settingsHandlers } from './settings.ts'
import { slipHandlers } from './slip.ts'
import { workHandlers } from './work.ts'

export const handlingHandlers: readonly Handler[] = [...distributeHandlers, ...workHandlers, ...followHandlers, ...settingsHandlers, ...courseHandlers, ...boardHandlers, ...handOverSuggestions, ...reportHandlers, ...slipHandlers, ...dailyListHandlers, ...printCourseHandlers]

export { handlingDerivations } from './derive.ts'
export { handlingMigration, remindersMigration } from './schema.ts'
