/** `$expand`: the objects related to one object, inside its own entity. */
import type { LocatedObject } from '../state/directory.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { type Entity, renderObject } from './entity.ts';
import type { Expansion } from './query-options.ts';

/** Graph expands no more than this; the rest is read from the relation's own address. */
const expandedLimit = 20;

/** A user without a manager has no such property at all. */
export function expandedRelations(id: string, expansions: readonly Expansion[], state: TenantState): Entity {
  const expanded: Record<string, unknown> = {};
  for (const { relation, select } of expansions) {
    const objects = relatedObjects(id, relation, state).map((object) => renderObject(object, select, state));
    if (relation !== 'manager') expanded[relation] = objects;
    else if (objects[0] !== undefined) expanded[relation] = objects[0];
  }
  return expanded;
}

function relatedObjects(id: string, relation: string, { directory }: TenantState): readonly LocatedObject[] {
  return relatedIds(id, relation, directory)
    .map((related) => directory.locateVisible(related))
    .filter((object) => object !== undefined);
}

function relatedIds(id: string, relation: string, directory: TenantState['directory']): readonly string[] {
  switch (relation) {
    case 'members':
      return directory.members.page(id, 0, expandedLimit).targets;
    case 'owners':
      return directory.owners.page(id, 0, expandedLimit).targets;
    case 'manager':
      return directory.managers.page(id, 0, 1).targets;
    case 'directReports':
      return directory.managers.sourcesOf(id).slice(0, expandedLimit);
    case 'memberOf':
      return directory.members.sourcesOf(id).slice(0, expandedLimit);
    default:
      return [];
  }
}
