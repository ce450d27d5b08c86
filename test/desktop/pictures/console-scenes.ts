/** The console, page by page and state by state. */
import type { LogLine } from '../../../agent-core/contract/log-requests.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import type { RunReport } from '../../../agent-core/contract/run-report.ts';
import { countsByType } from '../../builders/run-counts.ts';
import { settings } from '../../builders/settings.ts';
import { disablesFinding, heldDisables, heldExemptions, heldWithRejection } from '../held-sample.ts';
import { fullRun, sights } from '../overview-sights.ts';
import { activities, changeOf, heldEntry, mixedEntries, outcomeEntry, reportOf, stateOf } from '../sample-data.ts';
import { changesScenes, decisionsScenes } from './decisions-scenes.ts';
import { objectsScenes } from './objects-scenes.ts';
import { press, type Stage, see, title } from './stage.ts';
import { updatesScenes } from './updates-scenes.ts';

export type Take = (name: string) => Promise<void>;

export async function consoleScenes(stage: Stage, take: Take): Promise<void> {
  await overview(stage, take);
  await plan(stage, take);
  await findings(stage, take);
  await decisionsScenes(stage, take);
  await objectsScenes(stage, take);
  await log(stage, take);
  await changesScenes(stage, take);
  await agentPage(stage, take);
  await updatesScenes(stage, take);
  await away(stage, take);
}

const idleWith = (report: RunReport | null) => stateOf(activities.idle, report);
const goTo = ({ page }: Stage, name: string) =>
  page.getByRole('navigation').getByRole('button', { name, exact: true }).click();

async function overview(stage: Stage, take: Take): Promise<void> {
  const agent = stage.agent();
  for (const sight of sights) {
    agent.answer('run.entries', () => succeed({ items: sight.entries ?? [], next: null }));
    agent.show(sight.state);
    await title(stage, sight.title);
    await take(`overview-${sight.name}`);
  }
  agent.answer('run.entries', () => succeed({ items: mixedEntries, next: null }));
  agent.show(
    stateOf(twoDomains, reportOf({ ...troubledRun, run: 60 }), [
      problem('certificate.expires-this-month', 'it is valid until 1 December 2026'),
    ]),
  );
  await see(stage, 'Seán O’Brien');
  await take('overview-two-domains');
  await stage.page.getByRole('button', { name: /^4 held/ }).click();
  await see(stage, 'Only what is counted as held.');
  await take('overview-only-held');
  await press(stage, 'Show all');
  await press(stage, 'Details of Anna Berg');
  await press(stage, 'Details of Łukasz Wójcik');
  await take('overview-details');
  agent.answer('run.entries', () => new Promise(() => {}));
  agent.show(idleWith(reportOf({ run: 61 })));
  await see(stage, 'Reading the changes');
  await take('overview-reading');
  agent.answer('run.entries', () => fail(problem('run.not-found', 'the run was removed from the record')));
  agent.show(idleWith(reportOf({ run: 62, result: 'cancelled', counts: { notAttempted: 3, applied: 2 } })));
  await see(stage, 'The changes could not be read');
  await take('overview-cancelled-unreadable');
  agent.answer('run.start', () => fail(problem('run.in-progress', 'started by the schedule')));
  await press(stage, 'Run now');
  await see(stage, 'The run did not start');
  await take('overview-refused');
  await press(stage, 'Dismiss');
  agent.answer('run.entries', () => succeed({ items: mixedEntries.slice(0, 2), next: null }));
  agent.show(
    idleWith(
      reportOf({
        run: 63,
        result: 'failed',
        isBroken: true,
        counts: { applied: 2, unknown: 1 },
        problems: [problem('run.interrupted', 'the machine was switched off')],
      }),
    ),
  );
  await see(stage, 'broke off');
  await take('overview-broken');
}

const twoDomains = {
  ...activities.idle,
  domains: [
    { name: 'corp.contoso.com', controller: 'dc1.corp.contoso.com' },
    { name: 'emea.corp.contoso.com', controller: 'dc7.emea.corp.contoso.com' },
  ],
};

