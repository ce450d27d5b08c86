/** The tables of cache.db in which both sides meet: verdicts on objects of the directory, and the tenant as it was last seen. */
import type { DatabaseSync } from 'node:sqlite';
import type { ObjectGuid } from '../contract/identifiers.ts';

/** Frozen, as every migration. A verdict with a pass below the current one that is open has still to be judged. */
export const verdictTables = `
  CREATE TABLE verdicts (
    object_guid TEXT PRIMARY KEY, domain TEXT NOT NULL DEFAULT '', object_type TEXT NOT NULL DEFAULT '',
    is_open INTEGER NOT NULL, pass INTEGER NOT NULL, is_in_scope INTEGER NOT NULL DEFAULT 0, tenant_id TEXT,
    anchor TEXT, sign_in_name TEXT, mail TEXT, sid TEXT, manager_guid TEXT, manager_id TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX open_verdicts ON verdicts (pass) WHERE is_open = 1;
  CREATE INDEX verdicts_by_pass ON verdicts (pass);
  CREATE INDEX quiet_verdicts ON verdicts (is_open, domain, object_type, is_in_scope);
  CREATE INDEX verdicts_by_anchor ON verdicts (anchor) WHERE anchor IS NOT NULL;
  CREATE INDEX verdicts_by_name ON verdicts (sign_in_name) WHERE sign_in_name IS NOT NULL;
  CREATE INDEX verdicts_by_mail ON verdicts (mail) WHERE mail IS NOT NULL;
  CREATE INDEX verdicts_by_tenant ON verdicts (tenant_id) WHERE tenant_id IS NOT NULL;
  CREATE INDEX verdicts_by_sid ON verdicts (sid) WHERE sid IS NOT NULL;
  CREATE TABLE judged_by (id INTEGER PRIMARY KEY CHECK (id = 1), basis TEXT NOT NULL, pass INTEGER NOT NULL) STRICT;
  INSERT INTO judged_by VALUES (1, '', 0);
  INSERT INTO verdicts (object_guid, is_open, pass)
    SELECT DISTINCT object_guid, 1, 0 FROM objects WHERE kind IN ('user', 'group');
  CREATE INDEX objects_by_kind ON objects (reading, kind);
  CREATE TABLE tenant_users (
    id TEXT PRIMARY KEY, anchor TEXT, name TEXT, marked_for TEXT, content TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tenant_users_by_anchor ON tenant_users (anchor) WHERE anchor IS NOT NULL;
  CREATE INDEX tenant_users_by_name ON tenant_users (name) WHERE name IS NOT NULL;
  CREATE INDEX tenant_users_by_mark ON tenant_users (marked_for) WHERE marked_for IS NOT NULL;
  CREATE TABLE tenant_addresses (
    address TEXT NOT NULL, user_id TEXT NOT NULL, PRIMARY KEY (address, user_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tenant_addresses_by_user ON tenant_addresses (user_id);
  CREATE TABLE tenant_groups (id TEXT PRIMARY KEY, key TEXT, content TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX tenant_groups_by_key ON tenant_groups (key) WHERE key IS NOT NULL;
  CREATE TABLE tenant_members (
    group_id TEXT NOT NULL, member_id TEXT NOT NULL, PRIMARY KEY (group_id, member_id)
  ) STRICT, WITHOUT ROWID;`;

const countQuiet = (row: 'old' | 'new', by: 1 | -1) =>
  `INSERT INTO totals SELECT ${row}.domain || ' ' || ${row}.object_type || ' ' || ${row}.is_in_scope, ${by}
     WHERE ${row}.is_open = 0 ON CONFLICT (what) DO UPDATE SET found = found + excluded.found;`;
const countOne = (what: string, by: 1 | -1) =>
  `INSERT INTO totals VALUES (${what}, ${by}) ON CONFLICT (what) DO UPDATE SET found = found + excluded.found;`;
const countRows = (table: string, what: string) => `
  INSERT INTO totals SELECT '${what}', count(*) FROM ${table};
  CREATE TRIGGER ${table}_come AFTER INSERT ON ${table} BEGIN ${countOne(`'${what}'`, 1)} END;
  CREATE TRIGGER ${table}_go AFTER DELETE ON ${table} BEGIN ${countOne(`'${what}'`, -1)} END;`;

