import { describe, expect, test } from 'vitest';
import { Secret } from '../../../agent-core/contract/secret.ts';
import { createPairing } from '../../../agent-core/service/pairing.ts';
import { agentParts, configuredParts } from '../../builders/agent-parts.ts';
import { settings } from '../../builders/settings.ts';

describe('both sides', () => {
  test('are connected with the stored settings and password, once', () => {
    const { pairing, connections } = configuredParts();
    const first = pairing.connect();
    expect(first).toMatchObject({ ok: true, value: { settings: settings() } });
    expect(pairing.connect()).toEqual(first);
    expect(connections).toEqual([{ settings: settings(), passwords: ['first password'] }]);
  });

  test('are connected anew after the set-up changed', () => {
    const { pairing, connections } = configuredParts();
    pairing.connect();
    pairing.forget();
    pairing.connect();
    expect(connections).toHaveLength(2);
  });
});

describe('as a set-up would connect them', () => {
  const given = new Map([['contoso.com', new Secret('second password')]]);
  const elsewhere = settings({ domains: [{ ...settings().domains[0], account: 'other@contoso.com' }] });

  test('they are connected with the passwords that are given, and nothing of it stays', () => {
    const { pairing, connections } = configuredParts();
    expect(pairing.connectAs(elsewhere, given)).toMatchObject({ ok: true, value: { settings: elsewhere } });
    pairing.connect();
    expect(connections).toEqual([
      { settings: elsewhere, passwords: ['second password'] },
      { settings: settings(), passwords: ['first password'] },
    ]);
  });

  test('also while the password that is kept is gone', () => {
    const { pairing, secrets } = configuredParts();
    secrets.remove('domain-password-1');
    expect(pairing.connectAs(settings(), given)).toMatchObject({ ok: true });
  });

  test('the password that is kept goes nowhere but where it was proven', () => {
    const { pairing, connections } = configuredParts();
    expect(pairing.connectAs(elsewhere, new Map())).toMatchObject({ problem: { code: 'settings.needs-set-up' } });
    expect(connections).toEqual([]);
    expect(pairing.connectAs(settings({ scope: { kind: 'all' } }), new Map())).toMatchObject({ ok: true });
    expect(connections.map(({ passwords }) => passwords)).toEqual([['first password']]);
  });

  test('what was written to the tenant a moment ago is known', () => {
    const { settingsStore, secrets, credentials, connectSides, tenant } = configuredParts();
    const connectAnew: typeof connectSides = (...sides) => ({ ...connectSides(...sides), tenant: { ...tenant } });
    const pairing = createPairing(settingsStore, secrets, credentials, connectAnew);
    const connected = pairing.connect();
    const tried = pairing.connectAs(settings(), given);
    if (!connected.ok || !tried.ok) throw new Error('not connected');
    expect(tried.value.sides.tenant).toBe(connected.value.sides.tenant);
  });
});

describe('nothing is connected', () => {
  test('before the set-up', () => {
    expect(agentParts().pairing.connect()).toMatchObject({ ok: false, problem: { code: 'setup.required' } });
  });

  test('when the password is gone or cannot be read', () => {
    const gone = configuredParts();
    gone.secrets.remove('domain-password-1');
    expect(gone.pairing.connect()).toMatchObject({ ok: false, problem: { code: 'secret.unreadable' } });
    const unreadable = configuredParts();
    unreadable.secrets.refuse('password', 'read');
    expect(unreadable.pairing.connect()).toMatchObject({ ok: false, problem: { code: 'secret.unreadable' } });
  });

  test('when the key is gone or cannot be read', () => {
    const gone = configuredParts();
    gone.secrets.remove('tenant-credential');
    expect(gone.pairing.connect()).toMatchObject({ ok: false, problem: { code: 'setup.certificate-missing' } });
    const unreadable = configuredParts();
    unreadable.secrets.refuse('credential', 'read');
    expect(unreadable.pairing.connect()).toMatchObject({ ok: false, problem: { code: 'secret.unreadable' } });
  });
});

test('an agent at rest is unconfigured, or names both sides', () => {
  expect(agentParts().pairing.restingActivity()).toEqual({ kind: 'unconfigured' });
  expect(configuredParts().pairing.restingActivity()).toEqual({
    kind: 'idle',
    tenant: { tenantId: settings().tenant.tenantId, displayName: 'Contoso' },
    domains: [{ name: 'contoso.com', controller: 'dc1.contoso.com' }],
  });
});
