/** What the guard holds, and how a person decides about it, in the real program. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../agent-core/contract/result.ts';
import { accessibilityFaults, clippedElements } from './examine-page.ts';
import { disablesFinding, heldDisables } from './held-sample.ts';
import { type Desktop, launchDesktop } from './launch.ts';
import { activities, reportOf, stateOf } from './sample-data.ts';
import { type ScriptedAgent, startScriptedAgent } from './scripted-agent.ts';

let dataDir: string;
let agent: ScriptedAgent;
let desktop: Desktop;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bridgehead-data-'));
  const lastRun = reportOf({
    run: 3,
    result: 'succeededWithProblems',
    counts: { held: 3 },
    findings: [disablesFinding],
  });
  agent = await startScriptedAgent({ dataDir, state: stateOf(activities.idle, lastRun) });
  agent.answer('run.entries', () => succeed({ items: [], next: null }));
  agent.answer('approvals.findings', () => succeed({ runId: lastRun.runId, findings: [disablesFinding] }));
  agent.answer('approvals.list', () => succeed({ items: heldDisables, next: null }));
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

const button = (name: string) => desktop.page.getByRole('button', { name, exact: true });
const text = (words: string | RegExp) => desktop.page.getByText(words);

test('held changes are approved with both numbers named, the safe answer first, under the name of the account', async () => {
  const asked: unknown[] = [];
  agent.answer('approvals.approve', (parameters) => {
    asked.push(parameters);
    return succeed({ changes: 3, expiresAt: '2026-03-09T08:00:00.000Z' });
  });
  await button('Findings').click();
  await text('3 changes wait for a decision').waitFor();
  await text('Found 3, allowed 2.').waitFor();
  await text(/^Approved by Ada/).waitFor();
  for (const colorScheme of ['dark', 'light'] as const) {
    await desktop.page.emulateMedia({ colorScheme });
    expect(await accessibilityFaults(desktop.page)).toEqual([]);
  }
  expect(await clippedElements(desktop.page)).toEqual([]);
  await button('Approve 3 changes').click();
  const dialog = desktop.page.getByRole('alertdialog');
  await dialog.getByText('The guard found 3 and allows 2.').waitFor();
  expect(
    await dialog.getByRole('button', { name: 'Decide later' }).evaluate((each) => each === document.activeElement),
  ).toBe(true);
  await dialog.getByRole('button', { name: 'Approve 3 changes' }).click();
  await text('Approved 3 changes. The next run makes those that no other finding holds.').waitFor();
  expect(asked).toEqual([{ person: userInfo().username, finding: disablesFinding.digest, digests: [], days: 7 }]);
});

test('a single change can be rejected, and a refusal says why', async () => {
  agent.answer('approvals.reject', () => fail(problem('approval.not-held', 'a test')));
  await button('Reject the change of Seán O’Brien').click();
  await desktop.page.getByRole('alertdialog').getByRole('button', { name: 'Reject 1 change' }).click();
  await text(/Nothing was decided. This change is not held/).waitFor();
});
