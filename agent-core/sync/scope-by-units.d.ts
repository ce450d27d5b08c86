/**
 * Scope by units: whoever is below an included unit, but not below an excluded one; of all units named on the way up the nearest
 * decides. Units are known by objectGUID, so that a unit that is renamed or moved takes everybody below it along.
 */
import type { ObjectReference } from '../contract/settings.ts';
import { type DirectoryUnit } from './directory-source.ts';
import type { ScopeDecision } from './scope-verdict.ts';
export declare function decideByUnits(include: readonly ObjectReference[], exclude: readonly ObjectReference[], units: readonly DirectoryUnit[]): ScopeDecision;
