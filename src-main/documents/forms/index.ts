// The forms that are drawn as PDF, and the tables that are written as sheets and Word files too. Fetched with the first
// print (`fetch.ts`).
export { printArrivalStamp } from './arrival-stamp.ts'
export { printCopySheet } from './copy-sheet.ts'
export { printRegister } from './register-book.ts'
export { registerTable } from './register-form.ts'
export { printRecoveryKey } from './recovery-key.ts'
export { printReturnReceipt } from './return-receipt.ts'
export { printRoutingSlip } from './routing-slip.ts'
export { exportDocx } from './table-docx.ts'
export { printTable } from './table-pdf.ts'
export { exportRtf } from './table-rtf.ts'
export { exportXlsx } from './table-xlsx.ts'
