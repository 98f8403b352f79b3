// Fetches what draws forms, at the first print: pdf-lib and the reader of fonts are two megabytes of program, for which nobody who
// only opens a list should wait. Read at a stretch they would hold the office process up for a third of a second, in which a save
// would wait; so they come one after the other, and others are answered between.
import { setImmediate } from 'node:timers/promises'

/** Everything that draws and writes forms (`index.ts`). */
export async function drawing() {
  await import('@cantoo/fontkit')
  await setImmediate()
  await import('@cantoo/pdf-lib')
  await setImmediate()
  return await import('./index.ts')
}
