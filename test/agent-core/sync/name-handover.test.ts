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
    const names = new NameHandover([ada, bob], [ada, bob]);
    expect(names.whyNot(bob, [])).toMatchObject(waitsFor('boss', 'bob', 'ada'));
    expect(names.whyNot(ada, [])).toBeNull();
    names.learn(applied(ada));
    expect(names.whyNot(bob, [])).toBeNull();
  });

  test.each(['create', 'restore'] as const)('is not free for somebody new either: %s', (kind) => {
    const names = new NameHandover([ada], [ada]);
    expect(names.whyNot(newcomer(kind, 'BOSS@contoso.com'), [])).toMatchObject(waitsFor('boss', 'new', 'ada'));
    expect(names.whyNot(newcomer(kind, at('other')), [])).toBeNull();
  });

  test('is free when its owner is deleted, and held while that deletion waits', () => {
    const [gone, again] = [changeFor('ada', 'delete'), { ...changeFor('new', 'create'), userPrincipalName: at('Ada') }];
    const names = new NameHandover([gone, again], [gone, again]);
    expect(names.whyNot(again, [])).toMatchObject(waitsFor('ada', 'new', 'ada'));
    names.learn({ kind: 'applied', change: gone, tenantObjectId: tenantIdFor('ada') });
    expect(names.whyNot(again, [])).toBeNull();
    const waiting = new NameHandover([gone, again], [again]);
    expect([waiting.whyNot(again, [])?.code, waiting.isHeld(again, [])]).toEqual(['object.value-not-free', true]);
  });

  test('stays with whoever keeps it after all, and their mail waits as well, but nothing else', () => {
    const names = new NameHandover([ada, bob], [ada, bob]);
    names.learn(failed(ada));
    expect(names.whyNot(bob, [])).toMatchObject(waitsFor('boss', 'bob', 'ada'));
    expect(names.whyNot(mailOf('ada'), [])).toBe(refused);
    expect(names.whyNot(changeFor('ada', 'update'), [])).toBeNull();
    expect(names.whyNot(changeFor('ada', 'restore', mailOf('ada').attributes), [])).toBeNull();
    expect(names.whyNot(mailOf('bob'), [])).toBeNull();
  });

  test('was not what failed: then the mail waits for nothing', () => {
    const names = new NameHandover([ada], [ada]);
    names.learn(failed(changeFor('ada', 'update')));
    names.learn({ kind: 'unknown', change: ada, fate: null, problem: refused });
    expect(names.whyNot(mailOf('ada'), [])).toBeNull();
  });

  test('is none when only its capitals change, nor for the one who gives it up', () => {
    const capitals = renamed('ada', 'BOSS', 'boss');
    expect(new NameHandover([capitals], [capitals]).whyNot(bob, [])).toBeNull();
    expect(new NameHandover([ada], [ada]).whyNot(renamed('ada', 'x', 'boss'), [])).toBeNull();
    expect(new NameHandover([ada], [ada]).whyNot(changeFor('bob', 'disable'), [])).toBeNull();
  });
});

describe('whoever would be moved aside in a circle', () => {
  const circle = [renamed('ada', 'a', 'b'), renamed('bob', 'b', 'c'), renamed('cyd', 'c', 'a')];
  const [first, second, third] = circle as [Change, Change, Change];

  test('is, when everybody in it can go on', () => {
    expect(new NameHandover(circle, circle).whyNot(first, aside)).toBeNull();
  });

  test.each([
    ['the next', [first, third], waitsFor('b', 'ada', 'bob')],
    ['one further on', [first, second], waitsFor('c', 'ada', 'cyd')],
  ])('is not, when %s cannot', (_, due, reason) => {
    expect(new NameHandover(circle, due).whyNot(first, aside)).toMatchObject(reason);
  });

  test('is, when the names end with somebody who takes a free one', () => {
    const chain = [renamed('ada', 'a', 'b'), renamed('bob', 'b', 'free')];
    expect(new NameHandover(chain, chain).whyNot(chain[0] as Change, aside)).toBeNull();
  });
});

describe('whoever needs a name', () => {
  test('R12: is held while the change that gives it up is held, and so is whoever waits for them', () => {
    const cyd = renamed('cyd', 'cyd', 'bob');
    const names = new NameHandover([ada, bob, cyd], [bob, cyd]);
    expect(names.isHeld(bob, [])).toBe(true);
    expect(names.isHeld(cyd, [])).toBe(false);
    names.learn({ kind: 'held', change: bob, problem: refused });
    expect(names.isHeld(cyd, [])).toBe(true);
  });

  test('is not held by one that failed, nor where nobody has it, and in a circle by whoever cannot go on', () => {
    const names = new NameHandover([ada, bob], [ada, bob]);
    names.learn(failed(ada));
    expect([names.isHeld(bob, []), names.isHeld(ada, [])]).toEqual([false, false]);
    const swap = [renamed('ada', 'a', 'b'), renamed('bob', 'b', 'a')] as const;
    expect(new NameHandover(swap, [swap[0]]).isHeld(swap[0], aside)).toBe(true);
    expect(new NameHandover(swap, swap).isHeld(swap[0], aside)).toBe(false);
  });
});
