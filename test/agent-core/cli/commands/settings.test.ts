import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseCommandLine } from '../../../../agent-core/cli/command-line.ts';
import { planCommand } from '../../../../agent-core/cli/commands/plan.ts';
import { settingsExportCommand } from '../../../../agent-core/cli/commands/settings-export.ts';
import { settingsGetCommand } from '../../../../agent-core/cli/commands/settings-get.ts';
import { settingsImportCommand } from '../../../../agent-core/cli/commands/settings-import.ts';
import { settingsSetCommand } from '../../../../agent-core/cli/commands/settings-set.ts';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../../agent-core/contract/result.ts';
import type { RunReport } from '../../../../agent-core/contract/run-report.ts';
import type { Settings } from '../../../../agent-core/contract/settings.ts';
import { getSettings } from '../../../../agent-core/service/requests/settings-get.ts';
import { saveSettings } from '../../../../agent-core/service/requests/settings-save.ts';
import { configuredParts } from '../../../builders/agent-parts.ts';
import { runCommandLine } from '../../../builders/command-context.ts';
import { realCredential } from '../../../builders/credentials.ts';
import { entriesOf } from '../../../builders/effect-entries.ts';
import { limits } from '../../../builders/guard-settings.ts';
import { objectGuidFor, runIdFor } from '../../../builders/identifiers.ts';
import { runReport } from '../../../builders/run-report.ts';
import { settings, smallestDomain, smallestSettings } from '../../../builders/settings.ts';
import { openStubAgent } from '../../../builders/stub-agent.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

const pem = (await realCredential()).certificatePem.trim();

async function agentWith(initial: Settings = settings()) {
  const parts = configuredParts();
  const saved = parts.settingsStore.read();
  if (saved === null) throw new Error('not set up');
  parts.settingsStore.save({ ...saved, settings: initial }, 'now', 'a test');
  const tried: unknown[] = [];
  const agent = await openStubAgent({
    'settings.get': getSettings(parts.settingsStore),
    'settings.save': saveSettings(parts),
    'plan.create': async (parameters) => {
      tried.push(parameters.settings);
      return succeed(runReport());
    },
    'plan.entries': async () => succeed({ items: [], next: null }),
  });
  return { dataDir: agent.dataDir, tried, newest: () => parts.settingsStore.read() };
}

const set = (dataDir: string, ...words: readonly string[]) =>
  runCommandLine(dataDir, settingsSetCommand, ...words).ended;

describe('settings get', () => {
  test('shows the settings and their revision', async () => {
    const { dataDir } = await agentWith();
    const shown = await runCommandLine(dataDir, settingsGetCommand).ended;
    expect(shown).toMatchObject({ value: { json: { revision: 2, settings: settings() } } });
    expect(shown.ok ? shown.value.text : '').toContain('Revision 2.');
  });
});

