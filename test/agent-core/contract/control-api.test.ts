import { describe, expect, test } from 'vitest';
import type { AgentState } from '../../../agent-core/contract/agent-state.ts';
import type { Decision } from '../../../agent-core/contract/approval-requests.ts';
import {
  controlEvents,
  controlRequests,
  type ParametersInputOf,
  protocolVersion,
  type ReplyOf,
  type RequestName,
} from '../../../agent-core/contract/control-api.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { permissionSchema } from '../../../agent-core/contract/request-specification.ts';
import type { ReportEntry } from '../../../agent-core/contract/run-report.ts';
import { digestFinding } from '../../../agent-core/sync/guard/finding-digest.ts';
import { makeProvisioningRecord } from '../../../agent-core/sync/provisioning-record.ts';
import { changeFor } from '../../builders/changes.ts';
import { fakeAccountReport, fakeRights } from '../../builders/fake-administration.ts';
import { fakeInspection, fakeRegistration } from '../../builders/fake-registrar.ts';
import { fakeUnits, fakeVerification } from '../../builders/fake-survey.ts';
import { objectGuidFor, runIdFor, tenantIdFor } from '../../builders/identifiers.ts';
import { runReport } from '../../builders/run-report.ts';
import { settings } from '../../builders/settings.ts';
import { updaterStatus } from '../../builders/updater-status.ts';

const instant = '2026-03-02T08:00:00.000Z';
const trouble = problem('tenant.conflict', 'ada');
const pairing = {
  tenant: { tenantId: settings().tenant.tenantId, displayName: 'Contoso' },
  domains: [{ name: 'contoso.com', controller: 'dc1.contoso.com' }],
};
const activities: readonly AgentState['activity'][] = [
  { kind: 'unconfigured' },
  { kind: 'idle', ...pairing },
  { kind: 'running', ...pairing, runId: runIdFor(1), startedAt: instant, step: 'apply' },
  { kind: 'protected', problem: problem('data.record-damaged', 'record.db') },
];
const stateWith = (activity: AgentState['activity']): AgentState => ({
  version: '1.2.3',
  startedAt: instant,
  activity,
  lastRun: runReport(),
  schedule: { isPaused: false, nextRunAt: instant, intervalSeconds: 120 },
  problems: [trouble],
});
const change = changeFor('ada', 'create', [{ name: 'businessPhones', before: null, after: ['1'] }]);
const entries: readonly ReportEntry[] = [
  { kind: 'outcome', outcome: { kind: 'applied', change, tenantObjectId: tenantIdFor('ada') } },
  { kind: 'outcome', outcome: { kind: 'failed', change: changeFor('ada', 'update'), problem: trouble } },
  { kind: 'outcome', outcome: { kind: 'held', change: changeFor('ada', 'disable'), problem: trouble } },
  { kind: 'outcome', outcome: { kind: 'notAttempted', change: changeFor('ada', 'enable') } },
  { kind: 'outcome', outcome: { kind: 'unknown', change, fate: null } },
  { kind: 'outcome', outcome: { kind: 'previewed', change } },
  {
    kind: 'held',
    held: {
      objectType: 'user',
      objectGuid: objectGuidFor('bob'),
      displayName: 'bob',
      userPrincipalName: null,
      problem: trouble,
    },
  },
];

const decision: Decision = {
  verdict: 'approved',
  digest: changeFor('ada', 'disable').digest,
  kind: 'disables',
  by: 'ada',
  at: instant,
  expiresAt: instant,
};

const updateState: ReplyOf<'updates.status'> = {
  ...{ kind: 'available', version: '1.2.3', settings: settings().updates, updater: updaterStatus() },
  decision: { kind: 'wait', version: '9.1.0', reason: 'delay', until: instant },
};

