// Every code that an answer may bear, with the names of the params that its message needs: for `office names`, for scripts, and
// for the words of the window. A contract cannot name a code that is not here.

/** Codes that any name may answer. */
export const commonErrors = {
  /** issues: [{path, problem, limit?, keys?}], see check.ts */
  INVALID_INPUT: ['issues'],
  UNKNOWN_NAME: ['name'],
  LOCAL_ONLY: ['name'],
  /** a document of a level that this PC may not let out; allowed: up to which it may */
  SECRECY_FORBIDS_PRINT: ['allowed'],
  /** a limited document that the person may read and not do more with; may: what they may (reading/rules.ts) */
  READING_LIMITED: ['id', 'may'],
  /** locked against every change until it is released */
  DOCUMENT_FROZEN: ['id'],
  /** destroyed by decision: its number and the decision are all that is left, and nothing more is done with it */
  DOCUMENT_DESTROYED: ['id'],
  /** nobody has signed in at this desk, or it is locked */
  NOT_SIGNED_IN: [],
  /** needs: the rights of which one would do */
  NOT_ALLOWED: ['name', 'needs'],
  COMMAND_ID_REUSED: ['commandId'],
  /** differing: [{record, id, field, yours, theirs}]: the caller's version and the one that stands */
  STALE_RECORD: ['basedOn', 'current', 'differing'],
  NOT_FOUND: ['what', 'id'],
  /** the office has not been set up */
  NOT_SET_UP: [],
  /** this PC joined an office whose first records have not arrived yet */
  OFFICE_ARRIVING: [],
  /** another process owns the archive and does not answer */
  ARCHIVE_LOCKED: ['directory'],
  ARCHIVE_NEWER: ['version', 'known'],
  ARCHIVE_DAMAGED: ['what', 'cause'],
  /** recovery: a recovery key would open it; sealed: the key is there, and the system's key store does not open it */
  KEY_MISSING: ['archiveId', 'recovery', 'sealed'],
  /** an archive of an older version is not opened without a backup */
  BACKUP_FAILED: ['what'],
  DISK_FULL: ['what', 'file', 'errno'],
  /** what: the system's code; the disk does not answer, or fails at a place */
  DISK_FAILED: ['what'],
  /** what: the system's code; the folder cannot be made or written */
  PATH_NOT_WRITABLE: ['what'],
  CANCELLED: ['what', 'file'],
  /** the office process was restarted before it answered */
  OFFICE_RESTARTED: [],
  /** a programming fault; reference into the log */
  INTERNAL: ['reference'],
} as const satisfies Record<string, readonly string[]>

