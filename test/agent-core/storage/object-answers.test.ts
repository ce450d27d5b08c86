import { describe, expect, test } from 'vitest';
import type { Change } from '../../../agent-core/contract/plan.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { ReportEntry, RunReport } from '../../../agent-core/contract/run-report.ts';
import { scopeSettingsSchema } from '../../../agent-core/contract/settings.ts';
import { asked, eight, heldAs } from '../../builders/asked-objects.ts';
import { changeFor, linkFor } from '../../builders/changes.ts';
import { memberFor, referenceTo } from '../../builders/directory-group.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { tenantGroup } from '../../builders/fake-tenant-groups.ts';
import { objectGuidFor, runIdFor, tenantIdFor } from '../../builders/identifiers.ts';
import { runReport } from '../../builders/run-report.ts';
import { linkedUser } from '../../builders/tenant-user.ts';

const namesOf = ({ objects }: ReturnType<ReturnType<typeof asked>['find']>) =>
  objects.map(({ displayName }) => displayName);

test('R24: whose account had expired when the newest run began is told so, and what that run says of all of them', () => {
  const noted = problem('object.expired', '1 person: ada');
  const lost = problem('object.names-lost', '1 person: cyd');
  const { find, counted } = asked({
    users: [directoryUser('ada'), directoryUser('bob'), directoryUser('cyd')],
    entries: [],
    findings: [
      { kind: null, problem: noted, found: 1, allowed: 1, holds: [] },
      { kind: null, problem: lost, found: 1, allowed: 1, holds: [] },
      { kind: 'deletes', problem: problem('guard.too-many-deletes', ''), found: 2, allowed: 1, holds: [] },
    ],
    expires: { ada: '2026-03-01T00:00:00.000Z', bob: '2026-03-03T00:00:00.000Z' },
  });
  const notesOf = (name: string) => find(name).objects.map(({ notes }) => notes);
  expect(notesOf('ada')).toEqual([[problem('object.account-expired', 'since 2026-03-01T00:00:00.000Z')]]);
  expect(notesOf('bob')).toEqual([[]]);
  expect(notesOf('cyd')).toEqual([[]]);
  expect(counted().notes).toEqual([noted, lost]);
});

test('R7: who had a userPrincipalName and has none any more is told so as long as they are in scope', () => {
  const nameless = (name: string) => directoryUser(name, { userPrincipalName: null });
  const { find } = asked({
    users: [
      nameless('ada'),
      directoryUser('bob'),
      nameless('cyd'),
      directoryUser('dan', { userPrincipalName: null, isCriticalSystemObject: 'TRUE' }),
    ],
    linked: ['ada', 'bob', 'cyd', 'dan'],
    named: ['ada', 'bob', 'dan'],
  });
  const notesOf = (name: string) => find(name).objects.flatMap(({ notes }) => notes);
  expect(notesOf('ada')).toEqual([problem('object.name-lost', 'ada in contoso.com: userPrincipalName')]);
  for (const name of ['bob', 'cyd', 'dan']) expect(find(name).objects, name).toMatchObject([{ notes: [] }]);
});

