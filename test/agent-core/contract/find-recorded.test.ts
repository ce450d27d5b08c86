import { expect, test } from 'vitest';
import { findRecorded } from '../../../agent-core/contract/find-recorded.ts';
import type { FoundObject } from '../../../agent-core/contract/object-requests.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { ProblemCode } from '../../../agent-core/contract/problem-catalogue.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import { objectGuidFor } from '../../builders/identifiers.ts';

const object = (displayName: string): FoundObject => ({
  ...{ objectType: 'user', objectGuid: objectGuidFor(displayName), displayName, userPrincipalName: null },
  ...{ domain: 'contoso.com', distinguishedName: `CN=${displayName}`, answer: { kind: 'in', rule: 'all' } },
  ...{ tenantObjectId: null, isCounterpartKnown: true, entries: [], notes: [] },
});
const ada = object('ada');

interface Sides {
  readonly recorded?: boolean | ProblemCode;
  readonly found?: readonly FoundObject[] | ProblemCode;
  readonly hasMore?: boolean;
}

async function meant(name: string, { recorded = false, found = [], hasMore = false }: Sides) {
  const asked: string[] = [];
  const answer = await findRecorded(name, {
    isRecorded: async (wanted) => {
      asked.push(`log ${wanted}`);
      return typeof recorded === 'boolean' ? succeed(recorded) : fail(problem(recorded, ''));
    },
    find: async (wanted) => {
      asked.push(`directory ${wanted}`);
      return typeof found === 'string' ? fail(problem(found, '')) : succeed({ objects: found, hasMore });
    },
  });
  return { asked, said: answer.ok ? answer.value : answer.problem.code };
}

const asTyped = { kind: 'asTyped' };

test('an objectGUID means itself, in any case, and nobody is asked', async () => {
  expect(await meant(objectGuidFor('ada').toUpperCase(), {})).toEqual({ asked: [], said: asTyped });
});

test('whoever the log knows by the name is meant, and the directory is not asked', async () => {
  expect(await meant('ada', { recorded: true, found: [ada] })).toEqual({ asked: ['log ada'], said: asTyped });
});

test('by a name that only the directory knows, the one is meant who is called that there', async () => {
  expect(await meant('adal', { found: [ada] })).toEqual({
    asked: ['log adal', 'directory adal'],
    said: { kind: 'one', object: ada },
  });
  expect((await meant('nobody', {})).said).toEqual(asTyped);
});

test.each([
  [[ada, object('bob')], false],
  [[ada], true],
])('several of that name are nobody until one is named', async (found, hasMore) => {
  expect((await meant('a', { found, hasMore })).said).toEqual({ kind: 'several', objects: found, hasMore });
});

test('before the set-up there is no directory to ask; any other trouble is told', async () => {
  expect((await meant('ada', { found: 'setup.required' })).said).toEqual(asTyped);
  expect((await meant('ada', { found: 'directory.unreachable' })).said).toBe('directory.unreachable');
  expect((await meant('ada', { recorded: 'control.disconnected' })).said).toBe('control.disconnected');
});
