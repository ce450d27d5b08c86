/** Changes and plans as the fifth step would make them. */
import { assertNever } from '../../agent-core/contract/assert-never.ts';
import type {
  AttributeChange,
  Change,
  ChangeKind,
  Evidence,
  LinkChange,
  ObjectType,
} from '../../agent-core/contract/plan.ts';
import type { Difference } from '../../agent-core/sync/diff.ts';
import type { DiffedSides } from '../../agent-core/sync/diff-sides.ts';
import { noMatchKeys } from '../../agent-core/sync/match-keys.ts';
import { type Plan, planChanges } from '../../agent-core/sync/plan.ts';
import { changeOfLink } from '../../agent-core/sync/plan-links.ts';
import { directoryUser } from './directory-object.ts';
import { anchorFor, objectGuidFor, tenantIdFor } from './identifiers.ts';
import { linkedUser } from './tenant-user.ts';

const usualAttributes: Readonly<Record<ChangeKind, readonly AttributeChange[]>> = {
  create: [{ name: 'accountEnabled', before: null, after: true }],
  update: [{ name: 'jobTitle', before: null, after: 'Engineer' }],
  disable: [{ name: 'accountEnabled', before: true, after: false }],
  enable: [{ name: 'accountEnabled', before: false, after: true }],
  delete: [],
  restore: [],
  link: [],
  unlink: [],
};

export function changeFor(name: string, kind: ChangeKind, attributes = usualAttributes[kind]): Change {
  if (kind === 'link' || kind === 'unlink') return linkFor(name, 'ada', kind);
  const [change] = planChanges(diffedSides({ differences: [differenceFor(name, kind, attributes)] })).changes;
  if (change === undefined) throw new Error('one difference makes one change');
  return change;
}

/** Membership of somebody in a group. @param takesLicences the group gives its members licences */
export function linkFor(group: string, member: string, kind: 'link' | 'unlink', takesLicences = false): LinkChange {
  const end = (name: string, objectType: ObjectType) => ({
    objectType,
    objectGuid: objectGuidFor(name),
    displayName: name,
    anchor: anchorFor(name),
    userPrincipalName: null,
    sid: null,
    tenantObjectId: tenantIdFor(name),
  });
  return changeOfLink({
    kind,
    relation: 'members',
    holder: end(group, 'group'),
    target: end(member, 'user'),
    takesLicences,
  });
}

/** What the fourth step found, of users alone. */
export function diffedSides(users: Partial<DiffedSides['users']>): DiffedSides {
  return {
    users: { differences: [], held: [], joined: [], unchanged: 0, leftScope: [], ...nothingElse, ...users },
    groups: {
      differences: [],
      held: [],
      unchanged: 0,
      leftScope: [],
      notWritable: [],
      linkable: [],
      waiting: [],
      waited: new Map(),
    },
    links: { differences: [], findings: [], tenantIds: new Map() },
    findings: [],
  };
}

export function differenceFor(
  name: string,
  kind: Exclude<ChangeKind, 'link' | 'unlink'>,
  attributes = usualAttributes[kind],
): Difference {
  const desired = {
    object: directoryUser(name),
    anchor: anchorFor(name),
    isLinked: true,
    matchBy: noMatchKeys,
    always: { userPrincipalName: `${name}@contoso.com`, accountEnabled: true },
    atCreation: {},
  };
  const existing = linkedUser(name);
  switch (kind) {
    case 'create':
      return { kind: 'missing', desired, attributes };
    case 'update':
    case 'disable':
    case 'enable':
      return { kind: 'different', desired, existing, attributes };
    case 'restore':
      return { kind: 'deleted', desired, existing, attributes };
    case 'delete': {
      const { object, anchor } = desired;
      const evidence = tombstoneFor();
      return { kind: 'unwanted', objectGuid: object.objectGuid, anchor, displayName: name, existing, evidence };
    }
    default:
      return assertNever(kind);
  }
}

export function deletionOf(name: string, evidence: Evidence): Change {
  const change = changeFor(name, 'delete');
  if (change.kind !== 'delete') throw new Error('a deletion was asked for');
  return { ...change, evidence };
}

export function tombstoneFor(domain = 'contoso.com'): Evidence & { readonly kind: 'tombstone' } {
  return { kind: 'tombstone', domain, controller: `dc1.${domain}`, deletedAt: '2026-03-02T07:00:00.000Z' };
}

/** Nobody waits to be removed, and nothing is found. */
export const nothingElse = { waiting: [], waited: new Map(), findings: [] } as const;

export function planOf(...changes: readonly Change[]): Plan {
  return {
    changes,
    held: [],
    joined: [],
    unchanged: { user: 0, group: 0 },
    leftScope: [],
    notWritable: [],
    tenantIds: new Map(),
    ...nothingElse,
  };
}

export function namesFor(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `user${index}`);
}
