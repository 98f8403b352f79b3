import { useState } from 'react'
import type { Call, Name } from '../../../src-main/office/contract.ts'
import { ask, newCommandId, type ValueOf } from '../../data/ask.ts'
import { inWords } from '../../data/words.ts'

/**
 * One command of a dialog: whether it is under way, what it was refused for, and how to send it. The commandId stays the
 * same while the input does, so that a second press, or a resend after a restart, is carried out once.
 */
export function useCommand<N extends Name>(name: N): { readonly busy: boolean; readonly trouble: string | null; readonly send: (input: Omit<Call<N>, 'commandId'>) => Promise<ValueOf<N> | null> } {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [sent, setSent] = useState({ key: '', commandId: '' })
  return {
    busy,
    trouble,
    async send(input) {
      const key = JSON.stringify(input)
      const commandId = key === sent.key ? sent.commandId : newCommandId()
      setSent({ key, commandId })
      setBusy(true)
      setTrouble(null)
      const answer = await ask(name, { ...input, commandId } as unknown as Call<N>)
      setBusy(false)
      if (answer.ok) return answer.value as ValueOf<N>
      setTrouble(inWords(answer.error))
      return null
    },
  }
}
