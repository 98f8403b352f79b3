// What is done with a file or a print: open it with the system's program, save it elsewhere.
import i18n from 'i18next'
import type { Answer } from '../../../src-main/office/contract.ts'
import { ask } from '../../data/ask.ts'
import { bridge } from '../../data/bridge.ts'
import { inWords } from '../../data/words.ts'
import { notify } from '../../ui/notices.ts'

interface Named {
  readonly fileId: string
  readonly name: string
}

/** Opens a read-only copy with the system's program. */
export async function openFile({ fileId, name }: Named): Promise<void> {
  const answer = await bridge.openExternally(fileId, name)
  if (!answer.ok) notify(inWords(answer.error), { kind: 'trouble' })
}

/** Saves a copy where a person chooses. */
export async function saveFile({ fileId, name }: Named): Promise<void> {
  saved(name, await bridge.saveFile(fileId, name))
}

/** Saves bytes that were made for printing. */
export async function savePrint(fileName: string, bytes: Uint8Array): Promise<void> {
  saved(fileName, await bridge.savePrinted(fileName, bytes))
}

function saved(name: string, answer: Awaited<ReturnType<typeof bridge.savePrinted>>): void {
  if (!answer.ok) notify(inWords(answer.error), { kind: 'trouble' })
  else if (answer.value.saved) notify(i18n.t('document.fileSaved', { name }))
}

/** Makes a print and opens it with the system's PDF program, where it is printed on the printer of one's choice. */
export async function openPrint(name: 'registers.printStamp' | 'registers.printReturnReceipt' | 'registers.printCopy', id: string): Promise<void> {
  await openMade(await ask(name, { id }))
}

/** Makes the routing slip (phiếu giải quyết) of an incoming document and opens it like other prints. */
export async function openRoutingSlip(documentId: string): Promise<void> {
  await openMade(await ask('handling.printRoutingSlip', { documentId }))
}

/** Makes the sheets of papers that were handed over and opens them like other prints. */
export async function openHandOvers(batchIds: readonly string[]): Promise<void> {
  await openMade(await ask('registers.printHandOvers', { batchIds: [...batchIds] }))
}

/** Saves the sheet of a batch of papers where a person chooses. */
export async function exportHandOver(batchId: string, format: 'xlsx' | 'docx'): Promise<void> {
  const made = await ask('registers.printHandOvers', { batchIds: [batchId], format })
  if (made.ok) await savePrint(made.value.fileName, made.value.bytes)
  else notify(inWords(made.error), { kind: 'trouble' })
}

/** Opens what was made for printing with the system's PDF program. */
export async function openMade(made: Answer<'registers.printCopy' | 'registers.printStamp' | 'registers.printReturnReceipt' | 'registers.printHandOvers' | 'handling.printRoutingSlip' | 'handling.printCourse' | 'appraisal.printCourse'>): Promise<void> {
  if (!made.ok) return notify(inWords(made.error), { kind: 'trouble' })
  const answer = await bridge.openPrinted(made.value.fileName, made.value.bytes)
  // Without a PDF program on the machine, the print can still be carried to one.
  if (!answer.ok) await savePrint(made.value.fileName, made.value.bytes)
}
