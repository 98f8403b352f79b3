// Dates as forms write them.

/** `2026-11-03` → `03/11/2026`. */
export function shortDay(day: string): string {
  const [year, month, date] = day.split('-')
  return `${date}/${month}/${year}`
}

/** `2026-11-03` → `ngày 03 tháng 11 năm 2026`: days under 10 and months 1 and 2 with a leading 0 (HD 36-HD/VPTW, 2018). */
export function longDay(day: string): string {
  const [year, month, date] = day.split('-')
  const plainMonth = Number(month)
  return `ngày ${date} tháng ${plainMonth <= 2 ? month : plainMonth} năm ${year}`
}

const inVietnam = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
})

/** An instant (ISO 8601) as `08:15 03/11/2026`, Vietnam's time. */
export function shortInstant(instant: string): string {
  const parts = Object.fromEntries(inVietnam.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]))
  return `${parts['hour']}:${parts['minute']} ${parts['day']}/${parts['month']}/${parts['year']}`
}
