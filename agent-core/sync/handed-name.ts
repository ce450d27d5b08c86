/**
 * Which sign-in name a change gives up, and which it takes, in small letters: no two users of a tenant have one at a time. A user that is
 * deleted gives its name up at once; its addresses stay reserved as long as it can be restored.
 */
import type { Change } from '../contract/plan.ts';

/** Null when nobody else may have another name because of it. */
export function nameGivenUp(change: Change): string | null {
  if (change.kind === 'delete') return change.objectType === 'user' ? lower(change.userPrincipalName) : null;
  const before = nameIn(change, 'before');
  return before === nameIn(change, 'after') ? null : before;
}

/** The one that the object will have, if the change gives it one. */
export function nameTaken(change: Change): string | null {
  if (change.kind === 'create' || change.kind === 'restore') return lower(change.userPrincipalName);
  return nameIn(change, 'after');
}

function nameIn({ kind, attributes }: Change, side: 'before' | 'after'): string | null {
  const attribute = attributes.find(({ name }) => name === 'userPrincipalName');
  return kind === 'update' && attribute !== undefined ? String(attribute[side]).toLowerCase() : null;
}

const lower = (name: string | null) => name?.toLowerCase() ?? null;
