// The forms that are drawn as PDF. Fetched with the first print (`await import`): pdf-lib and its fonts are two megabytes of
// program, for which nobody who only opens a list should wait.
export { printArrivalStamp } from './arrival-stamp.ts'
export { printRegister } from './register-book.ts'
export { printReturnReceipt } from './return-receipt.ts'
