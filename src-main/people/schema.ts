// Tables of the people of the office: units, accounts, roles and their delegation, changes of rights until they are confirmed.
import type { Migration } from '../archive/schema.ts'
import { roles } from '../contract/rights.ts'
import { secrecies } from '../contract/choices.ts'

const day = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
const oneOf = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ')

export const peopleMigration: Migration = {
  number: 90,
  name: 'people',
  tables: [
    { name: 'unit', class: 'record', topic: 'people' },
    { name: 'account', class: 'record', topic: 'people', official: ['login', 'name', 'clearance', 'active_from', 'active_to'], together: [['active_from', 'active_to']], files: [{ id: 'signature_file_id', about: { name: 'signature_name', mediaType: 'signature_type', size: 'signature_size' } }] },
    { name: 'account_role', class: 'record', topic: 'people' },
    { name: 'account_password', class: 'record', topic: 'people', restated: true, compartment: (_row, id) => passwordCompartment(id) },
    { name: 'delegation', class: 'record', topic: 'people', together: [['from_date', 'to_date']] },
    { name: 'role_right', class: 'record', topic: 'people' },
    { name: 'rights_change', class: 'record', topic: 'people', together: [['confirmed_by', 'confirmed_at']] },
    { name: 'password_reset', class: 'record', topic: 'people' },
    { name: 'people_rule', class: 'record', topic: 'people' },
    { name: 'sign_in', class: 'local' },
    { name: 'sign_in_try', class: 'local' },
    { name: 'pc_tie', class: 'local' },
  ],
  script: `
    -- Đơn vị, phòng, ban of the office.
    CREATE TABLE unit (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
      sort_order INTEGER NOT NULL DEFAULT 0,
      closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1))
    ) STRICT;

    -- Tài khoản. An archive without any has one local operator with all rights.
    CREATE TABLE account (
      id TEXT NOT NULL PRIMARY KEY,
      login TEXT NOT NULL CHECK (length(login) BETWEEN 2 AND 40),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
      unit_id TEXT REFERENCES unit (id),
      position TEXT NOT NULL DEFAULT '',
      clearance TEXT NOT NULL DEFAULT 'none' CHECK (clearance IN (${oneOf(secrecies)})),
      -- the picture of the signature
      signature_file_id TEXT CHECK (length(signature_file_id) = 64),
      signature_name TEXT,
      signature_type TEXT,
      signature_size INTEGER CHECK (signature_size >= 0),
      active_from TEXT NOT NULL CHECK (active_from ${day}),
      active_to TEXT CHECK (active_to ${day}),
      blocked INTEGER NOT NULL DEFAULT 0 CHECK (blocked IN (0, 1)),
      added_at TEXT NOT NULL,
      CHECK (active_to IS NULL OR active_from <= active_to)
    ) STRICT;
    CREATE UNIQUE INDEX account_by_login ON account (login);

    -- Vai trò of an account, id <account>:<role>.
    CREATE TABLE account_role (
      id TEXT NOT NULL PRIMARY KEY,
      account_id TEXT NOT NULL REFERENCES account (id),
      role TEXT NOT NULL CHECK (role IN (${oneOf(roles)})),
      held INTEGER NOT NULL CHECK (held IN (0, 1)),
      CHECK (id = account_id || ':' || role)
    ) STRICT;
    CREATE INDEX account_role_by_account ON account_role (account_id, held);

    -- Of an account, by its id: argon2id in PHC form. Each account's payloads have a compartment of their own.
    CREATE TABLE account_password (
      id TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
      hash TEXT NOT NULL,
      changed_at TEXT NOT NULL,
      -- set by another: the owner chooses a new one at the next sign-in
      must_change INTEGER NOT NULL CHECK (must_change IN (0, 1))
    ) STRICT;

    -- Ủy quyền: a role of one account that another has for a time.
    CREATE TABLE delegation (
      id TEXT NOT NULL PRIMARY KEY,
      role TEXT NOT NULL CHECK (role IN (${oneOf(roles)})),
      from_account_id TEXT NOT NULL REFERENCES account (id),
      to_account_id TEXT NOT NULL REFERENCES account (id),
      from_date TEXT NOT NULL CHECK (from_date ${day}),
      to_date TEXT NOT NULL CHECK (to_date ${day}),
      reason TEXT NOT NULL,
      ended_at TEXT,
      CHECK (from_date <= to_date),
      CHECK (from_account_id <> to_account_id)
    ) STRICT;
    CREATE INDEX delegation_by_receiver ON delegation (to_account_id, to_date);

    -- Where the office has it otherwise than the rulebook, id <role>:<right>.
    CREATE TABLE role_right (
      id TEXT NOT NULL PRIMARY KEY,
      role TEXT NOT NULL,
      right TEXT NOT NULL,
      granted INTEGER NOT NULL CHECK (granted IN (0, 1)),
      reason TEXT NOT NULL,
      CHECK (id = role || ':' || right)
    ) STRICT;

    -- A change of rights, shown to the one in charge until confirmed: NĐ 30/2020/NĐ-CP, Phụ lục VI, III.3.c.
    CREATE TABLE rights_change (
      id TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('account', 'roles', 'clearance', 'active', 'delegation', 'role-right', 'password', 'document', 'pc')),
      about_account_id TEXT REFERENCES account (id),
      -- what stood and what stands, as JSON: for a person to read
      before TEXT NOT NULL CHECK (json_valid(before)),
      after TEXT NOT NULL CHECK (json_valid(after)),
      made_by TEXT NOT NULL,
      made_at TEXT NOT NULL,
      confirmed_by TEXT,
      confirmed_at TEXT,
      CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
    ) STRICT;
    CREATE INDEX rights_change_open ON rights_change (made_at) WHERE confirmed_at IS NULL;
    CREATE INDEX rights_change_by_account ON rights_change (about_account_id, made_at);

    -- A password set anew by others: asked for by one person, approved by a second.
    CREATE TABLE password_reset (
      id TEXT NOT NULL PRIMARY KEY,
      account_id TEXT NOT NULL REFERENCES account (id),
      reason TEXT NOT NULL,
      asked_by TEXT NOT NULL,
      asked_at TEXT NOT NULL,
      approved_by TEXT,
      approved_at TEXT,
      done_at TEXT,
      refused INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1)),
      -- the owner was told at a sign-in
      seen_at TEXT,
      CHECK (approved_by IS NULL OR approved_by <> asked_by)
    ) STRICT;
    CREATE INDEX password_reset_by_account ON password_reset (account_id, asked_at);

    CREATE TABLE people_rule (
      id TEXT NOT NULL PRIMARY KEY CHECK (id = 'people'),
      -- minutes without a key or a click after which a desk is locked; 0: never
      idle_minutes INTEGER NOT NULL CHECK (idle_minutes BETWEEN 0 AND 480)
    ) STRICT;

    -- Who is signed in at which desk of this PC: outlives the office process, not the program.
    CREATE TABLE sign_in (
      desk TEXT NOT NULL PRIMARY KEY,
      account_id TEXT NOT NULL,
      signed_in_at TEXT NOT NULL,
      locked INTEGER NOT NULL CHECK (locked IN (0, 1))
    ) STRICT, WITHOUT ROWID;

    -- Wrong tries since the last right one.
    CREATE TABLE sign_in_try (
      login TEXT NOT NULL PRIMARY KEY,
      failures INTEGER NOT NULL CHECK (failures >= 1),
      locked_until TEXT
    ) STRICT, WITHOUT ROWID;

    -- The one account that may sign in on this PC.
    CREATE TABLE pc_tie (
      account_id TEXT NOT NULL PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
  `,
}

/** Where what is said of an account's password lies in the journal. */
export function passwordCompartment(accountId: string): string {
  return `password:${accountId}`
}

/** Another PC's entry is never refused for what it says: two accounts may come to one login, of which the first made signs in with it. */
export const loginsMigration: Migration = {
  number: 220,
  name: 'logins',
  tables: [],
  script: 'DROP INDEX account_by_login; CREATE INDEX account_by_login ON account (login, added_at, id);',
}
