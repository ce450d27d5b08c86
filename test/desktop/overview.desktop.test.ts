/** Every state of the overview as a person sees it, in the real program. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AgentState } from '../../agent-core/contract/agent-state.ts';
import { objectGuidSchema } from '../../agent-core/contract/identifiers.ts';
import type { LogLine } from '../../agent-core/contract/log-requests.ts';
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../agent-core/contract/result.ts';
import type { ReportEntry } from '../../agent-core/contract/run-report.ts';
import { defaultGroups } from '../../agent-core/contract/settings.ts';
import type { UpdateState } from '../../agent-core/contract/update-requests.ts';
import { settings } from '../builders/settings.ts';
import { updaterStatus } from '../builders/updater-status.ts';
import { accessibilityFaults, clippedElements, faultsInDarkAndLight, zoomTo } from './examine-page.ts';
import { type Desktop, launchDesktop } from './launch.ts';
import { fullRun, sights } from './overview-sights.ts';
import {
  activities,
  changeOf,
  guidOf,
  heldEntry,
  manyEntries,
  mixedEntries,
  outcomeEntry,
  reportOf,
  stateOf,
} from './sample-data.ts';
import { type ScriptedAgent, startScriptedAgent } from './scripted-agent.ts';

let dataDir: string;
let agent: ScriptedAgent;
let desktop: Desktop;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bridgehead-data-'));
  agent = await startScriptedAgent({ dataDir, state: stateOf(activities.idle) });
  desktop = await launchDesktop({ dataDir });
});

afterAll(async () => {
  await desktop?.close();
  await agent?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

afterEach(() => {
  expect(desktop.consoleMessages).toEqual([]);
});

const heading = () => desktop.page.getByRole('heading', { level: 1 });
const text = (words: string | RegExp) => desktop.page.getByText(words);
const button = (name: string) => desktop.page.getByRole('button', { name });

async function show(state: AgentState, title: string, entries: readonly ReportEntry[] = []): Promise<void> {
  agent.answer('run.entries', () => succeed({ items: entries, next: null }));
  agent.show(state);
  await heading().filter({ hasText: title }).waitFor();
}

/** In light and dark, at 100 % and at 200 %: accessible to all, and nothing cut off. */
async function examine(): Promise<void> {
  const { app, page } = desktop;
  expect(await faultsInDarkAndLight(page)).toEqual([]);
  expect(await clippedElements(page)).toEqual([]);
  await zoomTo(app, page, 2);
  const clippedWhenZoomed = await clippedElements(page);
  await zoomTo(app, page, 1);
  expect(clippedWhenZoomed).toEqual([]);
}

describe.each(sights)('the overview, $name', ({ state, title, sentences, buttons, entries }) => {
  test('says what the state is and what can be done', async () => {
    await show(state, title, entries);
    for (const sentence of sentences) await text(sentence).first().waitFor();
    // Not the numbers, which only show their lines.
    const shown = await desktop.page
      .getByRole('main')
      .locator('button:not([aria-pressed])')
      .filter({ hasText: /\S/ })
      .allInnerTexts();
    for (const label of buttons) expect(shown).toContain(label);
    if (buttons.length === 0) expect(shown.filter((label) => label !== 'Resume')).toEqual([]);
  });

  test('is readable in light and dark, at 100 % and at 200 %', async () => {
    await show(state, title, entries);
    await examine();
  });
});

