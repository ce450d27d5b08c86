/** Whoever has set the agent up is told when it begins to act, while there is still time to look. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { setupCommand } from '../../../../agent-core/cli/commands/setup.ts';
import { type Problem, problem } from '../../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../../agent-core/contract/result.ts';
import type { Settings, SetupSettings } from '../../../../agent-core/contract/settings.ts';
import { runCommandLine } from '../../../builders/command-context.ts';
import { entriesOf } from '../../../builders/effect-entries.ts';
import { limits } from '../../../builders/guard-settings.ts';
import { objectGuidFor } from '../../../builders/identifiers.ts';
import { runReport } from '../../../builders/run-report.ts';
import { settings, smallestDomain, smallestSettings } from '../../../builders/settings.ts';
import { openStubAgent } from '../../../builders/stub-agent.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

const formerId = '067a4e1c-0b1f-4d0c-9c0a-5c8f6f3a2b1d';
const formerExtension = 'extension_22222222_bridgeheadOwner';
const otherTenant = '7d0e3d52-6f0b-4c57-9a0e-4f3e5f9a1c6b';

const paired = {
  tenant: { tenantId: smallestSettings.tenant.tenantId, displayName: 'Contoso' },
  domains: [{ name: 'contoso.com', controller: 'dc1.contoso.com' }],
};

function writeAnswers(given: object): string {
  const dir = temporaryFolder();
  const path = join(dir, 'answers.json');
  const domains = [{ ...smallestDomain, password: { file: 'password.txt' } }];
  writeFileSync(path, JSON.stringify({ tenant: smallestSettings.tenant, domains, ...given }));
  writeFileSync(join(dir, 'password.txt'), 'correct horse\n');
  return path;
}

async function textOf(schedule: object, saved: readonly Settings[] = [], slowedTo = 0): Promise<string> {
  const path = writeAnswers({ schedule });
  const revisions = [...saved];
  const { dataDir, status } = await openStubAgent({
    'setup.apply': ({ settings: { schedule: applied } }) => {
      const intervalSeconds = Math.max(applied.intervalSeconds, slowedTo);
      status.showSchedule(() => ({ ...applied, intervalSeconds, nextRunAt: null }));
      return succeed(paired);
    },
    'settings.get': () => {
      const next = revisions.shift();
      return next === undefined
        ? fail(problem('settings.needs-set-up', 'a test'))
        : succeed({ revision: 1, settings: next });
    },
  });
  const done = await runCommandLine(dataDir, setupCommand, '--answers', path).ended;
  return done.ok ? done.value.text : done.problem.detail;
}

test('says when the first run starts, and how to look before or to keep it from starting', async () => {
  expect(await textOf({ intervalSeconds: 300 })).toMatch(/in 300 seconds.*"bridgehead plan".*"bridgehead pause"/);
});

test('says of the next run over another set-up as the agent counts, which is rarer in quarantine', async () => {
  expect(await textOf({ intervalSeconds: 300 }, [settings(), settings()], 86_400)).toMatch(
    /The next run starts in 86400 seconds/,
  );
});

test('says that runs are paused when the answers say so', async () => {
  const text = await textOf({ isPaused: true });
  expect(text).toMatch(/paused.*"bridgehead plan".*"bridgehead resume"/);
  expect(text).not.toContain('seconds');
});

test('says what of the settings before changed, and nothing where there were none', async () => {
  const before = settings({ guard: limits({ deletes: { count: 3, percent: 5 } }) });
  const text = await textOf({}, [before, settings()]);
  expect(text).toContain('Changed; every other setting is as before:\n  guard.deletes.count: 3 -> 20\n');
  expect(await textOf({}, [settings(), settings()])).toContain('All settings are as before.\n');
  expect(await textOf({})).not.toContain('as before');
});

describe('a set-up over another one', () => {
  const inGroup = {
    kind: 'groups' as const,
    groups: [{ objectGuid: objectGuidFor('staff'), domain: 'contoso.com', name: 'CN=Staff,DC=contoso,DC=com' }],
  };
  const planWith = (leftScope: number) => runReport({ counts: { ...runReport().counts, leftScope } });

  const leavingByScope = ({ scope }: SetupSettings): number => (scope.kind === 'all' ? 0 : 12);
  const unplanned: readonly Problem[] = [];

  async function setUpOver(
    before: Settings,
    given: object,
    { hasRun = true, words = [] as readonly string[], problems = unplanned, leavingBy = leavingByScope } = {},
  ) {
    const path = writeAnswers(given);
    let saved = before;
    let newest = planWith(0);
    const tried: (SetupSettings | null)[] = [];
    const passwords: unknown[] = [];
    const agent = await openStubAgent({
      'settings.get': () => succeed({ revision: 1, settings: saved }),
      'plan.create': async ({ settings: planned, domainPasswords }) => {
        tried.push(planned);
        passwords.push(domainPasswords);
        newest = { ...planWith(planned === null ? 0 : leavingBy(planned)), problems };
        return succeed(newest);
      },
      'plan.entries': async () => succeed({ items: entriesOf(newest), next: null }),
      'setup.apply': ({ settings: applied }) => {
        agent.status.showSchedule(() => ({ ...saved.schedule, nextRunAt: null }));
        saved = { ...applied, configurationId: applied.configurationId ?? before.configurationId };
        return succeed(paired);
      },
    });
    if (hasRun) agent.status.endRun({ kind: 'unconfigured' }, runReport());
    const done = await runCommandLine(agent.dataDir, setupCommand, '--answers', path, ...words).ended;
    return { done, tried, passwords, saved: () => saved };
  }

  test('by which somebody would leave the scope is shown, and not saved until that is confirmed', async () => {
    const { done, saved, tried } = await setUpOver(settings(), { scope: inGroup });
    expect(done).toMatchObject({ value: { isFailure: true, json: { saved: false, leaving: 12 } } });
    expect(done.ok ? done.value.text : '').toMatch(
      /which are not saved:.*"all" -> "groups".*12 objects are concerned/s,
    );
    expect(saved()).toEqual(settings());
    expect(tried[0], 'on the sides that are proven').toMatchObject({ domains: settings().domains, scope: inGroup });
    const confirmed = await setUpOver(settings(), { scope: inGroup }, { words: ['--yes'] });
    expect(confirmed.done).toMatchObject({ ok: true, value: { json: paired } });
    expect([confirmed.saved().scope, confirmed.tried]).toEqual([inGroup, []]);
  });

  test('is tried with the passwords of the answers, and so is what would happen without it', async () => {
    const stale = settings({ domains: [{ ...settings().domains[0], account: 'former@contoso.com' }] });
    const { tried, passwords } = await setUpOver(stale, { scope: inGroup });
    const { domains } = settings();
    expect(tried).toMatchObject([
      { domains, scope: inGroup },
      { domains, scope: { kind: 'all' } },
    ]);
    expect(passwords).toEqual([{ 'contoso.com': 'correct horse' }, { 'contoso.com': 'correct horse' }]);
  });

  test('with a wrong password is not told to save it unseen', async () => {
    const problems = [problem('directory.wrong-credentials', 'dc1')];
    const { done, saved } = await setUpOver(settings(), { scope: inGroup }, { problems });
    expect(done).toMatchObject({ problem: { code: 'settings.effect-not-signed-in' } });
    expect(done.ok ? '' : done.problem.remedy).not.toContain('--yes');
    expect(saved()).toEqual(settings());
    const elsewhere = await setUpOver(
      settings(),
      { scope: inGroup },
      { problems: [problem('tenant.unreachable', 'x')] },
    );
    expect(elsewhere.done).toMatchObject({ problem: { code: 'settings.effect-unknown' } });
  });

  test('is previewed with who would leave and what would change, and saves nothing, confirmed or not', async () => {
    const before = settings({ guard: limits({ deletes: { count: 3, percent: 5 } }) });
    const given = { scope: inGroup, guard: { deletes: { count: 4 } } };
    for (const words of [['--preview'], ['--preview', '--yes']]) {
      const { done, saved, tried, passwords } = await setUpOver(before, given, { words });
      expect(done).toMatchObject({
        value: { isFailure: true, json: { effect: { leaving: 12 }, changes: expect.arrayContaining([]), preview: [] } },
      });
      expect(done.ok ? done.value.text : '').toMatch(
        /which are not saved:.*"all" -> "groups".*deletes.count: 3 -> 4\n.*12 objects are concerned.*asks for nothing to be done in a directory/s,
      );
      expect(saved()).toEqual(before);
      expect([tried.length, passwords[0]]).toEqual([2, { 'contoso.com': 'correct horse' }]);
    }
  });

  test('is previewed with what would change where nobody leaves, and says so where nothing would', async () => {
    const previewed = async (given: object, before = settings()) => {
      const { done, saved, tried } = await setUpOver(before, given, { words: ['--preview'] });
      expect(saved()).toEqual(before);
      return [done.ok ? done.value.text : '', done.ok ? done.value.isFailure : null, tried.length];
    };
    const nothing = 'The answer file asks for nothing to be done in a directory before the set-up.\n';
    expect(await previewed({ schedule: { intervalSeconds: 60 } })).toEqual([
      `Would change; every other setting stays as it is:\n  schedule.intervalSeconds: 120 -> 60\n\n${nothing}`,
      false,
      0,
    ]);
    expect(await previewed({})).toEqual([`All settings would be as before.\n\n${nothing}`, false, 0]);
    const extension = 'extension_22222222_bridgeheadOwner';
    const marked = settings({ tenant: { ...settings().tenant, ownershipExtension: extension } });
    expect(await previewed({}, marked), 'what the agent alone knows').toEqual([
      `All settings would be as before.\n\n${nothing}`,
      false,
      0,
    ]);
  });

  test('is previewed before its registration, and with the password that is kept where the file has none', async () => {
    const { clientId: _none, ...tenant } = smallestSettings.tenant;
    const domains = [{ ...smallestDomain, password: 'prompt' }];
    const words = ['--preview', '--token-file', '/nowhere/token'];
    const { done, passwords } = await setUpOver(settings(), { tenant, domains, scope: inGroup }, { words });
    expect(done.ok ? done.value.text : done.problem.detail).toMatch(/which are not saved:\n\n {2}scope/);
    expect(passwords).toEqual([{}, {}]);
  });

  test('of which the effect cannot be tried is previewed with why', async () => {
    const problems = [problem('directory.wrong-credentials', 'dc1')];
    const { done } = await setUpOver(settings(), { scope: inGroup }, { problems, words: ['--preview'] });
    expect(done).toMatchObject({ value: { isFailure: true } });
    expect(done.ok ? done.value.text : '').toContain('The set-up would end here:\n');
    expect(done.ok ? done.value.text : '').toContain('settings.effect-not-signed-in');
  });

  test('keeps everything that the answers do not name, a pause before all', async () => {
    const before = settings({
      scope: inGroup,
      schedule: { intervalSeconds: 30, isPaused: true },
      groups: { ...settings().groups, transitiveMembers: inGroup.groups },
      guard: limits({ deletes: { count: 3, percent: 6 }, disables: { count: 4, percent: 5 } }),
    });
    const guard = { disables: { count: 5, percent: 6 }, deletes: { count: 4 } };
    const { done, saved, tried } = await setUpOver(before, { schedule: { intervalSeconds: 60 }, guard });
    expect(saved()).toEqual({
      ...before,
      schedule: { intervalSeconds: 60, isPaused: true },
      guard: {
        ...before.guard,
        disables: { ...before.guard.disables, count: 5, percent: 6 },
        deletes: { ...before.guard.deletes, count: 4 },
      },
    });
    expect(tried).toEqual([]);
    const text = done.ok ? done.value.text : '';
    expect(text).toMatch(/every other setting is as before:\n.*intervalSeconds: 30 -> 60\n.*Runs are paused/s);
    expect(text).not.toContain('transitiveMembers');
    const all = await setUpOver(before, { scope: { kind: 'all' }, schedule: { isPaused: false } });
    expect(all.saved()).toMatchObject({ scope: { kind: 'all' }, schedule: { intervalSeconds: 30, isPaused: false } });
  });

  test('before any run is tried, too: the record before may have managed somebody', async () => {
    const { done, saved } = await setUpOver(settings(), { scope: inGroup }, { hasRun: false });
    expect(done).toMatchObject({ value: { isFailure: true, json: { saved: false, leaving: 12 } } });
    expect(saved()).toEqual(settings());
  });

  test.each([
    ['configuration', { configurationId: formerId }],
    ['extension', { tenant: { ...smallestSettings.tenant, ownershipExtension: formerExtension } }],
  ])(
    'that names the %s of a former record is tried with it, and compared with what was managed until now',
    async (_what, given) => {
      const leavingBy = ({ configurationId, tenant }: SetupSettings) =>
        configurationId === formerId || tenant.ownershipExtension === formerExtension ? 5 : 0;
      const { done, saved, tried } = await setUpOver(settings(), given, { leavingBy });
      expect(done).toMatchObject({ value: { isFailure: true, json: { saved: false, leaving: 5, anyway: 0 } } });
      expect(done.ok ? done.value.text : '', 'since no other plan can show it').toMatch(
        /one 4\n(?!.*Every one of them)/s,
      );
      expect(tried).toMatchObject([given, { configurationId: settings().configurationId }]);
      expect(saved()).toEqual(settings());
      const previewed = await setUpOver(settings(), given, { leavingBy, words: ['--preview'] });
      expect(previewed.done).toMatchObject({ value: { isFailure: true, json: { effect: { leaving: 5 } } } });
      const confirmed = await setUpOver(settings(), given, { leavingBy, words: ['--yes'] });
      expect([confirmed.done.ok, confirmed.tried]).toEqual([true, []]);
    },
  );

  test('of another tenant that names a former record does not begin unseen', async () => {
    const elsewhere = settings({ tenant: { ...settings().tenant, tenantId: otherTenant } });
    const { done, saved } = await setUpOver(elsewhere, { configurationId: formerId });
    expect(done).toMatchObject({ problem: { code: 'setup.record-unseen', detail: formerId } });
    expect(saved()).toEqual(elsewhere);
  });

  test.each([
    ['with the scope there is', settings({ scope: inGroup }), {}],
    ['of another tenant', settings({ tenant: { ...settings().tenant, tenantId: otherTenant } }), {}],
  ])('%s asks nothing', async (_what, before, how) => {
    const { done, saved, tried } = await setUpOver(before, { scope: inGroup }, how);
    expect(done).toMatchObject({ ok: true, value: { json: paired } });
    expect(tried).toEqual([]);
    expect(saved().scope).toEqual(inGroup);
  });
});

describe('a first set-up that names the record of before', () => {
  async function firstSetUp(given: object, ...words: readonly string[]) {
    let isApplied = false;
    const { dataDir } = await openStubAgent({
      'settings.get': () => fail(problem('setup.required', '')),
      'setup.apply': () => {
        isApplied = true;
        return succeed(paired);
      },
    });
    const path = writeAnswers({ configurationId: formerId, ...given });
    const done = await runCommandLine(dataDir, setupCommand, '--answers', path, ...words).ended;
    return { done, isApplied };
  }

  test('does not begin unseen: it is to be paused, or confirmed', async () => {
    const refused = await firstSetUp({});
    expect(refused).toMatchObject({ done: { problem: { code: 'setup.record-unseen' } }, isApplied: false });
    expect(await firstSetUp({ schedule: { isPaused: true } })).toMatchObject({ done: { ok: true }, isApplied: true });
    expect(await firstSetUp({}, '--yes')).toMatchObject({ done: { ok: true }, isApplied: true });
    expect(await firstSetUp({ configurationId: null })).toMatchObject({ done: { ok: true }, isApplied: true });
  });

  test('is previewed with that', async () => {
    const { done, isApplied } = await firstSetUp({}, '--preview');
    expect(done.ok ? done.value.text : '').toMatch(/would end here:.*setup\.record-unseen/s);
    expect(isApplied).toBe(false);
  });
});
