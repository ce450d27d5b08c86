import { createSecureContext } from 'node:tls';
import { beforeAll, expect, test } from 'vitest';
import { type Credential, describeCertificate } from '../../../agent-core/entra/credential.ts';
import { createKeyRollover } from '../../../agent-core/entra/key-rollover.ts';
import { createNetwork } from '../../../agent-core/entra/network.ts';
import { realCredential } from '../../builders/credentials.ts';
import { systemTime } from '../../builders/system-time.ts';
import { seed } from '../../lab/tenant/seed.ts';
import { bridgeheadIn, registrationForTests } from './registration/registration-for-tests.ts';

const never = new AbortController().signal;
let current: Credential;
let next: Credential;
beforeAll(async () => {
  [current, next] = await Promise.all([realCredential('first'), realCredential('second')]);
});
const thumbprintOf = ({ certificatePem }: Credential) => describeCertificate(certificatePem).thumbprintSha256;

async function registered() {
  const world = await registrationForTests(current);
  const applied = await world.apply(seed.administrator.id);
  if (!applied.ok) throw new Error(applied.problem.detail);
  const { clientId, objectId } = applied.value;
  const rollover = createKeyRollover({
    createNetwork: () =>
      createNetwork({
        trust: createSecureContext({ ca: world.lab.server.caPem }),
        proxy: null,
        answerTimeoutMs: 5_000,
      }),
    retryForMs: 2_000,
    ...systemTime,
    nowMs: Date.now,
  });
  return { world, rollover, objectId, tenant: { ...world.tenant, tenantId: seed.tenantId, clientId } };
}

test('a new key is added by proof of the old one, signs in, and takes the old one away', async () => {
  const { world, rollover, objectId, tenant } = await registered();
  expect(await world.registrar.check(tenant, next, never)).toMatchObject({
    ok: false,
    problem: { code: 'tenant.certificate-refused' },
  });
  const added = await rollover.addKey(tenant, objectId, current, next, never);
  expect(added).toEqual({ ok: true, value: rollover.keyIdOf(next.certificatePem) });
  expect(bridgeheadIn(world).keys).toEqual([thumbprintOf(current), thumbprintOf(next)]);
  expect(await world.registrar.check(tenant, next, never)).toMatchObject({ ok: true });

  const retired = rollover.keyIdOf(current.certificatePem);
  expect(await rollover.removeKey(tenant, objectId, next, retired, never)).toEqual({ ok: true, value: undefined });
  expect(bridgeheadIn(world).keys).toEqual([thumbprintOf(next)]);
  expect(await world.registrar.check(tenant, current, never)).toMatchObject({ ok: false });
});

test('a proof by a key that is not registered is refused, and so is one that is too old', async () => {
  const { world, rollover, objectId, tenant } = await registered();
  const other = await realCredential('third');
  expect(await rollover.addKey(tenant, objectId, other, next, never)).toMatchObject({ ok: false });
  const late = createKeyRollover({
    createNetwork: () =>
      createNetwork({
        trust: createSecureContext({ ca: world.lab.server.caPem }),
        proxy: null,
        answerTimeoutMs: 5_000,
      }),
    retryForMs: 2_000,
    ...systemTime,
    nowMs: () => Date.now() - 3_600_000,
  });
  expect(await late.addKey(tenant, objectId, current, next, never)).toMatchObject({ ok: false });
  expect(bridgeheadIn(world).keys).toEqual([thumbprintOf(current)]);
});

test('a key that is not there by its id is told as such', async () => {
  const { rollover, objectId, tenant } = await registered();
  const unknown = rollover.keyIdOf(next.certificatePem);
  const removed = await rollover.removeKey(tenant, objectId, current, unknown, never);
  expect(removed).toMatchObject({ ok: false });
  expect(['tenant.not-found', 'tenant.refused-value']).toContain(!removed.ok && removed.problem.code);
});
