// Holding an input against its schema, and saying of each field exactly what is wrong with it, so that the window can put it in
// words beside the field and a script can mend it.
import type { z } from 'zod'
import type { Contract } from './define.ts'
import { err } from './result.ts'
import type { ErrorValue, Result } from './result.ts'

/**
 * What is wrong with a field. missing: required and not there, or empty text; wrong-type: a number where text belongs and the
 * like; too-long {limit}: characters of text, items of a list; too-small, too-large {limit}: numbers, days (YYYY-MM-DD), and
 * lists with too few items; not-allowed: of the right type, but none of the values or forms that are known; unknown-field
 * {keys}: `path` holds fields that the schema lacks; hidden-characters: control and bidi marks in a line of text.
 */
export type Problem = 'missing' | 'wrong-type' | 'too-long' | 'too-small' | 'too-large' | 'not-allowed' | 'unknown-field' | 'hidden-characters'

export interface InputIssue {
  /** names of fields and numbers of items, with dots between; '' is the input itself */
  readonly path: string
  readonly problem: Problem
  readonly limit?: number | string
  readonly keys?: readonly string[]
}

/** Most faults that one answer tells. */
const mostIssues = 50

/** Holds an input against its schema. Answers INVALID_INPUT {issues}: one a field, the first that was found. */
export function checkInput(contract: Contract, input: unknown): Result<unknown, ErrorValue> {
  // Without reportInput zod leaves the value out of its issues, and a wrong type could not be told from a missing field.
  const parsed = contract.input.safeParse(input ?? {}, { reportInput: true })
  if (parsed.success) return { ok: true, value: parsed.data }
  const issues: InputIssue[] = []
  const told = new Set<string>()
  for (const issue of parsed.error.issues.flatMap((one) => plainIssues(one, []))) {
    if (told.has(issue.path) || issues.length === mostIssues) continue
    told.add(issue.path)
    issues.push(issue)
  }
  return err('INVALID_INPUT', { issues })
}

function plainIssues(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): InputIssue[] {
  const whole = [...above, ...issue.path]
  const path = whole.map(String).join('.')
  const { input } = issue
  switch (issue.code) {
    case 'too_big':
      return [{ path, problem: isCounted(issue.origin) ? 'too-long' : 'too-large', limit: Number(issue.maximum) - (issue.inclusive === false ? 1 : 0) }]
    case 'too_small':
      if (input === '') return [{ path, problem: 'missing' }]
      // "above 0" is said as "at least 1": all numbers of the contract are whole.
      return [{ path, problem: 'too-small', limit: Number(issue.minimum) + (issue.inclusive === false ? 1 : 0) }]
    case 'unrecognized_keys':
      return [{ path, problem: 'unknown-field', keys: issue.keys.slice(0, 10) }]
    case 'invalid_type':
      return [{ path, problem: input === undefined ? 'missing' : 'wrong-type' }]
    case 'invalid_value':
      if (input === undefined || input === '') return [{ path, problem: 'missing' }]
      return [{ path, problem: issue.values.some((value) => typeof value === typeof input) ? 'not-allowed' : 'wrong-type' }]
    case 'invalid_format':
      return [{ path, problem: input === '' ? 'missing' : 'not-allowed' }]
    case 'invalid_union':
      return unionIssues(issue, whole, path)
    case 'custom':
      return [customIssue(issue, path)]
    default:
      return [{ path, problem: 'not-allowed' }]
  }
}

function isCounted(origin: string): boolean {
  return origin === 'string' || origin === 'array'
}

/** Of a value that may have several forms: what is wrong by the form that it comes nearest to. */
function unionIssues(issue: z.core.$ZodIssueInvalidUnion, whole: readonly PropertyKey[], path: string): InputIssue[] {
  const { input } = issue
  if (input === undefined) return [{ path, problem: 'missing' }]
  const forms = issue.errors.map((errors) => errors.flatMap((one) => plainIssues(one, whole)))
  // A form that knows fewer of the fields, or misses more of its own, is further away than one with a fault in a value.
  const distance = (issues: readonly InputIssue[]) =>
    issues.reduce((sum, one) => sum + (one.problem === 'unknown-field' || one.path === path ? 100 : one.problem === 'missing' ? 10 : 1), 0)
  const nearest = forms.toSorted((a, b) => distance(a) - distance(b))[0]
  return nearest ?? [{ path, problem: 'not-allowed' }]
}

/** A rule of fields.ts: its message is the problem, its params the limit. */
function customIssue(issue: z.core.$ZodIssueCustom, path: string): InputIssue {
  const limit = issue.params?.['limit'] as number | string | undefined
  return { path, problem: issue.message as Problem, ...(limit === undefined ? {} : { limit }) }
}
