// The tour as a test: the main job through the real window, from an empty archive to the printed register.
import { expect, test } from 'vitest'
import { playTour, tourDocuments } from './tour.ts'

test('a clerk registers real documents, is shown the duplicate (VI.III.1.h), finds, and prints the register (VI.V.1)', async () => {
  // Those that the searches of the tour look for are among them: 14/2024/TT-BCT and 15-NQ/TU.
  const documents = tourDocuments().filter((one) => ['597/HC-QLHC', '14/2024/TT-BCT', '1053/QĐ-TTg', '15-NQ/TU'].includes(one.numberSymbol))
  expect(documents).toHaveLength(4)
  const seen = await playTour(documents)
  expect(seen).toMatchObject({ registered: 4, lastNumber: 4, duplicateRefused: true, foundWithoutMarks: 1, foundByNumber: 1 })
  expect(seen.printedBytes).toBeGreaterThan(20_000)
  expect(seen.pictures).toHaveLength(11)
})
