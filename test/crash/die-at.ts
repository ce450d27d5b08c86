/**
 * Loaded into a real agent before its own code (`node --import`): watches from below, at the edges of the runtime, and ends the process as
 * `kill -9` does when the n-th moment of a kind has come. The agent runs as it is shipped and knows nothing of it.
 */
import diagnostics from 'node:diagnostics_channel';
import { basename } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Failpoint } from './failpoints.ts';

const { searchParams } = new URL(import.meta.url);
const wanted = searchParams.get('at');
const nth = Number(searchParams.get('nth'));
let seen = 0;

const die = () => process.kill(process.pid, 'SIGKILL');

function reach(moment: Failpoint, end: () => void = die): void {
  if (wanted !== 'any' && wanted !== moment) return;
  seen += 1;
  if (seen === nth) end();
}

watchRequests();
watchDatabases();

/** Undici tells of every request on the way: `undici:request:*`. */
function watchRequests(): void {
  const messageSchema = z.object({ request: z.object({ method: z.string(), path: z.string() }) });
  const onWrite = (channel: string, hear: (path: string) => void) =>
    diagnostics.subscribe(channel, (message) => {
      const { request } = messageSchema.parse(message);
      if (request.method !== 'GET' && request.path.startsWith('/v1.0/')) hear(request.path);
    });
  onWrite('undici:request:create', () => reach('before a request'));
  // What was written to the socket in this moment shall leave.
  onWrite('undici:client:sendHeaders', () => setImmediate(() => reach('a request sent')));
  onWrite('undici:request:headers', (path) => {
    reach('a request answered');
    if (path === '/v1.0/$batch') reach('in the middle of a batch');
  });
}

function watchDatabases(): void {
  const { exec, prepare } = DatabaseSync.prototype;
  const nameOf = (database: DatabaseSync) => basename(database.location() ?? '');
  const isWatched = (name: string): name is 'record.db' | 'cache.db' => name === 'record.db' || name === 'cache.db';
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
    const name = nameOf(this);
    if (sql !== 'COMMIT' || !isWatched(name)) return exec.call(this, sql);
    const which = name === 'record.db' ? 'record' : 'cache';
    reach(`before a commit of the ${which}`);
    exec.call(this, sql);
    reach(`after a commit of the ${which}`);
    reach(`in a checkpoint of the ${which}`, () => {
      dieSoon();
      // SQLite does the same by itself, in the commit that makes the log a thousand pages long.
      exec.call(this, 'PRAGMA wal_checkpoint(TRUNCATE)');
      die();
    });
  };
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql: string) {
    const statement = prepare.call(this, sql);
    if (!sql.startsWith('VACUUM INTO')) return statement;
    const run = statement.run.bind(statement);
    const runAndReach = (path: SQLInputValue) => {
      const result = run(path);
      reach('in a backup of the record');
      return result;
    };
    return Object.assign(statement, { run: runAndReach });
  };
}

/** From beside: this thread will be busy inside of SQLite. */
function dieSoon(): void {
  const started = new Int32Array(new SharedArrayBuffer(4));
  const killer = `
    const { workerData } = require('node:worker_threads');
    Atomics.store(workerData.started, 0, 1);
    Atomics.notify(workerData.started, 0);
    Atomics.wait(workerData.started, 0, 1, workerData.afterMs);
    process.kill(process.pid, 'SIGKILL');`;
  new Worker(killer, { eval: true, execArgv: [], workerData: { started, afterMs: nth % 4 } });
  Atomics.wait(started, 0, 0, 5_000);
}
