/** Every state of the overview as a person sees it, in the real program. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AgentState } from '../../agent-core/contract/agent-state.ts';
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../agent-core/contract/result.ts';
import type { ReportEntry } from '../../agent-core/contract/run-report.ts';
import { accessibilityFaults, clippedElements, takePicture, takeWindowPicture, zoomTo } from './examine-page.ts';
import { type Desktop, launchDesktop } from './launch.ts';
import {
  activities,
  changeOf,
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

const fullRun = reportOf({
  run: 20,
  result: 'succeededWithProblems',
  counts: {
    planned: { create: 2, update: 2, disable: 7, enable: 0 },
    applied: 3,
    failed: 1,
    held: 8,
    unchanged: 1_224,
  },
  findings: [
    {
      kind: 'disables',
      problem: problem('guard.too-many-disables', '7 of 1,236 users in scope'),
      found: 7,
      allowed: 5,
      holds: [],
    },
  ],
});
const failedRun = reportOf({
  run: 21,
  result: 'failed',
  durationMs: 30_210,
  directory: { users: 0, isComplete: false },
  tenant: { users: 1_232, isComplete: true },
  counts: { unchanged: 0, outOfScope: 0 },
  problems: [problem('directory.unreachable', 'dc1.corp.contoso.com port 636: connection timed out')],
});

interface Sight {
  readonly name: string;
  readonly state: AgentState;
  readonly title: string;
  readonly sentences: readonly (string | RegExp)[];
  readonly buttons: readonly string[];
  readonly entries?: readonly ReportEntry[];
}

const sights: readonly Sight[] = [
  {
    name: 'protected',
    state: stateOf(activities.protected),
    title: 'The agent protects your accounts and writes nothing',
    sentences: ['The record of settings and runs is damaged', /copy a backup to record\.db/, 'data.record-damaged'],
    buttons: [],
  },
  {
    name: 'never-ran',
    state: stateOf(activities.idle),
    title: 'The agent is set up and ready',
    sentences: ['corp.contoso.com', 'through dc1.corp.contoso.com', 'Contoso', 'There is no run yet'],
    buttons: ['Run now', 'Preview the next run'],
  },
  {
    name: 'running',
    state: stateOf(activities.running('diff'), reportOf()),
    title: 'A run is in progress',
    sentences: ['Step 4 of 8, diff', 'This run', 'in progress', 'not yet'],
    buttons: [],
  },
  {
    name: 'in-step',
    state: stateOf(activities.idle, reportOf()),
    title: 'Directory and tenant are in step',
    sentences: ['1,232 users in scope', 'Succeeded', '2 minutes ago', 'took 3.4 seconds', 'Nothing had to be changed'],
    buttons: ['Run now', 'Preview the next run'],
  },
  {
    name: 'with-problems',
    state: stateOf(activities.idle, fullRun, [problem('data.cache-rebuilt', 'cache.db')]),
    title: '9 users not in step',
    sentences: [
      '1 failed, 8 held.',
      'Finished with problems',
      'More accounts would be disabled than the limit allows.',
      'Found 7, allowed 5.',
      'guard.too-many-disables',
      'The cache was damaged and has been set aside.',
      'Seán O’Brien',
    ],
    buttons: ['Run now'],
    entries: mixedEntries,
  },
  {
    name: 'failed',
    state: stateOf(activities.idle, failedRun),
    title: 'The last run failed',
    sentences: [
      'The domain controller does not answer.',
      'directory.unreachable',
      'took 30.2 seconds',
      'incomplete, 0.8 s',
      'The directory was not read completely.',
      'There are no changes to show',
    ],
    buttons: ['Run now'],
  },
];

/** In light and dark, at 100 % and at 200 %: accessible to all, and nothing cut off. */
async function examine(name: string): Promise<void> {
  const { app, page } = desktop;
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await takePicture(page, `${name}-${colorScheme}`);
    expect(await accessibilityFaults(page)).toEqual([]);
  }
  expect(await clippedElements(page)).toEqual([]);
  await zoomTo(app, page, 2);
  await takeWindowPicture(app, `${name}-zoomed`);
  const clippedWhenZoomed = await clippedElements(page);
  await zoomTo(app, page, 1);
  expect(clippedWhenZoomed).toEqual([]);
}

