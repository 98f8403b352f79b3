// People of the office: signing in, accounts, roles, delegation, changes of rights. NĐ 30/2020/NĐ-CP, Phụ lục VI, III.3, IV.1.
//
// What carries a password takes no commandId: the hash of an input stands in the journal, and with it anybody could try passwords.
import { z } from 'zod'
import { defineCommand, defineQuery } from '../contract/define.ts'
import { commandId, day, entryRef, fileId, recordId, secrecy, text } from '../contract/fields.ts'
import { rights, roles } from '../contract/rights.ts'

export const role = z.enum(roles)
const right = z.enum(rights)
const password = z.string().min(1).max(200)
/** small letters, digits, dots: as it is typed to sign in */
const login = z.string().trim().toLowerCase().min(2).max(40).regex(/^[a-z0-9][a-z0-9._-]*$/)
const changed = z.strictObject({ id: recordId, entry: entryRef })
const done = z.strictObject({})
const roleList = z.array(role).max(roles.length).refine((given) => new Set(given).size === given.length, { error: 'not-allowed' })

const signedIn = z.strictObject({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  position: z.string(),
  roles: z.array(role),
  rights: z.array(right),
  levels: z.array(secrecy),
  /** another set the password: the owner must choose a new one */
  mustChangePassword: z.boolean(),
})

export const readDesk = defineQuery('people.readDesk', {
  about: 'Who is signed in here, what they may do; whether this archive has accounts at all',
  needs: 'everybody',
  input: z.strictObject({}),
  output: z.strictObject({
    hasAccounts: z.boolean(),
    /** null: nobody, or the desk is locked; where there are no accounts the local operator, with all rights */
    person: signedIn.nullable(),
    /** who must unlock it */
    lockedBy: z.strictObject({ login: z.string(), name: z.string() }).nullable(),
    /** the one person of this PC */
    tiedTo: z.strictObject({ login: z.string(), name: z.string() }).nullable(),
    idleMinutes: z.int(),
  }),
})

export const begin = defineCommand('people.begin', {
  about: 'Makes the first account; from then on every person signs in. It may manage accounts, and what else its roles give',
  needs: ['manage-people'],
  input: z.strictObject({ login, name: text(100, 1), position: text(100).default(''), password, roles: roleList.default(['administrator', 'chief', 'clerk']), clearance: secrecy.default('tuyet-mat') }),
  output: z.strictObject({ id: recordId }),
  errors: ['PEOPLE_BEGUN', 'PASSWORD_TOO_SHORT', 'PASSWORD_GUESSABLE', 'LAST_ADMINISTRATOR'],
  runs: 'task',
})

export const signIn = defineCommand('people.signIn', {
  about: 'Signs a person in at this desk, or unlocks it',
  needs: 'everybody',
  notes: 'sign-in',
  input: z.strictObject({ login, password }),
  output: z.strictObject({ id: recordId, mustChangePassword: z.boolean() }),
  errors: ['SIGN_IN_REFUSED', 'SIGN_IN_LOCKED', 'PC_TIED'],
  runs: 'task',
})

export const signOut = defineCommand('people.signOut', { about: 'Signs the person at this desk out', needs: 'everybody', input: z.strictObject({}), output: done, runs: 'task' })

export const lockDesk = defineCommand('people.lockDesk', { about: 'Locks this desk: its person goes on with the password', needs: 'everybody', input: z.strictObject({}), output: done, runs: 'task' })

export const changePassword = defineCommand('people.changePassword', {
  about: "Changes one's own password",
  needs: 'signed-in',
  input: z.strictObject({ password, newPassword: password }),
  output: done,
  errors: ['PASSWORD_WRONG', 'PASSWORD_TOO_SHORT', 'PASSWORD_GUESSABLE', 'ACCOUNT_NOT_FOUND'],
  runs: 'task',
})

export const addUnit = defineCommand('people.addUnit', {
  about: 'Adds a unit of the office',
  needs: ['manage-people'],
  input: z.strictObject({ commandId, name: text(200, 1) }),
  output: changed,
  errors: ['UNIT_EXISTS'],
})

export const editUnit = defineCommand('people.editUnit', {
  about: 'Renames a unit, closes or reopens it, or moves it in the list',
  needs: ['manage-people'],
  input: z.strictObject({ commandId, id: recordId, basedOn: entryRef.optional(), changes: z.strictObject({ name: text(200, 1).optional(), closed: z.boolean().optional(), order: z.int().min(0).max(9999).optional() }) }),
  output: changed,
  errors: ['UNIT_NOT_FOUND', 'UNIT_EXISTS', 'UNIT_IN_USE'],
})

