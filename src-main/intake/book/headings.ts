// What the columns of registers are called. The forms: NĐ 30/2020/NĐ-CP, Phụ lục IV (sổ đăng ký văn bản đến, đi); the VPTW variant
// (số trang, số bản, đơn vị/người nhận bản lưu); the rest is how offices write them in their own sheets (practice, unsourced).
// Compared without marks and signs; "vb" and "cv" stand for "văn bản".
import type { BookField, Direction } from './types.ts'

export interface Heading {
  readonly field: BookField
  readonly words: readonly string[]
  /** Where it stands in one of the two books only, or says which of them it is. */
  readonly direction?: Direction
}

export const headings: readonly Heading[] = [
  { field: 'ordinal', words: ['STT', 'TT', 'Số TT', 'Số thứ tự', 'Thứ tự'] },
  { field: 'arrivalNumber', direction: 'incoming', words: ['Số đến', 'Số văn bản đến', 'Số công văn đến', 'Số vào sổ', 'Số vào sổ văn bản đến', 'Số thứ tự văn bản đến', 'Số CV đến', 'Số nhận'] },
  { field: 'arrivalDate', direction: 'incoming', words: ['Ngày đến', 'Ngày nhận', 'Ngày tháng đến', 'Ngày vào sổ', 'Ngày tháng nhận', 'Ngày nhận văn bản', 'Ngày văn bản đến', 'Ngày tháng năm đến', 'Thời gian đến', 'Ngày CV đến', 'Ngày đăng ký'] },
  {
    field: 'issuingBody', direction: 'incoming',
    words: ['Tác giả', 'Tác giả văn bản', 'Cơ quan ban hành', 'Cơ quan ban hành văn bản', 'Nơi gửi', 'Nơi ban hành', 'Đơn vị ban hành', 'Đơn vị gửi', 'Cơ quan gửi', 'Nơi gửi văn bản', 'Tên cơ quan ban hành', 'Nơi gửi đến', 'Nơi phát hành', 'Cơ quan phát hành', 'Nơi gửi công văn', 'CQ ban hành', 'CQBH'],
  },
  { field: 'numberSymbol', words: ['Số, ký hiệu', 'Số ký hiệu', 'Số và ký hiệu', 'Số, ký hiệu văn bản', 'Số và ký hiệu văn bản', 'Số hiệu', 'Số hiệu văn bản', 'Số/ký hiệu', 'Số KH', 'Số, KH', 'SKH', 'Số kí hiệu', 'Số, kí hiệu văn bản', 'Số và kí hiệu', 'Số - Ký hiệu'] },
  { field: 'number', words: ['Số', 'Số văn bản', 'Số VB', 'Số công văn', 'Số CV', 'Số đi', 'Số văn bản đi', 'Số công văn đi', 'Số phát hành'] },
  { field: 'symbol', words: ['Ký hiệu', 'Ký hiệu văn bản', 'Kí hiệu', 'KH', 'KH văn bản', 'Kí hiệu văn bản'] },
  {
    field: 'issuedDate',
    words: ['Ngày tháng văn bản', 'Ngày VB', 'Ngày văn bản', 'Ngày ban hành', 'Ngày tháng năm văn bản', 'Ngày tháng', 'Ngày, tháng, năm', 'Ngày tháng năm', 'Ngày ký', 'Ngày phát hành', 'Ngày tháng ban hành', 'Ngày tháng năm ban hành', 'Ngày ban hành văn bản', 'Ngày đi', 'Ngày tháng đi', 'Ngày công văn', 'Ngày'],
  },
  { field: 'documentType', words: ['Loại VB', 'Loại văn bản', 'Tên loại', 'Thể loại', 'Tên loại văn bản', 'Thể loại văn bản', 'Loại', 'Hình thức văn bản'] },
  {
    field: 'subject',
    words: ['Trích yếu', 'Trích yếu nội dung', 'Tên loại và trích yếu nội dung', 'Tên loại và trích yếu nội dung văn bản', 'Tên loại, trích yếu nội dung', 'Nội dung', 'Nội dung trích yếu', 'Nội dung văn bản', 'Trích yếu văn bản', 'Trích yếu nội dung văn bản', 'Tên loại và trích yếu', 'Tên loại và nội dung', 'Về việc', 'Trích dẫn nội dung', 'Tên văn bản', 'Tên và trích yếu nội dung'],
  },
  { field: 'secrecy', words: ['Độ mật', 'Mức độ mật', 'Mật', 'Mức mật'] },
  { field: 'urgency', words: ['Độ khẩn', 'Mức độ khẩn', 'Khẩn', 'Mức khẩn'] },
  { field: 'recipient', direction: 'incoming', words: ['Đơn vị hoặc người nhận', 'Đơn vị, người nhận', 'Người nhận', 'Đơn vị nhận', 'Chuyển cho', 'Người xử lý', 'Đơn vị xử lý', 'Bộ phận xử lý', 'Lãnh đạo xử lý', 'Đơn vị hoặc người nhận văn bản', 'Nơi nhận hoặc người nhận'] },
  { field: 'toPlaces', direction: 'outgoing', words: ['Nơi nhận', 'Nơi nhận văn bản', 'Nơi gửi đi', 'Nơi đến', 'Cơ quan nhận', 'Nơi nhận VB', 'Gửi đến', 'Đơn vị nhận văn bản'] },
  { field: 'signer', direction: 'outgoing', words: ['Người ký', 'Người ký văn bản', 'Lãnh đạo ký', 'Người kí', 'Họ tên người ký'] },
  { field: 'recordCopy', direction: 'outgoing', words: ['Đơn vị, người nhận bản lưu', 'Đơn vị người nhận bản lưu', 'Người nhận bản lưu', 'Bản lưu', 'Nơi lưu', 'Đơn vị lưu', 'Hồ sơ lưu', 'Lưu'] },
  { field: 'copies', words: ['Số lượng bản', 'Số bản', 'Số lượng', 'SL', 'SL bản', 'Số lượng văn bản'] },
  { field: 'pages', words: ['Số trang', 'Số tờ', 'Trang'] },
  { field: 'transferDate', words: ['Ngày chuyển', 'Ngày giao', 'Ngày chuyển giao'] },
  { field: 'receipt', words: ['Ký nhận', 'Kí nhận', 'Người ký nhận', 'Ký tên'] },
  { field: 'dueDate', words: ['Hạn', 'Hạn xử lý', 'Thời hạn', 'Thời hạn giải quyết', 'Hạn giải quyết', 'Hạn trả lời', 'Thời hạn xử lý', 'Thời hạn trả lời'] },
  { field: 'note', words: ['Ghi chú', 'Chú thích', 'GC', 'Ghi chú khác'] },
]

