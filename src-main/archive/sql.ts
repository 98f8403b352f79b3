// SQL as tagged templates: whole and readable where it stands, its values always bound, never spliced.

export type SqlValue = string | number | bigint | null | Buffer | Uint8Array

export interface Sql {
  readonly text: string
  readonly values: readonly SqlValue[]
}

/**
 * Makes a statement; a value becomes a bound parameter, a nested `Sql` is laid in with its own values.
 * Names of tables and columns never come in as values: they stand in the text.
 */
export function sql(strings: TemplateStringsArray, ...values: readonly (SqlValue | Sql)[]): Sql {
  let text = strings[0] ?? ''
  const bound: SqlValue[] = []
  for (const [index, value] of values.entries()) {
    if (isSql(value)) {
      text += value.text
      bound.push(...value.values)
    } else {
      text += '?'
      bound.push(value)
    }
    text += strings[index + 1] ?? ''
  }
  return { text, values: bound }
}

/** Lays statements side by side: conditions with AND, values of an IN list with a comma. */
export function joined(parts: readonly Sql[], between: string): Sql {
  return { text: parts.map((part) => part.text).join(between), values: parts.flatMap((part) => [...part.values]) }
}

/** A bracketed list for IN; of an empty list nothing is a member. */
export function listed(values: readonly SqlValue[]): Sql {
  return { text: `(${values.map(() => '?').join(', ')})`, values }
}

/** A name declared in our own schema, quoted. Never for text from outside. */
export function named(name: string): Sql {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`not a name of the schema: ${name}`)
  return { text: `"${name}"`, values: [] }
}

function isSql(value: SqlValue | Sql): value is Sql {
  return typeof value === 'object' && value !== null && 'text' in value && 'values' in value
}
