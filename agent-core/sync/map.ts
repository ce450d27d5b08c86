/** Step 3: the tenant user each object in scope should be. Whatever is ambiguous or does not fit is held, with both sides named. */
import type { ObjectGuid, SourceAnchor } from '../contract/identifiers.ts';
import type { AttributeValue, HeldObject } from '../contract/plan.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { MatchingSettings, NewUserSettings } from '../contract/settings.ts';
import { anchorOf } from './anchor.ts';
import { findCollisions, isAboutAnchor } from './collisions.ts';
import type { DirectoryObject } from './directory-source.ts';
import { hasExtensionAttributes, isExtensionAttribute } from './extension-attributes.ts';
import { holdObject, nameOf } from './held.ts';
import { type MatchKeys, matchKeysOf, noMatchKeys } from './match-keys.ts';
import { type Ownership, ownershipMarkOf } from './ownership-mark.ts';
import type { Scoped } from './scope.ts';
import { signInNameOf } from './sign-in-name.ts';
import type { Organization, TenantUserValues } from './tenant.ts';
import { isSignInAllowed, type MappingRow, userMapping } from './user-mapping.ts';

export interface MapContext {
  readonly organization: Organization;
  readonly newUsers: NewUserSettings;
  readonly matching: MatchingSettings;
  /** The anchors by which objects were joined in earlier runs. */
  readonly links: ReadonlyMap<ObjectGuid, SourceAnchor>;
  /** Null where no directory extension is known that could carry the mark. */
  readonly ownership: Ownership | null;
}

/** What a tenant user should be. An attribute that is not named here is left as it is. */
export interface DesiredUser {
  readonly object: DirectoryObject;
  readonly anchor: SourceAnchor;
  /** It was joined to its tenant user in an earlier run. */
  readonly isLinked: boolean;
  readonly matchBy: MatchKeys;
  readonly always: TenantUserValues & { readonly userPrincipalName: string; readonly accountEnabled: boolean };
  readonly atCreation: TenantUserValues;
}

/** An object that is held although its owner has left: whatever else is wrong with it, sign-in must be blocked. */
export interface Leaver {
  readonly object: DirectoryObject;
  readonly anchor: SourceAnchor;
  /** It was joined to its tenant user in an earlier run; if not, only the mark can tell that the account is theirs. */
  readonly isLinked: boolean;
}

/** Somebody who is seen outside the scope and may have been in it. */
export interface LeftScope {
  readonly object: DirectoryObject;
  /** By which the tenant user was joined. */
  readonly anchor: SourceAnchor;
  readonly rule: string;
  /** Whether it is known from an earlier run that the tenant user was joined; if not, only the mark can tell. */
  readonly isLinked: boolean;
}

export interface Mapped {
  readonly desired: readonly DesiredUser[];
  readonly held: readonly HeldObject[];
  readonly leavers: readonly Leaver[];
  readonly leftScope: readonly LeftScope[];
}

/** A tenant that could not be read gives no context; then nothing can be said about any object. */
export function mapObjects(scoped: Scoped, context: MapContext | null): Mapped {
  if (context === null) return { desired: [], held: [], leavers: [], leftScope: [] };
  const collisions = findCollisions(scoped, context);
  const desired: DesiredUser[] = [];
  const refused: { readonly object: DirectoryObject; readonly problem: Problem }[] = [];
  for (const object of scoped.inScope) {
    const collision = collisions.get(object);
    const user = collision === undefined ? mapUser(object, context) : fail(collision);
    if (user.ok) desired.push(user.value);
    else refused.push({ object, problem: user.problem });
  }
  // Of those who were never joined, nothing is at stake; the finding counts them.
  const undecided = scoped.undecided
    .filter(({ object }) => context.links.has(object.objectGuid))
    .map(({ object, rule }) => ({
      object,
      problem: collisions.get(object) ?? problem('scope.undecided', `${nameOf(object)}: ${rule}`),
    }));
  const held = [...refused, ...undecided];
  return {
    desired,
    held: held.map(({ object, problem: reason }) => holdObject(object, reason)),
    leavers: held.flatMap(({ object, problem: reason }) => leaverOf(object, reason, context)),
    leftScope: scoped.outOfScope.flatMap(({ object, rule }): readonly LeftScope[] => {
      const link = context.links.get(object.objectGuid);
      if (link !== undefined) return [{ object, anchor: link, rule, isLinked: true }];
      const anchor = anchorOf(object);
      return anchor.ok ? [{ object, anchor: anchor.value, rule, isLinked: false }] : [];
    }),
  };
}

