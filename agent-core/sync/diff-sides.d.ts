/** Step 4 as a whole: users, then groups, then the links between what is in the tenant or will be. */
import type { GroupRemovalContext } from './decide-group-removals.ts';
import { type Diffed, type RemovedContext } from './diff.ts';
import { type DiffedGroups } from './diff-groups.ts';
import { type DiffedLinks } from './diff-links.ts';
import type { Imported } from './import.ts';
import type { MappedSides } from './map-sides.ts';
export interface DiffedSides {
    readonly users: Diffed;
    readonly groups: DiffedGroups;
    readonly links: DiffedLinks;
}
/** What is not there any more, of both. */
export type RemovedSides = RemovedContext & GroupRemovalContext;
export declare function diffSides(mapped: MappedSides, imported: Imported, removed: RemovedSides): DiffedSides;