const replies: { readonly [Name in RequestName]: ReplyOf<Name> } = {
  hello: { protocol: 1, agentVersion: '1.2.3', permissions: ['read', 'change', 'approve'] },
  'state.read': stateWith({ kind: 'unconfigured' }),
  'certificate.create': { certificatePem: 'PEM', thumbprintSha256: 'ab', notAfter: instant, replacesDamaged: true },
  'certificate.read': { thumbprintSha256: 'ab', notAfter: instant, renewAfter: instant, renewal: 'waiting' },
  'directory.discover': { domain: null, forest: null, controllers: [{ host: 'dc1.contoso.com', site: null }] },
  'directory.verify': fakeVerification,
  'directory.units': { items: fakeUnits, next: 3 },
  'directory.groups': {
    groups: [{ objectGuid: objectGuidFor('staff'), name: 'Staff', distinguishedName: 'CN=Staff', members: 3 }],
  },
  'directory.password': { account: 'svc@contoso.com', controller: 'dc1.contoso.com' },
  'tenant.inspect': fakeInspection,
  'registration.apply': fakeRegistration,
  'registration.remove': {},
  'registration.check': { grantsMissing: ['User.ReadWrite.All'], grantsUnexpected: [] },
  'registration.script': { script: 'Connect-MgGraph' },
  'account.here': {
    ...{ platform: 'windows', computer: 'SRV1', canUseManagedAccount: true },
    ...{ runsAs: 'bridgehead$', clientKeytab: null, hasClientKeytab: null },
  },
  'account.inspect': fakeAccountReport,
  'account.ensure': { ...fakeAccountReport, did: ['created'], needsRestart: true },
  'account.remove': { isRetrievalRemoved: true, isDeleted: false, rightsRemoved: 0, keptBecause: 'stillUsed' },
  'rights.preview': fakeRights,
  'rights.apply': { ...fakeRights, added: 1 },
  'rights.remove': { removed: fakeRights.others, others: [] },
  'setup.apply': pairing,
  'approvals.findings': {
    runId: runIdFor(1),
    findings: [
      {
        kind: 'disables',
        digest: digestFinding('disables', [changeFor('ada', 'disable').digest]),
        problem: trouble,
        found: 60,
        allowed: 50,
        held: 60,
        holds: [],
      },
    ],
  },
  'approvals.list': {
    items: [
      { change: changeFor('ada', 'disable'), kinds: ['disables'], rejectedFrom: ['disables'], decisions: [decision] },
    ],
    next: null,
  },
  'approvals.approve': { changes: 60, expiresAt: instant, rejected: 1 },
  'approvals.takeBack': { changes: 39 },
  'approvals.reject': { changes: 1 },
  'approvals.exempt': { objects: 2, expiresAt: instant },
  'approvals.decisions': {
    decisions: [decision],
    exemptions: [
      { objectGuid: objectGuidFor('bob'), kind: 'enables', by: 'ada', at: instant, expiresAt: instant, name: 'bob' },
    ],
  },
  'audit.read': {
    items: [
      {
        sequence: 1,
        at: instant,
        by: 'ada',
        act: 'paused',
        detail: 'revision 2',
        previous: '0'.repeat(64),
        hash: 'a'.repeat(64),
      },
    ],
    next: 2,
  },
  'audit.verify': { entries: 7, broken: { sequence: 3, reason: 'it was changed' } },
  'agent.repair': {
    checks: [
      { name: 'disk', result: 'good', detail: 'there is room', problem: null },
      { name: 'tenant', result: 'person', detail: 'ada', problem: trouble },
    ],
  },
  'setup.remove': {},
  'log.read': {
    lines: [{ at: instant, level: 'info', message: 'run started', fields: { run: '1', applied: 3 } }],
    next: 'agent-2026-03-02-0001.log:120',
  },
  'objects.find': {
    basis: {
      run: { runId: runIdFor(1), startedAt: instant, isWhole: true },
      domains: [{ name: 'contoso.com', readAt: null }],
    },
    objects: [
      {
        objectType: 'group',
        objectGuid: objectGuidFor('List'),
        displayName: 'List',
        userPrincipalName: null,
        domain: 'contoso.com',
        distinguishedName: 'CN=List,DC=contoso,DC=com',
        answer: { kind: 'notWritable', rule: 'everything is in scope', problem: trouble },
        tenantObjectId: null,
        isCounterpartKnown: true,
        entries,
        notes: [trouble],
      },
    ],
    hasMore: false,
    gone: [],
    approvals: [decision],
    exemptions: [
      { objectGuid: objectGuidFor('List'), kind: 'disables', by: 'Ada', at: instant, expiresAt: instant, name: 'List' },
    ],
  },
  'objects.reasons': {
    basis: { run: null, domains: [] },
    reasons: [{ id: 'abc', kind: 'out', text: 'below none', code: null, users: 1, groups: 2, contacts: 3 }],
    notes: [trouble],
  },
  'objects.leftOut': {
    items: [
      {
        objectType: 'user',
        objectGuid: objectGuidFor('ada'),
        displayName: 'ada',
        userPrincipalName: null,
        distinguishedName: null,
        problem: trouble,
      },
    ],
    next: 7,
  },
  'provisioning.read': {
    items: entries.map((entry, id) =>
      makeProvisioningRecord(entry, {
        id,
        at: instant,
        durationMs: null,
        run: { runId: runIdFor(1), startedAt: instant, startedBy: 'the schedule' },
        isRepeat: false,
      }),
    ),
    next: 6,
  },
  'settings.get': { revision: 3, settings: settings() },
  'settings.save': { revision: 4 },
  'schedule.pause': {},
  'schedule.resume': {},
  'updates.status': updateState,
  'updates.check': { kind: 'unavailable', version: '1.2.3', problem: trouble },
  'updates.install': { ...updateState, decision: { kind: 'inProgress' } },
  'updates.settings': { settings: settings().updates },
  'run.start': { runId: runIdFor(1) },
  'run.wait': runReport(),
  'run.cancel': {},
  'run.entries': { items: entries, next: 6 },
  'plan.create': runReport(),
  'plan.entries': { items: [], next: null },
};