/** Frozen, as every migration. What a run tells in sums is counted as it changes, so that nobody has to count it all again. */
export const totalTables = `
  ALTER TABLE verdicts ADD COLUMN is_recorded INTEGER NOT NULL DEFAULT 1;
  CREATE INDEX unrecorded_verdicts ON verdicts (object_guid) WHERE is_recorded = 0;
  DROP INDEX quiet_verdicts;
  CREATE TABLE totals (what TEXT PRIMARY KEY, found INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO totals SELECT domain || ' ' || object_type || ' ' || is_in_scope, count(*) FROM verdicts
    WHERE is_open = 0 GROUP BY domain, object_type, is_in_scope;
  CREATE TRIGGER verdicts_change AFTER UPDATE OF is_open, domain, object_type, is_in_scope ON verdicts
    WHEN old.is_open <> new.is_open OR (new.is_open = 0 AND
      (old.domain <> new.domain OR old.object_type <> new.object_type OR old.is_in_scope <> new.is_in_scope))
    BEGIN ${countQuiet('old', -1)} ${countQuiet('new', 1)} END;
  CREATE TRIGGER verdicts_go AFTER DELETE ON verdicts BEGIN ${countQuiet('old', -1)} END;
  INSERT INTO totals SELECT reading || ' ' || kind, count(*) FROM objects GROUP BY reading, kind;
  CREATE TRIGGER objects_come AFTER INSERT ON objects BEGIN ${countOne("new.reading || ' ' || new.kind", 1)} END;
  CREATE TRIGGER objects_change AFTER UPDATE OF kind ON objects WHEN old.kind <> new.kind
    BEGIN ${countOne("old.reading || ' ' || old.kind", -1)} ${countOne("new.reading || ' ' || new.kind", 1)} END;
  CREATE TRIGGER objects_go AFTER DELETE ON objects BEGIN ${countOne("old.reading || ' ' || old.kind", -1)} END;
  ${countRows('tenant_users', 'tenant users')}
  ${countRows('tenant_groups', 'tenant groups')}`;

/**
 * Frozen, as every migration. Rows stand in the order in which they came, and indexes are of small numbers: whoever goes through all of
 * them finds neighbours beside each other. What stood there before is asked for again.
 */
export const orderedTables = `
  DROP TABLE verdicts; DROP TABLE tenant_users; DROP TABLE tenant_addresses; DELETE FROM tenant_positions; DELETE FROM totals;
  CREATE TABLE verdicts (
    number INTEGER PRIMARY KEY, object_guid TEXT NOT NULL UNIQUE, domain TEXT NOT NULL DEFAULT '', object_type TEXT NOT NULL DEFAULT '',
    is_open INTEGER NOT NULL, pass INTEGER NOT NULL, unrecorded TEXT, is_in_scope INTEGER NOT NULL DEFAULT 0, tenant_id TEXT,
    anchor TEXT, sign_in_name TEXT, mail TEXT, sid TEXT, manager_guid TEXT, manager_id TEXT
  ) STRICT;
  CREATE INDEX open_verdicts ON verdicts (pass) WHERE is_open = 1;
  CREATE INDEX verdicts_by_pass ON verdicts (pass);
  CREATE INDEX unrecorded_verdicts ON verdicts (number) WHERE unrecorded IS NOT NULL;
  CREATE INDEX verdicts_by_anchor ON verdicts (anchor) WHERE anchor IS NOT NULL;
  CREATE INDEX verdicts_by_name ON verdicts (sign_in_name) WHERE sign_in_name IS NOT NULL;
  CREATE INDEX verdicts_by_mail ON verdicts (mail) WHERE mail IS NOT NULL;
  CREATE INDEX verdicts_by_tenant ON verdicts (tenant_id) WHERE tenant_id IS NOT NULL;
  CREATE INDEX verdicts_by_sid ON verdicts (sid) WHERE sid IS NOT NULL;
  INSERT INTO verdicts (object_guid, is_open, pass)
    SELECT DISTINCT object_guid, 1, 0 FROM objects WHERE kind IN ('user', 'group');
  CREATE TRIGGER verdicts_change AFTER UPDATE OF is_open, domain, object_type, is_in_scope ON verdicts
    WHEN old.is_open <> new.is_open OR (new.is_open = 0 AND
      (old.domain <> new.domain OR old.object_type <> new.object_type OR old.is_in_scope <> new.is_in_scope))
    BEGIN ${countQuiet('old', -1)} ${countQuiet('new', 1)} END;
  CREATE TRIGGER verdicts_go AFTER DELETE ON verdicts BEGIN ${countQuiet('old', -1)} END;
  INSERT INTO totals SELECT reading || ' ' || kind, count(*) FROM objects GROUP BY reading, kind;
  INSERT INTO totals SELECT 'tenant groups', count(*) FROM tenant_groups;
  CREATE TABLE tenant_users (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, anchor TEXT, name TEXT, marked_for TEXT, content TEXT NOT NULL
  ) STRICT;
  CREATE INDEX tenant_users_by_anchor ON tenant_users (anchor) WHERE anchor IS NOT NULL;
  CREATE INDEX tenant_users_by_name ON tenant_users (name) WHERE name IS NOT NULL;
  CREATE INDEX tenant_users_by_mark ON tenant_users (marked_for) WHERE marked_for IS NOT NULL;
  CREATE TABLE tenant_addresses (
    address TEXT NOT NULL, user_number INTEGER NOT NULL, PRIMARY KEY (address, user_number)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tenant_addresses_by_user ON tenant_addresses (user_number);
  ${countRows('tenant_users', 'tenant users')}`;

