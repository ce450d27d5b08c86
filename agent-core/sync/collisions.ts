/**
 * Values that only one user may have: the anchor, the sign-in name, the mail address. Whoever shares one is held, and the problem
 * names the others. Claims are collected over everything that was read, also over objects that are held for another reason or are
 * out of scope: an object that cannot be synchronised itself still owns its anchor.
 */
import type { ObjectGuid, SourceAnchor } from '../contract/identifiers.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { ProblemCode } from '../contract/problem-catalogue.ts';
import { anchorOf } from './anchor.ts';
import { type DirectoryObject, firstValue } from './directory-source.ts';
import { nameOf } from './held.ts';
import { nameFirst } from './name-first.ts';
import type { Scoped } from './scope.ts';
import { signInNameOf } from './sign-in-name.ts';
import type { Organization } from './tenant.ts';

export interface CollisionContext {
  readonly organization: Organization;
  readonly links: ReadonlyMap<ObjectGuid, SourceAnchor>;
}

/** For each object in scope the first value it shares with another, as a problem. */
export function findCollisions(scoped: Scoped, context: CollisionContext): ReadonlyMap<DirectoryObject, Problem> {
  const { inScope, outOfScope, undecided } = scoped;
  const everything = [...inScope, ...[...outOfScope, ...undecided].map(({ object }) => object)];
  const collisions = new Map<DirectoryObject, Problem>();
  const note = (found: ReadonlyMap<DirectoryObject, Problem>) => {
    for (const [object, reason] of found) if (!collisions.has(object)) collisions.set(object, reason);
  };
  // Read in one domain, moved, and read again in the other: which reading is the newer one shows in the next run.
  note(shared('object.in-two-domains', everything, (object) => object.objectGuid));
  note(shared('object.anchor-ambiguous', everything, anchorClaimOf));
  note(takenFromOthers(everything, context.links));
  note(shared('object.name-taken-twice', inScope, (object) => signInNameClaimOf(object, context.organization)));
  note(shared('object.mail-taken-twice', inScope, mailClaimOf));
  return collisions;
}

/** Trouble with the anchor leaves it open which tenant user is meant; with any other, that is still certain. */
export function isAboutAnchor(reason: Problem): boolean {
  return reason.code.startsWith('object.anchor-');
}

/** The form in which claims are compared; null where there is none. */
export function anchorClaimOf(object: DirectoryObject): string | null {
  const anchor = anchorOf(object);
  return anchor.ok ? anchor.value : null;
}

export function signInNameClaimOf(object: DirectoryObject, organization: Organization): string | null {
  const name = signInNameOf(object, organization);
  return name.ok ? name.value.toLowerCase() : null;
}

export function mailClaimOf(object: DirectoryObject): string | null {
  return firstValue(object, 'mail')?.toLowerCase() ?? null;
}

/** An anchor that joined another object before belongs to that object, whether it was read this time or not. */
function takenFromOthers(
  objects: readonly DirectoryObject[],
  links: CollisionContext['links'],
): ReadonlyMap<DirectoryObject, Problem> {
  const owners = new Map([...links].map(([objectGuid, anchor]) => [anchor, objectGuid]));
  return new Map(
    objects.flatMap((object) => {
      const anchor = anchorOf(object);
      const owner = anchor.ok ? owners.get(anchor.value) : undefined;
      if (!anchor.ok || owner === undefined || owner === object.objectGuid) return [];
      const detail = `${anchor.value}: ${labelOf(object)}, and ${owner}, which it joined before`;
      return [[object, problem('object.anchor-ambiguous', detail)]];
    }),
  );
}

function shared(
  code: ProblemCode,
  objects: readonly DirectoryObject[],
  keyOf: (object: DirectoryObject) => string | null,
): ReadonlyMap<DirectoryObject, Problem> {
  // Nearly everybody is alone with theirs, and needs no list.
  const first = new Map<string, DirectoryObject>();
  const groups = new Map<string, DirectoryObject[]>();
  for (const object of objects) {
    const key = keyOf(object);
    if (key === null) continue;
    const before = first.get(key);
    const group = groups.get(key);
    if (before === undefined) first.set(key, object);
    else if (group === undefined) groups.set(key, [before, object]);
    else group.push(object);
  }
  const collisions = new Map<DirectoryObject, Problem>();
  for (const [key, group] of groups) {
    // One text for the whole group: a value that thousands share must not be told thousands of times thousands of names.
    const reason = problem(code, `${key}: ${nameFirst(group.map(labelOf).toSorted(), ' and ')}`);
    for (const object of group) collisions.set(object, reason);
  }
  return collisions;
}

function labelOf(object: DirectoryObject): string {
  return `${nameOf(object)} (${object.objectGuid} in ${object.domain})`;
}
