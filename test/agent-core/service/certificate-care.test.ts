import { describe, expect, test, vi } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { Secret } from '../../../agent-core/contract/secret.ts';
import { CertificateCare } from '../../../agent-core/service/certificate-care.ts';
import { readCertificate } from '../../../agent-core/service/requests/certificate-read.ts';
import { configuredParts } from '../../builders/agent-parts.ts';
import { fakeTenantKeys } from '../../builders/fake-tenant-keys.ts';
import { settings } from '../../builders/settings.ts';

const dayMs = 86_400_000;
const { clientId } = settings().tenant;
const pem = (number: number) => `certificate ${number}`;

const registered = { clientId, objectId: 'the object', ownershipExtension: null };

/** An agent that is set up, with a certificate of a year that begins now, and the tenant it signs in to. */
function agent(application: typeof registered | null = registered) {
  const parts = configuredParts();
  const { clock, credentials, settingsStore, registrations } = parts;
  const began = new Map<string, string>();
  let made = 0;
  const createCredential = async () => {
    made += 1;
    began.set(pem(made), clock.now());
    return { certificatePem: pem(made), privateKeyPem: new Secret(`key ${made}`) };
  };
  const describeCertificate = (certificatePem: string) => {
    const notBefore = began.get(certificatePem) ?? '2026-03-02T08:00:00.000Z';
    const notAfter = new Date(Date.parse(notBefore) + 360 * dayMs).toISOString();
    return { thumbprintSha256: `of ${certificatePem}`, notBefore, notAfter };
  };
  credentials.write({ certificatePem: pem(0), privateKeyPem: new Secret('key 0') });
  registrations.rememberApplication(application);
  const tenant = fakeTenantKeys(pem(0));
  const onRenewed = vi.fn();
  const care = new CertificateCare({
    ...parts,
    timer: clock,
    keys: tenant.tenantKeys,
    createCredential,
    describeCertificate,
    onRenewed,
    readSettings: () => settingsStore.read()?.settings ?? null,
  });
  const problems = () => parts.status.read().problems.map(({ code }) => code);
  const inUse = () => {
    const stored = credentials.read();
    return stored.ok ? stored.value?.certificatePem : undefined;
  };
  const renewal = async () => {
    const shown = await readCertificate({ credentials, clock, describeCertificate })({}, new AbortController().signal, {
      door: 'control',
      program: 'test',
    });
    return shown.ok && shown.value.renewal;
  };
  const lookAfter = async (days: number) => {
    clock.advance(days * dayMs);
    await care.look();
  };
  return { ...parts, tenant, care, onRenewed, problems, inUse, renewal, lookAfter };
}

