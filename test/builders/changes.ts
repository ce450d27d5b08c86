/** Changes and plans as the fifth step would make them. */
import type { AttributeChange, Change, ChangeKind } from '../../agent-core/contract/plan.ts';
import { type Plan, planChanges } from '../../agent-core/sync/plan.ts';
import { directoryUser } from './directory-object.ts';
import { anchorFor } from './identifiers.ts';
import { linkedUser } from './tenant-user.ts';

const usualAttributes: Readonly<Record<ChangeKind, readonly AttributeChange[]>> = {
  create: [{ name: 'accountEnabled', before: null, after: true }],
  update: [{ name: 'jobTitle', before: null, after: 'Engineer' }],
  disable: [{ name: 'accountEnabled', before: true, after: false }],
  enable: [{ name: 'accountEnabled', before: false, after: true }],
};

export function changeFor(name: string, kind: ChangeKind, attributes = usualAttributes[kind]): Change {
  const desired = {
    object: directoryUser(name),
    anchor: anchorFor(name),
    always: { userPrincipalName: `${name}@contoso.com`, accountEnabled: true },
    atCreation: {},
  };
  const difference =
    kind === 'create'
      ? ({ kind: 'missing', desired, attributes } as const)
      : ({ kind: 'different', desired, existing: linkedUser(name), attributes } as const);
  const [change] = planChanges({
    differences: [difference],
    held: [],
    joined: [],
    unchanged: 0,
    leftScope: [],
  }).changes;
  if (change === undefined) throw new Error('one difference makes one change');
  return change;
}

export function planOf(...changes: readonly Change[]): Plan {
  return { changes, held: [], joined: [], unchanged: 0, leftScope: [] };
}

export function namesFor(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `user${index}`);
}