const ownErrors = {
  ALREADY_SET_UP: [],
  DATES_REVERSED: ['from', 'to'],

  /** no recovery key was made for it */
  RECOVERY_KEY_ABSENT: [],
  /** group: the first that is not as it was printed, counted from 1 */
  RECOVERY_KEY_MISTYPED: ['group'],
  /** typed without a slip, and of another archive, or made void by a later one */
  RECOVERY_KEY_WRONG: [],
  /** the archive is open: this PC has its key */
  /** the archive's key was brought along and is not kept on this PC */
  KEY_NOT_KEPT: [],
  ROTATION_RUNS: [],
  /** bytes that writing everything anew takes, and those that are free */
  ROTATION_NEEDS_SPACE: ['needed', 'free'],
  /** files that are damaged would be lost: they are to be restored first */
  ROTATION_FILES_DAMAGED: ['files'],
  KEY_NOT_MISSING: [],

  PATH_INSIDE_ARCHIVE: ['what'],
  BACKUP_NOT_FOUND: ['what'],
  /** no place was chosen yet, or its disk is not connected */
  BACKUP_TARGET_MISSING: [],
  BACKUP_DAMAGED: ['what'],
  BACKUP_OF_ANOTHER_ARCHIVE: ['what'],
  BACKUP_NEWER: ['what'],

  /** file: a file's own name or its id; cause: the store's code; errno: the system's; limit: bytes */
  FILE_UNREADABLE: ['path', 'cause', 'file', 'errno', 'limit'],
  PATH_IS_DIRECTORY: ['file', 'errno'],
  FILE_TOO_LARGE: ['file', 'limit'],
  FILE_NOT_FOUND: ['fileId', 'file', 'errno'],
  FILE_CORRUPT: ['fileId', 'file', 'errno'],
  FILE_EXISTS: ['file', 'errno'],
  FILE_NOT_STAGED: ['fileId'],

  /** what: where it breaks off */
  FILE_DAMAGED: ['what'],
  /** it asks for a password */
  FILE_LOCKED: [],
  /** kind: pdf | word | picture | archive | email | xml | empty | unknown */
  NOT_A_SHEET: ['kind'],
  SHEET_TOO_LONG: ['sheet', 'limit'],
  NO_SHEET: [],
  SHEET_NOT_FOUND: ['sheet'],
  /** no sheet has headings of a register */
  NO_TABLE: ['sheets'],
  /** cause: what the reading thread ended with */
  SHEET_UNREADABLE: ['cause'],
  /** an import that a person did not tell to leave them out; row: the first of them, as the sheet counts */
  BOOK_HAS_FAULTS: ['rows', 'row'],
  NOTHING_TO_IMPORT: [],
  ALREADY_IMPORTED: ['importId', 'importedAt'],
  TERMS_OVERLAP: ['from', 'to'],
  IMPORT_NOT_FOUND: ['importId'],
  IMPORT_WITHDRAWN: ['importId'],
  /** documents of the import were worked on since */
  IMPORT_IN_USE: ['importId', 'documents'],

  BODY_NOT_FOUND: ['id'],
  BODY_EXISTS: ['id', 'name'],
  /** with one of the last three: where it would lead */
  BODY_LOOP: ['id', 'intoId', 'parentId', 'successorId'],
  BODY_CLOSED: ['id'],
  BODY_IS_GROUP: ['id'],
  BODY_MERGED: ['id', 'into'],
  /** successor: {id, name} | null */
  BODY_ENDED: ['id', 'name', 'validTo', 'successor'],
  /** what: document | body; it was filed elsewhere after the merge, where it stays */
  MERGE_CHANGED_SINCE: ['what', 'id', 'bodyId'],

  DOCUMENT_NOT_FOUND: ['id'],
  DOCUMENT_CANCELLED: ['id'],
  DOCUMENT_NOT_CANCELLED: ['id'],
  DOCUMENT_RETURNED: ['id'],
  DOCUMENT_NOT_RETURNED: ['id'],
  DOCUMENT_TYPE_UNKNOWN: ['documentTypeId'],
  /** twin: {id, arrivalNumber, arrivalSuffix, arrivalDate, numberSymbol, issuedDate, issuingBodyName, subject} */
  DUPLICATE_DOCUMENT: ['twin'],
  ISSUED_AFTER_ARRIVAL: ['issuedDate', 'arrivalDate'],
  ARRIVAL_IN_FUTURE: ['arrivalDate', 'today'],
  DUE_BEFORE_ARRIVAL: ['dueDate', 'arrivalDate'],
  RETURN_IN_FUTURE: ['date', 'today'],
  RETURN_BEFORE_ARRIVAL: ['date', 'arrivalDate'],
  CLOCK_IN_DOUBT: ['now', 'lastEntryAt'],

  /** nobody gives a document a level that they may not read */
  SECRECY_ABOVE_CLEARANCE: ['secrecy'],
  /** allowed: up to which level files may be attached on this PC */
  SECRECY_FORBIDS_FILES: ['secrecy', 'allowed'],
  /** files of that level only where no network is */
  STAND_ALONE_NEEDED: ['secrecy'],
  LEVEL_UNCHANGED: ['secrecy'],
  DOCUMENT_NOT_SECRET: ['id'],
  /** a level is lowered by a decision, except on the day of the registration: that mends a slip */
  LEVEL_NEEDS_DECISION: ['secrecy'],
  /** until: when protection ends as it stands */
  PROTECTION_ENDS_EARLIER: ['until'],
  /** copies: numbers of those that are out */
  COPIES_OUT: ['copies'],
  NO_COPIES_OUT: [],
  COPY_ENDED: ['id'],
  ENDED_BEFORE_GIVEN: ['date', 'givenDate'],

  REGISTER_NOT_FOUND: ['registerId'],
  REGISTER_EXISTS: ['id', 'name'],
  REGISTER_CLOSED: ['registerId'],
  REGISTER_NOT_CLOSED: ['registerId'],
  YEAR_CLOSED: ['registerId', 'year'],
  YEAR_NOT_CLOSED: ['registerId', 'year'],
  YEAR_IN_FUTURE: ['year', 'thisYear'],
  YEAR_CHANGED: ['year', 'arrivalDate'],
  SUFFIX_WITHOUT_NUMBER: ['suffixOf'],
  START_BELOW_NUMBERS: ['registerId', 'year', 'lastNumber'],
  LAST_NUMBER_UNCONFIRMED: ['registerId', 'year', 'lastNumber'],
  LAST_NUMBER_TOO_LOW: ['registerId', 'year', 'lastNumber'],
  NOTHING_TO_CONFIRM: ['registerId', 'year'],

  DOCUMENT_NOT_INCOMING: ['id'],
  DOCUMENT_NOT_OUTGOING: ['id'],
  DOCUMENT_RECALLED: ['id'],
  DOCUMENT_ISSUED: ['id'],
  DOCUMENT_NOT_ISSUED: ['id', 'status'],
  DOCUMENT_SUPERSEDES_ITSELF: ['id'],
  /** field: what a document with a number may change no more */
  FIELD_FROZEN: ['id', 'field'],
  /** missing: signer | issuedDate | documentTypeId | subject */
  DRAFT_INCOMPLETE: ['missing'],
  ISSUED_IN_FUTURE: ['issuedDate', 'today'],
  DUE_BEFORE_ISSUE: ['dueDate', 'issuedDate'],
  /** missing: content | form, which issuing asks for here */
  DRAFT_NOT_APPROVED: ['id', 'missing'],
  /** it is for its drafter, whom it was submitted to, or who may note for others */
  DRAFT_NOT_YOURS: ['id'],
  DRAFT_NOT_SUBMITTED: ['id'],
  /** an account that approves neither content nor form, or not what it is said to approve */
  NOT_IN_CHARGE: ['id', 'name'],
  /** aspect: content | form; as it stands, it is approved already */
  DRAFT_APPROVED: ['aspect'],
  APPROVAL_NOT_FOUND: ['aspect'],
  APPROVAL_NOT_YOURS: ['aspect'],
  RECIPIENT_NOT_FOUND: ['recipientId'],
  RECALL_NOT_ASKED: ['recipientId'],

  PEOPLE_BEGUN: [],
  /** the first account is made by people.begin, or nobody could manage the others */
  PEOPLE_NOT_BEGUN: [],
  /** login and password do not belong together, or the account may not sign in; which of them is not said */
  SIGN_IN_REFUSED: [],
  /** too many wrong tries; until: ISO 8601 */
  SIGN_IN_LOCKED: ['until'],
  /** another person's PC */
  PC_TIED: ['name'],
  PASSWORD_WRONG: [],
  /** least: characters */
  PASSWORD_TOO_SHORT: ['least'],
  /** it is the login, the name, or one of those that everybody tries first */
  PASSWORD_GUESSABLE: [],
  ACCOUNT_NOT_FOUND: ['id'],
  LOGIN_TAKEN: ['login'],
  UNIT_NOT_FOUND: ['id'],
  UNIT_EXISTS: ['id', 'name'],
  UNIT_IN_USE: ['id', 'accounts'],
  /** nobody would be left who may manage accounts */
  LAST_ADMINISTRATOR: ['id'],
  DELEGATION_NOT_FOUND: ['id'],
  DELEGATION_ENDED: ['id'],
  ROLE_NOT_HELD: ['id', 'role'],
  DELEGATION_TO_ONESELF: [],
  RESET_NOT_FOUND: ['id'],
  /** state: asked | approved | done | refused */
  RESET_NOT_POSSIBLE: ['id', 'state'],
  /** who asked for it, or whose password it is, cannot be the second person */
  SECOND_PERSON_NEEDED: ['id'],
  RIGHTS_CHANGE_NOT_FOUND: ['id'],
  RIGHTS_CHANGE_CONFIRMED: ['id'],

  ASSIGNMENT_NOT_FOUND: ['id'],
  /** state: completed | returned | withdrawn */
  ASSIGNMENT_CLOSED: ['id', 'state'],
  ASSIGNMENT_NOT_YOURS: ['id'],
  ASSIGNMENT_ACCEPTED: ['id'],
  /** who leads; there is one at a time */
  LEAD_STANDS: ['name'],
  /** who cooperates has nobody to cooperate with */
  LEAD_MISSING: [],
  ASSIGNED_TWICE: ['name'],
  /** who it is given to may not read it; documentId: of several */
  CLEARANCE_TOO_LOW: ['id', 'name', 'documentId'],
  SIGNATURE_NOT_PICTURE: ['fileId'],
  /** at this level a subject is written only where somebody in charge allowed it: subjectAllowedBy */
  SUBJECT_NOT_ALLOWED: ['secrecy'],
  SUBJECT_MISSING: [],
  /** the same reader is named twice */
  READER_TWICE: ['id'],
  /** who works on a document would no longer see it; names: theirs */
  READERS_MISS_HOLDERS: ['names'],
  DOCUMENT_NOT_LIMITED: ['id'],
  /** the document is limited to readers who do not include this account */
  NOT_A_READER: ['id', 'name', 'documentId'],
  /** neither words nor ink */
  DIRECTION_EMPTY: [],
  INK_NOT_PICTURE: ['fileId'],
  /** dueDate: null where none was set */
  EXTENSION_NOT_LATER: ['until', 'dueDate'],
  PHRASE_NOT_FOUND: ['id'],
  /** days: as many as may be asked for at once */
  RANGE_TOO_LONG: ['days'],

  SEARCH_NOT_FOUND: ['id'],
  SEARCH_EXISTS: ['id', 'name'],
  COPY_NOT_FOUND: ['id'],
  DISPATCH_NOT_FOUND: ['id'],
  USE_NOT_FOUND: ['id'],
  RECORD_COPY_RETURNED: ['id'],
  NOTED_IN_FUTURE: ['date', 'today'],
  RECEIVED_BEFORE_SENT: ['id', 'date', 'sentDate'],
  NOTED_BEFORE_DOCUMENT: ['id', 'date', 'documentDate'],
  BATCH_NOT_FOUND: ['id'],
  /** the receiver has the paper of this document since a day; it came back in no line */
  ALREADY_HANDED: ['id', 'name', 'date'],
  ALREADY_SENT: ['id', 'name', 'date'],
  /** neither oneself nor one's unit is its receiver */
  DISPATCH_NOT_YOURS: ['id'],
  RECEIPT_NOT_YOURS: ['id', 'name'],
  DISPATCH_RECEIVED: ['id', 'name', 'date'],
  /** outcome: returned | lost */
  DISPATCH_ENDED: ['id', 'outcome', 'date'],
  DISPATCH_ASKED_BACK: ['id', 'date'],
  /** sent through the network or by e-mail */
  NOT_ON_PAPER: ['id'],
  NOTHING_TO_STRIKE: ['id'],
  /** trích sao without saying which part */
  EXTRACT_UNSAID: [],
  /** an entry of a book of copies, dispatches or uses that is struck through already */
  ENTRY_STRUCK: ['id'],

  SERIES_NOT_FOUND: ['seriesId'],
  SERIES_EXISTS: ['seriesId'],
  SERIES_CLOSED: ['seriesId'],
  /** another open series of the body numbers this type */
  SERIES_OVERLAPS: ['seriesId', 'name', 'documentTypeId'],
  /** field: what is not as the rulebook has it, and what that is; answered with a reason it goes through */
  SERIES_DIFFERS: ['field', 'ruled', 'source'],
  SERIES_HAS_NUMBERS: ['seriesId', 'lastNumber'],
  BODY_WITHOUT_SYMBOL: ['id', 'name'],
  TERM_UNKNOWN: ['issuedDate'],
  TERM_NEEDS_NAME: [],
  DAY_NOT_FIRST_OF_YEAR: ['from'],
  PERIOD_NOT_FOUND: ['periodId'],
  PERIOD_EXISTS: ['from'],
  PERIOD_CLOSED: ['periodId', 'from', 'to'],
  NUMBERS_UNCONFIRMED: ['periodId', 'lastNumber'],
  /** a series without numbers, in an archive that was restored since its period began: asks for the last number on paper */
  FIRST_NUMBER_IN_DOUBT: ['name', 'from'],
  NUMBERS_CONFIRMED: ['periodId'],
  NUMBER_TOO_LOW: ['periodId', 'lastNumber'],
  NUMBER_BACKDATED: ['number', 'lastNumber', 'lastDate'],
  NUMBER_NOT_FREE: ['number'],
  NUMBER_NEEDS_REASON: ['number'],
  RESERVATION_NOT_FOUND: ['reservationId'],
  RESERVATION_RELEASED: ['reservationId'],
  RESERVATION_OF_ANOTHER: ['reservationId'],
  RESERVATION_EXPIRED: ['reservationId', 'expiresOn'],
  RESERVATION_USED_UP: ['reservationId'],
  EXPIRY_PAST: ['expiresOn', 'today'],

  /** this PC may not be networked (secrecy.setPcRule) */
  STANDS_ALONE: [],
  /** this PC is no hub, or cannot listen */
  NO_HUB: [],
  /** the PC has given up, was sent away, or its code is not there yet */
  NOT_JOINING: ['device'],
  CODE_MISTYPED: [],
  CODE_DIFFERENT: [],
  DEVICE_NOT_FOUND: ['device'],
  DEVICE_RETIRED: ['device'],
  OWN_DEVICE: [],
  /** detail: the system's code, for IT staff */
  HUB_UNREACHABLE: ['detail'],
  /** why: NOT_ADMITTED (its door is not open), BUSY */
  HUB_REFUSES: ['why'],
  JOIN_REFUSED: [],
  JOIN_BROKEN: [],
  JOIN_LOST: [],
  ARCHIVE_HERE: [],

  CURSOR_INVALID: [],
  RANGE_REVERSED: ['from', 'to'],
  RANGE_OUTSIDE_YEAR: ['year', 'from', 'to'],
  NUMBERS_NEED_YEAR: ['first', 'last'],
} as const satisfies Record<string, readonly string[]>

export type CommonCode = keyof typeof commonErrors
export type ErrorCode = CommonCode | keyof typeof ownErrors

/** The names of the params of each code. */
export const errorParams: Readonly<Record<ErrorCode, readonly string[]>> = { ...commonErrors, ...ownErrors }
