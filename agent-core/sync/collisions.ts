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
  note(shared('object.in-two-domains', everything, guidsOf(everything)));
  const anchors = everything.map(anchorClaimOf);
  note(shared('object.anchor-ambiguous', everything, anchors));
  note(takenFromOthers(everything, anchors, context.links));
  const names = inScope.map((object) => signInNameClaimOf(object, context.organization));
  note(shared('object.name-taken-twice', inScope, names));
  note(shared('object.mail-taken-twice', inScope, inScope.map(mailClaimOf)));
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

/**
 * An anchor that joined another object before belongs to that object, whether it was read this time or not.
 * @param anchors what each of the objects claims
 */
function takenFromOthers(
  objects: readonly DirectoryObject[],
  anchors: readonly (string | null)[],
  links: CollisionContext['links'],
): ReadonlyMap<DirectoryObject, Problem> {
  const owners = new Map<string | null | undefined, ObjectGuid>();
  for (const [objectGuid, anchor] of links) owners.set(anchor, objectGuid);
  const taken = new Map<DirectoryObject, Problem>();
  for (const [index, object] of objects.entries()) {
    const owner = owners.get(anchors[index]);
    if (owner === undefined || owner === object.objectGuid) continue;
    const detail = `${anchors[index]}: ${labelOf(object)}, and ${owner}, which it joined before`;
    taken.set(object, problem('object.anchor-ambiguous', detail));
  }
  return taken;
}

/** @param claims what each of the objects claims */
function shared(
  code: ProblemCode,
  objects: readonly DirectoryObject[],
  claims: readonly (string | null)[],
): ReadonlyMap<DirectoryObject, Problem> {
  const collisions = new Map<DirectoryObject, Problem>();
  const repeated = repeatedAmong(claims);
  // Nearly always: everybody is alone with theirs.
  if (repeated.size === 0) return collisions;
  const groups = new Map<string | null | undefined, DirectoryObject[]>();
  for (const claim of repeated) groups.set(claim, []);
  for (const [index, object] of objects.entries()) groups.get(claims[index])?.push(object);
  for (const [key, group] of groups) {
    // One text for the whole group: a value that thousands share must not be told thousands of times thousands of names.
    const reason = problem(code, `${key}: ${nameFirst(group.map(labelOf).toSorted(), ' and ')}`);
    for (const object of group) collisions.set(object, reason);
  }
  return collisions;
}

function repeatedAmong(claims: readonly (string | null)[]): ReadonlySet<string> {
  const once = new Set<string>();
  const repeated = new Set<string>();
  for (const claim of claims) {
    if (claim === null) continue;
    const { size } = once;
    if (once.add(claim).size === size) repeated.add(claim);
  }
  return repeated;
}

const guidsOf = (objects: readonly DirectoryObject[]) => objects.map(({ objectGuid }) => objectGuid);

function labelOf(object: DirectoryObject): string {
  return `${nameOf(object)} (${object.objectGuid} in ${object.domain})`;
}
