/**
 * The thread that copies the record, on a connection of its own that cannot write. The copy is made by SQLite, so that it is whole even while the
 * original is written; it takes seconds where the record is large, and the agent goes on meanwhile. It is begun after every run, and so
 * needs nothing that takes long to load.
 */
import { DatabaseSync } from 'node:sqlite';

const [recordPath = '', copyPath = ''] = process.argv.slice(2);

const database = new DatabaseSync(recordPath, { readOnly: true, timeout: 5_000 });
try {
  database.prepare('VACUUM INTO ?').run(copyPath);
} finally {
  database.close();
}
