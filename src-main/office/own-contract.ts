// What the office process itself answers: setting up, backup and restore, verification, drafts, tasks.
import { z } from 'zod'
import { plainKeyReasons } from '../contract/choices.ts'
import { defineCommand, defineQuery } from '../contract/define.ts'
import { commandId, day, entryRef, level, recordId, text } from '../contract/fields.ts'
import { localPath } from '../contract/paths.ts'

const term = z.strictObject({ name: text(100, 1), from: day, to: day.optional() })

export const setUp = defineCommand('office.setUp', {
  about: 'Sets up the office: its names, level, symbol, place and term; makes the starting tree of bodies and the general book',
  needs: ['manage-office'],
  input: z.strictObject({
    commandId,
    name: text(200, 1),
    parentName: text(200).default(''),
    level,
    /** what stands after the slash in the office's own symbols: HU, ĐU */
    symbolSuffix: text(30).default(''),
    place: text(100).default(''),
    term: term.optional(),
  }),
  output: z.strictObject({ id: recordId, entry: entryRef }),
  errors: ['ALREADY_SET_UP', 'DATES_REVERSED'],
})

export const editOffice = defineCommand('office.editOffice', {
  about: 'Mends what is written about the office, and its running term; a term that begins after the end of the last one is a new one',
  needs: ['manage-office'],
  input: z.strictObject({ commandId, name: text(200, 1).optional(), parentName: text(200).optional(), symbolSuffix: text(30).optional(), place: text(100).optional(), term: term.optional() }),
  output: z.strictObject({ id: recordId, entry: entryRef }),
  errors: ['DATES_REVERSED'],
})

export const state = defineQuery('office.state', {
  about: 'Whether the office is set up, and what it is called; what this archive needs from a person',
  needs: 'everybody',
  input: z.strictObject({}),
  output: z.strictObject({
    setUp: z.boolean(),
    isSample: z.boolean(),
    office: z.strictObject({ name: z.string(), parentName: z.string(), level, symbolSuffix: z.string(), place: z.string() }).nullable(),
    term: z.strictObject({ name: z.string(), from: z.string(), to: z.string().nullable() }).nullable(),
    documents: z.int(),
    today: day,
    /** the last backup of all, ISO 8601; and the last outside the archive's own folder, which alone outlives its disk */
    lastBackup: z.string().nullable(),
    lastBackupOutside: z.string().nullable(),
    lastBackupInside: z.string().nullable(),
    device: z.string(),
    epoch: z.int(),
    warnings: z.array(z.strictObject({ code: z.enum(['LAST_NUMBER_UNCONFIRMED', 'NUMBERS_UNCONFIRMED', 'ENTRIES_LOST', 'BACKUP_OLD', 'SEARCH_REBUILDING']), params: z.record(z.string(), z.unknown()) })),
  }),
})

export const rulebook = defineQuery('office.rulebook', {
  about: 'Types, levels, channels, urgency, secrecy and field lengths in force, for forms and lists',
  needs: 'signed-in',
  input: z.strictObject({ at: day.optional() }),
  output: z.strictObject({
    documentTypes: z.array(z.strictObject({ id: z.string(), name: z.string(), abbreviations: z.array(z.string()), systems: z.array(z.string()), namePrinted: z.boolean(), verified: z.boolean() })),
    fieldLengths: z.record(z.string(), z.int()),
  }),
})

export const useSample = defineCommand('office.useSample', {
  about: 'Fills an archive that is not set up with the sample office, to look around',
  needs: ['manage-office'],
  input: z.strictObject({ commandId }),
  output: z.strictObject({ documents: z.int() }),
  errors: ['ALREADY_SET_UP'],
  runs: 'task',
})

const backup = z.strictObject({ path: z.string(), at: z.string(), entries: z.int(), files: z.int(), bytes: z.int(), checked: z.boolean() })

export const backUp = defineCommand('office.backUp', {
  about: 'Writes a whole, encrypted copy (database and files) and checks it; in a folder that is there, into a folder of its own',
  needs: ['manage-office'],
  input: z.strictObject({
    commandId,
    /** left out: the remembered place */
    to: localPath.optional(),
    /** writes there by itself from now on */
    remember: z.boolean().default(false),
  }),
  output: backup,
  errors: ['BACKUP_FAILED', 'BACKUP_TARGET_MISSING', 'PATH_INSIDE_ARCHIVE'],
  reach: 'local-only',
  runs: 'task',
})

export const listBackups = defineQuery('office.listBackups', {
  about: "The backups in the archive's own folder, newest first; the last one outside, and the remembered place",
  needs: ['manage-office'],
  input: z.strictObject({}),
  output: z.strictObject({ backups: z.array(backup), outside: z.strictObject({ at: z.string(), path: z.string() }).nullable(), target: z.string().nullable() }),
  runs: 'task',
})

/** As a person types it from the paper. */
const recoveryKey = z.string().min(1).max(500)

export const makeRecoveryKey = defineCommand('office.makeRecoveryKey', {
  about: 'Makes a recovery key, shown and printed this once; the one before it is void',
  needs: ['manage-office'],
  // No commandId: its answer would be stored.
  input: z.strictObject({}),
  output: z.strictObject({
    /** nine groups of five signs */
    key: z.string(),
    /** short name of the key, as its sheet and getKeyState say it */
    name: z.string(),
    madeAt: z.string(),
    sheet: z.strictObject({ fileName: z.string(), mediaType: z.string(), pages: z.int(), bytes: z.instanceof(Uint8Array) }),
  }),
  runs: 'task',
})

