import { describe, expect, test } from 'vitest';
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
