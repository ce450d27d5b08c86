/** What the guard holds, and how a person decides about it, in the real program. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { objectGuidSchema } from '../../agent-core/contract/identifiers.ts';
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../agent-core/contract/result.ts';
import { accessibilityFaults, clippedElements } from './examine-page.ts';
import { disablesFinding, heldDisables } from './held-sample.ts';
import { type Desktop, launchDesktop } from './launch.ts';
import { activities, guidOf, heldEntry, reportOf, stateOf } from './sample-data.ts';
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

test('who is left out is counted by reason and named page by page, and one is answered for by name', async () => {
  const { page } = desktop;
  const basis = { run: null, domains: [{ name: 'contoso.com', readAt: '2026-11-22T22:25:35.000Z' }] };
  const rule = 'below none of the included units';
  const named = { objectType: 'user', userPrincipalName: null } as const;
  const nameOf = (number: number) => (number === 1 ? 'Ada Lovelace' : 'Bob');
  const guid = (number: number) => objectGuidSchema.parse(guidOf(number));
  agent.answer('objects.reasons', () =>
    succeed({ basis, reasons: [{ id: 'a', kind: 'out', text: rule, code: null, users: 2, groups: 0, contacts: 0 }] }),
  );
  agent.answer('objects.leftOut', ({ cursor }) => {
    const number = cursor === 0 ? 1 : 2;
    const item = { ...named, objectGuid: guid(number), displayName: nameOf(number), distinguishedName: null };
    return succeed({ items: [{ ...item, problem: null }], next: number === 1 ? 7 : null });
  });
  agent.answer('objects.find', ({ name }) => {
    const place = { domain: 'contoso.com', distinguishedName: 'CN=Ada Lovelace,DC=contoso,DC=com' };
    const entries = [heldEntry(1, 'Ada Lovelace', problem('object.value-invalid', 'title is too long'))];
    const found = { ...named, ...place, objectGuid: guid(1), displayName: nameOf(1), tenantObjectId: null, entries };
    const answer = { kind: 'out', rule } as const;
    return succeed({ basis, objects: name === 'ada' ? [{ ...found, answer }] : [], hasMore: false, gone: [] });
  });
  await button('Objects').click();
  await text('Out of scope, 2 users').waitFor();
  await button(`Names: ${rule}`).click();
  await text('Ada Lovelace').waitFor();
  await button('Show more').click();
  await text('Bob').waitFor();
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('ada');
  await name.press('Enter');
  await text(`Out of scope: ${rule}`).waitFor();
  await text('Ada Lovelace: held. A value in the directory does not fit into the tenant.').waitFor();
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await accessibilityFaults(page)).toEqual([]);
  }
  expect(await clippedElements(page)).toEqual([]);
  await name.fill('nobody');
  await button('Ask').click();
  await text('The directory shows nothing of that name').waitFor();
});
