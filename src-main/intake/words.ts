// What is said of rows of an old register, in both languages: beside each row in the sheet of faults, and in the window.
import type { BookField, BookIssue, BookIssueCode } from './book/types.ts'

export type BookLanguage = 'vi' | 'en'

/** Names of the columns that a book may have. */
export const fieldNames: Readonly<Record<BookLanguage, Readonly<Record<BookField, string>>>> = {
  vi: {
    ordinal: 'Số thứ tự', arrivalNumber: 'Số đến', arrivalDate: 'Ngày đến', issuingBody: 'Cơ quan ban hành', numberSymbol: 'Số, ký hiệu', number: 'Số', symbol: 'Ký hiệu', issuedDate: 'Ngày văn bản',
    documentType: 'Tên loại', subject: 'Trích yếu', secrecy: 'Độ mật', urgency: 'Độ khẩn', recipient: 'Đơn vị hoặc người nhận', toPlaces: 'Nơi nhận', signer: 'Người ký', recordCopy: 'Người nhận bản lưu',
    copies: 'Số bản', pages: 'Số trang', transferDate: 'Ngày chuyển', receipt: 'Ký nhận', dueDate: 'Hạn giải quyết', note: 'Ghi chú',
  },
  en: {
    ordinal: 'Ordinal', arrivalNumber: 'Arrival number', arrivalDate: 'Arrival date', issuingBody: 'Issuing body', numberSymbol: 'Number and symbol', number: 'Number', symbol: 'Symbol', issuedDate: 'Document date',
    documentType: 'Type', subject: 'Subject', secrecy: 'Secrecy', urgency: 'Urgency', recipient: 'Unit or person', toPlaces: 'Recipients', signer: 'Signer', recordCopy: 'Holder of the record copy',
    copies: 'Copies', pages: 'Pages', transferDate: 'Transferred on', receipt: 'Receipt', dueDate: 'Due on', note: 'Note',
  },
}

