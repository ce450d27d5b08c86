/** record.db, version 3: settings version 2, with a list of domains, a scope, and one password secret for each domain. Frozen. */
export const severalDomains = `CREATE TABLE settings_of_version_2 (
  revision INTEGER PRIMARY KEY, saved_at TEXT NOT NULL, saved_by TEXT NOT NULL, tenant_display_name TEXT NOT NULL,
  password_secrets TEXT NOT NULL, settings TEXT NOT NULL
) STRICT;
INSERT INTO settings_of_version_2
SELECT
  revision, saved_at, saved_by, tenant_display_name,
  json_object(settings ->> '$.domain.name', password_secret),
  json_set(
    json_remove(settings, '$.domain'),
    '$.version', 2,
    '$.domains', json_array(json_set(
      json_remove(settings -> '$.domain', '$.controller'),
      '$.controllers', json_object('kind', 'chosen', 'hosts', json_array(settings -> '$.domain.controller')),
      '$.security', 'ldaps',
      '$.rights', 'domain'
    )),
    '$.scope', json_object('kind', 'all')
  )
FROM settings;
DROP TABLE settings;
ALTER TABLE settings_of_version_2 RENAME TO settings`;
