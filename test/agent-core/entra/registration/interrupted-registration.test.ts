/** Whatever goes wrong in the middle of a registration, doing it again completes it, and nothing is there twice. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Credential } from '../../../../agent-core/entra/credential.ts';
import { realCredential } from '../../../builders/credentials.ts';
import { isLongForm } from '../../../lab/long-form.ts';
import type { FaultPlan } from '../../../lab/tenant/lab/fault-plan.ts';
import { seed } from '../../../lab/tenant/seed.ts';
import { bridgeheadIn, type RegistrationForTests, registrationForTests } from './registration-for-tests.ts';

const { administrator } = seed;
let credential: Credential;
beforeAll(async () => {
  credential = await realCredential();
});

/** What must be there in the end, whichever way it came about. */
function shapeOf(world: RegistrationForTests) {
  const { names, roles, principals, owners, keys, extensions } = bridgeheadIn(world);
  return { names, roles: roles.length, principals, owners, keys: keys.length, extensions: extensions.length };
}
const whole = {
  names: ['bridgehead-agent', 'bridgehead-marks'],
  roles: 6,
  principals: 1,
  owners: [],
  keys: 1,
  extensions: 1,
};

/** As if nobody had ever registered. What the product removes is told elsewhere, and takes it as long as a registration. */
async function startOver(world: RegistrationForTests): Promise<void> {
  await world.lab.lab.clearFaults();
  const { directory, extensions } = world.lab.tenant.state;
  const { application, servicePrincipal } = directory.sets;
  const ours = application.all().filter(({ uniqueName }) => String(uniqueName).startsWith('bridgehead-'));
  const principals = servicePrincipal.all().filter(({ appId }) => ours.some((each) => each.appId === appId));
  for (const { id } of [...ours, ...principals]) directory.purge(id);
  for (const { id } of extensions.all()) extensions.remove(id);
}

const writes = ['POST', 'PATCH', 'DELETE'] as const;
const faults: readonly (readonly [string, FaultPlan[number]['fault'], number])[] = [
  ['is lost after it was carried out', { kind: 'lostReply' }, 0],
  ['is refused', { kind: 'forbidden' }, 1],
];
/** In the short form each fault meets every third write, and not the same ones as the other. */
const stride = isLongForm ? 1 : 3;

test.each(faults)('every write in turn %s', async (_what, fault, offset) => {
  const world = await registrationForTests(credential);
  let writesThere = 0;
  for (const method of writes) {
    for (let after = isLongForm ? 0 : offset; ; after += stride) {
      await startOver(world);
      await world.lab.lab.setFaults([{ match: { method, path: '/v1.0/*' }, after, times: 1, fault }]);
      await world.apply(administrator.id);
      const isHit = (await world.lab.lab.remainingFaults()).length === 0;
      await world.lab.lab.clearFaults();
      expect(await world.apply(administrator.id)).toMatchObject({ ok: true, value: { grantsMissing: [] } });
      expect(shapeOf(world)).toEqual(whole);
      if (!isHit) break;
      writesThere = writesThere + stride;
    }
  }
  // At least: two applications, a service principal, five grants, an extension, a key and two owners.
  expect(writesThere).toBeGreaterThanOrEqual(12);
});

test('a bad day of the tenant, with everything that goes wrong on one', async () => {
  const world = await registrationForTests(credential, 10_000);
  await world.lab.lab.setNamedFaults('throttled', 7);
  expect(await world.apply(administrator.id)).toMatchObject({ ok: true });
  await startOver(world);
  await world.lab.lab.setNamedFaults('bad gateway', 7);
  await world.apply(administrator.id);
  await world.lab.lab.clearFaults();
  expect(await world.apply(administrator.id)).toMatchObject({ ok: true });
  expect(shapeOf(world)).toEqual(whole);
});

test.each(['application', 'servicePrincipal', 'grants', 'extension', 'certificate', 'signIn'] as const)(
  'the agent ends during the step "%s"',
  async (step) => {
    const world = await registrationForTests(credential);
    const abort = new AbortController();
    const watch = setInterval(() => {
      if (world.steps.some((each) => each.step === step)) abort.abort();
    }, 1);
    await world.apply(administrator.id, {}, abort.signal);
    clearInterval(watch);
    expect(await world.apply(administrator.id)).toMatchObject({ ok: true });
    expect(shapeOf(world)).toEqual(whole);
  },
);

describe('a tenant that is slow to spread what was changed', () => {
  test('is waited for', async () => {
    const world = await registrationForTests(credential, 20_000);
    await world.lab.lab.setKnobs({ replicationLagMs: 1_000 });
    const ticking = setInterval(() => void world.lab.lab.advanceClock(250), 50);
    const applied = await world.apply(administrator.id);
    clearInterval(ticking);
    expect(applied).toMatchObject({ ok: true, value: { grantsMissing: [], consentUrl: null } });
    await world.lab.lab.setKnobs({ replicationLagMs: 0 });
    await world.lab.lab.advanceClock(5_000);
    expect(shapeOf(world)).toEqual(whole);
  });

  test('is not waited for without end', async () => {
    const world = await registrationForTests(credential, 200);
    await world.lab.lab.freezeClock();
    await world.lab.lab.setKnobs({ replicationLagMs: 60_000 });
    expect(await world.apply(administrator.id)).toMatchObject({ ok: false, problem: { code: 'tenant.not-found' } });
  });
});
