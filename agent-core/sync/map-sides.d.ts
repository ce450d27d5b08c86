/** Step 3 as a whole: users, then groups. */
import { type MapContext, type Mapped } from './map.ts';
import { type MappedGroups } from './map-groups.ts';
import type { ScopedSides } from './scope-sides.ts';
export type MappedSides = Mapped & {
    readonly groups: MappedGroups;
};
export declare function mapSides(scoped: ScopedSides, context: MapContext | null): MappedSides;
