/** What a person would call a change: whom it is about, and of a link both ends, since whoever decides about it must see both. */
import type { Change } from '../contract/plan.ts';

export function nameChange(change: Change): string {
  const name = change.userPrincipalName ?? change.displayName;
  return change.kind === 'link' || change.kind === 'unlink' ? `${name}: ${change.target.displayName}` : name;
}
