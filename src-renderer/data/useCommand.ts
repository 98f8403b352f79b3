// Sending commands from a form or a dialog. The commandId stays the same while the words do, so that a second press, or a resend
// after a restart of the office process, is carried out once.
import { useRef, useState } from 'react'
import type { Answer, Call, Name } from '../../src-main/office/contract.ts'
import { ask, newCommandId, type ValueOf } from './ask.ts'
import { inWords } from './words.ts'

/** What is said of a command; its commandId is given here. */
type Said<N extends Name> = Omit<Call<N>, 'commandId'>

function useSending() {
  const [busy, setBusy] = useState(false)
  const last = useRef({ key: '', commandId: '' })
  const send = async <N extends Name>(name: N, input: Said<N>): Promise<Answer<N>> => {
    const key = JSON.stringify([name, input])
    if (key !== last.current.key) last.current = { key, commandId: newCommandId() }
    setBusy(true)
    const answer = await ask(name, { ...input, commandId: last.current.commandId } as unknown as Call<N>)
    setBusy(false)
    // Done is done: the same words sent once more are a new command.
    if (answer.ok) last.current = { key: '', commandId: '' }
    return answer
  }
  return { busy, send }
}

/** The one command of a form that looks into its refusals itself. */
export function useSend<N extends Name>(name: N): { readonly busy: boolean; readonly send: (input: Said<N>) => Promise<Answer<N>> } {
  const { busy, send } = useSending()
  return { busy, send: (input) => send(name, input) }
}

/** The commands of a dialog: busy while one runs, a refusal in words under the fields, `done` with the value when it held. */
export function useCommand() {
  const sending = useSending()
  const [trouble, setTrouble] = useState<string | null>(null)
  const send = async <N extends Name>(name: N, input: Said<N>, done: (value: ValueOf<N>) => void): Promise<void> => {
    setTrouble(null)
    const answer = await sending.send(name, input)
    if (answer.ok) done(answer.value as ValueOf<N>)
    else setTrouble(inWords(answer.error))
  }
  return { busy: sending.busy, trouble, send }
}
