import { describe, expect, test } from 'vitest';
import { leftOutCommand } from '../../../../agent-core/cli/commands/left-out.ts';
import type { LeftOutReason } from '../../../../agent-core/contract/object-requests.ts';
import { type Problem, problem } from '../../../../agent-core/contract/problem.ts';
import { succeed } from '../../../../agent-core/contract/result.ts';
import { AgentStatus } from '../../../../agent-core/service/agent-status.ts';
import { runCommandLine } from '../../../builders/command-context.ts';
import { ada, basis, eight } from '../../../builders/found-object.ts';
import { runReport } from '../../../builders/run-report.ts';
import { openStubAgent } from '../../../builders/stub-agent.ts';

describe('left-out', () => {
  const reasons: readonly LeftOutReason[] = [
    {
      id: 'aaaa11112222',
      kind: 'out',
      text: 'below none of the included units',
      code: null,
      users: 2,
      groups: 1,
      contacts: 0,
    },
    {
      id: 'bbbb11112222',
      kind: 'held',
      text: 'A value is wrong.',
      code: 'object.value-invalid',
      users: 1,
      groups: 0,
      contacts: 0,
    },
  ];
  const agent = (given = reasons, notes: readonly Problem[] = []) =>
    openStubAgent({
      'objects.reasons': () => succeed({ basis, reasons: given, notes }),
      'objects.leftOut': ({ reason, cursor }) =>
        succeed({
          items: [
            reason === reasons[1]?.id
              ? { ...ada, distinguishedName: null, problem: problem('object.value-invalid', 'title is too long') }
              : { ...ada, displayName: `user ${cursor}`, userPrincipalName: null, problem: null },
          ],
          next: reason === reasons[0]?.id && cursor === 0 ? 1 : null,
        }),
    });
  const shownBy = async (dataDir: string, ...words: readonly string[]) =>
    runCommandLine(dataDir, leftOutCommand, ...words).ended;

  test('counts by reason, each with the word to ask for it by', async () => {
    const { dataDir } = await agent();
    const shown = await shownBy(dataDir);
    expect(shown).toMatchObject({ value: { json: { basis, reasons } } });
    const text = shown.ok ? shown.value.text : '';
    expect(text).toContain(
      'aaaa11112222  out of scope        2 users and 1 group\n    below none of the included units\n',
    );
    expect(text).toContain('bbbb11112222  held                1 user\n    A value is wrong. [object.value-invalid]\n');
  });

  test('R24: tells what the newest run says of accounts that have expired, also where nobody is left out', async () => {
    const noted = problem('object.expired', '2 people: Ada, Bob');
    const { dataDir } = await agent([], [noted]);
    const shown = await shownBy(dataDir);
    expect(shown).toMatchObject({ value: { json: { notes: [noted] } } });
    const text = shown.ok ? shown.value.text : '';
    expect(text).toContain(`synchronised.\n\n${noted.title}\n`);
    expect(text).toContain('2 people: Ada, Bob [object.expired]');
  });

  test('names everybody whom a reason keeps, page after page, and says once what to do', async () => {
    const { dataDir } = await agent();
    const out = await shownBy(dataDir, 'aaaa');
    expect(out.ok ? out.value.text : '').toContain(
      '  user 0   CN=ada,DC=contoso,DC=com\n  user 1   CN=ada,DC=contoso,DC=com\n',
    );
    const wrong = await shownBy(dataDir, 'bbbb');
    const text = wrong.ok ? wrong.value.text : '';
    expect(text).toContain('  Ada Lovelace (ada@contoso.com)   title is too long\n');
    expect(text).toContain(problem('object.value-invalid', '').remedy);
  });

  test('says that what only waits waits, as every report does', async () => {
    const base = { kind: 'held', users: 1, groups: 0, contacts: 0 } as const;
    const codes = ['object.removal-waits', 'scope.left', 'object.absent', 'guard.rejected'] as const;
    const given = codes.map((code) => ({ ...base, id: code, code, text: problem(code, '').title }));
    const { dataDir } = await agent(given);
    const shown = await shownBy(dataDir);
    const lines = shown.ok ? shown.value.text.split('\n').filter((line) => line.includes('1 user')) : [];
    expect(lines.map((line) => line.split(/ +/)[1])).toEqual(['waits', 'left', 'absent', 'held']);
  });

  test('takes a reason by its code, its text or a part of that, and asks where several are called so', async () => {
    const other = { ...reasons[0], id: 'cccc11112222', text: 'below an excluded unit' } as LeftOutReason;
    const { dataDir } = await agent([...reasons, other]);
    const idShownBy = async (words: string) => {
      const shown = await shownBy(dataDir, words);
      return shown.ok ? shown.value.text.slice(0, 4) : shown.problem.code;
    };
    expect(await idShownBy('Below none')).toBe('aaaa');
    expect(await idShownBy('object.value-invalid')).toBe('bbbb');
    expect(await idShownBy('below an excluded unit')).toBe('cccc');
    expect(await shownBy(dataDir, 'below')).toMatchObject({
      problem: {
        code: 'objects.reason-ambiguous',
        detail: '"below" is aaaa11112222 (below none of the included units) or cccc11112222 (below an excluded unit)',
      },
    });
  });

  test('takes the word beside reasons for all that have it', async () => {
    const held = { ...reasons[1], id: 'dddd11112222', text: 'Somebody holds.' } as LeftOutReason;
    const waits = { ...reasons[1], id: 'eeee11112222', code: 'object.removal-waits' } as LeftOutReason;
    const { dataDir } = await agent([...reasons, held, waits]);
    const shown = await shownBy(dataDir, 'Held');
    expect(shown).toMatchObject({ value: { json: { kept: [{ reason: { id: 'bbbb11112222' } }, { reason: held }] } } });
    const text = shown.ok ? shown.value.text : '';
    expect(text).toMatch(/^bbbb11112222 {2}held .*title is too long.*\ndddd11112222 {2}held /s);
    expect(text).not.toContain('eeee');
    expect(await shownBy(dataDir, 'out of scope')).toMatchObject({ value: { json: { basis, reason: reasons[0] } } });
    const all = await shownBy(dataDir);
    expect(all.ok ? all.value.text : '').toContain('or by the word beside it');
  });

  test('knows no reason that keeps nobody, and says so when nobody is left out', async () => {
    const { dataDir } = await agent();
    expect(await shownBy(dataDir, 'cccc')).toMatchObject({
      problem: {
        code: 'objects.unknown-reason',
        detail: expect.stringMatching(
          /^"cccc"; there are aaaa11112222 \(below none of the included units\), bbbb11112222 \(./,
        ),
      },
    });
    const nobody = await agent([]);
    const shown = await shownBy(nobody.dataDir);
    expect(shown.ok ? shown.value.text : '').toContain('Of what is remembered, everything is synchronised.\n');
    const detail = '"cccc"; no reason keeps anybody';
    expect(await shownBy(nobody.dataDir, 'cccc')).toMatchObject({ problem: { detail } });
  });

  test('answers for a word that keeps nobody now, and says where held changes of those in step are shown', async () => {
    const report = runReport();
    const heldOf = async (held: number, words = 'Held') => {
      const lastRun = { ...report, counts: { ...report.counts, held } };
      const { dataDir } = await openStubAgent({
        'objects.reasons': () => succeed({ basis, reasons: reasons.slice(0, 1), notes: [] }),
        'approvals.findings': () => succeed({ runId: null, findings: [] }),
        'state.read': () => succeed(new AgentStatus(eight, { kind: 'unconfigured' }, lastRun, []).read()),
      });
      return shownBy(dataDir, words);
    };
    const held = 'Changes of those who are synchronised are held all the same: "bridgehead findings" shows them.\n';
    expect(await heldOf(0)).toMatchObject({ ok: true, value: { text: 'Nobody is left out as "held".\n' } });
    expect(await heldOf(1)).toMatchObject({ value: { text: `Nobody is left out as "held".\n${held}` } });
    expect(await heldOf(1, 'waits')).toMatchObject({ value: { text: 'Nobody is left out as "waits".\n' } });
    expect(await heldOf(1, 'hold')).toMatchObject({ problem: { code: 'objects.unknown-reason' } });
  });

  test('says so where nothing is remembered', async () => {
    const unread = { ...basis, domains: [{ name: 'contoso.com', readAt: null }] };
    const { dataDir } = await openStubAgent({
      'objects.reasons': () => succeed({ basis: unread, reasons: [], notes: [] }),
    });
    const shown = await shownBy(dataDir);
    expect(shown.ok ? shown.value.text : '').toContain('Nothing is remembered of the directory');
  });
});