describe('the lines of the last run', () => {
  const state = stateOf(activities.idle, fullRun);

  test('open by keyboard and show before and after with the difference marked', async () => {
    const { page } = desktop;
    await show(state, '9 objects not in step', mixedEntries);
    await button('Details of Anna Berg').focus();
    await page.keyboard.press('Enter');
    const row = page.getByRole('row', { name: /^department/ });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['Sales', 'Sales and service']);
    expect(await row.getByRole('insertion').textContent()).toBe(' and service');
    await button('Details of Łukasz Wójcik').click();
    await text('Another object in the tenant already has this value.').waitFor();
    await text('tenant.conflict').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await clippedElements(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await text('tenant.conflict').waitFor({ state: 'detached' });
  });

  test('show in high contrast as well', async () => {
    const { page } = desktop;
    await show(state, '9 objects not in step', mixedEntries);
    await page.emulateMedia({ forcedColors: 'active' });
    await page.emulateMedia({ forcedColors: 'none' });
    expect(await button('Run now').isVisible()).toBe(true);
  });

  test('arrive page by page', async () => {
    const { page } = desktop;
    const asked: number[] = [];
    const long = reportOf({ run: 31 });
    await show(stateOf(activities.idle, reportOf({ run: 30 })), 'Directory and tenant are in step');
    agent.answer('run.entries', ({ runId, cursor }) => {
      // The run before may be asked for only now.
      if (runId === long.runId) asked.push(cursor);
      return succeed({ items: manyEntries.slice(cursor, cursor + 200), next: cursor === 0 ? 200 : null });
    });
    agent.show(stateOf(activities.idle, long));
    await text('200 lines shown.').waitFor();
    await button('Show more').click();
    await button('Details of Person 230').waitFor();
    expect(await page.getByRole('button', { name: /^Details of/ }).count()).toBe(230);
    expect(asked).toEqual([0, 200]);
    expect(await button('Show more').count()).toBe(0);
  });

  test('can be asked for again when they could not be read', async () => {
    agent.answer('run.entries', () => fail(problem('run.not-found', 'the run was removed from the record')));
    agent.show(stateOf(activities.idle, reportOf({ run: 32 })));
    await text('The changes could not be read').waitFor();
    agent.answer('run.entries', () => succeed({ items: mixedEntries, next: null }));
    await button('Try again').click();
    await text('Anna Berg').waitFor();
  });
});

describe('a run from the window', () => {
  test('starts once, shows its steps and ends with its report', async () => {
    const { page } = desktop;
    const before = reportOf({ run: 40 });
    await show(stateOf(activities.idle, before), 'Directory and tenant are in step');
    const startedBefore = agent.asked.filter((name) => name === 'run.start').length;
    agent.answer('run.start', () => {
      agent.show(stateOf(activities.running('import'), before));
      return succeed({ runId: reportOf({ run: 41 }).runId });
    });
    await button('Run now').click();
    await heading().filter({ hasText: 'A run is in progress' }).waitFor();
    expect(await button('Run now').count()).toBe(0);
    for (const step of ['map', 'apply', 'record'] as const) {
      agent.show(stateOf(activities.running(step), before));
      await page.locator('[aria-current="step"]').filter({ hasText: step }).waitFor();
    }
    const applied = outcomeEntry({ kind: 'applied', change: changeOf({ number: 77, name: 'Ida Holm' }) });
    const after = reportOf({
      run: 41,
      counts: { planned: { create: 0, update: 1, disable: 0, enable: 0 }, applied: 1 },
    });
    await show(stateOf(activities.idle, after), 'Directory and tenant are in step', [applied]);
    await text('Ida Holm').waitFor();
    expect(agent.asked.filter((name) => name === 'run.start')).toHaveLength(startedBefore + 1);
  });

  test('that is refused says why and can be dismissed', async () => {
    await show(stateOf(activities.idle, reportOf()), 'Directory and tenant are in step');
    agent.answer('run.start', () => fail(problem('run.in-progress', 'started by the schedule')));
    await button('Run now').click();
    await text('The run did not start. A run is already in progress.').waitFor();
    await button('Dismiss').click();
    await text('The run did not start').waitFor({ state: 'detached' });
    expect(await button('Run now').isEnabled()).toBe(true);
  });
});

const goTo = (name: string) => desktop.page.getByRole('navigation').getByRole('button', { name }).click();