const troubledRun = {
  result: 'failed' as const,
  domains: [
    { domain: 'corp.contoso.com', users: 1_200, groups: 60, isComplete: true, problem: null },
    {
      domain: 'emea.corp.contoso.com',
      users: 36,
      groups: 0,
      isComplete: false,
      problem: problem('directory.unreachable', 'dc7.emea.corp.contoso.com port 636: connection timed out'),
    },
  ].map((domain) => ({ fullRead: null, ...domain })),
  directory: { users: 1_236, groups: 60, isComplete: false },
  counts: countsByType({
    user: { applied: 2, failed: 1, held: 3, waiting: 3, leftScope: 2, absent: 5, unchanged: 1_180, outOfScope: 12 },
    group: { held: 1, removalWaits: 2, unchanged: 52, notWritable: 4 },
  }),
  problems: [problem('directory.unreachable', 'dc7.emea.corp.contoso.com port 636: connection timed out')],
};

async function plan(stage: Stage, take: Take): Promise<void> {
  const agent = stage.agent();
  agent.show(idleWith(fullRun));
  await goTo(stage, 'Plan');
  await see(stage, 'No plan yet');
  await take('plan-none');
  let make = (_report: RunReport) => {};
  agent.answer('plan.create', async () =>
    succeed(
      await new Promise<RunReport>((settle) => {
        make = settle;
      }),
    ),
  );
  await press(stage, 'Make the plan');
  await see(stage, /^Reading directory and tenant/);
  await take('plan-making');
  const planned = { create: 12, update: 4, disable: 7, enable: 0, delete: 1, link: 32, unlink: 1 };
  agent.answer('plan.entries', () =>
    succeed({
      items: [
        outcomeEntry({ kind: 'previewed', change: changeOf() }),
        outcomeEntry({
          kind: 'previewed',
          change: changeOf({ number: 2, kind: 'create', name: 'Seán O’Brien', signInName: 'sean.obrien@contoso.com' }),
        }),
        heldEntry(90, 'Room 4.12', problem('object.mail-taken-twice', 'room412@contoso.com')),
      ],
      next: null,
    }),
  );
  make(
    reportOf({
      run: 70,
      result: 'succeededWithProblems',
      counts: { planned, held: 8, unchanged: 1_214 },
      findings: fullRun.findings,
    }),
  );
  await see(stage, 'Nothing has been changed.');
  await take('plan-full');
  agent.show(idleWith(reportOf()));
  agent.answer('plan.create', () => succeed(reportOf({ run: 71 })));
  agent.answer('plan.entries', () => succeed({ items: [], next: null }));
  await press(stage, 'Make it again');
  await see(stage, 'A run would change nothing.');
  await take('plan-empty');
  agent.answer('plan.create', () => fail(problem('tenant.unreachable', 'graph.microsoft.com: ENOTFOUND')));
  await press(stage, 'Make it again');
  await see(stage, /The plan could not be made/);
  await take('plan-failed');
}

/** A run whose held changes the pages about decisions are about. */
const heldIn = (run: number) =>
  reportOf({
    run,
    result: 'succeededWithProblems',
    counts: { held: 3, unchanged: 1_229 },
    findings: [disablesFinding],
  });
const heldRun = heldIn(80);

