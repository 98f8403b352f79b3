// Lời của sao lưu và hướng dẫn, ngoài lời của khu.
export const keeping = {
  chooseFolder: 'Chọn bản sao lưu…',
  guideMissing: 'Chưa mở được trang này. Đóng rồi mở lại chương trình; nếu vẫn vậy, cài lại chương trình.',
  found: '{{count}} mục có chữ này',
} as const
