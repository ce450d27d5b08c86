/** What the scope is decided from: everybody, or the groups and units that the settings name, as they are in the directory now. */
import type { ObjectReference, ScopeSettings } from '../contract/settings.ts';
import type { DirectoryGroup, DirectorySource, DirectoryUnit } from './directory-source.ts';
import { type Reading } from './reading.ts';
export type ScopeBasis = {
    readonly kind: 'all';
} | {
    readonly kind: 'groups';
    readonly wanted: readonly ObjectReference[];
    readonly groups: Reading<DirectoryGroup>;
} | {
    readonly kind: 'units';
    readonly include: readonly ObjectReference[];
    readonly exclude: readonly ObjectReference[];
    readonly units: readonly DirectoryUnit[];
};
/** Every domain is asked for every unit, since one may have been moved. */
export declare function readUnits(directories: readonly DirectorySource[], scope: ScopeSettings, signal: AbortSignal): Promise<Reading<DirectoryUnit>>;
/** Units that had the same place before and after the people were read; of any other it is not known who was below it. */
export declare function unitsThatStayed(before: readonly DirectoryUnit[], after: readonly DirectoryUnit[]): readonly DirectoryUnit[];
