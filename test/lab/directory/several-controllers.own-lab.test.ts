import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabFacts } from '../lab-facts.ts';
import { pickLoopbackAddress } from '../loopback-address.ts';
import { atSecondController, inSecondForest } from '../other-controllers.ts';
import { isListening } from '../processes/is-listening.ts';
import { type Lab, startLab, stopLab } from '../start-lab.ts';
import { changeUser, readObjectGuids } from './administer-directory.ts';
import { replicateControllers } from './replicate-controllers.ts';
import { fabrikamUsers } from './seed/fabrikam-seed.ts';
import { ldapsearch } from './testing/ldapsearch.ts';

let dir: string;
let lab: Lab;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-'));
  const parts = { secondController: true, secondForest: true };
  lab = await startLab({ dir, address: pickLoopbackAddress(), tenantPort: 0, ...parts });
});
afterAll(async () => {
  await stopLab(dir);
  await rm(dir, { recursive: true, force: true });
});

async function readUser(at: LabFacts, sAMAccountName: string, ...attributes: readonly string[]): Promise<string> {
  const { entries, output } = await ldapsearch(at, {}, `(sAMAccountName=${sAMAccountName})`, ...attributes);
  const [entry] = entries;
  if (entry === undefined) throw new Error(`${sAMAccountName} was not found: ${output}`);
  return entry;
}

describe('the second controller', () => {
  test('has the same objects under the same objectGUID, and counts changes on its own', async () => {
    expect(await readObjectGuids(atSecondController(lab))).toStrictEqual(await readObjectGuids(lab));
    const [first, second] = await Promise.all(
      [lab, atSecondController(lab)].map(async (at) => await readUser(at, 'anna.schmidt', 'uSNChanged')),
    );
    expect(second).not.toBe(first);
  });

  test.each(['first to second', 'second to first'] as const)(
    'learns of a change by replication, %s',
    async (direction) => {
      const controllers = [lab, atSecondController(lab)] as const;
      const [from, to] = direction === 'first to second' ? controllers : [controllers[1], controllers[0]];
      await changeUser(from, 'emil.holm', { title: direction });
      await replicateControllers(lab, direction);
      expect(await readUser(to, 'emil.holm', 'title')).toContain(`title: ${direction}`);
    },
  );

  test('is another part of a lab that cannot be added while it runs', async () => {
    const alone = startLab({ dir: lab.dir, address: lab.address, tenantPort: 0, secondController: false });
    await expect(alone).rejects.toThrow('runs with two controllers');
  });
});

describe('the second forest', () => {
  test('has its own people, its own account for the agent, and one anchor that Contoso has as well', async () => {
    const guids = await readObjectGuids(inSecondForest(lab));
    expect([...guids.keys()]).toEqual(expect.arrayContaining(fabrikamUsers.map((user) => user.sAMAccountName)));
    const anchors = await Promise.all(
      [lab, inSecondForest(lab)].map(async (at) => await readUser(at, 'bjorn.lindqvist', 'mS-DS-ConsistencyGuid')),
    );
    const [ours, theirs] = anchors.map((entry) => entry.split('\n').at(-1));
    expect(theirs).toContain('mS-DS-ConsistencyGuid:: 8A3A3gEjRWeJq83v/ty6mA==');
    expect(theirs).toBe(ours);
  });

  test('does not know the people of the first one', async () => {
    const foreign = { account: lab.directory.serviceAccount };
    expect((await ldapsearch(inSecondForest(lab), foreign, '(cn=*)')).exitCode).toBe(49);
  });
});

test('everything ends with the lab, comes back with it, and is remembered while it runs', async () => {
  const addresses = [lab, atSecondController(lab), inSecondForest(lab)].map(({ address }) => address);
  await lab.stop();
  const listening = async () => await Promise.all(addresses.map(async (address) => await isListening(address, 636)));
  await expect.poll(listening).toStrictEqual([false, false, false]);

  const again = { dir: lab.dir, address: lab.address, tenantPort: 0 };
  lab = await startLab({ ...again, secondController: true, secondForest: true });
  const { stop: _stop, ...facts } = await startLab(again);
  expect(await listening()).toStrictEqual([true, true, true]);
  expect(facts).toMatchObject({ directory: lab.directory, secondForest: lab.secondForest });
  await changeUser(lab, 'emil.holm', { title: 'Back again' });
  await replicateControllers(lab, 'first to second');
  expect(await readUser(atSecondController(lab), 'emil.holm', 'title')).toContain('title: Back again');
});
