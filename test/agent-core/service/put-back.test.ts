import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { putBackFilename } from '../../../agent-core/contract/data-files.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { openCacheDatabase } from '../../../agent-core/storage/cache-database.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { tenantWithMarks } from '../../builders/ownership-marks.ts';
import { settings } from '../../builders/settings.ts';
import { agentIn, finishedRun, setUp } from '../../builders/started-agent.ts';
import { connectClient } from '../../builders/stub-agent.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const atOnce = { ...settings({ tenant: tenantWithMarks, removals: { onLeavingScope: 'delete', waitRuns: 0 } }) };

/** A real agent with ten people in step; its databases were then put back, and one of them is deleted in the directory. */
async function agentThatWasPutBack() {
  const dataDir = temporaryFolder();
  const { start, sides } = agentIn(dataDir);
  for (let index = 0; index < 9; index += 1) sides.directory.add(directoryUser(`crew${index}`));
  const stop = await start();
  const client = await connectClient(dataDir);
  await client.request('certificate.create', {});
  const applied = await client.request('setup.apply', { ...setUp, settings: atOnce });
  if (!applied.ok) throw new Error(`${applied.problem.code}: ${applied.problem.detail}`);
  expect((await finishedRun(dataDir)).ok).toBe(true);
  await stop();
  const mark = join(dataDir, putBackFilename);
  writeFileSync(mark, '');
  sides.directory.leaveTombstone('ada');
  return { dataDir, start, sides, mark };
}

const codesOf = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code);

test('after a return to an earlier version, the first run removes nobody, and the next one does', async () => {
  const { dataDir, start, sides, mark } = await agentThatWasPutBack();
  await start();
  const client = await connectClient(dataDir);
  const state = await client.request('state.read', {});
  expect(state.ok && codesOf(state.value.problems)).toEqual(['data.put-back']);

  const first = await finishedRun(dataDir);
  if (!first.ok) throw new Error(first.problem.code);
  expect(codesOf(first.value.problems)).toEqual(['data.put-back']);
  expect(sides.tenant.deleted).toEqual([]);
  expect(existsSync(mark)).toBe(false);

  const second = await finishedRun(dataDir);
  expect(second).toMatchObject({ ok: true, value: { problems: [] } });
  expect(sides.tenant.deleted).toHaveLength(1);
});

test('a run that could not read both sides does not end the doubt, and neither does a start', async () => {
  const { dataDir, start, sides, mark } = await agentThatWasPutBack();
  const stop = await start();
  sides.directory.breakOff({ after: 3, problem: problem('directory.no-answer', 'dc1') });
  await finishedRun(dataDir);
  expect(existsSync(mark)).toBe(true);
  sides.directory.breakOff(null);
  await stop();
  await start();
  await finishedRun(dataDir);
  expect(sides.tenant.deleted).toEqual([]);
  expect(existsSync(mark)).toBe(false);
});

test('a cache that was put back remembers whom it has seen, and not how far it had come', () => {
  const path = join(temporaryFolder(), 'cache.db');
  openCacheDatabase(path, '2026-03-02T08:00:00Z').close();
  const position = {
    ...{ cookie: Buffer.from('a').toString('base64'), controller: 'c', host: 'dc1', invocationId: 'i' },
    ...{ highestUsn: '7', takenAt: '2026-03-02T08:00:00.000Z' },
  };
  const database = new DatabaseSync(path);
  database.prepare("INSERT INTO readings (domain, position) VALUES ('contoso.com', ?)").run(JSON.stringify(position));
  database.exec("INSERT INTO directory_objects (object_guid, domain) VALUES ('a', 'contoso.com')");
  database.close();
  const isKnown = (isStale: boolean) => {
    const cache = openCacheDatabase(path, '2026-03-02T08:00:00Z', isStale);
    const found = cache.directories.of('contoso.com').position() !== null;
    cache.close();
    return found;
  };
  expect(isKnown(false)).toBe(true);
  expect(isKnown(true)).toBe(false);
  const kept = new DatabaseSync(path);
  expect(kept.prepare('SELECT count(*) AS n FROM directory_objects').get()).toEqual({ n: 1 });
  kept.close();
  rmSync(path);
});
