// Syllables that stand in every Vietnamese office text. They answer two questions by counting: in which of the old
// 8-bit encodings was this written, and did whoever made this text layer know Vietnamese marks at all?

/** Frequent syllables that carry a mark; a right Vietnamese text has one in every third or fourth word. */
export const markedSyllables: ReadonlySet<string> = new Set(
  (
    'của và các có được là với những về tại đã để này khi từ đến năm tháng ngày số đồng một người nhà nước cơ quan đảng ủy uỷ ' +
    'bộ tỉnh huyện xã phường thành phố ban văn phòng bản công tác thực hiện nghị quyết định chỉ thị kết luận báo cáo kế hoạch ' +
    'chương trình đề án tờ thông hướng dẫn quy chế việc trên địa bàn tổ chức cán đảm bảo kiểm tra giám sát đơn vị thủ trưởng ' +
    'giải pháp nhiệm vụ phát triển kinh tế hội xây dựng lãnh đạo quản lý trách nhiệm theo dõi điều khoản luật căn cứ ' +
    'nội dung yêu cầu đề nghị trường hợp phối hợp triển khai tiếp tục tăng cường nâng hiệu quả vực lĩnh sự đối tượng ' +
    'hoạt động chính đại thường trực bí thư chủ tịch phó ký gửi kính nơi nhận lưu độc lập hạnh phúc cộng hòa hoà xã nghĩa việt ' +
    'sổ đăng hồ sơ đầu cùng còn phải không cũng như mới nhất đó tình hình mức trình biện ý kiến sở dự thảo sửa đổi bổ'
  )
    .split(' ')
    .filter((syllable) => /[^a-z]/.test(syllable)),
)

/**
 * The same, as they look without marks, where that look is no ordinary word of Vietnamese or English.
 * Many of them in one text say: this is Vietnamese, and its marks are lost.
 */
export const bareSyllables: ReadonlySet<string> = new Set(
  (
    'cua cac duoc voi nhung tai ngay thang nguoi nuoc dang tinh huyen phuong thanh pho phong cong tac thuc hien nghi quyet dinh ' +
    'thi ket luan bao hoach chuong trinh thong huong dan quy che viec tren dia chuc kiem giam sat vi truong giai phap nhiem vu ' +
    'phat trien te hoi xay dung lanh dao quan ly trach dieu khoan luat noi cau hop phoi khai tiep tuc tang cuong nang hieu ' +
    'hoat dong chinh truc tich kinh doc lap hanh phuc viet nghia dau cung khong cung nhu moi nhat hinh trong'
  ).split(' '),
)