describe('settings set', () => {
  test('of another kind leaves what belonged to the one before, and tells only of what was typed', async () => {
    const groups = [{ objectGuid: objectGuidFor('staff'), domain: 'contoso.com', name: 'CN=Staff' }];
    const { dataDir, newest } = await agentWith(settings({ scope: { kind: 'groups', groups } }));
    const refused = await set(dataDir, 'scope.kind=units');
    expect(refused.ok ? '' : refused.problem.detail).toBe('scope.include: is missing');
    const typed = await set(dataDir, 'scope.kind=all', `scope.groups=${JSON.stringify(groups)}`);
    expect(typed.ok ? '' : typed.problem.detail).toContain('scope.groups: there is no such setting');
    expect(newest()?.revision).toBe(2);
    expect(await set(dataDir, 'scope.kind=all', '--yes')).toMatchObject({ ok: true });
    expect(newest()?.settings.scope).toEqual({ kind: 'all' });
  });

  test('of one number of a limit leaves the others as they are set', async () => {
    const guard = limits({ deletes: { count: 30, percent: 40, dayCount: 50 }, enables: { count: 7, percent: 8 } });
    const { dataDir, newest } = await agentWith(settings({ guard }));
    expect(await set(dataDir, 'guard.deletes={"count": 5}')).toMatchObject({ ok: true });
    expect(newest()?.settings.guard).toEqual({ ...guard, deletes: { ...guard.deletes, count: 5 } });
    expect(await set(dataDir, 'guard={"enables": {"percent": 9}, "deletes": {"dayCount": null}}')).toMatchObject({
      ok: true,
    });
    expect(newest()?.settings.guard).toEqual({
      ...guard,
      deletes: { ...guard.deletes, count: 5, dayCount: null },
      enables: { ...guard.enables, percent: 9 },
    });
    const wrong = await set(dataDir, 'guard.deletes=5');
    expect(wrong.ok ? '' : wrong.problem.detail).toContain('guard.deletes: must be an object');
  });

  test('takes a list as README writes one', async () => {
    const { dataDir, newest } = await agentWith();
    const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8');
    const word = /settings set '(?<word>[^']+)'/.exec(readme)?.groups?.word ?? '';
    const listed = JSON.parse(word.slice(word.indexOf('=') + 1));
    expect(await set(dataDir, word, '--yes')).toMatchObject({ ok: true });
    expect(newest()?.settings.groups.transitiveMembers).toEqual(listed);
    expect(listed).toHaveLength(1);
  });

  test('refuses one place named twice', () => {
    expect(parseCommandLine(['settings', 'set', 'a=1', 'b=1', 'a=2'], [settingsSetCommand])).toMatchObject({
      kind: 'usage-error',
      reason: '"a" is given twice',
    });
  });

  test('changes what is named, several at once, and nothing else', async () => {
    const { dataDir, newest } = await agentWith();
    const changed = await set(
      dataDir,
      'guard.disables.count=20',
      'newUsers.usageLocation=DE',
      'domains.0.rights=units',
    );
    expect(changed).toMatchObject({ value: { json: { revision: 3 } } });
    expect(changed.ok ? changed.value.text : '').toContain(
      '  newUsers.usageLocation: (nothing) -> "DE"\n  guard.disables.count: 50 -> 20\nSaved as revision 3.\n',
    );
    const same = await set(dataDir, 'guard.disables.count=20');
    expect(same.ok ? same.value.text : '').toBe('Nothing is different from revision 3, so nothing was saved.\n');
    expect(newest()?.revision).toBe(3);
    const [domain] = settings().domains;
    expect(newest()).toMatchObject({
      savedBy: 'test 1.2.3, as administrator',
      settings: {
        ...settings(),
        guard: { ...settings().guard, disables: { ...settings().guard.disables, count: 20 } },
        newUsers: { ...settings().newUsers, usageLocation: 'DE' },
        domains: [{ ...domain, rights: 'units' }],
      },
    });
    await set(dataDir, 'newUsers.usageLocation=null');
    expect(newest()?.settings.newUsers.usageLocation).toBeNull();
  });

  test.each([
    ['guard.disables.count=-1', 'guard.disables.count: must be at least 0'],
    ['guard.disables.count=many', 'guard.disables.count: must be a number'],
    ['schedule.intervalSeconds=1', 'schedule.intervalSeconds'],
    ['guard.disable=3', 'guard.disable: there is no such setting; did you mean "disables"?'],
    ['guard.Disables.count=3', 'guard.Disables: there is no such setting; did you mean "disables"?'],
    [
      'schedule.intervalseconds=300',
      'schedule.intervalseconds: there is no such setting; did you mean "intervalSeconds"?',
    ],
    ['schedule.weather=300', 'schedule.weather: there is no such setting'],
    [
      'scope={"kind":"groups","groups":[{"objectGuid":"Staff","domain":"contoso.com","name":"Staff"}]}',
      'scope.groups.0.objectGuid: must be an objectGUID in lower case, such as 2f1c0a9e-3b5d-4e7f-8a6b-0c1d2e3f4a5b',
    ],
    ['removals.onLeavingScope=drop', 'removals.onLeavingScope: must be "delete" or "disable" or "keep"'],
    ['newUsers.usageLocation=germany', 'newUsers.usageLocation'],
  ])('%s fits no schema, and nothing is saved', async (word, place) => {
    const { dataDir, newest } = await agentWith();
    const refused = await set(dataDir, word);
    expect(refused).toMatchObject({ ok: false, problem: { code: 'settings.invalid' } });
    expect(refused.ok ? '' : refused.problem.detail).toContain(place);
    expect(newest()?.revision).toBe(2);
  });

  test('from a revision that is not the newest is refused with the difference', async () => {
    const { dataDir } = await agentWith();
    await set(dataDir, 'guard.disables.count=20');
    const refused = await set(dataDir, 'guard.disables.count=30', '--base', '2');
    expect(refused).toMatchObject({ ok: false, problem: { code: 'settings.stale' } });
    expect(refused.ok ? '' : refused.problem.detail).toContain('guard.disables.count: 50 -> 20');
    expect(await set(dataDir, 'guard.disables.count=30', '--base', '3')).toMatchObject({ ok: true });
  });

  test.each([[[]], [['guard.disables.count']], [['=3']], [['a=1', '--base', 'x']]])(
    '%j is told before anything is done',
    (words) => {
      expect(parseCommandLine(['settings', 'set', ...words], [settingsSetCommand])).toMatchObject({
        kind: 'usage-error',
      });
    },
  );
});