const asAdministrator = {
  domain: { configured: 'contoso.com' },
  administrator: { account: 'admin@contoso.com', password: 'x' },
};

const parameters: { readonly [Name in RequestName]: ParametersInputOf<Name> } = {
  hello: { protocol: 1, client: { name: 'test', version: '1.2.3' } },
  'state.read': {},
  'certificate.create': {},
  'certificate.read': {},
  'directory.discover': {},
  'directory.verify': { domain: settings().domains[0], password: 'x' },
  'directory.units': { domain: { configured: 'contoso.com' }, parent: objectGuidFor('Berlin'), cursor: 2, limit: 9 },
  'directory.groups': { domain: settings().domains[0], password: 'x', search: 'staff' },
  'directory.password': { domain: 'contoso.com', password: 'x' },
  'tenant.inspect': { tenant: {}, accessToken: 'a.b.c' },
  'registration.apply': { tenant: {}, accessToken: 'a.b.c' },
  'registration.remove': { tenant: {}, accessToken: 'a.b.c' },
  'registration.check': { tenant: settings().tenant, objectId: '33333333-3333-4333-8333-333333333333' },
  'registration.script': { tenant: {} },
  'account.here': {},
  'account.inspect': { ...asAdministrator, name: 'bridgehead' },
  'account.ensure': { ...asAdministrator, name: 'bridgehead', computer: 'SRV1', group: 'Agents', mayCreate: false },
  'account.remove': { ...asAdministrator, name: 'bridgehead' },
  'rights.preview': { ...asAdministrator, account: 'bridgehead$', mode: 'domain' },
  'rights.apply': { ...asAdministrator, account: 'bridgehead$', mode: 'units', units: [objectGuidFor('Berlin')] },
  'rights.remove': { ...asAdministrator, account: 'bridgehead$' },
  'setup.apply': { settings: settings(), domainPasswords: { 'contoso.com': 'x' } },
  'approvals.findings': {},
  'approvals.list': { kind: 'sameAttribute department', cursor: 3, limit: 5 },
  'approvals.approve': { person: 'ada', finding: 'a'.repeat(64), days: 3 },
  'approvals.takeBack': { person: 'ada', finding: 'a'.repeat(64) },
  'approvals.reject': { person: 'ada', digests: ['b'.repeat(64)] },
  'approvals.exempt': {
    person: 'ada',
    subject: { objectGuid: objectGuidFor('bob'), kind: 'enables' },
    isExempt: false,
    days: 365,
  },
  'approvals.decisions': {},
  'audit.read': { cursor: 3, limit: 5, order: 'newest' },
  'audit.verify': {},
  'agent.repair': {},
  'setup.remove': { objects: 'keep' },
  'log.read': { cursor: null, limit: 5, level: 'warn' },
  'objects.find': { name: 'ada' },
  'objects.reasons': {},
  'objects.leftOut': { reason: 'abc', cursor: 7, limit: 5 },
  'provisioning.read': { object: 'ada@contoso.com', action: 'none', status: 'held', from: instant, order: 'oldest' },
  'settings.get': {},
  'settings.save': { baseRevision: 3, settings: settings() },
  'schedule.pause': {},
  'schedule.resume': {},
  'updates.status': {},
  'updates.check': {},
  'updates.install': { version: '9.1.0' },
  'updates.settings': { delayDays: 3, window: { days: ['sunday'], from: '22:00', to: '04:00' } },
  'run.start': {},
  'run.wait': { runId: runIdFor(1) },
  'run.cancel': { runId: runIdFor(1) },
  'run.entries': { runId: runIdFor(1) },
  'plan.create': {},
  'plan.entries': { runId: runIdFor(1), cursor: 3, limit: 5 },
};