export const unlockArchive = defineCommand('office.unlockArchive', {
  about: 'Opens an archive whose key this PC has not, by its recovery key; the PC has the key from then on',
  needs: 'everybody',
  input: z.strictObject({ recoveryKey }),
  output: z.strictObject({ archiveId: z.string() }),
  errors: ['RECOVERY_KEY_ABSENT', 'RECOVERY_KEY_MISTYPED', 'RECOVERY_KEY_WRONG', 'KEY_NOT_MISSING'],
  runs: 'task',
})

export const rotateKey = defineCommand('office.rotateKey', {
  about: "Exchanges the archive's key for a new one and enciphers everything anew: what was learnt of the old one opens nothing any more. The recovery key's sheet goes on",
  needs: ['manage-office'],
  // No commandId: its answer comes when the archive that would store it has been exchanged.
  input: z.strictObject({}),
  output: z.strictObject({
    /** enciphered anew */
    files: z.int(),
    entries: z.int(),
    /** whether what stood under the old key is gone from the archive's folder already; else it goes once a backup was written */
    oldRemoved: z.boolean(),
  }),
  errors: ['NOT_SET_UP', 'RECOVERY_KEY_ABSENT', 'KEY_NOT_KEPT', 'ROTATION_RUNS', 'ROTATION_NEEDS_SPACE', 'ROTATION_FILES_DAMAGED'],
  runs: 'task',
})

export const getKeyState = defineQuery('office.getKeyState', {
  about: "Whether a recovery key was made, and how this PC keeps the archive's key",
  needs: ['manage-office'],
  input: z.strictObject({}),
  output: z.strictObject({
    /** by: who made it, where this archive knows; 'local': the local operator */
    recovery: z.strictObject({ name: z.string(), madeAt: z.string(), by: z.string().nullable() }).nullable(),
    /** system: sealed by its key store; file: in a file of this user; given: not on this PC */
    kept: z.enum(['system', 'file', 'given']),
    /** why it stands in a file; null: it does not, or it was not tried yet */
    whyFile: z.enum(plainKeyReasons).nullable(),
  }),
})

export const restore = defineCommand('office.restore', {
  about: 'Puts a backup in the place of this archive; what was there is kept beside it. A new epoch of this device begins',
  needs: ['manage-office'],
  // A commandId is taken as everywhere and changes nothing: restored twice, the same state stands.
  input: z.strictObject({
    commandId,
    from: localPath,
    /** where this PC has not the backup's key */
    recoveryKey: recoveryKey.optional(),
  }),
  output: z.strictObject({ from: z.string(), at: z.string(), entries: z.int(), files: z.int(), keptAt: z.string().nullable(), entriesLost: z.int() }),
  errors: ['BACKUP_NOT_FOUND', 'BACKUP_DAMAGED', 'BACKUP_OF_ANOTHER_ARCHIVE', 'BACKUP_NEWER', 'RECOVERY_KEY_ABSENT', 'RECOVERY_KEY_MISTYPED', 'RECOVERY_KEY_WRONG'],
  reach: 'local-only',
  runs: 'task',
})

export const acknowledgeLost = defineCommand('office.acknowledgeLost', {
  about: 'Says that what a restore lost has been compared with the paper; the last number of each book must be confirmed first',
  needs: ['manage-office'],
  input: z.strictObject({ commandId }),
  output: z.strictObject({ entries: z.int() }),
  errors: ['LAST_NUMBER_UNCONFIRMED', 'NUMBERS_UNCONFIRMED'],
})

export const verification = z.strictObject({
  integrity: z.boolean(),
  foreignKeys: z.boolean(),
  journal: z.strictObject({ entries: z.int(), ok: z.boolean(), problem: z.string().optional(), parked: z.int().optional() }),
  replayEqual: z.boolean(),
  files: z.strictObject({ count: z.int(), missing: z.int(), corrupt: z.int(), unreferenced: z.int() }),
})

export const verify = defineQuery('office.verify', {
  about: 'Checks everything: database, journal, replay, files',
  needs: ['manage-office'],
  input: z.strictObject({}),
  output: verification,
  runs: 'task',
})

export const saveDraft = defineCommand('office.saveDraft', {
  about: 'Keeps what is typed in a form, so that it survives a crash',
  needs: 'signed-in',
  input: z.strictObject({ key: z.string().min(1).max(100), value: z.string().max(200_000) }),
  output: z.strictObject({}),
})

export const dropDraft = defineCommand('office.dropDraft', {
  about: 'Forgets a draft',
  needs: 'signed-in',
  input: z.strictObject({ key: z.string().min(1).max(100) }),
  output: z.strictObject({}),
})

export const listDrafts = defineQuery('office.listDrafts', {
  about: 'Forms that were typed and not saved',
  needs: 'signed-in',
  input: z.strictObject({}),
  output: z.strictObject({ drafts: z.array(z.strictObject({ key: z.string(), value: z.string(), savedAt: z.string() })) }),
})

export const tasks = defineQuery('office.tasks', {
  about: 'Long work under way: what, how far',
  needs: 'signed-in',
  input: z.strictObject({}),
  output: z.strictObject({ tasks: z.array(z.strictObject({ id: z.string(), name: z.string(), done: z.int(), of: z.int().nullable(), startedAt: z.string() })) }),
})

export const cancelTask = defineCommand('office.cancelTask', {
  about: 'Stops a long piece of work',
  needs: 'signed-in',
  input: z.strictObject({ id: z.string().max(64) }),
  output: z.strictObject({ cancelled: z.boolean() }),
})

export const ownContract = [setUp, editOffice, state, rulebook, useSample, backUp, listBackups, restore, makeRecoveryKey, rotateKey, unlockArchive, getKeyState, acknowledgeLost, verify, saveDraft, dropDraft, listDrafts, tasks, cancelTask] as const