export const addAccount = defineCommand('people.addAccount', {
  about: 'Adds an account with a first password, which its owner changes at the first sign-in',
  needs: ['manage-people'],
  input: z.strictObject({
    login, name: text(100, 1), unitId: recordId.nullable().default(null), position: text(100).default(''), roles: roleList, clearance: secrecy.default('none'),
    activeFrom: day.optional(), activeTo: day.optional(), password,
  }),
  output: changed,
  errors: ['PEOPLE_NOT_BEGUN', 'LOGIN_TAKEN', 'UNIT_NOT_FOUND', 'DATES_REVERSED', 'PASSWORD_TOO_SHORT', 'PASSWORD_GUESSABLE'],
  runs: 'task',
})

export const editAccount = defineCommand('people.editAccount', {
  about: 'Changes an account: its person, unit, position, roles, clearance, time; or blocks it. Changes of rights are shown until confirmed',
  needs: ['manage-people'],
  input: z.strictObject({
    commandId, id: recordId, basedOn: entryRef.optional(),
    changes: z.strictObject({
      login: login.optional(), name: text(100, 1).optional(), unitId: recordId.nullable().optional(), position: text(100).optional(), roles: roleList.optional(), clearance: secrecy.optional(),
      activeFrom: day.optional(), activeTo: day.nullable().optional(), blocked: z.boolean().optional(), signatureFileId: fileId.nullable().optional(),
    }),
  }),
  output: changed,
  errors: ['ACCOUNT_NOT_FOUND', 'LOGIN_TAKEN', 'UNIT_NOT_FOUND', 'DATES_REVERSED', 'LAST_ADMINISTRATOR', 'FILE_NOT_STAGED', 'SIGNATURE_NOT_PICTURE'],
})

export const delegateRole = defineCommand('people.delegateRole', {
  about: 'Gives a role of an account to another for a time (ủy quyền): of oneself, or of others by who manages accounts',
  needs: 'signed-in',
  input: z.strictObject({ commandId, role, fromAccountId: recordId, toAccountId: recordId, from: day, to: day, reason: text(500, 1) }),
  output: changed,
  errors: ['ACCOUNT_NOT_FOUND', 'ROLE_NOT_HELD', 'DELEGATION_TO_ONESELF', 'DATES_REVERSED', 'NOT_ALLOWED'],
})

export const endDelegation = defineCommand('people.endDelegation', {
  about: 'Ends a delegation before its time',
  needs: 'signed-in',
  input: z.strictObject({ commandId, id: recordId }),
  output: changed,
  errors: ['DELEGATION_NOT_FOUND', 'DELEGATION_ENDED', 'NOT_ALLOWED'],
})

export const setRoleRight = defineCommand('people.setRoleRight', {
  about: 'Gives a role a right, or takes it, otherwise than the rulebook has it',
  needs: ['manage-people'],
  input: z.strictObject({ commandId, role, right, granted: z.boolean(), reason: text(500, 1) }),
  output: changed,
  errors: ['LAST_ADMINISTRATOR'],
})

export const setRules = defineCommand('people.setRules', {
  about: 'After how many minutes without a key or a click a desk is locked; 0: never',
  needs: ['manage-people'],
  input: z.strictObject({ commandId, idleMinutes: z.int().min(0).max(480) }),
  output: changed,
})

export const tiePc = defineCommand('people.tiePc', {
  about: 'Lets one account alone sign in on this PC, or all again (null)',
  needs: ['manage-people'],
  input: z.strictObject({ accountId: recordId.nullable() }),
  output: done,
  errors: ['ACCOUNT_NOT_FOUND'],
  runs: 'task',
})

export const askReset = defineCommand('people.askReset', {
  about: "Asks that a person's forgotten password be set anew; a second person must approve",
  needs: ['manage-people'],
  input: z.strictObject({ commandId, accountId: recordId, reason: text(500, 1) }),
  output: changed,
  errors: ['ACCOUNT_NOT_FOUND'],
})

export const answerReset = defineCommand('people.answerReset', {
  about: 'Approves or refuses that a password be set anew: a second person, not the one who asked and not the owner',
  needs: ['confirm-rights', 'manage-people'],
  input: z.strictObject({ commandId, id: recordId, approved: z.boolean() }),
  output: changed,
  errors: ['RESET_NOT_FOUND', 'RESET_NOT_POSSIBLE', 'SECOND_PERSON_NEEDED'],
})

