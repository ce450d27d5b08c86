/** What the guard holds, and how a person decides about it, in the real program. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Decision, decisionSchema } from '../../agent-core/contract/approval-requests.ts';
import { objectGuidSchema } from '../../agent-core/contract/identifiers.ts';
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../agent-core/contract/result.ts';
import { formatExactTime } from '../../renderer/format.ts';
import { accessibilityFaults, clippedElements, faultsInDarkAndLight } from './examine-page.ts';
import { disablesFinding, heldDisables } from './held-sample.ts';
import { type Desktop, launchDesktop } from './launch.ts';
import { activities, changeOf, guidOf, heldEntry, reportOf, stateOf } from './sample-data.ts';
import { auditEntryOf, recordOf } from './sample-records.ts';
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
  agent.answer('approvals.decisions', () => succeed({ decisions: [], exemptions: [] }));
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
    return succeed({ changes: 3, expiresAt: '2026-03-09T08:00:00.000Z', rejected: 0 });
  });
  await button('Findings').click();
  await text('2 changes wait for a decision, 1 decided').waitFor();
  await text('Found 3, allowed 2.').waitFor();
  await text(/^Approved by Ada/).waitFor();
  expect(await faultsInDarkAndLight(desktop.page)).toEqual([]);
  expect(await clippedElements(desktop.page)).toEqual([]);
  await button('Approve all 3 changes').click();
  const dialog = desktop.page.getByRole('alertdialog');
  await dialog.getByText('The guard found 3 and allows 2.').waitFor();
  await dialog.getByText('One of them is decided already: this takes its place.').waitFor();
  expect(
    await dialog.getByRole('button', { name: 'Decide later' }).evaluate((each) => each === document.activeElement),
  ).toBe(true);
  await dialog.getByRole('button', { name: 'Approve all 3 changes' }).click();
  await text('Approved 3 changes. The next run makes those that no other finding holds.').waitFor();
  expect(asked).toEqual([{ person: userInfo().username, finding: disablesFinding.digest, digests: [], days: 7 }]);
});

test('a single change can be rejected, and a refusal says why', async () => {
  agent.answer('approvals.reject', () => fail(problem('approval.not-held', 'a test')));
  await button('Reject the change of Seán O’Brien').click();
  await desktop.page.getByRole('alertdialog').getByRole('button', { name: 'Reject 1 change' }).click();
  await text(/Nothing was decided. This change is not held/).waitFor();
});

test('an object is exempt for as long as is chosen, is listed with its end, and the exemption is taken back', async () => {
  const { page } = desktop;
  const asked: unknown[] = [];
  const exemption = {
    ...{ objectGuid: objectGuidSchema.parse(guidOf(3)), kind: 'disables', name: 'sean.obrien@contoso.com', by: 'Ada' },
    ...{ at: '2026-03-02T08:00:00.000Z', expiresAt: '2026-05-31T08:00:00.000Z' },
  };
  let exemptions = [exemption];
  agent.answer('approvals.decisions', () => succeed({ decisions: [], exemptions }));
  agent.answer('approvals.exempt', (parameters) => {
    asked.push(parameters);
    exemptions = parameters.isExempt ? [exemption] : [];
    return succeed({ objects: 1, expiresAt: parameters.isExempt ? exemption.expiresAt : null });
  });
  await button('Exempt Seán O’Brien from this kind of danger').click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByText(/neither counted nor held for this kind of danger/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('combobox', { name: 'For how long' }).selectOption('90 days');
  await dialog.getByRole('button', { name: 'Exempt this object' }).click();
  await text(/^Exempted 1 object/).waitFor();
  const subject = { objectGuid: guidOf(3), kind: 'disables' };
  const person = userInfo().username;
  expect(asked).toEqual([{ person, subject, isExempt: true, days: 90 }]);
  const table = page.getByRole('table', { name: 'Exempt from the guard' });
  await table.getByText('Sign-in is blocked').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await clippedElements(page)).toEqual([]);
  const takeBack = button('Take back the exemption of sean.obrien@contoso.com');
  await takeBack.focus();
  await takeBack.press('Enter');
  await text('sean.obrien@contoso.com is counted and held again from the next run on.').waitFor();
  expect(asked[1]).toMatchObject({ person, subject, isExempt: false });
  await table.waitFor({ state: 'detached' });
});

test('R12: what is approved and not made yet is shown as it was given, with its end, and is taken back', async () => {
  const { page } = desktop;
  const asked: unknown[] = [];
  let decisions: readonly Decision[] = [1, 2].map((number) =>
    decisionSchema.parse({
      ...{ verdict: 'approved', digest: changeOf({ number }).digest, kind: 'disables', by: 'Ada' },
      ...{ at: '2026-03-02T08:00:00.000Z', expiresAt: '2026-03-09T08:00:00.000Z' },
      ...{ what: `disable person ${number}`, finding: disablesFinding.digest },
    }),
  );
  agent.answer('approvals.decisions', () => succeed({ decisions, exemptions: [] }));
  agent.answer('approvals.takeBack', (parameters) => {
    asked.push(parameters);
    decisions = [];
    return succeed({ changes: 2 });
  });
  await button('Overview').click();
  await button('Findings').click();
  const table = page.getByRole('table', { name: 'Approved, and not made yet' });
  const what = 'disable person 1, disable person 2';
  await table.getByText(what).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await clippedElements(page)).toEqual([]);
  const takeBack = button(`Take back the approval: ${what}`);
  await takeBack.focus();
  await takeBack.press('Enter');
  await text('Took back the approval of 2 changes: they need one anew.').waitFor();
  expect(asked).toEqual([
    { person: userInfo().username, finding: disablesFinding.digest, digests: [], verdict: 'approved' },
  ]);
  await table.waitFor({ state: 'detached' });
});

test('R12: what is rejected is shown although nothing holds it, and is taken back', async () => {
  const { page } = desktop;
  const asked: unknown[] = [];
  const { digest } = changeOf({ number: 5 });
  const rejection = {
    ...{ verdict: 'rejected', digest, kind: 'disables', by: 'Ada', what: 'disable person 5' },
    ...{ at: '2026-03-02T08:00:00.000Z', expiresAt: null },
  };
  let decisions: readonly Decision[] = [decisionSchema.parse(rejection)];
  agent.answer('approvals.decisions', () => succeed({ decisions, exemptions: [] }));
  agent.answer('approvals.takeBack', (parameters) => {
    asked.push(parameters);
    decisions = [];
    return succeed({ changes: 1 });
  });
  await button('Overview').click();
  await button('Findings').click();
  const table = page.getByRole('table', { name: 'Rejected', exact: true });
  await table.getByText('It is not due any more').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await clippedElements(page)).toEqual([]);
  const takeBack = button('Take back the rejection: disable person 5');
  await takeBack.focus();
  await takeBack.press('Enter');
  await text('Took back the rejection of 1 change: the next run makes it, unless the limits hold it.').waitFor();
  expect(asked).toEqual([{ person: userInfo().username, finding: null, digests: [digest], verdict: 'rejected' }]);
  await table.waitFor({ state: 'detached' });
});

test('the audit trail is shown from its newest entry on, and whether it is what was written', async () => {
  const { page } = desktop;
  agent.answer('audit.verify', () => succeed({ entries: 2, broken: null }));
  agent.answer('audit.read', ({ cursor, order }) => {
    if (order !== 'newest') return fail(problem('control.unknown-request', order));
    const sequence = cursor === 0 ? 2 : 1;
    return succeed({
      items: [auditEntryOf({ sequence, detail: `entry ${sequence}` })],
      next: sequence === 2 ? 1 : null,
    });
  });
  const decisions = { decisions: [], exemptions: [] };
  agent.answer('approvals.decisions', () => fail(problem('data.write-failed', 'record.db')));
  await button('Decisions').click();
  await text('The trail is whole: 2 entries').waitFor();
  const exempt = page.getByRole('region', { name: 'Exempt from the guard' });
  await exempt.getByText(/^.*The exemptions cannot be read/).waitFor();
  agent.answer('approvals.decisions', () => succeed(decisions));
  await exempt.getByRole('button', { name: 'Try again' }).click();
  await exempt.waitFor({ state: 'detached' });
  await text('entry 2').waitFor();
  const more = button('Show more');
  await more.focus();
  await more.press('Enter');
  await text('entry 1').waitFor();
  agent.answer('audit.verify', () => succeed({ entries: 1, broken: { sequence: 2, reason: 'it was changed' } }));
  await button('Verify again').click();
  await text('The trail is not what it was, from entry 2 on').waitFor();
  expect(await faultsInDarkAndLight(page)).toEqual([]);
  expect(await clippedElements(page)).toEqual([]);
});

test('the provisioning log is asked by name and outcome, read page by page, and shows before and after', async () => {
  const { page } = desktop;
  const asked: unknown[] = [];
  agent.answer('log.read', () => succeed({ lines: [], next: 'a' }));
  agent.answer('provisioning.read', ({ object, status, cursor }) => {
    asked.push({ object, status, cursor });
    const id = cursor === null ? 9 : 8;
    const source = { objectType: 'user', objectGuid: guidOf(id), displayName: `record ${id}` } as const;
    return succeed({
      items: [recordOf({ id, source: { ...source, objectGuid: objectGuidSchema.parse(source.objectGuid) } })],
      next: id === 9 ? 9 : null,
    });
  });
  await button('Log').click();
  const tab = page.getByRole('tab', { name: 'Log of the agent' });
  await tab.focus();
  await tab.press('ArrowRight');
  await page.keyboard.press('Enter');
  await text('record 9').waitFor();
  await button('Show more').click();
  await text('record 8').waitFor();
  await button('Details of record 9').click();
  await text('Chief ').waitFor();
  expect(await faultsInDarkAndLight(page)).toEqual([]);
  expect(await clippedElements(page)).toEqual([]);
  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('Held');
  const object = page.getByRole('textbox', { name: 'Object' });
  await object.fill('ada');
  await object.press('Enter');
  await text('record 9').waitFor();
  expect(asked.at(-1)).toEqual({ object: 'ada', status: 'held', cursor: null });
});

test('the provisioning log finds people by names that only the directory knows, and says whom it shows', async () => {
  const asked: unknown[] = [];
  const source = { objectType: 'user', objectGuid: objectGuidSchema.parse(guidOf(1)), displayName: 'Ada' } as const;
  const named = { ...source, userPrincipalName: 'ada@contoso.com', domain: 'contoso.com', distinguishedName: 'CN=Ada' };
  const found = {
    ...named,
    answer: { kind: 'in', rule: 'all' } as const,
    tenantObjectId: null,
    isCounterpartKnown: true,
    entries: [],
    notes: [],
  };
  const second = {
    ...found,
    objectGuid: objectGuidSchema.parse(guidOf(2)),
    displayName: 'Bob',
    userPrincipalName: null,
  };
  agent.answer('log.read', () => succeed({ lines: [], next: 'a' }));
  agent.answer('provisioning.read', ({ object, cursor, limit }) => {
    if (limit !== 1) asked.push({ object, cursor });
    const id = cursor === null ? 9 : 8;
    const item = recordOf({ id, source: { ...source, displayName: `record ${id}` } });
    return succeed({ items: object === guidOf(1) ? [item] : [], next: object === guidOf(1) && id === 9 ? 9 : null });
  });
  agent.answer('objects.find', ({ name }) =>
    succeed({
      basis: { run: null, domains: [] },
      objects: name === 'COUNTESS' ? [found] : [found, second],
      hasMore: false,
      gone: [],
      exemptions: [],
    }),
  );
  await button('Log').click();
  await desktop.page.getByRole('tab', { name: 'Provisioning log' }).click();
  const object = desktop.page.getByRole('textbox', { name: 'Object' });
  await object.fill('COUNTESS');
  await object.press('Enter');
  await text('"COUNTESS" is Ada (ada@contoso.com).').waitFor();
  await text('record 9').waitFor();
  await button('Show more').click();
  await text('record 8').waitFor();
  expect(asked.slice(-2)).toEqual([
    { object: guidOf(1), cursor: null },
    { object: guidOf(1), cursor: 9 },
  ]);
  await object.fill('lovelace');
  await object.press('Enter');
  await text('"lovelace" can be Ada (ada@contoso.com), Bob: name one.').waitFor();
  expect(await accessibilityFaults(desktop.page)).toEqual([]);
});

test('who is left out is counted by reason and named page by page, and one is answered for by name', async () => {
  const { page } = desktop;
  const basis = { run: null, domains: [{ name: 'contoso.com', readAt: '2026-11-22T22:25:35.000Z' }] };
  const rule = 'below none of the included units';
  const named = { objectType: 'user', userPrincipalName: null } as const;
  const nameOf = (number: number) => (number === 1 ? 'Ada Lovelace' : 'Bob');
  const guid = (number: number) => objectGuidSchema.parse(guidOf(number));
  agent.answer('objects.reasons', () =>
    succeed({
      basis,
      reasons: [{ id: 'a', kind: 'out', text: rule, code: null, users: 2, groups: 0, contacts: 0 }],
      notes: [problem('object.expired', '1 person: Cyd')],
    }),
  );
  agent.answer('objects.leftOut', ({ cursor }) => {
    const number = cursor === 0 ? 1 : 2;
    const item = { ...named, objectGuid: guid(number), displayName: nameOf(number), distinguishedName: null };
    return succeed({ items: [{ ...item, problem: null }], next: number === 1 ? 7 : null });
  });
  agent.answer('objects.find', ({ name }) => {
    const place = { domain: 'contoso.com', distinguishedName: 'CN=Ada Lovelace,DC=contoso,DC=com' };
    const entries = [heldEntry(1, 'Ada Lovelace', problem('object.value-invalid', 'title is too long'))];
    const notes = [problem('object.account-expired', 'since 2026-11-01T00:00:00.000Z')];
    const found = {
      ...named,
      ...place,
      objectGuid: guid(1),
      displayName: nameOf(1),
      tenantObjectId: null,
      isCounterpartKnown: true,
      entries,
      notes,
    };
    const answer = { kind: 'out', rule } as const;
    return succeed({
      basis:
        name === 'stranger' ? { ...basis, domains: [...basis.domains, { name: 'fabrikam.com', readAt: null }] } : basis,
      objects: name === 'ada' ? [{ ...found, answer }] : [],
      hasMore: false,
      gone: [],
      approvals: [],
      exemptions: [],
    });
  });
  await button('Objects').click();
  await text('Out of scope, 2 users').waitFor();
  await text('1 person: Cyd').waitFor();
  await button(`Names: ${rule}`).click();
  await text('Ada Lovelace').waitFor();
  await button('Show more').click();
  await text('Bob').waitFor();
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('ada');
  await name.press('Enter');
  await text(`Out of scope: ${rule}`).waitFor();
  await text('Ada Lovelace: held. A value in the directory does not fit into the tenant.').waitFor();
  // As every time in the window, in the time zone of its computer.
  await text(`since ${formatExactTime('2026-11-01T00:00:00.000Z')}`).waitFor();
  expect(await faultsInDarkAndLight(page)).toEqual([]);
  expect(await clippedElements(page)).toEqual([]);
  await page.getByRole('combobox', { name: 'Show' }).selectOption('What is not writable');
  await text(/^Not written, because it is read-only in Graph: the tenant/).waitFor();
  await page.getByRole('combobox', { name: 'Of' }).selectOption('Contacts');
  await text('Not written, because Graph only reads contacts').waitFor();
  await name.fill('nobody');
  await button('Ask').click();
  await text('The directory shows nothing of that name').waitFor();
  await name.fill('stranger');
  await button('Ask').click();
  await text('contoso.com shows nothing of that name; whether fabrikam.com has it is not known').waitFor();
});
