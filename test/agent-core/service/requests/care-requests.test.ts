import { describe, expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../../agent-core/contract/result.ts';
import { repairAgent } from '../../../../agent-core/service/requests/agent-repair.ts';
import { removeSetup } from '../../../../agent-core/service/requests/setup-remove.ts';
import { agentParts, configuredParts } from '../../../builders/agent-parts.ts';
import { changeFor } from '../../../builders/changes.ts';
import { directoryUser } from '../../../builders/directory-object.ts';
import { objectGuidFor } from '../../../builders/identifiers.ts';

const { signal } = new AbortController();
const inLife = { thumbprintSha256: 'ab', notBefore: '2026-01-01T00:00:00.000Z', notAfter: '2027-03-02T08:00:00.000Z' };

async function checksOf(
  parts: ReturnType<typeof agentParts>,
  changes: Partial<Parameters<typeof repairAgent>[0]> = {},
) {
  const repair = repairAgent({
    ...parts,
    describeCertificate: () => inLife,
    checkSpace: () => succeed(undefined),
    mendDataFolder: () => succeed([]),
    ...changes,
  });
  const repaired = await repair({}, signal);
  if (!repaired.ok) throw new Error(repaired.problem.code);
  return repaired.value.checks;
}

const resultsOf = (checks: Awaited<ReturnType<typeof checksOf>>) =>
  Object.fromEntries(checks.map(({ name, result, problem: found }) => [name, found?.code ?? result]));

describe('agent.repair', () => {
  test('finds everything good on an agent that works, and keeps a copy of the record', async () => {
    const parts = configuredParts();
    expect(resultsOf(await checksOf(parts))).toEqual({
      dataFolder: 'good',
      disk: 'good',
      backup: 'good',
      settings: 'good',
      certificate: 'good',
      directory: 'good',
      rights: 'good',
      tenant: 'good',
    });
    expect(parts.backups).toHaveLength(1);
    expect(parts.tenant.users).toEqual([]);
  });

  test('says what it mended', async () => {
    const checks = await checksOf(configuredParts(), { mendDataFolder: () => succeed(['/data/record.db']) });
    expect(checks[0]).toMatchObject({ name: 'dataFolder', result: 'mended' });
    expect(checks[0]?.detail).toContain('/data/record.db');
  });

  test('names what a person must do, one problem for each thing that is wrong', async () => {
    const parts = configuredParts();
    parts.onVerify(async () => fail(problem('directory.wrong-credentials', 'reader')));
    const checks = await checksOf(parts, {
      checkSpace: () => fail(problem('data.disk-full', '5 MiB')),
      describeCertificate: () => ({ ...inLife, notAfter: parts.clock.now() }),
    });
    expect(resultsOf(checks)).toMatchObject({
      disk: 'data.disk-full',
      certificate: 'certificate.expired',
      directory: 'directory.wrong-credentials',
      tenant: 'good',
    });
  });

  test('R19: rights that the account lacks are left to a person, and asked about where the directory answers alone', async () => {
    const parts = configuredParts();
    const asked: string[] = [];
    const lookAtRights = async (domain: string) => {
      asked.push(domain);
      return fail(problem('rights.missing', domain));
    };
    const checks = await checksOf(parts, { lookAtRights });
    expect(resultsOf(checks)).toMatchObject({ directory: 'good', rights: 'rights.missing' });
    expect(checks.filter(({ result }) => result === 'person')).toHaveLength(1);
    parts.onVerify(async () => fail(problem('directory.unreachable', 'dc1')));
    expect(resultsOf(await checksOf(parts, { lookAtRights }))).not.toHaveProperty('rights');
    expect(asked).toEqual(['contoso.com']);
  });

  test('contacts nobody before the set-up', async () => {
    const parts = agentParts();
    expect(resultsOf(await checksOf(parts))).toMatchObject({ settings: 'setup.required', certificate: 'good' });
    expect(parts.connections).toEqual([]);
  });
});

describe('setup.remove', () => {
  test('forgets settings, key and passwords, and touches nothing in the tenant', async () => {
    const parts = configuredParts([directoryUser('ada')]);
    parts.runner.startRun();
    await parts.runner.settled();
    const writes = parts.tenant.writes.length;
    const decided = { kind: 'disables', by: 'Ada', at: parts.clock.now(), expiresAt: null };
    parts.approvals.exempt([{ ...decided, objectGuid: objectGuidFor('ada'), name: null }]);
    parts.approvals.decide([{ ...decided, digest: changeFor('ada', 'disable').digest, verdict: 'rejected' }]);
    let isForgotten = false;
    const forget = () => {
      isForgotten = true;
      return parts.heldChanges.forget();
    };
    parts.status.report('schedule', problem('directory.unreachable', 'dc1'));
    const removing = removeSetup({ ...parts, heldChanges: { ...parts.heldChanges, forget } });
    expect(await removing({ objects: 'keep' }, signal)).toEqual({ ok: true, value: {} });
    expect(isForgotten, 'what was held is forgotten').toBe(true);
    expect(parts.approvals.exemptions(parts.clock.now()), 'what was decided is forgotten').toEqual([]);
    expect(parts.approvals.decisions(parts.clock.now())).toEqual([]);
    expect(parts.secrets.names).toEqual([]);
    expect(parts.settingsStore.read()).toBeNull();
    expect(parts.status.read()).toMatchObject({ activity: { kind: 'unconfigured' }, lastRun: null, problems: [] });
    expect(parts.runner.startRun()).toMatchObject({ problem: { code: 'setup.required' } });
    expect(parts.tenant.users).toHaveLength(1);
    expect(parts.tenant.writes).toHaveLength(writes);
    expect(parts.history.links.read().size).toBe(1);
  });

  test('waits for nobody: during a run it is refused', async () => {
    const parts = configuredParts([directoryUser('ada')]);
    parts.runner.startRun();
    expect(await removeSetup(parts)({ objects: 'keep' }, signal)).toMatchObject({
      problem: { code: 'run.in-progress' },
    });
    await parts.runner.settled();
    expect(parts.settingsStore.read()).not.toBeNull();
  });
});
