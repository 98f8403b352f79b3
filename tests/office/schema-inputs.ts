// Inputs made from a contract's own JSON schema: of the right shape, with values at the edges of what it allows, and ids of
// records that are there. What random JSON never reaches, the work behind the schema, is reached by these.
import fc from 'fast-check'

interface JsonSchema {
  readonly type?: string
  readonly format?: string
  readonly pattern?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly minItems?: number
  readonly maxItems?: number
}

/** Values that are likely to be right for a field, by its name: ids of records that exist, words that are found. */
export type Known = Readonly<Record<string, readonly unknown[]>>

const days = ['0001-01-01', '1899-12-31', '1930-01-01', '1944-12-31', '2024-02-29', '2025-06-30', '2025-12-31', '2026-01-01', '2026-03-10', '2026-03-11', '2199-12-31', '2200-01-01', '9999-12-31']
const words = ['x', ' ', '"', '*', 'đ', 'Đ/đ', '15-NQ/TU', '15 nq tu', 'a AND b', "'; DROP TABLE document; --", '\u0301', '𠀀', '0', '-', 'Sở Nội vụ']

/** An arbitrary of inputs that fit a schema, most of them; days may lie outside what is possible. */
export function inputsOf(schema: JsonSchema, known: Known, field = ''): fc.Arbitrary<unknown> {
  const shaped = shapeOf(schema, known, field)
  const values = known[field]
  return values === undefined ? shaped : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: shaped })
}

function shapeOf(schema: JsonSchema, known: Known, field: string): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((one) => inputsOf(one, known, field)))
  switch (schema.type) {
    case 'object': {
      const { properties = {}, required = [] } = schema
      const fields = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, inputsOf(one, known, name)]))
      return fc.record(fields, { requiredKeys: required.filter((name) => name in fields) })
    }
    case 'array':
      return fc.array(inputsOf(schema.items ?? {}, known, field), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 4, 4) })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'integer':
    case 'number': {
      const least = schema.minimum ?? (schema.exclusiveMinimum === undefined ? -9_007_199_254_740_991 : schema.exclusiveMinimum + 1)
      const most = schema.maximum ?? 9_007_199_254_740_991
      return fc.oneof(fc.constantFrom(least, most), fc.integer({ min: Math.max(least, -1000), max: Math.min(most, 3000) }))
    }
    case 'string':
      return textOf(schema)
    default:
      return fc.jsonValue()
  }
}

function textOf({ format, pattern, minLength = 0, maxLength = 300 }: JsonSchema): fc.Arbitrary<unknown> {
  if (format === 'date') return fc.constantFrom(...days)
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern), { maxLength: 100 })
  const most = Math.min(maxLength, 400)
  return fc.oneof(
    fc.constantFrom(...words.filter((word) => word.length >= minLength && word.length <= maxLength)),
    fc.constantFrom('x'.repeat(Math.max(minLength, 1)), 'ế'.repeat(most)),
    fc.string({ minLength, maxLength: Math.min(most, 20), unit: 'grapheme' }),
  )
}
