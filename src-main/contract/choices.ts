// The closed lists of the contract, and the longest texts and numbers that a clerk may write: one place each, for the schemas,
// the rulebook and the window's forms (which do not load zod). Lengths: NĐ 30/2020/NĐ-CP, Phụ lục VI, Part II.
export const levels = ['central', 'province', 'district', 'commune', 'base', 'other'] as const
export const channels = ['post', 'direct', 'network', 'email'] as const
export const urgencies = ['normal', 'khan', 'thuong-khan', 'hoa-toc'] as const
export const secrecies = ['none', 'mat', 'toi-mat', 'tuyet-mat'] as const
/** Levels at which a subject stands in the register only where somebody in charge allowed it. */
export function subjectNeedsLeave(secrecy: (typeof secrecies)[number]): boolean {
  return secrecy === 'tuyet-mat'
}
/** Of a draft's approvals: nội dung, thể thức */
export const approvalAspects = ['content', 'form'] as const
export type ApprovalAspect = (typeof approvalAspects)[number]
/** Whether issuing asks for both: not at all, by saying what lacks, by refusing. */
export const approvalModes = ['off', 'warn', 'required'] as const
export type ApprovalMode = (typeof approvalModes)[number]
/** Why the key of an archive stands in a file: no shell, turned off, no key store, one that only pretends, one that failed. */
export const plainKeyReasons = ['no-shell', 'off', 'unavailable', 'pretends', 'failed', 'no-recovery'] as const
export type PlainKeyReason = (typeof plainKeyReasons)[number]

/**
 * Characters. The number and symbol as typed may be longer than CodeNumber S11 and CodeNotation S30 together: joint documents
 * bear symbols of 38 characters and more, and a real document is never refused for its symbol.
 */
export const lengths = {
  numberSymbol: 100, bodyName: 200, signerPosition: 100, signerName: 50, subject: 500, toPlaces: 1000, language: 30, note: 500, organId: 13, fileNotation: 20, reason: 500,
} as const

/** Largest numbers: PageAmount N3, copies alike, FileCatalog N4, DocOrdinal N3. */
export const largest = { pages: 999, copies: 999, fileCatalog: 9999, docOrdinal: 999 } as const
