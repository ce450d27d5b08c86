import { describe, expect, test } from 'vitest';
import { whyCommand } from '../../../../agent-core/cli/commands/why.ts';
import type { Decision, Exemption } from '../../../../agent-core/contract/approval-requests.ts';
import type { FoundObject, ReadingBasis } from '../../../../agent-core/contract/object-requests.ts';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { succeed } from '../../../../agent-core/contract/result.ts';
import type { ReportEntry } from '../../../../agent-core/contract/run-report.ts';
import { holdObject } from '../../../../agent-core/sync/held.ts';
import { changeFor } from '../../../builders/changes.ts';
import { runCommandLine } from '../../../builders/command-context.ts';
import { directoryUser } from '../../../builders/directory-object.ts';
import { ada, basis, eight } from '../../../builders/found-object.ts';
import { objectGuidFor, runIdFor } from '../../../builders/identifiers.ts';
import { openStubAgent } from '../../../builders/stub-agent.ts';

const held: ReportEntry = {
  kind: 'held',
  held: holdObject(directoryUser('ada'), problem('object.value-invalid', 'title is too long')),
};

async function textOf(answer: {
  objects?: readonly FoundObject[];
  gone?: readonly ReportEntry[];
  hasMore?: boolean;
  basis?: ReadingBasis;
  exemptions?: readonly Exemption[];
  former?: readonly { readonly objectGuid: FoundObject['objectGuid']; readonly displayName: string }[];
  approvals?: readonly Decision[];
  rejections?: readonly Decision[];
}) {
  const found = { basis, objects: [], gone: [], hasMore: false, exemptions: [], approvals: [], ...answer };
  const { dataDir } = await openStubAgent({ 'objects.find': () => succeed(found) });
  const shown = await runCommandLine(dataDir, whyCommand, 'ada').ended;
  expect(shown).toMatchObject({ value: { json: found } });
  return shown.ok ? shown.value.text : '';
}

