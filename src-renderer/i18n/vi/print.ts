// Lời của việc in và xuất tệp: khuôn dạng, dãy số, văn bản mật.
export const print = {
  format: 'Khuôn dạng',
  formats: { pdf: 'PDF để in', xlsx: 'Excel', docx: 'Word' },
  export: 'Xuất tệp',
  openFile: 'Mở tệp',
  saveFile: 'Lưu tệp',
  series: 'Dãy số',
  allSeries: 'Mọi dãy số, theo ngày',
  secret: 'Văn bản mật trong sổ này',
  secrets: { apart: 'Chỉ ghi số, in riêng sau', alone: 'Chỉ in văn bản mật, theo mẫu sổ mật', among: 'In chung với văn bản thường' },
  topSecret: 'In cả trích yếu của văn bản Tuyệt mật',
} as const
