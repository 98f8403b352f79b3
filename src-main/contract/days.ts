// Which days are possible in an office's records: the one place that decides it, for the contract and for what is typed.
// From the year in which the Party was founded (3/2/1930), since nothing that its offices keep is older, to the end of the next
// century: a year beyond either is a typing fault.
export const firstYear = 1930
export const lastYear = 2199

/** YYYY-MM-DD, counts itself */
export const firstDay = `${firstYear}-01-01`
/** YYYY-MM-DD, counts itself */
export const lastDay = `${lastYear}-12-31`