describe('one object', () => {
  const ada = directoryUser('ada', {
    displayName: 'Ada Lovelace',
    mail: 'ada.lovelace@contoso.com',
    proxyAddresses: ['SMTP:ada.lovelace@contoso.com', 'smtp:countess@contoso.com'],
  });
  test('is found by each of its names, its addresses, its place and its objectGUID, in full', () => {
    const { find } = asked({ users: [ada, directoryUser('adam', { displayName: 'Ada Lovelace II' })] });
    for (const name of [
      'Ada Lovelace',
      'ada@contoso.com',
      'ADA',
      'ada.lovelace@contoso.com',
      'Countess@contoso.com',
      'cn=ada,ou=people,dc=contoso,dc=com',
      objectGuidFor('ada'),
      `{${objectGuidFor('ada').toUpperCase()}}`,
    ])
      expect(namesOf(find(name)), name).toEqual(['Ada Lovelace']);
  });

  test('is found by a part of a name where nobody is called exactly that, but not by the place that all are below', () => {
    const { find } = asked({ users: [ada, directoryUser('bob')] });
    expect(namesOf(find('lovel'))).toEqual(['Ada Lovelace']);
    expect(find('OU=People')).toMatchObject({ objects: [], hasMore: false, gone: [] });
  });

  test('is found by the sign-in name that it has or had in the tenant, where nobody is called that in the directory', () => {
    const made = 'c.walsh@contoso.onmicrosoft.com';
    const said = { ...changeFor('cormac', 'create'), userPrincipalName: made };
    const { find } = asked({
      users: ['cormac', 'dan', 'c.walsh'].map((name) => directoryUser(name)),
      entries: [{ kind: 'outcome', outcome: { kind: 'applied', change: said, tenantObjectId: tenantIdFor('cormac') } }],
      tenant: [linkedUser('dan', { userPrincipalName: 'Dan@Contoso.onmicrosoft.com' })],
      linked: ['dan'],
    });
    expect(namesOf(find('C.Walsh@contoso.onmicrosoft.com'))).toEqual(['cormac']);
    expect(namesOf(find('dan@contoso.onmicrosoft.com'))).toEqual(['dan']);
    expect(namesOf(find('c.walsh'))).toEqual(['c.walsh']);
  });

  test('of many that fit the first in order of the name are told', () => {
    const names = Array.from({ length: 30 }, (_, index) => `user ${String(index).padStart(2, '0')}`);
    const users = names.toReversed().map((name) => directoryUser(name));
    expect(namesOf(asked({ users }).find('user'))).toEqual(names.slice(0, 20));
  });

  test('that is gone is found by a part of a name in what was done, as long as nobody is called exactly that', () => {
    const gone = { ...changeFor('ghost', 'delete'), displayName: 'Ghost Rider' };
    const renamed = { ...changeFor('ada', 'update'), displayName: 'Ghost that is Ada now' };
    const entries: readonly ReportEntry[] = [
      { kind: 'outcome', outcome: { kind: 'applied', change: gone, tenantObjectId: tenantIdFor('ghost') } },
      { kind: 'outcome', outcome: { kind: 'applied', change: renamed, tenantObjectId: tenantIdFor('ada') } },
      {
        kind: 'outcome',
        outcome: { kind: 'applied', change: changeFor('ghostly', 'create'), tenantObjectId: tenantIdFor('ghostly') },
      },
    ];
    const { find } = asked({ users: [directoryUser('ghostly'), directoryUser('ada')], entries });
    const ghost = { objectGuid: objectGuidFor('ghost'), displayName: 'Ghost Rider' };
    expect(find('Ghost')).toMatchObject({ objects: [{ displayName: 'ghostly' }], former: [ghost] });
    expect(find('rider')).toMatchObject({ objects: [], former: [ghost] });
    expect(find('ghost rider')).toMatchObject({ objects: [], former: [ghost] });
    expect(find('ghostly')).toMatchObject({ objects: [{ displayName: 'ghostly' }], former: [] });
    expect(find('nobody').former).toEqual([]);
  });

  test('that is a group is told with whoever of its direct members is left out, and why', () => {
    const outer = [memberFor('ada'), memberFor('sys'), memberFor('bob'), memberFor('inner'), memberFor('PC1')];
    const { find } = asked({
      users: [
        directoryUser('ada'),
        directoryUser('sys', { isCriticalSystemObject: 'TRUE' }),
        directoryUser('bob'),
        directoryUser('cyd', { isCriticalSystemObject: 'TRUE' }),
        directoryUser('PC1', { objectClass: ['top', 'person', 'organizationalPerson', 'user', 'computer'] }),
      ],
      groups: [
        ['Outer', outer],
        ['inner', [memberFor('cyd')], { mail: 'list@contoso.com' }],
      ],
      entries: [heldAs('bob', 'object.value-invalid'), heldAs('cyd', 'object.value-invalid')],
    });
    const [found] = find('Outer').objects;
    expect(found?.membersLeftOut?.count).toBe(3);
    expect(
      found?.membersLeftOut?.first.map(({ displayName, kind, code, text }) => [displayName, kind, code ?? text]),
    ).toEqual([
      ['sys', 'excluded', 'critical system object'],
      ['bob', 'held', 'object.value-invalid'],
      ['inner', 'notWritable', 'group.mail-enabled'],
    ]);
    expect(find('ada').objects[0]).not.toHaveProperty('membersLeftOut');
    const many = Array.from({ length: 25 }, (_, index) => `user${index}`);
    const crowd = asked({
      users: many.map((name) => directoryUser(name, { isCriticalSystemObject: 'TRUE' })),
      groups: [['Crowd', many.map((name) => memberFor(name))]],
    }).find('Crowd').objects[0]?.membersLeftOut;
    expect([crowd?.count, crowd?.first.length]).toEqual([25, 20]);
  });

  test('of many that fit twenty are told', () => {
    const users = Array.from({ length: 21 }, (_, index) => directoryUser(`user${index}`));
    const found = asked({ users }).find('user');
    expect([found.objects.length, found.hasMore]).toEqual([20, true]);
  });

  test('is told with the rule that decided, and with when that was read', () => {
    const { find } = asked({
      users: [directoryUser('ada'), directoryUser('sys', { isCriticalSystemObject: 'TRUE' })],
      groups: [['Staff', [memberFor('ada')]]],
      scope: scopeSettingsSchema.parse({ kind: 'groups', groups: [referenceTo('Staff')] }),
      entries: [],
    });
    expect(find('ada')).toMatchObject({
      basis: {
        run: { runId: runIdFor(1), startedAt: eight, isWhole: true },
        domains: [{ name: 'contoso.com', readAt: eight }],
      },
      objects: [
        { answer: { kind: 'in', rule: 'member of CN=Staff,OU=Groups,DC=contoso,DC=com' }, tenantObjectId: null },
      ],
    });
    expect(find('sys').objects).toMatchObject([{ answer: { kind: 'excluded', rule: 'critical system object' } }]);
  });

  test('is told with everything that the newest run left undone about it, also links that lead to it', () => {
    const notMade = { problem: problem('tenant.conflict', 'ada') };
    const link: ReportEntry = {
      kind: 'outcome',
      outcome: { kind: 'failed', change: linkFor('Staff', 'ada', 'link'), ...notMade },
    };
    const applied: ReportEntry = {
      kind: 'outcome',
      outcome: { kind: 'notAttempted', change: changeFor('ada', 'update') },
    };
    const entries = [heldAs('ada', 'object.value-invalid'), heldAs('bob', 'object.value-invalid'), link, applied];
    const { find } = asked({ users: [directoryUser('ada'), directoryUser('bob')], entries });
    expect(find('ada').objects[0]?.entries).toEqual([entries[0], link]);
  });

  test('is told with its counterpart: what the newest run made of it, too, and of whom it does not judge what the record says', () => {
    const applied = (change: Change): ReportEntry => ({
      kind: 'outcome',
      outcome: { kind: 'applied', change, tenantObjectId: tenantIdFor(change.displayName) },
    });
    const names = ['new', 'left', 'gone', 'nobody'];
    const { find } = asked({
      users: names.map((name) => directoryUser(name)),
      groups: [['Staff', []]],
      entries: [applied(changeFor('new', 'create')), applied(changeFor('gone', 'delete'))],
      tenant: [linkedUser('left'), linkedUser('gone')],
      linked: ['left', 'gone'],
      tenantGroups: [{ ...tenantGroup('Staff'), uniqueName: objectGuidFor('Staff') }],
    });
    const counterparts = [...names, 'Staff'].map((name) => find(name).objects[0]?.tenantObjectId);
    expect(counterparts).toEqual([tenantIdFor('new'), tenantIdFor('left'), null, null, tenantIdFor('Staff')]);
    expect(names.map((name) => find(name).objects[0]?.deletedAt)).toEqual([undefined, undefined, eight, undefined]);
  });

  describe('made by a run after which others did not read both sides', () => {
    const outcome = (kind: 'applied' | 'unknown', change: Change): ReportEntry =>
      kind === 'unknown'
        ? { kind: 'outcome', outcome: { kind, change, fate: null } }
        : { kind: 'outcome', outcome: { kind, change, tenantObjectId: tenantIdFor(change.displayName) } };
    const users = ['ada', 'bob', 'cyd', 'dan'].map((name) => directoryUser(name));
    const entries = [
      outcome('applied', changeFor('ada', 'create')),
      outcome('unknown', changeFor('bob', 'create')),
      outcome('unknown', changeFor('cyd', 'delete')),
    ];
    const incomplete = { ...runReport().tenant, isComplete: false };
    const counterpartsOf = (later: readonly Partial<RunReport>[]) => {
      const { find } = asked({ users, entries, later, tenant: [linkedUser('cyd')], linked: ['cyd'] });
      return ['ada', 'bob', 'cyd', 'dan'].map((name) => {
        const [found] = find(name).objects;
        return [found?.tenantObjectId, found?.isCounterpartKnown];
      });
    };
    const asMade = [
      [tenantIdFor('ada'), true],
      [null, false],
      [tenantIdFor('cyd'), false],
      [null, true],
    ];

    test.each([
      ['none', []],
      ['one that was cut off', [{ isBroken: true }]],
      ['some that could not read the tenant', [{ tenant: incomplete }, { tenant: incomplete }]],
      ['one that could not read the directory', [{ directory: incomplete }]],
    ])('%s: what the log knows is told, and what nobody saw is not denied', (_, later) => {
      expect(counterpartsOf(later)).toEqual(asMade);
    });

    test('one that read both judges by what it saw', () => {
      expect(counterpartsOf([{ isBroken: true }, {}])).toEqual([
        [null, true],
        [null, true],
        [tenantIdFor('cyd'), true],
        [null, true],
      ]);
    });
  });

  test('that the directory does not show any more is told of by what the newest run says', () => {
    const { find } = asked({ users: [directoryUser('ada')], entries: [heldAs('bob', 'object.absent')] });
    expect(find('bob@contoso.com')).toMatchObject({ objects: [], gone: [{ held: { displayName: 'bob' } }] });
    expect(find('ada').gone).toEqual([]);
  });

  describe('after a run that broke off or could not read a side', () => {
    const heldDeletion = (name: string, kind: 'delete' | 'unlink' = 'delete'): ReportEntry => ({
      kind: 'outcome',
      outcome: {
        kind: 'held',
        change: kind === 'delete' ? changeFor(name, kind) : linkFor('Staff', name, kind),
        problem: problem('guard.too-many-deletes', '3 found, 1 allowed'),
        findings: ['deletes'],
      },
    });
    const users = ['ada', 'bob', 'cyd', 'dan', 'eve'].map((name) => directoryUser(name));
    const applied = (change: Change): ReportEntry => ({
      kind: 'outcome',
      outcome: { kind: 'applied', change, tenantObjectId: tenantIdFor(change.displayName) },
    });
    const unknown = (change: Change): ReportEntry => ({
      kind: 'outcome',
      outcome: { kind: 'unknown', change, fate: null },
    });
    const incomplete = { ...runReport().tenant, isComplete: false };
    const said = ({ objects, gone }: ReturnType<ReturnType<typeof asked>['find']>) =>
      [...objects.flatMap(({ entries }) => entries), ...gone].map((entry) =>
        entry.kind === 'held' ? entry.held.problem.code : `${entry.outcome.kind} ${entry.outcome.change.kind}`,
      );

    test.each([
      ['killed', { isBroken: true }],
      ['without the tenant', { tenant: incomplete }],
    ])('%s: what the last whole run left undone is told still, unless a later run did it', (_, how) => {
      const { find, counted, leftOut } = asked({
        users,
        linked: ['ada', 'bob', 'cyd'],
        entries: [
          heldDeletion('ada'),
          heldDeletion('bob'),
          heldDeletion('cyd'),
          heldDeletion('zoe'),
          heldDeletion('ada', 'unlink'),
          heldAs('dan', 'object.value-invalid'),
          heldAs('eve', 'object.value-invalid'),
        ],
        findings: [
          { kind: null, problem: problem('object.expired', '1 person: ada'), found: 1, allowed: 1, holds: [] },
        ],
        later: [
          { ...how, entries: [applied(changeFor('bob', 'delete')), applied(changeFor('dan', 'create'))] },
          { ...how, entries: [unknown(changeFor('cyd', 'delete')), heldAs('bob', 'object.absent')] },
        ],
      });
      const told = ['ada', 'bob', 'cyd', 'dan', 'eve', 'zoe'].map((name) => [name, ...said(find(name))]);
      expect(told).toEqual([
        ['ada', 'held delete', 'held unlink'],
        ['bob', 'object.absent'],
        ['cyd', 'unknown delete'],
        ['dan'],
        ['eve', 'object.value-invalid'],
        ['zoe', 'held delete'],
      ]);
      const { basis, reasons, notes } = counted();
      expect(basis).toMatchObject({ run: { isWhole: false }, lastWhole: { runId: runIdFor(1), startedAt: eight } });
      expect(notes.map(({ code }) => code)).toEqual(['object.expired']);
      const kept = reasons.map(({ id, code }) => [code, ...leftOut(id).items.map(({ displayName }) => displayName)]);
      expect(kept.toSorted()).toEqual([
        ['guard.too-many-deletes', 'ada', 'zoe'],
        ['object.absent', 'bob'],
        ['object.value-invalid', 'eve'],
      ]);
      const [first] = reasons.filter(({ code }) => code === 'guard.too-many-deletes');
      const page = leftOut(first?.id ?? '', 0, 1);
      expect(leftOut(first?.id ?? '', page.next ?? 0, 1).items.map(({ displayName }) => displayName)).toEqual(['zoe']);
    });

    test('says of a killed run whether it had begun to write', () => {
      const none = { ...runReport().counts, applied: 0, failed: 0, unknown: 0 };
      const runOf = (later: NonNullable<Parameters<typeof asked>[0]['later']>[number]) =>
        asked({ users, entries: [], later: [later] }).counted().basis.run;
      for (const each of ['applied', 'failed', 'unknown'] as const)
        expect(runOf({ isBroken: true, counts: { ...none, [each]: 1 } }), each).toMatchObject({
          ...{ isWhole: false, brokeOff: 'writing' },
        });
      expect(runOf({ isBroken: true, counts: { ...none, held: 3 } })).toMatchObject({ brokeOff: 'before' });
      expect(runOf({ tenant: incomplete })).not.toHaveProperty('brokeOff');
      expect(runOf({})).not.toHaveProperty('brokeOff');
    });

    test('the next whole run alone says what is undone', () => {
      const { find, counted } = asked({
        users,
        entries: [heldDeletion('ada')],
        later: [{ isBroken: true }, { entries: [heldAs('bob', 'object.value-invalid')] }],
      });
      expect([said(find('ada')), said(find('bob'))]).toEqual([[], ['object.value-invalid']]);
      expect(counted().basis.lastWhole).toBeNull();
    });
  });

  test('of a domain that is not remembered is not there, which the answer says; and nobody knows about groups any more', () => {
    const { find } = asked({
      users: [directoryUser('ada')],
      domains: ['contoso.com', 'fabrikam.com'],
      groups: [['Staff', []]],
      scope: scopeSettingsSchema.parse({ kind: 'groups', groups: [referenceTo('Staff')] }),
    });
    expect(find('ada')).toMatchObject({
      basis: {
        run: null,
        domains: [
          { name: 'contoso.com', readAt: eight },
          { name: 'fabrikam.com', readAt: null },
        ],
      },
      objects: [{ answer: { kind: 'undecided', rule: 'not all groups could be read' } }],
    });
  });
});
