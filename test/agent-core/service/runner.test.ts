import { describe, expect, test, vi } from 'vitest';
import type { AgentState } from '../../../agent-core/contract/agent-state.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import { runSteps } from '../../../agent-core/contract/run-report.ts';
import { Secret } from '../../../agent-core/contract/secret.ts';
import { agentParts, configuredParts } from '../../builders/agent-parts.ts';
import { directoryUnit } from '../../builders/directory-group.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { objectGuidFor, runIdFor } from '../../builders/identifiers.ts';
import { settings } from '../../builders/settings.ts';

const ada = directoryUser('ada');

/** Starts a run and waits for its end. */
async function runOnce({ runner }: ReturnType<typeof configuredParts>) {
  const started = runner.startRun();
  if (!started.ok) throw new Error(started.problem.code);
  const report = await runner.ending(started.value);
  if (report === null) throw new Error('the run is not in progress');
  return report;
}

/** Somebody has moved and somebody is new, which is done one after the other. */
async function partsWithTwoWaves() {
  const parts = configuredParts([ada]);
  await runOnce(parts);
  parts.directory.change('ada', { title: 'Engineer' });
  parts.directory.add(directoryUser('bob'));
  return parts;
}

describe('a run', () => {
  test('is carried out, recorded and shown', async () => {
    const parts = configuredParts([ada]);
    const report = await runOnce(parts);
    expect(report).toMatchObject({ result: 'succeeded', counts: { applied: 1 }, startedAt: parts.clock.now() });
    expect(parts.tenant.users).toHaveLength(1);
    expect(parts.history.reports).toEqual([report]);
    expect(parts.status.read()).toMatchObject({ activity: { kind: 'idle' }, lastRun: report });
  });

  test('shows each of its steps while it is in progress', async () => {
    const parts = configuredParts([ada]);
    const states: AgentState['activity'][] = [];
    parts.status.onChange((state) => states.push(state.activity));
    const { runId } = await runOnce(parts);
    const steps = states.flatMap((activity) => (activity.kind === 'running' ? [activity.step] : []));
    expect(steps).toEqual(runSteps);
    expect(states[0]).toMatchObject({ kind: 'running', runId, tenant: { displayName: 'Contoso' } });
    expect(states.at(-1)).toMatchObject({ kind: 'idle' });
  });

  test('is the only one: a second one is refused, and so is a preview, with the id of the first', async () => {
    const parts = configuredParts([ada]);
    const first = parts.runner.startRun();
    if (!first.ok) throw new Error(first.problem.code);
    const refused = { ok: false, problem: { code: 'run.in-progress', detail: first.value } };
    expect(parts.runner.startRun()).toMatchObject(refused);
    expect(await parts.runner.preview(null, new AbortController().signal)).toMatchObject(refused);
    await parts.runner.ending(first.value);
    expect((await runOnce(parts)).result).toBe('succeeded');
  });

  test('connects both sides once for as long as the set-up stays', async () => {
    const parts = configuredParts([ada]);
    await runOnce(parts);
    await runOnce(parts);
    expect(parts.connections).toEqual([
      { settings: parts.settingsStore.read()?.settings, passwords: ['first password'] },
    ]);
  });

  test('does not start before the set-up', () => {
    expect(agentParts().runner.startRun()).toMatchObject({ ok: false, problem: { code: 'setup.required' } });
  });

  test('does not start when it cannot be recorded, and nothing is left in progress', async () => {
    const parts = configuredParts([ada]);
    const full = problem('data.write-failed', 'the disk is full');
    const begin = parts.history.begin;
    Object.assign(parts.history, { begin: () => ({ ok: false, problem: full }) });
    expect(parts.runner.startRun()).toEqual({ ok: false, problem: full });
    expect(parts.tenant.writes).toEqual([]);
    Object.assign(parts.history, { begin });
    expect((await runOnce(parts)).result).toBe('succeeded');
  });

  test('gives back the memory that it took, as a preview does', async () => {
    const parts = configuredParts([ada]);
    await runOnce(parts);
    expect(parts.released()).toBe(1);
    await parts.runner.preview(null, new AbortController().signal);
    expect(parts.released()).toBe(2);
  });

  test('leaves a copy of the record behind, a preview does not', async () => {
    const parts = configuredParts([ada]);
    await parts.runner.preview(null, new AbortController().signal);
    expect(parts.backups).toEqual([]);
    await runOnce(parts);
    expect(parts.backups).toEqual([parts.clock.now()]);
  });

  test('that attempts nothing leaves a copy behind once an hour', async () => {
    const parts = configuredParts([ada]);
    await runOnce(parts);
    await runOnce(parts);
    expect(parts.backups).toHaveLength(1);
    parts.directory.change('ada', { title: ['Countess'] });
    await runOnce(parts);
    expect(parts.backups).toHaveLength(2);
    parts.clock.advance(3_600_000);
    await runOnce(parts);
    expect(parts.backups).toHaveLength(3);
  });

  test('relies on what is remembered only after it was made sure that it is whole, as a preview does', async () => {
    const parts = configuredParts([ada]);
    await runOnce(parts);
    expect(parts.ensured()).toBe(1);
    await parts.runner.preview(null, new AbortController().signal);
    expect(parts.ensured()).toBe(2);
  });

  test('has happened even if the record could not be copied, and the log says so', async () => {
    const parts = configuredParts([ada]);
    parts.fillUpBackups();
    expect(await runOnce(parts)).toMatchObject({ result: 'succeeded', problems: [] });
    expect(parts.log.lines).toContain('warn the record could not be backed up {"detail":"the disk is full"}');
    expect(parts.history.reports).toHaveLength(1);
  });

  test('that cannot be waited for is another one', () => {
    expect(configuredParts().runner.ending(runIdFor(7))).toBeNull();
  });
});

