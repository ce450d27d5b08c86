/** Step 2 as a whole: people, then groups, by one and the same decision. */
import type { Finding } from '../contract/plan.ts';
import type { GroupSettings } from '../contract/settings.ts';
import { findUnwritten } from './find-unwritten.ts';
import type { Imported } from './import.ts';
import type { ImportedGroups } from './import-groups.ts';
import { decide, findMissing, type Scoped, scopeObjects } from './scope.ts';
import { type ScopedGroups, scopeGroups } from './scope-groups.ts';

export type ScopedSides = Scoped & { readonly groups: ScopedGroups; readonly findings: readonly Finding[] };

/** What of both sides the scope is decided by. */
export type ScopeSource = Pick<Imported, 'directory' | 'basis'> & {
  readonly groups: Pick<ImportedGroups, 'directory' | 'contacts'>;
};

export function scopeSides({ directory, groups, basis }: ScopeSource, settings: GroupSettings): ScopedSides {
  const decision = decide(basis, settings);
  const users = scopeObjects(directory.objects, decision);
  const scopedGroups = scopeGroups(groups.directory.objects, groups.contacts.objects, decision);
  const undecided = users.undecided.length + scopedGroups.undecided.length;
  // Of what may only not have been read, the problem of the reading tells.
  const isWhole = directory.problem === null && groups.directory.problem === null;
  const missing = isWhole ? findMissing(decision.missing, undecided) : [];
  const findings = [...missing, ...findUnwritten(settings, scopedGroups, isWhole)];
  return { ...users, groups: scopedGroups, findings };
}
