// An error answer in words: what happened, where, and what to do. The words stand in i18n/<language>/refusals.ts.
import i18n from 'i18next'
import { formatDate, isDate, vietnamDate, vietnamTime } from '../../src-main/text/dates.ts'
import type { InputIssue } from '../../src-main/contract/check.ts'
import type { Refusal } from './ask.ts'

type Issue = Pick<InputIssue, 'path'> & Partial<InputIssue>

/** Parameters as words: days become 03/11/2026, instants day and hour, fields their names on the form. */
function wordsOf(refusal: Refusal): Record<string, string> {
  const params = refusal.params ?? {}
  const day = (value: unknown): string => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value) : String(value ?? '?'))
  const instant = (value: unknown): string => {
    const at = typeof value === 'number' ? value : Date.parse(String(value))
    return Number.isNaN(at) ? '?' : `${vietnamTime(at)} ${formatDate(vietnamDate(at))}`
  }
  const twin = (params['twin'] ?? {}) as Record<string, unknown>
  const number = params['arrivalNumber'] ?? params['suffixOf'] ?? params['lastNumber'] ?? twin['arrivalNumber'] ?? params['number'] ?? '?'
  const words: Record<string, string> = {}
  for (const [name, value] of Object.entries(params)) if (typeof value === 'string' || typeof value === 'number') words[name] = String(value)
  return {
    ...words,
    number: `${String(number)}${String(params['arrivalSuffix'] ?? twin['arrivalSuffix'] ?? '')}`,
    symbol: String(twin['numberSymbol'] ?? ''),
    body: String(twin['issuingBodyName'] ?? ''),
    date: day(twin['arrivalDate']),
    issued: day(params['issuedDate']),
    arrival: day(params['arrivalDate']),
    due: day(params['dueDate']),
    ended: day(params['validTo']),
    returned: day(params['date']),
    documentDay: day(params['documentDate']),
    sent: day(params['sentDate']),
    lastDay: day(params['lastDate']),
    expires: day(params['expiresOn']),
    missingField: fieldName(String(params['missing'] ?? '')),
    today: day(params['today']),
    now: instant(params['now']),
    until: instant(params['until']),
    allowed: typeof params['allowed'] === 'string' ? i18n.t(`terms.secrecy.${params['allowed']}` as never) : '?',
    copies: Array.isArray(params['copies']) ? params['copies'].join(', ') : '?',
    needed: gigabytes(params['needed']),
    free: gigabytes(params['free']),
    names: Array.isArray(params['names']) ? params['names'].join(', ') : '?',
    aspectName: typeof params['aspect'] === 'string' ? i18n.t(`appraisal.aspect.${params['aspect']}` as never) : '?',
    lacking: Array.isArray(params['missing']) ? params['missing'].map((aspect) => i18n.t(`appraisal.aspect.${String(aspect)}` as never)).join(', ') : '?',
    may: typeof params['may'] === 'string' ? i18n.t(`terms.readerRight.${params['may']}` as never) : '?',
    protectedUntil: day(params['until']),
    secrecy: typeof params['secrecy'] === 'string' ? i18n.t(`terms.secrecy.${params['secrecy']}` as never) : '?',
    last: instant(params['lastEntryAt']),
    differing: ((params['differing'] ?? []) as readonly Differing[]).map(differenceOf).filter(Boolean).join('; '),
    fields: ((params['issues'] ?? []) as readonly Issue[]).map(faultOf).filter(Boolean).join(', ') || '?',
  }
}

/** Bytes as "1,2 GB". */
function gigabytes(bytes: unknown): string {
  return typeof bytes === 'number' ? `${new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(bytes / 2 ** 30)} GB` : '?'
}

/** "Trích yếu (dài quá, nhiều nhất 500)": the field as the form names it, and what is wrong with it. */
function faultOf({ path, problem, limit, keys }: Issue): string {
  const parts = path.split('.').filter((part) => part !== '' && Number.isNaN(Number(part)) && part !== 'changes')
  const name = parts[0] === undefined ? (keys ?? []).map(fieldName).join(', ') : fieldName(parts[0])
  if (problem === undefined) return name
  const most = typeof limit === 'string' ? formatDate(limit) : String(limit ?? '?')
  const words = String(i18n.t(`problems.${problem}` as never, { limit: most } as never))
  return name === '' ? words : `${name} (${words})`
}

type Differing = { readonly field: string; readonly yours: string | number | null; readonly theirs: string | number | null }

/** "Ghi chú: (trống) → một": what the window's version had, and what stands now; '' for fields that no form shows. */
function differenceOf({ field: column, yours, theirs }: Differing): string {
  const field = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  if (!i18n.exists(`terms.field.${field}`)) return ''
  // What another record is called is not known here: that it is another one is said.
  if (field.endsWith('Id')) return fieldName(field)
  const shown = (value: string | number | null): string => {
    if (value === null || value === '') return i18n.t('document.blank')
    const key = `terms.${field}.${value}`
    return i18n.exists(key) ? i18n.t(key as never) : typeof value === 'string' && isDate(value) ? formatDate(value) : String(value)
  }
  return `${fieldName(field)}: ${shown(yours)} → ${shown(theirs)}`
}

function fieldName(field: string): string {
  const key = `terms.field.${field}`
  return i18n.exists(key) ? i18n.t(key as never) : field
}

/** @returns the words of an error answer in the window's language */
export function inWords(refusal: Refusal): string {
  const words = wordsOf(refusal)
  const plain = refusal.code === 'STALE_RECORD' && words['differing'] !== '' ? 'STALE_RECORD_SHOWN' : refusal.code
  const key = `refusals.${plain}`
  return String(i18n.t((i18n.exists(key) ? key : 'refusals.INTERNAL') as never, { reference: refusal.code, ...words } as never))
}

/** A failure of TanStack Query as a Refusal; anything else is a fault of the program. */
export function asRefusal(failure: unknown): Refusal {
  if (failure !== null && typeof failure === 'object' && 'code' in failure && typeof failure.code === 'string') return failure as Refusal
  return { code: 'INTERNAL', params: { reference: failure instanceof Error ? failure.message : String(failure) } }
}
