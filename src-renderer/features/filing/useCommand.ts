import { useState } from 'react'
import type { Answer, Call, Name } from '../../../src-main/office/contract.ts'
import { ask, newCommandId, type ValueOf } from '../../data/ask.ts'
import { inWords } from '../../data/words.ts'

/** Sends the command of a dialog: busy while it runs, a refusal in words under the fields, `done` with the value when it held. */
export function useCommand() {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const send = async <N extends Name>(name: N, input: Call<N>, done: (value: ValueOf<N>) => void): Promise<void> => {
    setBusy(true)
    setTrouble(null)
    const answer: Answer<N> = await ask(name, { commandId: newCommandId(), ...(input as object) } as Call<N>)
    setBusy(false)
    if (answer.ok) done(answer.value as ValueOf<N>)
    else setTrouble(inWords(answer.error))
  }
  return { busy, trouble, send }
}
