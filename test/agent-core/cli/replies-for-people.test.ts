import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import { missingRightsProblem } from '../../../agent-core/service/rights-care.ts';
import { digestFinding } from '../../../agent-core/sync/guard/finding-digest.ts';
import { holdObject } from '../../../agent-core/sync/held.ts';
import { makeProvisioningRecord } from '../../../agent-core/sync/provisioning-record.ts';
import { changeFor, linkFor } from '../../builders/changes.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { objectGuidFor, runIdFor } from '../../builders/identifiers.ts';
import { runReport } from '../../builders/run-report.ts';
import { settings } from '../../builders/settings.ts';
import { openStubAgent } from '../../builders/stub-agent.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';
import { askAgent } from '../../harness/command-line.ts';

const at = '2026-03-02T08:00:00.000Z';
const zeros = '0'.repeat(64);
const ends = ['\n', '\r\n', '\r', '\u2028', '\u2029', '\u0085', '\v', '\f', '\t'];
/** What a line of ours looks like, behind every end of a line that there is. */
const forged = ends.map((end) => `${end}done      delete Ada`).join('');

/** What people of the directory or the tenant can write, or what is made of it. */
const others = ['displayName', 'distinguishedName', 'userPrincipalName', 'detail', 'by', 'rule', 'text', 'name'];
const values = ['before', 'after', 'message', 'path', 'mail', 'target'];

function poisoned<Value>(value: Value): Value {
  const text = JSON.stringify(value, (key, inner: unknown) =>
    typeof inner === 'string' && [...others, ...values].includes(key) ? `${inner}${forged}` : inner,
  );
  return JSON.parse(text);
}

const change = changeFor('ada', 'update');
const link = linkFor('team', 'ada', 'unlink');
const held = holdObject(directoryUser('bob'), problem('object.value-invalid', 'title'));
const entries = [
  { kind: 'held', held } as const,
  ...[change, link].map((one) => ({ kind: 'outcome', outcome: { kind: 'previewed', change: one } }) as const),
];
const finding = {
  ...{ kind: 'disables', digest: digestFinding('disables', [change.digest]), found: 1, allowed: 0, held: 1, holds: [] },
  problem: problem('guard.too-many-disables', '1 found, 0 allowed: Ada'),
};
const report = runReport({
  counts: { ...runReport().counts, held: 3, absent: 1 },
  ...{ findings: [finding], problems: [problem('tenant.conflict', 'Ada')] },
  absentFirst: [
    { objectType: 'user', displayName: 'Eve', userPrincipalName: null, objectGuid: objectGuidFor('eve'), since: at },
  ],
  settled: [{ runId: runIdFor(2), change, fate: 'made' }],
});
const named = {
  objectType: 'user',
  ...{ objectGuid: objectGuidFor('ada'), displayName: 'Ada', userPrincipalName: 'ada@contoso.com' },
  distinguishedName: 'CN=ada,DC=contoso,DC=com',
} as const;
const basis = { run: { runId: runIdFor(1), startedAt: at, isWhole: true }, domains: [] };
const exemption = { objectGuid: objectGuidFor('bob'), kind: 'enables', by: 'Ada', at, expiresAt: null, name: 'Bob' };
const record = makeProvisioningRecord(
  { kind: 'outcome', outcome: { kind: 'failed', change, problem: problem('tenant.conflict', 'Ada') } },
  { id: 1, at, durationMs: 1, run: { runId: runIdFor(1), startedAt: at, startedBy: 'root' }, isRepeat: false },
);
const logLine = {
  at,
  level: 'warn',
  message: 'trouble',
  fields: { detail: 'Ada', stack: 'Error: Ada\n    at x' },
} as const;

