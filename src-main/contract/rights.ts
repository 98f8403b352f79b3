// What a person may be allowed to do (quyền), and the roles that give it (vai trò). Which role gives which right is data
// (resources/rulebook/rights.json) that the office can change; each name of the contract says which right it needs.

/** Vai trò: văn thư, chánh văn phòng, lãnh đạo, chuyên viên, lưu trữ viên, quản trị. */
export const roles = ['clerk', 'chief', 'leader', 'specialist', 'archivist', 'administrator'] as const
export type Role = (typeof roles)[number]

export const rights = [
  /** lists, search and what a document says, up to one's clearance */
  'read-documents',
  /** registering, numbering, issuing, sending; copies and record copies */
  'keep-registers',
  /** books, series and periods: opened, closed, their numbers confirmed; old registers brought over */
  'keep-books',
  /** the tree of issuing bodies */
  'keep-bodies',
  /** drafts of outgoing documents */
  'draft',
  /** approving what a draft says (duyệt nội dung) */
  'approve-drafts',
  /** checking a draft's form and procedure (thẩm định thể thức) */
  'check-form',
  /** prints, exports and reports */
  'print',
  /** handing documents out, and saying until when */
  'distribute',
  /** directions on a document (bút phê) */
  'direct',
  /** one's own work on what was handed to one */
  'handle',
  /** noting in place of another (ghi thay) */
  'note-for-others',
  /** levels of secrecy: raised, lowered, destroyed; numbered copies */
  'keep-secrets',
  /** saying of a document that named persons and units alone may read it */
  'limit-reading',
  /** accounts, roles, delegations; who may do what */
  'manage-people',
  /** being shown changes of rights, and confirming them; the second word when a password is set anew */
  'confirm-rights',
  /** who viewed, printed, exported what, when; the journal */
  'read-trail',
  /** the office's names, backups, restoring, verification */
  'manage-office',
] as const
export type Right = (typeof rights)[number]

/** Who may call a name: everybody, also before anybody signed in; every person who signed in; whoever has one of the rights. */
export type Need = 'everybody' | 'signed-in' | readonly [Right, ...Right[]]
