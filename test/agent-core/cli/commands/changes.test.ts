import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { parseCommandLine } from '../../../../agent-core/cli/command-line.ts';
import { changesCommand } from '../../../../agent-core/cli/commands/changes.ts';
import { problem } from '../../../../agent-core/contract/problem.ts';
import type { ProvisioningFilter } from '../../../../agent-core/contract/provisioning-requests.ts';
import { fail, succeed } from '../../../../agent-core/contract/result.ts';
import { makeProvisioningRecord } from '../../../../agent-core/sync/provisioning-record.ts';
import { changeFor, linkFor } from '../../../builders/changes.ts';
import { runCommandLine } from '../../../builders/command-context.ts';
import { objectGuidFor, runIdFor, tenantIdFor } from '../../../builders/identifiers.ts';
import { openStubAgent } from '../../../builders/stub-agent.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

const at = '2026-03-02T08:00:00.000Z';
const circumstances = {
  at,
  durationMs: 12,
  run: { runId: runIdFor(1), startedAt: at, startedBy: 'the schedule' },
  isRepeat: false,
};
const [older, newer] = [
  makeProvisioningRecord(
    {
      kind: 'outcome',
      outcome: { kind: 'applied', change: changeFor('ada', 'update'), tenantObjectId: tenantIdFor('ada') },
    },
    { id: 1, ...circumstances },
  ),
  makeProvisioningRecord(
    {
      kind: 'outcome',
      outcome: { kind: 'failed', change: changeFor('bob', 'create'), problem: problem('tenant.conflict', 'bob') },
    },
    { id: 2, ...circumstances },
  ),
];

async function agent() {
  const read = vi.fn(() => succeed({ items: [newer, older], next: 1 }));
  return { read, ...(await openStubAgent({ 'provisioning.read': read })) };
}

