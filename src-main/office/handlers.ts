// The handlers of all capabilities. Those of the office process itself are made in office.ts, because they close over it.
import { appraisalHandlers } from '../appraisal/index.ts'
import { filingHandlers } from '../filing/index.ts'
import type { Handler } from '../handler/handler.ts'
import { handlingHandlers } from '../handling/index.ts'
import { peopleHandlers } from '../people/index.ts'
import { registerHandlers } from '../registers/index.ts'
import { secrecyHandlers } from '../secrecy/index.ts'

export const capabilityHandlers: readonly Handler[] = [...peopleHandlers, ...filingHandlers, ...registerHandlers, ...handlingHandlers, ...appraisalHandlers, ...secrecyHandlers]
