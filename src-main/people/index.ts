// The door of the people's room: accounts, roles, who is signed in.
import type { Handler } from '../handler/handler.ts'
import { addUnit, editAccount, editUnit } from './accounts.ts'
import { getRights, listChanges, listPersons } from './queries.ts'
import { answerReset, askReset } from './resets.ts'
import { confirmChange, delegateRole, endDelegation, setRoleRight, setRules } from './roles.ts'

export { accountRow, isActive, nameOf, personOf, noticeOf } from './records.ts'
export { loginsMigration, peopleMigration } from './schema.ts'
export { createSignIns } from './sign-ins.ts'
export { signInHandlers } from './signing-in.ts'

export const peopleHandlers: readonly Handler[] = [addUnit, editUnit, editAccount, delegateRole, endDelegation, setRoleRight, setRules, askReset, answerReset, confirmChange, listPersons, getRights, listChanges]