/** Abbreviations of bodies that clerks write in these columns and the rulebook has not: as they stand, in capitals. Practice. */
export const shortBodies: readonly (readonly [string, string])[] = [
  ['HU', 'Huyện ủy'], ['TU', 'Tỉnh ủy'], ['ĐU', 'Đảng ủy'], ['QU', 'Quận ủy'], ['VPTU', 'Văn phòng Tỉnh ủy'], ['VPHU', 'Văn phòng Huyện ủy'], ['VPĐU', 'Văn phòng Đảng ủy'], ['VPTW', 'Văn phòng Trung ương'],
  ['BTCTU', 'Ban Tổ chức Tỉnh ủy'], ['BTGTU', 'Ban Tuyên giáo Tỉnh ủy'], ['BTGDVTU', 'Ban Tuyên giáo và Dân vận Tỉnh ủy'], ['BDVTU', 'Ban Dân vận Tỉnh ủy'], ['BNCTU', 'Ban Nội chính Tỉnh ủy'], ['UBKTTU', 'Ủy ban Kiểm tra Tỉnh ủy'],
  ['BTCHU', 'Ban Tổ chức Huyện ủy'], ['BTGHU', 'Ban Tuyên giáo Huyện ủy'], ['BDVHU', 'Ban Dân vận Huyện ủy'], ['UBKTHU', 'Ủy ban Kiểm tra Huyện ủy'], ['ĐUQS', 'Đảng ủy Quân sự'], ['ĐTN', 'Đoàn Thanh niên'], ['HND', 'Hội Nông dân'], ['BTC', 'Ban Tổ chức'], ['BDV', 'Ban Dân vận'],
]

/** Headings of the two columns that a sheet of faults has behind those of its book. */
export const faultHeadings = { vi: ['Dòng trong sổ', 'Cần sửa'], en: ['Row of the book', 'To be mended'] } as const
