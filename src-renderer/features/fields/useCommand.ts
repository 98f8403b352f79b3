import { useRef, useState } from 'react'
import type { Answer, Call, Name } from '../../../src-main/office/contract.ts'
import { ask, newCommandId, type ValueOf } from '../../data/ask.ts'
import { inWords } from '../../data/words.ts'

/**
 * Sends one command of a form. The commandId stays the same while the input does, so that a second press, or a resend after
 * a restart of the office process, is carried out once.
 */
export function useSend<N extends Name>(name: N): { readonly busy: boolean; readonly send: (input: Omit<Call<N>, 'commandId'>) => Promise<Answer<N>> } {
  const [busy, setBusy] = useState(false)
  const last = useRef({ key: '', commandId: '' })
  return {
    busy,
    async send(input) {
      const key = JSON.stringify(input)
      if (key !== last.current.key) last.current = { key, commandId: newCommandId() }
      setBusy(true)
      const answer = await ask(name, { ...input, commandId: last.current.commandId } as unknown as Call<N>)
      setBusy(false)
      // Done is done: the same words sent once more are a new command.
      if (answer.ok) last.current = { key: '', commandId: '' }
      return answer
    },
  }
}

/** One command of a dialog: whether it is under way, and in words what it was refused for. */
export function useCommand<N extends Name>(name: N): { readonly busy: boolean; readonly trouble: string | null; readonly send: (input: Omit<Call<N>, 'commandId'>) => Promise<ValueOf<N> | null> } {
  const { busy, send } = useSend(name)
  const [trouble, setTrouble] = useState<string | null>(null)
  return {
    busy,
    trouble,
    async send(input) {
      setTrouble(null)
      const answer = await send(input)
      if (answer.ok) return answer.value as ValueOf<N>
      setTrouble(inWords(answer.error))
      return null
    },
  }
}
