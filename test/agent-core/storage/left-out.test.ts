import { describe, expect, onTestFinished, test } from 'vitest';
import type { Change } from '../../../agent-core/contract/plan.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { ReportEntry } from '../../../agent-core/contract/run-report.ts';
import { scopeSettingsSchema } from '../../../agent-core/contract/settings.ts';
import { createObjectReader } from '../../../agent-core/storage/object-reader.ts';
import { holdObject } from '../../../agent-core/sync/held.ts';
import { asked, heldAs } from '../../builders/asked-objects.ts';
import { changeFor, linkFor } from '../../builders/changes.ts';
import { directoryContact, directoryUnit, memberFor, referenceTo } from '../../builders/directory-group.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { anchorFor } from '../../builders/identifiers.ts';

const mailbox = { mail: 'list@contoso.com' };

describe('who is left out', () => {
  const sales = directoryUnit('Sales', 'OU=Sales,DC=contoso,DC=com');
  const inSales = (name: string) => directoryUser(name, { distinguishedName: `CN=${name},OU=Sales,DC=contoso,DC=com` });
  const begin = (entries: readonly ReportEntry[] = []) =>
    asked({
      users: [
        inSales('ada'),
        directoryUser('bob'),
        directoryUser('cyd'),
        directoryUser('sys', { isCriticalSystemObject: 'TRUE' }),
        directoryUser('PC1', { objectClass: ['top', 'person', 'organizationalPerson', 'user', 'computer'] }),
      ],
      groups: [['List', [], { ...mailbox, distinguishedName: 'CN=List,OU=Sales,DC=contoso,DC=com' }]],
      contacts: [directoryContact('dan', { distinguishedName: 'CN=dan,OU=Sales,DC=contoso,DC=com', mail: null })],
      scope: scopeSettingsSchema.parse({ kind: 'units', include: [referenceTo('Sales')] }),
      units: [sales],
      entries,
    });

  test('is counted by reason, the most frequent first, with what each of them is', () => {
    const said = (['scope.undecided', 'group.undecided'] as const).map((code) => heldAs('cyd', code));
    const { reasons } = begin([heldAs('ada', 'object.value-invalid'), ...said]);
    const invalid = problem('object.value-invalid', '');
    const mailEnabled = problem('group.mail-enabled', '');
    expect(reasons().map(({ id: _, ...reason }) => reason)).toEqual([
      { kind: 'out', text: 'below none of the included units', code: null, users: 2, groups: 0, contacts: 0 },
      { kind: 'excluded', text: 'critical system object', code: null, users: 1, groups: 0, contacts: 0 },
      { kind: 'notWritable', text: mailEnabled.title, code: mailEnabled.code, users: 0, groups: 1, contacts: 0 },
      { kind: 'excluded', text: 'contact without a mail address', code: null, users: 0, groups: 0, contacts: 1 },
      { kind: 'held', text: invalid.title, code: invalid.code, users: 1, groups: 0, contacts: 0 },
    ]);
  });

  test('is there once: as held, where the scope leaves out whom the newest run holds; and no computer is there', () => {
    const reason = problem('guard.too-many-deletes', '2 found, 1 allowed');
    const deletion: ReportEntry = {
      kind: 'outcome',
      outcome: { kind: 'held', change: changeFor('cyd', 'delete'), problem: reason, findings: ['deletes'] },
    };
    const frozen: ReportEntry = {
      kind: 'held',
      held: { ...holdObject(directoryUser('List'), problem('group.frozen', 'List')), objectType: 'group' },
    };
    const { reasons, leftOut } = begin([deletion, frozen]);
    const found = reasons();
    const counted = found.map(({ code, text, users, groups }) => `${code ?? text}: ${users}, ${groups}`);
    expect(counted.toSorted()).toEqual([
      'below none of the included units: 1, 0',
      'contact without a mail address: 0, 0',
      'critical system object: 1, 0',
      'group.frozen: 0, 1',
      'guard.too-many-deletes: 1, 0',
    ]);
    const names = (of: string) =>
      leftOut(found.find(({ code, text }) => of === (code ?? text))?.id ?? '').items.map((one) => one.displayName);
    expect(names('guard.too-many-deletes')).toEqual(['cyd']);
    expect(names('below none of the included units')).toEqual(['bob']);
  });

  test('is only whoever is not in step at all: whom one change of several is held or failed is left out of nothing', () => {
    const reason = problem('guard.sign-in-name', '1 found');
    const taken = [{ name: 'onPremisesImmutableId', before: null, after: anchorFor('ada') }];
    const undone = (change: Change, kind: 'held' | 'failed' | 'waiting' = 'held'): ReportEntry =>
      kind === 'waiting'
        ? { kind: 'outcome', outcome: { kind, change, problem: reason, nextAttemptAt: null } }
        : { kind: 'outcome', outcome: { kind, change, problem: reason } };
    const keepsOut = (entry: ReportEntry) =>
      begin([entry])
        .reasons()
        .some(({ code }) => code === 'guard.sign-in-name');
    const inStep = [
      ...(['update', 'disable', 'enable'] as const).map((kind) => undone(changeFor('ada', kind))),
      ...(['failed', 'waiting'] as const).map((kind) => undone(changeFor('ada', 'update'), kind)),
      ...(['link', 'unlink'] as const).map((kind) => undone(linkFor('Staff', 'ada', kind))),
    ];
    const apart = [
      ...(['create', 'restore', 'delete'] as const).map((kind) => undone(changeFor('ada', kind))),
      ...(['failed', 'waiting'] as const).map((kind) => undone(changeFor('ada', 'create'), kind)),
      undone(changeFor('ada', 'update', taken)),
    ];
    expect(inStep.map(keepsOut)).toEqual(inStep.map(() => false));
    expect(apart.map(keepsOut)).toEqual(apart.map(() => true));
  });

  test('is there by the scope where only one change of theirs is held', () => {
    const rename: ReportEntry = {
      kind: 'outcome',
      outcome: { kind: 'held', change: changeFor('cyd', 'disable'), problem: problem('guard.too-many-disables', '') },
    };
    const { reasons, leftOut } = begin([rename]);
    const out = reasons().find(({ text }) => text === 'below none of the included units')?.id ?? '';
    expect(leftOut(out).items.map(({ displayName }) => displayName)).toEqual(['bob', 'cyd']);
  });

  test('is listed page by page, by rule and by problem, each object once', () => {
    const conflict = problem('tenant.conflict', 'Staff');
    const failed: ReportEntry = {
      kind: 'outcome',
      outcome: { kind: 'failed', change: changeFor('Staff', 'create'), problem: conflict },
    };
    const { reasons, leftOut } = begin([failed, failed, heldAs('ada', 'object.value-invalid')]);
    const idOf = (text: string) => reasons().find((reason) => reason.text === text)?.id ?? '';
    const out = idOf('below none of the included units');
    const first = leftOut(out, 0, 1);
    const second = leftOut(out, first.next ?? 0, 1);
    expect([first, second].map(({ items }) => items.map(({ displayName }) => displayName))).toEqual([['bob'], ['cyd']]);
    expect(second.next).toBeNull();
    expect(leftOut(idOf(conflict.title)).items).toMatchObject([{ displayName: 'Staff', problem: conflict }]);
    expect(leftOut('of yesterday')).toEqual({ items: [], next: null });
  });

  test('is whoever was attempted to be made where nobody saw what became of that, each once, page by page', () => {
    const unknown = (name: string, kind: 'create' | 'restore' | 'delete' | 'update'): ReportEntry => ({
      kind: 'outcome',
      outcome: { kind: 'unknown', change: changeFor(name, kind), fate: null },
    });
    const { find, counted, leftOut } = asked({
      users: ['ada', 'bob', 'cyd', 'dan'].map((name) => directoryUser(name)),
      groups: [['Staff', ['ada', 'cyd'].map((name) => memberFor(name))]],
      entries: [],
      later: [
        { isBroken: true, entries: [unknown('ada', 'create')] },
        {
          isBroken: true,
          entries: [
            unknown('ada', 'create'),
            unknown('bob', 'restore'),
            unknown('cyd', 'update'),
            unknown('dan', 'delete'),
          ],
        },
      ],
    });
    const { reasons } = counted();
    expect(reasons).toMatchObject([
      { kind: 'undecided', text: expect.stringMatching(/^not known whether they are in the tenant/), users: 2 },
    ]);
    const [reason] = reasons;
    const first = leftOut(reason?.id ?? '', 0, 1);
    const second = leftOut(reason?.id ?? '', first.next ?? 0, 1);
    expect([first, second].map(({ items }) => items.map(({ displayName }) => displayName))).toEqual([['ada'], ['bob']]);
    expect(second.next).toBeNull();
    expect(find('Staff').objects).toMatchObject([{ membersLeftOut: { count: 1, first: [{ displayName: 'ada' }] } }]);
  });

  test('is told by a thread of its own, on connections that cannot write', async () => {
    const { paths, ask } = begin();
    const reader = createObjectReader(paths);
    onTestFinished(() => reader.close());
    expect(await reader.read(ask({ kind: 'find', name: 'ada' }))).toMatchObject({
      kind: 'find',
      reply: { objects: [{ displayName: 'ada', answer: { kind: 'in' } }] },
    });
  });
});
