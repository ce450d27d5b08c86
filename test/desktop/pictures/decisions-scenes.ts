/** Decisions with the audit trail, and the provisioning log, state by state. */
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import { heldDisables, heldExemptions } from '../held-sample.ts';
import { auditEntryOf, recordOf } from '../sample-records.ts';
import type { Take } from './console-scenes.ts';
import { press, type Stage, see } from './stage.ts';

const goTo = ({ page }: Stage, name: string) =>
  page.getByRole('navigation').getByRole('button', { name, exact: true }).click();

const trail = [
  auditEntryOf({ sequence: 41 }),
  auditEntryOf({ sequence: 40, act: 'settingsSaved', detail: 'revision 7: guard.disables.count 50 -> 20' }),
  auditEntryOf({ sequence: 39, act: 'runStarted', by: 'root (bridgehead 0.1.0, as administrator)', detail: '' }),
];

export async function decisionsScenes(stage: Stage, take: Take): Promise<void> {
  const agent = stage.agent();
  agent.answer('approvals.decisions', () => succeed({ decisions: [], exemptions: [] }));
  agent.answer('audit.verify', () => succeed({ entries: 0, broken: null }));
  agent.answer('audit.read', () => succeed({ items: [], next: null }));
  await goTo(stage, 'Decisions');
  await see(stage, 'Nothing was done yet');
  await take('decisions-empty');
  await goTo(stage, 'Overview');
  const decisions = heldDisables.flatMap((held) => held.decisions);
  agent.answer('approvals.decisions', () => succeed({ decisions, exemptions: heldExemptions }));
  agent.answer('audit.verify', () => succeed({ entries: 41, broken: null }));
  agent.answer('audit.read', () => succeed({ items: trail, next: 38 }));
  await goTo(stage, 'Decisions');
  await see(stage, 'The trail is whole: 41 entries');
  await take('decisions-full');
  const reason = 'it does not carry the hash of the entry before';
  agent.answer('audit.verify', () => succeed({ entries: 12, broken: { sequence: 13, reason } }));
  await press(stage, 'Verify again');
  await see(stage, /The trail is not what it was/);
  await take('decisions-broken');
  await goTo(stage, 'Overview');
  agent.answer('approvals.decisions', () => fail(problem('data.write-failed', 'record.db')));
  agent.answer('audit.read', () => fail(problem('data.write-failed', 'record.db')));
  agent.answer('audit.verify', () => fail(problem('data.write-failed', 'record.db')));
  await goTo(stage, 'Decisions');
  await see(stage, /The trail cannot be read/);
  await take('decisions-unreadable');
}

const deletion = { kind: 'tombstone', domain: 'contoso.com', controller: 'dc1', deletedAt: null } as const;
const records = [
  recordOf({ id: 9 }),
  recordOf({
    id: 8,
    action: 'delete',
    status: 'failure',
    attributes: [],
    evidence: deletion,
    problem: problem('tenant.throttled', 'graph.microsoft.com'),
  }),
  recordOf({ id: 7, action: 'none', status: 'held', attributes: [], problem: problem('group.frozen', 'GG-Staff') }),
];

export async function changesScenes(stage: Stage, take: Take): Promise<void> {
  const agent = stage.agent();
  agent.answer('log.read', () => succeed({ lines: [], next: 'a' }));
  agent.answer('provisioning.read', () => succeed({ items: [], next: null }));
  await goTo(stage, 'Log');
  await stage.page.getByRole('tab', { name: 'Provisioning log' }).click();
  await see(stage, 'Nothing was done yet');
  await take('changes-empty');
  agent.answer('provisioning.read', () => succeed({ items: records, next: 7 }));
  await press(stage, 'Ask');
  await see(stage, 'jobTitle');
  await take('changes-full');
  await stage.page.getByRole('button', { name: 'Details of Łukasz Wójcik' }).first().click();
  await stage.page.getByRole('button', { name: 'Details of Łukasz Wójcik' }).nth(1).click();
  await take('changes-details');
  agent.answer('provisioning.read', () => fail(problem('data.write-failed', 'record.db')));
  await press(stage, 'Ask');
  await see(stage, /The provisioning log cannot be read/);
  await take('changes-unreadable');
}