async function agent() {
  const stub = await openStubAgent({
    'run.start': () => succeed({ runId: runIdFor(1) }),
    'run.wait': () => succeed(poisoned(report)),
    'run.entries': () => succeed(poisoned({ items: entries, next: null })),
    'plan.create': () => succeed(poisoned(report)),
    'plan.entries': () => succeed(poisoned({ items: entries, next: null })),
    'approvals.findings': () => succeed(poisoned({ runId: runIdFor(1), findings: [finding] })),
    'approvals.list': () =>
      succeed(poisoned({ items: [{ change, kinds: ['disables'], rejectedFrom: [], decisions: [] }], next: null })),
    'approvals.decisions': () => succeed(poisoned({ decisions: [], exemptions: [exemption] })),
    'objects.find': () =>
      succeed(
        poisoned({
          ...{ basis, hasMore: false, gone: entries, exemptions: [exemption] },
          objects: [
            {
              ...{
                ...named,
                domain: 'contoso.com',
                tenantObjectId: null,
                isCounterpartKnown: true,
                entries,
                notes: [],
              },
              answer: { kind: 'out', rule: 'below none of the included units' } as const,
            },
          ],
        }),
      ),
    'objects.reasons': () =>
      succeed(
        poisoned({
          basis,
          reasons: [
            { id: 'aa', kind: 'out', text: 'below Ada', code: null, users: 1, groups: 0, contacts: 0 } as const,
          ],
          notes: [],
        }),
      ),
    'objects.leftOut': () => succeed(poisoned({ items: [{ ...named, problem: null }], next: null })),
    'provisioning.read': () => succeed(poisoned({ items: [record], next: null })),
    'audit.read': () =>
      succeed(
        poisoned({
          items: [
            { sequence: 1, at, by: 'root', act: 'approved', detail: 'Ada', previous: zeros, hash: zeros } as const,
          ],
          next: null,
        }),
      ),
    'log.read': () => succeed(poisoned({ lines: [logLine], next: null })),
    'settings.get': () => succeed({ revision: 1, settings: settings() }),
    'directory.groups': () => fail(poisoned(problem('directory.unreachable', 'Ada'))),
  });
  stub.status.report('a side', poisoned(problem('tenant.conflict', 'Ada')));
  return stub;
}

describe('nobody can forge a line of what is printed by a name', () => {
  test.each([
    ['findings', '--all'],
    ['run', '--wait'],
    ['run', '--wait', '--all'],
    ['plan'],
    ['plan', '--all'],
    ['why', 'ada'],
    ['status'],
    ['audit'],
    ['changes'],
    ['left-out'],
    ['left-out', 'aa'],
    ['log'],
    ['directory', 'groups', 'Ada'],
  ])('%s %s', async (...words) => {
    const { stdout, stderr } = await askAgent(await agent(), ...words);
    const lines = `${stdout}${stderr}`.split(/[\n\r\u2028\u2029\u0085\v\f\t]/);
    expect(lines.filter((line) => line.trimStart().startsWith('done'))).toEqual([]);
    expect(lines.join('\n')).toContain('\\u000adone      delete Ada\\u000d\\u000adone');
  });

  test('status --watch tells no other lines either', async () => {
    const { dataDir } = await agent();
    const { stdout } = await askAgent({ dataDir }, 'status');
    expect(stdout).toContain('Ada\\u000adone');
  });
});

describe('nor by what was typed, which is said again', () => {
  const nobody = () =>
    openStubAgent({
      'objects.find': () => succeed({ basis, objects: [], hasMore: false, gone: [], exemptions: [] }),
      'objects.reasons': () => succeed({ basis, reasons: [], notes: [] }),
      'provisioning.read': () => succeed({ items: [], next: null }),
      'settings.get': () => succeed({ revision: 1, settings: settings() }),
      'plan.create': () => succeed(report),
      'plan.entries': () => succeed({ items: entries, next: null }),
    });
  test.each([
    [`why${forged}`],
    ['settings', `sets${forged}`],
    ['status', `now${forged}`],
    ['status', `--wach${forged}`],
    ['why', `Ada${forged}`],
    ['left-out', `held${forged}`],
    ['settings', 'set', `guard${forged}`],
    ['plan', `newUsers.passwordPolicies=None${forged}`],
    ['settings', 'set', `scope.kind=${forged}`],
    ['settings', 'import', `/nowhere${forged}.json`],
    ['setup', '--answers', `/nowhere${forged}.json`],
    ['updates', 'install', `1${forged}`],
    ['approve', `3fa2${forged}`],
    ['directory', 'groups', 'a', '--answers', `/nowhere${forged}`],
    ['certificate', '--out', `/nowhere/none${forged}`],
  ])('%j', async (...words) => {
    const { stdout, stderr } = await askAgent(await nobody(), ...words);
    const lines = `${stdout}${stderr}`.split(/[\n\r\u2028\u2029\u0085\v\f\t]/);
    expect(lines.filter((line) => line.trimStart().startsWith('done'))).toEqual([]);
  });

  test.each([
    ['why', `Ada${forged}`],
    ['left-out', `held${forged}`],
    ['settings', `sets${forged}`],
    ['status', `now${forged}`],
  ])('it is said in one line: %j', async (...words) => {
    const { stdout, stderr } = await askAgent(await nobody(), ...words);
    expect(`${stdout}${stderr}`).toContain('\\u000adone      delete Ada\\u000d\\u000adone');
  });
});

