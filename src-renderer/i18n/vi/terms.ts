// Thuật ngữ của công tác văn thư: độ khẩn, độ mật, kênh nhận, cấp, trạng thái.
export const terms = {
  urgency: { normal: 'Thường', khan: 'Khẩn', 'thuong-khan': 'Thượng khẩn', 'hoa-toc': 'Hỏa tốc' },
  secrecy: { none: 'Không mật', mat: 'Mật', 'toi-mat': 'Tối mật', 'tuyet-mat': 'Tuyệt mật' },
  secrecyStamp: { mat: 'MẬT', 'toi-mat': 'TỐI MẬT', 'tuyet-mat': 'TUYỆT MẬT' },
  channel: { post: 'Bưu điện', direct: 'Trực tiếp', network: 'Qua mạng', email: 'Thư điện tử' },
  byChannel: { post: 'qua bưu điện', direct: 'nhận trực tiếp', network: 'qua mạng', email: 'qua thư điện tử' },
  status: { registered: 'Đã đăng ký', returned: 'Đã trả lại', cancelled: 'Đã hủy', draft: 'Dự thảo', 'awaiting-number': 'Chờ cấp số', numbered: 'Đã cấp số', issued: 'Đã phát hành', replaced: 'Đã thay thế', corrected: 'Đã đính chính', recalled: 'Đã thu hồi', withdrawn: 'Đã rút' },
  level: { central: 'Trung ương', province: 'Cấp tỉnh', district: 'Cấp huyện', commune: 'Cấp xã', base: 'Cơ sở', other: 'Khác' },
  registerKind: { general: 'Sổ chung', secret: 'Sổ văn bản mật', letters: 'Sổ đơn thư', other: 'Sổ khác' },
  due: { overdue: 'quá hạn {{count}} ngày', today: 'hạn hôm nay', by: 'hạn {{date}}' },
  pages: '{{count}} trang',
  files: '{{count}} tệp',
  noNumber: 'không số',
  field: {
    arrivalNumber: 'Số đến', arrivalSuffix: 'Đuôi số đến', arrivalDate: 'Ngày đến', arrivalTime: 'Giờ đến', numberSymbol: 'Số và ký hiệu', number: 'Số', symbol: 'Ký hiệu',
    issuedDate: 'Ngày văn bản', issuingBody: 'Cơ quan ban hành', issuingBodyId: 'Cơ quan ban hành', documentTypeId: 'Tên loại', subject: 'Trích yếu',
    signer: 'Người ký', signerPosition: 'Chức vụ người ký', signerName: 'Họ tên người ký', urgency: 'Độ khẩn', secrecy: 'Độ mật', pages: 'Số trang', copies: 'Số bản',
    channel: 'Kênh nhận', toPlaces: 'Nơi nhận, người xử lý', dueDate: 'Thời hạn giải quyết', language: 'Ngôn ngữ', note: 'Ghi chú', fileCode: 'Mã hồ sơ', docOrdinal: 'Số thứ tự trong hồ sơ',
    organId: 'Mã cơ quan', fileCatalog: 'Năm hồ sơ', fileNotation: 'Số và ký hiệu hồ sơ',
    status: 'Trạng thái', registerId: 'Sổ', register: 'Sổ', files: 'Tệp', year: 'Năm', cancelReason: 'Lý do hủy', duplicateReason: 'Lý do đăng ký dù trùng', lateReason: 'Lý do đăng ký muộn',
    registeredAt: 'Ghi vào sổ lúc', name: 'Tên', returnedTo: 'Trả cho', date: 'Ngày', reason: 'Lý do', role: 'Vai trò của tệp', fileId: 'Tệp', position: 'Thứ tự',
  },
} as const
