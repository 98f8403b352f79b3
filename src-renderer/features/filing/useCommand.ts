import { useRef, useState } from 'react'
import type { Answer, Call, Name } from '../../../src-main/office/contract.ts'
import { ask, newCommandId, type ValueOf } from '../../data/ask.ts'
import { inWords } from '../../data/words.ts'

/**
 * Sends the command of a dialog: busy while it runs, a refusal in words under the fields, `done` with the value when it held.
 * The same words sent again (after a restart of the office process) keep their commandId, and are carried out once.
 */
export function useCommand() {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const last = useRef({ key: '', commandId: '' })
  const send = async <N extends Name>(name: N, input: Call<N>, done: (value: ValueOf<N>) => void): Promise<void> => {
    const key = JSON.stringify([name, input])
    if (key !== last.current.key) last.current = { key, commandId: newCommandId() }
    setBusy(true)
    setTrouble(null)
    const answer: Answer<N> = await ask(name, { ...(input as object), commandId: last.current.commandId } as unknown as Call<N>)
    setBusy(false)
    if (!answer.ok) return setTrouble(inWords(answer.error))
    last.current = { key: '', commandId: '' }
    done(answer.value as ValueOf<N>)
  }
  return { busy, trouble, send }
}
