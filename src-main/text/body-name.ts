// Names of bodies as documents bear them, all in capitals ("TỈNH ỦY PHÚ THỌ"), given the capitals of ordinary text. What is a
// place's or person's name cannot be known from capitals, so: words that bodies are commonly made of are written as official names
// have them (NĐ 30/2020/NĐ-CP, Phụ lục II), abbreviations stay, every other word gets one capital.
import { searchText } from './fold.ts'

/** Words of bodies as official names write them; longer ones win ("Hợp tác xã" before "xã"). */
const KNOWN: readonly string[] = [
  // Party
  'Tỉnh ủy', 'Thành ủy', 'Huyện ủy', 'Quận ủy', 'Thị ủy', 'Đảng ủy', 'Quân ủy', 'Chi ủy', 'Đảng bộ', 'Chi bộ', 'Đảng đoàn', 'Ban cán sự đảng',
  'Ban Chấp hành', 'Ban Thường vụ', 'Thường trực', 'Ban Bí thư', 'Bộ Chính trị', 'Trung ương', 'Ủy ban Kiểm tra', 'Ban Tổ chức', 'Ban Tuyên giáo',
  'Ban Tuyên giáo và Dân vận', 'Ban Dân vận', 'Ban Nội chính', 'Ban Kinh tế', 'Ban Xây dựng Đảng', 'Ban Chỉ đạo', 'các cơ quan Đảng', 'Cộng sản', 'Lý luận', 'Đại hội',
  // the state
  'Ủy ban nhân dân', 'Hội đồng nhân dân', 'Hội đồng bầu cử', 'Tòa án nhân dân', 'Viện kiểm sát nhân dân', 'nhân dân', 'tối cao', 'Chính phủ', 'Thủ tướng', 'Chủ tịch',
  'Quốc hội', 'Đoàn đại biểu Quốc hội', 'Văn phòng', 'Ban Quản lý', 'dự án', 'Bộ Chỉ huy', 'Ban Chỉ huy', 'Quân sự', 'Công an', 'Thanh tra', 'Kiểm toán nhà nước',
  'Ủy ban Thường vụ', 'Chủ tịch nước', 'Hội đồng bầu cử quốc gia', 'Văn thư', 'Lưu trữ', 'nhà nước', 'Hải quan', 'Thông tấn xã', 'Truyền hình', 'Tiếng nói', 'Bộ Tư lệnh', 'Quân khu',
  'Kho bạc Nhà nước', 'Ngân hàng Nhà nước', 'Bảo hiểm xã hội', 'Phục vụ hành chính công', 'Trung tâm',
  // fields of ministries and departments
  'Nội vụ', 'Ngoại giao', 'Quốc phòng', 'Tài chính', 'Công Thương', 'Nông nghiệp và Môi trường', 'Nông nghiệp và Phát triển nông thôn', 'Tài nguyên và Môi trường',
  'Xây dựng', 'Giao thông vận tải', 'Thông tin và Truyền thông', 'Kế hoạch và Đầu tư', 'Khoa học và Công nghệ', 'Giáo dục và Đào tạo', 'Y tế', 'Tư pháp',
  'Văn hóa', 'Thể thao', 'Du lịch', 'Dân tộc', 'Tôn giáo', 'Lao động', 'Thương binh', 'Xã hội', 'Kinh tế', 'Hạ tầng', 'Đô thị', 'Hóa chất', 'Nông nghiệp', 'Khoa học xã hội', 'Hàn lâm',
  // fronts and unions
  'Mặt trận Tổ quốc', 'Việt Nam', 'Ủy ban', 'Hội đồng', 'Liên đoàn Lao động', 'Hội Nông dân', 'Liên hiệp Phụ nữ', 'Cựu chiến binh', 'Thanh niên Cộng sản', 'Thanh niên xung phong', 'Chữ thập đỏ',
  'Người cao tuổi', 'Khuyến học', 'Công đoàn', 'Hồ Chí Minh',
  // schools and enterprises
  'Học viện', 'quốc gia', 'Tạp chí', 'Báo Nhân Dân', 'Dịch vụ', 'đoàn thể', 'Chính trị', 'Trung học cơ sở', 'Trung học phổ thông', 'Tiểu học', 'Mầm non', 'Mẫu giáo', 'Bệnh viện', 'Hợp tác xã', 'Công ty', 'cổ phần', 'trách nhiệm hữu hạn', 'một thành viên',
  'Tập đoàn', 'Tổng công ty', 'Doanh nghiệp tư nhân', 'Ngân hàng', 'Điện lực',
  // what a place is, and small words
  'tỉnh', 'thành phố', 'huyện', 'quận', 'thị xã', 'xã', 'phường', 'thị trấn', 'đặc khu', 'thôn', 'xóm', 'ấp', 'tổ dân phố', 'khu phố', 'khu dân cư',
  'và', 'các', 'của', 'về', 'ở', 'cho', 'với', 'tại', 'thuộc', 'số',
]

