/** The desktop while its agent comes, goes and changes, and while a person starts it twice. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../agent-core/contract/result.ts';
import { accessibilityFaults, clippedElements } from './examine-page.ts';
import { type Desktop, launchDesktop } from './launch.ts';
import { activities, mixedEntries, reportOf, stateOf } from './sample-data.ts';
import { type ScriptedAgent, startScriptedAgent } from './scripted-agent.ts';

let dataDir: string;
let agent: ScriptedAgent | undefined;
let desktop: Desktop;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bridgehead-data-'));
});

afterEach(async () => {
  await agent?.stop();
  agent = undefined;
});

afterAll(async () => {
  await desktop.close();
  await rm(dataDir, { recursive: true, force: true });
});

const heading = (words: string) => desktop.page.getByRole('heading', { level: 1 }).filter({ hasText: words });

describe('one window, to which agents come and from which they go', () => {
  beforeAll(async () => {
    desktop = await launchDesktop({ dataDir });
  });
  afterAll(() => desktop.close());

  test('without an agent it says how to start one, and connects when there is one', async () => {
    const { page } = desktop;
    await heading('The agent does not answer').waitFor();
    await page.getByText('bridgehead service install && bridgehead service start').waitFor();
    await page.getByText('control.not-running').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await clippedElements(page)).toEqual([]);

    agent = await startScriptedAgent({ dataDir, state: stateOf(activities.idle) });
    await heading('The agent is set up and ready').waitFor();
    expect(desktop.consoleMessages).toEqual([]);
  });

  test('a restart of the agent is survived without a reload, and meanwhile the last run stays in sight', async () => {
    const state = stateOf(activities.idle, reportOf({ result: 'succeededWithProblems', counts: { failed: 1 } }));
    agent = await startScriptedAgent({ dataDir, state });
    agent.answer('run.entries', () => succeed({ items: mixedEntries, next: null }));
    const { page } = desktop;
    await page.getByText('Seán O’Brien').waitFor();
    await page.evaluate(() => document.body.setAttribute('data-not-reloaded', ''));

    await agent.stop();
    await heading('The agent does not answer').waitFor();
    await page.getByText('What follows is what the agent said before the connection was lost.').waitFor();
    expect(await page.getByText('Seán O’Brien').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Run now' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Preview the next run' }).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);

    agent = await startScriptedAgent({ dataDir, state });
    await heading('1 object not in step').waitFor();
    expect(await page.getByText('Seán O’Brien').isVisible()).toBe(true);
    expect(await page.locator('body[data-not-reloaded]').count()).toBe(1);
    expect(desktop.consoleMessages).toEqual([]);
  });

  test('an agent of another version is told apart from one that is away', async () => {
    agent = await startScriptedAgent({ dataDir, state: stateOf(activities.idle) });
    agent.answer('hello', () => fail(problem('control.version-unsupported', 'the agent speaks 7, this program 1')));
    await heading('This program and the agent do not understand each other').waitFor();
    await desktop.page.getByText('Update the older of the two.').waitFor();
    expect(await accessibilityFaults(desktop.page)).toEqual([]);
  });

  test('who may only look gets no button that changes anything', async () => {
    agent = await startScriptedAgent({ dataDir, state: stateOf(activities.idle, reportOf()), permissions: ['read'] });
    agent.answer('run.entries', () => succeed({ items: [], next: null }));
    await heading('Directory and tenant are in step').waitFor();
    await desktop.page.getByText('your account may not start a run').waitFor();
    expect(await desktop.page.getByRole('button', { name: 'Run now' }).count()).toBe(0);
  });
});

test('a second start shows the first window, and the window keeps its size', async () => {
  const profileDir = await mkdtemp(join(tmpdir(), 'bridgehead-profile-'));
  agent = await startScriptedAgent({ dataDir, state: stateOf(activities.idle) });
  const bounds = () => desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize());

  desktop = await launchDesktop({ dataDir, profileDir });
  expect(await bounds()).toEqual([1024, 700]);
  await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(900, 640));
  await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const second = spawn(desktop.commandLine.command, desktop.commandLine.words, {
    env: desktop.commandLine.environment,
    stdio: 'ignore',
  });
  expect(await once(second, 'exit')).toEqual([0, null]);
  const isShown = () =>
    desktop.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isVisible() && !window.isMinimized()),
    );
  await expect.poll(isShown).toEqual([true]);
  await desktop.close();

  desktop = await launchDesktop({ dataDir, profileDir });
  expect(await bounds()).toEqual([900, 640]);
  await rm(profileDir, { recursive: true, force: true });
});
