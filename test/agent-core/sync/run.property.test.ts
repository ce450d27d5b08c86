import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourceAnchorSchema } from '../../../agent-core/contract/identifiers.ts';
import type { ReportEntry } from '../../../agent-core/contract/run-report.ts';
import { anchorOf } from '../../../agent-core/sync/anchor.ts';
import type { DirectoryObject } from '../../../agent-core/sync/directory-source.ts';
import type { TenantUser } from '../../../agent-core/sync/tenant.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { noLimits } from '../../builders/guard-settings.ts';
import { anchorFor } from '../../builders/identifiers.ts';
import { linkedUser, unlinkedUser } from '../../builders/tenant-user.ts';
import { createWorld } from '../../builders/world.ts';
import { isLongForm } from '../../lab/long-form.ts';

const people = ['ada', 'bob', 'cyd', 'dan', 'eve', 'fay'] as const;
const rarely = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null, freq: 2 });

/** Few names for many people, so that they meet; values of every kind, also such as do not fit. */
const localPart = fc.constantFrom('ada', 'bob', 'boss', 'Boss', 'ä', '');
const suffix = fc.constantFrom('contoso.com', 'CONTOSO.com', 'fabrikam.com', 'contoso.local');
const address = fc.tuple(localPart, suffix).map(([local, domain]) => `${local}@${domain}`);
const text = fc.oneof(fc.string({ maxLength: 20 }), fc.constant('x'.repeat(2000)), fc.constant('  '));

const attributes = fc.record(
  {
    userPrincipalName: rarely(address),
    userAccountControl: fc.constantFrom('512', '514', '66050', 'none', '4096'),
    displayName: rarely(text),
    mail: rarely(address),
    mailNickname: rarely(text),
    title: rarely(text),
    telephoneNumber: rarely(text),
    c: fc.constantFrom('DE', 'XX', 'de'),
    objectClass: fc.constantFrom(['top', 'user'], ['top', 'user', 'computer']),
    'mS-DS-ConsistencyGuid': rarely(fc.constantFrom('AAAA', ...people.map(anchorFor))),
  },
  { requiredKeys: [] },
);

const directory: fc.Arbitrary<readonly DirectoryObject[]> = fc
  .tuple(fc.subarray([...people]), fc.array(attributes, { minLength: people.length, maxLength: people.length }))
  .map(([present, changes]) => present.map((name, index) => directoryUser(name, changes[index])));

const linked = fc
  .tuple(fc.subarray([...people]), fc.array(fc.record({ accountEnabled: fc.boolean(), jobTitle: rarely(text) })))
  .map(([present, values]) =>
    present.map((name, index) => linkedUser(name, { userPrincipalName: `old-${name}@contoso.com`, ...values[index] })),
  );
/** Accounts that belong to the tenant alone; some have a name that a person in the directory wants. */
const strangers = fc
  .uniqueArray(address, { maxLength: 3, selector: (name) => name.toLowerCase() })
  .map((names) => names.map((userPrincipalName, index) => unlinkedUser(`cloud${index}`, { userPrincipalName })));
const tenant: fc.Arbitrary<readonly TenantUser[]> = fc
  .tuple(linked, strangers)
  .map(([ours, theirs]) => [...ours, ...theirs]);

/** The limit of the guard has tests of its own; here everything it can let through shall go through. */
const settings = fc.constant({ guard: noLimits });
const worlds = fc.record({ directory, tenant, settings });

function digestsOf(entries: readonly ReportEntry[], wanted: (kind: string) => boolean): ReadonlySet<string> {
  return new Set(
    entries.flatMap((entry) =>
      entry.kind === 'outcome' && wanted(entry.outcome.kind) ? [entry.outcome.change.digest] : [],
    ),
  );
}

describe('whatever the directory and the tenant are', () => {
  test('a second run plans only what the first could not do', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (beginning) => {
        const world = createWorld(beginning);
        const undone = digestsOf((await world.run()).entries, (kind) => kind !== 'applied');
        const second = digestsOf((await world.run()).entries, () => true);
        expect([...second].filter((digest) => !undone.has(digest))).toEqual([]);
      }),
      { numRuns: isLongForm ? 300 : 100 },
    );
  });

  test('whoever in the tenant does not carry the anchor of somebody in the directory is never written', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (beginning) => {
        const world = createWorld(beginning);
        await world.run();
        const ours = new Set(beginning.directory.map(anchorOf).map((anchor) => (anchor.ok ? anchor.value : null)));
        const foreign = beginning.tenant.filter(
          (user) => user.anchor === null || !ours.has(sourceAnchorSchema.parse(user.anchor)),
        );
        const foreignIds = new Set(foreign.map((user) => user.tenantObjectId));
        expect(world.tenant.users.filter((user) => foreignIds.has(user.tenantObjectId))).toEqual(foreign);
        expect(world.tenant.writes.filter((write) => write.kind === 'update' && foreignIds.has(write.id))).toEqual([]);
      }),
      { numRuns: isLongForm ? 200 : 70 },
    );
  });

  test('nobody is removed: whoever was in the tenant before a run is there after it', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (beginning) => {
        const world = createWorld(beginning);
        await world.run();
        const after = new Set(world.tenant.users.map((user) => user.tenantObjectId));
        expect(beginning.tenant.filter((user) => !after.has(user.tenantObjectId))).toEqual([]);
      }),
      { numRuns: isLongForm ? 100 : 35 },
    );
  });

  test('no anchor is ever given to two accounts, and none is changed', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (beginning) => {
        const world = createWorld(beginning);
        await world.run();
        const anchors = world.tenant.users.flatMap((user) => (user.anchor === null ? [] : [user.anchor]));
        expect(new Set(anchors).size).toBe(anchors.length);
        const before = beginning.tenant.map((user) => [user.tenantObjectId, user.anchor]);
        const after = world.tenant.users.map((user) => [user.tenantObjectId, user.anchor]);
        expect(after.slice(0, before.length)).toEqual(before);
      }),
      { numRuns: isLongForm ? 100 : 35 },
    );
  });

  test('the plan does not depend on the order in which either side was read', async () => {
    const shuffled = worlds.chain((beginning) =>
      fc.record({
        beginning: fc.constant(beginning),
        directory: fc.shuffledSubarray([...beginning.directory], { minLength: beginning.directory.length }),
        tenant: fc.shuffledSubarray([...beginning.tenant], { minLength: beginning.tenant.length }),
      }),
    );
    const planOf = async (beginning: Parameters<typeof createWorld>[0]) => [
      ...digestsOf((await createWorld(beginning).preview()).entries, () => true),
    ];
    await fc.assert(
      fc.asyncProperty(shuffled, async ({ beginning, ...other }) => {
        expect((await planOf(other)).toSorted()).toEqual((await planOf(beginning)).toSorted());
      }),
      { numRuns: isLongForm ? 100 : 35 },
    );
  });
});