describe('a change that decides who stays in the tenant', () => {
  const planWith = (leftScope: number, changes: Partial<RunReport> = {}) =>
    runReport({ counts: { ...runReport().counts, leftScope }, ...changes });
  async function agentThatPlans(withChange: RunReport, without = planWith(0)) {
    const parts = configuredParts();
    const plans = { now: { ...without, runId: runIdFor(1) }, changed: { ...withChange, runId: runIdFor(2) } };
    let newest: RunReport | null = null;
    const agent = await openStubAgent({
      'settings.get': getSettings(parts.settingsStore),
      'settings.save': saveSettings(parts),
      'plan.create': ({ settings: given }) => {
        newest = given === null ? plans.now : plans.changed;
        return succeed(newest);
      },
      // As the agent does: it keeps no plan but the newest.
      'plan.entries': ({ runId }) =>
        runId === newest?.runId
          ? succeed({ items: entriesOf(newest), next: null })
          : fail(problem('run.not-found', runId)),
    });
    return { dataDir: agent.dataDir, revision: () => parts.settingsStore.read()?.revision };
  }
  const keep = 'removals.onLeavingScope=keep';
  test('is shown and not saved when somebody would leave, until that is confirmed', async () => {
    const { dataDir, revision } = await agentThatPlans(planWith(12), planWith(2));
    const shown = await set(dataDir, keep, 'scope={"kind":"all"}');
    expect(shown).toMatchObject({ value: { isFailure: true, json: { saved: false, leaving: 12, anyway: 2 } } });
    const text = shown.ok ? shown.value.text : '';
    expect(text).toMatch(/which are not saved:.*"delete" -> "keep".*left scope.*10 objects are concerned/s);
    expect(text).toContain(
      'Every one of them: bridgehead plan removals.onLeavingScope=keep \'scope={"kind":"all"}\' --all',
    );
    expect(revision()).toBe(1);
    expect(await set(dataDir, keep, '--yes')).toMatchObject({ value: { json: { revision: 2 } } });
  });

  test('by which memberships alone would end does not claim that somebody leaves the scope', async () => {
    const { counts } = runReport();
    const unlinking = (unlink: number, leftScope = 0) =>
      planWith(0, { counts: { ...counts, leftScope, planned: { ...counts.planned, unlink } } });
    const transitive = `groups.transitiveMembers=${JSON.stringify([{ objectGuid: objectGuidFor('outer'), domain: 'contoso.com', name: 'CN=Outer' }])}`;
    const { dataDir, revision } = await agentThatPlans(unlinking(3, 1), unlinking(0, 1));
    const shown = await set(dataDir, transitive);
    const memberships = { code: 'settings.effect-memberships', detail: '3 memberships' };
    expect(shown).toMatchObject({ value: { isFailure: true, json: { saved: false, problem: memberships } } });
    expect(shown.ok ? shown.value.text : '').not.toContain('some would leave the scope');
    expect(revision()).toBe(1);
    const both = await agentThatPlans(unlinking(3, 2), unlinking(0, 1));
    expect(await set(both.dataDir, transitive)).toMatchObject({
      value: { json: { problem: { code: 'settings.effect-unconfirmed' } } },
    });
  });

  test('is saved when nobody would leave who does not leave anyway', async () => {
    const { dataDir } = await agentThatPlans(planWith(2), planWith(2));
    expect(await set(dataDir, keep)).toMatchObject({
      value: {
        text: 'Nobody leaves the scope by it.\n  removals.onLeavingScope: "delete" -> "keep"\nSaved as revision 2.\n',
      },
    });
  });

  test('is not saved unseen while its effect cannot be found out', async () => {
    const { dataDir, revision } = await agentThatPlans(
      planWith(0, { problems: [problem('directory.unreachable', 'dc1')] }),
    );
    expect(await set(dataDir, keep)).toMatchObject({ problem: { code: 'settings.effect-unknown' } });
    expect(revision()).toBe(1);
  });

  test('is not saved unseen where it names what is not there', async () => {
    const missing = problem('scope.reference-not-found', 'x');
    const findings = [{ kind: null, problem: missing, found: 20, allowed: 0, held: 0, holds: [] }];
    const { dataDir, revision } = await agentThatPlans(planWith(0, { findings }));
    expect(await set(dataDir, keep)).toMatchObject({ problem: { code: 'settings.effect-unknown' } });
    expect(revision()).toBe(1);
  });

  test.each([{ planned: { delete: 16 } }, { planned: { disable: 16 } }, { removalWaits: 16 }])(
    'is shown when whoever was let go of until now is to be taken away: %j',
    async ({ planned = {}, ...waiting }) => {
      const { counts } = runReport();
      const graver = { ...counts, leftScope: 0, ...waiting, planned: { ...counts.planned, ...planned } };
      const { dataDir, revision } = await agentThatPlans(planWith(0, { counts: graver }), planWith(16));
      expect(await set(dataDir, keep)).toMatchObject({
        value: { isFailure: true, json: { saved: false, leaving: 16, anyway: 0 } },
      });
      expect(revision()).toBe(1);
    },
  );

  test('is shown as well when it comes from a file; no other change asks for a plan', async () => {
    const { dataDir, revision } = await agentThatPlans(planWith(12));
    const file = join(temporaryFolder(), 'answers.json');
    await runCommandLine(dataDir, settingsExportCommand, '--out', file).ended;
    writeFileSync(file, readFileSync(file, 'utf8').replace('"onLeavingScope": "delete"', '"onLeavingScope": "keep"'));
    expect(await runCommandLine(dataDir, settingsImportCommand, file).ended).toMatchObject({
      value: { isFailure: true },
    });
    expect(revision()).toBe(1);
    expect(await set(dataDir, 'guard.disables.count=20')).toMatchObject({
      value: { text: '  guard.disables.count: 50 -> 20\nSaved as revision 2.\n' },
    });
  });
});