test('a preview signs in with the passwords that are given, and the next run with those that are kept', async () => {
  const parts = configuredParts([ada]);
  const given = new Map([['contoso.com', new Secret('second password')]]);
  const previewed = await parts.runner.preview(settings(), new AbortController().signal, given);
  expect(previewed).toMatchObject({ ok: true, value: { counts: { planned: { create: 1 } } } });
  await runOnce(parts);
  expect(parts.connections.map(({ passwords }) => passwords)).toEqual([['second password'], ['first password']]);
});

describe('a run that is cancelled', () => {
  test('ends between two changes, and only when it is meant', async () => {
    const parts = await partsWithTwoWaves();
    const started = parts.runner.startRun();
    if (!started.ok) throw new Error(started.problem.code);
    const ending = parts.runner.ending(started.value);
    expect(parts.runner.cancel(runIdFor(7))).toBe(false);
    parts.tenant.onWrite(() => {
      expect(parts.runner.cancel(started.value)).toBe(true);
      return null;
    });
    expect(await ending).toMatchObject({ result: 'cancelled', counts: { applied: 1, notAttempted: 1 } });
    expect(parts.runner.cancel(started.value)).toBe(false);
  });
});

describe('a preview', () => {
  const signal = () => new AbortController().signal;

  test('says what a run would do, and does not show as running', async () => {
    const parts = configuredParts([ada]);
    const shown: AgentState[] = [];
    parts.status.onChange((state) => shown.push(state));
    const preview = await parts.runner.preview(null, signal());
    expect(preview).toMatchObject({ ok: true, value: { result: 'succeeded', counts: { planned: { create: 1 } } } });
    expect(shown).toEqual([]);
    expect(parts.tenant.writes).toEqual([]);
    expect(parts.history.entries).toEqual([]);
    if (preview.ok) expect(parts.previews.entries(preview.value.runId, 0, 9)?.items).toHaveLength(1);
  });

  test('shows what other settings would do, and keeps none of it', async () => {
    const parts = configuredParts([ada]);
    parts.directory.units = [directoryUnit('Elsewhere', 'OU=Elsewhere,DC=contoso,DC=com')];
    await runOnce(parts);
    const pairing = parts.pairing.connect();
    const unit = {
      objectGuid: objectGuidFor('Elsewhere'),
      domain: 'contoso.com',
      name: 'OU=Elsewhere,DC=contoso,DC=com',
    };
    const elsewhere = { kind: 'units', include: [unit], exclude: [] } as const;
    const tried = await parts.runner.preview(settings({ scope: elsewhere }), signal());
    expect(tried).toMatchObject({ ok: true, value: { counts: { outOfScope: 1, unchanged: 0 } } });
    expect(parts.pairing.connect()).toEqual(pairing);
    expect(await parts.runner.preview(null, signal())).toMatchObject({ value: { counts: { unchanged: 1 } } });
    expect(parts.tenant.users).toMatchObject([{ values: { accountEnabled: true } }]);
  });

  test('does not try what only the set-up can prove', async () => {
    const parts = configuredParts([ada]);
    const [domain] = settings().domains;
    const another = settings({ domains: [{ ...domain, account: 'somebody@contoso.com' }] });
    const refused = await parts.runner.preview(another, signal());
    expect(refused).toMatchObject({ ok: false, problem: { code: 'settings.needs-set-up' } });
    expect(JSON.stringify(refused)).toContain('somebody@contoso.com');
  });

  test('ends when the one who asked for it gives up, also before it began', async () => {
    const parts = configuredParts([ada]);
    const request = new AbortController();
    const preview = parts.runner.preview(null, request.signal);
    request.abort();
    expect(await preview).toMatchObject({ ok: true, value: { result: 'cancelled' } });
    expect(await parts.runner.preview(null, AbortSignal.abort())).toMatchObject({ value: { result: 'cancelled' } });
  });

  test('keeps a run waiting no longer than it lasts', async () => {
    const parts = configuredParts([ada]);
    const preview = parts.runner.preview(null, signal());
    expect(parts.runner.startRun()).toMatchObject({ ok: false, problem: { code: 'run.in-progress' } });
    await preview;
    expect((await runOnce(parts)).result).toBe('succeeded');
  });
});

