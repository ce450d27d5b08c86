import { describe, expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { type Registration, registrationRequests } from '../../../../agent-core/contract/registration-requests.ts';
import { fail, type Result } from '../../../../agent-core/contract/result.ts';
import { applyRegistration } from '../../../../agent-core/service/requests/registration-apply.ts';
import { checkRegistration } from '../../../../agent-core/service/requests/registration-check.ts';
import { removeRegistration } from '../../../../agent-core/service/requests/registration-remove.ts';
import { writeRegistrationScript } from '../../../../agent-core/service/requests/registration-script.ts';
import { inspectTenant } from '../../../../agent-core/service/requests/tenant-inspect.ts';
import { agentParts, certificateLife, configuredParts, credential } from '../../../builders/agent-parts.ts';
import { fakeInspection, fakeRegistration } from '../../../builders/fake-registrar.ts';
import { settings } from '../../../builders/settings.ts';

const signal = new AbortController().signal;
const asPerson = registrationRequests['tenant.inspect'].parameters.parse({ tenant: {}, accessToken: 'a.secret.token' });

function agent(parts = agentParts()) {
  const createCredential = async () => credential;
  return { ...parts, createCredential, describeCertificate: () => certificateLife };
}

test('tenant.inspect tells what the person may do', async () => {
  const { registrar } = agent();
  expect(await inspectTenant(registrar)(asPerson, signal)).toEqual({ ok: true, value: fakeInspection });
});

describe('registration.apply', () => {
  test('registers this agent, always as the same one, and remembers the application', async () => {
    const parts = agent();
    const apply = applyRegistration(parts);
    expect(await apply(asPerson, signal)).toEqual({ ok: true, value: fakeRegistration });
    await apply(asPerson, signal);
    const { clientId, objectId } = fakeRegistration;
    const record = parts.registrations.read();
    expect(record).toMatchObject({ ok: true, value: { application: { clientId, objectId } } });
    const agentId = record.ok && record.value.agentId;
    expect(parts.asked.map((each) => each.agentId)).toEqual([agentId, agentId]);
  });

  test('makes the certificate when there is none', async () => {
    const parts = agent();
    parts.secrets.remove('tenant-credential');
    expect(await applyRegistration(parts)(asPerson, signal)).toMatchObject({ ok: true });
    expect(parts.secrets.names).toContain('tenant-credential');
  });

  test('is done once at a time, and again after it failed', async () => {
    const parts = agent();
    const apply = applyRegistration(parts);
    const { promise, resolve } = Promise.withResolvers<Result<Registration>>();
    parts.onApply(() => promise);
    const first = apply(asPerson, signal);
    expect(await apply(asPerson, signal)).toMatchObject({ ok: false, problem: { code: 'setup.in-progress' } });
    expect(await removeRegistration(parts)(asPerson, signal)).toMatchObject({ problem: { code: 'setup.in-progress' } });
    resolve(fail(problem('tenant.unreachable', 'graph')));
    expect(await first).toMatchObject({ ok: false, problem: { code: 'tenant.unreachable' } });
    expect(await apply(asPerson, signal)).toMatchObject({ problem: { code: 'tenant.unreachable' } });
  });

  test('R33: leaves the access token nowhere', async () => {
    const parts = agent();
    await applyRegistration(parts)(asPerson, signal);
    expect(parts.asked[0]?.accessToken).toBe('a.secret.token');
    const kept = parts.secrets.names.map((name) => parts.secrets.read(name));
    const revealed = kept.map((secret) => (secret.ok ? secret.value?.reveal() : ''));
    expect(JSON.stringify([revealed, parts.log.lines])).not.toContain('a.secret.token');
  });

  test('needs a place for what it must remember', async () => {
    const parts = agent();
    parts.secrets.refuse('registration', 'write');
    expect(await applyRegistration(parts)(asPerson, signal)).toMatchObject({ problem: { code: 'data.write-failed' } });
    expect(parts.asked).toEqual([]);
  });
});

describe('registration.remove', () => {
  test('undoes what this agent did and forgets the application', async () => {
    const parts = agent();
    await applyRegistration(parts)(asPerson, signal);
    expect(await removeRegistration(parts)(asPerson, signal)).toEqual({ ok: true, value: {} });
    expect(parts.registrations.read()).toMatchObject({ value: { application: null } });
    expect(parts.asked.map(({ what }) => what)).toEqual(['apply', 'remove']);
  });

  test('never touches the registration of an agent that is set up', async () => {
    const parts = agent(configuredParts());
    const refused = await removeRegistration(parts)(asPerson, signal);
    expect(refused).toMatchObject({ ok: false, problem: { code: 'registration.in-use' } });
    expect(parts.asked).toEqual([]);
  });
});

describe('registration.check', () => {
  const objectId = '44444444-4444-4444-8444-444444444444';
  test('tells what was granted, and remembers the object id that an administrator elsewhere gave', async () => {
    const parts = agent();
    const { tenant } = settings();
    const checked = await checkRegistration(parts)({ tenant, objectId }, signal);
    expect(checked).toEqual({ ok: true, value: { grantsMissing: [], grantsUnexpected: ['Mail.Read'] } });
    const application = { clientId: tenant.clientId, objectId };
    expect(parts.registrations.read()).toMatchObject({ value: { application } });
    await checkRegistration(parts)({ tenant, objectId: null }, signal);
    expect(parts.registrations.read()).toMatchObject({ value: { application } });
  });

  test('needs a certificate', async () => {
    const parts = agent();
    parts.secrets.remove('tenant-credential');
    const checked = await checkRegistration(parts)({ tenant: settings().tenant, objectId: null }, signal);
    expect(checked).toMatchObject({ ok: false, problem: { code: 'setup.certificate-missing' } });
  });
});

test('registration.script is about this agent and its certificate', async () => {
  const parts = agent();
  const record = parts.registrations.read();
  const agentId = record.ok ? record.value.agentId : '';
  const written = await writeRegistrationScript(parts)({ tenant: asPerson.tenant }, signal);
  expect(written).toEqual({ ok: true, value: { script: `${agentId} the certificate` } });
});

test('whoever registers the agent, has a script written or removes the registration is in the audit trail', async () => {
  const parts = agent();
  const caller = { door: 'control', program: 'console 1.2.3', account: 'root' } as const;
  await applyRegistration(parts)(asPerson, signal, caller);
  await writeRegistrationScript(parts)(asPerson, signal, caller);
  await checkRegistration(parts)({ tenant: settings().tenant, objectId: fakeRegistration.objectId }, signal, caller);
  await checkRegistration(parts)({ tenant: settings().tenant, objectId: null }, signal, caller);
  await removeRegistration(parts)(asPerson, signal, caller);
  const { items } = parts.auditTrail.read(0, 100);
  expect(items.map(({ act, by }) => `${act} by ${by.split(' ')[0]}`)).toEqual([
    'registered by root',
    'registrationScriptWritten by root',
    'registered by root',
    'registrationRemoved by root',
  ]);
  expect(items[0]?.detail).toContain(fakeRegistration.clientId);
  expect(JSON.stringify(items)).not.toContain('a.secret.token');
});