/** {…} is filled from the params of the issue; {field} by the name of the column. */
const sentences: Readonly<Record<BookLanguage, Readonly<Record<BookIssueCode, string>>>> = {
  vi: {
    SUBJECT_MISSING: 'Thiếu trích yếu: ghi nội dung văn bản.',
    BODY_MISSING: 'Thiếu cơ quan ban hành: ghi tên cơ quan.',
    SYMBOL_MISSING: 'Không có số, ký hiệu.',
    SYMBOL_IS_DATE: 'Số, ký hiệu đã bị Excel đổi thành ngày “{text}”: gõ lại, đặt dấu nháy đơn (\') ở đầu.',
    NUMBER_MISSING: 'Thiếu số: ghi số của văn bản trong sổ.',
    NUMBER_UNREADABLE: 'Không đọc được số “{text}”: ghi số, kèm một chữ cái không dấu nếu có (ví dụ 12 hoặc 12a).',
    NUMBER_TWICE: 'Số {number}{suffix} năm {year} đã có ở dòng {firstRow}: sửa một trong hai.',
    NUMBER_OUT_OF_ORDER: 'Số {number} đứng sau số {before}.',
    NUMBER_GAP: 'Sổ không có số từ {from} đến {to} năm {year}.',
    DATE_MISSING: 'Thiếu “{field}”: ghi ngày.',
    DATE_UNREADABLE: '“{field}” ghi “{text}” không đọc được: ghi ngày/tháng/năm.',
    DATE_WITHOUT_YEAR: '“{field}” ghi “{text}” thiếu năm: ghi cả năm, hoặc chọn năm của sổ.',
    DATE_IN_FUTURE: '“{field}” {date} ở sau hôm nay: kiểm tra lại.',
    DATES_MONTH_FIRST: 'Cột “{field}” có {count} ngày bị Excel hiểu là tháng/ngày: đọc lại theo ngày/tháng.',
    DATE_OUT_OF_ORDER: 'Ngày {date} đứng sau ngày {before}.',
    ISSUED_AFTER_ARRIVAL: 'Ngày văn bản {issuedDate} ở sau ngày đến {arrivalDate}: ngày văn bản được ghi vào ghi chú.',
    DUE_BEFORE_ARRIVAL: 'Hạn {dueDate} ở trước ngày đến {arrivalDate}.',
    TYPE_UNKNOWN: 'Không có tên loại “{text}” trong danh mục.',
    SECRECY_UNKNOWN: 'Không hiểu “{text}”: ghi Mật, Tối mật, Tuyệt mật hoặc để trống.',
    COUNT_UNREADABLE: '“{field}” ghi “{text}” không phải là số.',
    TEXT_TOO_LONG: '“{field}” dài quá {limit} chữ: viết ngắn lại.',
    NOTHING_ABOVE: 'Ghi “như trên” nhưng phía trên không có gì: ghi đủ.',
    RESULT_MISSING: 'Ô là công thức chưa có kết quả: mở tệp bằng Excel, lưu lại.',
    ROW_HIDDEN: 'Dòng bị ẩn trong bảng tính.',
    NUMBER_TAKEN: 'Số {number}{suffix} năm {year} đã có văn bản trong sổ của chương trình.',
    NUMBER_KEPT: 'Số {number} đang được giữ cho văn bản khác: thôi giữ số rồi nhập, hoặc sửa số.',
    TWIN_THERE: 'Có thể đã đăng ký: số đến {number}, ngày {date}.',
    TYPE_ASSUMED: 'Không rõ tên loại: ghi là “{documentTypeId}”.',
    TYPE_MISSING: 'Không rõ tên loại, nên không biết văn bản thuộc dãy số nào: ghi tên loại, hoặc chọn loại mặc định.',
    TERM_MISSING: 'Ngày {date} không thuộc nhiệm kỳ nào đã khai: thêm nhiệm kỳ trước.',
    BODY_WITHOUT_SYMBOL: '“{name}” chưa có ký hiệu: ghi ký hiệu ở Cơ quan ban hành.',
  },
  en: {
    SUBJECT_MISSING: 'The subject is missing: say what the document is about.',
    BODY_MISSING: 'The issuing body is missing: write its name.',
    SYMBOL_MISSING: 'There is no number and symbol.',
    SYMBOL_IS_DATE: 'Excel made the number and symbol into the date “{text}”: type it again behind an apostrophe (\').',
    NUMBER_MISSING: 'The number is missing: write the number that the book has.',
    NUMBER_UNREADABLE: '“{text}” cannot be read as a number: write digits, with one plain letter if there is one (12 or 12a).',
    NUMBER_TWICE: 'Number {number}{suffix} of {year} stands in row {firstRow} already: mend one of the two.',
    NUMBER_OUT_OF_ORDER: 'Number {number} stands behind {before}.',
    NUMBER_GAP: 'The book lacks the numbers {from} to {to} of {year}.',
    DATE_MISSING: '“{field}” is missing: write the day.',
    DATE_UNREADABLE: '“{text}” in “{field}” cannot be read: write day/month/year.',
    DATE_WITHOUT_YEAR: '“{text}” in “{field}” lacks its year: write it, or choose the year of the book.',
    DATE_IN_FUTURE: '{date} in “{field}” lies after today: look again.',
    DATES_MONTH_FIRST: 'Excel took {count} days of the column “{field}” for month/day: they are read as day/month.',
    DATE_OUT_OF_ORDER: '{date} stands behind {before}.',
    ISSUED_AFTER_ARRIVAL: 'The document date {issuedDate} lies after the arrival {arrivalDate}: it goes into the note.',
    DUE_BEFORE_ARRIVAL: 'Due on {dueDate}, before the arrival {arrivalDate}.',
    TYPE_UNKNOWN: '“{text}” is no type of the list.',
    SECRECY_UNKNOWN: '“{text}” is not understood: write Mật, Tối mật, Tuyệt mật, or nothing.',
    COUNT_UNREADABLE: '“{text}” in “{field}” is no number.',
    TEXT_TOO_LONG: '“{field}” has more than {limit} characters: shorten it.',
    NOTHING_ABOVE: '“As above”, but nothing stands above: write it in full.',
    RESULT_MISSING: 'The cell is a formula without a result: open the file in Excel and save it again.',
    ROW_HIDDEN: 'The row is hidden in the sheet.',
    NUMBER_TAKEN: 'A document of the archive has the number {number}{suffix} of {year} already.',
    NUMBER_KEPT: 'Number {number} is kept for another document: release it first, or mend the number.',
    TWIN_THERE: 'May be registered already: arrival number {number}, {date}.',
    TYPE_ASSUMED: 'The type is not known: taken for “{documentTypeId}”.',
    TYPE_MISSING: 'The type is not known, and so neither is the series: write the type, or choose one for such rows.',
    TERM_MISSING: '{date} lies in no term that is known: add the earlier term.',
    BODY_WITHOUT_SYMBOL: '“{name}” has no symbol: write it at the issuing body.',
  },
}

/** The sentence of an issue. `typeName`: the name of a type, by its id; days as DD/MM/YYYY. */
export function issueSentence({ code, params }: Pick<BookIssue, 'code' | 'params'>, language: BookLanguage, typeName: (id: string) => string): string {
  return sentences[language][code].replace(/\{(\w+)\}/g, (_place, name: string) => {
    const value = params[name] ?? ''
    if (name === 'field') return fieldNames[language][value as BookField] ?? String(value)
    if (name === 'documentTypeId') return typeName(String(value))
    const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(String(value))
    return day === null ? String(value) : `${day[3]}/${day[2]}/${day[1]}`
  })
}
