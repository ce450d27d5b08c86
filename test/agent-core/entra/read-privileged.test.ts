import { expect, test } from 'vitest';
import { tenantObjectIdSchema } from '../../../agent-core/contract/identifiers.ts';
import { createGraph } from '../../../agent-core/entra/graph.ts';
import type { HttpRequest } from '../../../agent-core/entra/network.ts';
import { readPrivileged } from '../../../agent-core/entra/read-privileged.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { type Answer, answer, fakeNetwork, fakeTokens, refusal } from '../../builders/fake-network.ts';

const listOf = (...items: readonly unknown[]) => answer(200, { value: items });
const principals = (...ids: readonly string[]) => listOf(...ids.map((principalId) => ({ principalId })));
const usual: Readonly<Record<string, Answer>> = {
  roleAssignments: principals('ada', 'a-group'),
  roleEligibilitySchedules: principals('bob'),
  groups: listOf({ id: 'a-group' }),
  members: listOf({ id: 'cyd' }),
  owners: listOf({ id: 'dan' }),
};

function read(answers: Readonly<Record<string, Answer>> = {}) {
  const all = { ...usual, ...answers };
  const answerTo = ({ url }: HttpRequest) => {
    const given = all[new URL(url).pathname.split('/').at(-1) ?? ''];
    if (given === undefined || typeof given === 'function') throw new Error(`nobody expected ${url}`);
    return given;
  };
  const clock = drivenClock();
  const network = fakeNetwork(answerTo);
  const origin = 'https://graph.contoso.test';
  const graph = createGraph({ origin, network, tokens: fakeTokens(), retryForMs: 0, clock, timer: clock, pace: null });
  return readPrivileged(graph, new AbortController().signal);
}

test('R27: privileged is who holds a role, may activate one, or is in or owns a group that roles can be given to', async () => {
  const found = await read();
  expect(found.ok && [...found.value].toSorted()).toEqual(['a-group', 'ada', 'bob', 'cyd', 'dan']);
});

test('R27: a tenant without a licence for activation has nobody who may activate a role', async () => {
  for (const status of [400, 403, 404]) {
    const found = await read({ roleEligibilitySchedules: refusal(status, 'AadPremiumLicenseRequired') });
    expect(found.ok && found.value.has(tenantObjectIdSchema.parse('ada'))).toBe(true);
    expect(found.ok && found.value.has(tenantObjectIdSchema.parse('bob'))).toBe(false);
  }
});

test.each(['roleAssignments', 'groups', 'members', 'owners'])(
  'R27: without %s nobody knows who is privileged',
  async (list) => {
    const denied = refusal(403, 'Authorization_RequestDenied');
    expect(await read({ [list]: denied })).toMatchObject({ ok: false, problem: { code: 'tenant.forbidden' } });
  },
);