async function findings(stage: Stage, take: Take): Promise<void> {
  const agent = stage.agent();
  agent.show(idleWith(reportOf({ run: 79 })));
  agent.answer('approvals.decisions', () => succeed({ decisions: [], exemptions: [] }));
  agent.answer('approvals.findings', () => new Promise(() => {}));
  await goTo(stage, 'Findings');
  await take('findings-reading');
  await goTo(stage, 'Overview');
  agent.answer('approvals.findings', () => succeed({ runId: null, findings: [] }));
  await goTo(stage, 'Findings');
  await see(stage, 'Nothing waits for your decision');
  await take('findings-empty');
  await goTo(stage, 'Overview');
  agent.answer('approvals.findings', () => fail(problem('data.write-failed', 'record.db')));
  agent.show(idleWith(heldIn(79)));
  await goTo(stage, 'Findings');
  await see(stage, /What is held cannot be read/);
  await take('findings-unreadable');
  agent.answer('approvals.findings', () => succeed({ runId: null, findings: [disablesFinding] }));
  agent.answer('approvals.list', () => succeed({ items: heldDisables, next: null }));
  agent.answer('approvals.reject', () => {
    agent.answer('approvals.list', () => succeed({ items: heldWithRejection, next: null }));
    return succeed({ changes: 1 });
  });
  agent.show(idleWith(heldRun));
  await see(stage, '2 changes wait for a decision, 1 decided');
  await take('findings-full');
  await press(stage, 'Approve all 3 changes');
  await take('findings-question');
  await press(stage, 'Decide later');
  await press(stage, 'Reject the change of Seán O’Brien');
  await take('findings-question-reject');
  await press(stage, 'Reject 1 change');
  await see(stage, /^Rejected 1 change/);
  await take('findings-decided');
  agent.answer('approvals.list', () => succeed({ items: heldDisables, next: null }));
  agent.answer('approvals.exempt', () => succeed({ objects: 1, expiresAt: heldExemptions[0].expiresAt }));
  agent.answer('approvals.decisions', () => succeed({ decisions: [], exemptions: heldExemptions }));
  await press(stage, 'Exempt Seán O’Brien from this kind of danger');
  await take('findings-question-exempt');
  await press(stage, 'Exempt this object');
  await see(stage, 'Exempt from the guard');
  await take('findings-exempt');
  const approvals = heldDisables.flatMap(({ decisions }) => decisions);
  const decisions = approvals.map((decision) => ({ ...decision, what: 'disable Łukasz Wójcik' }));
  agent.answer('approvals.decisions', () => succeed({ decisions, exemptions: [] }));
  await goTo(stage, 'Overview');
  await goTo(stage, 'Findings');
  await see(stage, 'Approved, and not made yet');
  await take('findings-approved');
}

const lineOf = (level: LogLine['level'], message: string, fields: LogLine['fields'] = {}): LogLine => ({
  at: new Date(Date.now() - 60_000).toISOString(),
  level,
  message,
  fields,
});
const logLines = [
  lineOf('info', 'agent started', { version: '0.1.0', dataDir: '/var/lib/bridgehead' }),
  lineOf('info', 'run started', { run: '6f9619ff-8b86-4011-b42d-00000000f001', by: 'the schedule' }),
  lineOf('debug', 'GET /v1.0/users', { status: 200, ms: 120 }),
  lineOf('warn', 'The tenant asks to wait.', {
    code: 'tenant.throttled',
    run: '6f9619ff-8b86-4011-b42d-00000000f001',
    seconds: 30,
  }),
  lineOf('error', 'The domain controller does not answer.', {
    code: 'directory.unreachable',
    detail: 'dc1.corp.contoso.com port 636: connection timed out',
  }),
];

/** As the agent does: what weighs less than was asked for is left out. */
const linesOf = (level: LogLine['level']) =>
  logLines.filter((line) => levelOrder.indexOf(line.level) <= levelOrder.indexOf(level));
const levelOrder = ['error', 'warn', 'info', 'debug'] as const satisfies readonly LogLine['level'][];

async function log(stage: Stage, take: Take): Promise<void> {
  const agent = stage.agent();
  agent.answer('log.read', () => new Promise(() => {}));
  await goTo(stage, 'Log');
  await take('log-reading');
  await goTo(stage, 'Overview');
  agent.answer('log.read', ({ cursor, level }) => succeed({ lines: cursor === null ? linesOf(level) : [], next: 'a' }));
  await goTo(stage, 'Log');
  await see(stage, 'agent started');
  await take('log-full');
  await stage.page.getByLabel('Find').fill('nothing like this');
  await take('log-no-match');
  await goTo(stage, 'Overview');
  agent.answer('log.read', () => succeed({ lines: [], next: 'a' }));
  await goTo(stage, 'Log');
  await see(stage, 'No line yet');
  await take('log-empty');
  await goTo(stage, 'Overview');
  agent.answer('log.read', () => fail(problem('data.write-failed', 'logs')));
  await goTo(stage, 'Log');
  await see(stage, /The log could not be read/);
  await take('log-unreadable');
}

