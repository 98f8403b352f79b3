// What a file of the rulebook must look like. Each schema gives exactly the type of types.ts: the compiler compares them.
import { z } from 'zod'
import { approvalModes, channels, secrecies, urgencies } from '../contract/choices.ts'
import { timeOfDay } from '../contract/fields.ts'
import { rights, roles } from '../contract/rights.ts'
import type * as Is from './types.ts'

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'not an ASCII slug')
const name = z.string().min(1).max(200)
const day = z.iso.date().nullable()
const level = z.enum(['central', 'province', 'district', 'commune', 'base', 'other'])
const secrecy = z.enum(secrecies)
const system = z.enum(['party', 'state'])
const order = z.int().nonnegative()
const mm = z.number().positive()

const inTime = { effectiveFrom: day, effectiveTo: day, source: z.string().min(1), verified: z.boolean() }
const named = { id, name, ...inTime }

const documentType = z.strictObject({
  ...named,
  nameEn: name,
  kind: z.enum(['named', 'legal', 'joint', 'copy', 'letter', 'other']),
  systems: z.array(system).min(1),
  abbreviations: z.array(z.strictObject({ system, text: z.string().min(1).max(20), ...inTime })),
  namePrinted: z.boolean(),
  tt05Code: z.string().regex(/^(0[1-9]|[12]\d|3[0-2])$/),
  order,
  symbolPatterns: z.array(z.string()).optional(),
})

const fieldLength = z.strictObject({
  ...named,
  record: z.enum(['outgoing', 'incoming', 'dossier']),
  ordinal: z.string().regex(/^\d{1,2}(\.\d)?$/),
  nameEn: name,
  fields: z.array(z.string().min(1)).min(1),
  type: z.enum(['String', 'Number', 'Date', 'LongText']).nullable(),
  length: z.int().positive().nullable(),
})

const register = z.strictObject({
  ...named,
  kind: z.enum(['general', 'secret', 'letters', 'other']),
  nameEn: name,
  direction: z.enum(['incoming', 'outgoing']),
  formId: id,
  numbering: z.literal('year'),
  secrecies: z.array(secrecy).min(1),
  documentTypeIds: z.array(id).nullable(),
  opensAtSetUp: z.boolean(),
  order,
})

const line = z.string().min(1)
const formTable = {
  page: z.strictObject({
    size: z.literal('A4'),
    orientation: z.enum(['landscape', 'portrait']),
    widthMm: mm,
    heightMm: mm,
    marginsMm: z.strictObject({ top: mm, right: mm, bottom: mm, left: mm }),
  }),
  columns: z
    .array(
      z.strictObject({
        key: line,
        heading: name,
        lines: z.array(line).min(1),
        widthMm: mm,
        kind: z.enum(['text', 'number', 'day']),
        align: z.enum(['left', 'centre', 'right']),
      }),
    )
    .min(1),
  columnNumbers: z.boolean(),
}

const registerForm = z.strictObject({ ...named, ...formTable, cover: z.array(z.strictObject({ text: line, stands: line })) })

const tableForm = z.strictObject({
  ...named,
  ...formTable,
  nationalTitle: name.nullable(),
  title: line,
  subtitle: z.array(line),
  groupedBy: z.enum(['direction', 'level', 'channel', 'holder']).nullable(),
  closing: z.array(line),
  signatures: z.array(z.strictObject({ side: z.enum(['left', 'right']), lines: z.array(line).min(1), note: line.nullable() })),
})

const stamp = z.strictObject({
  ...named,
  widthMm: mm,
  heightMm: mm,
  title: z.string().min(1),
  titleStands: z.string().min(1),
  side: z.string().min(1),
  sideWidthMm: mm,
  rows: z.array(z.strictObject({ label: z.string().min(1), stands: z.string().min(1), beside: z.boolean() })).min(1),
})

const bodyFields = {
  ...named,
  parent: id.nullable(),
  level,
  shortNames: z.array(z.strictObject({ name })),
  symbol: z.string().min(1).max(30).nullable(),
  aliases: z.array(name),
  validFrom: day,
  validTo: day,
  successor: id.nullable(),
  order,
}