describe('why', () => {
  test('says who it is, the rule that decided, the counterpart, what stands in the way and how old that is', async () => {
    const text = await textOf({ objects: [{ ...ada, entries: [held] }] });
    expect(text).toContain(
      `Ada Lovelace (ada@contoso.com), a user of contoso.com\n  CN=ada,DC=contoso,DC=com\n  objectGUID ${ada.objectGuid}\n  In scope: everything is in scope.\n  Joined with ${ada.tenantObjectId} in the tenant.\n`,
    );
    expect(text).toContain('The newest run says:\n');
    expect(text).toContain('title is too long [object.value-invalid]');
    expect(text).toContain(`As last read: contoso.com at ${eight}.\nThe newest run began at ${eight}.\n`);
  });

  test('does not deny an account that a run may have made before it broke off', async () => {
    const text = await textOf({ objects: [{ ...ada, tenantObjectId: null, isCounterpartKnown: false }] });
    expect(text).toContain('Not known whether it is in the tenant: a run attempted a change, and broke off');
    expect(text).not.toContain('Not joined');
  });

  test('says of somebody whom the agent deleted that it did, when, and until when that can be undone', async () => {
    const gone = { ...ada, tenantObjectId: null, deletedAt: eight, answer: { kind: 'out', rule: 'left' } } as const;
    expect(await textOf({ objects: [gone] })).toContain(
      `Not joined with anything in the tenant. The agent deleted the account at ${eight}. Until 2026-04-01T08:00:00.000Z it can be brought back: a run does so when the person is in scope again, unless something holds it.\n`,
    );
    const group = await textOf({ objects: [{ ...gone, objectType: 'group' }] });
    expect(group).toContain(`The agent deleted what it was joined with at ${eight}.\n`);
    expect(group).not.toContain('brought back');
  });

  test.each([
    [
      { kind: 'excluded', rule: 'critical system object' },
      'Never synchronised, whatever the scope: critical system object.',
    ],
    [{ kind: 'out', rule: 'below none of the included units' }, 'Out of scope: below none of the included units.'],
    [
      { kind: 'undecided', rule: 'may be below OU=x, which cannot be found' },
      'Nobody knows whether it is in scope: it may be below OU=x',
    ],
    [
      { kind: 'notWritable', rule: 'everything is in scope', problem: problem('group.mail-enabled', 'List') },
      '[group.mail-enabled]',
    ],
  ] as const)('tells %j in words', async (answer, words) => {
    const text = await textOf({ objects: [{ ...ada, answer, tenantObjectId: null }] });
    expect(text).toContain(words);
    expect(text).toContain('Not joined with anything in the tenant.\n');
  });

  test('promises the next run only to whoever is in scope and not held', async () => {
    const alone = { ...ada, tenantObjectId: null };
    expect(await textOf({ objects: [alone] })).toContain('yet: the next run sees to it.');
    expect(await textOf({ objects: [{ ...alone, entries: [held] }] })).not.toContain('the next run sees to it');
  });

  test('says from what somebody is exempt, until when', async () => {
    const exemption = { ...{ kind: 'disables', by: 'Ada', at: eight, expiresAt: eight }, name: null };
    const exemptions = [
      { ...exemption, objectGuid: ada.objectGuid },
      { ...exemption, objectGuid: objectGuidFor('bob'), kind: 'enables' },
    ];
    const text = await textOf({ objects: [ada], exemptions: exemptions.slice(0, 1) });
    expect(text).toContain(`in the tenant.\n  Exempt from disables, by Ada, until ${eight}.\n`);
    expect(await textOf({ gone: [held], exemptions })).toContain('Exempt from enables, by Ada');
  });

  test('R12: says what is approved about somebody and not made yet, also of whom the directory does not show', async () => {
    const approval = { verdict: 'approved', digest: changeFor('ada', 'delete').digest, by: 'Ada', at: eight } as const;
    const approvals = ['deletes', 'scopeShrink'].map((kind) => ({
      ...{ ...approval, kind, expiresAt: eight, what: 'delete ada' },
      objectGuids: [ada.objectGuid],
    }));
    const said = `Not made yet: delete ada (${approval.digest.slice(0, 12)}), approved (deletes, scopeShrink) by Ada, until ${eight}.\n`;
    expect(await textOf({ objects: [ada], approvals })).toContain(`  ${said}`);
    expect(await textOf({ gone: [held], approvals })).toContain(said);
    expect(await textOf({ objects: [{ ...ada, objectGuid: objectGuidFor('bob') }] })).not.toContain('Not made yet');
  });

  test('says of an approved change that broke off that nobody knows, and not beside it that it is not made', async () => {
    const change = changeFor('ada', 'delete');
    const entries: readonly ReportEntry[] = [{ kind: 'outcome', outcome: { kind: 'unknown', change, fate: null } }];
    const approval = { verdict: 'approved', kind: 'deletes', by: 'Ada', at: eight, expiresAt: eight } as const;
    const approvals = [
      { ...approval, digest: change.digest, what: 'delete ada', objectGuids: [ada.objectGuid] },
      { ...approval, digest: changeFor('ada', 'disable').digest, what: 'disable ada', objectGuids: [ada.objectGuid] },
    ];
    const found = { ...ada, isCounterpartKnown: false, entries };
    for (const answer of [{ objects: [found] }, { gone: entries }]) {
      const text = await textOf({ ...answer, approvals });
      expect(text).toContain('attempted when the run broke off: the next run finds out whether it was made');
      expect(text).not.toContain('Not made yet: delete ada');
      expect(text).toContain('Not made yet: disable ada');
    }
  });

  test('says which runs it tells of, where the newest did not read both sides', async () => {
    const since = '2026-03-01T08:00:00.000Z';
    const later: ReadingBasis = {
      ...basis,
      run: { runId: runIdFor(2), startedAt: eight, isWhole: false },
      lastWhole: { runId: runIdFor(1), startedAt: since },
    };
    const text = await textOf({ objects: [{ ...ada, entries: [held] }], basis: later });
    expect(text).toContain('The newest run, and the last one that read both sides to the end, say:\n');
    expect(text).toContain(
      `The newest run began at ${eight}, and did not read both sides to the end.\nWhat the last one that did, which began at ${since}, left undone is told as well.\n`,
    );
  });

  test.each([
    ['writing', 'broke off while it wrote'],
    ['before', 'broke off before it wrote anything'],
  ] as const)(
    'says of a run that broke off (%s) that, and not that it did not read both sides',
    async (brokeOff, said) => {
      const broken: ReadingBasis = {
        ...basis,
        run: { runId: runIdFor(2), startedAt: eight, isWhole: false, brokeOff },
        lastWhole: { runId: runIdFor(1), startedAt: eight },
      };
      expect(await textOf({ objects: [ada], basis: broken })).toContain(
        `The newest run began at ${eight}, and ${said}.\nWhat the last one that read both sides and ended, which began at ${eight}, left undone is told as well.\n`,
      );
    },
  );

  test('R12: says what is rejected about somebody, also where it is not due now', async () => {
    const { digest } = changeFor('ada', 'disable');
    const rejection = { verdict: 'rejected', digest, by: 'Ada', at: eight, expiresAt: null, kind: 'disables' } as const;
    const rejections = [{ ...rejection, what: 'disable ada', objectGuids: [ada.objectGuid] }];
    const said = `Not to be made: disable ada (${digest.slice(0, 12)}), rejected (disables) by Ada.\n`;
    expect(await textOf({ objects: [ada], rejections })).toContain(`  ${said}`);
    expect(await textOf({ gone: [held], rejections })).toContain(said);
  });

  test('R24: says that the account has expired, what that does not do, and what to do', async () => {
    const note = problem('object.account-expired', `since ${eight}`);
    const text = await textOf({ objects: [{ ...ada, notes: [note] }] });
    expect(text).toContain(
      `in the tenant.\n  ${note.title}\n    ${note.meaning}\n    ${note.remedy}\n    since ${eight} [`,
    );
  });

  test('sends whoever reads of a held change to the findings, which are not shown here', async () => {
    const change = changeFor('ada', 'disable');
    const reason = problem('guard.too-many-disables', '3 found, 2 allowed');
    const outcome = { kind: 'held', change, problem: reason, findings: ['disables'] } as const;
    const text = await textOf({ objects: [{ ...ada, entries: [{ kind: 'outcome', outcome }] }] });
    expect(text).toContain('by disables: "bridgehead findings" shows why');
    expect(text).not.toContain('below');
  });

  test('names whom the log alone knows, with the command that shows what was done', async () => {
    const former = [{ objectGuid: objectGuidFor('ghost'), displayName: 'Ghost Rider' }];
    const told = `Ghost Rider   bridgehead changes --object ${objectGuidFor('ghost')}\n`;
    const nobody = await textOf({ former });
    expect(nobody).toContain(told);
    expect(nobody, 'that would find nothing').not.toContain('changes --object "ada"');
    expect(await textOf({ objects: [ada], former })).toContain(told);
  });

  test('says of a group who of its direct members is left out, with the words that left-out has', async () => {
    const member = { ...({ objectType: 'user', userPrincipalName: null } as const), objectGuid: objectGuidFor('bob') };
    const first = [
      { ...member, displayName: 'Bob', kind: 'out', text: 'below none of the included units', code: null } as const,
      { ...member, displayName: 'Cyd', kind: 'held', text: 'A removal waits.', code: 'object.removal-waits' } as const,
    ];
    const text = await textOf({ objects: [{ ...ada, objectType: 'group', membersLeftOut: { count: 30, first } }] });
    expect(text).toContain(
      '  Of its direct members 30 are left out:\n    Bob: out of scope, below none of the included units\n    Cyd: waits, A removal waits.\n    and 28 more: bridgehead left-out\n',
    );
    const none = await textOf({ objects: [{ ...ada, objectType: 'group', membersLeftOut: { count: 0, first: [] } }] });
    expect(none).not.toContain('direct members');
  });

  test('tells of what the directory does not show any more, of nobody, of too many, and of what it cannot know', async () => {
    expect(await textOf({ gone: [held] })).toContain('The directory does not show it any more. The newest run says:');
    expect(await textOf({})).toContain(
      'The directory shows no user, group or contact called "ada".\nWhat was done while it was there: bridgehead changes --object "ada"\n',
    );
    expect(await textOf({ objects: [ada], hasMore: true })).toContain('There are more: say more of the name.');
    const many = ['ada', 'adam', 'adele', 'adi'].map((name) => ({
      ...ada,
      displayName: name,
      userPrincipalName: null,
    }));
    expect(await textOf({ objects: many, hasMore: true })).toBe(
      `Several have "ada" in a name:\n${many.map(({ displayName }) => `  ${displayName}, a user of contoso.com   ${ada.objectGuid}\n`).join('')}There are more. Say more of the name, or an objectGUID, and why is told.\n\nAs last read: contoso.com at ${eight}.\nThe newest run began at ${eight}.\n`,
    );
    expect(await textOf({ objects: many.slice(1) })).toContain('In scope: everything is in scope.');
    const unknown = {
      run: { runId: runIdFor(1), startedAt: eight, isWhole: false },
      domains: [{ name: 'fabrikam.com', readAt: null }],
    };
    const text = await textOf({ basis: unknown });
    expect(text).toContain('No answer about "ada": whether fabrikam.com has one is not known here');
    expect(text).toContain('Of fabrikam.com nothing is remembered between runs');
    const both = { ...unknown, domains: [{ name: 'contoso.com', readAt: eight }, ...unknown.domains] };
    expect(await textOf({ basis: both })).toContain(
      'No other domain shows a user, group or contact called "ada"; whether fabrikam.com has one is not known here',
    );
    expect(text).toContain('did not read both sides to the end');
  });
});