const names = Object.keys(controlRequests) as RequestName[];

describe.each(names)('%s', (name) => {
  test('has a reply that crosses the wire unchanged', () => {
    const reply = replies[name];
    expect(controlRequests[name].reply.parse(JSON.parse(JSON.stringify(reply)))).toEqual(reply);
  });

  test('takes its parameters', () => {
    expect(controlRequests[name].parameters.parse(JSON.parse(JSON.stringify(parameters[name])))).toMatchObject(
      parameters[name],
    );
  });

  test('has a permission, and a version that exists', () => {
    expect(permissionSchema.options).toContain(controlRequests[name].permission);
    expect(controlRequests[name].since).toBeGreaterThanOrEqual(1);
    expect(controlRequests[name].since).toBeLessThanOrEqual(protocolVersion);
  });
});

test.each(activities)('the state "$kind" crosses the wire unchanged', (activity) => {
  const state = stateWith(activity);
  expect(controlEvents['state.changed'].parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
});

test('whatever changes the tenant or the set-up needs more than the right to read', () => {
  const readOnly = names.filter((name) => controlRequests[name].permission === 'read');
  expect(readOnly).toEqual([
    'hello',
    'state.read',
    'account.here',
    'approvals.findings',
    'approvals.list',
    'approvals.decisions',
    'audit.read',
    'audit.verify',
    'log.read',
    'objects.find',
    'objects.reasons',
    'objects.leftOut',
    'provisioning.read',
    'settings.get',
    'updates.status',
    'run.wait',
    'run.entries',
    'plan.entries',
  ]);
});

describe('a page', () => {
  const page = controlRequests['run.entries'].parameters;
  test('begins at the start and has 200 entries unless asked otherwise', () => {
    expect(page.parse({ runId: runIdFor(1) })).toMatchObject({ cursor: 0, limit: 200 });
  });
  test.each([{ cursor: -1 }, { limit: 0 }, { limit: 501 }, { cursor: 0.5 }])('cannot be asked for with %j', (asked) => {
    expect(page.safeParse({ runId: runIdFor(1), ...asked }).success).toBe(false);
  });
});

test('a password is neither empty nor endless', () => {
  const setUp = controlRequests['setup.apply'].parameters;
  const withPassword = (password: string) =>
    setUp.safeParse({ settings: settings(), domainPasswords: { 'contoso.com': password } }).success;
  expect([withPassword(''), withPassword('x'), withPassword('x'.repeat(1025))]).toEqual([false, true, false]);
});
