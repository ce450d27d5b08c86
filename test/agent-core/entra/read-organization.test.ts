import { describe, expect, test } from 'vitest';
import { succeed } from '../../../agent-core/contract/result.ts';
import { createGraph } from '../../../agent-core/entra/graph.ts';
import { Pace } from '../../../agent-core/entra/pace.ts';
import { readOrganization } from '../../../agent-core/entra/read-organization.ts';
import { answer, fakeNetwork, fakeTokens } from '../../builders/fake-network.ts';
import { organization } from '../../builders/organization.ts';
import { systemTime } from '../../builders/system-time.ts';

function readFrom(body: object) {
  const pace = new Pace(systemTime.clock, systemTime.timer);
  const graph = createGraph({
    ...{ origin: 'https://graph.contoso.test', network: fakeNetwork(answer(200, body)), tokens: fakeTokens() },
    ...{ retryForMs: 500, pace, ...systemTime },
  });
  return readOrganization(graph, new AbortController().signal);
}

describe('the organization', () => {
  const contoso = {
    id: organization().tenantId,
    displayName: 'Contoso',
    verifiedDomains: [
      { name: 'Contoso.com', isInitial: false },
      { name: 'fabrikam.com', isInitial: null },
      { name: 'contoso.onmicrosoft.com', isInitial: true },
    ],
    onPremisesSyncEnabled: null,
  };
  const read = (changes: object) => readFrom({ value: [{ ...contoso, ...changes }] });

  test('is read in canonical form', async () => {
    expect(await read({})).toEqual(succeed(organization()));
  });

  test.each([
    [true, true],
    [false, false],
    [null, false],
    [undefined, false],
  ])('R28: with onPremisesSyncEnabled %s is synchronised elsewhere: %s', async (onPremisesSyncEnabled, expected) => {
    expect(await read({ onPremisesSyncEnabled })).toMatchObject({ value: { isSynchronisedElsewhere: expected } });
  });

  test.each([
    ['no initial domain', { verifiedDomains: [{ name: 'contoso.com' }] }],
    ['no domains', { verifiedDomains: null }],
  ])('with %s cannot be used', async (_what, changes) => {
    expect(await read(changes)).toMatchObject({ ok: false, problem: { code: 'tenant.unreadable-answer' } });
  });

  test.each([[[]], [[contoso, contoso]]])('is exactly one', async (value) => {
    expect(await readFrom({ value })).toMatchObject({ problem: { code: 'tenant.unreadable-answer' } });
  });
});
