// The closed lists of the course of drafts: one place each, for tables, schemas and the window.

/** trình, trả lại, góp ý, duyệt, rút duyệt */
export const actKinds = ['submitted', 'returned', 'commented', 'approved', 'withdrawn'] as const
export type ActKind = (typeof actKinds)[number]

/** đang soạn, đã trình, trả lại, đã duyệt cả nội dung và thể thức; đã có số hoặc đã phát hành */
export const draftStates = ['drafting', 'submitted', 'returned', 'approved', 'issued'] as const
export type DraftState = (typeof draftStates)[number]

/** What became of an approval: it holds, or the first thing that ended it. */
export const approvalOutcomes = ['holds', 'changed', 'returned', 'withdrawn', 'renewed'] as const
export type ApprovalOutcome = (typeof approvalOutcomes)[number]

/** Whose drafts a list shows: what waits for one, what came back to one, what one submitted, what may be issued. */
export const waitingScopes = ['waiting', 'returned', 'submitted', 'ready'] as const
export type WaitingScope = (typeof waitingScopes)[number]

/** characters of a note, a comment, a reason */
export const longest = { text: 2000, reason: 500 } as const