describe('a change that failed', () => {
  const refused = problem('tenant.refused-value', 'displayName');

  test('waits when the schedule starts the run, and is tried when a person does', async () => {
    const parts = configuredParts([ada]);
    parts.tenant.onWrite(() => ({ problem: refused }));
    await runOnce(parts);
    const scheduled = parts.runner.startRun('the schedule', 'what is due');
    if (!scheduled.ok) throw new Error(scheduled.problem.code);
    expect(await parts.runner.ending(scheduled.value)).toMatchObject({ counts: { waiting: 1, failed: 0 } });
    expect(await runOnce(parts)).toMatchObject({ counts: { waiting: 0, failed: 1 } });
    expect(parts.tenant.writes).toHaveLength(2);
  });
});

describe('a defect', () => {
  test('is recorded as a failed run, logged, and the next run goes its way', async () => {
    const parts = configuredParts([ada]);
    const defect = new Error('a defect');
    parts.tenant.onWrite(() => {
      throw defect;
    });
    const report = await runOnce(parts);
    expect(report).toMatchObject({ result: 'failed', problems: [{ code: 'agent.unexpected' }] });
    expect(parts.log.defects).toEqual([defect]);
    expect(parts.history.reports).toEqual([report]);
    expect(parts.status.read()).toMatchObject({ activity: { kind: 'idle' }, lastRun: report });
    parts.tenant.onWrite(null);
    expect((await runOnce(parts)).result).toBe('succeeded');
  });

  test('does not hide what had been applied before it', async () => {
    const parts = configuredParts([ada, directoryUser('bob')]);
    parts.tenant.onWrite(() => {
      if (parts.tenant.users.length === 1) throw new Error('a defect');
      return null;
    });
    expect((await runOnce(parts)).counts).toMatchObject({ applied: 1, unknown: 1, planned: { create: 2 } });
  });

  test('whose record cannot be written, either, says both', async () => {
    const parts = configuredParts([ada]);
    parts.tenant.onWrite(() => {
      parts.history.fillUpAfter(0);
      throw new Error('a defect');
    });
    const codes = (await runOnce(parts)).problems.map(({ code }) => code);
    expect(codes).toEqual(['agent.unexpected', 'data.write-failed']);
  });
});