test('settings import keeps what the file does not name', async () => {
  const before = settings({
    schedule: { intervalSeconds: 600, isPaused: true },
    guard: limits({ deletes: { count: 30, percent: 40, dayCount: 50 } }),
  });
  const { dataDir, newest } = await agentWith(before);
  const file = join(temporaryFolder(), 'answers.json');
  const domains = [{ ...smallestDomain, password: 'prompt' }];
  const newUsers = { usageLocation: 'DE' };
  const guard = { deletes: { count: 5 } };
  writeFileSync(file, JSON.stringify({ tenant: smallestSettings.tenant, domains, newUsers, guard }));
  expect(await runCommandLine(dataDir, settingsImportCommand, file).ended).toMatchObject({ ok: true });
  expect(newest()?.settings).toEqual({
    ...before,
    newUsers: { ...before.newUsers, ...newUsers },
    guard: { ...before.guard, deletes: { ...before.guard.deletes, count: 5 } },
  });
});

describe('settings export and import', () => {
  const withAuthorities = settings({
    tenant: { ...settings().tenant, certificateAuthorities: pem },
    domains: [{ ...settings().domains[0], certificateAuthorities: pem }],
    schedule: { intervalSeconds: 600, isPaused: true },
  });

  test('go round: what one wrote the other saves again, certificates included', async () => {
    const { dataDir } = await agentWith(withAuthorities);
    const dir = temporaryFolder();
    const path = join(dir, 'answers.json');
    expect(await runCommandLine(dataDir, settingsExportCommand, '--out', path).ended).toMatchObject({
      value: { json: { revision: 2 } },
    });
    expect(readdirSync(dir).toSorted()).toEqual([
      'answers-domains-0-authorities.pem',
      'answers-tenant-authorities.pem',
      'answers.json',
    ]);
    const stricter = { ...withAuthorities, guard: limits({ disables: { count: 1, percent: 1 } }) };
    const other = await agentWith(stricter);
    expect(await runCommandLine(other.dataDir, settingsImportCommand, path).ended).toMatchObject({
      value: { json: { revision: 3 } },
    });
    expect(other.newest()?.settings).toEqual(withAuthorities);
    expect(await runCommandLine(other.dataDir, settingsImportCommand, path, '--base', '2').ended).toMatchObject({
      problem: { code: 'settings.stale' },
    });
  });

  test('hold no secret: the password is asked for', async () => {
    const { dataDir } = await agentWith(withAuthorities);
    const path = join(temporaryFolder(), 'answers.json');
    await runCommandLine(dataDir, settingsExportCommand, '--out', path).ended;
    const content = readFileSync(path, 'utf8');
    expect(JSON.parse(content)).toMatchObject({ domains: [{ password: 'prompt' }] });
    expect(content).not.toContain('first password');
  });

  test('what only a set-up does is left aside by name when they are imported', async () => {
    const { dataDir } = await agentWith();
    const path = join(temporaryFolder(), 'answers.json');
    await runCommandLine(dataDir, settingsExportCommand, '--out', path).ended;
    const answers = JSON.parse(readFileSync(path, 'utf8'));
    const imported = async () => {
      const ended = await runCommandLine(dataDir, settingsImportCommand, path).ended;
      return ended.ok ? ended.value : ended.problem;
    };
    expect(await imported()).toMatchObject({ json: { leftAside: [] }, text: expect.not.stringContaining('aside') });
    const [domain] = answers.domains;
    const granting = { ...domain, administrator: { account: 'admin@contoso.com' }, grantRights: true };
    writeFileSync(path, JSON.stringify({ ...answers, domains: [granting] }));
    expect(await imported()).toMatchObject({
      json: { leftAside: ['domains.0.administrator', 'domains.0.grantRights'] },
      text: expect.stringContaining('does it: domains.0.administrator, domains.0.grantRights.\n'),
    });
  });

  test('into a folder that is not there is a problem', async () => {
    const { dataDir } = await agentWith();
    const path = join(temporaryFolder(), 'missing', 'answers.json');
    expect(await runCommandLine(dataDir, settingsExportCommand, '--out', path).ended).toMatchObject({
      problem: { code: 'file.not-written' },
    });
  });
});

