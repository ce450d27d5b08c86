import { expect, test } from 'vitest';
import type { ChangeKind } from '../../../agent-core/contract/plan.ts';
import { holdWithEnds } from '../../../agent-core/sync/hold-with-ends.ts';
import { changeFor, linkFor, planOf } from '../../builders/changes.ts';
import { objectGuidFor, tenantIdFor } from '../../builders/identifiers.ts';

const link = linkFor('staff', 'ada', 'link');

/** Somebody comes into the tenant, and is held or not, while a link leads to or from them. */
function heldBeside(who: string, kind: ChangeKind, isHeld: boolean, known: readonly string[] = []) {
  const coming = changeFor(who, kind);
  const tenantIds = new Map(known.map((name) => [objectGuidFor(name), tenantIdFor(name)]));
  const plan = { ...planOf(coming, link), tenantIds };
  return holdWithEnds(plan, isHeld ? [link] : [coming, link]);
}

test.each(['create', 'restore'] as const)('a link waits with either end whose %s is held', (kind) => {
  for (const end of ['ada', 'staff']) {
    const held = heldBeside(end, kind, true);
    expect(held).toMatchObject([
      { change: link, problem: { code: 'object.reference-held', detail: end }, findings: [] },
    ]);
    expect(heldBeside(end, kind, false)).toEqual([]);
  }
});

test('whoever is in the tenant can be linked whatever is held of them, and nobody else is waited for', () => {
  expect(heldBeside('ada', 'update', true)).toEqual([]);
  expect(heldBeside('ada', 'create', true, ['ada'])).toEqual([]);
  expect(heldBeside('bob', 'create', true)).toEqual([]);
});

test('a link that ends waits for nobody', () => {
  const unlink = linkFor('staff', 'ada', 'unlink');
  expect(holdWithEnds(planOf(changeFor('ada', 'create'), unlink), [unlink])).toEqual([]);
});