const checks = [
  { name: 'disk', result: 'good', detail: '12 GiB free', problem: null },
  { name: 'dataFolder', result: 'mended', detail: 'others had rights; they were taken away', problem: null },
  { name: 'certificate', result: 'good', detail: 'valid until 25 May 2027', problem: null },
  { name: 'directory', result: 'person', detail: 'dc1', problem: problem('directory.unreachable', 'dc1 port 636') },
] as const;

async function agentPage(stage: Stage, take: Take): Promise<void> {
  const agent = stage.agent();
  agent.answer('settings.get', () => new Promise(() => {}));
  agent.answer('certificate.read', () => new Promise(() => {}));
  await goTo(stage, 'Agent');
  await take('agent-reading');
  await goTo(stage, 'Overview');
  agent.answer('settings.get', () => fail(problem('data.write-failed', 'record.db')));
  agent.answer('certificate.read', () => fail(problem('setup.certificate-missing', '')));
  await goTo(stage, 'Agent');
  await see(stage, /The settings could not be read/);
  await take('agent-unreadable');
  await goTo(stage, 'Overview');
  agent.answer('settings.get', () => succeed({ revision: 7, settings: settings() }));
  agent.answer('certificate.read', () =>
    succeed({
      thumbprintSha256: '3fa9c0'.repeat(10).padEnd(64, '7'),
      notAfter: '2027-05-25T20:00:00.000Z',
      renewAfter: '2027-03-20T20:00:00.000Z',
      renewal: 'none',
    }),
  );
  await goTo(stage, 'Agent');
  await see(stage, 'Revision 7');
  await take('agent-full');
  let end = () => {};
  agent.answer('agent.repair', async () => {
    await new Promise<void>((settle) => {
      end = settle;
    });
    return succeed({ checks: [...checks] });
  });
  await press(stage, 'Check and repair');
  await take('agent-checking');
  end();
  await see(stage, 'The domain controller does not answer.');
  await take('agent-checked');
}

/** Last, because what the main process was told to say stays. */
async function away(stage: Stage, take: Take): Promise<void> {
  const state = stateOf(activities.idle, fullRun);
  const readOnly = await stage.restart(state, ['read']);
  readOnly.answer('run.entries', () => succeed({ items: mixedEntries, next: null }));
  readOnly.answer('settings.get', () => succeed({ revision: 7, settings: settings() }));
  readOnly.answer('approvals.findings', () => succeed({ runId: null, findings: [disablesFinding] }));
  readOnly.answer('approvals.list', () => succeed({ items: heldDisables, next: null }));
  readOnly.answer('approvals.decisions', () => succeed({ decisions: [], exemptions: heldExemptions }));
  readOnly.answer('log.read', ({ level }) => succeed({ lines: linesOf(level), next: 'a' }));
  for (const name of ['Overview', 'Plan', 'Findings', 'Agent']) {
    await goTo(stage, name);
    await title(stage, '9 objects not in step');
    await take(`read-only-${name.toLowerCase()}`);
  }
  await goTo(stage, 'Overview');
  await readOnly.stop();
  await title(stage, 'The agent does not answer');
  for (const name of ['Overview', 'Plan', 'Findings', 'Decisions', 'Objects', 'Log', 'Agent']) {
    await goTo(stage, name);
    await take(`away-${name.toLowerCase()}`);
  }
  await stage.answerIn(
    'service.read',
    succeed({ host: 'systemd', name: 'bridgehead.service', state: { kind: 'stopped' }, start: 'elevated' }),
  );
  await see(stage, 'The system asks for the password of an administrator before it starts it.');
  await stage.answerIn('service.start', fail(problem('service.manager-refused', 'systemctl start bridgehead.service')));
  await stage.page.getByRole('button', { name: 'Start the agent' }).first().click();
  await take('away-start-refused');
}