test.each([
  [['settings'], '"settings" needs a second word: settings get, settings set'],
  [['settings', 'reset'], 'there is no "settings reset": settings get, settings set'],
])('%j names the commands there are', (words, reason) => {
  const line = parseCommandLine(words, [settingsGetCommand, settingsSetCommand]);
  expect(line).toEqual({ kind: 'usage-error', reason, command: null });
});

describe('plan with other settings', () => {
  test('asks for them, says that they are not saved, and saves nothing', async () => {
    const { dataDir, newest, tried } = await agentWith();
    const shown = await runCommandLine(dataDir, planCommand, 'scope.kind=all', 'newUsers.usageLocation=DE').ended;
    expect(shown.ok ? shown.value.text : '').toMatch(
      /^With scope.kind=all newUsers.usageLocation=DE, which is not saved/,
    );
    await runCommandLine(dataDir, planCommand).ended;
    expect(tried).toMatchObject([{ newUsers: { usageLocation: 'DE' } }, null]);
    expect(newest()?.revision).toBe(2);
  });

  test('refuses words that are no settings, before anything is asked', () => {
    expect(parseCommandLine(['plan', 'scope'], [planCommand])).toMatchObject({
      kind: 'usage-error',
      reason: '"scope" is not KEY=VALUE',
    });
  });
});
