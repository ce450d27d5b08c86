import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { OwnRight } from '../../../agent-core/contract/directory-rights.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import { missingRightsProblem, RightsCare } from '../../../agent-core/service/rights-care.ts';
import { configuredParts } from '../../builders/agent-parts.ts';
import { settings } from '../../builders/settings.ts';

const hourMs = 3_600_000;
const held: OwnRight = { right: 'changes', where: 'DC=contoso,DC=com', state: 'held' };
const deletions = (state: OwnRight['state']): OwnRight => ({
  ...{ right: 'deletions', where: 'CN=Deleted Objects,DC=contoso,DC=com' },
  state,
});

/** An agent that is set up, and how often its directory was asked. */
function agent(first: OwnRight['state'] = 'missing') {
  const parts = configuredParts();
  let asked = 0;
  const answer = (rights: OwnRight['state'] | 'unreachable') =>
    parts.onRights(async () => {
      asked += 1;
      return rights === 'unreachable'
        ? fail(problem('directory.unreachable', 'dc1'))
        : succeed([held, deletions(rights)]);
    });
  answer(first);
  const care = new RightsCare({ ...parts, timer: parts.clock });
  const problems = () => parts.status.read().problems;
  const pass = async (hours: number) => {
    parts.clock.advance(hours * hourMs);
    await setImmediate();
  };
  return { ...parts, care, answer, pass, problems, asked: () => asked };
}

test('R19: a right that is gone is told with its domain, its place and what does not work without it, until it is back', async () => {
  const { care, answer, problems } = agent();
  await care.look();
  expect(problems()).toMatchObject([{ code: 'rights.missing' }]);
  const [told] = problems();
  for (const part of ['contoso.com', 'CN=Deleted Objects,DC=contoso,DC=com', 'stays in the tenant'])
    expect(told?.detail).toContain(part);
  expect(told?.detail).not.toContain('Replicating Directory Changes');
  answer('held');
  await care.look();
  expect(problems()).toEqual([]);
});

test('R19: what could not be seen is not missing, and what could not be asked is as it was', async () => {
  const { care, answer, problems } = agent('unseen');
  await care.look();
  expect(problems()).toEqual([]);
  answer('missing');
  await care.look();
  answer('unreachable');
  await care.look();
  expect(problems()).toMatchObject([{ code: 'rights.missing' }]);
});

test('R19: whoever asks of one domain gets what is missing as the problem, and the status tells the same', async () => {
  const { care, answer, problems } = agent();
  expect(await care.lookAt('contoso.com', settings())).toMatchObject({
    ok: false,
    problem: { code: 'rights.missing' },
  });
  expect(problems()).toMatchObject([{ code: 'rights.missing' }]);
  answer('held');
  expect(await care.lookAt('contoso.com', settings())).toMatchObject({ ok: true });
  expect(problems()).toEqual([]);
  answer('unreachable');
  expect(await care.lookAt('contoso.com', settings())).toMatchObject({ problem: { code: 'directory.unreachable' } });
});

test('it looks at the start, once a day, and every hour while something is missing', async () => {
  const { care, answer, pass, asked } = agent('held');
  care.lookNow();
  await pass(0);
  expect(asked()).toBe(1);
  await pass(23);
  expect(asked()).toBe(1);
  answer('missing');
  await pass(1);
  expect(asked()).toBe(2);
  answer('held');
  await pass(1);
  expect(asked()).toBe(3);
  await pass(23);
  expect(asked()).toBe(3);
  await care.stop();
  await pass(48);
  care.lookNow();
  await pass(0);
  expect(asked()).toBe(3);
});

test('a look that was asked for begins when the one under way is done, and only one is planned for later', async () => {
  const { care, pass, asked } = agent('held');
  care.lookNow();
  care.lookNow();
  care.lookNow();
  await pass(0);
  expect(asked()).toBe(3);
  await pass(24);
  expect(asked()).toBe(4);
});

test('a domain that is no longer set up is not told of, and one agent without a set-up asks nobody', async () => {
  const { care, settingsStore, problems, asked } = agent();
  await care.look();
  expect(problems()).toHaveLength(1);
  settingsStore.clear();
  await care.look();
  expect(problems()).toEqual([]);
  expect(asked()).toBe(1);
});

test('with the units of the scope in this domain', async () => {
  const parts = configuredParts();
  const [unit, other] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'] as const;
  const saved = parts.settingsStore.read();
  if (saved === null) throw new Error('it is not set up');
  const include = [
    { domain: 'contoso.com', objectGuid: unit },
    { domain: 'fabrikam.com', objectGuid: other },
  ];
  const scoped = settings({ scope: { kind: 'units', include, exclude: [] } as never });
  parts.settingsStore.save({ ...saved, settings: scoped }, 'now', 'a test');
  const asked: unknown[] = [];
  const surveyDirectory: typeof parts.surveyDirectory = (given, password) => ({
    ...parts.surveyDirectory(given, password),
    rights: async (units) => {
      asked.push([given.name, password?.reveal(), units]);
      return succeed([]);
    },
  });
  await new RightsCare({ ...parts, surveyDirectory, timer: parts.clock }).look();
  expect(asked).toEqual([['contoso.com', 'first password', [unit]]]);
});

test('every right that is missing is named', () => {
  const list: OwnRight = { right: 'list', where: 'OU=A,DC=contoso,DC=com', state: 'missing' };
  expect(missingRightsProblem('contoso.com', [list, deletions('missing')])?.detail).toMatch(
    /^contoso\.com:\n {4}List contents .* at OU=A,.*\n {4}List contents, Read all properties .* at CN=Deleted Objects.*$/,
  );
});
