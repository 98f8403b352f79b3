// Words for printing and exporting: formats, series, secret documents.
export const print = {
  format: 'Format',
  formats: { pdf: 'PDF to print', xlsx: 'Excel', docx: 'Word' },
  export: 'Export',
  openFile: 'Open file',
  saveFile: 'Save file',
  series: 'Series',
  allSeries: 'All series, by date',
  secret: 'Secret documents in this book',
  secrets: { apart: 'Numbers alone, printed apart', alone: 'Secret documents alone, in their form', among: 'Among the others' },
  topSecret: 'Print what top secret documents are about as well',
} as const