const known: ReadonlyMap<string, readonly string[]> = new Map(KNOWN.map((words) => [words.split(' ').map(searchText).join(' '), words.split(' ')]))
const longest = Math.max(...[...known.values()].map((words) => words.length))

/** A Vietnamese syllable without its tone; what is built otherwise (UBND, THCS, XIV, SAMSUNG) is an abbreviation or foreign. */
const SYLLABLE = /^(?:ngh?|nh|[ckpt]h|tr|g[hi]?|qu|[bcdđhklmnprstvx])?[aăâeêioôơuưy]{1,3}(?:[cn]h|ng|[cmnpt])?$/u
const ROMAN = /^(?=[ivxl]{2})x{0,3}(?:ix|iv|v?i{0,3})$/u
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu

/** Whether a name is written all in capitals and is more than an abbreviation. */
export function isAllCapitals(name: string): boolean {
  return /\p{Lu}/u.test(name) && !/\p{Ll}/u.test(name) && wordsOf(name).some((word) => word.length > 1 && isSyllable(word))
}

/** The name with the capitals of ordinary text where it is all in capitals, else as it is. Idempotent. */
export function withOrdinaryCapitals(name: string): string {
  if (!isAllCapitals(name)) return name
  // Words with what stands between them: blanks, commas, hyphens, brackets.
  const parts = name.normalize('NFC').split(/([\p{L}\p{M}\p{N}]+)/u)
  const at = parts.flatMap((_, index) => (index % 2 === 1 ? [index] : []))
  for (let first = 0; first < at.length; ) {
    const match = knownAt(parts, at, first)
    if (match === undefined) {
      parts[at[first]!] = withOneCapital(parts[at[first]!]!)
      first += 1
    } else {
      for (const [offset, word] of match.entries()) parts[at[first + offset]!] = word
      first += match.length
    }
  }
  const [first] = at
  if (first !== undefined) parts[first] = parts[first]!.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase('vi'))
  return parts.join('')
}

/** The longest known words that stand from this word on with nothing but a blank between them. */
function knownAt(parts: readonly string[], at: readonly number[], first: number): readonly string[] | undefined {
  const words: string[] = []
  let found: readonly string[] | undefined
  for (let next = first; next < at.length && words.length < longest; next += 1) {
    if (next > first && parts[at[next]! - 1]!.trim() !== '') break
    words.push(searchText(parts[at[next]!]!))
    found = known.get(words.join(' ')) ?? found
  }
  return found
}

function withOneCapital(word: string): string {
  if (!isSyllable(word)) return word
  const small = word.toLocaleLowerCase('vi')
  return small.charAt(0).toLocaleUpperCase('vi') + small.slice(1)
}

function isSyllable(word: string): boolean {
  const small = word.toLocaleLowerCase('vi').normalize('NFD').replace(TONES, '').normalize('NFC')
  return SYLLABLE.test(small) && !ROMAN.test(small)
}

function wordsOf(name: string): string[] {
  return name.match(/[\p{L}\p{M}]+/gu) ?? []
}
