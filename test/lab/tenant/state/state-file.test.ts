/** The file that keeps a tenant: what is saved is loaded, and a file that was cut or changed is noticed. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { seedSnapshot } from './seed-snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import { loadState, saveState, stateFilePath } from './state-file.ts';

const snapshot: Snapshot = {
  ...seedSnapshot(),
  users: [
    { id: 'ann', userPrincipalName: 'ann@contoso.test', displayName: 'Ann\nof two lines' },
    { id: 'bob', userPrincipalName: 'bob@contoso.test' },
  ],
  groups: [{ id: 'group', displayName: 'Group' }],
  contacts: [{ id: 'contact', displayName: 'Contact' }],
  deleted: [{ kind: 'user', object: { id: 'gone', userPrincipalName: 'gone@contoso.test' } }],
  members: { links: [['group', ['ann', 'contact']]], suspended: [['gone', ['group']]] },
};
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'state-file-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function savedLines(): Promise<string[]> {
  await saveState(dir, snapshot);
  return (await readFile(stateFilePath(dir), 'utf8')).split('\n');
}

test('a tenant that was never saved is absent', async () => {
  expect(await loadState(dir)).toStrictEqual({ kind: 'absent' });
});

test('everything that was saved is loaded, one object a line', async () => {
  expect((await savedLines()).length).toBe(1 + 5 + 1 + 1);
  expect(await loadState(dir)).toStrictEqual({ kind: 'loaded', snapshot });
});

test.each([
  ['that was cut between two lines', (lines: string[]) => lines.slice(0, 3), 'its end is missing'],
  ['that is empty', () => [], 'its end is missing'],
  ['that was cut within a line', (lines: string[]) => [lines[0], lines[1]?.slice(0, 20)], 'it is not JSON'],
  ['with a line of no list', (lines: string[]) => lines.with(2, '["nobody",{"id":"x"}]'), 'line 3: '],
  ['with an object that has no id', (lines: string[]) => lines.with(2, '["users",{}]'), 'line 3: '],
  ['of another version', (lines: string[]) => lines.with(0, '{"version":2}'), 'version'],
])('a file %s is damaged', async (_what, damage, reason) => {
  const lines: readonly (string | undefined)[] = damage(await savedLines());
  await writeFile(stateFilePath(dir), lines.join('\n'));
  expect(await loadState(dir)).toStrictEqual({ kind: 'damaged', reason: expect.stringContaining(reason) });
});
