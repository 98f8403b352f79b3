// Lời của các việc với cơ quan ban hành, ngoài lời của khu.
export const tree = {
  fileUnder: 'Chuyển sang cơ quan khác',
  fileWhat: 'Văn bản {{symbol}} (số đến {{number}}) đang ở {{body}}. Số đến không đổi.',
  chooseFromTree: 'Chọn một cơ quan trong danh sách gợi ý.',
  fromHint: 'để trống nếu không rõ cơ quan lập từ ngày nào',
  moveWhat: '“{{name}}” cùng các cơ quan trực thuộc sang dưới cơ quan được chọn. Để trống thì đứng riêng.',
  moveDo: 'Chuyển',
  mergeWhat: 'Văn bản, cơ quan trực thuộc và các tên của “{{name}}” sang cơ quan được chọn. “{{name}}” không dùng nữa.',
  mergeDo: 'Gộp',
  reopenWhat: '“{{name}}” lại nhận được văn bản. Nếu đã gộp: văn bản, cơ quan trực thuộc và các tên đã chuyển đi khi gộp trở về.',
} as const