describe('changes', () => {
  test('takes a name as it was printed, with escapes where it has an end of a line', async () => {
    const asked: unknown[] = [];
    const agentThatKnows = (known: string) =>
      openStubAgent({
        'provisioning.read': ({ object, limit }) => {
          if (limit !== 1) asked.push(object);
          return succeed({ items: object === known ? [newer] : [], next: null });
        },
        'objects.find': () => fail(problem('setup.required', '')),
      });
    for (const known of ['Tobias\nX', 'Tobias\\u000aX', 'nobody']) {
      const { dataDir } = await agentThatKnows(known);
      await runCommandLine(dataDir, changesCommand, '--object', 'Tobias\\u000aX').ended;
    }
    expect(asked).toEqual(['Tobias\nX', 'Tobias\\u000aX', 'Tobias\nX']);
    const { dataDir } = await agentThatKnows('nobody');
    await runCommandLine(dataDir, changesCommand, '--object', 'A\\u0041').ended;
    expect(asked.at(-1), 'nothing prints that').toBe('A\\u0041');
  });

  test('shows the newest at the end, each with before and after and what to do', async () => {
    const { dataDir } = await agent();
    const shown = await runCommandLine(dataDir, changesCommand).ended;
    if (!shown.ok) throw new Error(shown.problem.code);
    expect(shown.value.json).toEqual({ records: [older, newer], next: 1 });
    const lines = shown.value.text.split('\n');
    expect(lines.slice(0, 4)).toEqual([
      `${at}  success  update ada (ada@contoso.com)`,
      '            jobTitle: (nothing) -> "Engineer"',
      `${at}  failure  create bob (bob@contoso.com)`,
      '            accountEnabled: true',
    ]);
    expect(shown.value.text).toContain('[tenant.conflict]');
  });

  test('names the member that comes or goes', async () => {
    const change = linkFor('GG-Finance', 'Aoife Murphy', 'link');
    const outcome = { kind: 'applied', change, tenantObjectId: tenantIdFor('GG-Finance') } as const;
    const items = [makeProvisioningRecord({ kind: 'outcome', outcome }, { id: 3, ...circumstances })];
    const { dataDir } = await openStubAgent({ 'provisioning.read': () => succeed({ items, next: null }) });
    const shown = await runCommandLine(dataDir, changesCommand).ended;
    expect(shown.ok && shown.value.text).toContain(`${at}  success  link GG-Finance: Aoife Murphy (members)\n`);
  });

  test('reads on where a group with many members would fill all lines, and gives programs what they asked for', async () => {
    const members = Array.from({ length: 9 }, (_, index) => {
      const outcome = {
        kind: 'applied',
        change: linkFor('GG-Finance', `user${index}`, 'link'),
        tenantObjectId: tenantIdFor('GG-Finance'),
      } as const;
      return makeProvisioningRecord({ kind: 'outcome', outcome }, { id: 3 + index, ...circumstances });
    });
    const outcome = { kind: 'notAttempted', change: changeFor('cyd', 'update') } as const;
    const oldest = makeProvisioningRecord({ kind: 'outcome', outcome }, { id: 0, ...circumstances });
    const others = [newer, older, oldest, oldest];
    const newestFirst = [...members.toReversed(), ...others].filter((record) => record !== undefined);
    const { dataDir } = await openStubAgent({
      'provisioning.read': ({ cursor, limit }) => {
        const from = cursor ?? 0;
        const end = Math.min(from + limit, from + 5);
        return succeed({ items: newestFirst.slice(from, end), next: end < newestFirst.length ? end : null });
      },
    });
    const shown = await runCommandLine(dataDir, changesCommand, '--lines', '4').ended;
    if (!shown.ok) throw new Error(shown.problem.code);
    const lines = shown.value.text.split('\n').filter((line) => line.startsWith(at));
    expect(lines.map((line) => line.slice(at.length + 11))).toEqual([
      'update cyd (cyd@contoso.com)',
      'update ada (ada@contoso.com)',
      'create bob (bob@contoso.com)',
      'link GG-Finance: user0 (members)',
    ]);
    expect(shown.value.text).toContain('            and 8 memberships more of GG-Finance\n');
    expect(shown.value.json).toEqual({ records: newestFirst.slice(0, 4).toReversed(), next: 4 });
  });

  describe('of a name that the log does not know', () => {
    const rossi = (name: string) => ({
      ...{ objectType: 'user' as const, displayName: 'Mei Rossi', userPrincipalName: `${name}@contoso.com` },
      ...{ objectGuid: objectGuidFor(name), domain: 'contoso.com', distinguishedName: `CN=${name},DC=contoso,DC=com` },
      ...{
        answer: { kind: 'in' as const, rule: 'everything is in scope' },
        tenantObjectId: null,
        isCounterpartKnown: true,
        entries: [],
        notes: [],
      },
    });
    const basis = { run: null, domains: [] };
    async function changesOf(object: string, ...called: readonly string[]) {
      const asked: ProvisioningFilter[] = [];
      const { dataDir } = await openStubAgent({
        'provisioning.read': (query) => {
          asked.push(query);
          return succeed({ items: query.object === objectGuidFor('m.rossi93') ? [newer] : [], next: null });
        },
        'objects.find': () =>
          succeed({ basis, objects: called.map(rossi), hasMore: false, gone: [], exemptions: [], approvals: [] }),
      });
      const shown = await runCommandLine(dataDir, changesCommand, '--object', object, '--status', 'failure').ended;
      return { text: shown.ok ? shown.value.text : shown.problem.code, asked };
    }

    test('are those of whoever the directory knows by it, and it is said who that is', async () => {
      const { text, asked } = await changesOf('m.rossi93', 'm.rossi93');
      expect(text).toContain(`"m.rossi93" is Mei Rossi (m.rossi93@contoso.com):\n${at}  failure  create bob`);
      expect(asked.at(-1)).toMatchObject({ object: objectGuidFor('m.rossi93'), status: 'failure' });
    });

    test("are nobody's where several have it, who are named, and where nobody has it", async () => {
      const nothing = 'Nothing was recorded that fits.\n';
      expect((await changesOf('rossi', 'm.rossi93', 'l.rossi')).text).toBe(
        `"rossi" can be Mei Rossi (m.rossi93@contoso.com), Mei Rossi (l.rossi@contoso.com): name one.\n${nothing}`,
      );
      expect((await changesOf('nobody')).text).toBe(nothing);
    });
  });

  test('asks for what the options name', async () => {
    const { dataDir, read } = await agent();
    const words = ['--object', 'ada@contoso.com', '--action', 'update', '--status', 'failure', '--lines', '7'];
    const times = ['--from', '2026-03-02', '--until', '2026-03-02T09:00:00+01:00', '--repeats', '--run', runIdFor(1)];
    await runCommandLine(dataDir, changesCommand, ...words, ...times).ended;
    expect(read).toHaveBeenCalledWith(
      {
        object: 'ada@contoso.com',
        runId: runIdFor(1),
        action: 'update',
        status: 'failure',
        from: '2026-03-02T00:00:00.000Z',
        until: at,
        withRepeats: true,
        order: 'newest',
        cursor: null,
        limit: 7,
      },
      expect.anything(),
      expect.anything(),
    );
  });

  test('writes all of it into a file that others may not read', async () => {
    const { dataDir } = await openStubAgent({
      'provisioning.read': () => succeed({ items: [older, newer], next: null }),
    });
    const out = join(temporaryFolder(), 'changes.csv');
    const written = await runCommandLine(dataDir, changesCommand, '--out', out).ended;
    expect(written).toMatchObject({
      value: { json: { records: 2, file: out }, text: `2 records were written to ${out}.\n` },
    });
    expect(readFileSync(out, 'utf8').split('\r\n')).toHaveLength(4);
    expect(statSync(out).mode & 0o777).toBe(0o600);
  });

  test('says why a file cannot be written', async () => {
    const { dataDir } = await agent();
    const out = join(temporaryFolder(), 'nowhere', 'changes.ndjson');
    expect(await runCommandLine(dataDir, changesCommand, '--out', out).ended).toMatchObject({
      ok: false,
      problem: { code: 'file.not-written', detail: `${out}: ENOENT` },
    });
  });

  test.each([
    [['--run', '7'], '--run takes the id of a run'],
    [['--action', 'kill'], '--action takes'],
    [['--status', 'good'], '--status takes success'],
    [['--from', 'yesterday'], '--from and --until take a time'],
    [['--until', '2026-02-31T08:00'], '--from and --until take a time'],
    [['--lines', '501'], '--lines takes 1 to 500'],
    [['--format', 'xml', '--out', 'x'], '--format takes csv, ndjson'],
    [['--format', 'csv'], '--format needs --out'],
    [['--out', 'changes.txt'], '--out takes a file that ends in'],
  ])('refuses %j before anything is asked', (words, reason) => {
    const line = parseCommandLine(['changes', ...words], [changesCommand]);
    expect(line).toMatchObject({ kind: 'usage-error', reason: expect.stringContaining(reason) });
  });
});
