import { describe, expect, test } from 'vitest';
import type { Decision } from '../../../../agent-core/contract/approval-requests.ts';
import { problem } from '../../../../agent-core/contract/problem.ts';
import type { Settings } from '../../../../agent-core/contract/settings.ts';
import { changeSchedule } from '../../../../agent-core/service/requests/schedule-change.ts';
import { getSettings } from '../../../../agent-core/service/requests/settings-get.ts';
import { saveSettings } from '../../../../agent-core/service/requests/settings-save.ts';
import type { Caller } from '../../../../agent-core/service/responder.ts';
import { agentParts, configuredParts } from '../../../builders/agent-parts.ts';
import { changeFor } from '../../../builders/changes.ts';
import { referenceTo } from '../../../builders/directory-group.ts';
import { directoryUser } from '../../../builders/directory-object.ts';
import { limits } from '../../../builders/guard-settings.ts';
import { settings } from '../../../builders/settings.ts';

const { signal } = new AbortController();
const caller: Caller = { door: 'control', program: 'console 1.2.3' };
const tight: Settings = settings({ guard: limits({ disables: { count: 3, percent: 1 } }) });

function agent() {
  const parts = configuredParts([directoryUser('ada')]);
  const save = (baseRevision: number, next: Settings) =>
    saveSettings(parts)({ baseRevision, settings: next }, signal, caller);
  return { ...parts, save };
}

/** The deletion of Ada is approved, and that of Bob rejected. */
const decisionsIn = ({ clock }: Pick<ReturnType<typeof configuredParts>, 'clock'>): readonly Decision[] => {
  const of = (name: string, kind: string, verdict: Decision['verdict']): Decision => ({
    ...{ verdict, kind, digest: changeFor(name, 'delete').digest, by: 'Ada', at: clock.now() },
    ...{ expiresAt: verdict === 'approved' ? '2026-04-01T00:00:00.000Z' : null, what: `delete ${name}` },
  });
  return [of('ada', 'deletes', 'approved'), of('ada', 'scopeShrink', 'approved'), of('bob', 'deletes', 'rejected')];
};