describe('the renewal of the certificate', () => {
  test('begins at two thirds of its life, and ends with the new key alone', async () => {
    const { tenant, inUse, lookAfter, onRenewed, problems, renewal } = agent();
    await lookAfter(239);
    expect([inUse(), [...tenant.keys]]).toEqual([pem(0), [pem(0)]]);
    await lookAfter(2);
    expect([inUse(), [...tenant.keys]]).toEqual([pem(1), [pem(1)]]);
    expect(onRenewed).toHaveBeenCalledOnce();
    expect([await renewal(), problems()]).toEqual(['none', []]);
    await lookAfter(239);
    await lookAfter(2);
    expect([inUse(), [...tenant.keys]]).toEqual([pem(2), [pem(2)]]);
  });

  test('keeps both keys until the new one has signed in, and adds it once', async () => {
    const { tenant, inUse, lookAfter, problems, renewal } = agent();
    tenant.beSlow(true);
    await lookAfter(241);
    await lookAfter(0);
    expect([inUse(), [...tenant.keys], await renewal()]).toEqual([pem(0), [pem(0), pem(1)], 'waiting']);
    expect(tenant.calls.filter((call) => call.startsWith('addKey'))).toEqual([`addKey ${pem(1)}`]);
    tenant.beSlow(false);
    await lookAfter(0);
    expect([inUse(), [...tenant.keys], problems()]).toEqual([pem(1), [pem(1)], []]);
  });

  test('that fails keeps the old key, says so, and is tried again with the same new one', async () => {
    const { tenant, inUse, lookAfter, problems } = agent();
    tenant.refuse('addKey', problem('tenant.forbidden', 'POST addKey: 403'));
    await lookAfter(241);
    expect([inUse(), [...tenant.keys], problems()]).toEqual([pem(0), [pem(0)], ['certificate.renewal-failed']]);
    tenant.relent();
    await lookAfter(1);
    expect([inUse(), [...tenant.keys], problems()]).toEqual([pem(1), [pem(1)], []]);
  });

  test('goes on after a lost reply: the key that is there signs in and is not added twice', async () => {
    const { tenant, inUse, lookAfter, problems } = agent();
    tenant.lost.addKey = true;
    await lookAfter(241);
    expect(problems()).toEqual(['certificate.renewal-failed']);
    await lookAfter(0);
    expect([inUse(), [...tenant.keys], problems()]).toEqual([pem(1), [pem(1)], []]);
    expect(tenant.calls.filter((call) => call.startsWith('addKey'))).toHaveLength(1);
  });

  test('takes the old key away later when it could not at once', async () => {
    const { tenant, inUse, lookAfter, problems } = agent();
    tenant.refuse('removeKey', problem('tenant.unavailable', '503'));
    await lookAfter(241);
    expect([inUse(), [...tenant.keys], problems()]).toEqual([pem(1), [pem(0), pem(1)], ['certificate.renewal-failed']]);
    tenant.relent();
    await lookAfter(0);
    expect([[...tenant.keys], problems()]).toEqual([[pem(1)], []]);
  });

  test('does not mind an old key that is not known by its id: it ends by itself', async () => {
    const { tenant, lookAfter, problems } = agent();
    tenant.refuse('removeKey', problem('tenant.refused-value', 'no such key'));
    await lookAfter(241);
    expect(problems()).toEqual([]);
  });

  test('cannot be stored: nothing is registered that the agent would not know', async () => {
    const { tenant, inUse, lookAfter, problems, secrets } = agent();
    secrets.refuse('tenant-credential', 'write');
    await lookAfter(241);
    expect([inUse(), [...tenant.keys], problems()]).toEqual([pem(0), [pem(0)], ['certificate.renewal-failed']]);
  });

  test.each([
    ['nobody told', null],
    ['another application has', { ...registered, clientId: 'another' }],
  ])('needs the object id of its application, which %s', async (_why, application) => {
    const { lookAfter, problems, inUse } = agent(application);
    await lookAfter(241);
    expect([problems(), inUse()]).toEqual([['certificate.cannot-renew'], pem(0)]);
  });
});

test.each([
  [329, []],
  [331, ['certificate.expires-this-month']],
  [354, ['certificate.expires-this-week']],
  [359.5, ['certificate.expires-tomorrow']],
  [361, ['certificate.expired']],
])('after %d days of 360 the end of the certificate is told: %j', async (days, codes) => {
  const { tenant, lookAfter, problems } = agent();
  tenant.refuse('addKey', problem('tenant.unreachable', 'graph'));
  await lookAfter(days);
  expect(problems().filter((code) => code !== 'certificate.renewal-failed')).toEqual(codes);
});

describe('R32: the grants', () => {
  test('are compared at every look: what is missing names what fails, what is too much is a finding', async () => {
    const { tenant, lookAfter, status, problems } = agent();
    tenant.grant({ grantsMissing: ['User.ReadWrite.All'], grantsUnexpected: ['Mail.Read'] });
    await lookAfter(0);
    expect(problems()).toEqual(['tenant.grants-missing', 'tenant.grants-unexpected']);
    const [missing, unexpected] = status.read().problems;
    expect(missing?.detail).toBe('User.ReadWrite.All: no user is read or written; a run ends at its first step');
    expect(unexpected?.detail).toBe('Mail.Read');
    tenant.grant(null);
    await lookAfter(0);
    expect(problems()).toHaveLength(2);
    tenant.grant({ grantsMissing: [], grantsUnexpected: [] });
    await lookAfter(0);
    expect(problems()).toEqual([]);
  });

  test('are not judged when the agent cannot sign in: a run tells that', async () => {
    const { tenant, lookAfter, problems } = agent();
    tenant.refuse('signIn', problem('tenant.unreachable', 'login'));
    await lookAfter(0);
    expect(problems()).toEqual([]);
  });
});

test('an agent looks at its start and every hour, until it stops', async () => {
  const { care, tenant, clock } = agent();
  care.start();
  await expect.poll(() => tenant.calls).toHaveLength(1);
  clock.advance(3_600_000);
  await expect.poll(() => tenant.calls).toHaveLength(2);
  await care.stop();
  clock.advance(3_600_000);
  expect(tenant.calls).toHaveLength(2);
});

test('an agent that is not set up signs in nowhere', async () => {
  const { care, tenant, settingsStore } = agent();
  settingsStore.clear();
  await care.look();
  expect(tenant.calls).toEqual([]);
});
