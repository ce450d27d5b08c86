/** Step 2 as a whole: people, then groups, by one and the same decision. */
import type { Finding } from '../contract/plan.ts';
import type { GroupSettings } from '../contract/settings.ts';
import type { Imported } from './import.ts';
import { type Scoped } from './scope.ts';
import { type ScopedGroups } from './scope-groups.ts';
export type ScopedSides = Scoped & {
    readonly groups: ScopedGroups;
    readonly findings: readonly Finding[];
};
export declare function scopeSides({ directory, groups, basis }: Imported, settings: GroupSettings): ScopedSides;