test('programs get names as they are, and so does a file', async () => {
  const { dataDir } = await agent();
  const { stdout } = await askAgent({ dataDir }, 'why', 'ada', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ objects: [{ displayName: `Ada${forged}` }] });
  const file = join(temporaryFolder(), 'changes.ndjson');
  const written = await askAgent({ dataDir }, 'changes', '--object', objectGuidFor('ada'), '--out', file);
  expect(written.exitCode).toBe(0);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ source: { displayName: `ada${forged}` } });
});

test.each([[[]], [['--out']]])('the certificate of the agent keeps its lines: %j', async (words) => {
  const certificatePem = '-----BEGIN CERTIFICATE-----\nMIID\n-----END CERTIFICATE-----\n';
  const life = { thumbprintSha256: 'ab', notAfter: at };
  const { dataDir } = await openStubAgent({
    'certificate.create': async () => succeed({ ...life, certificatePem, replacesDamaged: false }),
    'certificate.read': () => succeed({ ...life, renewAfter: at, renewal: 'none' }),
  });
  const file = join(temporaryFolder(), 'agent.pem');
  const { stdout } = await askAgent({ dataDir }, 'certificate', ...words.flatMap((word) => [word, file]));
  expect(words.length === 0 ? stdout : readFileSync(file, 'utf8')).toContain(certificatePem);
});

test('what is found by another name is told in one line, also beside a file', async () => {
  const { dataDir } = await openStubAgent({
    'provisioning.read': ({ object }) =>
      succeed({ items: object === objectGuidFor('ada') ? [record] : [], next: null }),
    'objects.find': () =>
      succeed({
        ...{ basis, hasMore: false, gone: [], exemptions: [] },
        objects: [
          {
            ...{
              ...named,
              displayName: `Ada${forged}`,
              domain: 'contoso.com',
              tenantObjectId: null,
              isCounterpartKnown: true,
            },
            ...{ answer: { kind: 'in', rule: 'everything' } as const, entries: [], notes: [] },
          },
        ],
      }),
  });
  const file = join(temporaryFolder(), 'changes.csv');
  const { stdout } = await askAgent({ dataDir }, 'changes', '--object', 'somebody', '--out', file);
  expect(stdout.split('\n')).toHaveLength(3);
});

test('missing rights keep the lines that are ours, one for each, wherever they are missing', async () => {
  const missing = missingRightsProblem('contoso.com', [
    { right: 'changes', where: `OU=x${forged}`, state: 'missing' },
    { right: 'deletions', where: 'OU=y', state: 'missing' },
  ]);
  const stub = await openStubAgent();
  stub.status.report('rights contoso.com', missing);
  const { stdout } = await askAgent(stub, 'status');
  const lines = stdout.split(/[\n\r\u2028\u2029\u0085\v\f\t]/);
  expect(lines.filter((line) => / at OU=[xy].*: without it /.test(line))).toHaveLength(2);
  expect(lines.filter((line) => line.trimStart().startsWith('done'))).toEqual([]);
});

test('a defect is shown with its places below it, each in a line of its own', async () => {
  const { stdout } = await askAgent(await agent(), 'log');
  const [head, error, place, ...others] = stdout.split('\n');
  expect(head).toMatch(/^2026-03-02T08:00:00.000Z warn {2}trouble\\u000adone/);
  expect([error, place, others]).toEqual(['    Error: Ada', '    at x', ['']]);
});
