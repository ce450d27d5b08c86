/** The units that a scope names in one domain. */
import type { ObjectGuid } from './identifiers.ts';
import type { ScopeSettings } from './settings.ts';

/** None where the scope is not by units. */
export function includedUnits(scope: ScopeSettings, domain: string): readonly ObjectGuid[] {
  const included = scope.kind === 'units' ? scope.include : [];
  return included.filter((unit) => unit.domain === domain).map(({ objectGuid }) => objectGuid);
}