describe('the plan', () => {
  test('says in short and person by person what a run would do', async () => {
    const { page } = desktop;
    await show(stateOf(activities.idle, reportOf()), 'Directory and tenant are in step');
    const planned = { create: 0, update: 1, disable: 0, enable: 0 };
    agent.answer('plan.create', () => succeed(reportOf({ run: 50, counts: { planned, held: 1, unchanged: 1_231 } })));
    agent.answer('plan.entries', () =>
      succeed({ items: [outcomeEntry({ kind: 'previewed', change: changeOf() }), ...heldOnes], next: null }),
    );
    await button('Preview the next run').click();
    await text('Nothing has been changed.').waitFor();
    expect(await page.getByRole('list', { name: 'In short' }).getByRole('listitem').allInnerTexts()).toEqual([
      'Update 1 object',
      '1 object held back, of these or because something stands in the way; the list says what',
      '1,231 objects in step already',
    ]);
    await text('Would be applied').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Make it again');
    await examine();
  });

  test('leads to the schedule that is paused, and the schedule can be paused again', async () => {
    const { schedule, ...state } = stateOf(activities.idle, reportOf());
    agent.answer('schedule.resume', () => {
      const inAMinute = new Date(Date.now() + 60_000).toISOString();
      agent.show({ ...state, schedule: { ...schedule, isPaused: false, nextRunAt: inAMinute } });
      return succeed({});
    });
    agent.answer('schedule.pause', () => {
      agent.show({ ...state, schedule });
      return succeed({});
    });
    await button('Resume the schedule').click();
    await text('Runs are paused.').waitFor({ state: 'detached' });
    await goTo('Overview');
    await text(/^in \d+(\.\d)? seconds$/).waitFor();
    await text('one every 2 minutes').waitFor();
    await button('Pause the schedule').click();
    await text('Runs start only on request').waitFor();
  });

  test('that cannot be made says why', async () => {
    agent.answer('plan.create', () => fail(problem('tenant.unreachable', 'graph.microsoft.com: ENOTFOUND')));
    await goTo('Plan');
    await button('Make it again').click();
    await text('The plan could not be made. Microsoft Entra ID cannot be reached.').waitFor();
    await goTo('Overview');
  });

  const heldOnes = [heldEntry(90, 'Room 4.12', problem('object.mail-taken-twice', 'room412@contoso.com'))];
});

describe('the log', () => {
  const lineOf = (level: LogLine['level'], message: string, fields: LogLine['fields'] = {}): LogLine => ({
    at: '2026-11-22T22:25:35.000Z',
    level,
    message,
    fields,
  });

  test('is followed, searched and saved as it is shown', async () => {
    const { page } = desktop;
    const asked: { level: string; cursor: string | null }[] = [];
    agent.answer('log.read', ({ level, cursor }) => {
      asked.push({ level, cursor });
      if (level === 'error') return succeed({ lines: [], next: 'e' });
      const newer = [lineOf('warn', 'The tenant asks to wait.', { code: 'tenant.throttled', run: 'r2' })];
      const first = [
        lineOf('info', 'agent started', { dataDir: dataDir }),
        lineOf('info', 'run started', { run: 'r1' }),
      ];
      return succeed({
        lines: cursor === null ? first : cursor === 'a' ? newer : [],
        next: cursor === null ? 'a' : 'b',
      });
    });
    await show(stateOf(activities.idle, reportOf()), 'Directory and tenant are in step');
    await goTo('Log');
    await text('run started').waitFor();
    await text('The tenant asks to wait.').waitFor();
    await examine();
    await page.getByLabel('Find').fill('throttled');
    await text('1 line of 3 lines.').waitFor();

    const path = join(dataDir, 'shown.txt');
    await desktop.app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
    }, path);
    await button('Save what is shown').click();
    await text(`Saved as ${path}`).waitFor();
    expect(await readFile(path, 'utf8')).toBe(
      '2026-11-22T22:25:35.000Z  warn  The tenant asks to wait.  code=tenant.throttled  run=r2\n',
    );

    await page.getByLabel('Show', { exact: true }).selectOption({ label: 'Errors only' });
    await text('No line yet').waitFor();
    expect(asked.at(-1)).toMatchObject({ level: 'error' });
    await page.getByRole('switch', { name: 'Follow' }).click();
  });

  test('that cannot be read says why, and is read when that is over', async () => {
    agent.answer('log.read', () => fail(problem('data.write-failed', 'logs')));
    await desktop.page.getByLabel('Show', { exact: true }).selectOption({ label: 'Errors and warnings' });
    await text(/^Needs attention: The log could not be read/).waitFor();
    agent.answer('log.read', () => succeed({ lines: [], next: null }));
    await button('Try again').click();
    await text('No line yet').waitFor();
  });
});