describe('stopping', () => {
  test('ends the run in progress and waits until it is recorded', async () => {
    const parts = configuredParts([ada, directoryUser('bob')]);
    parts.runner.startRun();
    await parts.runner.stop();
    expect(parts.history.reports).toMatchObject([{ result: 'cancelled' }]);
  });

  test('is done at once when nothing is in progress', async () => {
    await expect(configuredParts().runner.stop()).resolves.toBeUndefined();
  });
});

test('the problems of a run are logged with its id', async () => {
  const parts = configuredParts([ada]);
  parts.tenant.become(problem('tenant.unreachable', 'graph'));
  const { runId } = await runOnce(parts);
  const warnings = parts.log.lines.filter((line) => line.startsWith('warn'));
  expect(warnings).toEqual([expect.stringContaining('run ended'), expect.stringContaining('tenant.unreachable')]);
  for (const warning of warnings) expect(warning).toContain(runId);
});

test('a run that held somebody, and what it found, are warnings; a preview warns of nothing, and neither does a run without trouble', async () => {
  const parts = configuredParts([ada, { ...directoryUser('bob'), attributes: { ...ada.attributes } }]);
  const warnings = () => parts.log.lines.filter((line) => line.startsWith('warn'));
  await parts.runner.preview(null, new AbortController().signal);
  expect(warnings()).toEqual([]);
  await runOnce(parts);
  const held = [expect.stringMatching(/run ended.*"result":"succeededWithProblems".*"held":2/)];
  expect(warnings()).toEqual(held);
  await runOnce(parts);
  expect(warnings(), 'that it lasts is no news').toEqual(held);
  const quiet = configuredParts([ada]);
  await runOnce(quiet);
  expect(quiet.log.lines.filter((line) => line.startsWith('warn'))).toEqual([]);
});

describe('on a disk that is nearly full', () => {
  const full = problem('data.disk-full', '5 MiB are free, 200 MiB are needed');

  test('no run starts, and nothing is recorded; a preview still looks', async () => {
    const parts = configuredParts([ada]);
    parts.onCheckSpace(() => fail(full));
    expect(parts.runner.startRun()).toEqual({ ok: false, problem: full });
    expect(parts.connections).toEqual([]);
    expect(await parts.runner.preview(null, new AbortController().signal)).toMatchObject({ ok: true });
    expect(parts.tenant.users).toHaveLength(0);
  });

  test('a run in progress ends between two changes, and is recorded', async () => {
    const parts = await partsWithTwoWaves();
    // Before the run, before the plan is observed, and before the first change.
    let checksWithRoom = 3;
    parts.onCheckSpace(() => {
      checksWithRoom -= 1;
      return checksWithRoom >= 0 ? succeed(undefined) : fail(full);
    });
    const report = await runOnce(parts);
    expect(parts.tenant.users).toHaveLength(1);
    expect(report).toMatchObject({ result: 'failed', counts: { applied: 1, failed: 0, notAttempted: 1 } });
    expect(report.problems).toEqual([full]);
    expect(parts.history.reports.at(-1)).toEqual(report);
  });
});

test('the log says why a domain was read wholly, and not only what had changed', async () => {
  const parts = configuredParts([directoryUser('ada')]);
  const fullRead = problem('directory.read-fully', 'nothing was remembered');
  // Before the tenant is filled it surprises nobody.
  vi.spyOn(parts.history.guardHistory, 'isFilled').mockReturnValue(true);
  parts.directory.readUsers = async () => ({ objects: parts.directory.objects, problem: null, fullRead });
  parts.runner.startRun();
  await parts.runner.settled();
  const told = parts.log.lines.find((line) => line.includes('directory.read-fully'));
  expect(told).toMatch(/^info .*"detail":"nothing was remembered"/);
});
