// Tables of the network: the PCs of the office, which every PC knows, and how this one takes part, which is its own.
import type { Migration } from '../archive/schema.ts'
import { secrecies } from '../contract/choices.ts'

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ')

export const networkMigration: Migration = {
  number: 230,
  name: 'network',
  tables: [
    { name: 'device', class: 'record', topic: 'network', official: ['clearance'], together: [['retired_at', 'retired_by', 'retire_reason']] },
    { name: 'network_pc', class: 'local' },
    { name: 'network_hub', class: 'local' },
    { name: 'network_contact', class: 'local' },
    { name: 'file_lacking', class: 'local' },
  ],
  script: `
    -- A PC that takes part, by its device (SHA-256 of its public key). It is never taken off: what it wrote stays signed by it.
    CREATE TABLE device (
      id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 64),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
      public_key TEXT NOT NULL,                        -- SPKI DER, base64
      -- up to which level it is given what is secret
      clearance TEXT NOT NULL DEFAULT 'none' CHECK (clearance IN (${oneOf(secrecies)})),
      approved_at TEXT NOT NULL,
      approved_by TEXT NOT NULL,
      retired_at TEXT,
      retired_by TEXT,
      retire_reason TEXT,
      CHECK ((retired_at IS NULL) = (retired_by IS NULL) AND (retired_at IS NULL) = (retire_reason IS NULL))
    ) STRICT;

    -- Whether this PC is a hub, and where it listens.
    CREATE TABLE network_pc (
      id TEXT NOT NULL PRIMARY KEY CHECK (id = 'pc'),
      listens INTEGER NOT NULL CHECK (listens IN (0, 1)),
      port INTEGER NOT NULL CHECK (port BETWEEN 0 AND 65535)
    ) STRICT, WITHOUT ROWID;

    -- Hubs that this PC links to, where they were met last.
    CREATE TABLE network_hub (
      device TEXT NOT NULL PRIMARY KEY,
      host TEXT NOT NULL,
      port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535)
    ) STRICT, WITHOUT ROWID;

    -- Files that records name and that are not here yet, in the order in which they came to be known.
    CREATE TABLE file_lacking (
      row INTEGER NOT NULL PRIMARY KEY,
      file_id TEXT NOT NULL UNIQUE CHECK (length(file_id) = 64),
      size INTEGER
    ) STRICT;

    -- When this PC was linked with another last.
    CREATE TABLE network_contact (
      device TEXT NOT NULL PRIMARY KEY,
      at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
}