describe('the page of the agent', () => {
  test('says what keeps it running, how it is set up, how long its certificate is good, and checks it all', async () => {
    const transitiveMembers = [
      {
        objectGuid: objectGuidSchema.parse(guidOf(3)),
        domain: 'contoso.com',
        name: 'CN=Licences,OU=Groups,DC=contoso,DC=com',
      },
    ];
    const groups = { ...defaultGroups, transitiveMembers };
    agent.answer('settings.get', () => succeed({ revision: 7, settings: settings({ groups }) }));
    agent.answer('certificate.read', () =>
      succeed({
        thumbprintSha256: 'a'.repeat(64),
        notAfter: '2026-11-20T20:00:00.000Z',
        renewAfter: '2026-09-20T20:00:00.000Z',
        renewal: 'due',
      }),
    );
    agent.answer('agent.repair', () =>
      succeed({
        checks: [
          { name: 'disk', result: 'good', detail: '12 GiB free', problem: null },
          { name: 'dataFolder', result: 'mended', detail: 'others had rights; they were taken away', problem: null },
          { name: 'directory', result: 'person', detail: 'dc1', problem: problem('directory.unreachable', 'dc1') },
        ],
      }),
    );
    await show(
      stateOf(activities.idle, reportOf(), [problem('certificate.expired', 'it is valid until 20 November 2026')]),
      'Directory and tenant are in step',
    );
    await goTo('Overview');
    await text('certificate.expired').waitFor();
    await goTo('Agent');
    for (const words of [
      'Not installed',
      'bridgehead service install',
      'as reader@contoso.com',
      'Revision 7',
      'Kept in step',
      'CN=Licences,OU=Groups',
    ]) {
      await text(words).first().waitFor();
    }
    await text(/20 November 2026 at/).waitFor();
    await button('Check and repair').click();
    await text('The domain controller does not answer.').waitFor();
    await examine();
    await goTo('Overview');
  });
});

describe('the page of the updates', () => {
  const update: UpdateState = {
    ...{ kind: 'available', version: '1.4.2', settings: settings().updates },
    updater: updaterStatus({ version: '1.4.2' }),
    decision: { kind: 'wait', version: '9.1.0', reason: 'notOurTurn', until: null },
  };

  test('says what is offered and why it waits, installs it, and saves when that happens by itself', async () => {
    agent.answer('updates.status', () => succeed(update));
    agent.answer('updates.install', () => succeed(update));
    const saved: unknown[] = [];
    agent.answer('updates.settings', (given) => {
      saved.push(given);
      return succeed({ settings: settings().updates });
    });
    await goTo('Updates');
    await text('It is given to a part of all installations first.').waitFor();
    await button('Install 9.1.0').click();
    await expect.poll(() => agent.asked.includes('updates.install')).toBe(true);
    await desktop.page.getByLabel('Installed by itself').selectOption({ label: 'On chosen days and hours' });
    await desktop.page.getByRole('checkbox', { name: 'Friday' }).click();
    await examine();
    await button('Save').click();
    await expect
      .poll(() => saved)
      .toEqual([
        {
          ...{ channel: 'stable', delayDays: 0, isPaused: false },
          window: { days: ['saturday'], from: '22:00', to: '04:00' },
        },
      ]);
    await goTo('Overview');
  });

  test('on a machine that nothing updates, it says so', async () => {
    const none = problem('updates.no-updater', 'linux');
    agent.answer('updates.status', () => succeed({ kind: 'unavailable', version: '1.4.2', problem: none }));
    await goTo('Updates');
    await text('Nothing on this machine installs updates of Bridgehead.').waitFor();
    await goTo('Overview');
  });
});
