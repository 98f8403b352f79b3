// The closed lists of the handling of documents: one place each, for tables, schemas and the window.

/** chủ trì, phối hợp, để biết */
export const roles = ['lead', 'cooperating', 'information'] as const
export type AssignmentRole = (typeof roles)[number]

/** đã giao, đã nhận, đang giải quyết, đã trả lời; hoàn thành, trả lại, thu hồi */
export const assignmentStates = ['given', 'accepted', 'working', 'answered', 'completed', 'returned', 'withdrawn'] as const
export type AssignmentState = (typeof assignmentStates)[number]

export const eventKinds = ['distributed', 'directed', 'accepted', 'passed-on', 'progress', 'answered', 'completed', 'returned', 'extended', 'withdrawn', 'reminded'] as const
export type EventKind = (typeof eventKinds)[number]

/** lawful: what the office had set for a day is taken back */
export const ownDayKinds = ['off', 'working', 'lawful'] as const

/** Whose work a board shows. */
export const scopes = ['mine', 'given-by-me', 'unit', 'all'] as const
export type Scope = (typeof scopes)[number]

/** Tabs of a board: due today, overdue, due soon, not accepted yet, all that is open, done. */
export const tabs = ['today', 'overdue', 'due-soon', 'waiting', 'open', 'done'] as const
export type Tab = (typeof tabs)[number]