function leaverOf(object: DirectoryObject, reason: Problem, { links }: MapContext): readonly Leaver[] {
  const anchor = anchorOf(object);
  const hasLeft = isSignInAllowed(object) === false;
  if (!hasLeft || !anchor.ok || isAboutAnchor(reason)) return [];
  return [{ object, anchor: anchor.value, isLinked: links.get(object.objectGuid) === anchor.value }];
}

function mapUser(object: DirectoryObject, context: MapContext): Result<DesiredUser> {
  const anchor = anchorOf(object);
  if (!anchor.ok) return anchor;
  const { ownership } = context;
  const previous = context.links.get(object.objectGuid);
  if (previous !== undefined && previous !== anchor.value) {
    return fail(problem('object.anchor-changed', `${nameOf(object)}: from ${previous} to ${anchor.value}`));
  }
  const userPrincipalName = signInNameOf(object, context.organization);
  if (!userPrincipalName.ok) return userPrincipalName;
  const always = mapRows(object, context, 'always');
  if (!always.ok) return always;
  const { accountEnabled } = always.value;
  if (typeof accountEnabled !== 'boolean') {
    const detail = 'userAccountControl must be a number: without it nobody knows whether the person may sign in';
    return fail(problem('object.value-invalid', detail));
  }
  const atCreation = mapRows(object, context, 'creation');
  if (!atCreation.ok) return atCreation;
  return succeed({
    object,
    anchor: anchor.value,
    isLinked: previous !== undefined,
    // Whoever was joined before is nobody else, and without marks nothing tells what was taken over.
    matchBy: previous === undefined && ownership !== null ? matchKeysOf(object, context) : noMatchKeys,
    always: {
      ...always.value,
      accountEnabled,
      userPrincipalName: userPrincipalName.value,
      ...(ownership === null ? {} : { ownershipMark: ownershipMarkOf(ownership, object) }),
    },
    atCreation: atCreation.value,
  });
}

/** Of each flow: they are asked for twice for each object. */
const rowsOf = {
  always: userMapping.filter(({ flow }) => flow === 'always'),
  creation: userMapping.filter(({ flow }) => flow === 'creation'),
} as const;
const rowsWithoutExtension = rowsOf.always.filter(({ target }) => !isExtensionAttribute(target));

function mapRows(object: DirectoryObject, context: MapContext, flow: MappingRow['flow']): Result<TenantUserValues> {
  const values: { -readonly [Name in keyof TenantUserValues]: TenantUserValues[Name] } = {};
  const isShort = flow === 'always' && !hasExtensionAttributes(object.attributes);
  for (const row of isShort ? rowsWithoutExtension : rowsOf[flow]) {
    const value = row.source(object, context.newUsers);
    if (value === null && !row.isClearable) continue;
    const reason = whyInvalid(row, value);
    if (reason !== null) return fail(problem('object.value-invalid', reason));
    values[row.target] = value;
  }
  return succeed(values);
}

function whyInvalid(row: MappingRow, value: AttributeValue): string | null {
  if (typeof value === 'string') return whyTextInvalid(row, value);
  if (!Array.isArray(value)) return null;
  for (const text of value) {
    const reason = whyTextInvalid(row, text);
    if (reason !== null) return reason;
  }
  return null;
}

function whyTextInvalid({ target, maxLength, allowed }: MappingRow, text: string): string | null {
  if (maxLength !== undefined && text.length > maxLength) {
    return `${target} takes at most ${maxLength} characters, the directory has ${text.length}`;
  }
  return allowed !== undefined && !allowed.test(text) ? `${target} cannot hold "${text}"` : null;
}