describe('settings.save', () => {
  test('saves the next revision, with who and when, and keeps a copy of the record', async () => {
    const parts = agent();
    expect(await parts.save(1, tight)).toEqual({ ok: true, value: { revision: 2 } });
    expect(parts.settingsStore.read()).toMatchObject({
      revision: 2,
      settings: tight,
      passwordSecrets: { 'contoso.com': 'domain-password-1' },
      savedAt: parts.clock.now(),
      savedBy: 'console 1.2.3, as administrator',
    });
    expect(await getSettings(parts.settingsStore)({}, signal)).toEqual({
      ok: true,
      value: { revision: 2, settings: tight },
    });
    expect(parts.backups).toHaveLength(1);
    expect(parts.log.lines.join()).toContain('guard.disables.count: 50 -> 3');
  });

  const wider = settings({ guard: limits({ disables: { count: 100, percent: 50 } }) });
  const narrower = settings({ scope: { kind: 'groups', groups: [referenceTo('Staff')] } });

  test.each([
    ['the scope', narrower],
    ['the guard', wider],
    ['what becomes of leavers', settings({ removals: { onLeavingScope: 'keep', waitRuns: 2 } })],
  ])('R12: ends what is approved and not made yet where it changes %s, and no rejection', async (_, next) => {
    const parts = agent();
    parts.approvals.decide(decisionsIn(parts));
    expect(await parts.save(1, next)).toEqual({ ok: true, value: { revision: 2, approvalsEnded: 1 } });
    expect(parts.approvals.decisions(parts.clock.now()).map(({ verdict }) => verdict)).toEqual(['rejected']);
    expect(parts.auditTrail.read(0, 10).items).toMatchObject([
      {
        act: 'approvalLapsed',
        by: 'console 1.2.3, as administrator',
        detail: expect.stringMatching(
          /^1 change, by other settings: delete ada \[[0-9a-f]{12}, deletes, scopeShrink\]/,
        ),
      },
      { act: 'settingsSaved' },
    ]);
    expect(parts.log.lines.join()).toContain('approvals ended by other settings');
  });

  test('R12: ends no approval by a setting that decides nothing about removals, nor where it is refused', async () => {
    const parts = agent();
    parts.approvals.decide(decisionsIn(parts));
    const longer = settings({ schedule: { ...settings().schedule, intervalSeconds: 600 } });
    expect(await parts.save(1, longer)).toEqual({ ok: true, value: { revision: 2 } });
    expect(await parts.save(1, narrower)).toMatchObject({ problem: { code: 'settings.stale' } });
    expect(parts.approvals.decisions(parts.clock.now())).toHaveLength(3);
  });

  test('R12: saves no such setting where the audit trail cannot say that approvals are over by it', async () => {
    const parts = agent();
    parts.approvals.decide(decisionsIn(parts));
    parts.fillUpAudit();
    expect(await parts.save(1, narrower)).toMatchObject({ problem: { code: 'data.write-failed' } });
    expect(parts.settingsStore.read()?.revision).toBe(1);
    expect(parts.approvals.decisions(parts.clock.now())).toHaveLength(3);
  });

  test('that began from an older revision is refused with what was changed since', async () => {
    const parts = agent();
    await parts.save(1, tight);
    const stale = await parts.save(1, settings());
    expect(stale).toMatchObject({ ok: false, problem: { code: 'settings.stale' } });
    expect(stale.ok ? '' : stale.problem.detail).toContain('guard.disables.percent: 10 -> 1');
    expect(stale.ok ? '' : stale.problem.detail).toContain('by console 1.2.3, as administrator');
    expect(parts.settingsStore.read()).toMatchObject({ revision: 2, settings: tight });
    expect(await parts.save(7, tight)).toMatchObject({ ok: false, problem: { code: 'settings.stale' } });
  });

  test('is followed by the next run, while a run in progress keeps to what it began with', async () => {
    const parts = agent();
    const started = parts.runner.startRun();
    if (!started.ok) throw new Error(started.problem.code);
    await parts.save(1, tight);
    expect(parts.status.read().activity.kind).toBe('running');
    await parts.runner.settled();
    parts.runner.startRun();
    await parts.runner.settled();
    expect(parts.connections.map((each) => each.settings)).toEqual([settings(), tight]);
  });

  test.each([
    [
      'another tenant',
      settings({ tenant: { ...settings().tenant, tenantId: '33333333-3333-4333-8333-333333333333' } }),
    ],
    [
      'another application',
      settings({ tenant: { ...settings().tenant, clientId: '33333333-3333-4333-8333-333333333333' } }),
    ],
    ['another domain', settings({ domains: [{ ...settings().domains[0], name: 'fabrikam.com' }] })],
    ['another account', settings({ domains: [{ ...settings().domains[0], account: 'other@contoso.com' }] })],
    // The stored password would be sent to whoever was named.
    [
      'another controller',
      settings({
        domains: [
          {
            ...settings().domains[0],
            controllers: { kind: 'chosen', hosts: [{ host: 'dc.elsewhere.test', address: null, port: null }] },
          },
        ],
      }),
    ],
    [
      'another authority for controllers',
      settings({ domains: [{ ...settings().domains[0], certificateAuthorities: '-----BEGIN CERTIFICATE-----' }] }),
    ],
    ['another Graph', settings({ tenant: { ...settings().tenant, graph: 'https://graph.elsewhere.test' } })],
  ])('with %s needs the set-up, which asks for a credential and proves it', async (_what, next) => {
    const parts = agent();
    expect(await parts.save(1, next)).toMatchObject({ ok: false, problem: { code: 'settings.needs-set-up' } });
    expect(parts.settingsStore.read()?.revision).toBe(1);
  });

  test('that cannot be written changes nothing', async () => {
    const parts = agent();
    parts.settingsStore.refuse(problem('data.write-failed', 'the disk is full'));
    expect(await parts.save(1, tight)).toMatchObject({ ok: false, problem: { code: 'data.write-failed' } });
    expect(parts.connections).toEqual([]);
  });
});

describe('before the set-up', () => {
  test('there are no settings to read, save or pause', async () => {
    const parts = agentParts();
    const required = { ok: false, problem: { code: 'setup.required' } };
    expect(await getSettings(parts.settingsStore)({}, signal)).toMatchObject(required);
    expect(await saveSettings(parts)({ baseRevision: 1, settings: settings() }, signal)).toMatchObject(required);
    expect(await changeSchedule(parts, true)({}, signal)).toMatchObject(required);
  });
});

describe('schedule.pause and schedule.resume', () => {
  test('are kept as revisions of the settings, and only where they change something', async () => {
    const parts = agent();
    for (const isPaused of [true, true, false]) await changeSchedule(parts, isPaused)({}, signal, caller);
    expect(parts.settingsStore.readRevision(2)?.settings.schedule.isPaused).toBe(true);
    expect(parts.settingsStore.read()).toMatchObject({ revision: 3, settings: settings() });
    expect(parts.log.lines).toEqual([
      'info schedule paused {"by":"console 1.2.3, as administrator"}',
      'info schedule resumed {"by":"console 1.2.3, as administrator"}',
    ]);
  });
});
