// Making a print in the office, with its progress; then saving it, or opening it in the system's program, where it is printed.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Call } from '../../../src-main/office/contract.ts'
import type { Progress } from '../../../src-main/office/messages.ts'
import { ask, type ValueOf } from '../../data/ask.ts'
import { bridge } from '../../data/bridge.ts'
import { inWords } from '../../data/words.ts'
import { notify } from '../../ui/notices.ts'

/** What can be printed after a choice of period, format and the like. */
export type PrintName = 'registers.printRegister' | 'registers.printReport' | 'registers.printLedger' | 'handling.printReport' | 'handling.printDailyList'
export type MadePrint = ValueOf<PrintName>
export type Format = NonNullable<Call<PrintName>['format']>

/** Making the print that `call` describes. What was made goes when another call is described. */
export function usePrinting<N extends PrintName>(name: N, call: Call<N>) {
  const { t } = useTranslation()
  const [making, setMaking] = useState(false)
  const [progress, setProgress] = useState<Progress | null>(null)
  const [made, setMade] = useState<MadePrint | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  useEffect(() => bridge.on('progress', (now) => now.name === name && setProgress(now.ended ? null : now)), [name])
  const key = JSON.stringify(call)
  useEffect(() => {
    setMade(null)
    setTrouble(null)
  }, [key])

  const save = async (print: MadePrint | null = made) => {
    if (!print) return
    const answer = await bridge.savePrinted(print.fileName, print.bytes)
    if (!answer.ok) return setTrouble(inWords(answer.error))
    if (answer.value.saved) notify(t('books.saved', { name: print.fileName }))
  }
  const open = async () => {
    if (!made) return
    const answer = await bridge.openPrinted(made.fileName, made.bytes)
    if (!answer.ok) setTrouble(inWords(answer.error))
  }
  /** A sheet or a Word file asks at once where it is to be kept; a PDF is looked at first. */
  const make = async () => {
    setMaking(true)
    setTrouble(null)
    const answer = await ask(name, call)
    setMaking(false)
    if (!answer.ok) {
      if (answer.error.code !== 'CANCELLED') setTrouble(inWords(answer.error))
      return
    }
    const print = answer.value as MadePrint
    setMade(print)
    if (!isPdf(print)) await save(print)
  }
  const stop = () => void (progress && ask('office.cancelTask', { id: progress.id }))
  return { key, making, progress, made, trouble, make, save, open, stop }
}

/** Whether a print can be looked at here. */
export function isPdf({ mediaType }: MadePrint): boolean {
  return mediaType === 'application/pdf'
}
