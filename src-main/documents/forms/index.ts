// The forms that are drawn as PDF, and the tables that are written as sheets and Word files too. Fetched with the first
// print (`await import`): pdf-lib and its fonts are two megabytes of program, for which nobody who only opens a list
// should wait.
export { printArrivalStamp } from './arrival-stamp.ts'
export { printCopySheet } from './copy-sheet.ts'
export { printRegister } from './register-book.ts'
export { registerTable } from './register-form.ts'
export { printReturnReceipt } from './return-receipt.ts'
export { exportDocx } from './table-docx.ts'
export { printTable } from './table-pdf.ts'
export { exportXlsx } from './table-xlsx.ts'
