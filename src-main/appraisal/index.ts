// The door of the room of appraisal: drafts submitted, given back, commented, approved, and their whole course.
import type { Handler } from '../handler/handler.ts'
import { approveHandlers } from './approve.ts'
import { courseHandlers } from './course.ts'
import { printCourseHandlers } from './print-course.ts'
import { settingsHandlers } from './settings.ts'
import { submitHandlers } from './submit.ts'
import { waitingHandlers } from './waiting.ts'

export const appraisalHandlers: readonly Handler[] = [...submitHandlers, ...approveHandlers, ...settingsHandlers, ...courseHandlers, ...waitingHandlers, ...printCourseHandlers]

export { appraisalDerivations } from './derive.ts'
export { appraisalMigration } from './schema.ts'
