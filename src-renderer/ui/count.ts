// Counts as the two languages write them: 12.345 and 12,345. Intl.NumberFormat says the same, but its first use costs 15 ms, and
// the first picture of the window needs it.

/** @param value a whole number */
export function countWords(language: string, value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, language === 'en' ? ',' : '.')
}
