/** Step 5: turn differences into changes, each with its digest, in the order they will be made. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { assertNever } from '../contract/assert-never.ts';
import { changeDigestSchema } from '../contract/identifiers.ts';
import type { AttributeChange, Change, ChangeCounts, ChangeKind, HeldObject } from '../contract/plan.ts';
import type { Diffed, Difference } from './diff.ts';
import { nameOf } from './held.ts';
import type { Joined } from './memory.ts';

export interface Plan {
  readonly changes: readonly Change[];
  readonly held: readonly HeldObject[];
  readonly joined: readonly Joined[];
  readonly unchanged: number;
  readonly leftScope: readonly HeldObject[];
}

/** Leavers lose access first, and nobody gains it before everything else is right. */
const order: readonly ChangeKind[] = ['disable', 'update', 'create', 'enable'];

export function planChanges(diffed: Diffed): Plan {
  const changes = diffed.differences.flatMap(changesOf).toSorted(inOrder);
  const { held, joined, unchanged, leftScope } = diffed;
  return { changes, held, joined, unchanged, leftScope };
}

/** Whether a person may sign in, and under which name, are changes of their own: the guard can hold them without the rest. */
function changesOf(difference: Difference): readonly Change[] {
  if (difference.kind === 'missing') return [change('create', difference, difference.attributes)];
  const signIn = difference.attributes.filter(({ name }) => name === 'accountEnabled');
  const signInName = difference.attributes.filter(({ name }) => name === 'userPrincipalName');
  const others = difference.attributes.filter(({ name }) => name !== 'accountEnabled' && name !== 'userPrincipalName');
  return [
    ...(signIn.length === 0 ? [] : [change(signIn[0]?.after === true ? 'enable' : 'disable', difference, signIn)]),
    ...[signInName, others].filter((part) => part.length > 0).map((part) => change('update', difference, part)),
  ];
}

function change(kind: ChangeKind, difference: Difference, attributes: readonly AttributeChange[]): Change {
  const { object, anchor, always } = difference.desired;
  const content = {
    digest: digestOf(anchor, kind, attributes),
    objectGuid: object.objectGuid,
    anchor,
    displayName: nameOf(object),
    userPrincipalName: always.userPrincipalName,
    attributes: [...attributes],
  };
  switch (difference.kind) {
    case 'missing':
      return { kind: 'create', ...content };
    case 'different':
      if (kind === 'create') throw new Error('a user that exists cannot be created');
      return { kind, tenantObjectId: difference.existing.tenantObjectId, ...content };
    default:
      return assertNever(difference);
  }
}

/** Anchor, kind, before and after, and nothing else: the same change has the same digest in every run (rule R12). */
function digestOf(anchor: string, kind: ChangeKind, attributes: readonly AttributeChange[]): Change['digest'] {
  const content = JSON.stringify([anchor, kind, attributes.map(({ name, before, after }) => [name, before, after])]);
  return changeDigestSchema.parse(bytesToHex(sha256(utf8ToBytes(content))));
}

function inOrder(left: Change, right: Change): number {
  return (
    order.indexOf(left.kind) - order.indexOf(right.kind) ||
    compareText(left.objectGuid, right.objectGuid) ||
    compareText(left.digest, right.digest)
  );
}

function compareText(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

export function countChanges(changes: readonly Change[]): ChangeCounts {
  const count = (kind: ChangeKind) => changes.filter((planned) => planned.kind === kind).length;
  return { create: count('create'), update: count('update'), disable: count('disable'), enable: count('enable') };
}
