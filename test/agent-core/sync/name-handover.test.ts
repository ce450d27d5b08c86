import { describe, expect, test } from 'vitest';
import type { Change } from '../../../agent-core/contract/plan.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { NameHandover } from '../../../agent-core/sync/name-handover.ts';
import { changeFor } from '../../builders/changes.ts';
import { tenantIdFor } from '../../builders/identifiers.ts';

const at = (local: string) => `${local}@contoso.com`;
const renamed = (name: string, before: string, after: string) =>
  changeFor(name, 'update', [
    { name: 'city', before: null, after: 'Cork' },
    { name: 'userPrincipalName', before: at(before), after: at(after) },
  ]);
const mailOf = (name: string) =>
  changeFor(name, 'update', [
    { name: 'mail', before: null, after: at(name) },
    { name: 'city', before: null, after: 'Cork' },
  ]);
const newcomer = (kind: 'create' | 'restore', name: string) => ({ ...changeFor('new', kind), userPrincipalName: name });
const aside = [{ tenantObjectId: tenantIdFor('ada'), values: {}, before: {} }];
const refused = problem('tenant.refused-value', 'a refusal');
const applied = (change: Change) => ({ kind: 'applied', change, tenantObjectId: tenantIdFor('ada') }) as const;
const failed = (change: Change) => ({ kind: 'failed', change, problem: refused }) as const;
const waitsFor = (name: string, taker: string, owner: string) => ({
  code: 'object.value-not-free',
  detail: `userPrincipalName ${at(name)}: ${taker} needs it, ${owner} has it`,
});

const ada = renamed('ada', 'Boss', 'ada');
const bob = renamed('bob', 'bob', 'boss');

describe('a name that somebody gives up', () => {
  test('is asked for when it was given up, and not before', () => {
    const names = new NameHandover([ada, bob]);
    expect(names.whyNot(bob, [])).toMatchObject(waitsFor('boss', 'bob', 'ada'));
    expect(names.whyNot(ada, [])).toBeNull();
    names.learn(applied(ada));
    expect(names.whyNot(bob, [])).toBeNull();
  });

  test.each(['create', 'restore'] as const)('is not free for somebody new either: %s', (kind) => {
    const names = new NameHandover([ada]);
    expect(names.whyNot(newcomer(kind, 'BOSS@contoso.com'), [])).toMatchObject(waitsFor('boss', 'new', 'ada'));
    expect(names.whyNot(newcomer(kind, at('other')), [])).toBeNull();
  });

  test('is free when its owner is deleted', () => {
    const [gone, again] = [changeFor('ada', 'delete'), { ...changeFor('new', 'create'), userPrincipalName: at('Ada') }];
    const names = new NameHandover([gone, again]);
    expect(names.whyNot(again, [])).toMatchObject(waitsFor('ada', 'new', 'ada'));
    names.learn({ kind: 'applied', change: gone, tenantObjectId: tenantIdFor('ada') });
    expect(names.whyNot(again, [])).toBeNull();
  });

  test('stays with whoever keeps it after all, and their mail waits as well, but nothing else', () => {
    const names = new NameHandover([ada, bob]);
    names.learn(failed(ada));
    expect(names.whyNot(bob, [])).toMatchObject(waitsFor('boss', 'bob', 'ada'));
    expect(names.whyNot(mailOf('ada'), [])).toBe(refused);
    expect(names.whyNot(changeFor('ada', 'update'), [])).toBeNull();
    expect(names.whyNot(changeFor('ada', 'restore', mailOf('ada').attributes), [])).toBeNull();
    expect(names.whyNot(mailOf('bob'), [])).toBeNull();
  });

  test('was not what failed: then the mail waits for nothing', () => {
    const names = new NameHandover([ada]);
    names.learn(failed(changeFor('ada', 'update')));
    names.learn({ kind: 'unknown', change: ada, fate: null, problem: refused });
    expect(names.whyNot(mailOf('ada'), [])).toBeNull();
  });

  test('is none when only its capitals change, nor for the one who gives it up', () => {
    const capitals = renamed('ada', 'BOSS', 'boss');
    expect(new NameHandover([capitals]).whyNot(bob, [])).toBeNull();
    expect(new NameHandover([ada]).whyNot(renamed('ada', 'x', 'boss'), [])).toBeNull();
    expect(new NameHandover([ada]).whyNot(changeFor('bob', 'disable'), [])).toBeNull();
  });
});

describe('whoever would be moved aside in a circle', () => {
  test('is, when the names end where they began or with somebody who takes a free one', () => {
    const circle = [renamed('ada', 'a', 'b'), renamed('bob', 'b', 'c'), renamed('cyd', 'c', 'a')];
    const chain = [renamed('ada', 'a', 'b'), renamed('bob', 'b', 'free')];
    for (const names of [circle, chain]) expect(new NameHandover(names).whyNot(names[0] as Change, aside)).toBeNull();
  });
});