const kindOf = (row: 'old' | 'new') => `iif(${row}.is_machine, 'machine', ${row}.kind)`;
const countKind = (row: 'old' | 'new', by: 1 | -1) => countOne(`${row}.reading || ' ' || ${kindOf(row)}`, by);

/** Frozen, as every migration. Computers and trusts (rule R15: their class, or 0x3800 in userAccountControl) are not counted as users any more. */
export const machinesApart = `
  ALTER TABLE objects ADD COLUMN is_machine INTEGER AS (kind = 'user' AND (
    ifnull(instr(attributes -> '$.objectClass', '"computer"'), 0) > 0 OR
    ifnull(attributes ->> '$.userAccountControl[0]', 0) & 14336 <> 0)) VIRTUAL;
  DROP TRIGGER objects_come; DROP TRIGGER objects_change; DROP TRIGGER objects_go;
  UPDATE totals SET found = found - (SELECT count(*) FROM objects WHERE is_machine AND reading || ' user' = what)
    WHERE what IN (SELECT id || ' user' FROM readings);
  INSERT INTO totals SELECT reading || ' machine', count(*) FROM objects WHERE is_machine GROUP BY reading;
  CREATE TRIGGER objects_come AFTER INSERT ON objects BEGIN ${countKind('new', 1)} END;
  CREATE TRIGGER objects_change AFTER UPDATE OF kind, attributes ON objects WHEN ${kindOf('old')} <> ${kindOf('new')}
    BEGIN ${countKind('old', -1)} ${countKind('new', 1)} END;
  CREATE TRIGGER objects_go AFTER DELETE ON objects BEGIN ${countKind('old', -1)} END;
  UPDATE judged_by SET basis = '';`;

/** Says that an object has to be judged again. */
export interface Opener {
  open(objectGuid: ObjectGuid | string): void;
  /** Whoever claims this anchor. */
  openAnchor(anchor: string): void;
  /** Whose counterpart this is. */
  openCounterpartOf(tenantId: string): void;
  openAll(): void;
  /** Also those on whom there is no verdict yet. */
  openReading(reading: number): void;
}

export function createOpener(database: DatabaseSync): Opener {
  const open = database.prepare(
    `INSERT INTO verdicts (object_guid, is_open, pass) VALUES (?, 1, 0)
     ON CONFLICT (object_guid) DO UPDATE SET is_open = 1, pass = 0 WHERE is_open = 0 OR pass > 0`,
  );
  const openBy = (key: string) =>
    database.prepare(`UPDATE verdicts SET is_open = 1, pass = 0 WHERE ${key} = ? AND (is_open = 0 OR pass > 0)`);
  const byAnchor = openBy('anchor');
  const byTenantId = openBy('tenant_id');
  // Of another basis than any that is judged by.
  const all = database.prepare("UPDATE judged_by SET basis = ''");
  const reading = database.prepare(
    `INSERT OR IGNORE INTO verdicts (object_guid, is_open, pass)
     SELECT object_guid, 1, 0 FROM objects WHERE reading = ? AND kind IN ('user', 'group')`,
  );
  return {
    open: (objectGuid) => void open.run(objectGuid),
    openAnchor: (anchor) => void byAnchor.run(anchor),
    openCounterpartOf: (tenantId) => void byTenantId.run(tenantId),
    openAll: () => void all.run(),
    openReading: (id) => {
      all.run();
      reading.run(id);
    },
  };
}
