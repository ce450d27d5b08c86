/** Step 3 as a whole: users, then groups. */
import { type MapContext, type Mapped, mapObjects } from './map.ts';
import { type MappedGroups, mapGroups } from './map-groups.ts';
import type { ScopedSides } from './scope-sides.ts';

export type MappedSides = Mapped & { readonly groups: MappedGroups };

export function mapSides(scoped: ScopedSides, context: MapContext | null): MappedSides {
  return { ...mapObjects(scoped, context), groups: mapGroups(scoped.groups, context?.ownership ?? null) };
}
