/** Step 2 as a whole: people, then groups, by one and the same decision. */
import type { Imported } from './import.ts';
import { decide, type Scoped, scopeObjects } from './scope.ts';
import { type ScopedGroups, scopeGroups } from './scope-groups.ts';

export type ScopedSides = Scoped & { readonly groups: ScopedGroups };

export function scopeSides({ directory, groups, basis }: Imported): ScopedSides {
  const decision = decide(basis);
  return {
    ...scopeObjects(directory.objects, decision),
    groups: scopeGroups(groups.directory.objects, groups.contacts.objects, decision),
  };
}
