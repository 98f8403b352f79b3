// Asking the office: answers are values. For TanStack Query, which knows failure only as an exception, `read` throws the
// refusal as it came; nobody else throws.
import type { Answer, Call, Name } from '../../src-main/office/contract.ts'
import { bridge } from './bridge.ts'

/** An error answer of the contract: a code, and what its words need. */
export interface Refusal {
  readonly code: string
  readonly params?: Readonly<Record<string, unknown>>
}

export type ValueOf<N extends Name> = Extract<Answer<N>, { ok: true }>['value']

const notSignedIn = new Set<() => void>()

/** Hears every answer that nobody is signed in here. */
export function onNotSignedIn(listener: () => void): void {
  notSignedIn.add(listener)
}

/** Sends a command or query; a transport that breaks off answers OFFICE_RESTARTED like any other refusal. */
export async function ask<N extends Name>(name: N, input: Call<N>): Promise<Answer<N>> {
  try {
    const answer = await bridge.invoke(name, input)
    if (!answer.ok && (answer.error as Refusal).code === 'NOT_SIGNED_IN') for (const listener of notSignedIn) listener()
    return answer
  } catch (fault) {
    bridge.log('error', `${name}: ${fault instanceof Error ? fault.message : String(fault)}`)
    return { ok: false, error: { code: 'OFFICE_RESTARTED', params: {} } } as Answer<N>
  }
}

/** The value of a query, for a queryFn; throws the Refusal itself. */
export async function read<N extends Name>(name: N, input: Call<N>): Promise<ValueOf<N>> {
  const answer = await ask(name, input)
  if (!answer.ok) throw answer.error
  return answer.value as ValueOf<N>
}

/** A fresh commandId: the same command sent twice (a double click, a resend after a restart) is carried out once. */
export function newCommandId(): string {
  return crypto.randomUUID()
}