const weekday = z.int().min(1).max(7)
const dayOff = z.discriminatedUnion('kind', [
  // Never all seven: the search for a working day would find none.
  z.strictObject({ ...named, kind: z.literal('rest'), nameEn: name, weekdays: z.array(weekday).max(6) }),
  z.strictObject({
    ...named, kind: z.literal('holiday'), nameEn: name, calendar: z.enum(['solar', 'lunar']), month: z.int().min(1).max(12), day: z.int().min(1).max(31),
    days: z.int().min(1).max(15), before: z.int().min(0).max(14), earlierOn: z.array(weekday),
  }),
  z.strictObject({ ...named, kind: z.enum(['made-up', 'own']), nameEn: name }),
])

const dueRule = z.strictObject({
  ...named,
  kind: z.enum(['handling', 'forwarding']),
  urgencies: z.array(z.enum(urgencies)).min(1).nullable(),
  documentTypeIds: z.array(id).min(1).nullable(),
  workingDays: z.int().min(0).max(366).nullable(),
})

const reminder = z.strictObject({ ...named, workingDaysBefore: z.array(z.int().min(0).max(366)), overdueEvery: z.int().positive().nullable(), times: z.array(timeOfDay).min(1) })

/** For each list of the rulebook: its file, and the schema of one entry. */
export const files: { readonly [List in keyof Is.RulebookEntries]: { readonly file: string; readonly entry: z.ZodType<Is.RulebookEntries[List][number]> } } = {
  documentTypes: { file: 'document-types.json', entry: documentType },
  archiveTypeCodes: { file: 'archive-type-codes.json', entry: z.strictObject({ ...named, code: z.string().regex(/^\d\d$/) }) },
  levels: { file: 'levels.json', entry: z.strictObject({ ...named, id: level, nameEn: name, order }) },
  channels: { file: 'channels.json', entry: z.strictObject({ ...named, id: z.enum(channels), nameEn: name, order }) },
  urgencies: {
    file: 'urgency.json',
    entry: z.strictObject({
      ...named,
      id: z.enum(urgencies),
      nameEn: name,
      rank: order,
      stamp: z.string().nullable(),
      arrivalHour: z.boolean(),
    }),
  },
  secrecies: {
    file: 'secrecy.json',
    entry: z.strictObject({
      ...named,
      id: secrecy,
      nameEn: name,
      rank: order,
      stamp: z.string().nullable(),
      markLetter: z.enum(['A', 'B', 'C']).nullable(),
      protectionYears: z.int().positive().nullable(),
    }),
  },
  roles: { file: 'rights.json', entry: z.strictObject({ ...named, id: z.enum(roles), nameEn: name, rights: z.array(z.enum(rights)) }) },
  fieldLengths: { file: 'field-lengths.json', entry: fieldLength },
  numberings: {
    file: 'numbering.json',
    entry: z.strictObject({ ...named, system, period: z.enum(['year', 'term']), years: z.int().positive(), bodyWords: z.array(z.string().min(1)) }),
  },
  seriesRules: {
    file: 'series-rules.json',
    entry: z.strictObject({
      ...named, system, period: z.enum(['year', 'term']), joins: z.enum(['type', 'all']), secrecy: z.enum(['joint', 'separate']), startNumber: z.int().positive(),
      pad: z.int().min(1).max(9), format: z.string().includes('{number}'), formatWithoutType: z.string().includes('{number}'), symbol: z.string().min(1).nullable(),
      bodyWords: z.array(z.string().min(1)),
    }),
  },
  issuerRules: {
    file: 'issuer-rules.json',
    entry: z.strictObject({ ...named, documentTypeIds: z.array(id).min(1), officeWords: z.array(z.string().min(1)).min(1), officeSymbol: z.string().min(1) }),
  },
  bodyAbbreviations: { file: 'body-abbreviations.json', entry: z.strictObject({ ...named, words: name }) },
  registers: { file: 'registers.json', entry: register },
  registerForms: { file: 'register-forms.json', entry: registerForm },
  tableForms: { file: 'table-forms.json', entry: tableForm },
  stamps: { file: 'stamps.json', entry: stamp },
  issuingBodies: { file: 'issuing-bodies.json', entry: z.strictObject({ ...bodyFields, isGroup: z.boolean() }) },
  issuingBodyTemplates: { file: 'issuing-body-templates.json', entry: z.strictObject({ ...bodyFields, forLevels: z.array(level).min(1) }) },
  daysOff: { file: 'days-off.json', entry: dayOff },
  dueRules: { file: 'due-rules.json', entry: dueRule },
  reminders: { file: 'reminders.json', entry: reminder },
  approvalRules: { file: 'approval-rules.json', entry: z.strictObject({ ...named, approvals: z.enum(approvalModes) }) },
}
