import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeDifferences, readSavedState } from './lab-comparison.ts';
import { compareStates } from './tenant/state/compare-states.ts';
import { startTenantForTests } from './tenant/testing/tenant-for-tests.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-comparison-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

test('a state that was saved is compared with a later one, and read as lines with before and after', async () => {
  const lab = await startTenantForTests();
  try {
    const file = join(dir, 'before.json');
    await writeFile(file, JSON.stringify(await lab.lab.state()));
    const before = await readSavedState(file);
    expect(describeDifferences(compareStates(before, await lab.lab.state()))).toBe(
      'Nothing has changed in the tenant.\n',
    );
    await lab.lab.changeOrganization({ onPremisesSyncEnabled: true });
    await lab.lab.putObjects([{ kind: 'contact', values: { displayName: 'Ann' } }]);
    expect(describeDifferences(compareStates(before, await lab.lab.state()))).toBe(
      'changed organization Contoso\n  onPremisesSyncEnabled: null -> true\nadded contact Ann\n',
    );
  } finally {
    await lab.stop();
  }
});

test.each([
  ['is not there', undefined, 'There is no file'],
  ['is no JSON', 'a state', 'holds no state of a tenant'],
  ['is something else', '{"users":[]}', 'holds no state of a tenant'],
])('a file that %s is a problem with a remedy', async (_what, content, sentence) => {
  const file = join(dir, 'other.json');
  await rm(file, { force: true });
  if (content !== undefined) await writeFile(file, content);
  await expect(readSavedState(file)).rejects.toMatchObject({
    message: expect.stringContaining(sentence),
    remedy: expect.stringContaining('npm run lab -- save'),
  });
});
