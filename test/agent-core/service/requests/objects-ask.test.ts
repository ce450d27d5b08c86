import { expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../../agent-core/contract/result.ts';
import type { Settings } from '../../../../agent-core/contract/settings.ts';
import { countReasons, findObjects, listLeftOut } from '../../../../agent-core/service/requests/objects-ask.ts';
import type { ObjectAnswer, ObjectQuery } from '../../../../agent-core/storage/object-query.ts';
import type { DirectorySource } from '../../../../agent-core/sync/directory-source.ts';
import { holdObject } from '../../../../agent-core/sync/held.ts';
import { configuredParts } from '../../../builders/agent-parts.ts';
import { changeFor } from '../../../builders/changes.ts';
import { directoryUnit, referenceTo } from '../../../builders/directory-group.ts';
import { directoryUser } from '../../../builders/directory-object.ts';
import { objectGuidFor } from '../../../builders/identifiers.ts';
import { settings } from '../../../builders/settings.ts';

const signal = new AbortController().signal;
const basis = { run: null, domains: [] };
const answers = {
  find: { kind: 'find', reply: { basis, objects: [], hasMore: false, gone: [] } },
  reasons: { kind: 'reasons', reply: { basis, reasons: [], notes: [] } },
  leftOut: { kind: 'leftOut', reply: { items: [], next: null } },
} as const satisfies { readonly [Kind in ObjectAnswer['kind']]: ObjectAnswer };

function parts(given: Partial<Settings> = {}, readUnits?: DirectorySource['readUnits']) {
  const { pairing } = configuredParts();
  const connected = pairing.connect();
  if (!connected.ok) throw new Error(connected.problem.code);
  const { sides } = connected.value;
  const directories = sides.directories.map((one) => ({ ...one, ...(readUnits !== undefined && { readUnits }) }));
  const { approvals, clock } = configuredParts();
  const decided = { approvals, clock };
  const queries: ObjectQuery[] = [];
  const read = async (query: ObjectQuery) => {
    queries.push(query);
    return answers[query.ask.kind];
  };
  const connect = () => succeed({ settings: settings(given), sides: { ...sides, directories } });
  return { queries, asked: { pairing: { connect }, objects: { read }, ...decided } };
}

test('each question is put with the settings that hold now, and answered with its own reply', async () => {
  const { asked, queries } = parts();
  expect(await findObjects(asked)({ name: 'ada' }, signal)).toEqual(
    succeed({ ...answers.find.reply, exemptions: [], approvals: [], rejections: [] }),
  );
  expect(await countReasons(asked)({}, signal)).toEqual(succeed(answers.reasons.reply));
  expect(await listLeftOut(asked)({ reason: 'a', cursor: 3, limit: 2 }, signal)).toEqual(
    succeed(answers.leftOut.reply),
  );
  expect(queries.map(({ ask }) => ask)).toEqual([
    { kind: 'find', name: 'ada' },
    { kind: 'reasons' },
    { kind: 'leftOut', reason: 'a', cursor: 3, limit: 2 },
  ]);
  expect(queries[0]).toMatchObject({
    domains: ['contoso.com'],
    scope: { kind: 'all' },
    groups: { areSynchronised: true },
    units: [],
  });
});

test('who is found is told with what each of them is exempt from', async () => {
  const { asked } = parts();
  const exemption = { kind: 'disables', by: 'Ada', at: asked.clock.now(), expiresAt: null, name: null };
  const exemptions = ['ada', 'bob'].map((name) => ({ ...exemption, objectGuid: objectGuidFor(name) }));
  asked.approvals.exempt(exemptions);
  const gone = [{ kind: 'held' as const, held: holdObject(directoryUser('ada'), problem('object.absent', 'ada')) }];
  const objects = {
    read: async (): Promise<ObjectAnswer> => ({ kind: 'find', reply: { ...answers.find.reply, gone } }),
  };
  expect(await findObjects({ ...asked, objects })({ name: 'ada' }, signal)).toMatchObject({
    value: { exemptions: exemptions.slice(0, 1) },
  });
});

test('R12: who is found is told with what is approved about each of them and not made yet, and what is rejected', async () => {
  const { asked } = parts();
  const decisions = ['ada', 'bob'].flatMap((name) =>
    (['approved', 'rejected'] as const).map((verdict) => ({
      ...{ verdict, digest: changeFor(name, verdict === 'approved' ? 'delete' : 'disable').digest, kind: 'deletes' },
      ...{ by: 'Ada', at: asked.clock.now(), expiresAt: null, what: 'delete', finding: null },
      objectGuids: [objectGuidFor(name)],
    })),
  );
  asked.approvals.decide(decisions);
  const gone = [{ kind: 'held' as const, held: holdObject(directoryUser('ada'), problem('object.absent', 'ada')) }];
  const objects = {
    read: async (): Promise<ObjectAnswer> => ({ kind: 'find', reply: { ...answers.find.reply, gone } }),
  };
  const found = await findObjects({ ...asked, objects })({ name: 'ada' }, signal);
  expect(found.ok ? found.value.approvals : []).toEqual(decisions.slice(0, 1));
  expect(found.ok ? found.value.rejections : []).toEqual(decisions.slice(1, 2));
});

test('the units of the scope are those that the directory has now; where they cannot be read, nothing is said', async () => {
  const scope = { kind: 'units' as const, include: [referenceTo('Sales')], exclude: [] };
  const sales = directoryUnit('Sales', 'OU=Sales,DC=contoso,DC=com');
  const there = parts({ scope }, async () => ({ objects: [sales], problem: null }));
  await findObjects(there.asked)({ name: 'ada' }, signal);
  expect(there.queries).toMatchObject([{ units: [sales] }]);
  const unreachable = problem('directory.unreachable', 'dc1');
  const away = parts({ scope }, async () => ({ objects: [], problem: unreachable }));
  expect(await countReasons(away.asked)({}, signal)).toEqual(fail(unreachable));
  expect(away.queries).toEqual([]);
});

test('an agent that is not set up says that', async () => {
  const required = fail(problem('setup.required', 'there are no settings'));
  const { approvals, clock } = configuredParts();
  const objects = { read: async () => answers.find };
  const asked = { pairing: { connect: () => required }, objects, approvals, clock };
  expect(await findObjects(asked)({ name: 'ada' }, signal)).toEqual(required);
});
