/**
 * Scope by units: whoever is below an included unit, but not below an excluded one; of all units named on the way up the nearest
 * decides. Units are known by objectGUID, so that a unit that is renamed or moved takes everybody below it along.
 */
import type { ObjectReference } from '../contract/settings.ts';
import { type DirectoryObject, type DirectoryUnit, firstValue } from './directory-source.ts';
import type { ScopeDecision } from './scope-verdict.ts';

export function decideByUnits(
  include: readonly ObjectReference[],
  exclude: readonly ObjectReference[],
  units: readonly DirectoryUnit[],
): ScopeDecision {
  const isMissing = ({ objectGuid }: ObjectReference) => !units.some((unit) => unit.objectGuid === objectGuid);
  const missing = { include: include.filter(isMissing), exclude: exclude.filter(isMissing) };
  const excluded = new Set(exclude.map(({ objectGuid }) => objectGuid));
  // The longest name first: it is the nearest of all that fit.
  const nearestFirst = units
    .map((unit) => ({ unit, suffix: `,${unit.distinguishedName.toLowerCase()}` }))
    .toSorted((one, other) => other.suffix.length - one.suffix.length);

  return {
    missing: [...missing.include, ...missing.exclude],
    verdictOf: (object) => {
      const name = placeOf(object);
      const nearest = nearestFirst.find(({ suffix }) => name.endsWith(suffix))?.unit;
      const isIn = nearest !== undefined && !excluded.has(nearest.objectGuid);
      // A unit that cannot be found might be nearer still, and say the opposite.
      const doubts = isIn ? missing.exclude : missing.include;
      if (doubts.length > 0) {
        const names = doubts.map((doubt) => doubt.name).join(' and ');
        return { kind: 'undecided', rule: `may be below ${names}, which cannot be found` };
      }
      if (nearest === undefined) return { kind: 'out', rule: 'below none of the included units' };
      const rule = `below ${nearest.distinguishedName}, which is ${isIn ? 'included' : 'excluded'}`;
      return { kind: isIn ? 'in' : 'out', rule };
    },
  };
}

const placeOf = (object: DirectoryObject) => firstValue(object, 'distinguishedName')?.toLowerCase() ?? '';