describe.each(sights)('the overview, $name', ({ name, state, title, sentences, buttons, entries }) => {
  test('says what the state is and what can be done', async () => {
    await show(state, title, entries);
    for (const sentence of sentences) await text(sentence).first().waitFor();
    const shown = await desktop.page.getByRole('main').getByRole('button').filter({ hasText: /\S/ }).allInnerTexts();
    for (const label of buttons) expect(shown).toContain(label);
    if (buttons.length === 0) expect(shown.filter((label) => label !== 'Resume')).toEqual([]);
  });

  test('is readable in light and dark, at 100 % and at 200 %', async () => {
    await show(state, title, entries);
    await examine(`overview-${name}`);
  });
});

describe('the lines of the last run', () => {
  const state = stateOf(activities.idle, fullRun);

  test('open by keyboard and show before and after with the difference marked', async () => {
    const { page } = desktop;
    await show(state, '9 users not in step', mixedEntries);
    await button('Details of Anna Berg').focus();
    await page.keyboard.press('Enter');
    const row = page.getByRole('row', { name: /^department/ });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['Sales', 'Sales and service']);
    expect(await row.getByRole('insertion').textContent()).toBe(' and service');
    await button('Details of Łukasz Wójcik').click();
    await text('Another object in the tenant already has this value.').waitFor();
    await text('tenant.conflict').waitFor();
    await takePicture(page, 'overview-details');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await clippedElements(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await text('tenant.conflict').waitFor({ state: 'detached' });
  });

  test('show in high contrast as well', async () => {
    const { page } = desktop;
    await show(state, '9 users not in step', mixedEntries);
    await page.emulateMedia({ forcedColors: 'active' });
    await takePicture(page, 'overview-high-contrast');
    await page.emulateMedia({ forcedColors: 'none' });
    expect(await button('Run now').isVisible()).toBe(true);
  });

  test('arrive page by page', async () => {
    const { page } = desktop;
    const asked: number[] = [];
    await show(stateOf(activities.idle, reportOf({ run: 30 })), 'Directory and tenant are in step');
    agent.answer('run.entries', ({ cursor }) => {
      asked.push(cursor);
      return succeed({ items: manyEntries.slice(cursor, cursor + 200), next: cursor === 0 ? 200 : null });
    });
    agent.show(stateOf(activities.idle, reportOf({ run: 31 })));
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
    await takePicture(desktop.page, 'overview-entries-unreadable');
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
    await text('The run did not start: a run is already in progress.').waitFor();
    await takePicture(desktop.page, 'overview-run-refused');
    await button('Dismiss').click();
    await text('The run did not start').waitFor({ state: 'detached' });
    expect(await button('Run now').isEnabled()).toBe(true);
  });
});

describe('the plan', () => {
  const goTo = (name: string) => desktop.page.getByRole('navigation').getByRole('button', { name }).click();

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
      'Update 1 user',
      'Leave 1 user as they are, because something stands in the way; below it says what',
      '1,231 users in step already',
    ]);
    await text('Would be applied').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Make it again');
    await examine('plan');
  });

  test('leads to the schedule that is paused, and the schedule can be paused again', async () => {
    const { schedule, ...state } = stateOf(activities.idle, reportOf());
    const inAMinute = new Date(Date.now() + 60_000).toISOString();
    agent.answer('schedule.resume', () => {
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
    await text('The plan could not be made: Microsoft Entra ID cannot be reached.').waitFor();
    await goTo('Overview');
  });

  const heldOnes = [heldEntry(90, 'Room 4.12', problem('object.mail-taken-twice', 'room412@contoso.com'))];
});