export const resetPassword = defineCommand('people.resetPassword', {
  about: 'Sets a password anew once a second person approved; its owner is told, and changes it at the next sign-in',
  needs: ['manage-people'],
  input: z.strictObject({ id: recordId, password }),
  output: done,
  errors: ['RESET_NOT_FOUND', 'RESET_NOT_POSSIBLE', 'ACCOUNT_NOT_FOUND', 'PASSWORD_TOO_SHORT', 'PASSWORD_GUESSABLE'],
  runs: 'task',
})

export const confirmChange = defineCommand('people.confirmChange', {
  about: 'Confirms that a change of rights was seen (NĐ 30, Phụ lục VI, III.3.c)',
  needs: ['confirm-rights'],
  input: z.strictObject({ commandId, id: recordId }),
  output: changed,
  errors: ['RIGHTS_CHANGE_NOT_FOUND', 'RIGHTS_CHANGE_CONFIRMED'],
})

const person = z.strictObject({ id: z.string(), name: z.string(), position: z.string(), unitId: z.string().nullable(), active: z.boolean(), roles: z.array(role) })
const unit = z.strictObject({ id: z.string(), name: z.string(), closed: z.boolean(), order: z.int(), entry: entryRef })

export const listPersons = defineQuery('people.listPersons', {
  about: 'The persons and units of the office, to choose from; without what is nobody else\'s business',
  needs: 'signed-in',
  input: z.strictObject({}),
  output: z.strictObject({ persons: z.array(person), units: z.array(unit) }),
})

export const listAccounts = defineQuery('people.listAccounts', {
  about: 'All accounts with their roles, clearance and time; delegations; passwords that are to be set anew',
  needs: ['manage-people', 'confirm-rights'],
  input: z.strictObject({}),
  output: z.strictObject({
    accounts: z.array(person.extend({
      login: z.string(), clearance: secrecy, activeFrom: z.string(), activeTo: z.string().nullable(), blocked: z.boolean(), signatureFileId: z.string().nullable(), hasPassword: z.boolean(), entry: entryRef,
      /** roles of others that they have today */
      delegatedRoles: z.array(role),
    })),
    delegations: z.array(z.strictObject({ id: z.string(), role, fromAccountId: z.string(), toAccountId: z.string(), from: z.string(), to: z.string(), reason: z.string(), ended: z.boolean() })),
    resets: z.array(z.strictObject({ id: z.string(), accountId: z.string(), reason: z.string(), askedBy: z.string(), askedByName: z.string(), askedAt: z.string(), approvedByName: z.string().nullable(), state: z.enum(['asked', 'approved', 'done', 'refused']) })),
    tiedTo: z.string().nullable(),
  }),
})

export const getRights = defineQuery('people.getRights', {
  about: 'Which role gives which right: as the rulebook has it, and as the office has it',
  needs: 'signed-in',
  input: z.strictObject({}),
  output: z.strictObject({ roles: z.array(z.strictObject({ role, rights: z.array(z.strictObject({ right, ruled: z.boolean(), granted: z.boolean(), reason: z.string().nullable() })), source: z.string(), verified: z.boolean() })) }),
})

export const listChanges = defineQuery('people.listChanges', {
  about: 'Changes of rights, the unconfirmed first, newest first',
  needs: ['confirm-rights', 'manage-people'],
  input: z.strictObject({ limit: z.int().min(1).max(500).default(200) }),
  output: z.strictObject({
    unconfirmed: z.int(),
    changes: z.array(z.strictObject({
      id: z.string(), kind: z.enum(['account', 'roles', 'clearance', 'active', 'delegation', 'role-right', 'password', 'document', 'pc']), aboutName: z.string().nullable(), before: z.unknown(), after: z.unknown(),
      madeByName: z.string(), madeAt: z.string(), confirmedByName: z.string().nullable(), confirmedAt: z.string().nullable(),
    })),
  }),
})

export const peopleContract = [
  readDesk, begin, signIn, signOut, lockDesk, changePassword, addUnit, editUnit, addAccount, editAccount, delegateRole, endDelegation, setRoleRight, setRules, tiePc,
  askReset, answerReset, resetPassword, confirmChange, listPersons, listAccounts, getRights, listChanges,
] as const
