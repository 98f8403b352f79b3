// An answer: a value, or an error that is a value. Exceptions never cross a room's door; they mean a programming fault.

/** An error as a value: a code of the contract, and what its message needs. */
export interface ErrorValue {
  readonly code: string
  readonly params?: Readonly<Record<string, unknown>>
}

export type Result<Value, Failure extends ErrorValue = ErrorValue> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure }

/** A good answer. */
export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value }
}

/** A refusal with its code and the parameters its message needs. */
export function err<Code extends string, Params extends Readonly<Record<string, unknown>> = Record<string, never>>(
  code: Code,
  params?: Params,
): { readonly ok: false; readonly error: { readonly code: Code; readonly params: Params } } {
  return { ok: false, error: { code, params: (params ?? {}) as Params } }
}
